//! The dictionary held in memory, for as long as the database says that nothing of it has changed.

use crate::error::Result;
use crate::indicator::Indicator;
use crate::server::Context;
use std::sync::{Arc, Mutex, PoisonError};

/// Where a process holds it, under the revision of the organisation, which counts changes of the dictionary too.
#[derive(Clone, Debug, Default)]
pub struct HeldIndicators(Arc<Mutex<(i64, Arc<Vec<Indicator>>)>>);

/// As [`super::all`], of what is committed. A change by any program is seen at once.
pub async fn known(cx: &Context) -> Result<Arc<Vec<Indicator>>> {
    let revision = crate::org::server::revision(&cx.db).await?;
    // A panic while it was held cannot leave it half written.
    let (held, indicators) = cx.indicators.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if held == revision {
        return Ok(indicators);
    }
    // A change meanwhile leaves the older revision on it, and it is read again.
    let read = Arc::new(super::all(&cx.db).await?);
    *cx.indicators.0.lock().unwrap_or_else(PoisonError::into_inner) = (revision, read.clone());
    Ok(read)
}
