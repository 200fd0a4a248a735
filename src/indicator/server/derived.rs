//! Figures that nobody types: worked out from others when they are read.

use super::known;
use crate::error::Result;
use crate::indicator::{Figure, FigureState, Formulas, Indicator};
use crate::number::Number;
use crate::org::server::Known;
use crate::server::Context;
use std::collections::{BTreeSet, HashMap};

/// The formulas of the catalogue, and what the derived ones among some indicators are worked out from.
#[derive(Default)]
pub struct Derived {
    formulas: Formulas,
    inputs: Vec<Indicator>,
}

impl Derived {
    pub async fn among(cx: &Context, org: &Known, indicators: &[Indicator]) -> Result<Self> {
        let asked: Vec<_> = indicators.iter().filter(|it| it.is_derived()).collect();
        if asked.is_empty() {
            return Ok(Self::default());
        }
        let all = known(cx, org).await?;
        let all = all.newest();
        let formulas: Formulas =
            all.iter().filter_map(|it| Some((it.code.clone(), it.formula.clone()?))).collect();
        let codes: BTreeSet<String> =
            asked.iter().flat_map(|it| formulas.inputs(&it.code)).map(str::to_owned).collect();
        let inputs = all.iter().filter(|it| codes.contains(&it.code)).cloned().collect();
        Ok(Self { formulas, inputs })
    }

    /// All whose figures must be read to tell those of some indicators.
    pub fn with_inputs(&self, indicators: &[Indicator]) -> Vec<Indicator> {
        let mut all = indicators.to_vec();
        all.extend(self.inputs.iter().filter(|it| indicators.iter().all(|own| own.id != it.id)).cloned());
        all
    }

    /// What an indicator is worked out from, none of which is derived itself.
    pub fn inputs_of<'a>(&'a self, indicator: &'a Indicator) -> impl Iterator<Item = &'a Indicator> {
        let codes = self.formulas.inputs(&indicator.code);
        self.inputs.iter().filter(move |it| codes.contains(it.code.as_str()))
    }

    /// The figure that the inputs' figures come to, by code. Nothing is there unless every input has a value.
    pub fn figure(&self, indicator: &Indicator, inputs: &HashMap<&str, &Figure>) -> Figure {
        let worked = |of: fn(&Figure) -> Option<Number>| {
            self.formulas.value(&indicator.code, &|code| inputs.get(code).copied().and_then(of))
        };
        let value = worked(|it| it.value.filter(|_| it.state == FigureState::Value));
        let prior = worked(|it| it.prior);
        Figure {
            state: if value.is_some() { FigureState::Value } else { FigureState::Missing },
            value,
            prior,
            prior_is_kept: prior.is_some(),
            sample: inputs.values().any(|it| it.sample),
            ..Figure::untouched(indicator.id)
        }
    }
}
