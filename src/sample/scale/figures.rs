//! Reports with their figures, and the year's targets.

use super::bulk::{Bulk, Value};
use super::dictionary::{Dictionary, Kind, Month};
use super::draw::Draw;
use super::tree::{Reporter, Tree};
use super::{LAST, Size};
use crate::indicator::Aggregation;
use crate::sample::{at, day};
use chrono::TimeDelta;

const REPORT: [&str; 12] = [
    "id",
    "unit_id",
    "period_id",
    "regime_id",
    "outline_id",
    "state",
    "revision",
    "created_at",
    "sent_at",
    "accepted_at",
    "changes_after_acceptance",
    "sample",
];
const FIGURE: [&str; 15] = [
    "id",
    "report_id",
    "indicator_id",
    "unit_id",
    "period_id",
    "state",
    "value",
    "numerator",
    "denominator",
    "prior",
    "reason",
    "revision",
    "updated_at",
    "sample",
    "counted",
];
const TARGET: [&str; 9] =
    ["id", "indicator_id", "unit_id", "year", "value", "adopted_on", "revision", "sample", "updated_at"];

/// A whole, stored.
const ONE: i64 = 10_000;
/// What rates are to reach, in ten-thousandths of a percent.
const RATE: i64 = 95 * ONE;
const LATE_RATE: i64 = 5 * ONE;

/// Writes them all, and tells how many figures there are.
pub async fn put(
    bulk: &mut Bulk,
    size: &Size,
    tree: &Tree,
    dictionary: &Dictionary,
    draw: &mut Draw,
) -> anyhow::Result<usize> {
    let mut count = 0;
    let mut running = vec![0; tree.reporters.len() * dictionary.indicators.len()];
    for months in dictionary.months.chunks(12) {
        let Some(year) = months.first().map(|it| it.year) else { continue };
        put_targets(bulk, tree, dictionary, year, draw).await?;
        running.fill(0);
        for month in months {
            count += put_month(bulk, size, tree, dictionary, month, &mut running, draw).await?;
        }
        println!("{year}: {count} figures so far");
    }
    Ok(count)
}

/// How far a unit's report of a month has come.
fn state(draw: &Draw, unit: usize, month: &Month) -> &'static str {
    let luck = draw.of(100, [1, unit as u64, u64::from(month.month), month.year as u64]);
    match (month.year, month.month) {
        (LAST, 12) => match luck {
            0..70 => "accepted",
            70..80 => "sent",
            80..83 => "returned",
            _ => "draft",
        },
        (LAST, 11) if luck < 3 => "sent",
        (LAST, 11) => "accepted",
        _ => "consolidated",
    }
}

async fn put_month(
    bulk: &mut Bulk,
    size: &Size,
    tree: &Tree,
    dictionary: &Dictionary,
    month: &Month,
    running: &mut [i64],
    draw: &mut Draw,
) -> anyhow::Result<usize> {
    let (mut reports, mut figures) = (Vec::new(), Vec::new());
    for (number, unit) in tree.reporters.iter().enumerate().filter(|(_, it)| it.stands(month.cut_off)) {
        let report = draw.id();
        let state = state(draw, number, month);
        let published = matches!(state, "accepted" | "consolidated");
        let after = |days: i64| at(month.cut_off + TimeDelta::days(days), 9 * 60);
        reports.push(vec![
            Value::Id(report),
            Value::Id(unit.id.0),
            Value::Id(month.id.0),
            Value::Id(dictionary.regime.0),
            Value::Id(dictionary.outline.0),
            Value::Text(state),
            Value::Whole(Some(3)),
            Value::At(Some(after(1))),
            Value::At((published || state == "sent").then(|| after(2))),
            Value::At(published.then(|| after(3))),
            Value::Whole(Some(0)),
            Value::Flag(true),
        ]);
        for (place, (indicator, kind)) in dictionary.indicators.iter().enumerate() {
            let running = &mut running[number * dictionary.indicators.len() + place];
            let drawn = Drawn::of(draw, number, place, *kind, month, running);
            // A draft has not got to all of them.
            let open =
                state == "draft" && draw.of(10, [2, number as u64, place as u64, month.year as u64]) < 4;
            let Some(drawn) = drawn.filter(|_| !open) else { continue };
            let is_first = month.year == size.first_year() && kind.aggregation == Aggregation::Sum;
            figures.push(vec![
                Value::Id(draw.id()),
                Value::Id(report),
                Value::Id(indicator.0),
                Value::Id(unit.id.0),
                Value::Id(month.id.0),
                Value::Text(drawn.state),
                Value::Whole(drawn.value),
                Value::Whole(drawn.parts.map(|it| it.0)),
                Value::Whole(drawn.parts.map(|it| it.1)),
                // Of the year before the first nothing is kept: it was typed.
                Value::Whole(drawn.value.filter(|_| is_first).map(|it| it / ONE * 97 / 100 * ONE)),
                drawn.reason.map_or(Value::None, Value::Text),
                Value::Whole(Some(1)),
                Value::At(Some(after(1))),
                Value::Flag(true),
                Value::Flag(published),
            ]);
        }
    }
    let count = figures.len();
    bulk.put("report", &REPORT, reports).await?;
    bulk.put("figure", &FIGURE, figures).await?;
    Ok(count)
}

