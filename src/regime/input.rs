//! What is typed into the forms, and what it comes to. The browser tells by the rule the server refuses by.

use super::{Regime, Section};
use crate::error::{FieldErrors, Problem, parse_code, parse_required, parse_text};
use crate::id::UnitId;
use crate::period::{
    DayKind, DueRule, DueRules, Level, PeriodDates, PeriodKind, PeriodSet, RegimeType, Shift, parse_whole,
};
use crate::time::parse_date;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

const NAME: u32 = 300;
const TEXT: u32 = 2000;

crate::words! {
    /// How a level's deadline is given in a form.
    pub enum DueChoice {
        None = "none",
        WorkingDays = "working_days",
        SameMonth = "same_month",
        NextMonth = "next_month",
    }
}

/// One level's deadline as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueInput {
    pub level: Level,
    pub choice: DueChoice,
    pub number: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegimeInput {
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    pub regime_type: RegimeType,
    pub legal_basis: String,
    pub content: String,
    pub receiver: String,
    pub sending: String,
    pub cadence: Vec<PeriodKind>,
    /// Code of the set of periods.
    pub set: String,
    pub dues: Vec<DueInput>,
    pub shift: Shift,
    /// Empty leaves the period open.
    pub lock_days: String,
}

/// A definition fit to be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegimeDraft {
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
    pub regime_type: RegimeType,
    pub legal_basis: Option<String>,
    pub content: Option<String>,
    pub receiver: Option<String>,
    pub sending: Option<String>,
    pub cadence: Vec<PeriodKind>,
    pub set: String,
    pub rules: DueRules,
}

impl DueInput {
    fn of(level: Level, rules: &DueRules) -> Self {
        let rule = rules.levels.iter().find(|(it, _)| *it == level).map(|(_, rule)| *rule);
        let (choice, number) = match rule {
            None => (DueChoice::None, String::new()),
            Some(DueRule::WorkingDays(count)) => (DueChoice::WorkingDays, count.to_string()),
            Some(DueRule::DayOfMonth { day, months_after: 0 }) => (DueChoice::SameMonth, day.to_string()),
            Some(DueRule::DayOfMonth { day, .. }) => (DueChoice::NextMonth, day.to_string()),
        };
        Self { level, choice, number }
    }

    fn parse(&self) -> Result<Option<DueRule>, Problem> {
        let day = || parse_whole(&self.number, 1, 31).map(|it| it as u32);
        Ok(match self.choice {
            DueChoice::None if self.level == Level::Unit => return Err(Problem::Required),
            DueChoice::None => None,
            // One is the day after the cut-off: no working day would lie between.
            DueChoice::WorkingDays => Some(DueRule::WorkingDays(parse_whole(&self.number, 2, 90)? as u32)),
            DueChoice::SameMonth => Some(DueRule::DayOfMonth { day: day()?, months_after: 0 }),
            DueChoice::NextMonth => Some(DueRule::DayOfMonth { day: day()?, months_after: 1 }),
        })
    }
}

/// The name of a level's field in a form.
pub const fn due_field(level: Level) -> &'static str {
    match level {
        Level::Unit => "due_unit",
        Level::Office => "due_office",
        Level::Committee => "due_committee",
    }
}

impl RegimeInput {
    /// What a form starts with.
    pub fn of(regime: Option<&Regime>) -> Self {
        let rules = regime.map(|it| it.rules.clone()).unwrap_or_default();
        let dues = Level::ALL.iter().map(|it| DueInput::of(*it, &rules)).collect();
        let lock_days = rules.lock_days.map(|it| it.to_string()).unwrap_or_default();
        let text = |of: fn(&Regime) -> Option<&String>| regime.and_then(of).cloned().unwrap_or_default();
        Self {
            code: text(|it| Some(&it.code)),
            name_vi: text(|it| Some(&it.name_vi)),
            name_en: text(|it| Some(&it.name_en)),
            regime_type: regime.map_or(RegimeType::Periodic, |it| it.regime_type),
            legal_basis: text(|it| it.legal_basis.as_ref()),
            content: text(|it| it.content.as_ref()),
            receiver: text(|it| it.receiver.as_ref()),
            sending: text(|it| it.sending.as_ref()),
            cadence: regime.map_or_else(|| vec![PeriodKind::Month], |it| it.cadence.clone()),
            set: regime.map_or_else(|| PeriodSet::LEGAL.to_owned(), |it| it.set.code.clone()),
            dues,
            shift: rules.shift,
            lock_days,
        }
    }

