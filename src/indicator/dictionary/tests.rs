use super::{Field, IndicatorDraft, IndicatorInput, Known, changes};
use crate::error::{FieldErrors, Problem};
use crate::indicator::{Aggregation, Direction, OverTime};
use crate::number::Number;
use crate::text::Lang;
use proptest::prelude::*;
use proptest::sample::select;

/// A count from the start of the year, with nothing that may stay empty.
pub fn typed(code: &str) -> IndicatorInput {
    let mut input = IndicatorInput::blank();
    for (field, text) in [
        (Field::Code, code),
        (Field::Sector, "GD"),
        (Field::NameVi, "Số học sinh đạt giải cấp quốc gia"),
        (Field::Measure, "em"),
        (Field::ValidFrom, "2016-01-01"),
    ] {
        input.set(field, text);
    }
    input
}

pub fn with(mut input: IndicatorInput, texts: &[(Field, &str)]) -> IndicatorInput {
    for (field, text) in texts {
        input.set(*field, *text);
    }
    input
}

pub fn draft(code: &str, texts: &[(Field, &str)]) -> IndicatorDraft {
    with(typed(code), texts).parse().unwrap()
}

fn errors(texts: &[(Field, &str)]) -> FieldErrors {
    with(typed("GD11"), texts).parse().unwrap_err()
}

