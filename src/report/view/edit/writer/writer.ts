// The writer of a report's passages: loaded by the edit page alone. It comes as two elements, so that it begins
// and ends with the page's own parts:
//   <report-writer data-report data-person data-longest data-texts data-figures>   the document, and who is in it
//   <passage-writer data-passage data-label data-note data-made data-removed>   one passage; holds the text until it is ready
// What it has to say goes out as events at the window, their detail JSON: `writer-state`, `writer-passage`.

import { PassageEditor } from './editor';
import { Figures } from './figure';
import { type Person, Room } from './room';
import { fill, type Texts } from './texts';

class ReportWriter extends HTMLElement {
  static observedAttributes = ['data-figures'];
  room: Room | null = null;
  texts = {} as Texts;
  readonly figures = new Figures();

  connectedCallback(): void {
    this.texts = JSON.parse(this.dataset.texts ?? '{}') as Texts;
    this.figures.take(this.dataset.figures ?? null);
    this.room = new Room(this.dataset.report ?? '', this.dataset.person ?? '', (name, detail) => {
      dispatchEvent(new CustomEvent(name, { detail: JSON.stringify(detail) }));
    });
    this.room.onPeople(() => this.showPeople());
    this.showPeople();
    document.querySelectorAll<PassageWriter>('passage-writer').forEach(it => it.enter?.(this));
  }

  disconnectedCallback(): void {
    this.room?.close();
    this.room = null;
  }

  attributeChangedCallback(_name: string, _before: string | null, now: string | null): void {
    this.figures.take(now);
  }

  private showPeople(): void {
    const list = this.querySelector('[data-people]');
    if (!list || !this.room) return;
    // One of each, however many windows they have; where they write, if they do.
    const unique = new Map<string, Person>();
    for (const person of this.room.people.values()) {
      if (person.person !== this.dataset.person && !unique.get(person.person)?.cursor) unique.set(person.person, person);
    }
    const people = [...unique.values()];
    const items = people.map(person => {
      const item = document.createElement('li');
      item.className = `writer-person cursor-${person.colour}`;
      item.append(person.name);
      const place = person.cursor && document.querySelector<PassageWriter>(`passage-writer[data-passage="${CSS.escape(person.cursor.passage)}"]`);
      if (place) {
        const where = document.createElement('span');
        where.className = 'writer-person-place';
        where.textContent = fill(this.texts.writing_in, place.dataset.label ?? '');
        item.append(' ', where);
      }
      return item;
    });
    const told = items.map(it => it.textContent).join('\n');
    if (list.getAttribute('data-told') === told) return;
    list.setAttribute('data-told', told);
    list.replaceChildren(...items);
    this.hidden = items.length === 0;
  }
}

class PassageWriter extends HTMLElement {
  static observedAttributes = ['data-label', 'data-made', 'data-removed'];
  private editor: PassageEditor | null = null;
  private leave: (() => void) | null = null;
  private room: Room | null = null;
  private written: Room['doc'] | null = null;
  private composes = false;

  connectedCallback(): void {
    this.addEventListener('compositionstart', () => (this.composes = true));
    this.addEventListener('compositionend', () => (this.composes = false), true);
    // A new passage is written in at once, whether or not the document has come.
    if (this.dataset.fresh === 'true') this.querySelector('textarea')?.focus();
    const writer = document.querySelector<ReportWriter>('report-writer');
    if (writer?.room) this.enter(writer);
  }

  enter(writer: ReportWriter): void {
    const { room } = writer;
    if (!room || this.room === room) return;
    this.disconnectedCallback();
    this.room = room;
    const passage = this.dataset.passage ?? '';
    room.made(passage, this.dataset.made !== 'false');
    this.leave = room.onReady(() => this.begin(writer));
  }

  private begin(writer: ReportWriter): void {
    const { room, texts, figures } = writer;
    if (!room || this.room !== room || (this.editor && this.written === room.doc)) return;
    const passage = this.dataset.passage ?? '';
    const area = this.querySelector('textarea');
    // The page may know of words that the browser's own copy does not have: they stay in sight until the server's come.
    if (room.isCopy && area?.defaultValue.trim() && !room.fragment(passage).length) return;
    if (area && this.composes) {
      area.addEventListener('compositionend', () => this.begin(writer), { once: true });
      return;
    }
    const had = this.editor;
    const focused = had ? had.view.hasFocus() : area !== null && area === document.activeElement;
    had?.destroy();
    const dom = had?.dom ?? document.createElement('div');
    dom.className = 'writer';
    this.written = room.doc;
    this.editor = new PassageEditor(dom, {
      room,
      passage,
      label: this.dataset.label ?? '',
      describedBy: this.dataset.note ?? '',
      texts,
      figures,
      longest: Number(writer.dataset.longest) || Infinity,
    });
    if (area) area.replaceWith(dom);
    else if (!dom.isConnected) this.append(dom);
    if (area && area.value !== area.defaultValue) this.editor.write(area.value);
    if (focused) this.editor.focus();
    this.dataset.ready = 'yes';
  }

  override focus(): void {
    if (this.editor) this.editor.focus();
    else this.querySelector('textarea')?.focus();
  }

  disconnectedCallback(): void {
    this.leave?.();
    this.leave = null;
    this.editor?.destroy();
    this.editor = null;
    this.room?.made(this.dataset.passage ?? '', true);
    this.room = null;
  }

  attributeChangedCallback(name: string, _before: string | null, now: string | null): void {
    if (name === 'data-made') this.room?.made(this.dataset.passage ?? '', now !== 'false');
    // Its words go first, so that none of them brings it back.
    else if (name === 'data-removed') now === 'true' && this.room?.empty(this.dataset.passage ?? '');
    else if (now !== null) this.editor?.rename(now);
  }
}

if (!customElements.get('report-writer')) {
  customElements.define('report-writer', ReportWriter);
  customElements.define('passage-writer', PassageWriter);
}
