use super::super::Point;
use super::*;

fn at(value: i64) -> Mark {
    Mark::Value(Point::new(value.into(), value.to_string()))
}

fn spec(rows: Vec<(Mark, Mark)>) -> ChangeSpec {
    let rows = rows.into_iter().enumerate();
    let rows = rows.map(|(index, (from, to))| ChangeRow {
        difference: "+1".into(),
        ..ChangeRow::new(format!("U{index}"), format!("Xã {index}"), from, to)
    });
    ChangeSpec::new("c", "Thay đổi", "%", Lang::Vi, ("2015", "2016"), rows.collect())
}

#[test]
fn better_is_by_direction_and_said_by_line_and_word() {
    let mut spec = spec(vec![(at(1), at(5)), (at(5), at(1)), (at(3), at(3))]);
    let courses: Vec<Course> = spec.rows.iter().map(|it| spec.course(it)).collect();
    assert_eq!(courses, [Course::Improved, Course::Worsened, Course::Same]);
    let svg = change(&spec);
    assert!(
        svg.contains(r#"stroke-dasharray="6 3""#) && svg.contains("Xã 1: 2015 5%; 2016 1%; +1%; Kém đi.")
    );
    spec.better = Better::Lower;
    assert_eq!(spec.course(&spec.rows[0]), Course::Worsened);
}

#[test]
fn half_a_change_has_a_point_and_no_line() {
    let missing = Mark::Missing { reason: None };
    let svg =
        change(&spec(vec![(at(5), missing.clone()), (missing.clone(), at(4)), (missing.clone(), missing)]));
    assert!(!svg.contains("chart-course-line"));
    assert_eq!(svg.matches("class=\"chart-end").count(), 2);
    assert!(svg.contains("Không so sánh được") && svg.contains(">Xã 2: Chưa có số liệu</text>"));
}

#[test]
fn labels_of_equal_figures_do_not_touch() {
    let svg = change(&spec((0..30).map(|_| (at(50), at(50))).collect()));
    let mut places: Vec<f64> = svg
        .split("<text ")
        .skip(1)
        .filter(|it| it.split("</text>").next().is_some_and(|it| it.contains(">Xã ")))
        .map(|it| it.split("y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(places.len(), 30);
    places.sort_by(f64::total_cmp);
    assert!(places.windows(2).all(|it| it[1] - it[0] >= 12.0), "{places:?}");
}

#[test]
fn an_axis_without_zero_says_so() {
    let mut spec = spec(vec![(at(97), at(98))]);
    assert!(!change(&spec).contains("Trục không bắt đầu từ 0"));
    spec.from_zero = false;
    assert!(change(&spec).contains("Trục không bắt đầu từ 0"));
}
