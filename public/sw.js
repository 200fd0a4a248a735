// Keeps the pages of a meeting, with their papers, for a tablet that loses the network. The rules and the reasons
// are in docs/decisions/0022. Everything is in one cache, of one person: pages by address, and what they name.
'use strict';

const NAME = 'giaoban/pack/1';
const PAGE = /^\/meetings\/[0-9a-f-]{36}(?:\/(?:live|screen))?$/;
const PAPER = /^\/meetings\/[0-9a-f-]{36}\/papers\/[0-9a-f-]{36}$/;
const HASHED = /^\/(?:pkg|fonts)\//;
const SIGN = /^\/(?:icons|favicon)\.svg$/;
// The same, as they stand in a page. The editor of passages is no meeting's.
const FILES = /\/pkg\/(?!writer)[\w.-]+|\/fonts\/[\w.-]+|\/(?:icons|favicon)\.svg/g;
const PAPERS = /\/meetings\/[0-9a-f-]{36}\/papers\/[0-9a-f-]{36}(?![\w\/-])/g;
const VISIT = /<script[^>]*\bid="?visit\b[^>]*>(.*?)<\/script>/s;

/** A copy is served no longer than a session lives: 7 days, in milliseconds. */
const LIFE = 7 * 24 * 3600e3;
/** A page so young was drawn for the visit that asks to keep it. */
const FRESH = 60e3;
/** A network that does not answer for so long is none, where there is a copy. */
const PATIENCE = 8e3;
/** The most that one paper, and all papers of a page, may take, in bytes. */
const LARGEST = 20e6;
const ROOM = 50e6;
/** Meetings of which the pages are kept, those visited last. */
const MEETINGS = 3;

addEventListener('install', () => skipWaiting());

addEventListener('activate', event => event.waitUntil(succeed()));

addEventListener('message', event => {
  const { person, keep = [] } = event.data ?? {};
  const paths = [...new Set(keep)].filter(it => PAGE.test(it));
  event.waitUntil(inTurn(() => visit(person, paths)));
});

addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (PAGE.test(pathname)) {
    if (request.mode === 'navigate') event.respondWith(page(event, pathname));
  } else if (PAPER.test(pathname)) event.respondWith(paper(request, pathname));
  else if (HASHED.test(pathname)) event.respondWith(hashed(request, pathname));
  else if (SIGN.test(pathname)) event.respondWith(fetch(request).catch(() => found(pathname)));
});

/** Takes over from a worker that kept things in another way. */
async function succeed() {
  const old = (await caches.keys()).filter(it => it.startsWith('giaoban/pack/') && it !== NAME);
  await Promise.all(old.map(it => caches.delete(it)));
  await clients.claim();
}

let last = Promise.resolve();

/** One change of the cache after the other. */
function inTurn(work) {
  last = last.then(work).catch(() => {});
  return last;
}

const isAway = answer => [502, 503, 504].includes(answer.status);
const isSignedOut = answer => answer.type === 'opaqueredirect' || answer.status === 401;
const isRefused = answer => [403, 404, 410].includes(answer.status);

/** Looks without making a cache where there is none. */
const match = path => caches.match(path, { cacheName: NAME, ignoreVary: true });
const found = async path => (await match(path)) ?? Response.error();
const ageOf = answer => Date.now() - Number(answer.headers.get('x-kept-at'));

/** The network's page, or where there is none the copy. */
async function page(event, path) {
  const asked = fetch(event.request);
  // The cache as it was when the answer came: one that is deleted by then stays deleted.
  const taken = asked.then(async it => [it.clone(), Date.now(), await caches.open(NAME)]);
  event.waitUntil(taken.then(it => inTurn(() => take(path, ...it))).catch(() => {}));
  const kept = await match(path);
  const copy = kept && ageOf(kept) < LIFE ? kept : undefined;
  try {
    const answer = await (copy ? within(asked, PATIENCE) : asked);
    return copy && isAway(answer) ? copy : answer;
  } catch {
    return copy ?? Response.error();
  }
}

const within = (asked, time) =>
  Promise.race([asked, new Promise((_, late) => setTimeout(late, time))]);

/** The network's file, so that who may no longer read it does not; where there is none the copy. */
async function paper(request, path) {
  try {
    const answer = await fetch(request);
    if (isSignedOut(answer)) await caches.delete(NAME);
    else if (isRefused(answer) && (await match(path))) await (await caches.open(NAME)).delete(path);
    if (!isAway(answer)) return answer;
  } catch {
    // Without network.
  }
  const cache = (await caches.has(NAME)) && (await caches.open(NAME));
  const named = cache && (await pages(cache)).some(it => it.age < LIFE && it.names.includes(path));
  return named ? found(path) : Response.error();
}

