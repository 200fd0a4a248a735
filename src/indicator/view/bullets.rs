use super::words::{figure_words, mark, point, target, target_words};
use crate::chart::{BulletRow, BulletSpec, Mark, bullets_for_any_width};
use crate::indicator::{Aggregation, Direction, Indicator, IndicatorRow, aimed_at, standing};
use crate::markup::Markup;
use crate::number::Number;
use crate::period::Period;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{ChartFigure, write_status};
use leptos::prelude::*;
use rust_decimal::Decimal;

/// Indicators as rows of bars against their targets.
pub fn bullet_rows(rows: &[IndicatorRow], period: &Period, t: Lang) -> Vec<BulletRow> {
    rows.iter()
        .map(|IndicatorRow { indicator, figure, due, .. }| {
            let standing = standing(indicator, period, figure);
            BulletRow {
                target: target(indicator, figure, t),
                prior: figure.prior.map(|it| point(indicator, it, t)),
                pace: standing.pace.map(|it| point(indicator, it, t)),
                href: route::indicator_in(&indicator.code, &period.code, None),
                full: full(indicator, figure.value.max(aimed_at(indicator, figure))),
                ..BulletRow::new(
                    indicator.code.as_str(),
                    indicator.name(t),
                    indicator.measure.as_str(),
                    mark(indicator, figure, *due, t),
                    standing.status,
                )
            }
        })
        .collect()
}

/// A share ends at a hundred, unless it is so small that nothing could be told apart there.
fn full(indicator: &Indicator, largest: Option<Number>) -> Option<Decimal> {
    let large = largest.is_some_and(|it| it >= Number::from(40));
    (indicator.is_percentage() && indicator.direction == Direction::Higher && large)
        .then_some(Decimal::ONE_HUNDRED)
}

/// A drawing of indicators against their targets, with the same numbers as a table.
#[component]
pub fn IndicatorBullets(
    rows: Vec<IndicatorRow>,
    period: Period,
    #[prop(into)] caption: String,
) -> impl IntoView {
    let t = use_lang();
    let Some(first) = rows.first() else {
        return ().into_any();
    };
    let id = format!("bullets-{}", first.indicator.code.to_lowercase());
    let spec = BulletSpec::new(id, caption.as_str(), t, bullet_rows(&rows, &period, t));
    let svg = bullets_for_any_width(&spec);
    // It only leads elsewhere, so it is written at once.
    let mut body = String::new();
    for row in &rows {
        write_row(&mut body, row, &period, t);
    }
    view! {
        <ChartFigure svg>
            <table class="table">
                <caption class="sr-only">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.indicator_column_name()}</th>
                        <th scope="col" class="num">
                            {t.indicator_column_target()}
                        </th>
                        <th scope="col" class="num">
                            {t.indicator_column_actual()}
                        </th>
                        <th scope="col" class="num">
                            {t.indicator_column_share()}
                        </th>
                        <th scope="col" class="num">
                            {t.indicator_column_prior()}
                        </th>
                        <th scope="col">{t.indicator_column_status()}</th>
                    </tr>
                </thead>
                <tbody inner_html=body></tbody>
            </table>
        </ChartFigure>
    }
    .into_any()
}

fn write_row(out: &mut String, row: &IndicatorRow, period: &Period, t: Lang) {
    let IndicatorRow { indicator, figure, due, .. } = row;
    let dash = || t.indicator_dash().to_owned();
    let numbers = [
        target_words(indicator, figure, t).unwrap_or_else(dash),
        figure_words(indicator, figure, *due, t),
        share(indicator, figure, t).unwrap_or_else(dash),
        figure.prior.map_or_else(dash, |it| indicator.show_bare(it, t)),
    ];
    out.tag("tr").holding(|line| {
        line.tag("th").attr("scope", "row").holding(|head| {
            head.tag("a").attr("href", &route::indicator(&indicator.code)).text(indicator.name(t));
            head.say(&format!(" ({})", indicator.measure));
        });
        for number in &numbers {
            line.tag("td").class("num").text(number);
        }
        line.tag("td").holding(|it| match mark(indicator, figure, *due, t) {
            Mark::Value(_) => write_status(it, standing(indicator, period, figure).status, t),
            _ => it.say(&dash()),
        });
    });
}

/// Of what was planned, in hundredths: only for what is counted.
fn share(indicator: &Indicator, figure: &crate::indicator::Figure, t: Lang) -> Option<String> {
    let counted = matches!(indicator.aggregation, Aggregation::Sum | Aggregation::Stock);
    let percent = figure.value.filter(|_| counted)?.percent_of(aimed_at(indicator, figure)?)?;
    Some(format!("{}%", percent.show_places(t, 1)))
}
