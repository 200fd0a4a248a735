use super::*;

fn at(value: i64) -> Mark {
    Mark::Value(Point::new(value.into(), value.to_string()))
}

fn row(name: &str, value: Mark) -> UnitRow {
    UnitRow::new(name, name, value, Status::OnCourse)
}

fn spec(rows: Vec<UnitRow>) -> UnitsSpec {
    UnitsSpec::new("u", "Tỷ lệ", "%", Lang::Vi, rows)
}

fn order(spec: &UnitsSpec) -> Vec<(Option<usize>, &str)> {
    spec.ranked().into_iter().map(|(rank, row)| (rank, row.label.as_str())).collect()
}

#[test]
fn the_best_come_first_and_what_has_no_figure_last() {
    let missing = Mark::Missing { reason: None };
    let rows = vec![row("a", missing), row("b", at(3)), row("c", Mark::NotApplicable), row("d", at(9))];
    let mut spec = spec(rows);
    assert_eq!(order(&spec), [(Some(1), "d"), (Some(2), "b"), (None, "a"), (None, "c")]);
    spec.better = Better::Lower;
    assert_eq!(order(&spec), [(Some(1), "b"), (Some(2), "d"), (None, "a"), (None, "c")]);
}

#[test]
fn equal_figures_share_a_rank_and_keep_their_order() {
    let spec = spec(vec![row("a", at(5)), row("b", at(7)), row("c", at(7)), row("d", at(1))]);
    assert_eq!(order(&spec), [(Some(1), "b"), (Some(1), "c"), (Some(3), "a"), (Some(4), "d")]);
}

#[test]
fn inside_its_range_is_best() {
    let range = Target::Between(Point::new(103.into(), "103"), Point::new(107.into(), "107"));
    let within = |name: &str, value: i64| UnitRow { target: Some(range.clone()), ..row(name, at(value)) };
    let mut spec = spec(vec![within("a", 112), within("b", 105), within("c", 101)]);
    spec.better = Better::Within;
    assert_eq!(order(&spec), [(Some(1), "b"), (Some(2), "c"), (Some(3), "a")]);
}

#[test]
fn bars_start_at_zero_and_the_whole_is_named() {
    let mut spec = spec(vec![row("Phường Đức Xuân", at(80)), row("Xã Nông Thượng", at(40))]);
    spec.whole = Some(Whole { label: "Toàn thành phố".into(), point: Point::new(60.into(), "60") });
    let svg = units(&spec);
    let lengths: Vec<f64> = svg
        .split(r#"class="chart-bar tone-ok""#)
        .skip(1)
        .map(|it| it.split(r#"width=""#).nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
        .collect();
    assert!((lengths[0] / lengths[1] - 2.0).abs() < 0.01, "{lengths:?}");
    assert!(svg.contains(">Toàn thành phố 60</text>"));
    assert!(svg.contains("Phường Đức Xuân: 80%; thứ 1/2; Đúng tiến độ."));
}

#[test]
fn no_figure_has_no_bar_and_says_why() {
    let owed = Mark::Missing { reason: Some("chưa gửi".into()) };
    let svg = units(&spec(vec![UnitRow { status: Status::Achieved, ..row("Xã A", owed) }]));
    assert!(!svg.contains(r#"class="chart-bar"#) && !svg.contains("tone-ok"));
    assert!(svg.contains("Xã A: Chưa có số liệu (chưa gửi).") && svg.contains(r#"data-state="missing""#));
}

#[test]
fn a_provisional_figure_is_hollow_and_says_so() {
    let svg = units(&spec(vec![UnitRow { provisional: true, ..row("Xã A", at(5)) }]));
    assert!(svg.contains("chart-provisional") && svg.contains("5% (sơ bộ)") && svg.contains("Số liệu sơ bộ"));
}

#[test]
fn two_hundred_units_stand_in_two_columns() {
    let rows: Vec<UnitRow> = (0..200).map(|it| row(&format!("Xã {it}"), at(it))).collect();
    let svg = units(&spec(rows));
    let height: f64 =
        svg.split("viewBox=\"0 0 720.0 ").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    assert!(height < 1_900.0);
    assert_eq!(svg.matches(" data-mark=").count(), 200);
    assert!(svg.contains("200 số liệu"));
}
