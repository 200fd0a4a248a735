//! The dictionary held in memory.

use super::definition::{Row, all, in_force, rows};
use crate::error::Result;
use crate::indicator::Indicator;
use crate::org::server::Known;
use crate::server::Context;
use chrono::NaiveDate;
use std::sync::Arc;
use tokio::try_join;

/// Every indicator with every version of its definition.
#[derive(Debug, Default)]
pub struct Dictionary {
    newest: Arc<Vec<Indicator>>,
    versions: Vec<Row>,
}

impl Dictionary {
    /// As [`super::all`].
    pub const fn newest(&self) -> &Arc<Vec<Indicator>> {
        &self.newest
    }

    /// Every indicator that was collected on a day, by the definition that was in force then, in order.
    pub fn at(&self, day: NaiveDate) -> Vec<Indicator> {
        in_force(self.versions.iter(), day)
    }

    /// One of them by its code, in either case.
    pub fn by_code_at(&self, code: &str, day: NaiveDate) -> Option<Indicator> {
        let of_it = self.versions.iter().filter(|it| it.code.eq_ignore_ascii_case(code));
        in_force(of_it, day).pop()
    }
}

/// What is committed of it, as it stood with the organisation, whose revision counts its changes too.
pub async fn known(cx: &Context, org: &Known) -> Result<Arc<Dictionary>> {
    let read = async {
        let (newest, versions) = try_join!(all(&cx.db), rows(&cx.db))?;
        Ok(Dictionary { newest: Arc::new(newest), versions })
    };
    cx.memory.indicators.under(org.revision, read).await
}
