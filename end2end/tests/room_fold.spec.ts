import { randomInt, randomUUID } from 'node:crypto';
import { expect, type Page, test } from '../fixtures';
import { ask, expectSameFold, log, published } from '../fixtures/room';

test.use({ data: 'room-goes-on' });

/** Numbers that look drawn by chance and are the same for one seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Shown {
  people: { person: string }[];
  items: { id: string }[];
  room: {
    seq: number;
    phase: string;
    floor: { requests: { seq: number }[] };
    votes: { id: string }[];
    opinions: { seq: number }[];
    wordings: { drafts: { seq: number }[]; proposals: { seq: number }[] };
  };
}

test('whatever happens in a meeting, the browser\'s program and the server make the same room of it', async ({ as }) => {
  test.setTimeout(240_000);
  const meeting = (await published(await as('office'))).split('/').pop()!;
  const people = await Promise.all(['chair', 'secretary', 'delegate.pgddt', 'delegate.pyt'].map(it => as(it)));
  for (const page of people) await page.goto(`/meetings/${meeting}`);
  const [chair, secretary] = people as [Page, Page];
  const seed = randomInt(2 ** 31);
  const next = chance(seed);
  const devices = people.map(() => randomUUID());
  const tried = async (page: Page, fn: string, data: object) => {
    const { origin } = new URL(page.url());
    const device = devices[people.indexOf(page)];
    const answer = await page.request.post(`${origin}/api/fn/${fn}`, {
      data: { meeting, key: randomUUID(), device, ...data },
      headers: { origin },
    });
    expect(answer.status(), `${fn} ${JSON.stringify(data)} of seed ${seed}`).toBeLessThan(500);
  };
  const does = (page: Page, kind: string, fields: object = {}) => tried(page, 'act_in_meeting', { what: { kind, ...fields } });
  await does(chair, 'control_taken', { part: 'chair', device: devices[0] });
  await does(secretary, 'control_taken', { part: 'secretary', device: devices[1] });
  await does(chair, 'started');

  for (let turn = 0; turn < 150; turn++) {
    const { room, items, people: sitting } = (await ask(chair, 'show_meeting', { meeting })) as Shown;
    // Little may happen meanwhile.
    if (room.phase === 'Adjourned' && next(4) === 0) await does(chair, 'reconvened');
    const one = <T>(of: T[]): T | undefined => of[next(of.length)];
    const item = items[next(3)]!.id;
    const request = one(room.floor.requests)?.seq ?? 0;
    const vote = room.votes.at(-1)?.id ?? randomUUID();
    const somebody = { person: one(sitting)?.person };
    const body = `Lời thứ ${turn}`;
    const acts: [string, object][] = [
      ['item_opened', { item }],
      ['item_opened', { item }],
      ['paused', {}],
      ['resumed', {}],
      ['resumed', {}],
      ['adjourned', { until: null }],
      ['reconvened', {}],
      ['reconvened', {}],
      ['item_timed', { item, seconds: 60 + next(600) }],
      ['floor_asked', { item, who: null, point_of_order: next(2) === 0 }],
      ['floor_asked', { item, who: somebody, point_of_order: false }],
      ['floor_withdrawn', { request }],
      ['floor_ordered', { item, order: room.floor.requests.map(it => it.seq).reverse() }],
      ['floor_given', { request, seconds: 30 }],
      ['floor_taken', {}],
      ['floor_skipped', { request }],
      ['vote_cast', { vote, choice: one(['yes', 'no', 'abstain']) }],
      ['vote_cast', { vote, choice: one(['yes', 'no', 'abstain']) }],
      ['hands_counted', { vote, yes: next(5), no: next(5), abstain: next(3) }],
      ['vote_closed', { vote }],
      ['arrived', { who: null, way: 'own' }],
      ['arrived', { who: somebody, way: 'list' }],
      ['left', { who: next(2) ? somebody : null }],
      ['substituted', { absent: somebody.person, substitute: { guest: body }, name: '' }],
      ['opinion_noted', { item, who: somebody, body }],
      ['opinion_reworded', { opinion: one(room.opinions)?.seq ?? 0, body }],
      ['opinion_struck', { opinion: one(room.opinions)?.seq ?? 0 }],
      ['drafted', { item, conclusion: null, seen: room.wordings.drafts.at(-1)?.seq ?? 0, body }],
      ['draft_dropped', { item, conclusion: null }],
      ['wording_proposed', { item, conclusion: null, body }],
      ['proposal_taken', { proposal: room.wordings.proposals.at(-1)?.seq ?? 0 }],
      ['proposal_declined', { proposal: room.wordings.proposals.at(-1)?.seq ?? 0 }],
      ['wording_answered', { wording: room.wordings.drafts.at(-1)?.seq ?? 0, agrees: next(2) === 0 }],
    ];
    const who = people[next(people.length)]!;
    if (next(12) === 0) {
      const input = { subject: { item }, question: body, method: one(['named', 'hands', 'silence']), agreement: next(2) === 0, quorum: '1', seconds: '' };
      await tried(chair, 'open_vote', { input });
    } else {
      const [kind, fields] = acts[next(acts.length)]!;
      await does(who, kind, fields);
    }
  }
  const kinds = new Set((await log(chair, meeting)).map(it => it.what.kind));
  expect(kinds.size, `of seed ${seed} hardly anything happened: ${[...kinds].join(', ')}`).toBeGreaterThan(12);
  await expectSameFold(meeting, chair);
});
