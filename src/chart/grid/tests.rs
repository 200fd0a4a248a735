use super::super::Point;
use super::*;

fn cell(status: Status) -> GridCell {
    GridCell::new(Mark::Value(Point::new(5.into(), "5%")), status)
}

fn spec(columns: usize, rows: Vec<Vec<GridCell>>) -> GridSpec {
    let columns = (1..=columns).map(|it| GridHead::new(format!("GD{it:02}"), "Trường đạt chuẩn"));
    let rows = rows.into_iter().enumerate();
    let rows = rows.map(|(index, cells)| GridRow {
        head: GridHead::new(format!("U{index}"), format!("Phường {index}")),
        cells,
    });
    GridSpec::new("g", "Các đơn vị", Lang::Vi, columns.collect(), rows.collect())
}

#[test]
fn each_status_has_a_shape_and_the_legend_counts_it() {
    let cells = vec![cell(Status::Achieved), cell(Status::Missed), cell(Status::Missed)];
    let svg = grid(&spec(3, vec![cells]));
    assert!(svg.contains("Đạt 1") && svg.contains("Chưa đạt 2"));
    assert!(svg.contains("Phường 0, GD02: 5%; Chưa đạt"));
    assert!(svg.contains(">1/3</text>"));
}

#[test]
fn a_cell_without_a_figure_is_never_judged() {
    let absent = |value: Mark| GridCell::new(value, Status::Achieved);
    let cells =
        vec![absent(Mark::Missing { reason: None }), absent(Mark::NotApplicable), absent(Mark::NotDue)];
    let svg = grid(&spec(3, vec![cells]));
    let body = svg.split("</defs>").last().unwrap();
    assert!(!body.contains("tone-ok"));
    for word in ["Chưa có số liệu 1", "Không áp dụng 1", "Chưa đến kỳ 1"] {
        assert!(svg.contains(word), "{word}");
    }
}

#[test]
fn cells_that_are_not_given_are_missing() {
    let svg = grid(&spec(3, vec![vec![cell(Status::Achieved)]]));
    assert_eq!(svg.matches(r#"data-state="missing""#).count(), 2);
}

#[test]
fn a_large_grid_is_small_text() {
    let rows =
        (0..100).map(|row| (0..60).map(move |it| cell([Status::Achieved, Status::Behind][(row + it) % 2])));
    let spec = spec(60, rows.map(Iterator::collect).collect());
    let svg = grid(&spec);
    assert_eq!(svg.matches(" data-mark=").count(), 6_000);
    // 200 letters a cell, of which compression leaves very few.
    assert!(svg.len() < 1_250_000, "{}", svg.len());
}

#[test]
fn many_columns_on_a_phone_become_a_paragraph_that_names_the_troubles() {
    let cells = (0..20).map(|it| cell(if it == 7 { Status::Missed } else { Status::Achieved }));
    let mut spec = spec(20, vec![cells.collect()]);
    spec.width = Width::Narrow;
    let svg = grid(&spec);
    assert!(svg.contains("Chưa đạt: GD08") && svg.contains("Đạt 19/20"));
    assert_eq!(svg.matches(" data-mark=").count(), 20);
}

#[test]
fn no_rows_or_no_columns_are_said_to_be_none() {
    for spec in [spec(0, vec![vec![]]), spec(3, vec![])] {
        assert!(grid(&spec).contains("Chưa có số liệu"));
    }
}
