use crate::bloc::{Reporter, SectionState};
use crate::org::Sector;
use crate::text::use_lang;
use crate::ui::Card;
use leptos::prelude::*;

/// Units × sectors: what of each report is there, as far as the reader may know.
#[component]
pub fn Matrix(columns: Vec<Sector>, reporters: Vec<Reporter>) -> impl IntoView {
    let t = use_lang();
    if columns.is_empty() {
        return ().into_any();
    }
    let heads: Vec<_> = columns
        .iter()
        .map(|it| {
            view! {
                <th scope="col" class="text-center">
                    <abbr title=it.name(t).to_owned()>{it.code.clone()}</abbr>
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = reporters
        .into_iter()
        .filter(|it| it.sections.iter().any(|it| *it != SectionState::Hidden))
        .map(|it| {
            let cells: Vec<_> = it.sections.iter().map(|it| view! { <td>{cell(*it)}</td> }).collect();
            view! {
                <tr>
                    <th scope="row" class="min-w-40">
                        {it.name(t)}
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect();
    view! {
        <Card title=t.bloc_matrix() flush=true>
            <p class="px-4.5 py-3 text-sm text-ink-soft">{t.bloc_matrix_note()}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t.bloc_matrix()>
                <table class="table matrix">
                    <thead>
                        <tr>
                            <th scope="col">{t.bloc_col_unit()}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Card>
    }
    .into_any()
}

fn cell(state: SectionState) -> AnyView {
    let t = use_lang();
    let (class, sign) = match state {
        SectionState::NotAsked | SectionState::Hidden => {
            return view! { <span class="sr-only">{t.bloc_section_not_asked()}</span> }.into_any();
        }
        SectionState::Empty => ("tick tick-no", "✕"),
        SectionState::Part => ("tick tick-part", "◐"),
        SectionState::Full => ("tick tick-yes", "✓"),
    };
    view! {
        <span class=class>
            <span aria-hidden="true">{sign}</span>
            <span class="sr-only">{state.name(t)}</span>
        </span>
    }
    .into_any()
}
