//! A pasted block before it is taken: what goes where, what is passed over, and what is refused and why.

use super::form::{COLUMNS, Form};
use crate::indicator::Column;
use crate::report::grid::{Block, Fate, Line, Manner, Notation, Plan, Put, Range, Refusal, Skip};
use crate::text::{Lang, use_lang};
use crate::ui::{Button, ButtonKind, ButtonTone, Dialog};
use leptos::prelude::*;

/// The most rows and remarks that the dialog draws.
const MOST: usize = 500;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasting {
    block: Block,
    into: Range,
    manner: Manner,
    pub plan: Plan,
}

impl Pasting {
    pub fn new(form: Form, block: Block, into: Range, manner: Manner) -> Self {
        let plan = form.rows.with_value(|rows| {
            let lines: Vec<_> = rows
                .iter()
                .map(|row| Line {
                    indicator: &row.indicator,
                    texts: row.cells.map(|it| it.text.get_untracked()),
                    locked: [0, 1, 2, 3, 4].map(|it| row.is_locked(it)),
                })
                .collect();
            Plan::new(&block, &lines, into, form.year, manner)
        });
        Self { block, into, manner, plan }
    }

    fn read_as(self, form: Form, manner: Manner) -> Self {
        Self::new(form, self.block, self.into, manner)
    }
}

