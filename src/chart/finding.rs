//! What a chart shows, in one sentence, for the title of a chart and for who cannot see it. It is worked out
//! from the same spec as the drawing; where nothing can be said, nothing is.

use super::change::ChangeSpec;
use super::grid::{GridSpec, Kind};
use super::mark::{Mark, with_unit};
use super::multiples::MultiplesSpec;
use super::share::ShareSpec;
use super::status::{Course, Status};
use super::trend::TrendSpec;
use super::units::UnitsSpec;
use super::{AccumulationSpec, BulletSpec};
use crate::text::Lang;
use std::cmp::Ordering;

/// So many are named; the rest are counted.
const NAMED: usize = 3;

/// `8/12 chỉ tiêu đạt hoặc đúng tiến độ; chậm tiến độ: GD03; chưa đạt: GD09; chưa có số liệu: 2`, of things
/// that each have a status and are called `noun`.
pub fn standings<'a>(
    items: impl IntoIterator<Item = (&'a str, Status)>,
    noun: &str,
    lang: Lang,
) -> Option<String> {
    let items: Vec<(&str, Status)> = items.into_iter().collect();
    let of = |status: Status| items.iter().filter(move |it| it.1 == status).map(|it| it.0);
    let count = |status: Status| of(status).count();
    let judged = items.len() - count(Status::NoTarget) - count(Status::NoFigure);
    if judged == 0 {
        return None;
    }
    let (met, on_course) = (count(Status::Achieved), count(Status::OnCourse));
    let well = format!("{}/{} {noun}", met + on_course, items.len());
    let mut parts = vec![match (met, on_course) {
        (_, 0) => lang.chart_find_met(well),
        (0, _) => lang.chart_find_on_course(well),
        _ => lang.chart_find_well(well),
    }];
    for status in [Status::Missed, Status::Behind] {
        if let Some(names) = names(of(status), lang) {
            parts.push(match status {
                Status::Missed => lang.chart_find_missed(names),
                _ => lang.chart_find_behind(names),
            });
        }
    }
    let absent = count(Status::NoFigure);
    if absent > 0 {
        parts.push(lang.chart_find_absent(format!("{absent}/{} {noun}", items.len())));
    }
    Some(parts.join("; "))
}

/// More sentences than this are not read one after the other; the marks hold them.
const TOLD: usize = 30;

/// What a drawing says to who cannot see it: every mark, or what is found when they are many.
pub(super) fn described(
    sentences: impl IntoIterator<Item = String>,
    finding: Option<String>,
    lang: Lang,
) -> String {
    let mut sentences = sentences.into_iter();
    let told: Vec<String> = sentences.by_ref().take(TOLD).collect();
    let more = sentences.count();
    match (told.len(), more) {
        (0, _) => lang.chart_no_figure().to_owned(),
        (_, 0) => told.join(" "),
        (told, more) => format!("{}. {}", finding.unwrap_or_default(), lang.chart_marks(told + more)),
    }
}

/// `A, B, C và 4 khác`; nothing of nothing.
fn names<'a>(of: impl Iterator<Item = &'a str>, lang: Lang) -> Option<String> {
    let all: Vec<&str> = of.collect();
    match all.len() {
        0 => None,
        1..=NAMED => Some(all.join(", ")),
        many => Some(lang.chart_find_more(all[..NAMED].join(", "), many - NAMED)),
    }
}

fn called<'a>(key: &'a str, label: &'a str) -> &'a str {
    if key.is_empty() { label } else { key }
}

impl BulletSpec {
    /// How many stand well, and which do not. What does not apply or is not due is not counted.
    pub fn finding(&self) -> Option<String> {
        let rows = self.rows.iter();
        let rows = rows.filter(|it| !matches!(it.value, Mark::NotApplicable | Mark::NotDue));
        let rows = rows.map(|it| (called(&it.key, &it.label), it.status()));
        standings(rows, self.lang.chart_noun_indicators(), self.lang)
    }
}

impl MultiplesSpec {
    /// As of the bars: how many stand well, and which do not.
    pub fn finding(&self) -> Option<String> {
        let panels =
            self.panels.iter().filter(|it| it.latest().is_some_and(|it| it.value != Mark::NotApplicable));
        let panels = panels.map(|it| (called(&it.key, &it.label), it.status()));
        standings(panels, self.lang.chart_noun_indicators(), self.lang)
    }
}

