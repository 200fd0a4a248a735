// The report's document: what stands in it, what of it the server has, and who else is in it.

import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { hold, Owed } from './owed';

export interface Person {
  client: string;
  person: string;
  name: string;
  colour: number;
  cursor: Cursor | null;
}

/** Where somebody stands: a passage, and places in it that hold through edits. */
export interface Cursor {
  passage: string;
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

type Link = 'idle' | 'saving' | 'lost' | 'signed_out' | 'stopped';

/** Told to the page as JSON, in `writer-state`; the page says it in words. */
interface State {
  link: Link;
  /** Passages with something the server has not confirmed. */
  unsent: number;
  /** The server's time of the last confirmation. */
  saved_at: string | null;
  /** Milliseconds since 1970 when the line was lost. */
  lost_at: number | null;
  /** The browser keeps a copy of its own. */
  held: boolean;
  open: boolean;
  /** What stands there is the browser's own copy: the server's is not to be had. */
  copy: boolean;
  /** The server's time when the two were the same last. */
  copy_at: string | null;
  /** What was written after the report had moved on was set aside on the server. */
  kept: boolean;
  reason: string | null;
}

const REMOTE = { origin: 'the server' };
/** Typing rests this long before it is sent, in milliseconds, or at the most [`LATEST`]. */
const REST = 300;
const LATEST = 1200;
const HEARTBEAT = 10_000;
const SILENCE = 30_000;
/** So long the server's document is waited for before the browser's copy of it is opened. */
const PATIENCE = 1000;
const LONGEST_PAUSE = 30_000;
/** A composition that ended is drawn before anything else may draw. */
const SETTLE = 60;
const KEEPALIVE_LIMIT = 60_000;
/** What is sent at once, in bytes; the server takes a little more. */
const LARGEST = 900_000;

const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, it => String.fromCharCode(it)).join(''));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), it => it.charCodeAt(0));
const toUrl = (bytes: Uint8Array) => toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

export class Room {
  doc = new Y.Doc();
  people = new Map<string, Person>();

  private readonly address: string;
  private readonly name: string;
  private store: IndexeddbPersistence | null = null;
  private owed: Owed | null = null;
  private letGo: (() => void) | null = null;
  private epoch: number | null = null;
  private events: EventSource | null = null;
  private heard = 0;
  private pending: Uint8Array[] = [];
  private touched = new Set<string>();
  private incoming: Uint8Array[] = [];
  private readonly composing = new Set<object>();
  private readonly unmade = new Set<string>();
  private readonly overfull = new Set<string>();
  /** There is something to write in: the server's document, or the browser's copy of it. */
  private ready = false;
  /** The server's document is in. */
  private met = false;
  /** The server's time when the copy was last known to be what the server has. */
  private seen: string | null = null;
  private ended = false;
  private busy = false;
  private connecting = false;
  private failures = 0;
  private firstUnsentAt = 0;
  private timers: Record<string, number | undefined> = {};
  private cursor: Cursor | null = null;
  private cursorSent = '';
  private readonly readyWatchers = new Set<() => void>();
  private readonly peopleWatchers = new Set<() => void>();
  private readonly freeWatchers = new Set<() => void>();
  private readonly leaving: AbortController = new AbortController();
  private state: State = {
    link: 'idle',
    unsent: 0,
    saved_at: null,
    lost_at: null,
    held: true,
    open: true,
    copy: false,
    copy_at: null,
    kept: false,
    reason: null,
  };

  constructor(
    report: string,
    private readonly person: string,
    private readonly told: (name: string, detail: unknown) => void,
  ) {
    this.address = `/reports/${report}`;
    this.name = `giaoban/${person}/${report}`;
    const { signal } = this.leaving;
    addEventListener('online', () => this.retry(), { signal });
    addEventListener('focus', () => this.state.link === 'signed_out' && this.retry(), { signal });
    addEventListener(
      'pagehide',
      () => {
        this.leave();
        this.release();
      },
      { signal },
    );
    addEventListener('pageshow', event => event.persisted && void this.hold().then(() => this.retry()), { signal });
    addEventListener('writer-retry', () => this.retry(), { signal });
    addEventListener('writer-anew', () => void this.beginAnew(), { signal });
    addEventListener(
      'beforeunload',
      event => {
        if (this.pending.length) event.preventDefault();
      },
      { signal },
    );
    void this.begin();
  }

  /** Calls back whenever there is a document to write in: at once, and again when it had to be begun anew. */
  onReady(watcher: () => void): () => void {
    this.readyWatchers.add(watcher);
    if (this.ready) watcher();
    return () => this.readyWatchers.delete(watcher);
  }

