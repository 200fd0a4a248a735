use crate::compare::{CompareSheet, MOST_INDICATORS, MOST_PERIODS, MOST_UNITS, Shape, UnitWord, shapes};
use crate::route;
use crate::text::use_lang;
use crate::ui::{Button, Card, Labelled, Select};
use leptos::prelude::*;

/// What is compared, as a form that needs no program.
#[component]
pub fn Form(sheet: CompareSheet) -> impl IntoView {
    let t = use_lang();
    let CompareSheet { asked, shown, problems, indicators, units, periods, .. } = sheet;
    let together = [(UnitWord::All, t.indicator_all_units()), (UnitWord::Below, t.compare_below_units())];
    let units: Vec<_> =
        together.map(|(word, name)| (word.to_string(), name.to_owned())).into_iter().chain(units).collect();
    let by_question = (String::new(), t.compare_shape_fitting().to_owned());
    let fit = shown.as_ref().map_or_else(|| Shape::ALL.to_vec(), shapes);
    let shapes: Vec<_> = std::iter::once(by_question)
        .chain(fit.into_iter().map(|it| (it.to_string(), it.name(t).to_owned())))
        .collect();
    let problem = |field: &str| problems.on(field).map(|it| it.message(t));
    let (of_indicators, of_units, of_periods) = (problem("indicator"), problem("unit"), problem("period"));
    let chosen = asked.shape.map(|it| it.to_string()).unwrap_or_default();
    view! {
        <Card title=t.compare_choice()>
            <form method="get" action=route::COMPARE class="form max-w-none no-print">
                <div class="form-row">
                    <Choice
                        name="indicator"
                        label=t.compare_indicators()
                        options=indicators
                        chosen=asked.indicators
                        most=MOST_INDICATORS
                        problem=of_indicators
                    />
                    <Choice
                        name="unit"
                        label=t.compare_units()
                        options=units
                        chosen=asked.units
                        most=MOST_UNITS
                        problem=of_units
                    />
                    <Choice
                        name="period"
                        label=t.compare_periods()
                        options=periods
                        chosen=asked.periods
                        most=MOST_PERIODS
                        problem=of_periods
                    />
                </div>
                <div class="form-row">
                    <Select name="chart" label=t.compare_shape() options=shapes value=chosen />
                    <div class="form-actions self-end">
                        <Button>{t.compare_show()}</Button>
                    </div>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

/// Several of a list, with how many it may be and what is wrong beside it.
#[component]
fn Choice(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: Vec<String>,
    most: usize,
    problem: Option<String>,
) -> impl IntoView {
    let t = use_lang();
    let invalid = problem.is_some();
    let options: Vec<_> = options
        .into_iter()
        .map(|(code, words)| {
            let selected = chosen.contains(&code);
            view! {
                <option value=code selected=selected>
                    {words}
                </option>
            }
        })
        .collect();
    let error = Signal::stored(problem);
    view! {
        <Labelled id=name label=label help=Some(t.compare_most(most)) error=error>
            <select
                id=name
                name=name
                class="input"
                multiple=true
                size="9"
                aria-describedby=format!("{name}-help {name}-error")
                aria-invalid=invalid.then_some("true")
            >
                {options}
            </select>
        </Labelled>
    }
    .into_any()
}
