// Where the others stand in a passage: a line, a name beside it, and what they have selected.

import { type EditorState, Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror';
import type { Person, Room } from './room';

const key = new PluginKey<DecorationSet>('cursors');

interface Binding {
  mapping: Map<never, never>;
}

export function cursors(room: Room, passage: string): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, drawn, _before, state) {
        if (tr.getMeta(key) || tr.getMeta(ySyncPluginKey)?.isChangeOrigin) return draw(room, passage, state);
        return drawn.map(tr.mapping, tr.doc);
      },
    },
    props: { decorations: state => key.getState(state) },
    view(view) {
      const again = () => {
        if (!view.isDestroyed && !room.isComposing) view.dispatch(view.state.tr.setMeta(key, true));
      };
      const stops = [room.onPeople(again), room.onFree(again)];
      const tellWhere = () => point(room, passage, view);
      view.dom.addEventListener('focusin', tellWhere);
      const leave = () => room.point(null);
      view.dom.addEventListener('focusout', leave);
      return {
        update: (_view, before) => {
          if (!before.selection.eq(view.state.selection) || before.doc !== view.state.doc) tellWhere();
        },
        destroy: () => {
          stops.forEach(stop => stop());
          view.dom.removeEventListener('focusin', tellWhere);
          view.dom.removeEventListener('focusout', leave);
        },
      };
    },
  });
}

function point(room: Room, passage: string, view: EditorView): void {
  if (!view.hasFocus()) return;
  const sync = ySyncPluginKey.getState(view.state);
  if (!sync?.binding) return;
  const { mapping } = sync.binding as Binding;
  const place = (at: number) => absolutePositionToRelativePosition(at, sync.type, mapping);
  const { anchor, head } = view.state.selection;
  room.point({ passage, anchor: place(anchor), head: place(head) });
}

function draw(room: Room, passage: string, state: EditorState): DecorationSet {
  const sync = ySyncPluginKey.getState(state);
  if (!sync?.binding) return DecorationSet.empty;
  const { mapping } = sync.binding as Binding;
  const end = state.doc.content.size;
  const drawn: Decoration[] = [];
  for (const person of room.people.values()) {
    if (person.cursor?.passage !== passage) continue;
    let places: (number | null)[];
    try {
      places = [person.cursor.anchor, person.cursor.head].map(it =>
        relativePositionToAbsolutePosition(sync.doc, sync.type, it, mapping),
      );
    } catch {
      continue;
    }
    const [anchor, head] = places;
    if (anchor == null || head == null) continue;
    const [from, to] = [Math.min(anchor, head, end), Math.min(Math.max(anchor, head), end)];
    if (from < to) {
      drawn.push(Decoration.inline(from, to, { class: `writer-selection cursor-${person.colour}` }));
    }
    drawn.push(Decoration.widget(Math.min(head, end), () => mark(person), { key: `${person.client}/${person.name}`, side: 10 }));
  }
  return DecorationSet.create(state.doc, drawn);
}

/** Not read aloud in the middle of a sentence: who is here stands above the passages. */
function mark(person: Person): HTMLElement {
  const line = document.createElement('span');
  line.className = `writer-cursor cursor-${person.colour}`;
  line.setAttribute('aria-hidden', 'true');
  const name = document.createElement('span');
  name.className = 'writer-cursor-name';
  name.textContent = person.name;
  line.append('\u2060', name, '\u2060');
  return line;
}
