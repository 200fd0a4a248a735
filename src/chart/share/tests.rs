use super::*;

fn part(name: &str, value: i64) -> Part {
    Part::new(name, name, Mark::Value(Point::new(value.into(), value.to_string())))
}

fn owed(name: &str) -> Part {
    Part::new(name, name, Mark::Missing { reason: None })
}

fn spec(parts: Vec<Part>) -> ShareSpec {
    ShareSpec::new("s", "Cơ cấu", "tỷ đồng", Lang::Vi, parts)
}

#[test]
fn shares_are_of_the_sum_and_written_by_their_pieces() {
    let svg = share(&spec(vec![part("Giáo dục", 60), part("Y tế", 40)]));
    assert!(svg.contains("Giáo dục: 60 tỷ đồng; 60,0%."));
    // Over the bar and in the list.
    assert_eq!(svg.matches(">40,0%</text>").count(), 2);
    assert!(svg.contains(r#"width="432.0" height="34.0""#));
}

#[test]
fn a_part_that_is_owed_is_told_and_hatched() {
    let spec = spec(vec![part("Giáo dục", 60), owed("Y tế")]);
    let svg = share(&spec);
    assert!(svg.contains("url(#s-hatch)") && svg.contains(">Y tế: Chưa có số liệu</text>"));
    assert_eq!(spec.finding().unwrap(), "Giáo dục chiếm 100,0%, lớn nhất; chưa tính Y tế (chưa có số liệu)");
}

#[test]
fn what_a_known_whole_leaves_is_the_share_of_what_is_owed() {
    let mut spec = spec(vec![part("Giáo dục", 60), owed("Y tế")]);
    spec.total = Some(Point::new(100.into(), "100"));
    let svg = share(&spec);
    assert!(svg.contains("<title>Chưa có số liệu: 40,0%</title>") && svg.contains("Tổng số: 100 tỷ đồng"));
}

#[test]
fn a_whole_below_its_parts_is_not_believed() {
    let mut spec = spec(vec![part("Giáo dục", 60), part("Y tế", 60)]);
    spec.total = Some(Point::new(100.into(), "100"));
    assert_eq!(spec.share(60.into()).as_deref(), Some("50,0%"));
}

#[test]
fn the_smallest_of_many_share_a_piece_and_are_listed_all_the_same() {
    let parts: Vec<Part> = (1..=20).map(|it| part(&format!("Phần {it}"), it)).collect();
    let svg = share(&spec(parts));
    assert_eq!(svg.matches(" data-mark=").count(), 20);
    // 1 to 14, of 210.
    assert!(svg.contains("<title>Khác: 50,0%</title>"));
}

#[test]
fn below_zero_is_listed_and_takes_no_room() {
    let spec = spec(vec![part("Thu", 50), part("Hoàn trả", -10)]);
    assert_eq!(spec.share((-10).into()), None);
    assert!(share(&spec).contains("Hoàn trả: -10 tỷ đồng."));
}

#[test]
fn all_zero_has_no_bar() {
    let svg = share(&spec(vec![part("A", 0), part("B", 0)]));
    assert!(svg.contains(r#"data-value="0""#) && !svg.contains(r#"height="34.0""#));
}
