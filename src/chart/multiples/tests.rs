use super::super::Point;
use super::*;

fn points(values: &[Option<i64>]) -> Vec<TrendPoint> {
    let mark = |it: &Option<i64>| match it {
        Some(it) => Mark::Value(Point::new((*it).into(), it.to_string())),
        None => Mark::Missing { reason: None },
    };
    values
        .iter()
        .enumerate()
        .map(|(at, it)| TrendPoint::new(format!("{}", 2010 + at), mark(it), None))
        .collect()
}

fn chart(panels: Vec<Panel>) -> String {
    multiples(&MultiplesSpec::new("m", "Giáo dục", Lang::Vi, panels))
}

#[test]
fn each_panel_has_a_scale_of_its_own() {
    let panel =
        |key: &str, values: &[Option<i64>]| Panel::new(key, key, "%", Status::Achieved, points(values));
    let svg = chart(vec![panel("GD01", &[Some(50), Some(58)]), panel("GD02", &[Some(1_000), Some(1_900)])]);
    assert!(svg.contains(">50</text>") && svg.contains(">60</text>") && svg.contains(">2.000</text>"));
    assert_eq!(svg.matches(" data-group=").count(), 2);
    assert!(svg.contains("GD02, 2011: 1900%"));
}

#[test]
fn the_latest_period_without_a_figure_is_not_judged_by_the_one_before() {
    let svg = chart(vec![Panel::new("GD01", "Trường", "", Status::Achieved, points(&[Some(5), None]))]);
    assert!(!svg.contains("tone-ok") && svg.contains(">Chưa có số liệu</text>"));
}

#[test]
fn what_is_not_due_leaves_the_latest_figure_in_place() {
    let mut points = points(&[Some(5)]);
    points.push(TrendPoint::new("2011", Mark::NotDue, None));
    let svg = chart(vec![Panel::new("GD01", "Trường", "trường", Status::Missed, points)]);
    assert!(svg.contains(">5</tspan>") && svg.contains(">Chưa đạt</text>"));
}
