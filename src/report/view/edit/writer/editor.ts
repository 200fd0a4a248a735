// One passage's editor, bound to its part of the report's document.

import { baseKeymap, chainCommands, splitBlock, toggleMark } from 'prosemirror-commands';
import { gapCursor } from 'prosemirror-gapcursor';
import { inputRules, undoInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { DOMSerializer, Fragment, type Node, Slice } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, EditorState, Plugin, Selection } from 'prosemirror-state';
import { goToNextCell, tableEditing } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';
import { redoCommand, undoCommand, ySyncPlugin, ySyncPluginKey, yUndoPlugin } from 'y-prosemirror';
import type { XmlFragment } from 'yjs';
import { chooseFigure } from './choose';
import { cursors } from './cursors';
import { FIGURE, type Figures, figureView } from './figure';
import { count, nameBlocks, paragraphIds } from './ids';
import { type Excess, excess, limits } from './limits';
import { cleaned, lines } from './paste';
import type { Room } from './room';
import { schema } from './schema';
import type { Texts } from './texts';
import { toggleHeading, toggleList, toolbar, type Toolbar } from './toolbar';

const { nodes, marks } = schema;

/** Rows and columns are evened out by whoever edits, not by everyone who receives: each would add their own cells. */
function tables(): Plugin {
  const plugin = tableEditing();
  const { appendTransaction } = plugin.spec;
  plugin.spec.appendTransaction = function (transactions, before, after) {
    const remote = transactions.some(it => it.getMeta(ySyncPluginKey)?.isChangeOrigin);
    return remote ? null : appendTransaction?.call(plugin, transactions, before, after);
  };
  return plugin;
}

/**
 * An empty passage is drawn with one empty paragraph. At the next look the library would write that paragraph down as
 * this writer's doing, and after all was undone there would be nothing to redo.
 */
function letEmptyBe(state: EditorState, fragment: XmlFragment): void {
  const { binding } = ySyncPluginKey.getState(state) as { binding: { _prosemirrorChanged(doc: Node): void } };
  const write = binding._prosemirrorChanged.bind(binding);
  const blank = schema.topNodeType.createAndFill()!.content;
  binding._prosemirrorChanged = doc => {
    if (fragment.length || doc.content.findDiffStart(blank) !== null) write(doc);
  };
}

/** Whoever leaves a table at the end can write on beneath it. */
function roomBelow(): Plugin {
  return new Plugin({
    appendTransaction: (transactions, _before, after) => {
      const mine = transactions.some(it => it.docChanged && !it.getMeta(ySyncPluginKey)?.isChangeOrigin);
      if (!mine || after.doc.lastChild?.type !== nodes.table) return null;
      return after.tr.insert(after.doc.content.size, nodes.paragraph!.create());
    },
  });
}

export interface Place {
  room: Room;
  passage: string;
  label: string;
  describedBy: string;
  texts: Texts;
  figures: Figures;
  /** The longest passage, in characters. */
  longest: number;
}

export class PassageEditor {
  readonly view: EditorView;
  private readonly tools: Toolbar;
  private readonly full = document.createElement('p');
  private readonly stop: AbortController = new AbortController();
  private composing = false;