    pub fn parse(&self) -> Result<RegimeDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let code = errors.keep("code", parse_code(&self.code));
        let name_vi = errors.keep("name_vi", parse_required(&self.name_vi, NAME));
        let name_en = errors.keep("name_en", parse_text(&self.name_en, NAME));
        let legal_basis = errors.keep("legal_basis", parse_text(&self.legal_basis, TEXT));
        let content = errors.keep("content", parse_text(&self.content, TEXT));
        let receiver = errors.keep("receiver", parse_text(&self.receiver, NAME));
        let sending = errors.keep("sending", parse_text(&self.sending, NAME));
        let mut cadence: Vec<_> = self.cadence.clone();
        cadence.sort_unstable();
        cadence.dedup();
        if cadence.is_empty() {
            errors.0.insert("cadence".into(), Problem::Required);
        }
        let mut levels = Vec::new();
        for level in Level::ALL {
            let typed = self.dues.iter().find(|it| it.level == *level);
            let rule = typed.map_or(
                if *level == Level::Unit { Err(Problem::Required) } else { Ok(None) },
                DueInput::parse,
            );
            if let Some(Some(rule)) = errors.keep(due_field(*level), rule) {
                levels.push((*level, rule));
            }
        }
        let lock_days = match self.lock_days.trim() {
            "" => Some(None),
            text => errors.keep("lock_days", parse_whole(text, 0, 999)).map(|it| Some(it as u32)),
        };
        if !errors.0.is_empty() {
            return Err(errors);
        }
        Ok(RegimeDraft {
            code: code.unwrap_or_default(),
            name_vi: name_vi.unwrap_or_default(),
            name_en: name_en.flatten().unwrap_or_default(),
            regime_type: self.regime_type,
            legal_basis: legal_basis.flatten(),
            content: content.flatten(),
            receiver: receiver.flatten(),
            sending: sending.flatten(),
            cadence,
            set: self.set.clone(),
            rules: DueRules { levels, shift: self.shift, lock_days: lock_days.flatten() },
        })
    }
}

/// An outline as laid out on screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineInput {
    pub sections: Vec<Section>,
    pub note: String,
}

impl OutlineInput {
    /// The sections fit to be stored. Errors stand under `title-{sector}`.
    pub fn parse(&self) -> Result<(Vec<Section>, Option<String>), FieldErrors> {
        let mut errors = FieldErrors::default();
        let note = errors.keep("note", parse_text(&self.note, 500)).flatten();
        if self.sections.is_empty() {
            errors.0.insert("sections".into(), Problem::Required);
        }
        let (mut sections, mut known) = (Vec::new(), HashSet::new());
        for section in &self.sections {
            let field = format!("title-{}", section.sector);
            if !known.insert(section.sector) {
                errors.0.insert(field.clone(), Problem::Taken);
            }
            let title_vi = errors.keep(&field, parse_required(&section.title_vi, NAME));
            let title_en = errors.keep(&field, parse_text(&section.title_en, NAME)).flatten();
            let guidance = section.guidance.as_deref().unwrap_or_default();
            let guidance = errors.keep(&format!("guidance-{}", section.sector), parse_text(guidance, TEXT));
            sections.push(Section {
                title_vi: title_vi.unwrap_or_default(),
                title_en: title_en.unwrap_or_default(),
                guidance: guidance.flatten(),
                ..section.clone()
            });
        }
        if errors.0.is_empty() { Ok((sections, note)) } else { Err(errors) }
    }
}

/// Who reports from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportersInput {
    pub units: Vec<UnitId>,
    pub from: String,
}

