use super::*;

fn at(value: i64) -> Point {
    Point::new(value.into(), value.to_string())
}

fn spec(values: &[Mark]) -> AccumulationSpec {
    let points = values.iter().enumerate();
    let points = points.map(|(index, it)| {
        AccumulationPoint::new(format!("T{}", index + 1), it.clone(), Some(at(10 * (index as i64 + 1))))
    });
    AccumulationSpec {
        target: Some(at(10 * values.len() as i64)),
        status: Status::Behind,
        ..AccumulationSpec::new("a", "Việc làm", "người", Lang::Vi, points.collect())
    }
}

#[test]
fn each_period_stands_on_the_one_before() {
    let svg = accumulation(&spec(&[Mark::Value(at(8)), Mark::Value(at(15)), Mark::NotDue, Mark::NotDue]));
    // One in the legend, one under the second period.
    assert_eq!(svg.matches("chart-before").count(), 2);
    assert!(
        svg.contains(">KH 40</text>") && svg.contains(">cần đạt 20</text>") && svg.contains(">15</text>")
    );
    assert!(svg.contains("T2: 15 người; mức cần đạt đến nay 20"));
    assert!(svg.contains(">Chậm tiến độ</text>"));
}

#[test]
fn after_a_gap_what_came_before_is_not_made_up() {
    let spec = spec(&[Mark::Value(at(8)), Mark::Missing { reason: None }, Mark::Value(at(20))]);
    assert_eq!(spec.before(2), None);
    assert!(accumulation(&spec).contains("url(#a-hatch)"));
    let mut known = spec.clone();
    known.points[2].added = Some(at(5));
    assert_eq!(known.before(2), Some(15.into()));
}

#[test]
fn what_was_taken_back_stays_as_an_outline() {
    let svg = accumulation(&spec(&[Mark::Value(at(12)), Mark::Value(at(9))]));
    assert_eq!(svg.matches("chart-taken").count(), 1);
}

#[test]
fn a_year_without_figures_is_not_judged() {
    let spec = spec(&[Mark::Missing { reason: None }, Mark::NotDue]);
    let svg = accumulation(&spec);
    assert!(!svg.contains("tone-warn") && !svg.contains("chart-bar"));
    assert_eq!(spec.finding(), None);
}

#[test]
fn nothing_at_all_is_said_in_words() {
    let spec = AccumulationSpec::new("a", "", "", Lang::Vi, vec![]);
    assert!(accumulation(&spec).contains("Chưa có số liệu"));
}
