// The buttons over a passage. One of them is a tab stop; arrows move between them.

import { setBlockType, toggleMark } from 'prosemirror-commands';
import type { MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable } from 'prosemirror-tables';
import type { EditorView } from 'prosemirror-view';
import { redoCommand, undoCommand } from 'y-prosemirror';
import { schema } from './schema';
import type { Texts } from './texts';

const { nodes, marks } = schema;

interface Tool {
  icon: string;
  text: keyof Texts;
  keys?: string;
  run: Command;
  /** Whether it is on; a tool that has none is no switch. */
  on?: (state: EditorState) => boolean;
  /** Shown only where it says something. */
  shown?: (state: EditorState) => boolean;
}

function hasMark(type: MarkType): (state: EditorState) => boolean {
  return state => {
    const { empty, from, to, $from } = state.selection;
    return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
  };
}

/** The list that the selection is in, the nearest one. */
function listAround(state: EditorState): NodeType | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const { type } = $from.node(depth);
    if (type === nodes.bullet_list || type === nodes.ordered_list) return type;
  }
  return null;
}

export const toggleHeading: Command = (state, dispatch) =>
  (state.selection.$from.parent.type === nodes.heading
    ? setBlockType(nodes.paragraph!)
    : setBlockType(nodes.heading!, { level: 2 }))(state, dispatch);

export function toggleList(type: NodeType): Command {
  return (state, dispatch) => {
    const around = listAround(state);
    if (around === type) return liftListItem(nodes.list_item!)(state, dispatch);
    if (!around) return wrapInList(type)(state, dispatch);
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth--) {
      if ($from.node(depth).type === around) {
        dispatch?.(state.tr.setNodeMarkup($from.before(depth), type));
        return true;
      }
    }
    return false;
  };
}

/** Three columns and rows, the first row for headings. */
const insertTable: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (isInTable(state) || listAround(state)) return false;
  const cell = (type: NodeType) => type.createAndFill()!;
  const row = (type: NodeType) => nodes.table_row!.create(null, [cell(type), cell(type), cell(type)]);
  const table = nodes.table!.create(null, [row(nodes.table_header!), row(nodes.table_cell!), row(nodes.table_cell!)]);
  if (dispatch) {
    const empty = $from.parent.content.size === 0;
    const tr = empty ? state.tr.replaceRangeWith($from.before(), $from.after(), table) : state.tr.insert($from.after(), table);
    const at = empty ? $from.before() : $from.after();
    tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)));
    dispatch(tr.scrollIntoView());
  }
  return true;
};

function tools(insertFigure: Command): Tool[][] {
  return [
    [
      { icon: 'bold', text: 'bold', keys: 'Control+B', run: toggleMark(marks.strong!), on: hasMark(marks.strong!) },
      { icon: 'italic', text: 'italic', keys: 'Control+I', run: toggleMark(marks.em!), on: hasMark(marks.em!) },
      {
        icon: 'heading',
        text: 'heading',
        keys: 'Control+Alt+2',
        run: toggleHeading,
        on: state => state.selection.$from.parent.type === nodes.heading,
      },
      {
        icon: 'list',
        text: 'bullets',
        keys: 'Control+Shift+8',
        run: toggleList(nodes.bullet_list!),
        on: state => listAround(state) === nodes.bullet_list,
      },
      {
        icon: 'list-ordered',
        text: 'numbers',
        keys: 'Control+Shift+7',
        run: toggleList(nodes.ordered_list!),
        on: state => listAround(state) === nodes.ordered_list,
      },
    ],
    [
      { icon: 'table', text: 'table', run: insertTable, shown: state => !isInTable(state) },
      { icon: 'row-add', text: 'row_add', run: addRowAfter, shown: isInTable },
      { icon: 'row-remove', text: 'row_remove', run: deleteRow, shown: isInTable },
      { icon: 'column-add', text: 'column_add', run: addColumnAfter, shown: isInTable },
      { icon: 'column-remove', text: 'column_remove', run: deleteColumn, shown: isInTable },
      { icon: 'trash', text: 'table_remove', run: deleteTable, shown: isInTable },
      { icon: 'figure', text: 'figure', keys: 'Control+Shift+F', run: insertFigure },
    ],
    [
      { icon: 'undo', text: 'undo', keys: 'Control+Z', run: undoCommand },
      { icon: 'redo', text: 'redo', keys: 'Control+Y', run: redoCommand },
    ],
  ];
}

export function icon(name: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

export interface Toolbar {
  dom: HTMLElement;
  update: () => void;
}

export function toolbar(view: EditorView, label: string, texts: Texts, insertFigure: Command): Toolbar {
  const dom = document.createElement('div');
  dom.className = 'writer-tools';
  dom.setAttribute('role', 'toolbar');
  dom.setAttribute('aria-label', label);
  const all: { button: HTMLButtonElement; tool: Tool }[] = [];
  for (const group of tools(insertFigure)) {
    const box = document.createElement('div');
    box.className = 'writer-tool-group';
    for (const tool of group) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'writer-tool';
      button.setAttribute('aria-label', texts[tool.text]);
      button.title = tool.keys ? `${texts[tool.text]} (${tool.keys.replace('Control', 'Ctrl')})` : texts[tool.text];
      if (tool.keys) button.setAttribute('aria-keyshortcuts', tool.keys);
      button.append(icon(tool.icon));
      // The selection stays in the text while a button is pressed with the mouse.
      button.addEventListener('mousedown', event => event.preventDefault());
      button.addEventListener('click', () => {
        if (button.getAttribute('aria-disabled') === 'true') return;
        tool.run(view.state, view.dispatch, view);
        if (tool.text !== 'figure') view.focus();
      });
      box.append(button);
      all.push({ button, tool });
    }
    dom.append(box);
  }

  let stop = 0;
  const reachable = () => all.filter(it => !it.button.hidden);
  const rove = () => {
    const shown = reachable();
    stop = Math.max(0, Math.min(stop, shown.length - 1));
    all.forEach(it => (it.button.tabIndex = -1));
    const at = shown[stop];
    if (at) at.button.tabIndex = 0;
  };
  dom.addEventListener('focusin', event => {
    const at = reachable().findIndex(it => it.button === event.target);
    if (at >= 0) stop = at;
    rove();
  });
  dom.addEventListener('keydown', event => {
    const shown = reachable();
    const to = { ArrowRight: stop + 1, ArrowLeft: stop - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (event.key === 'Escape') view.focus();
    if (to === undefined) return;
    event.preventDefault();
    stop = (to + shown.length) % shown.length;
    rove();
    shown[stop]?.button.focus();
  });

  const update = () => {
    const { state } = view;
    for (const { button, tool } of all) {
      const hidden = tool.shown ? !tool.shown(state) : false;
      if (button.hidden !== hidden) button.hidden = hidden;
      const off = !view.editable || !tool.run(state);
      button.setAttribute('aria-disabled', String(off));
      if (tool.on) button.setAttribute('aria-pressed', String(tool.on(state)));
    }
    rove();
  };
  update();
  return { dom, update };
}
