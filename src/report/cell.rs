//! A cell of the figures grid as text: what the form shows, sends and compares.

use super::CellEdit;
use crate::error::Problem;
use crate::indicator::{Cell, Column, Figure, FigureState, Indicator, parse_cell};
use crate::number::Number;
use crate::text::Lang;

/// What a cell of the form holds. Numbers are written as Vietnamese does in either language, so that what is
/// shown is read back as the same number; a ratio shows its two numbers.
pub fn cell_text(figure: &Figure, column: Column) -> String {
    let number = |it: Option<Number>| it.map(|it| it.show(Lang::Vi)).unwrap_or_default();
    match column {
        Column::Target => number(figure.target),
        Column::Prior => number(figure.prior),
        Column::Actual => match figure.ratio {
            Some((part, whole)) => format!("{}/{}", part.show(Lang::Vi), whole.show(Lang::Vi)),
            None => number(figure.value),
        },
        Column::Reason => figure.reason.clone().unwrap_or_default(),
        Column::NotApplicable if figure.state == FigureState::NotApplicable => "true".to_owned(),
        Column::NotApplicable => String::new(),
    }
}

/// Whether two texts mean the same in a cell: `04` and `4` do.
pub fn same_cell(indicator: &Indicator, column: Column, one: &str, other: &str) -> bool {
    one.trim() == other.trim()
        || matches!(
            (parse_cell(indicator, column, one), parse_cell(indicator, column, other)),
            (Ok(one), Ok(other)) if one == other
        )
}

/// What is to become of an edit of a cell that holds this figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The cell holds it already: the first answer was lost on the way, or two people agree.
    Held,
    Write(Cell),
    Refuse(Problem),
    /// Someone else wrote into the cell since this writer last saw it.
    Conflict,
}

impl CellEdit {
    pub fn judge(&self, indicator: &Indicator, figure: &Figure) -> Verdict {
        let held = cell_text(figure, self.column);
        let is_held = |text: &str| same_cell(indicator, self.column, text, &held);
        match parse_cell(indicator, self.column, &self.text) {
            Err(problem) => Verdict::Refuse(problem),
            Ok(_) if is_held(&self.text) => Verdict::Held,
            Ok(_) if self.column == Column::Prior && figure.prior_is_kept => Verdict::Conflict,
            Ok(cell) if is_held(&self.base) || self.sent.iter().any(|it| is_held(it)) => Verdict::Write(cell),
            Ok(_) => Verdict::Conflict,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::id::{IndicatorId, SectorId};
    use crate::indicator::{Aggregation, Direction, Frequency, OverTime};

    pub fn pupils() -> Indicator {
        Indicator {
            id: IndicatorId::default(),
            code: "GD11".into(),
            sector: SectorId::default(),
            version: 1,
            name_vi: "Số học sinh đạt giải".into(),
            name_en: String::new(),
            measure: "em".into(),
            decimals: 0,
            direction: Direction::Higher,
            range: None,
            aggregation: Aggregation::Sum,
            over_time: OverTime::Last,
            frequency: Frequency::HalfYearly,
            cumulative: true,
            responsible: None,
            formula: None,
            shares: None,
            valid_to: None,
        }
    }

    fn holding(value: i64) -> Figure {
        Figure {
            state: FigureState::Value,
            value: Some(value.into()),
            ..Figure::untouched(IndicatorId::default())
        }
    }

    fn edit(text: &str, base: &str, sent: &[&str]) -> CellEdit {
        CellEdit {
            indicator: IndicatorId::default(),
            column: Column::Actual,
            text: text.into(),
            base: base.into(),
            sent: sent.iter().map(|it| (*it).to_owned()).collect(),
        }
    }

    #[test]
    fn an_answer_lost_on_the_way_does_no_harm() {
        assert_eq!(edit("04", "", &[]).judge(&pupils(), &holding(4)), Verdict::Held);
        assert_eq!(
            edit("5", "", &["4"]).judge(&pupils(), &holding(4)),
            Verdict::Write(Cell::Number(5.into()))
        );
    }

    #[test]
    fn only_a_change_of_the_same_cell_is_a_conflict() {
        let empty =
            Figure { revision: 7, target: Some(9.into()), ..Figure::untouched(IndicatorId::default()) };
        assert_eq!(edit("5", "", &[]).judge(&pupils(), &empty), Verdict::Write(Cell::Number(5.into())));
        assert_eq!(edit("5", "", &[]).judge(&pupils(), &holding(4)), Verdict::Conflict);
        assert_eq!(edit("5", "1", &["2"]).judge(&pupils(), &holding(4)), Verdict::Conflict);
    }

    #[test]
    fn last_years_report_is_not_typed_over() {
        let kept = Figure { prior: Some(3.into()), prior_is_kept: true, ..holding(4) };
        let typed = CellEdit { column: Column::Prior, ..edit("5", "3", &[]) };
        assert_eq!(typed.judge(&pupils(), &kept), Verdict::Conflict);
    }

    #[test]
    fn a_ratio_is_read_back_as_it_was_typed() {
        let rate =
            Indicator { measure: "%".into(), decimals: 1, aggregation: Aggregation::Ratio, ..pupils() };
        let figure = Figure { ratio: Some((9523.into(), 55210.into())), ..holding(17) };
        let text = cell_text(&figure, Column::Actual);
        assert_eq!(text, "9.523/55.210");
        assert!(same_cell(&rate, Column::Actual, "9523/55210", &text));
    }
}
