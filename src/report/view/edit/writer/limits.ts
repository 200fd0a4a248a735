// What a passage may hold at most. An update that goes beyond it is refused with everything else that is in it, so
// nothing that would go beyond it is taken into the text in the first place.

import type { Node } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import { ySyncPluginKey } from 'y-prosemirror';

/** Well within what the server allows: it may count a piece of text that has been emptied since. */
const MOST_NODES = 5_000;
const DEEPEST = 12;

interface Size {
  /** A letter is one, and none takes more than three bytes for each. */
  length: number;
  /** Nodes and pieces of text. */
  nodes: number;
  depth: number;
}

/** What is too much. */
export type Excess = 'length' | 'shape';

const known = new WeakMap<Node, Size>();

function sizeOf(doc: Node): Size {
  const found = known.get(doc);
  if (found) return found;
  const size: Size = { length: 0, nodes: 0, depth: 0 };
  const walk = (node: Node, depth: number) =>
    node.forEach(child => {
      size.nodes += 1;
      size.depth = Math.max(size.depth, depth);
      size.length += child.text?.length ?? 0;
      walk(child, depth + 1);
    });
  walk(doc, 1);
  known.set(doc, size);
  return size;
}

export function excess(doc: Node, longest: number): Excess | null {
  const { length, nodes, depth } = sizeOf(doc);
  if (length > longest) return 'length';
  return nodes > MOST_NODES || depth > DEEPEST ? 'shape' : null;
}

/** Whether the writer makes it worse: what came from several people together may be shortened bit by bit. */
function grows(before: Node, after: Node): boolean {
  const [was, is] = [sizeOf(before), sizeOf(after)];
  return is.length > was.length || is.nodes > was.nodes || is.depth > was.depth;
}

/** Refuses what the writer does beyond the limits. `told` hears of a refusal, and of each text that is taken. */
export function limits(longest: number, told: (refused: Excess | null, doc: Node) => void): Plugin {
  return new Plugin({
    filterTransaction: (transaction, state) => {
      if (!transaction.docChanged || transaction.getMeta(ySyncPluginKey)?.isChangeOrigin) return true;
      const over = excess(transaction.doc, longest);
      if (!over || !grows(state.doc, transaction.doc)) return true;
      told(over, state.doc);
      return false;
    },
    view: view => {
      told(null, view.state.doc);
      return {
        update: (view, before) => {
          if (view.state.doc !== before.doc) told(null, view.state.doc);
        },
      };
    },
  });
}
