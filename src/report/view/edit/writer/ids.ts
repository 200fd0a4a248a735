// Each paragraph and heading carries an identity that lasts through edits.

import type { Node } from 'prosemirror-model';
import { type EditorState, Plugin, type Transaction } from 'prosemirror-state';
import { ySyncPluginKey } from 'y-prosemirror';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Twelve letters of chance: two in one report meet once in ten thousand million reports. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, it => ALPHABET[it % 36]).join('');
}

const carries = (node: Node) => node.type.name === 'paragraph' || node.type.name === 'heading';

export function count(doc: Node): Map<string, number> {
  const found = new Map<string, number>();
  doc.descendants(node => {
    if (carries(node) && node.attrs.id) found.set(node.attrs.id, (found.get(node.attrs.id) ?? 0) + 1);
    return !node.isTextblock;
  });
  return found;
}

/**
 * Names the blocks that a change of this writer made. What came from others is theirs to name: were it named here
 * as well, two names would fight for one paragraph.
 */
function name(transactions: readonly Transaction[], before: EditorState, after: EditorState): Transaction | null {
  const mine = transactions.some(it => it.docChanged && !it.getMeta(ySyncPluginKey)?.isChangeOrigin);
  return mine ? nameBlocks(count(before.doc), after) : null;
}

/** `earlier` counts the names of before: one that was double then is not touched. */
export function nameBlocks(earlier: Map<string, number>, after: EditorState): Transaction | null {
  const blocks: { pos: number; node: Node }[] = [];
  after.doc.descendants((node, pos) => {
    if (carries(node)) blocks.push({ pos, node });
    return !node.isTextblock;
  });
  // Of two with one name the first keeps it, but for a split at the very beginning: the words keep theirs.
  const keeper = new Map<string, number>();
  for (const { pos, node } of blocks) {
    const id = node.attrs.id as string | null;
    if (!id) continue;
    const kept = keeper.get(id);
    const first = kept === undefined ? null : after.doc.nodeAt(kept);
    if (!first || (first.content.size === 0 && node.content.size > 0)) keeper.set(id, pos);
  }
  const tr = after.tr;
  for (const { pos, node } of blocks) {
    const id = node.attrs.id as string | null;
    const doubledBefore = id !== null && (earlier.get(id) ?? 0) > 1;
    if (id === null || (keeper.get(id) !== pos && !doubledBefore)) tr.setNodeAttribute(pos, 'id', freshId());
  }
  return tr.docChanged ? tr : null;
}

/** A paragraph is not renamed under a composition: that would draw it anew and end the word being made. */
export function paragraphIds(composing: () => boolean): Plugin {
  return new Plugin({
    appendTransaction: (transactions, before, after) => (composing() ? null : name(transactions, before, after)),
  });
}
