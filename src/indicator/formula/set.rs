//! The formulas of a catalogue together.

use super::Formula;
use crate::error::Problem;
use crate::number::Number;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// Which indicators are derived, and how, by code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formulas(BTreeMap<String, Formula>);

impl FromIterator<(String, Formula)> for Formulas {
    fn from_iter<I: IntoIterator<Item = (String, Formula)>>(formulas: I) -> Self {
        Self(formulas.into_iter().collect())
    }
}

impl Formulas {
    /// How many formulas may stand upon one another.
    pub const DEEPEST: u32 = 5;

    pub fn get(&self, code: &str) -> Option<&Formula> {
        self.0.get(code)
    }

    /// Puts a formula in, or takes it out.
    pub fn put(&mut self, code: &str, formula: Option<Formula>) {
        match formula {
            Some(formula) => self.0.insert(code.to_owned(), formula),
            None => self.0.remove(code),
        };
    }

    /// The indicators derived directly from this one.
    pub fn users<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(_, it)| it.codes().contains(code)).map(|(user, _)| user.as_str())
    }

    /// Judges the formula that stands under a code. `known` says which codes there are.
    ///
    /// # Errors
    /// A code that is not there; the path on which it leads back to itself; a tower of formulas too high.
    pub fn check(&self, code: &str, known: impl Fn(&str) -> bool) -> Result<(), Problem> {
        let Some(formula) = self.get(code) else { return Ok(()) };
        if let Some(unknown) = formula.codes().into_iter().find(|it| !known(it)) {
            return Err(Problem::UnknownCode(unknown.to_owned()));
        }
        if let Some(path) = cycle(code, |it| self.uses(it)) {
            return Err(Problem::Cycle(path.join(" → ")));
        }
        let too_high = self.too_high().into_iter().any(|it| it == code || self.reached(it).contains(code));
        if too_high { Err(Problem::TooDeep(Self::DEEPEST)) } else { Ok(()) }
    }

    fn uses(&self, code: &str) -> Vec<&str> {
        self.get(code).map(|it| it.codes().into_iter().collect()).unwrap_or_default()
    }

    /// The formulas that stand on more others than may stand upon one another.
    fn too_high(&self) -> Vec<&str> {
        let mut heights: HashMap<&str, u32> = HashMap::new();
        // After so many rounds every height is told up to that number, also where there is a circle.
        for _ in 0..=Self::DEEPEST {
            let next = self.0.iter().map(|(code, it)| {
                let below = it.codes().into_iter().filter_map(|it| heights.get(it)).max();
                (code.as_str(), 1 + below.copied().unwrap_or_default())
            });
            heights = next.collect();
        }
        heights.retain(|_, height| *height > Self::DEEPEST);
        if heights.is_empty() {
            return Vec::new();
        }
        // What ends in a circle has no height; the circle's own formulas are told of it.
        let circles: BTreeSet<&str> =
            self.0.keys().map(String::as_str).filter(|it| self.reached(it).contains(it)).collect();
        let ends = |it: &&str| !circles.contains(it) && self.reached(it).is_disjoint(&circles);
        heights.into_keys().filter(ends).collect()
    }

    /// Everything that a code's formula uses, directly or through others.
    fn reached<'a>(&'a self, code: &str) -> BTreeSet<&'a str> {
        let (mut seen, mut open) = (BTreeSet::new(), self.uses(code));
        while let Some(code) = open.pop() {
            if seen.insert(code) {
                open.extend(self.uses(code));
            }
        }
        seen
    }

    /// The indicators that must be known to work this one out: itself unless it is derived.
    pub fn inputs<'a>(&'a self, code: &'a str) -> BTreeSet<&'a str> {
        if self.get(code).is_none() {
            return BTreeSet::from([code]);
        }
        let mut reached = self.reached(code);
        reached.retain(|it| self.get(it).is_none());
        reached
    }

    /// The value of an indicator, worked out from what is given of those that are not derived. Each formula
    /// on the way gives a figure, rounded as figures are kept. Nothing where a formula uses itself.
    pub fn value(&self, code: &str, given: &dyn Fn(&str) -> Option<Number>) -> Option<Number> {
        self.worked(code, given, &RefCell::default())
    }

    fn worked(
        &self,
        code: &str,
        given: &dyn Fn(&str) -> Option<Number>,
        known: &RefCell<HashMap<String, Option<Number>>>,
    ) -> Option<Number> {
        let Some(formula) = self.get(code) else { return given(code) };
        if let Some(known) = known.borrow().get(code) {
            return *known;
        }
        // Stands while it is being worked out, so that a circle ends.
        known.borrow_mut().insert(code.to_owned(), None);
        let value = formula.value(&|it| self.worked(it, given, known));
        known.borrow_mut().insert(code.to_owned(), value);
        value
    }
}

