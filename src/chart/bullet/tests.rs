use super::*;

fn at(value: i64) -> Point {
    Point::new(value.into(), value.to_string())
}

fn schools(value: Mark) -> BulletRow {
    let label = "Số trường đạt chuẩn quốc gia (lũy kế)";
    BulletRow {
        target: Some(at(20).into()),
        prior: Some(at(15)),
        ..BulletRow::new("GD01", label, "trường", value, Status::Behind)
    }
}

fn chart(rows: Vec<BulletRow>) -> String {
    bullets(&BulletSpec::new("gd", "Giáo dục", Lang::Vi, rows))
}

#[test]
fn a_full_row_says_everything_in_words() {
    let svg = chart(vec![schools(Mark::Value(at(18)))]);
    let sentence = "Số trường đạt chuẩn quốc gia (lũy kế): 18 trường; kế hoạch 20; \
                    cùng kỳ năm trước 15; Chậm tiến độ.";
    assert_eq!(svg.matches(sentence).count(), 2);
    assert!(svg.contains(r#"data-key="GD01" data-value="18""#));
    assert!(svg.contains("KH 20 · CK 15"));
    assert!(svg.contains(r#"class="chart-bar tone-warn""#));
    assert!(svg.contains("<title>Kế hoạch (KH): 20 trường</title>"));
}

#[test]
fn bars_start_at_zero() {
    let svg = chart(vec![schools(Mark::Value(at(10)))]);
    // Half of an axis from 0 to 20, which is 216 units wide.
    assert!(svg.contains(r#"x="218.0" y="37.0" width="108.0" height="10.0""#));
}

#[test]
fn missing_is_a_hatch_and_a_word_and_no_bar() {
    let reason = "Trường <A> & B chưa gửi";
    let svg = chart(vec![schools(Mark::Missing { reason: Some(reason.into()) })]);
    assert!(!svg.contains(r#"class="chart-bar"#) && !svg.contains("data-value"));
    assert!(svg.contains("url(#gd-hatch)") && svg.contains(r#"id="gd-hatch""#));
    assert!(svg.contains("Trường &lt;A&gt; &amp; B chưa gửi"));
    assert!(svg.contains(r#"data-state="missing""#));
    assert!(!svg.contains("tone-ok") && !svg.contains("tone-warn"));
}

#[test]
fn no_figure_is_never_judged() {
    for (mark, word) in [
        (Mark::NotApplicable, "Không áp dụng"),
        (Mark::NotDue, "Chưa đến kỳ"),
        (Mark::Missing { reason: None }, "Chưa có số liệu"),
    ] {
        let row = BulletRow { status: Status::Achieved, ..schools(mark) };
        let svg = chart(vec![row]);
        assert!(svg.contains(word) && !svg.contains("tone-ok") && !svg.contains("chart-bar"));
    }
}

#[test]
fn zero_is_a_value_and_is_seen() {
    let svg = chart(vec![schools(Mark::Value(at(0)))]);
    assert!(svg.contains(r#"data-value="0""#));
    assert!(svg.contains(r#"width="2.0" height="10.0""#));
}

#[test]
fn a_target_of_zero_still_has_an_axis() {
    let mut row = schools(Mark::Value(at(0)));
    row.target = Some(at(0).into());
    row.prior = None;
    assert_eq!(row.axis(), (Decimal::ZERO, Decimal::ONE));
    assert!(chart(vec![row]).contains(r#"class="chart-target" x="216.5""#));
}

#[test]
fn a_negative_bar_ends_at_zero() {
    let mut row = schools(Mark::Value(at(-20)));
    row.prior = None;
    assert_eq!(row.axis(), (Decimal::from(-20), Decimal::from(20)));
    let svg = chart(vec![row]);
    assert!(svg.contains(r#"width="108.0" height="10.0""#));
    assert!(svg.contains(r#"class="chart-axis""#) && svg.contains(">-20<"));
}

#[test]
fn the_largest_number_fits() {
    let huge = Point::new(Decimal::MAX, "79.228.162.514.264.337.593.543.950.335");
    let svg = chart(vec![schools(Mark::Value(huge))]);
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
    assert!(svg.contains('…'));
}

#[test]
fn no_rows_are_said_to_be_none() {
    let svg = chart(Vec::new());
    assert!(svg.contains("Chưa có số liệu") && !svg.contains("chart-row"));
}

#[test]
fn a_share_ends_at_its_full() {
    let mut row = schools(Mark::Value(at(98)));
    row.full = Some(Decimal::ONE_HUNDRED);
    assert_eq!(row.axis().1, Decimal::ONE_HUNDRED);
    row.value = Mark::Value(at(112));
    assert!(row.axis().1 >= Decimal::from(112));
}

#[test]
fn a_range_has_two_ticks_and_is_said_in_words() {
    let mut row = schools(Mark::Value(at(106)));
    row.target = Some(Target::Between(at(103), at(107)));
    let svg = chart(vec![row]);
    assert!(svg.contains("KH 103–107") && svg.contains("103 đến 107"));
    let body = svg.split("chart-row").nth(1).unwrap();
    assert_eq!(body.matches("chart-target").count(), 2);
}

#[test]
fn both_widths_have_ids_of_their_own_and_no_style() {
    let rows = vec![schools(Mark::Missing { reason: None })];
    let pair = bullets_for_any_width(&BulletSpec::new("gd", "Giáo dục", Lang::En, rows));
    for id in ["gd", "gd-hatch", "gd-narrow", "gd-narrow-hatch", "gd-narrow-title"] {
        assert_eq!(pair.matches(&format!(r#" id="{id}""#)).count(), 1, "{id}");
    }
    assert!(!pair.contains("style=") && pair.contains("No figure"));
}
