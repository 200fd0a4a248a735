use crate::indicator::IndicatorRow;
use crate::period::Period;
use crate::report::{Evidence, Grade, evidence};
use crate::route;
use crate::text::use_lang;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;

/// What the sector's figures say to a grade, in a sentence: `Tốt – 5 chỉ tiêu ủng hộ; GD09 chưa đạt`.
#[component]
pub fn EvidenceLine(grade: Grade, rows: Vec<IndicatorRow>, period: Period) -> impl IntoView {
    let t = use_lang();
    if grade == Grade::Neutral {
        return ().into_any();
    }
    let found = evidence(grade, &rows, &period);
    let name = |code: &str| {
        let row = rows.iter().find(|it| it.indicator.code == code);
        row.map(|it| it.indicator.name(t).to_owned()).unwrap_or_default()
    };
    let silent = found.is_silent();
    let against = !found.contradicts.is_empty();
    let Evidence { supports, contradicts, .. } = found;
    let for_it = (!supports.is_empty()).then(|| {
        let codes: Vec<_> = supports
            .iter()
            .map(|code| {
                view! {
                    <li>
                        <a href=route::indicator(code)>{format!("{code} {}", name(code))}</a>
                    </li>
                }
            })
            .collect();
        view! {
            <details class="inline-block align-top">
                <summary>{t.evidence_supports(supports.len())}</summary>
                <ul class="list-disc pl-5">{codes}</ul>
            </details>
        }
    });
    let against_it: Vec<_> = contradicts
        .into_iter()
        .map(|it| {
            let title = name(&it.code);
            view! {
                <span>
                    <a href=route::indicator(&it.code) title=title>
                        {it.code.clone()}
                    </a>
                    " "
                    {it.status.word(t).to_lowercase()}
                </span>
            }
        })
        .collect();
    let icon = if against { IconName::Alert } else { IconName::Chart };
    view! {
        <div class="evidence" data-against=against.then_some("yes")>
            <Icon name=icon />
            <span class="font-semibold">{t.evidence_grade(grade.name(t))}</span>
            {for_it}
            {(!against_it.is_empty())
                .then(|| {
                    view! {
                        <span class="evidence-against">
                            <span class="sr-only">{t.evidence_contradicts()}</span>
                            {against_it}
                        </span>
                    }
                })}
            {silent.then(|| view! { <span class="text-ink-soft">{t.evidence_silent()}</span> })}
        </div>
    }
    .into_any()
}
