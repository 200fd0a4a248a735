use super::{Field, IndicatorDraft};
use crate::error::{FieldErrors, Problem, parse_code, parse_required, parse_text};
use crate::indicator::{Aggregation, Direction, Formula, Frequency, OverTime};
use crate::number::Number;
use crate::period::{PeriodSet, parse_whole};
use crate::time::parse_date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;

/// A definition as typed, field by field. One that was not typed is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorInput(BTreeMap<Field, String>);

/// A field that differs between two definitions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    pub field: Field,
    pub before: String,
    pub after: String,
}

/// Where two definitions differ, in the order of the fields.
pub fn changes(before: &IndicatorInput, after: &IndicatorInput) -> Vec<FieldChange> {
    let differing = Field::ALL.iter().filter(|it| before.get(**it) != after.get(**it));
    let change = |field: &Field| FieldChange {
        field: *field,
        before: before.get(*field).to_owned(),
        after: after.get(*field).to_owned(),
    };
    differing.map(change).collect()
}

impl IndicatorInput {
    pub fn get(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", String::as_str)
    }

    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.0.insert(field, text.into());
    }

    /// What a new definition starts with.
    pub fn blank() -> Self {
        let mut blank = Self::default();
        blank.set(Field::Decimals, "0");
        blank.set(Field::Direction, Direction::Higher.word());
        blank.set(Field::Aggregation, Aggregation::Sum.word());
        blank.set(Field::OverTime, OverTime::Last.word());
        blank.set(Field::Frequency, Frequency::HalfYearly.word());
        blank.set(Field::PeriodSet, PeriodSet::LEGAL);
        blank.set(Field::Cumulative, "yes");
        blank
    }

    pub fn of(draft: &IndicatorDraft) -> Self {
        let text = |it: &Option<String>| it.clone().unwrap_or_default();
        let number = |it: Option<Number>| it.map(Number::show_ungrouped).unwrap_or_default();
        let (low, high) = draft.range.unzip();
        let of = |field: Field| match field {
            Field::Code => draft.code.clone(),
            Field::Sector => draft.sector.clone(),
            Field::NameVi => draft.name_vi.clone(),
            Field::NameEn => draft.name_en.clone(),
            Field::Definition => text(&draft.definition),
            Field::Measure => draft.measure.clone(),
            Field::Decimals => draft.decimals.to_string(),
            Field::Direction => draft.direction.to_string(),
            Field::RangeLow => number(low),
            Field::RangeHigh => number(high),
            Field::Aggregation => draft.aggregation.to_string(),
            Field::OverTime => draft.over_time.to_string(),
            Field::Numerator => text(&draft.numerator),
            Field::Denominator => text(&draft.denominator),
            Field::Formula => draft.formula.as_ref().map(Formula::to_string).unwrap_or_default(),
            Field::Frequency => draft.frequency.to_string(),
            Field::PeriodSet => draft.period_set.clone(),
            Field::Cumulative => if draft.cumulative { "yes" } else { "no" }.to_owned(),
            Field::Shares => draft.shares.as_ref().map(ToString::to_string).unwrap_or_default(),
            Field::Parent => text(&draft.parent),
            Field::Function => text(&draft.function),
            Field::Responsible => text(&draft.responsible),
            Field::LegalSource => text(&draft.legal_source),
            Field::ValidFrom => draft.valid_from.to_string(),
            Field::ValidTo => draft.valid_to.map(|it| it.to_string()).unwrap_or_default(),
        };
        Self(Field::ALL.iter().map(|it| (*it, of(*it))).filter(|(_, text)| !text.is_empty()).collect())
    }

    /// The definition, or what is wrong with it, field by field.
    pub fn parse(&self) -> Result<IndicatorDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let draft = self.read(&mut errors);
        match draft {
            Some(draft) if errors.0.is_empty() => Ok(draft),
            _ => Err(errors),
        }
    }

    /// Reads every field, so that all that is wrong is told at once.
    fn read(&self, errors: &mut FieldErrors) -> Option<IndicatorDraft> {
        let direction = self.word::<Direction>(errors, Field::Direction);
        let aggregation = self.word::<Aggregation>(errors, Field::Aggregation);
        let cumulative = self.keep(errors, Field::Cumulative, |text| match text {
            "yes" => Ok(true),
            "no" => Ok(false),
            "" => Err(Problem::Required),
            _ => Err(Problem::Unknown),
        });
        let over_time = self.over_time(errors, aggregation, cumulative);
        let low = self.bound(errors, Field::RangeLow, direction);
        let high = self.bound(errors, Field::RangeHigh, direction);
        let range = low.flatten().zip(high.flatten());
        if let Some((low, high)) = range
            && high < low
        {
            let least = Problem::Below(low.show_ungrouped());
            errors.0.insert(Field::RangeHigh.word().into(), least);
        }
        let valid_from = self.keep(errors, Field::ValidFrom, |text| match text {
            "" => Err(Problem::Required),
            text => parse_date(text),
        });
        let valid_to = self.keep(errors, Field::ValidTo, |text| match text {
            "" => Ok(None),
            text => match parse_date(text)? {
                day if valid_from.is_some_and(|it| day <= it) => Err(Problem::BeforeStart),
                day => Ok(Some(day)),
            },
        });
        let only = |fits: bool, it: Option<String>| {
            if fits || it.is_none() { Ok(it) } else { Err(Problem::DoesNotFit) }
        };
        let is_ratio = aggregation.is_none_or(|it| it == Aggregation::Ratio);
        let accumulates = cumulative != Some(false) && aggregation.is_none_or(|it| it == Aggregation::Sum);
        let code = self.keep(errors, Field::Code, |it| parse_code(&it.to_uppercase()));
        let sector = self.keep(errors, Field::Sector, |it| parse_required(&it.to_uppercase(), 30));
        let name_vi = self.keep(errors, Field::NameVi, |it| parse_required(it, 300));
        let name_en = self.text(errors, Field::NameEn, 300);
        let definition = self.text(errors, Field::Definition, 2000);
        let measure = self.keep(errors, Field::Measure, |it| parse_required(it, 60));
        let decimals = self.keep(errors, Field::Decimals, |it| parse_whole(it, 0, Number::PLACES as i32));
        let part = self.keep(errors, Field::Numerator, |it| only(is_ratio, parse_text(it, 200)?));
        let whole = self.keep(errors, Field::Denominator, |it| only(is_ratio, parse_text(it, 200)?));
        let formula = self.keep(errors, Field::Formula, maybe);
        let frequency = self.word::<Frequency>(errors, Field::Frequency);
        let period_set = self.keep(errors, Field::PeriodSet, |it| parse_required(&it.to_uppercase(), 30));
        let shares = self.keep(errors, Field::Shares, |text| match maybe(text)? {
            Some(_) if !accumulates => Err(Problem::DoesNotFit),
            shares => Ok(shares),
        });
        let parent = self.code(errors, Field::Parent);
        let function = self.code(errors, Field::Function);
        let responsible = self.text(errors, Field::Responsible, 200);
        let legal_source = self.text(errors, Field::LegalSource, 1000);
        Some(IndicatorDraft {
            code: code?,
            sector: sector?,
            name_vi: name_vi?,
            name_en: name_en?.unwrap_or_default(),
            definition: definition?,
            measure: measure?,
            decimals: decimals?.unsigned_abs(),
            direction: direction?,
            range,
            aggregation: aggregation?,
            over_time: over_time?,
            numerator: part?,
            denominator: whole?,
            formula: formula?,
            frequency: frequency?,
            period_set: period_set?,
            cumulative: cumulative?,
            shares: shares?,
            parent: parent?,
            function: function?,
            responsible: responsible?,
            legal_source: legal_source?,
            valid_from: valid_from?,
            valid_to: valid_to?,
        })
    }

    fn keep<T>(
        &self,
        errors: &mut FieldErrors,
        field: Field,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        let text = clean(self.get(field));
        errors.keep(field.word(), parse(text.trim()))
    }

    fn text(&self, errors: &mut FieldErrors, field: Field, longest: u32) -> Option<Option<String>> {
        self.keep(errors, field, |it| parse_text(it, longest))
    }

    fn word<T: FromStr>(&self, errors: &mut FieldErrors, field: Field) -> Option<T> {
        self.keep(errors, field, |text| match text {
            "" => Err(Problem::Required),
            text => text.parse().map_err(|_| Problem::Unknown),
        })
    }

    /// Another thing's code, in either case.
    fn code(&self, errors: &mut FieldErrors, field: Field) -> Option<Option<String>> {
        self.keep(errors, field, |it| parse_text(&it.to_uppercase(), 30))
    }

    /// A bound belongs to a range and to nothing else.
    fn bound(
        &self,
        errors: &mut FieldErrors,
        field: Field,
        direction: Option<Direction>,
    ) -> Option<Option<Number>> {
        let is_range = direction == Some(Direction::Range);
        self.keep(errors, field, |text| match text {
            "" if is_range => Err(Problem::Required),
            "" => Ok(None),
            _ if direction.is_some() && !is_range => Err(Problem::DoesNotFit),
            text => Number::parse(text).map(Some),
        })
    }

    /// What follows from the rule over units where it is not said. What counts from the start of the year
    /// holds the shorter periods already, and levels are not added.
    fn over_time(
        &self,
        errors: &mut FieldErrors,
        aggregation: Option<Aggregation>,
        cumulative: Option<bool>,
    ) -> Option<OverTime> {
        self.keep(errors, Field::OverTime, |text| match text {
            "" => match aggregation.zip(cumulative) {
                Some((aggregation, cumulative)) => Ok(OverTime::of(aggregation, cumulative)),
                None => Err(Problem::Required),
            },
            text => match text.parse() {
                Ok(OverTime::Add) if cumulative == Some(true) || aggregation == Some(Aggregation::Stock) => {
                    Err(Problem::DoesNotFit)
                }
                Ok(over_time) => Ok(over_time),
                Err(_) => Err(Problem::Unknown),
            },
        })
    }
}

fn maybe<T: FromStr<Err = Problem>>(text: &str) -> Result<Option<T>, Problem> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

/// Without signs that no file can carry, and with one kind of line end.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|it| if matches!(it, '\r' | '\t') { ' ' } else { it })
        .filter(|it| *it == '\n' || !it.is_control() && !matches!(it, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
