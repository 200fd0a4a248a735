// Whether the browser's copy of a report holds words that the server may lack, told where a page without this
// program can read it: `src/server/sweep.js` clears a copy away only when nothing of it is owed.

/** A key for each tab: one that is done says nothing of another that is not. */
export class Owed {
  private readonly own: string;
  private earlier: string[] = [];
  private said = '';

  /** `name` is the copy's, which the tab holds a lock of for as long as it is open. */
  constructor(
    private readonly name: string,
    client: number,
  ) {
    const prefix = `${name}/w/`;
    this.own = `${prefix}${client}`;
    try {
      this.earlier = Object.keys(localStorage).filter(it => it.startsWith(prefix));
    } catch {
      // Without storage there is nobody to tell.
    }
    this.say(true);
  }

  say(owes: boolean): void {
    const word = owes ? '1' : '0';
    if (word === this.said) return;
    this.said = word;
    try {
      localStorage.setItem(this.own, word);
    } catch {
      // A copy of which nothing is known is left alone.
    }
    if (!owes) void this.settle();
  }

  /** The copy is gone, and with it what was owed of it. */
  forget(): void {
    this.earlier.push(this.own);
    void this.settle();
  }

  /** What tabs owed that have closed since was in the copy, and is sent with it. */
  private async settle(): Promise<void> {
    if (!this.earlier.length || !('locks' in navigator)) return;
    const { held } = await navigator.locks.query();
    if ((held ?? []).filter(it => it.name === this.name).length > 1) return;
    this.earlier.forEach(it => localStorage.removeItem(it));
    this.earlier = [];
  }
}

/** Keeps the copy from being cleared away until the answer is called; waits for whoever clears it now. */
export function hold(name: string): Promise<() => void> {
  if (!('locks' in navigator)) return Promise.resolve(() => undefined);
  return new Promise(held => {
    navigator.locks
      .request(name, { mode: 'shared' }, () => new Promise<void>(release => held(release)))
      .catch(() => held(() => undefined));
  });
}