impl TrendSpec {
    /// The latest figure, how it moved since the one before, and its target.
    pub fn finding(&self) -> Option<String> {
        let mut values = self.points.iter().rev().filter_map(|it| it.value.value().map(|value| (it, value)));
        let (point, value) = values.next()?;
        let lang = self.lang;
        let now = format!("{}: {}", point.label, point.value.spoken(&self.unit, point.provisional, lang));
        let moved = values.next().map(|(before, was)| {
            let was_text = with_unit(&was.text, &self.unit);
            match value.at.cmp(&was.at) {
                Ordering::Greater => lang.chart_find_rose(was_text, &before.label),
                Ordering::Less => lang.chart_find_fell(was_text, &before.label),
                Ordering::Equal => lang.chart_find_stayed(&before.label),
            }
        });
        let target = point.target.as_ref().map(|it| lang.chart_target_of(it.spoken(lang)));
        let head = [Some(now), moved].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Some([Some(head), target].into_iter().flatten().collect::<Vec<_>>().join("; "))
    }
}

impl UnitsSpec {
    /// How many stand well, where they are judged; the best and the last of them, where they are not.
    pub fn finding(&self) -> Option<String> {
        let lang = self.lang;
        let noun = lang.chart_noun_units();
        let applying = self.rows.iter().filter(|it| !matches!(it.value, Mark::NotApplicable | Mark::NotDue));
        let judged = applying.clone().map(|it| (it.label.as_str(), it.status()));
        if let Some(finding) = standings(judged, noun, lang) {
            return Some(finding);
        }
        let ranked = self.ranked();
        let valued: Vec<_> =
            ranked.iter().filter_map(|it| it.1.value.value().map(|value| (it.1, value))).collect();
        let said = |of: &(&super::UnitRow, &super::Point)| {
            format!("{} ({})", of.0.label, with_unit(&of.1.text, &self.unit))
        };
        let (first, last) = (valued.first()?, valued.last()?);
        let mut parts = match valued.len() {
            1 => vec![said(first)],
            _ => vec![lang.chart_find_best(said(first)), lang.chart_find_last(said(last))],
        };
        let (absent, all) = (applying.clone().count() - valued.len(), applying.count());
        if absent > 0 {
            parts.push(lang.chart_find_absent(format!("{absent}/{all} {noun}")));
        }
        Some(parts.join("; "))
    }
}

impl GridSpec {
    /// How many cells stand well, and the rows with the most that do not.
    pub fn finding(&self) -> Option<String> {
        let lang = self.lang;
        let counts = self.counts(&self.rows);
        let of = |kind: Kind| counts[kind as usize];
        let judged = of(Kind::Achieved) + of(Kind::OnCourse) + of(Kind::Behind) + of(Kind::Missed);
        if judged == 0 {
            return None;
        }
        let all = judged + of(Kind::NoTarget) + of(Kind::Missing);
        let well = format!("{}/{all} {}", of(Kind::Achieved) + of(Kind::OnCourse), lang.chart_noun_cells());
        let mut parts = vec![lang.chart_find_well(well)];
        let bad = |row: &super::GridRow| {
            let counts = self.counts([row]);
            counts[Kind::Missed as usize] + counts[Kind::Behind as usize]
        };
        let worst = self.rows.iter().map(&bad).max().unwrap_or_default();
        if worst > 0 {
            let rows = self.rows.iter().filter(|it| bad(it) == worst).map(|it| it.head.label.as_str());
            let names = names(rows, lang).unwrap_or_default();
            parts.push(lang.chart_find_worst(names, worst));
        }
        if of(Kind::Missing) > 0 {
            parts.push(lang.chart_find_absent(format!(
                "{}/{all} {}",
                of(Kind::Missing),
                lang.chart_noun_cells()
            )));
        }
        Some(parts.join("; "))
    }
}

