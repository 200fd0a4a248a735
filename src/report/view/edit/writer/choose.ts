// The dialog in which a figure of the report is chosen for a sentence.

import { type Figures, SHOWS, type Show } from './figure';
import type { Texts } from './texts';
import { icon } from './toolbar';

let dialogs = 0;

/** Opens it; calls back with what was chosen, or with nothing. */
export function chooseFigure(
  figures: Figures,
  texts: Texts,
  done: (chosen: { indicator: string; show: Show } | null) => void,
): void {
  const id = `writer-figure-${++dialogs}`;
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', `${id}-title`);

  const form = document.createElement('form');
  form.method = 'dialog';
  const head = element('div', 'dialog-head');
  const title = element('h2', '', texts.figure_title);
  title.id = `${id}-title`;
  const close = element('button', 'btn btn-quiet btn-icon');
  close.type = 'button';
  close.setAttribute('aria-label', texts.cancel);
  close.append(icon('close'));
  head.append(title, close);

  const body = element('div', 'dialog-body stack');
  const search = element('input', 'input');
  search.type = 'search';
  search.id = `${id}-search`;
  search.autocomplete = 'off';
  const list = element('select', 'input writer-figure-list');
  list.size = 7;
  list.id = `${id}-list`;
  const none = element('p', 'field-help');
  none.setAttribute('role', 'status');
  const field = element('div', 'field');
  field.append(labelFor(search, texts.figure_search), search, none);
  list.setAttribute('aria-label', texts.figure);
  field.append(list);

  const shows = element('fieldset', 'writer-figure-shows');
  const legend = element('legend', '', texts.figure_show);
  shows.append(legend);
  const radios = SHOWS.map((show, at) => {
    const row = element('label', 'check');
    const radio = element('input', '');
    radio.type = 'radio';
    radio.name = `${id}-show`;
    radio.value = show;
    radio.checked = at === 0;
    const words = element('span', '', texts[`figure_${show}`]);
    const now = element('b', 'num');
    row.append(radio, words, now);
    shows.append(row);
    return { radio, now, show };
  });
  body.append(field, shows);

  const actions = element('div', 'dialog-actions');
  const cancel = element('button', 'btn btn-secondary', texts.cancel);
  cancel.type = 'button';
  const insert = element('button', 'btn btn-primary', texts.figure_insert);
  insert.type = 'submit';
  actions.append(cancel, insert);
  form.append(head, body, actions);
  dialog.append(form);

  const preview = () => {
    for (const { now, show } of radios) now.textContent = list.value ? (figures.text(list.value, show) ?? '–') : '';
    insert.disabled = !list.value;
  };
  const plain = (text: string) =>
    text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/gi, 'd').toLowerCase();
  const sift = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const chosen = list.value;
    const found = figures.all.filter(it => {
      const text = plain(`${it.code} ${it.name}`);
      return words.every(word => text.includes(word));
    });
    list.replaceChildren(...found.map(it => new Option(`${it.code} · ${it.name}`, it.code)));
    list.value = found.some(it => it.code === chosen) ? chosen : (found[0]?.code ?? '');
    none.textContent = found.length ? '' : texts.figure_none;
    preview();
  };
  search.addEventListener('input', sift);
  search.addEventListener('keydown', event => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || event.isComposing) return;
    event.preventDefault();
    list.selectedIndex = Math.max(0, Math.min(list.options.length - 1, list.selectedIndex + by));
    preview();
  });
  list.addEventListener('change', preview);
  list.addEventListener('dblclick', () => list.value && form.requestSubmit());
  list.addEventListener('keydown', event => event.key === 'Enter' && list.value && form.requestSubmit());

  let answer: { indicator: string; show: Show } | null = null;
  form.addEventListener('submit', () => {
    const show = radios.find(it => it.radio.checked)?.show;
    if (list.value && show) answer = { indicator: list.value, show };
  });
  close.addEventListener('click', () => dialog.close());
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    done(answer);
  });
  document.body.append(dialog);
  sift();
  dialog.showModal();
  search.focus();
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, classes: string, text = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}

function labelFor(input: HTMLElement, text: string): HTMLLabelElement {
  const label = element('label', '', text);
  label.htmlFor = input.id;
  return label;
}
