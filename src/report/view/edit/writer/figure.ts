// A figure in a sentence: a reference into the grid, drawn with what stands there now.

import type { DOMOutputSpec, Node } from 'prosemirror-model';
import type { EditorView, NodeView } from 'prosemirror-view';
import type { Texts } from './texts';

export const FIGURE = 'figure';
export const SHOWS = ['value', 'percent', 'target', 'change'] as const;
export type Show = (typeof SHOWS)[number];

/** An indicator of the report, with what each way of showing it reads like now; null where there is nothing. */
export interface Figure {
  code: string;
  name: string;
  value: string | null;
  percent: string | null;
  target: string | null;
  change: string | null;
}

const CODE = /^[A-Za-z0-9._-]{1,40}$/;
const isShow = (it: unknown): it is Show => SHOWS.includes(it as Show);

export function figureOf(element: HTMLElement): { indicator: string; show: Show } | false {
  const indicator = element.dataset.figure ?? '';
  const show = element.dataset.show;
  return CODE.test(indicator) && isShow(show) ? { indicator, show } : false;
}

export function figureToDom(node: Node): DOMOutputSpec {
  return ['span', { 'data-figure': String(node.attrs.indicator), 'data-show': String(node.attrs.show) }];
}

/** The report's figures as the grid has them, told to every place that shows one. */
export class Figures {
  private known = new Map<string, Figure>();
  private readonly drawn = new Set<() => void>();

  get all(): Figure[] {
    return [...this.known.values()];
  }

  take(json: string | null): void {
    try {
      const list = JSON.parse(json || '[]') as Figure[];
      this.known = new Map(list.map(it => [it.code, it]));
    } catch {
      return;
    }
    this.drawn.forEach(draw => draw());
  }

  text(code: string, show: unknown): string | null {
    const figure = this.known.get(code);
    return (figure && isShow(show) && figure[show]) || null;
  }

  name(code: string): string {
    return this.known.get(code)?.name ?? code;
  }

  watch(draw: () => void): () => void {
    this.drawn.add(draw);
    return () => this.drawn.delete(draw);
  }
}

export function figureView(figures: Figures, texts: Texts) {
  return (node: Node, view: EditorView): NodeView => {
    const dom = view.dom.ownerDocument.createElement('span');
    dom.className = 'writer-figure';
    dom.contentEditable = 'false';
    const draw = () => {
      const code = String(node.attrs.indicator);
      const text = figures.text(code, node.attrs.show);
      dom.textContent = text ?? texts.figure_missing;
      dom.title = `${code} · ${figures.name(code)}`;
      dom.classList.toggle('writer-figure-missing', text === null);
    };
    draw();
    const stop = figures.watch(draw);
    return {
      dom,
      update(other) {
        if (other.type !== node.type) return false;
        node = other;
        draw();
        return true;
      },
      // What the grid draws into it is no edit of the text.
      ignoreMutation: () => true,
      destroy: stop,
    };
  };
}