impl AccumulationSpec {
    /// How far the year has come, of how much, and whether that is as far as it should be.
    pub fn finding(&self) -> Option<String> {
        let lang = self.lang;
        let (_, point, value) = self.latest()?;
        let done = match &self.target {
            Some(target) => with_unit(&format!("{}/{}", value.text, target.text), &self.unit),
            None => with_unit(&value.text, &self.unit),
        };
        let status = Some(self.status).filter(|it| *it != Status::NoTarget && *it != Status::NoFigure);
        let mut parts = vec![lang.chart_find_done(&point.label, done)];
        parts.extend(status.map(|it| it.word(lang).to_lowercase()));
        parts.extend(point.pace.iter().map(|it| lang.chart_pace_of(&it.text)));
        Some(parts.join("; "))
    }
}

impl ChangeSpec {
    /// How many got better, and which got worse.
    pub fn finding(&self) -> Option<String> {
        let lang = self.lang;
        let of = |course: Course| {
            self.rows.iter().filter(move |it| self.course(it) == course).map(|it| it.label.as_str())
        };
        let known = self.rows.len() - of(Course::Unknown).count();
        if known == 0 {
            return None;
        }
        let mut parts = vec![lang.chart_find_improved(of(Course::Improved).count(), known)];
        parts.extend(names(of(Course::Worsened), lang).map(|it| lang.chart_find_worsened(it)));
        let unknown = self.rows.len() - known;
        if unknown > 0 {
            parts.push(lang.chart_find_unknown(unknown));
        }
        Some(parts.join("; "))
    }
}

impl ShareSpec {
    /// The largest part, and what is not counted.
    pub fn finding(&self) -> Option<String> {
        let lang = self.lang;
        let parts = self.parts.iter().filter(|it| !it.other);
        let valued = parts.filter_map(|it| it.value.value().map(|value| (it, value.at)));
        // The first of equals.
        let (part, value) = valued.reduce(|most, it| if it.1 > most.1 { it } else { most })?;
        let mut said = vec![lang.chart_find_largest(&part.label, self.share(value)?)];
        said.extend(names(self.owed().map(|it| it.label.as_str()), lang).map(|it| lang.chart_find_owed(it)));
        Some(said.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{BulletRow, Point};

    fn said(items: &[(&str, Status)]) -> Option<String> {
        standings(items.iter().copied(), "chỉ tiêu", Lang::Vi)
    }

    #[test]
    fn those_that_stand_well_are_counted_and_the_others_named() {
        let items = [
            ("GD01", Status::Achieved),
            ("GD02", Status::Achieved),
            ("GD09", Status::Missed),
            ("YT01", Status::Behind),
            ("YT02", Status::NoFigure),
        ];
        assert_eq!(
            said(&items).unwrap(),
            "2/5 chỉ tiêu đạt; GD09 chưa đạt; YT01 chậm tiến độ; 1/5 chỉ tiêu chưa có số liệu"
        );
        assert_eq!(said(&items[..2]).unwrap(), "2/2 chỉ tiêu đạt");
    }

    #[test]
    fn on_course_is_not_called_met() {
        assert_eq!(said(&[("A", Status::OnCourse)]).unwrap(), "1/1 chỉ tiêu đúng tiến độ");
        let both = [("A", Status::OnCourse), ("B", Status::Achieved)];
        assert_eq!(said(&both).unwrap(), "2/2 chỉ tiêu đạt hoặc đúng tiến độ");
        assert_eq!(said(&[("A", Status::Missed)]).unwrap(), "0/1 chỉ tiêu đạt; A chưa đạt");
    }

    #[test]
    fn many_names_are_counted_and_nothing_judged_is_nothing_said() {
        let items = ["A", "B", "C", "D", "E"].map(|it| (it, Status::Missed));
        assert_eq!(said(&items).unwrap(), "0/5 chỉ tiêu đạt; A, B, C và 2 khác chưa đạt");
        assert_eq!(said(&[("A", Status::NoFigure), ("B", Status::NoTarget)]), None);
        assert_eq!(said(&[]), None);
    }

    #[test]
    fn what_does_not_apply_is_not_counted() {
        let row = |mark: Mark| BulletRow::new("GD01", "Trường", "%", mark, Status::Achieved);
        let value = Mark::Value(Point::new(5.into(), "5"));
        let rows = vec![row(value), row(Mark::NotApplicable), row(Mark::Missing { reason: None })];
        let spec = BulletSpec::new("b", "t", Lang::En, rows);
        assert_eq!(spec.finding().unwrap(), "1/2 indicators met; 1/2 indicators without a figure");
    }
}
