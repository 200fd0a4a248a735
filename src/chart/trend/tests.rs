use super::*;
use crate::chart::Point;

fn value(number: i64) -> Mark {
    Mark::Value(Point::new(number.into(), number.to_string()))
}

fn missing() -> Mark {
    Mark::Missing { reason: Some("chưa gửi".into()) }
}

fn chart(values: Vec<Mark>, target: Option<i64>) -> String {
    let target = target.map(|it| Point::new(it.into(), it.to_string()).into());
    let points = values.into_iter().enumerate();
    let points = points.map(|(index, it)| TrendPoint::new(format!("T{index}"), it, target.clone()));
    let points = points.collect();
    trend(&TrendSpec::new("a", "Số trường", "trường", Lang::Vi, points))
}

fn path<'a>(svg: &'a str, class: &str) -> &'a str {
    let after = svg.split(&format!(r#"class="{class}" d=""#)).nth(1);
    after.and_then(|it| it.split('"').next()).unwrap_or_default()
}

#[test]
fn a_gap_lifts_the_pen() {
    let svg = chart(vec![value(1), value(2), missing(), value(3), value(2)], None);
    let line = path(&svg, "chart-line");
    assert_eq!((line.matches('M').count(), line.matches('L').count()), (2, 2));
    assert!(svg.contains("T2: Chưa có số liệu (chưa gửi)"));
    assert!(svg.contains("url(#a-hatch)") && svg.contains(">Chưa có số liệu</text>"));
}

#[test]
fn one_point_is_a_dot_and_no_line() {
    let svg = chart(vec![value(7)], Some(8));
    assert!(!svg.contains("chart-line"));
    assert_eq!(svg.matches("chart-dot").count(), 1);
    assert!(svg.contains("T0: 7 trường; kế hoạch 8"));
}

#[test]
fn the_last_value_and_target_are_written() {
    let svg = chart(vec![value(1), value(18)], Some(20));
    assert!(svg.contains(">18</text>") && svg.contains(">KH 20</text>"));
}

#[test]
fn a_target_is_a_step() {
    let target = |it: i64| Some(Target::At(Point::new(it.into(), it.to_string())));
    let points = [(1, target(2)), (2, target(4)), (3, None), (3, target(4))];
    let points = points.map(|(it, target)| TrendPoint::new("x", value(it), target));
    let svg = trend(&TrendSpec::new("a", "", "", Lang::Vi, points.to_vec()));
    let steps = path(&svg, "chart-target-line");
    assert_eq!((steps.matches('M').count(), steps.matches('V').count()), (2, 1));
}

#[test]
fn nothing_is_said_in_words_and_draws_no_zero() {
    for values in [vec![], vec![missing(), Mark::NotDue]] {
        let svg = chart(values, None);
        assert!(svg.contains("Chưa có số liệu"));
        assert!(!svg.contains("chart-dot") && !svg.contains("chart-line"));
    }
}

#[test]
fn zero_is_on_the_axis_only_when_asked() {
    let points = vec![TrendPoint::new("a", value(98), None), TrendPoint::new("b", value(99), None)];
    let mut spec = TrendSpec::new("a", "", "%", Lang::Vi, points);
    assert_eq!(spec.axis().unwrap().span().0, Decimal::ZERO);
    spec.from_zero = false;
    assert_eq!(spec.axis().unwrap().span().0, Decimal::from(98));
}

#[test]
fn below_zero_and_huge_stay_inside() {
    let huge = Mark::Value(Point::new(Decimal::MAX, "x"));
    for svg in [chart(vec![value(-5), value(5)], Some(0)), chart(vec![huge, value(-9)], None)] {
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
    assert!(chart(vec![value(-5), value(5)], Some(0)).contains(r#"class="chart-axis""#));
}

#[test]
fn many_periods_keep_the_latest_name() {
    let svg = chart((0..60).map(value).collect(), None);
    assert!(svg.contains(">T59</text>") && !svg.contains(">T58</text>"));
    assert_eq!(svg.matches("chart-dot").count(), 1);
}

#[test]
fn a_revised_target_steps_and_what_was_first_adopted_stays() {
    let target = |it: i64| Some(Target::At(Point::new(it.into(), it.to_string())));
    let mut points: Vec<_> =
        (0..4).map(|it| TrendPoint::new(format!("T{it}"), value(it), target(9))).collect();
    for point in &mut points[2..] {
        point.target = target(7);
        point.adopted = target(9);
    }
    let svg = trend(&TrendSpec::new("a", "", "", Lang::Vi, points));
    assert_eq!(path(&svg, "chart-target-line").matches('V').count(), 1);
    assert!(path(&svg, "chart-target-line chart-adopted").starts_with('M'));
    assert!(
        svg.contains("T3: 3; kế hoạch 7 (điều chỉnh, ban đầu 9)") && svg.contains("Kế hoạch giao ban đầu")
    );
}

#[test]
fn a_provisional_figure_is_hollow_even_among_many() {
    let mut points: Vec<_> = (0..40).map(|it| TrendPoint::new(format!("T{it}"), value(it), None)).collect();
    points[20].provisional = true;
    let svg = trend(&TrendSpec::new("a", "", "", Lang::Vi, points));
    // One in the legend.
    assert_eq!(svg.matches("chart-dot chart-provisional").count(), 2);
    assert!(svg.contains("T20: 20 (sơ bộ)"));
}

#[test]
fn a_series_that_goes_on_from_others_is_joined_by_dashes_and_says_why() {
    let mut points: Vec<_> = (0..4).map(|it| TrendPoint::new(format!("T{it}"), value(it), None)).collect();
    points[2].carried = Some("sáp nhập Xã A".into());
    let svg = trend(&TrendSpec::new("a", "", "", Lang::Vi, points));
    assert_eq!(path(&svg, "chart-line").matches('M').count(), 2);
    assert_eq!(path(&svg, "chart-line chart-carried").matches('L').count(), 1);
    assert!(svg.contains(">sáp nhập Xã A</text>") && svg.contains("T2: 2; sáp nhập Xã A"));
}
