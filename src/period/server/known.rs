//! The periods held in memory: a handful a year, and every question is about some.

use crate::error::{Error, Result};
use crate::id::PeriodId;
use crate::org::server::Known;
use crate::period::Period;
use crate::server::Context;
use std::sync::Arc;

/// Every period, newest first.
#[derive(Clone, Debug, Default)]
pub struct Periods(Vec<Period>);

impl Periods {
    pub fn all(&self) -> &[Period] {
        &self.0
    }

    /// # Errors
    /// [`Error::NotFound`] where there is none of this id.
    pub fn find(&self, id: PeriodId) -> Result<&Period> {
        self.0.iter().find(|it| it.id == id).ok_or(Error::NotFound)
    }

    /// The same period one year earlier, when it is kept.
    pub fn year_before(&self, of: &Period) -> Option<&Period> {
        self.0.iter().find(|it| of.is_year_after(it))
    }
}

/// As they stood with the organisation, whose revision counts their changes too.
pub async fn known(cx: &Context, org: &Known) -> Result<Arc<Periods>> {
    let read = async { Ok(Periods(super::all(&cx.db).await?)) };
    cx.memory.periods.under(org.revision, read).await
}