/// The shortest way from something back to itself, both ends told; nothing where there is none.
pub fn cycle<'a>(from: &'a str, next: impl Fn(&str) -> Vec<&'a str>) -> Option<Vec<&'a str>> {
    let mut came_from: HashMap<&str, &str> = HashMap::new();
    let mut open = VecDeque::from([from]);
    while let Some(at) = open.pop_front() {
        for to in next(at) {
            if to == from {
                let mut way = vec![from, at];
                while let Some(before) = way.last().and_then(|it| came_from.get(it)) {
                    way.push(before);
                }
                way.reverse();
                if at == from {
                    way.truncate(2);
                }
                return Some(way);
            }
            if !came_from.contains_key(to) {
                came_from.insert(to, at);
                open.push_back(to);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set(formulas: &[(&str, &str)]) -> Formulas {
        formulas.iter().map(|(code, text)| ((*code).to_owned(), text.parse().unwrap())).collect()
    }

    fn checked(formulas: &Formulas, code: &str) -> Result<(), Problem> {
        formulas.check(code, |it| it.starts_with('G'))
    }

    #[test]
    fn a_formula_may_use_others_but_never_lead_back() {
        let fine = set(&[("G3", "{G1} / {G2}"), ("G4", "{G3} * 100 - {G1}")]);
        assert_eq!(
            (checked(&fine, "G3"), checked(&fine, "G4"), checked(&fine, "G1")),
            (Ok(()), Ok(()), Ok(()))
        );
        let cycle = |text: &str| Err(Problem::Cycle(text.into()));
        assert_eq!(checked(&set(&[("G1", "{G1} + 1")]), "G1"), cycle("G1 → G1"));
        let round = set(&[("G1", "{G9} + {G2}"), ("G2", "{G3} + {G4}"), ("G3", "2 * {G1}"), ("G5", "{G1}")]);
        assert_eq!(checked(&round, "G1"), cycle("G1 → G2 → G3 → G1"));
        assert_eq!(checked(&round, "G3"), cycle("G3 → G1 → G2 → G3"));
        assert_eq!(checked(&round, "G5"), Ok(()), "the circle is not its own");
        assert_eq!(checked(&set(&[("G1", "{G2} + {X7}")]), "G1"), Err(Problem::UnknownCode("X7".into())));
    }

    #[test]
    fn a_tower_of_formulas_has_an_end() {
        let mut tower =
            set(&[("G1", "{G0}"), ("G2", "{G1}"), ("G3", "{G2}"), ("G4", "{G3}"), ("G5", "{G4}")]);
        assert_eq!(checked(&tower, "G5"), Ok(()));
        tower.put("G6", "{G5} + {G0}".parse().ok());
        assert_eq!(checked(&tower, "G6"), Err(Problem::TooDeep(5)));
        // Also where it is lifted from below.
        tower.put("G6", None);
        tower.put("G0", "{G9}".parse().ok());
        assert_eq!(checked(&tower, "G0"), Err(Problem::TooDeep(5)));
        tower.put("G8", "{G9}".parse().ok());
        assert_eq!(checked(&tower, "G8"), Ok(()), "another tower's height is not its own");
    }

    #[test]
    fn inputs_are_followed_to_what_is_given() {
        let formulas = set(&[("G3", "{G1} / {G2}"), ("G4", "{G3} * 100 - {G5}")]);
        assert_eq!(formulas.inputs("G4").into_iter().collect::<Vec<_>>(), ["G1", "G2", "G5"]);
        assert_eq!(formulas.inputs("G1").into_iter().collect::<Vec<_>>(), ["G1"]);
        assert_eq!(formulas.users("G1").collect::<Vec<_>>(), ["G3"]);
        let given = |code: &str| match code {
            "G1" => Some(3.into()),
            "G2" => Some(4.into()),
            "G5" => Some(5.into()),
            _ => None,
        };
        assert_eq!(formulas.value("G4", &given), Some(70.into()));
        assert_eq!(formulas.value("G1", &given), Some(3.into()));
        assert_eq!(formulas.value("G7", &given), None);
        let round = set(&[("G1", "{G2} + 1"), ("G2", "{G1} + 1")]);
        assert_eq!(round.value("G1", &|_| Some(1.into())), None);
    }

    proptest! {
        /// Of any web of formulas, those that pass are worked out, and the path told is a way round.
        #[test]
        fn a_circle_is_refused_exactly_where_there_is_one(
            edges in prop::collection::vec((0_u8..8, 0_u8..8), 1..14),
        ) {
            let mut formulas = Formulas::default();
            for (from, _) in &edges {
                let sum: Vec<_> =
                    edges.iter().filter(|it| it.0 == *from).map(|(_, to)| format!("{{G{to}}}")).collect();
                formulas.put(&format!("G{from}"), sum.join(" + ").parse().ok());
            }
            for code in (0..8).map(|it| format!("G{it}")) {
                match formulas.check(&code, |_| true) {
                    Ok(()) => prop_assert!(!formulas.reached(&code).contains(code.as_str())),
                    Err(Problem::TooDeep(_)) => prop_assert!(!formulas.too_high().is_empty()),
                    Err(Problem::Cycle(path)) => {
                        let way: Vec<_> = path.split(" → ").collect();
                        prop_assert_eq!((way.first(), way.last()), (Some(&code.as_str()), Some(&code.as_str())));
                        for pair in way.windows(2) {
                            prop_assert!(formulas.uses(pair[0]).contains(&pair[1]), "{}", path);
                        }
                    }
                    Err(other) => prop_assert!(false, "{:?}", other),
                }
            }
        }
    }
}