  onPeople(watcher: () => void): () => void {
    this.peopleWatchers.add(watcher);
    return () => this.peopleWatchers.delete(watcher);
  }

  /** Calls back when no word is being composed any more. */
  onFree(watcher: () => void): () => void {
    this.freeWatchers.add(watcher);
    return () => this.freeWatchers.delete(watcher);
  }

  get writable(): boolean {
    return this.state.open && this.state.link !== 'stopped';
  }

  /** Whether the browser's own copy stands for the server's document. */
  get isCopy(): boolean {
    return this.ready && !this.met;
  }

  get isComposing(): boolean {
    return this.composing.size > 0;
  }

  fragment(passage: string): Y.XmlFragment {
    return this.doc.getXmlFragment(`p:${passage}`);
  }

  /** While a word is being composed nothing from elsewhere is drawn: it would end the word. */
  compose(view: object, begins: boolean): void {
    if (begins) {
      this.composing.add(view);
      return;
    }
    setTimeout(() => {
      this.composing.delete(view);
      this.applyIncoming();
      if (!this.isComposing) this.freeWatchers.forEach(it => it());
    }, SETTLE);
  }

  /** The server takes no words for a passage that it does not have yet. */
  made(passage: string, is: boolean): void {
    if (!is) this.unmade.add(passage);
    else if (this.unmade.delete(passage) && this.pending.length) this.send();
  }

  /** The server would refuse all that waits for the sake of one passage that holds too much. */
  fits(passage: string, does: boolean): void {
    if (!does) this.overfull.add(passage);
    else if (this.overfull.delete(passage) && this.pending.length) this.send();
  }

  empty(passage: string): void {
    if (!this.ready) return;
    const fragment = this.fragment(passage);
    if (fragment.length) this.doc.transact(() => fragment.delete(0, fragment.length));
  }

  point(cursor: Cursor | null): void {
    this.cursor = cursor;
    this.timers.cursor ??= window.setTimeout(() => {
      this.timers.cursor = undefined;
      void this.sayWhere();
    }, 500);
  }

  retry(): void {
    if (this.ended) return;
    this.failures = 0;
    if (this.events && this.state.link !== 'lost') this.send();
    else void this.connect();
  }

  close(): void {
    this.leave();
    this.ended = true;
    this.leaving.abort();
    Object.values(this.timers).forEach(it => clearTimeout(it));
    this.events?.close();
    this.doc.destroy();
    this.release();
  }

  // ---- the document ----

