use super::scale::{Linear, number};
use super::svg::{ACCENT, Frame, INK_SOFT, Svg, id_from};
use crate::text::Lang;
use rust_decimal::Decimal;

/// A word-sized line, to stand in a table beside its latest figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SparkSpec {
    /// Unique in the page. Letters, digits and `_`; anything else becomes `-`.
    pub id: String,
    /// All it says to who cannot see it: what is drawn and how it went.
    pub title: String,
    pub lang: Lang,
    /// Every period in its order; `None` is a gap.
    pub values: Vec<Option<Decimal>>,
    pub target: Option<Decimal>,
}

const WIDE: f64 = 96.0;
const HIGH: f64 = 24.0;
const EDGE: f64 = 3.5;

/// The line, its last point, and the target as a hair line. No figures draw a dash.
pub fn spark(spec: &SparkSpec) -> String {
    let id = id_from(&spec.id);
    let nothing = spec.values.iter().all(Option::is_none);
    let frame = Frame {
        id: &id,
        class: "chart chart-spark",
        title: &spec.title,
        desc: if nothing { spec.lang.chart_no_figure() } else { "" },
        width: WIDE,
        height: HIGH,
    };
    Svg::draw(&frame, |svg| {
        let present = spec.values.iter().flatten().chain(&spec.target);
        let (low, high) = (present.clone().min().copied(), present.max().copied());
        let (Some(low), Some(high), false) = (low, high, nothing) else {
            let middle = HIGH / 2.0;
            svg.tag("line")
                .class("chart-missing")
                .num("x1", WIDE / 2.0 - 6.0)
                .num("y1", middle)
                .num("x2", WIDE / 2.0 + 6.0)
                .num("y2", middle)
                .attr("stroke", INK_SOFT)
                .attr("stroke-dasharray", "2 2")
                .close();
            return;
        };
        let last = Decimal::from(spec.values.len().saturating_sub(1));
        let x = Linear::new((Decimal::ZERO, last), (EDGE, WIDE - EDGE));
        let y = Linear::new((low, high), (HIGH - EDGE, EDGE));
        if let Some(target) = spec.target {
            let y = y.at(target);
            svg.tag("line")
                .class("chart-target-line")
                .num("x1", 0.0)
                .num("y1", y)
                .num("x2", WIDE)
                .num("y2", y)
                .attr("stroke", INK_SOFT)
                .attr("stroke-width", "0.8")
                .attr("stroke-dasharray", "3 2")
                .close();
        }
        let places = spec.values.iter().enumerate();
        let places: Vec<_> =
            places.map(|(index, it)| it.map(|it| (x.at(Decimal::from(index)), y.at(it)))).collect();
        let line = line(&places);
        if !line.is_empty() {
            svg.tag("path")
                .class("chart-line")
                .attr("d", &line)
                .attr("fill", "none")
                .attr("stroke", ACCENT)
                .attr("stroke-width", "1.5")
                .attr("stroke-linejoin", "round")
                .close();
        }
        let end = places.iter().rposition(Option::is_some);
        for (index, place) in places.iter().enumerate() {
            let near = [index.wrapping_sub(1), index + 1];
            let alone = !near.iter().any(|it| matches!(places.get(*it), Some(Some(_))));
            if let Some((x, y)) = place
                && (alone || end == Some(index))
            {
                svg.tag("circle")
                    .class("chart-dot")
                    .num("cx", *x)
                    .num("cy", *y)
                    .num("r", if end == Some(index) { 2.4 } else { 1.2 })
                    .attr("fill", ACCENT)
                    .close();
            }
        }
    })
}

fn line(places: &[Option<(f64, f64)>]) -> String {
    let mut path = String::new();
    let mut pen = 'M';
    for place in places {
        match place {
            Some((x, y)) => {
                path += &format!("{pen}{} {}", number(*x), number(*y));
                pen = 'L';
            }
            None => pen = 'M',
        }
    }
    if path.contains('L') { path } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[Option<i64>]) -> String {
        spark(&SparkSpec {
            id: "s".into(),
            title: "Số trường".into(),
            lang: Lang::Vi,
            values: values.iter().map(|it| it.map(Decimal::from)).collect(),
            target: None,
        })
    }

    #[test]
    fn a_gap_lifts_the_pen_and_a_lone_point_is_a_dot() {
        let svg = chart(&[Some(1), None, Some(3), Some(2)]);
        assert_eq!(svg.matches("chart-dot").count(), 2);
        assert!(svg.contains("L92.5 12.0\"") || svg.contains("L92.5"));
    }

    #[test]
    fn nothing_is_a_dash_that_says_so() {
        for values in [&[][..], &[None, None]] {
            let svg = chart(values);
            assert!(svg.contains("Chưa có số liệu") && svg.contains("chart-missing"));
            assert!(!svg.contains("chart-dot"));
        }
    }

    #[test]
    fn one_point_sits_in_the_middle() {
        assert!(chart(&[Some(5)]).contains(r#"cx="48.0" cy="12.0""#));
    }
}