/// A period's days as typed. A level that the period has no deadline for stays empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DatesInput {
    pub starts_on: String,
    pub cut_off: String,
    pub due_unit: String,
    pub due_office: String,
    pub due_committee: String,
    pub locks_on: String,
}

impl DatesInput {
    pub fn of(dates: &PeriodDates) -> Self {
        let due = |level| dates.due(level).map(|it| it.to_string()).unwrap_or_default();
        Self {
            starts_on: dates.starts_on.to_string(),
            cut_off: dates.cut_off.to_string(),
            due_unit: due(Level::Unit),
            due_office: due(Level::Office),
            due_committee: due(Level::Committee),
            locks_on: dates.locks_on.map(|it| it.to_string()).unwrap_or_default(),
        }
    }

    pub fn due(&self, level: Level) -> &str {
        match level {
            Level::Unit => &self.due_unit,
            Level::Office => &self.due_office,
            Level::Committee => &self.due_committee,
        }
    }

    pub fn parse(&self) -> Result<PeriodDates, FieldErrors> {
        let mut errors = FieldErrors::default();
        let required = |text: &str| match text.trim() {
            "" => Err(Problem::Required),
            text => parse_date(text),
        };
        let maybe = |text: &str| match text.trim() {
            "" => Ok(None),
            text => parse_date(text).map(Some),
        };
        let starts_on = errors.keep("starts_on", required(&self.starts_on));
        let cut_off = errors.keep("cut_off", required(&self.cut_off));
        let unit = errors.keep(due_field(Level::Unit), required(&self.due_unit));
        let mut dues: Vec<(Level, NaiveDate)> = unit.map(|it| (Level::Unit, it)).into_iter().collect();
        for level in [Level::Office, Level::Committee] {
            let day = errors.keep(due_field(level), maybe(self.due(level))).flatten();
            dues.extend(day.map(|it| (level, it)));
        }
        let locks_on = errors.keep("locks_on", maybe(&self.locks_on)).flatten();
        let (Some(starts_on), Some(cut_off)) = (starts_on, cut_off) else { return Err(errors) };
        if cut_off < starts_on {
            errors.0.insert("cut_off".into(), Problem::BeforeStart);
        }
        for (level, day) in &dues {
            if *day <= cut_off {
                errors.0.insert(due_field(*level).into(), Problem::BeforeStart);
            }
        }
        if let (Some(lock), Some(due)) = (locks_on, unit)
            && lock < due
        {
            errors.0.insert("locks_on".into(), Problem::BeforeStart);
        }
        if errors.0.is_empty() { Ok(PeriodDates { starts_on, cut_off, dues, locks_on }) } else { Err(errors) }
    }
}

/// A period to open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenInput {
    /// Code of the regime.
    pub regime: String,
    pub kind: PeriodKind,
    pub year: i32,
    pub ordinal: u32,
    pub dates: DatesInput,
    /// The dates are meant although they call for a second look.
    pub confirmed: bool,
}

/// An exception from a lock, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionInput {
    /// Identity of the unit; empty until one is chosen.
    pub unit: String,
    pub until: String,
    pub reason: String,
}

impl ExceptionInput {
    pub fn parse(&self, today: NaiveDate) -> Result<(UnitId, NaiveDate, String), FieldErrors> {
        let mut errors = FieldErrors::default();
        let unit = errors.keep("unit", self.unit.parse().map_err(|_| Problem::Required));
        let until = errors.keep("until", parse_date(&self.until));
        let reason = errors.keep("reason", parse_required(&self.reason, 1000));
        if until.is_some_and(|it| it < today) {
            errors.0.insert("until".into(), Problem::BeforeStart);
        }
        match (unit, until, reason) {
            (Some(unit), Some(until), Some(reason)) if errors.0.is_empty() => Ok((unit, until, reason)),
            _ => Err(errors),
        }
    }
}

/// A day of the calendar, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayInput {
    pub day: String,
    pub kind: DayKind,
    pub name: String,
}