  private async begin(): Promise<void> {
    const doc = this.doc;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      // The browser's copy that comes after the server's may have what the server lacks.
      const old = origin === this.store && !this.met;
      if (origin === REMOTE || old || doc !== this.doc) return;
      this.pending.push(update);
      // Before the copy has it.
      this.owed?.say(true);
      this.firstUnsentAt ||= Date.now();
      this.send(REST);
    });
    doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (transaction.origin === REMOTE || transaction.origin === this.store || !transaction.changed.size) return;
      for (const type of transaction.changedParentTypes.keys()) {
        for (const [key, root] of doc.share) if (root === (type as unknown)) this.touched.add(key);
      }
      this.tell({});
    });
    await this.hold();
    if (this.ended || doc !== this.doc) return;
    this.owed = new Owed(this.name, doc.clientID);
    await this.remember(doc);
    if (this.ended || doc !== this.doc) return;
    if (!navigator.onLine) this.openCopy();
    this.timers.copy = window.setTimeout(() => this.met || this.openCopy(), PATIENCE);
    this.timers.beat = window.setInterval(() => this.beat(), HEARTBEAT);
    await this.connect();
  }

  private async hold(): Promise<void> {
    if (this.letGo) return;
    const letGo = await hold(this.name);
    if (this.ended || this.letGo) letGo();
    else this.letGo = letGo;
  }

  private release(): void {
    this.letGo?.();
    this.letGo = null;
  }

  /** The browser's own copy, for as long as there is no line; without one the page holds it alone. */
  private async remember(doc: Y.Doc): Promise<void> {
    if (typeof indexedDB === 'undefined') return;
    const store = new IndexeddbPersistence(this.name, doc);
    this.store = store;
    const database = (store as unknown as { _db: Promise<unknown> })._db;
    const patience = new Promise(done => setTimeout(done, 4000));
    try {
      await Promise.race([Promise.all([database, store.whenSynced]), patience]);
      const epoch = (await Promise.race([store.get('epoch'), patience])) as unknown;
      this.epoch = typeof epoch === 'number' ? epoch : null;
      const seen = (await Promise.race([store.get('seen'), patience])) as unknown;
      this.seen = typeof seen === 'string' ? seen : null;
    } catch {
      this.store = null;
    }
  }

  private becomeReady(): void {
    this.ready = true;
    this.readyWatchers.forEach(it => it());
  }

  private openCopy(): void {
    if (this.ready || !this.doc.store.clients.size) return;
    this.tell({ copy: true, copy_at: this.seen });
    this.becomeReady();
  }

  private see(at: string): void {
    this.seen = at;
    void this.store?.set('seen', at).catch(() => undefined);
  }

  /** Throws away what the browser has and begins with what the server has. */
  private async beginAnew(): Promise<void> {
    const { store, doc } = this;
    this.events?.close();
    this.events = null;
    this.ready = false;
    this.met = false;
    this.store = null;
    this.pending = [];
    this.touched.clear();
    this.incoming = [];
    this.composing.clear();
    this.epoch = null;
    this.seen = null;
    clearInterval(this.timers.beat);
    clearTimeout(this.timers.copy);
    this.doc = new Y.Doc();
    try {
      await store?.clearData();
      this.owed?.forget();
    } catch {
      // Already gone.
    }
    this.owed = null;
    doc.destroy();
    this.connecting = false;
    this.busy = false;
    Object.assign(this.state, { link: 'idle', copy: false, copy_at: null });
    this.readyChanged();
    await this.begin();
  }

  private receive(update: Uint8Array): void {
    this.incoming.push(update);
    this.applyIncoming();
  }

  private applyIncoming(): void {
    if (this.isComposing || !this.incoming.length) return;
    const updates = this.incoming;
    this.incoming = [];
    for (const update of updates) {
      try {
        Y.applyUpdate(this.doc, update, REMOTE);
      } catch (cause) {
        // One that cannot be read is asked for again with the next vector.
        console.warn('an update could not be read', cause);
      }
    }
    this.peopleWatchers.forEach(it => it());
  }

  // ---- the line ----

  private async connect(): Promise<void> {
    if (this.ended || this.connecting) return;
    this.connecting = true;
    clearTimeout(this.timers.connect);
    this.events?.close();
    this.events = null;
    const first = !this.met;
    const doc = this.doc;
    let response: Response;
    let update: Uint8Array;
    try {
      const vector = first ? '' : toUrl(Y.encodeStateVector(doc));
      response = await fetch(`${this.address}/document?vector=${vector}`, {
        signal: AbortSignal.timeout(20_000),
        headers: { accept: 'application/octet-stream', ...this.own() },
      });
      update = new Uint8Array(response.ok ? await response.arrayBuffer() : []);
    } catch {
      if (doc === this.doc) this.lose();
      return;
    } finally {
      if (doc === this.doc) this.connecting = false;
    }
    if (this.ended || doc !== this.doc) return;
    if (!response.ok) return await this.refused(response);
    if (first) this.findUnsent(update);
    this.receive(update);
    this.met = true;
    const epoch = Number(response.headers.get('x-document-epoch'));
    const number = Number(response.headers.get('x-document-number'));
    const open = response.headers.get('x-document-open') === 'true';
    this.failures = 0;
    if (this.pending.length && this.epoch !== null && this.epoch !== epoch) {
      // It is told under the epoch it was written in, so that the server sets it aside.
      return await this.deliver();
    }
    this.epoch = epoch;
    void this.store?.set('epoch', epoch).catch(() => undefined);
    this.listen(number, epoch);
    this.tell({ link: 'idle', lost_at: null, open, reason: null, copy: false, copy_at: null });
    // What was opened from the copy stays as it is; what the copy did not have is opened now.
    if (first) this.becomeReady();
    this.readyChanged();
    this.cursorSent = '';
    void this.sayWhere();
    if (this.pending.length) this.send();
  }

  /** What an earlier visit wrote into the browser's copy without the server having taken it. */
  private findUnsent(full: Uint8Array): void {
    if (!this.doc.store.clients.size) return;
    const server = new Y.Doc();
    Y.applyUpdate(server, full);
    const before = Y.snapshot(server);
    const vector = Y.encodeStateVector(server);
    Y.applyUpdate(server, Y.encodeStateAsUpdate(this.doc));
    if (!Y.equalSnapshots(before, Y.snapshot(server))) {
      this.pending = [Y.encodeStateAsUpdate(this.doc, vector)];
      this.touched.add('');
    }
    server.destroy();
  }

  private listen(number: number, epoch: number): void {
    const events = new EventSource(
      `${this.address}/document/events?after=${number}&epoch=${epoch}&client=${this.doc.clientID}`,
    );
    this.events = events;
    this.heard = Date.now();
    const on = (name: string, take: (data: string) => void) =>
      events.addEventListener(name, event => {
        if (this.events !== events) return;
        this.heard = Date.now();
        try {
          take((event as MessageEvent<string>).data);
        } catch (cause) {
          console.warn(`${name} could not be read`, cause);
        }
      });
    this.people.clear();
    on('update', data => this.receive(fromBase64(data)));
    on('presence', data => this.meet(data));
    on('passage', data => this.told('writer-passage', JSON.parse(data)));
    on('now', at => this.see(at));
    on('closed', () => void this.connect());
    events.onerror = () => {
      if (this.events === events) void this.connect();
    };
  }

  private beat(): void {
    if (this.events && Date.now() - this.heard > SILENCE) void this.connect();
    this.cursorSent = '';
    if (this.events) void this.sayWhere();
  }

  private lose(): void {
    if (this.ended) return;
    this.events?.close();
    this.events = null;
    this.tell({ link: 'lost', lost_at: this.state.lost_at ?? Date.now() });
    if (this.people.size) {
      this.people.clear();
      this.peopleWatchers.forEach(it => it());
    }
    this.openCopy();
    this.again();
  }

  private again(): void {
    const pause = Math.min(1000 * 2 ** this.failures++, LONGEST_PAUSE);
    clearTimeout(this.timers.connect);
    this.timers.connect = window.setTimeout(() => void this.connect(), pause);
  }

  private async refused(response: Response): Promise<void> {
    const { status } = response;
    const reason = await response
      .json()
      .then((it: { message?: string }) => it.message ?? null)
      .catch(() => null);
    if (status === 401) {
      this.tell({ link: 'signed_out' });
      this.failures = Math.max(this.failures, 4);
      this.again();
    } else if (status >= 500 || status === 429) {
      this.lose();
    } else {
      this.tell({ link: 'stopped', reason });
      this.readyChanged();
    }
    this.openCopy();
  }

  // ---- sending ----

  private send(rest = 0): void {
    clearTimeout(this.timers.send);
    const waited = Date.now() - this.firstUnsentAt;
    this.timers.send = window.setTimeout(() => void this.deliver(), waited > LATEST ? 0 : rest);
  }

  private async deliver(): Promise<void> {
    if (this.busy || this.ended || !this.met || !this.pending.length || this.epoch === null) return;
    if (this.state.link === 'stopped' || this.unmade.size || this.overfull.size) return;
    this.busy = true;
    const { doc, touched } = this;
    const pending = this.next();
    const body = pending.length === 1 ? pending[0]! : Y.mergeUpdates(pending);
    const count = pending.length;
    this.touched = new Set();
    this.firstUnsentAt = 0;
    if (this.state.link === 'idle') this.tell({ link: 'saving' }, touched.size);
    try {
      const response = await fetch(`${this.address}/document`, {
        method: 'POST',
        headers: this.labels(),
        body: body as Uint8Array<ArrayBuffer>,
        signal: AbortSignal.timeout(20_000),
      });
      if (this.ended || doc !== this.doc) return;
      if (response.ok) {
        const { at } = (await response.json()) as { at: string };
        this.pending.splice(0, count);
        this.see(at);
        this.tell({ link: 'idle', lost_at: null, saved_at: at, reason: null });
        if (!this.events) void this.connect();
        this.busy = false;
        if (this.pending.length) this.send(REST);
        return;
      }
      touched.forEach(it => this.touched.add(it));
      if (response.status === 409) await this.disputed(response);
      else if (response.status === 413 || response.status === 422) {
        const reason = ((await response.json().catch(() => ({}))) as { message?: string }).message ?? null;
        this.tell({ link: 'stopped', reason });
        this.readyChanged();
      } else await this.refused(response);
    } catch {
      touched.forEach(it => this.touched.add(it));
      this.lose();
    } finally {
      if (doc === this.doc) this.busy = false;
    }
  }

  /** The earliest of what waits, as much as the server takes at once. */
  private next(): Uint8Array[] {
    let size = 0;
    const end = this.pending.findIndex(it => (size += it.length) > LARGEST);
    return end < 0 ? [...this.pending] : this.pending.slice(0, Math.max(end, 1));
  }

  private async disputed(response: Response): Promise<void> {
    const body = (await response.json().catch(() => ({}))) as { error?: unknown };
    if (body.error === 'Conflict') {
      // It builds on something the server lost: everything it lacks is sent at once.
      const vector = toUrl(Y.encodeStateVector(this.doc));
      const answer = await fetch(`${this.address}/document?vector=${vector}`, { headers: this.own() });
      if (!answer.ok) return await this.refused(answer);
      this.receive(new Uint8Array(await answer.arrayBuffer()));
      const theirs = answer.headers.get('x-document-vector') ?? '';
      const bytes = fromBase64(theirs.replace(/-/g, '+').replace(/_/g, '/'));
      this.pending = [Y.encodeStateAsUpdate(this.doc, bytes.length ? bytes : undefined)];
      this.busy = false;
      this.send(REST);
      return;
    }
    this.tell({ kept: true });
    await this.beginAnew();
  }

  /** Whose words these are: after another has signed in here, nothing is sent in their name. */
  private own(): Record<string, string> {
    return { 'x-document-person': this.person };
  }

  private labels(): Record<string, string> {
    return {
      'content-type': 'application/octet-stream',
      'x-document-epoch': String(this.epoch),
      'x-document-client': String(this.doc.clientID),
      ...this.own(),
    };
  }

  private leave(): void {
    // What was written into the copy alone is sent with all that the copy has.
    const whole = this.met && !this.unmade.size && !this.overfull.size;
    if (whole && this.pending.length && this.epoch !== null && this.state.link !== 'stopped') {
      const body = Y.mergeUpdates(this.pending);
      if (body.length < KEEPALIVE_LIMIT) {
        void fetch(`${this.address}/document`, {
          method: 'POST',
          keepalive: true,
          headers: this.labels(),
          body: body as Uint8Array<ArrayBuffer>,
        }).catch(() => undefined);
      }
    }
    // Also while the line is being made again: the others still see where this one stood.
    const joining = this.met && (this.state.link === 'idle' || this.state.link === 'saving');
    if (this.events || joining) void this.post({ cursor: null, leaving: true }, true);
  }

  // ---- people ----

  private async sayWhere(): Promise<void> {
    if (!this.events || this.ended) return;
    const cursor = this.cursor
      ? btoa(
          JSON.stringify({
            passage: this.cursor.passage,
            anchor: Y.relativePositionToJSON(this.cursor.anchor),
            head: Y.relativePositionToJSON(this.cursor.head),
          }),
        )
      : null;
    if (cursor === this.cursorSent) return;
    this.cursorSent = cursor ?? '-';
    await this.post({ cursor, leaving: false });
  }

  private async post(told: { cursor: string | null; leaving: boolean }, keepalive = false): Promise<void> {
    await fetch(`${this.address}/presence`, {
      method: 'POST',
      keepalive,
      headers: { 'content-type': 'application/json', ...this.own() },
      body: JSON.stringify({ client: String(this.doc.clientID), ...told }),
    }).catch(() => undefined);
  }

  private meet(data: string): void {
    const told = JSON.parse(data) as Record<string, unknown>;
    const client = String(told.client);
    if (client === String(this.doc.clientID)) return;
    if (told.here !== true) this.people.delete(client);
    else {
      this.people.set(client, {
        client,
        person: String(told.person),
        name: String(told.name),
        colour: Math.abs(Number(told.colour) || 0) % 8,
        cursor: readCursor(told.cursor),
      });
    }
    if (!this.isComposing) this.peopleWatchers.forEach(it => it());
  }

  // ---- what the page is told ----

  private readyChanged(): void {
    dispatchEvent(new Event('writer-editable'));
  }

  private tell(change: Partial<State>, flying = 0): void {
    const was = this.writable;
    Object.assign(this.state, change);
    this.state.held = this.store !== null;
    this.owed?.say(!this.met || this.pending.length > 0);
    this.state.unsent = this.pending.length ? Math.max(1, this.touched.size, flying) : 0;
    this.told('writer-state', this.state);
    if (was !== this.writable) this.readyChanged();
  }
}

/** Another browser made it: whatever is not a cursor is none. */
function readCursor(told: unknown): Cursor | null {
  if (typeof told !== 'string') return null;
  try {
    const { passage, anchor, head } = JSON.parse(atob(told)) as Record<string, unknown>;
    if (typeof passage !== 'string' || !anchor || !head) return null;
    return {
      passage,
      anchor: Y.createRelativePositionFromJSON(anchor),
      head: Y.createRelativePositionFromJSON(head),
    };
  } catch {
    return null;
  }
}
