/** What the writer says, in the reader's language; handed over by the page. `{0}` stands for what is filled in. */
export interface Texts {
  toolbar: string;
  bold: string;
  italic: string;
  heading: string;
  bullets: string;
  numbers: string;
  table: string;
  row_add: string;
  row_remove: string;
  column_add: string;
  column_remove: string;
  table_remove: string;
  undo: string;
  redo: string;
  figure: string;
  figure_title: string;
  figure_search: string;
  figure_show: string;
  figure_value: string;
  figure_percent: string;
  figure_target: string;
  figure_change: string;
  figure_insert: string;
  figure_none: string;
  figure_missing: string;
  cancel: string;
  writing_in: string;
  full: string;
  full_shape: string;
  full_together: string;
}

export function fill(text: string, value: string): string {
  return text.replace('{0}', value);
}