impl HolidayInput {
    pub fn parse(&self) -> Result<(NaiveDate, DayKind, String), FieldErrors> {
        let mut errors = FieldErrors::default();
        let day = errors.keep("day", parse_date(&self.day));
        let name = errors.keep("name", parse_required(&self.name, 200));
        match (day, name) {
            (Some(day), Some(name)) => Ok((day, self.kind, name)),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SectorId;
    use crate::period::SectionKind;

    #[test]
    fn a_definition_is_checked_field_by_field() {
        let typed = RegimeInput::of(None);
        let errors = typed.parse().unwrap_err();
        assert_eq!(errors.on("code"), Some(&Problem::Required));
        let typed = RegimeInput { code: "bc-tháng".into(), cadence: Vec::new(), ..typed };
        let mut typed = RegimeInput { name_vi: "Báo cáo tháng".into(), lock_days: "x".into(), ..typed };
        typed.dues[0].number = "1".into();
        let errors = typed.parse().unwrap_err();
        assert_eq!(errors.on("code"), Some(&Problem::NotACode));
        assert_eq!(errors.on("cadence"), Some(&Problem::Required));
        assert_eq!(errors.on("due_unit"), Some(&Problem::Below("2".into())));
        assert_eq!(errors.on("lock_days"), Some(&Problem::NotWhole));
    }

    #[test]
    fn what_a_form_starts_with_comes_to_the_same_rules() {
        let typed =
            RegimeInput {
                code: "BC-THANG".into(), name_vi: "Báo cáo tháng".into(), ..RegimeInput::of(None)
            };
        let draft = typed.parse().unwrap();
        assert_eq!((draft.rules, draft.set.as_str()), (DueRules::default(), PeriodSet::LEGAL));
    }

    #[test]
    fn dates_must_follow_one_another() {
        let typed = DatesInput {
            starts_on: "15/6/2016".into(),
            cut_off: "14/6/2016".into(),
            due_unit: "2016-06-14".into(),
            due_office: "mai".into(),
            locks_on: "2016-06-01".into(),
            ..DatesInput::default()
        };
        let errors = typed.parse().unwrap_err();
        assert_eq!(errors.on("cut_off"), Some(&Problem::BeforeStart));
        assert_eq!(errors.on("due_unit"), Some(&Problem::BeforeStart));
        assert_eq!(errors.on("due_office"), Some(&Problem::NotADate));
        assert_eq!(errors.on("locks_on"), Some(&Problem::BeforeStart));
        let typed = DatesInput {
            cut_off: "14/7/2016".into(),
            due_unit: "2016-07-19".into(),
            due_office: String::new(),
            locks_on: String::new(),
            ..typed
        };
        let dates = typed.parse().unwrap();
        assert_eq!(DatesInput::of(&dates).due_unit, "2016-07-19");
        assert_eq!((dates.dues.len(), dates.locks_on), (1, None));
    }

    #[test]
    fn an_outline_names_each_sector_once() {
        let section = Section {
            sector: SectorId::default(),
            kind: SectionKind::Sector,
            title_vi: " Y tế ".into(),
            title_en: String::new(),
            guidance: Some(" ".into()),
            indicators: Vec::new(),
        };
        let one = OutlineInput { sections: vec![section.clone()], note: String::new() };
        let (sections, note) = one.parse().unwrap();
        assert_eq!((sections[0].title_vi.as_str(), &sections[0].guidance, note), ("Y tế", &None, None));
        let two = OutlineInput { sections: vec![section.clone(), section], note: String::new() };
        let field = format!("title-{}", SectorId::default());
        assert_eq!(two.parse().unwrap_err().on(&field), Some(&Problem::Taken));
        let none = OutlineInput { sections: Vec::new(), note: String::new() };
        assert!(none.parse().unwrap_err().on("sections").is_some());
    }

    #[test]
    fn an_exception_is_for_a_unit_a_day_and_a_reason() {
        let today = "2016-08-20".parse().unwrap();
        let typed = ExceptionInput { unit: String::new(), until: "19/8/2016".into(), reason: " ".into() };
        let errors = typed.parse(today).unwrap_err();
        let found = ["unit", "until", "reason"].map(|it| errors.on(it).cloned());
        assert_eq!(found, [Some(Problem::Required), Some(Problem::BeforeStart), Some(Problem::Required)]);
    }
}