struct Drawn {
    state: &'static str,
    value: Option<i64>,
    parts: Option<(i64, i64)>,
    reason: Option<&'static str>,
}

/// About how much a unit does of an indicator in a year.
fn level(draw: &Draw, unit: usize, place: usize) -> i64 {
    let size = 60 + draw.of(440, [3, unit as u64, 0, 0]) as i64;
    let weight = 1 + draw.of(9, [4, place as u64, 0, 0]) as i64;
    size * weight
}

impl Drawn {
    /// Nothing where nothing was given.
    fn of(
        draw: &Draw,
        unit: usize,
        place: usize,
        kind: Kind,
        month: &Month,
        running: &mut i64,
    ) -> Option<Self> {
        let here = [unit as u64, place as u64, month.year as u64 * 12 + u64::from(month.month)];
        let luck = |what: u64, many: u64| draw.of(many, [what, here[0] << 32 | here[1], here[2], 0]) as i64;
        let level = level(draw, unit, place);
        *running += level * (50 + luck(5, 100)) / 1200;
        let bare = |state, reason| Some(Self { state, value: None, parts: None, reason });
        if draw.of(1000, [6, here[0], here[1], 0]) < 6 {
            return bare("not_applicable", None);
        }
        match luck(7, 1000) {
            0..9 => return None,
            9..16 => return bare("missing", Some("Chưa tổng hợp xong (mẫu)")),
            _ => {}
        }
        let (value, parts) = match (kind.aggregation, kind.cumulative) {
            (Aggregation::Ratio, _) => {
                let whole = 100 + luck(8, 900);
                let part =
                    if kind.is_late() { whole * luck(9, 9) / 100 } else { whole * (86 + luck(9, 14)) / 100 };
                let percent = (2 * part * 100 * ONE / whole + 1) / 2;
                (percent, Some((part * ONE, whole * ONE)))
            }
            (Aggregation::Sum, true) => (*running * ONE, None),
            (Aggregation::Sum, false) => (level * (50 + luck(8, 100)) / 1200 * ONE, None),
            _ => (level * (90 + luck(8, 20)) / 100 * ONE, None),
        };
        Some(Self { state: "value", value: Some(value), parts, reason: None })
    }
}

/// Counts have a target in each unit, rates one of the whole province that the units have too.
async fn put_targets(
    bulk: &mut Bulk,
    tree: &Tree,
    dictionary: &Dictionary,
    year: i32,
    draw: &mut Draw,
) -> anyhow::Result<()> {
    let adopted_on = day(year - 1, 12, 20);
    let mut rows = Vec::new();
    let stands = |it: &Reporter| it.from <= day(year, 12, 14) && it.to.is_none_or(|to| to > day(year, 1, 14));
    let units =
        tree.reporters.iter().enumerate().filter(|(_, it)| stands(it)).map(|(at, it)| (Some(at), it.id));
    for (number, unit) in units.chain([(None, tree.top)]) {
        for (place, (indicator, kind)) in dictionary.indicators.iter().enumerate() {
            let value = match (kind.aggregation, number) {
                (Aggregation::Ratio, _) if kind.is_bounded() => continue,
                (Aggregation::Ratio, _) => {
                    if kind.is_late() {
                        LATE_RATE
                    } else {
                        RATE
                    }
                }
                (_, None) => continue,
                (_, Some(number)) => {
                    let aim = 90 + draw.of(20, [10, number as u64, place as u64, year as u64]) as i64;
                    let months =
                        if kind.cumulative || kind.aggregation == Aggregation::Stock { 12 } else { 1 };
                    level(draw, number, place) * aim * months / 1200 * ONE
                }
            };
            rows.push(vec![
                Value::Id(draw.id()),
                Value::Id(indicator.0),
                Value::Id(unit.0),
                Value::Whole(Some(i64::from(year))),
                Value::Whole(Some(value)),
                Value::Day(adopted_on),
                Value::Whole(Some(1)),
                Value::Flag(true),
                Value::At(Some(at(adopted_on, 9 * 60))),
            ]);
        }
    }
    bulk.put("target", &TARGET, rows).await
}
