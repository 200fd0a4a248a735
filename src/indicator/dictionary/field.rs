use crate::error::Problem;
use crate::indicator::{Aggregation, Direction, Frequency, OverTime};
use crate::search::folded;
use crate::text::Lang;
use crate::time::{parse_date, show_date};

crate::words! {
    /// One thing that a definition says, as forms, files and the history of versions name it.
    pub enum Field {
        Code = "code",
        Sector = "sector",
        NameVi = "name_vi",
        NameEn = "name_en",
        Definition = "definition",
        Measure = "measure",
        Decimals = "decimals",
        Direction = "direction",
        RangeLow = "range_low",
        RangeHigh = "range_high",
        Aggregation = "aggregation",
        OverTime = "over_time",
        Numerator = "numerator",
        Denominator = "denominator",
        Formula = "formula",
        Frequency = "frequency",
        PeriodSet = "period_set",
        Cumulative = "cumulative",
        Shares = "shares",
        Parent = "parent",
        Function = "function",
        Responsible = "responsible",
        LegalSource = "legal_source",
        ValidFrom = "valid_from",
        ValidTo = "valid_to",
    }
}

/// The words that a field with a closed list keeps, with what they are called.
type Choices = Vec<(&'static str, &'static str)>;

fn listed<T: Copy + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
    name: fn(T, Lang) -> &'static str,
    t: Lang,
) -> Choices {
    all.iter().map(|it| (word(*it), name(*it, t))).collect()
}

impl Field {
    /// What may stand in it, where that is a closed list.
    pub fn choices(self, t: Lang) -> Option<Choices> {
        Some(match self {
            Self::Direction => listed(Direction::ALL, Direction::word, Direction::name, t),
            Self::Aggregation => listed(Aggregation::ALL, Aggregation::word, Aggregation::name, t),
            Self::OverTime => listed(OverTime::ALL, OverTime::word, OverTime::name, t),
            Self::Frequency => listed(Frequency::ALL, Frequency::word, Frequency::name, t),
            Self::Cumulative => vec![("yes", t.entry_yes()), ("no", t.entry_no())],
            _ => return None,
        })
    }

    const fn is_date(self) -> bool {
        matches!(self, Self::ValidFrom | Self::ValidTo)
    }

    /// What is kept, as a person reads it: the name of a word, a date as the language writes it.
    pub fn show(self, kept: &str, t: Lang) -> String {
        let named = || {
            let choices = self.choices(t)?;
            choices.iter().find(|(word, _)| *word == kept).map(|(_, name)| (*name).to_owned())
        };
        let dated = || parse_date(kept).ok().filter(|_| self.is_date()).map(|it| show_date(it, t));
        named().or_else(dated).unwrap_or_else(|| kept.to_owned())
    }

    /// What a file's text comes to when it is kept: words by their names in either language, with or without
    /// marks, dates as forms send them. What cannot be told stays as it is, to be refused as such.
    pub fn read(self, text: &str) -> String {
        let text = text.trim();
        let asked = folded(text);
        let word = [Lang::Vi, Lang::En].into_iter().find_map(|t| {
            let fits = |it: &&(&str, &str)| folded(it.0) == asked || folded(it.1) == asked;
            self.choices(t)?.iter().find(fits).map(|(word, _)| (*word).to_owned())
        });
        let dated = || match parse_date(text) {
            Ok(day) if self.is_date() => Some(day.to_string()),
            Ok(_) | Err(Problem::NotADate | _) => None,
        };
        word.filter(|_| !asked.is_empty()).or_else(dated).unwrap_or_else(|| text.to_owned())
    }

    /// By a heading: its word, or its name in either language, with or without marks.
    pub fn of_heading(text: &str) -> Option<Self> {
        let asked = folded(text);
        Self::ALL.iter().copied().find(|it| {
            let names = [it.word(), it.name(Lang::Vi), it.name(Lang::En)];
            names.iter().any(|name| folded(name) == asked)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_name_tells_its_field_and_every_word_is_read_from_what_is_shown() {
        for t in [Lang::Vi, Lang::En] {
            let mut known = HashSet::new();
            for field in Field::ALL {
                assert_eq!(Field::of_heading(field.name(t)), Some(*field), "{field}");
                assert!(known.insert(folded(field.name(t))), "two are called {}", field.name(t));
                for (word, name) in field.choices(t).unwrap_or_default() {
                    assert_eq!(field.read(&field.show(word, t)), word, "{field} {name}");
                    assert_eq!(field.read(&folded(name)), word, "{field} {name}");
                }
            }
        }
        assert_eq!(Field::of_heading("Lý do từ chối"), None);
    }

    #[test]
    fn dates_are_read_as_they_are_shown() {
        assert_eq!(Field::ValidFrom.show("2016-07-05", Lang::Vi), "05/07/2016");
        assert_eq!(Field::ValidFrom.read("05/07/2016"), "2016-07-05");
        assert_eq!(Field::ValidFrom.read("mai"), "mai");
        assert_eq!(Field::NameVi.read("05/07/2016"), "05/07/2016");
        assert_eq!(Field::Direction.read(""), "");
    }
}