fn problem(texts: &[(Field, &str)], field: Field) -> Option<Problem> {
    match with(typed("GD11"), texts).parse() {
        Ok(_) => None,
        Err(errors) => errors.on(field.word()).cloned(),
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once_beside_its_field() {
    let found = IndicatorInput::default().parse().unwrap_err();
    for field in [
        Field::Code,
        Field::Sector,
        Field::NameVi,
        Field::Measure,
        Field::Decimals,
        Field::Direction,
        Field::Aggregation,
        Field::Frequency,
        Field::PeriodSet,
        Field::Cumulative,
        Field::ValidFrom,
    ] {
        assert_eq!(found.on(field.word()), Some(&Problem::Required), "{field}");
    }
    let found = errors(&[
        (Field::Code, "GD 11"),
        (Field::Decimals, "5"),
        (Field::Direction, "sideways"),
        (Field::Formula, "{GD01} +"),
        (Field::Shares, "50; 90"),
        (Field::ValidFrom, "31/2/2016"),
        (Field::LegalSource, &"x".repeat(1001)),
    ]);
    assert_eq!(found.on("code"), Some(&Problem::NotACode));
    assert_eq!(found.on("decimals"), Some(&Problem::Above("4".into())));
    assert_eq!(found.on("direction"), Some(&Problem::Unknown));
    assert_eq!(found.on("formula"), Some(&Problem::BadFormula(String::new())));
    assert_eq!(found.on("shares"), Some(&Problem::BadShares));
    assert_eq!(found.on("valid_from"), Some(&Problem::NotADate));
    assert_eq!(found.on("legal_source"), Some(&Problem::TooLong(1000)));
}

#[test]
fn what_contradicts_another_field_is_refused() {
    let ratio = (Field::Aggregation, "ratio");
    assert_eq!(problem(&[(Field::RangeLow, "1")], Field::RangeLow), Some(Problem::DoesNotFit));
    assert_eq!(problem(&[(Field::Direction, "range")], Field::RangeHigh), Some(Problem::Required));
    let turned = [(Field::Direction, "range"), (Field::RangeLow, "108"), (Field::RangeHigh, "103,5")];
    assert_eq!(problem(&turned, Field::RangeHigh), Some(Problem::Below("108".into())));
    assert_eq!(problem(&[(Field::Numerator, "Số em")], Field::Numerator), Some(Problem::DoesNotFit));
    assert_eq!(problem(&[ratio, (Field::Numerator, "Số em")], Field::Numerator), None);
    assert_eq!(problem(&[(Field::Shares, "40; 100")], Field::Shares), None);
    assert_eq!(problem(&[ratio, (Field::Shares, "40; 100")], Field::Shares), Some(Problem::DoesNotFit));
    let level = [(Field::Cumulative, "no"), (Field::Shares, "40; 100")];
    assert_eq!(problem(&level, Field::Shares), Some(Problem::DoesNotFit));
    assert_eq!(problem(&[(Field::OverTime, "add")], Field::OverTime), Some(Problem::DoesNotFit));
    let stock = [(Field::Aggregation, "stock"), (Field::Cumulative, "no"), (Field::OverTime, "add")];
    assert_eq!(problem(&stock, Field::OverTime), Some(Problem::DoesNotFit));
    assert_eq!(problem(&[(Field::ValidTo, "2016-01-01")], Field::ValidTo), Some(Problem::BeforeStart));
}

#[test]
fn a_definition_is_read_as_it_is_meant() {
    let read = draft(
        "gd11",
        &[
            (Field::Direction, "range"),
            (Field::RangeLow, "103"),
            (Field::RangeHigh, "108,5"),
            (Field::OverTime, ""),
            (Field::Cumulative, "no"),
            (Field::Parent, "gd01"),
            (Field::Definition, " Theo Thông tư.\r\nKể cả tư thục.\u{7} "),
            (Field::ValidTo, "1/7/2017"),
        ],
    );
    assert_eq!((read.code.as_str(), read.parent.as_deref()), ("GD11", Some("GD01")));
    assert_eq!(read.range, Some((103.into(), Number::parse("108,5").unwrap())));
    assert_eq!((read.direction, read.over_time), (Direction::Range, OverTime::Add));
    assert_eq!(read.definition.as_deref(), Some("Theo Thông tư.\nKể cả tư thục."));
    assert_eq!(read.valid_to.unwrap().to_string(), "2017-07-01");
    assert_eq!(draft("GD12", &[]).aggregation, Aggregation::Sum);
}

#[test]
fn two_definitions_tell_where_they_differ() {
    let before = typed("GD11");
    let after = with(before.clone(), &[(Field::Direction, "lower"), (Field::NameEn, "Prizes")]);
    let told: Vec<_> =
        changes(&before, &after).into_iter().map(|it| (it.field, it.before, it.after)).collect();
    assert_eq!(
        told,
        [
            (Field::NameEn, String::new(), "Prizes".into()),
            (Field::Direction, "higher".into(), "lower".into())
        ]
    );
    assert!(changes(&before, &before).is_empty());
}

fn known(drafts: &[IndicatorDraft]) -> Known {
    Known::new(["GD".into(), "YT".into()], ["LEGAL".into()], drafts.iter().cloned())
}

#[test]
fn what_is_referred_to_must_be_there_and_lead_nowhere_back() {
    let mut all = known(&[
        draft("GD01", &[]),
        draft("GD02", &[(Field::Formula, "{GD01} * 2"), (Field::Parent, "GD01")]),
    ]);
    let checked = |all: &mut Known, it: IndicatorDraft| {
        all.put(&it);
        all.check(&it)
    };
    let fine = draft(
        "GD03",
        &[(Field::Formula, "{GD02} / {GD01}"), (Field::Parent, "GD02"), (Field::Function, "YT")],
    );
    assert_eq!(checked(&mut all, fine), FieldErrors::default());
    let lost = draft(
        "GD04",
        &[
            (Field::Sector, "XX"),
            (Field::Function, "ZZ"),
            (Field::PeriodSet, "APR"),
            (Field::Parent, "GD99"),
            (Field::Formula, "{GD98} + 1"),
        ],
    );
    let errors = checked(&mut all, lost);
    for field in ["sector", "function", "period_set"] {
        assert_eq!(errors.on(field), Some(&Problem::Unknown), "{field}");
    }
    assert_eq!(errors.on("parent"), Some(&Problem::UnknownCode("GD99".into())));
    assert_eq!(errors.on("formula"), Some(&Problem::UnknownCode("GD98".into())));
    let round = draft("GD01", &[(Field::Formula, "{GD03}"), (Field::Parent, "GD03")]);
    let errors = checked(&mut all, round);
    assert_eq!(errors.on("formula"), Some(&Problem::Cycle("GD01 → GD03 → GD01".into())));
    assert_eq!(errors.on("parent"), Some(&Problem::Cycle("GD01 → GD03 → GD02 → GD01".into())));
    let own = draft("GD05", &[(Field::Parent, "GD05")]);
    assert_eq!(checked(&mut all, own).on("parent"), Some(&Problem::Cycle("GD05 → GD05".into())));
}

/// Texts as awkward as people and spreadsheets make them.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "\\PC{0,30}",
        1 => "[=+@'-]{1,3}[a-z(]{0,5}",
        1 => select(vec![
            "", "'", "''=1", "\"x\";\"y\"", "a\r\nb", "x;y,z\tw", "_x0041_", "_x000D_", "05/07/2016", "1.234,5", "Đ đ ƒ",
            "TRUE", "có", "#REF!", "&amp;<b>", "e\u{301}", "\u{feff}x", "\u{85}", "=HYPERLINK(\"x\")",
        ])
        .prop_map(str::to_owned),
    ]
}

