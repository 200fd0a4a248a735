use crate::bloc::CoverageRow;
use crate::route;
use crate::text::use_lang;
use crate::ui::{Badge, Tone};
use leptos::prelude::*;

/// Sector by sector: is it reported, assessed, measured, and followed by a task.
#[component]
pub fn Coverage(rows: Vec<CoverageRow>, period: String) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Row row period=period.clone() /> }).collect();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t.bloc_coverage()>
            <table class="table matrix">
                <thead>
                    <tr>
                        <th scope="col">{t.bloc_col_sector()}</th>
                        <th scope="col">{t.bloc_col_reported()}</th>
                        <th scope="col">{t.bloc_col_assessed()}</th>
                        <th scope="col">{t.bloc_col_measured()}</th>
                        <th scope="col">{t.bloc_col_tasked()}</th>
                        <th scope="col">{t.bloc_col_gap()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(row: CoverageRow, period: String) -> impl IntoView {
    let t = use_lang();
    let measured = match (row.figures_given, row.figures_due) {
        (_, 0) => view! {
            <span aria-hidden="true">{t.bloc_dash()}</span>
            <span class="sr-only">{t.bloc_no_indicator()}</span>
        }
        .into_any(),
        (given, due) => view! { <Tick some=given all=due words=t.bloc_figures_of(given, due) /> }.into_any(),
    };
    let speakers = t.bloc_units_of(row.reported, row.owing.max(row.reported));
    view! {
        <tr>
            <th scope="row" class="align-middle min-w-36">
                <a href=route::sector(&row.sector.code, Some(&period))>{row.sector.name(t).to_owned()}</a>
            </th>
            <td>
                <Tick some=row.reported all=row.owing.max(1) words=speakers />
            </td>
            <td>
                <Tick some=usize::from(row.assessed) all=1 words=String::new() />
            </td>
            <td>{measured}</td>
            <td>
                <Tick some=row.tasks all=row.tasks.max(1) words=t.bloc_tasks(row.tasks) />
            </td>
            <td>{row.gap.map(|it| view! { <Badge tone=Tone::Warn text=it.name(t) /> })}</td>
        </tr>
    }
}

/// A sign, the word for it, and the numbers behind it.
#[component]
fn Tick(some: usize, all: usize, words: String) -> impl IntoView {
    let t = use_lang();
    let (class, sign, word) = match some {
        0 => ("tick tick-no", "✕", t.bloc_no()),
        _ if some >= all => ("tick tick-yes", "✓", t.bloc_yes()),
        _ => ("tick tick-part", "◐", t.bloc_part()),
    };
    let shown = (!words.is_empty() && some > 0)
        .then(|| view! { <span class="block text-xs text-ink-soft whitespace-nowrap">{words}</span> });
    view! {
        <span class=class>
            <span aria-hidden="true">{sign}</span>
            <span class="sr-only">{word}</span>
        </span>
        {shown}
    }
}
