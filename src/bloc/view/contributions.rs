use crate::bloc::Contributions;
use crate::indicator::{Aggregation, Figure, FigureState, Indicator};
use crate::route;
use crate::text::{Lang, use_lang};
use leptos::prelude::*;

/// Each indicator over all units and what each unit gave, one click away.
#[component]
pub fn ContributionTable(figures: Vec<Contributions>) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = figures
        .into_iter()
        .map(|Contributions { row, given, units, of }| {
            let indicator = row.indicator;
            let parts: Vec<_> = of
                .into_iter()
                .filter(|it| it.figure.state != FigureState::NotApplicable)
                .map(|it| {
                    let name = it.unit.name(t).to_owned();
                    let name = match it.report {
                        Some(report) => view! { <a href=route::report(report)>{name}</a> }.into_any(),
                        None => name.into_any(),
                    };
                    view! {
                        <tr>
                            <th scope="row" class="below">
                                {name}
                            </th>
                            <td class="num">{shown(&indicator, &it.figure, t)}</td>
                            <td class="num">{target(&indicator, &it.figure, t)}</td>
                            <td></td>
                            <td></td>
                        </tr>
                    }
                })
                .collect();
            let rule = indicator.aggregation.name(t);
            let have = t.bloc_units_of(given, units);
            view! {
                <tr class="table-group">
                    <th scope="row">
                        {indicator.code.clone()} " " {indicator.name(t).to_owned()}
                    </th>
                    <td class="num">{shown(&indicator, &row.figure, t)}</td>
                    <td class="num">{target(&indicator, &row.figure, t)}</td>
                    <td>{rule}</td>
                    <td class="whitespace-nowrap">{have}</td>
                </tr>
                {parts}
            }
        })
        .collect();
    view! {
        <details>
            <summary>{t.consol_by_unit()}</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t.consol_by_unit()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t.bloc_col_unit()}</th>
                            <th scope="col" class="num">
                                {t.consol_col_value()}
                            </th>
                            <th scope="col" class="num">
                                {t.consol_col_target()}
                            </th>
                            <th scope="col">{t.consol_col_rule()}</th>
                            <th scope="col">{t.consol_col_have()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

/// A figure, and for a rate the two numbers it is made of: `9.523/55.210 = 17,2%`.
fn shown(indicator: &Indicator, figure: &Figure, t: Lang) -> String {
    match (figure.state, figure.value) {
        (FigureState::Value, Some(value)) => {
            let value = indicator.show(value, t);
            match figure.ratio.filter(|_| indicator.aggregation == Aggregation::Ratio) {
                Some((part, whole)) => format!("{}/{} = {value}", part.show(t), whole.show(t)),
                None => value,
            }
        }
        _ => t.consol_missing().to_owned(),
    }
}

fn target(indicator: &Indicator, figure: &Figure, t: Lang) -> String {
    figure.target.map_or_else(|| t.bloc_dash().to_owned(), |it| indicator.show_bare(it, t))
}