/// Definitions of every shape, as forms let them in.
pub fn drafts() -> impl Strategy<Value = IndicatorDraft> {
    let words = |field: Field| {
        let words = field.choices(Lang::Vi).unwrap_or_default();
        select(words.into_iter().map(|it| it.0).collect::<Vec<_>>())
    };
    let closed = (
        words(Field::Direction),
        words(Field::Aggregation),
        words(Field::OverTime),
        words(Field::Frequency),
        words(Field::Cumulative),
    );
    let open = prop::collection::vec(texts(), 9);
    let numbers = (0_u32..=4, -99_999_999_i64..99_999_999, 0_i64..9_999_999);
    let rest = (
        "[A-Z][A-Z0-9-]{1,6}",
        select(vec!["", "{GD01}/{GD02}*100", "-({A1}-1,5)"]),
        select(vec!["", "12,5; 100", "20 40 70 100"]),
        (0_i64..20_000, prop::option::of(1_i64..5_000)),
    );
    (closed, open, numbers, rest).prop_filter_map("not a definition", |(closed, open, numbers, rest)| {
        let (direction, aggregation, over_time, frequency, cumulative) = closed;
        let (code, formula, shares, (from, span)) = rest;
        let mut input = typed(&code);
        let names = [
            Field::NameVi,
            Field::NameEn,
            Field::Definition,
            Field::Measure,
            Field::Numerator,
            Field::Denominator,
            Field::Responsible,
            Field::LegalSource,
            Field::Parent,
        ];
        for (field, text) in names.into_iter().zip(open) {
            input.set(field, text);
        }
        let start = chrono::NaiveDate::from_ymd_opt(1950, 1, 1)? + chrono::TimeDelta::days(from);
        let low = Number::from_stored(numbers.1);
        for (field, text) in [
            (Field::Direction, direction.to_owned()),
            (Field::Aggregation, aggregation.to_owned()),
            (Field::OverTime, over_time.to_owned()),
            (Field::Frequency, frequency.to_owned()),
            (Field::Cumulative, cumulative.to_owned()),
            (Field::Decimals, numbers.0.to_string()),
            (Field::Formula, formula.to_owned()),
            (Field::Shares, shares.to_owned()),
            (Field::ValidFrom, start.to_string()),
            (
                Field::ValidTo,
                span.map(|it| (start + chrono::TimeDelta::days(it)).to_string()).unwrap_or_default(),
            ),
        ] {
            input.set(field, text);
        }
        if direction == Direction::Range.word() {
            let high = Number::from_stored(numbers.1 + numbers.2);
            input.set(Field::RangeLow, low.show_ungrouped());
            input.set(Field::RangeHigh, high.show_ungrouped());
        }
        if aggregation != Aggregation::Ratio.word() {
            input.set(Field::Numerator, "");
            input.set(Field::Denominator, "");
        }
        if cumulative == "yes" || aggregation == Aggregation::Stock.word() {
            input.set(Field::OverTime, "");
        }
        if cumulative == "no" || aggregation != Aggregation::Sum.word() {
            input.set(Field::Shares, "");
        }
        input.parse().ok()
    })
}

proptest! {
    #[test]
    fn a_definition_is_typed_and_read_back_the_same(draft in drafts()) {
        let input = IndicatorInput::of(&draft);
        prop_assert_eq!(input.parse(), Ok(draft.clone()));
        prop_assert!(changes(&input, &IndicatorInput::of(&draft)).is_empty());
        // What is shown is read as what is kept, in both languages.
        for t in [Lang::Vi, Lang::En] {
            let mut shown = IndicatorInput::default();
            for field in Field::ALL {
                let text = if t == Lang::En && matches!(field, Field::ValidFrom | Field::ValidTo) {
                    input.get(*field).to_owned()
                } else {
                    field.show(input.get(*field), t)
                };
                shown.set(*field, field.read(&text));
            }
            prop_assert_eq!(shown.parse(), Ok(draft.clone()));
        }
    }

    #[test]
    fn no_text_breaks_the_reader(texts in prop::collection::vec("\\PC{0,20}", 25)) {
        let mut input = IndicatorInput::default();
        for (field, text) in Field::ALL.iter().zip(texts) {
            input.set(*field, text);
        }
        let _ = input.parse();
    }
}