  constructor(
    readonly dom: HTMLElement,
    private readonly at: Place,
  ) {
    const { room, passage, texts, figures } = at;
    const insertFigure: Command = (state, dispatch) => {
      const allowed = state.selection.$from.parent.inlineContent;
      if (dispatch && allowed) {
        chooseFigure(figures, texts, chosen => {
          if (this.view.isDestroyed) return;
          if (chosen) {
            const figure = nodes[FIGURE]!.create(chosen);
            this.view.dispatch(this.view.state.tr.replaceSelectionWith(figure).scrollIntoView());
          }
          this.view.focus();
        });
      }
      return allowed;
    };

    const split = chainCommands(splitListItem(nodes.list_item!), splitBlock);
    const fragment = room.fragment(passage);
    const state = EditorState.create({
      schema,
      plugins: [
        ySyncPlugin(fragment),
        yUndoPlugin(),
        paragraphIds(() => room.isComposing),
        inputRules({
          rules: [
            wrappingInputRule(/^\s*[-–•]\s$/, nodes.bullet_list!),
            wrappingInputRule(/^\s*1[.)]\s$/, nodes.ordered_list!),
          ],
        }),
        keymap({
          'Mod-z': undoCommand,
          'Mod-y': redoCommand,
          'Shift-Mod-z': redoCommand,
          'Mod-b': toggleMark(marks.strong!),
          'Mod-i': toggleMark(marks.em!),
          'Mod-Alt-2': toggleHeading,
          'Shift-Mod-8': toggleList(nodes.bullet_list!),
          'Shift-Mod-7': toggleList(nodes.ordered_list!),
          'Shift-Mod-f': insertFigure,
          'Shift-Mod-F': insertFigure,
          Backspace: undoInputRule,
          Enter: splitListItem(nodes.list_item!),
          'Shift-Enter': split,
          'Mod-Enter': split,
          // Where there is nothing to indent, Tab goes on to what follows: the keyboard is never caught.
          Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item!)),
          'Shift-Tab': chainCommands(goToNextCell(-1), liftListItem(nodes.list_item!)),
        }),
        keymap(baseKeymap),
        cursors(room, passage),
        gapCursor(),
        tables(),
        roomBelow(),
        limits(at.longest, (refused, doc) => this.tellLimit(refused, excess(doc, at.longest))),
        // The first drawing happens while the view is being made.
        new Plugin({ view: () => ({ update: () => this.tools?.update() }) }),
      ],
    });

    letEmptyBe(state, fragment);

    const serializer = DOMSerializer.fromSchema(schema);
    const copied = new DOMSerializer(
      {
        ...serializer.nodes,
        [FIGURE]: node => [
          'span',
          { 'data-figure': String(node.attrs.indicator), 'data-show': String(node.attrs.show) },
          figures.text(String(node.attrs.indicator), node.attrs.show) ?? '',
        ],
      },
      serializer.marks,
    );

    this.full.className = 'field-error writer-full';
    this.full.setAttribute('role', 'alert');
    const box = document.createElement('div');
    box.className = 'writer-box';
    this.view = new EditorView(
      { mount: box },
      {
        state,
        editable: () => room.writable,
        attributes: () => ({
          role: 'textbox',
          class: 'writer-text prose',
          'aria-multiline': 'true',
          'aria-label': at.label,
          'aria-describedby': at.describedBy,
          'aria-readonly': String(!room.writable),
          spellcheck: 'false',
          lang: 'vi',
        }),
        nodeViews: { [FIGURE]: figureView(figures, texts) },
        transformPastedHTML: cleaned,
        clipboardSerializer: copied,
        clipboardTextParser: text => {
          const paragraphs = lines(text).map(it => nodes.paragraph!.create(null, schema.text(it)));
          return new Slice(Fragment.from(paragraphs), paragraphs.length ? 1 : 0, paragraphs.length ? 1 : 0);
        },
        clipboardTextSerializer: slice =>
          slice.content.textBetween(0, slice.content.size, '\n', leaf =>
            leaf.type.name === FIGURE ? (figures.text(String(leaf.attrs.indicator), leaf.attrs.show) ?? '') : '',
          ),
        handleDOMEvents: {
          compositionstart: () => this.compose(true),
          compositionend: () => this.compose(false),
          // A dropped file would take the page's place.
          drop: (_view, event) => {
            const files = event.dataTransfer?.files.length ?? 0;
            if (files) event.preventDefault();
            return files > 0;
          },
        },
      },
    );
    this.tools = toolbar(this.view, texts.toolbar.replace('{0}', at.label), texts, insertFigure);
    dom.replaceChildren(this.tools.dom, box, this.full);
    addEventListener('writer-editable', () => this.again(), { signal: this.stop.signal });
  }

  focus(): void {
    this.view.focus();
  }

  /** Adds what was written before the editor was there, and stands behind it. */
  write(text: string): void {
    const paragraphs = text.split('\n').map(it => nodes.paragraph!.create(null, it ? schema.text(it) : null));
    const { state } = this.view;
    const last = state.doc.lastChild;
    const empty = last?.type === nodes.paragraph && last.content.size === 0;
    const end = state.doc.content.size;
    const tr = state.tr.replaceWith(empty ? end - last.nodeSize : end, end, paragraphs);
    this.view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)));
  }

  rename(label: string): void {
    this.at.label = label;
    this.tools.dom.setAttribute('aria-label', this.at.texts.toolbar.replace('{0}', label));
    this.again();
  }

  destroy(): void {
    this.stop.abort();
    this.at.room.fits(this.at.passage, true);
    if (this.composing) this.at.room.compose(this, false);
    this.view.destroy();
    this.dom.replaceChildren();
  }

  /** Says what was not taken in; or that the text, put together from several people's, must be shortened. */
  private tellLimit(refused: Excess | null, over: Excess | null): void {
    const { room, passage, texts } = this.at;
    room.fits(passage, over === null);
    const sentence = over ? texts.full_together : refused ? { length: texts.full, shape: texts.full_shape }[refused] : '';
    if (this.full.textContent !== sentence) this.full.textContent = sentence;
  }

  private again(): void {
    if (this.view.isDestroyed) return;
    this.view.setProps({});
    this.tools.update();
  }

  private compose(begins: boolean): boolean {
    this.composing = begins;
    this.at.room.compose(this, begins);
    if (!begins) setTimeout(() => this.nameWhatWasComposed(), 100);
    return false;
  }

  /** What appeared during a composition has no identity yet. */
  private nameWhatWasComposed(): void {
    if (this.view.isDestroyed || this.at.room.isComposing) return;
    const { state } = this.view;
    let unnamed = false;
    state.doc.descendants(node => {
      if (node.isTextblock && node.attrs.id === null && node.content.size > 0) unnamed = true;
      return !node.isTextblock;
    });
    if (!unnamed) return;
    const tr = nameBlocks(count(state.doc), state);
    if (tr) this.view.dispatch(tr);
  }
}
