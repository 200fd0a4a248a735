// What Word, LibreOffice and web pages put on the clipboard, reduced to what a passage may hold.

/** Elements that go with all they hold. */
const GONE =
  'script, style, meta, link, title, xml, head, iframe, object, embed, svg, math, template, noscript, img, picture, ' +
  'video, audio, canvas, form, input, select, textarea, button, o\\:p, v\\:shape, w\\:sdtpr';

/** Word marks the dot or number that it draws before a list's paragraph. */
const MARKER = /mso-list:\s*ignore/i;
const LEVEL = /mso-list:[^;]*\blevel(\d)/i;

export function cleaned(html: string): string {
  // Before anything reads it: a style attribute would be refused by the page's policy, loudly.
  const quiet = html
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<!\[(if|endif)[^\]]*\]>/gi, '')
    .replace(/<(script|style|xml)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/(<[a-z][^>]*?\s)style(\s*=)/gi, '$1data-style$2')
    .replace(/(<[a-z][^>]*?)\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, '$1');
  const page = new DOMParser().parseFromString(quiet, 'text/html');
  page.querySelectorAll(GONE).forEach(it => it.remove());
  takeOutComments(page.body);
  marksFromStyles(page.body);
  listsFromWord(page.body);
  plainCells(page.body);
  breaksToParagraphs(page.body);
  for (const element of page.body.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) {
      if (!['colspan', 'rowspan', 'data-figure', 'data-show', 'data-pm-slice'].includes(name)) element.removeAttribute(name);
    }
  }
  return page.body.innerHTML;
}

function takeOutComments(root: Node): void {
  for (const child of [...root.childNodes]) {
    if (child.nodeType === Node.COMMENT_NODE) child.remove();
    else takeOutComments(child);
  }
}

const styleOf = (element: Element) => element.getAttribute('data-style') ?? '';

function rename(element: Element, name: string): void {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

/** Bold and italic that are said in a style, and elements that say it against their style. */
function marksFromStyles(body: HTMLElement): void {
  for (const element of body.querySelectorAll('b, i, strong, em, span, font')) {
    const style = styleOf(element);
    if (MARKER.test(style)) continue;
    const heavy = /(?<![-\w])font-weight:\s*(bold|[6-9]00)/i.test(style);
    const light = /(?<![-\w])font-weight:\s*(normal|[1-5]00)/i.test(style);
    const slanted = /(?<![-\w])font-style:\s*(italic|oblique)/i.test(style);
    const upright = /(?<![-\w])font-style:\s*normal/i.test(style);
    const name = element.localName;
    if ((name === 'b' || name === 'strong') && light) rename(element, 'span');
    else if ((name === 'i' || name === 'em') && upright) rename(element, 'span');
    else if ((name === 'span' || name === 'font') && (heavy || slanted)) {
      if (heavy && slanted) {
        const inner = element.ownerDocument.createElement('em');
        inner.append(...element.childNodes);
        element.append(inner);
      }
      rename(element, heavy ? 'strong' : 'em');
    }
  }
}

/** Word has no lists on the clipboard, only paragraphs that say they belong to one. */
function listsFromWord(body: HTMLElement): void {
  const open: { level: number; list: Element; item: Element | null }[] = [];
  let last: Element | null = null;
  for (const paragraph of [...body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')]) {
    const level = Number(LEVEL.exec(styleOf(paragraph))?.[1] ?? 0);
    if (!level || paragraph.closest('li')) continue;
    const markers = [...paragraph.querySelectorAll('[data-style]')].filter(it => MARKER.test(styleOf(it)));
    const marker = markers.map(it => it.textContent ?? '').join('').trim();
    markers.forEach(it => it.remove());
    const kind = /^[\divxlcđa-z]+[.)]/i.test(marker) ? 'ol' : 'ul';
    if (!last || last !== paragraph.previousElementSibling) open.length = 0;
    while (open.length && open[open.length - 1]!.level > level) open.pop();
    let at = open[open.length - 1];
    if (!at || at.level < level || at.list.localName !== kind) {
      if (at && at.level === level) open.pop();
      const list = body.ownerDocument.createElement(kind);
      const above = open[open.length - 1]?.item;
      if (above) above.append(list);
      else paragraph.before(list);
      at = { level, list, item: null };
      open.push(at);
    }
    const item = body.ownerDocument.createElement('li');
    const text = body.ownerDocument.createElement('p');
    text.append(...paragraph.childNodes);
    item.append(text);
    at.list.append(item);
    at.item = item;
    paragraph.remove();
    last = open[0]!.list;
  }
}

/** A table inside a cell becomes its text: rows within rows read like nothing. */
function plainCells(body: HTMLElement): void {
  for (const inner of body.querySelectorAll('td table, th table')) {
    const text = body.ownerDocument.createElement('p');
    text.textContent = inner.textContent;
    inner.replaceWith(text);
  }
}

/** A passage has no lines within a paragraph. */
function breaksToParagraphs(body: HTMLElement): void {
  for (const paragraph of [...body.querySelectorAll('p, div, li, td, th')]) {
    if (paragraph.querySelector('p, div, li, table') || !paragraph.querySelector('br')) continue;
    const parts: Element[] = [paragraph.ownerDocument.createElement('p')];
    const walk = (node: Node, wrap: Element[]) => {
      if (node.nodeName === 'BR') {
        parts.push(paragraph.ownerDocument.createElement('p'));
      } else if (node instanceof Element && node.querySelector('br')) {
        for (const child of [...node.childNodes]) walk(child, [...wrap, node]);
      } else {
        const held = wrap.reduceRight<Node>((inner, around) => {
          const copy = around.cloneNode(false);
          copy.appendChild(inner);
          return copy;
        }, node.cloneNode(true));
        parts[parts.length - 1]!.append(held);
      }
    };
    for (const child of [...paragraph.childNodes]) walk(child, []);
    const kept = parts.filter(it => it.textContent?.trim() || it.querySelector('[data-figure]'));
    if (['LI', 'TD', 'TH'].includes(paragraph.nodeName)) paragraph.replaceChildren(...kept);
    else paragraph.replaceWith(...kept);
  }
  body.querySelectorAll('br').forEach(it => it.replaceWith(' '));
}

/** The lines of plain text as paragraphs; empty ones between them are only how mail looks. */
export function lines(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(it => it.replace(/\t/g, ' ').trimEnd())
    .filter(it => it !== '');
}
