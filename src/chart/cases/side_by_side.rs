use super::Case;
use super::figures::{count, indicator, mark, point, status, tenths, unit, value};
use crate::chart::*;
use crate::text::Lang;
use rust_decimal::Decimal;

pub(super) fn bullets(case: Case, lang: Lang) -> BulletSpec {
    let rows = (0..count(case, 6, 40)).map(|index| {
        let (key, label) = indicator(index, case);
        let full = (!matches!(case, Case::Huge | Case::Negative)).then_some(Decimal::ONE_HUNDRED);
        let near = |by: i64| point(Decimal::new(tenths(index, case) + by, 1), lang);
        BulletRow {
            target: (index % 4 != 3).then(|| near(45).into()),
            prior: (index % 3 != 2).then(|| near(-60)),
            pace: (index % 2 == 0).then(|| near(20)),
            full,
            ..BulletRow::new(key, label, "%", mark(index, case, lang), status(index))
        }
    });
    let id = format!("bullets-{}", case.word());
    BulletSpec::new(id, "Kết quả các chỉ tiêu so với kế hoạch", lang, rows.collect())
}

pub(super) fn units(case: Case, lang: Lang) -> UnitsSpec {
    let rows = (0..count(case, 8, 200)).map(|index| {
        let (key, label) = unit(index, case);
        let target = point(Decimal::new(tenths(index, case) + 40 - (index as i64 % 5) * 15, 1), lang);
        UnitRow {
            target: (index % 3 != 1).then(|| target.into()),
            provisional: case == Case::Mixed && index % 3 == 0,
            ..UnitRow::new(key, label, mark(index, case, lang), status(index))
        }
    });
    let id = format!("units-{}", case.word());
    let title = "Tỷ lệ hồ sơ giải quyết đúng hạn của các đơn vị";
    let mut spec = UnitsSpec::new(id, title, "%", lang, rows.collect());
    let average = point(Decimal::new(tenths(3, case) + 15, 1), lang);
    let known = !matches!(case, Case::Empty | Case::Missing | Case::NotApplicable);
    spec.whole = known.then(|| Whole { label: "Toàn thành phố".into(), point: average });
    spec
}

pub(super) fn grid(case: Case, lang: Lang) -> GridSpec {
    let columns = (0..count(case, 8, 60)).map(|index| {
        let (key, label) = indicator(index, case);
        GridHead::new(key, label)
    });
    let rows = (0..count(case, 8, 100)).map(|row| {
        let (key, label) = unit(row, case);
        let cells = (0..count(case, 8, 60)).map(|column| {
            let index = row * 7 + column * 3 + row * column;
            GridCell::new(mark(index, case, lang), status(index))
        });
        GridRow { head: GridHead::new(key, label), cells: cells.collect() }
    });
    let id = format!("grid-{}", case.word());
    GridSpec::new(id, "Các đơn vị theo từng chỉ tiêu", lang, columns.collect(), rows.collect())
}

pub(super) fn change(case: Case, lang: Lang) -> ChangeSpec {
    let rows = (0..count(case, 8, 60)).map(|index| {
        let (key, label) = unit(index, case);
        let (from, to) = (tenths(index, case), tenths(index * 2 + 3, case));
        let at = |tenths: i64| Mark::Value(point(Decimal::new(tenths, 1), lang));
        let (from, to) = match (case, index % 5) {
            (Case::Missing | Case::NotApplicable, _) => {
                (mark(index, case, lang), mark(index + 1, case, lang))
            }
            (Case::Mixed, 1) => (at(from), Mark::Missing { reason: None }),
            (Case::Mixed, 2) => (Mark::NotApplicable, at(to)),
            (Case::Mixed, 3) => (Mark::Missing { reason: None }, Mark::NotDue),
            (Case::Mixed, 4) => (at(from), at(from)),
            _ => (at(from), at(to)),
        };
        let difference = match (from.value(), to.value()) {
            (Some(from), Some(to)) => {
                let by = to.at - from.at;
                let sign = if by > Decimal::ZERO { "+" } else { "" };
                format!("{sign}{}", point(by, lang).text)
            }
            _ => String::new(),
        };
        ChangeRow { difference, ..ChangeRow::new(key, label, from, to) }
    });
    let id = format!("change-{}", case.word());
    let title = "Tỷ lệ hồ sơ giải quyết đúng hạn, năm nay so với năm trước";
    ChangeSpec::new(id, title, "%", lang, ("6T 2015", "6T 2016"), rows.collect())
}

pub(super) fn share(case: Case, lang: Lang) -> ShareSpec {
    let parts = (0..count(case, 6, 40)).map(|index| {
        let (key, label) = indicator(index, case);
        let value = match (case, index % 6) {
            (Case::Mixed, 3) => value(index, case, lang),
            _ => mark(index, case, lang),
        };
        let other = matches!(case, Case::Full | Case::LongNames) && index == 5;
        let label = if other { "Lĩnh vực khác".to_owned() } else { label };
        Part { other, ..Part::new(key, label, value) }
    });
    let id = format!("share-{}", case.word());
    let mut spec = ShareSpec::new(id, "Cơ cấu chi theo lĩnh vực", "triệu đồng", lang, parts.collect());
    spec.total = (case == Case::Mixed).then(|| point(Decimal::from(250), lang));
    spec
}
