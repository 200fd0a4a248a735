use super::Case;
use super::figures::{count, indicator, mark, point, status, tenths};
use crate::chart::*;
use crate::text::Lang;
use rust_decimal::Decimal;

fn points(case: Case, first: usize, periods: usize, lang: Lang) -> Vec<TrendPoint> {
    let at = |tenths: i64| Target::from(point(Decimal::new(tenths, 1), lang));
    let points = (0..periods).map(|index| {
        let label = match case {
            Case::LongNames => format!("Sáu tháng đầu năm {}", 2005 + index),
            Case::Many => format!("T{}/{}", index % 12 + 1, 2007 + index / 12),
            _ => format!("6T {}", 2010 + index),
        };
        let level = tenths(first, case);
        let revised = case == Case::Mixed && index >= 3;
        TrendPoint {
            adopted: revised.then(|| at(level + 120)),
            provisional: matches!(case, Case::Full | Case::Mixed | Case::Many) && index + 1 == periods,
            carried: (case == Case::Mixed && index == 7).then(|| "sáp nhập Xã Quân Bình".to_owned()),
            ..TrendPoint::new(
                label,
                match (case, index) {
                    (Case::Mixed, 6..) => figures_after_merger(index, case, lang),
                    _ => mark(first + index, case, lang),
                },
                (case != Case::Many).then(|| at(if revised { level + 60 } else { level + 120 })),
            )
        }
    });
    points.collect()
}

fn figures_after_merger(index: usize, case: Case, lang: Lang) -> Mark {
    Mark::Value(point(Decimal::new(tenths(index, case), 1), lang))
}

pub(super) fn trend(case: Case, lang: Lang) -> TrendSpec {
    let points = points(case, 0, count(case, 9, 120), lang);
    TrendSpec::new(
        format!("trend-{}", case.word()),
        "Trường đạt chuẩn quốc gia qua các kỳ",
        "%",
        lang,
        points,
    )
}

pub(super) fn multiples(case: Case, lang: Lang) -> MultiplesSpec {
    let panels = (0..count(case, 6, 24)).map(|index| {
        let (key, label) = indicator(index, case);
        let periods = if case == Case::One { 1 } else { 9 };
        Panel::new(key, label, "%", status(index), points(case, index * 5, periods, lang))
    });
    let id = format!("multiples-{}", case.word());
    MultiplesSpec::new(id, "Các chỉ tiêu của lĩnh vực qua các kỳ", lang, panels.collect())
}

pub(super) fn accumulation(case: Case, lang: Lang) -> AccumulationSpec {
    let periods = count(case, 12, 52);
    let reported = if case == Case::One { 1 } else { periods * 2 / 3 };
    let step =
        |index: usize| tenths(index, case) / 10 * if case == Case::Mixed && index == 5 { -1 } else { 1 };
    let so_far = |index: usize| (0..=index).map(step).sum::<i64>();
    let whole = so_far(periods.max(1) - 1);
    let points = (0..periods).map(|index| {
        let value = match (case, index) {
            (Case::Missing | Case::NotApplicable, _) => mark(index, case, lang),
            (Case::Mixed, 3) => Mark::Missing { reason: None },
            _ if index >= reported => Mark::NotDue,
            _ => Mark::Value(point(so_far(index).into(), lang)),
        };
        AccumulationPoint {
            added: value.value().map(|_| point(step(index).into(), lang)),
            provisional: matches!(case, Case::Full | Case::Mixed) && index + 1 == reported,
            ..AccumulationPoint::new(
                if case == Case::Many { format!("Tuần {}", index + 1) } else { format!("T{}", index + 1) },
                value,
                Some(point((whole * (index as i64 + 1) / periods as i64).into(), lang)),
            )
        }
    });
    let id = format!("accumulation-{}", case.word());
    let title = "Lao động được giải quyết việc làm, lũy kế trong năm";
    let mut spec = AccumulationSpec::new(id, title, "người", lang, points.collect());
    spec.target = (case != Case::Empty).then(|| point(whole.into(), lang));
    spec.status = Status::Behind;
    spec
}

pub(super) fn spark(case: Case, lang: Lang) -> SparkSpec {
    let trend = trend(case, lang);
    SparkSpec {
        id: format!("spark-{}", case.word()),
        title: trend.finding().unwrap_or_else(|| lang.chart_no_figure().to_owned()),
        lang,
        values: trend.points.iter().map(|it| it.value.value().map(|it| it.at)).collect(),
        target: trend.points.last().and_then(|it| it.target.as_ref()).map(|it| it.high().at),
    }
}
