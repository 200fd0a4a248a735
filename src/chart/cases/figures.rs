use super::Case;
use crate::chart::{Mark, Point, Status};
use crate::number::mark as mark_of;
use crate::text::Lang;
use rust_decimal::Decimal;

const UNITS: [&str; 8] = [
    "Phường Đức Xuân",
    "Phường Sông Cầu",
    "Phường Phùng Chí Kiên",
    "Phường Nguyễn Thị Minh Khai",
    "Phường Xuất Hóa",
    "Phường Huyền Tụng",
    "Xã Dương Quang",
    "Xã Nông Thượng",
];

const INDICATORS: [(&str, &str); 8] = [
    ("GD01", "Trường đạt chuẩn quốc gia"),
    ("GD09", "Trẻ 5 tuổi đến trường"),
    ("YT02", "Dân số tham gia bảo hiểm y tế"),
    ("YT05", "Trẻ dưới 1 tuổi tiêm chủng đầy đủ"),
    ("VH03", "Gia đình đạt danh hiệu văn hóa"),
    ("LD01", "Lao động được giải quyết việc làm"),
    ("LD04", "Tỷ lệ hộ nghèo"),
    ("NV02", "Hồ sơ giải quyết đúng hạn"),
];

const LONG: &str = "Tỷ lệ cán bộ, công chức, viên chức của các đơn vị sự nghiệp công lập thuộc Ủy ban nhân dân \
                    thành phố được đào tạo, bồi dưỡng theo kế hoạch";

pub(super) fn unit(index: usize, case: Case) -> (String, String) {
    let name = UNITS[index % UNITS.len()];
    let label = match case {
        Case::LongNames => {
            format!("{name}, Trung tâm Giáo dục nghề nghiệp – Giáo dục thường xuyên số {index}")
        }
        _ if index < UNITS.len() => name.to_owned(),
        _ => format!("{name} {}", index / UNITS.len() + 1),
    };
    (format!("U{:03}", index + 1), label)
}

pub(super) fn indicator(index: usize, case: Case) -> (String, String) {
    let (code, name) = INDICATORS[index % INDICATORS.len()];
    match case {
        Case::LongNames => (code.to_owned(), format!("{LONG} ({code})")),
        _ if index < INDICATORS.len() => (code.to_owned(), name.to_owned()),
        _ => (format!("{}{:02}", &code[..2], 10 + index), format!("{name} {}", index / INDICATORS.len() + 1)),
    }
}

/// So many things a drawing of this case has, where `usual` is full and `most` is many.
pub(super) fn count(case: Case, usual: usize, most: usize) -> usize {
    match case {
        Case::Empty => 0,
        Case::One => 1,
        Case::Many => most,
        _ => usual,
    }
}

/// With the decimals it has, as an indicator writes all of its figures.
pub(super) fn point(value: Decimal, lang: Lang) -> Point {
    Point::new(value, mark_of(&value.to_string(), lang))
}

/// Tenths that look like figures and are the same on every machine.
pub(super) fn tenths(index: usize, case: Case) -> i64 {
    let index = index as i64;
    let spread = (index * 37 + 11) % 61;
    match case {
        Case::Negative => spread * 8 - 200,
        Case::Huge => 78_901_234_567_891 + spread * 250_000_000_017,
        _ => 380 + spread * 9,
    }
}

pub(super) fn value(index: usize, case: Case, lang: Lang) -> Mark {
    Mark::Value(point(Decimal::new(tenths(index, case), 1), lang))
}

pub(super) fn mark(index: usize, case: Case, lang: Lang) -> Mark {
    let reason = || Some("đơn vị chưa gửi báo cáo".to_owned());
    match (case, index % 6) {
        (Case::Missing, _) => Mark::Missing { reason: reason().filter(|_| index.is_multiple_of(2)) },
        (Case::NotApplicable, _) => Mark::NotApplicable,
        (Case::Mixed, 1) => Mark::Value(point(Decimal::new(0, 1), lang)),
        (Case::Mixed, 2) => Mark::Missing { reason: reason() },
        (Case::Mixed, 4) => Mark::NotApplicable,
        (Case::Mixed, 5) => Mark::NotDue,
        (Case::Many, _) if index % 23 == 7 => Mark::Missing { reason: None },
        _ => value(index, case, lang),
    }
}

pub(super) fn status(index: usize) -> Status {
    [
        Status::Achieved,
        Status::OnCourse,
        Status::Behind,
        Status::Achieved,
        Status::Missed,
        Status::OnCourse,
        Status::NoTarget,
    ][index % 7]
}
