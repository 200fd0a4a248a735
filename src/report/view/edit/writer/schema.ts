// What a passage may hold. The server refuses anything else, and reads by these names.

import { type Node, type NodeSpec, Schema } from 'prosemirror-model';
import { tableNodes } from 'prosemirror-tables';
import { FIGURE, figureOf, figureToDom } from './figure';

/** An identity that consolidation and agenda point at. */
const identity = { id: { default: null as string | null } };
/** Told in the page too: a comment finds its paragraph by it. */
const named = (node: Node) => (node.attrs.id ? { 'data-block': String(node.attrs.id) } : {});
const cells = tableNodes({ tableGroup: 'block', cellContent: 'paragraph+', cellAttributes: {} });

/** Cells are as wide as their text: a pasted width would not fit the page. */
function withoutWidth(spec: NodeSpec): NodeSpec {
  const tag = spec.parseDOM?.[0]?.tag ?? 'td';
  return {
    ...spec,
    parseDOM: [
      {
        tag,
        getAttrs: dom => ({ colspan: span(dom as HTMLElement, 'colspan'), rowspan: span(dom as HTMLElement, 'rowspan') }),
      },
    ],
  };
}

function span(cell: HTMLElement, name: string): number {
  const value = Number(cell.getAttribute(name));
  return Number.isInteger(value) && value > 0 && value <= 50 ? value : 1;
}

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: {
      content: 'inline*',
      group: 'block',
      attrs: identity,
      parseDOM: [{ tag: 'p' }],
      toDOM: node => ['p', named(node), 0],
    },
    // A passage stands under the report's heading already.
    heading: {
      content: 'inline*',
      group: 'block',
      defining: true,
      attrs: { ...identity, level: { default: 2 } },
      parseDOM: [
        { tag: 'h1', attrs: { level: 2 } },
        { tag: 'h2', attrs: { level: 2 } },
        { tag: 'h3', attrs: { level: 2 } },
        { tag: 'h4', attrs: { level: 3 } },
        { tag: 'h5', attrs: { level: 3 } },
        { tag: 'h6', attrs: { level: 3 } },
      ],
      toDOM: node => [node.attrs.level === 3 ? 'h5' : 'h4', named(node), 0],
    },
    bullet_list: {
      content: 'list_item+',
      group: 'block',
      parseDOM: [{ tag: 'ul' }],
      toDOM: () => ['ul', 0],
    },
    ordered_list: {
      content: 'list_item+',
      group: 'block',
      parseDOM: [{ tag: 'ol' }],
      toDOM: () => ['ol', 0],
    },
    // Two people may take away one paragraph each: an item that must begin with one would go with all it holds.
    list_item: {
      content: '(paragraph | bullet_list | ordered_list)+',
      defining: true,
      parseDOM: [{ tag: 'li' }],
      toDOM: () => ['li', 0],
    },
    table: cells.table,
    table_row: cells.table_row,
    table_cell: withoutWidth(cells.table_cell),
    table_header: withoutWidth(cells.table_header),
    text: { group: 'inline' },
    [FIGURE]: {
      inline: true,
      group: 'inline',
      atom: true,
      attrs: { indicator: { default: '' }, show: { default: 'value' } },
      parseDOM: [{ tag: 'span[data-figure]', getAttrs: dom => figureOf(dom as HTMLElement) }],
      toDOM: figureToDom,
    },
  },
  marks: {
    strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
    em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  },
});