/** A name that carries a hash is answered from the cache; only what a page names is put there. */
const hashed = async (request, path) => (await match(path)) ?? fetch(request);

/** What somebody visits is kept; of anybody else nothing is. */
async function visit(person, paths) {
  if (await caches.has(NAME)) {
    const cache = await caches.open(NAME);
    if ((await pages(cache)).some(it => it.owner !== person)) await caches.delete(NAME);
  }
  for (const path of paths) {
    const kept = await match(path);
    if (kept && ageOf(kept) < FRESH) continue;
    const cache = await caches.open(NAME);
    const answer = await fetch(path, { redirect: 'manual', cache: 'no-cache' });
    await take(path, answer, Date.now(), cache);
  }
}

/** Draws from the server's answer to a page what may be kept of it. */
async function take(path, answer, at, cache) {
  if (isSignedOut(answer)) return caches.delete(NAME);
  if (isRefused(answer)) {
    await cache.delete(path);
    return purge(cache);
  }
  if (answer.status !== 200 || !(answer.headers.get('content-type') ?? '').startsWith('text/html')) return;
  const text = await answer.text();
  const owner = ownerOf(text);
  if (!owner) return;
  if ((await pages(cache)).some(it => it.owner !== owner)) {
    await caches.delete(NAME);
    cache = await caches.open(NAME);
  }
  const files = new Set(text.match(FILES) ?? []);
  const papers = new Set(text.match(PAPERS) ?? []);
  for (const it of files) await bring(cache, it);
  const names = [...files, ...papers].join(' ');
  await cache.put(path, copyOf(answer, text, { 'x-kept-at': at, 'x-kept-for': owner, 'x-kept-names': names }));
  await bringPapers(cache, papers);
  await purge(cache);
}

/** Whom a page was drawn for; nobody where the page does not say. */
function ownerOf(text) {
  try {
    return JSON.parse(VISIT.exec(text)[1]).actor.person;
  } catch {
    return undefined;
  }
}

/** The page with its policy, and with the device's time at which it came for the program to read. */
function copyOf(answer, text, marks) {
  const headers = new Headers(answer.headers);
  // The text is unpacked by now, and no longer the server's own.
  for (const it of ['content-encoding', 'content-length', 'etag', 'vary']) headers.delete(it);
  for (const [name, value] of Object.entries(marks)) headers.set(name, value);
  return new Response(text.replace('<html', `<html data-kept="${marks['x-kept-at']}"`), { headers });
}

/** Fetches what the cache lacks; signs have no hash, so they are fetched anew. */
async function bring(cache, path) {
  if (!SIGN.test(path) && (await cache.match(path, { ignoreVary: true }))) return;
  const answer = await fetch(path);
  if (answer.status === 200) await cache.put(path, answer);
}

/** A paper never changes under its address. One that finds no room is read with a network. */
async function bringPapers(cache, papers) {
  let room = ROOM;
  for (const path of papers) {
    const kept = await cache.match(path, { ignoreVary: true });
    if (kept) {
      room -= (await kept.blob()).size;
      continue;
    }
    try {
      const answer = await fetch(path, { redirect: 'manual' });
      const most = Math.min(LARGEST, room);
      if (answer.status !== 200 || Number(answer.headers.get('content-length')) > most) {
        await answer.body?.cancel();
        continue;
      }
      const copy = answer.clone();
      const { size } = await answer.blob();
      if (size > most) continue;
      await cache.put(path, copy);
      room -= size;
    } catch {
      // No network, or the device is full: the next visit tries again.
    }
  }
}

/** The pages in a cache. */
async function pages(cache) {
  const paths = (await cache.keys()).map(it => new URL(it.url).pathname).filter(it => PAGE.test(it));
  const kept = await Promise.all(paths.map(it => cache.match(it, { ignoreVary: true })));
  return paths.flatMap((path, at) => {
    const headers = kept[at]?.headers;
    if (!headers) return [];
    const names = (headers.get('x-kept-names') ?? '').split(' ');
    return { path, meeting: path.split('/')[2], owner: headers.get('x-kept-for'), age: ageOf(kept[at]), names };
  });
}

/** Lets go of pages that are old, and of what no page names. */
async function purge(cache) {
  const young = (await pages(cache)).filter(it => it.age < LIFE).sort((a, b) => a.age - b.age);
  const meetings = [...new Set(young.map(it => it.meeting))].slice(0, MEETINGS);
  const stays = young.filter(it => meetings.includes(it.meeting)).flatMap(it => [it.path, ...it.names]);
  const all = await cache.keys();
  await Promise.all(all.filter(it => !stays.includes(new URL(it.url).pathname)).map(it => cache.delete(it)));
}
