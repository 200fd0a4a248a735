//! What a view asks for, as its address spells it.

use serde::{Deserialize, Serialize};

pub const MOST_INDICATORS: usize = 20;
pub const MOST_UNITS: usize = 60;
pub const MOST_PERIODS: usize = 36;
/// The most figures that one view shows.
pub const CELLS: usize = 3_000;
/// More values of one kind than this are not read at all.
const READ: usize = 200;

crate::words! {
    /// A kind of chart. Which of them fit is the question's matter: see [`super::shapes`].
    pub enum Shape {
        Bullets = "bullets",
        Units = "units",
        Trend = "trend",
        Multiples = "multiples",
        Change = "change",
        Grid = "grid",
        Share = "share",
    }
}

crate::words! {
    /// Units that are asked for without being named.
    pub enum UnitWord {
        /// All units together.
        All = "all",
        /// Each one right below the top.
        Below = "below",
    }
}

crate::words! {
    /// Who besides its owner may use a saved view. The figures in it are always those that the reader may see.
    pub enum Share { Own = "own", Unit = "unit", All = "all" }
}

/// All that a view asks for, by codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub indicators: Vec<String>,
    /// Codes, or the word of a [`UnitWord`].
    pub units: Vec<String>,
    pub periods: Vec<String>,
    pub shape: Option<Shape>,
}

impl Asked {
    /// Reads the part of an address after its question mark. Codes need no escapes: what has one is no code
    /// and is left out, as is what is named twice.
    pub fn parse(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in query.trim_start_matches('?').split('&').filter_map(|it| it.split_once('=')) {
            let list = match name {
                "indicator" => &mut asked.indicators,
                "unit" => &mut asked.units,
                "period" => &mut asked.periods,
                "chart" => {
                    asked.shape = value.parse().ok();
                    continue;
                }
                _ => continue,
            };
            let word = name == "unit" && value.parse::<UnitWord>().is_ok();
            let value = if word { value.to_owned() } else { value.to_uppercase() };
            let fits = is_code(&value) && list.len() < READ && !list.contains(&value);
            if fits {
                list.push(value);
            }
        }
        asked
    }

    pub fn query(&self) -> String {
        let lists = [("indicator", &self.indicators), ("unit", &self.units), ("period", &self.periods)];
        let named =
            lists.into_iter().flat_map(|(name, list)| list.iter().map(move |it| format!("{name}={it}")));
        let chart = self.shape.map(|it| format!("chart={it}"));
        named.chain(chart).collect::<Vec<_>>().join("&")
    }

    /// Names nothing to show.
    pub fn is_empty(&self) -> bool {
        self.indicators.is_empty() && self.units.is_empty() && self.periods.is_empty()
    }
}

fn is_code(value: &str) -> bool {
    let fits = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.');
    !value.is_empty() && value.len() <= 60 && value.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::{Asked, Shape};
    use proptest::prelude::*;

    #[test]
    fn an_address_is_read_as_far_as_it_names_codes() {
        let asked = Asked::parse(
            "?indicator=GD11&indicator=GD11&indicator=%3Cb&unit=all&period=2016-H1&chart=grid&x=1",
        );
        assert_eq!(asked.indicators, ["GD11"]);
        assert_eq!((asked.units.as_slice(), asked.shape), (&["all".to_owned()][..], Some(Shape::Grid)));
        assert_eq!(asked.query(), "indicator=GD11&unit=all&period=2016-H1&chart=grid");
        assert!(Asked::parse("").is_empty());
    }

    proptest! {
        #[test]
        fn an_address_keeps_all_that_was_asked(
            indicators in proptest::collection::hash_set("[A-Z]{2}[0-9]{2}", 0..9),
            units in proptest::collection::hash_set("[A-Z]{1,6}", 0..9),
            periods in proptest::collection::hash_set("20[0-9]{2}-M[01][0-9]", 0..9),
        ) {
            let list = |of: std::collections::HashSet<String>| of.into_iter().collect::<Vec<_>>();
            let asked = Asked {
                indicators: list(indicators),
                units: list(units),
                periods: list(periods),
                shape: None,
            };
            prop_assert_eq!(Asked::parse(&asked.query()), asked);
        }

        #[test]
        fn whatever_is_asked_can_stand_in_an_address(text in ".{0,200}") {
            let query = Asked::parse(&text).query();
            prop_assert_eq!(Asked::parse(&query).query(), query);
        }
    }
}