/// Asks before a block is taken.
#[component]
pub fn PasteDialog(form: Form) -> impl IntoView {
    let t = use_lang();
    let open = RwSignal::new(false);
    Effect::new(move || {
        let asked = form.pasting.with(Option::is_some);
        if asked != open.get_untracked() {
            open.set(asked);
        }
    });
    Effect::new(move || {
        if !open.get() && form.pasting.with_untracked(Option::is_some) {
            form.pasting.set(None);
        }
    });
    let count = move || form.pasting.with(|it| it.as_ref().map_or(0, |it| it.plan.writes().count()));
    let apply = move |_| {
        if let Some(pasting) = form.pasting.get_untracked() {
            open.set(false);
            form.apply(&pasting);
        }
    };
    let refused = Signal::derive(move || (count() == 0).then(|| t.paste_nothing().to_owned()));
    let actions = move || {
        view! {
            <Button tone=ButtonTone::Secondary kind=ButtonKind::Button on_press=move |_| open.set(false)>
                {t.paste_cancel()}
            </Button>
            <Button kind=ButtonKind::Button refused on_press=apply>
                {move || t.paste_apply(count())}
            </Button>
        }
    };
    view! {
        <Dialog id="paste" title=t.paste_title() open actions>
            {move || form.pasting.get().map(|pasting| view! { <Preview form pasting /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Preview(form: Form, pasting: Pasting) -> impl IntoView {
    let t = use_lang();
    let manner = pasting.manner;
    let again = move |manner: Manner| {
        form.pasting.update(|it| *it = it.take().map(|it| it.read_as(form, manner)));
    };
    let plan = &pasting.plan;
    let (refused, cleared) = (plan.refused().count(), plan.cleared());
    let written = plan.writes().count() - cleared;
    let notation = plan.reading.notation;
    let choice = (plan.reading.open || manner.notation.is_some()).then(|| {
        let option = |it: Notation, words: &'static str| {
            view! {
                <label class="check">
                    <input
                        type="radio"
                        name="paste-notation"
                        checked=notation == it
                        on:change=move |_| again(Manner { notation: Some(it), ..manner })
                    />
                    <span>{words}</span>
                </label>
            }
        };
        view! {
            <fieldset class="paste-choice">
                <legend>{t.paste_open()}</legend>
                {option(Notation::Vietnamese, t.paste_vietnamese())}
                {option(Notation::English, t.paste_english())}
            </fieldset>
        }
    });
    let blanks = (cleared > 0 || manner.keep_under_blanks).then(|| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    checked=manner.keep_under_blanks
                    on:change=move |event| {
                        again(Manner { keep_under_blanks: event_target_checked(&event), ..manner });
                    }
                />
                <span>{t.paste_keep_blanks()}</span>
            </label>
        }
    });
    let remarks: Vec<_> =
        plan.skipped.iter().take(MOST).map(|it| view! { <li>{skip_words(it, t)}</li> }).collect();
    let skipped = plan.skipped.len();
    let refusals = form.rows.with_value(|rows| {
        let told = plan.refused().take(MOST).filter_map(|put| {
            let Fate::Refused(refusal) = &put.fate else { return None };
            let (code, column) = (&rows.get(put.at.row)?.indicator.code, COLUMNS[put.at.column].name(t));
            let words = format!("{code}, {column}: «{}» – {}", put.source, refusal_words(refusal, t));
            Some(view! { <li>{words}</li> })
        });
        told.collect::<Vec<_>>()
    });
    let rows = form.rows.with_value(|rows| {
        let mut drawn = Vec::new();
        for puts in plan.puts.chunk_by(|one, other| one.at.row == other.at.row).take(MOST) {
            let Some(row) = puts.first().and_then(|it| rows.get(it.at.row)) else { continue };
            let cells: Vec<_> = (0..COLUMNS.len())
                .map(|column| {
                    let put = puts.iter().find(|it| it.at.column == column).cloned();
                    let held = row.cells[column].text.get_untracked();
                    view! { <PreviewCell put column held /> }
                })
                .collect();
            drawn.push(view! {
                <tr>
                    <th scope="row">
                        <span class="paste-code">{row.indicator.code.clone()}</span>
                        {row.indicator.name(t).to_owned()}
                    </th>
                    {cells}
                </tr>
            });
        }
        drawn
    });
    let heads: Vec<_> = COLUMNS.iter().map(|it| view! { <th scope="col">{it.name(t)}</th> }).collect();
    view! {
        <p role="status">
            {t.paste_sum(written)}
            {(cleared > 0).then(|| format!(" {}", t.paste_clears(cleared)))}
            {(refused > 0).then(|| view! { <strong class="text-danger">" " {t.paste_refuses(refused)}</strong> })}
        </p>
        {choice}
        {blanks}
        {(refused > 0).then(|| view! { <ul class="paste-refused">{refusals}</ul> })}
        {(skipped > 0)
            .then(|| {
                view! {
                    <details class="paste-skipped" open=skipped < 8>
                        <summary>{t.paste_skips(skipped)}</summary>
                        <ul>{remarks}</ul>
                    </details>
                }
            })}
        <div class="table-scroll paste-scroll" tabindex="0" role="region" aria-label=t.paste_what_where()>
            <table class="table paste-table">
                <thead>
                    <tr>
                        <th scope="col">{t.column_indicator()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn PreviewCell(put: Option<Put>, column: usize, held: String) -> impl IntoView {
    let t = use_lang();
    let flag = COLUMNS[column] == Column::NotApplicable;
    let class = if COLUMNS[column] == Column::Reason { "" } else { "num" };
    let shown = move |text: String| if flag && text == "true" { "x".to_owned() } else { text };
    let Some(put) = put else { return view! { <td class=class></td> }.into_any() };
    let before = (!held.is_empty()).then(|| {
        let held = shown(held.clone());
        view! {
            <del>
                <span class="sr-only">{t.paste_was()} " "</span>
                {held}
            </del>
            " "
        }
    });
    match put.fate {
        Fate::Same => view! { <td class=format!("{class} text-ink-soft")>{shown(put.text)}</td> }.into_any(),
        Fate::Write => view! { <td class=class>{before} <ins>{shown(put.text)}</ins></td> }.into_any(),
        Fate::Clear => {
            view! { <td class=class>{before} <span class="text-warn">{t.paste_cleared()}</span></td> }
                .into_any()
        }
        Fate::Refused(refusal) => view! {
            <td class=class data-state="refused">
                {put.source}
                <span class="cell-note">{refusal_words(&refusal, t)}</span>
            </td>
        }
        .into_any(),
    }
}

fn refusal_words(refusal: &Refusal, t: Lang) -> String {
    match refusal {
        Refusal::Problem(problem) => problem.message(t),
        Refusal::Measure(unit) => t.paste_measure(unit),
        Refusal::Locked => t.paste_locked().to_owned(),
    }
}

fn skip_words(skip: &Skip, t: Lang) -> String {
    match skip {
        Skip::Heading(words) => t.paste_heading(words),
        Skip::Unknown(words) => t.paste_unknown(words),
        Skip::Twice(words) => t.paste_twice(words),
        Skip::Column(words) => t.paste_column(words),
        Skip::Below(rows) => t.paste_below(rows),
    }
}
