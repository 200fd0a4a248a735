use super::{Field, IndicatorDraft};
use crate::error::{FieldErrors, Problem};
use crate::indicator::Formulas;
use crate::indicator::formula::cycle;
use std::collections::{BTreeMap, BTreeSet};

/// What definitions may refer to: the other indicators with their parents and formulas, sectors, sets of
/// periods.
#[derive(Clone, Debug, Default)]
pub struct Known {
    sectors: BTreeSet<String>,
    sets: BTreeSet<String>,
    /// By code, the parent's.
    parents: BTreeMap<String, Option<String>>,
    formulas: Formulas,
}

impl Known {
    pub fn new(
        sectors: impl IntoIterator<Item = String>,
        sets: impl IntoIterator<Item = String>,
        drafts: impl IntoIterator<Item = IndicatorDraft>,
    ) -> Self {
        let mut known = Self {
            sectors: sectors.into_iter().collect(),
            sets: sets.into_iter().collect(),
            ..Self::default()
        };
        for draft in drafts {
            known.put(&draft);
        }
        known
    }

    pub fn has(&self, code: &str) -> bool {
        self.parents.contains_key(code)
    }

    pub fn formulas(&self) -> &Formulas {
        &self.formulas
    }

    /// Takes a definition as if it were stored, in place of one of the same code.
    pub fn put(&mut self, draft: &IndicatorDraft) {
        self.parents.insert(draft.code.clone(), draft.parent.clone());
        self.formulas.put(&draft.code, draft.formula.clone());
    }

    /// As if there were no such indicator.
    pub fn remove(&mut self, code: &str) {
        self.parents.remove(code);
        self.formulas.put(code, None);
    }

    /// What is wrong with what a definition refers to, once it was put.
    pub fn check(&self, draft: &IndicatorDraft) -> FieldErrors {
        let mut errors = FieldErrors::default();
        let among = |all: &BTreeSet<String>, code: &str| {
            if all.contains(code) { Ok(()) } else { Err(Problem::Unknown) }
        };
        errors.keep(Field::Sector.word(), among(&self.sectors, &draft.sector));
        errors.keep(Field::PeriodSet.word(), among(&self.sets, &draft.period_set));
        if let Some(function) = &draft.function {
            errors.keep(Field::Function.word(), among(&self.sectors, function));
        }
        errors.keep(Field::Parent.word(), self.check_parent(draft));
        errors.keep(Field::Formula.word(), self.formulas.check(&draft.code, |it| self.has(it)));
        errors
    }

    fn check_parent(&self, draft: &IndicatorDraft) -> Result<(), Problem> {
        match &draft.parent {
            None => return Ok(()),
            Some(parent) if !self.has(parent) => return Err(Problem::UnknownCode(parent.clone())),
            Some(_) => {}
        }
        let above = |code: &str| self.parents.get(code).and_then(Option::as_deref).into_iter().collect();
        match cycle(&draft.code, above) {
            Some(path) => Err(Problem::Cycle(path.join(" → "))),
            None => Ok(()),
        }
    }
}
