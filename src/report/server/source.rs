use super::{beside, service, store};
use crate::error::{Error, Result};
use crate::id::ReportId;
use crate::indicator::server::by_code;
use crate::report::FigureSource;
use crate::server::Context;

/// Where a figure of a report comes from.
///
/// # Errors
/// [`crate::error::Denial::NotPublished`] to anyone the report is not open to.
pub async fn source(cx: &Context, id: ReportId, code: &str) -> Result<FigureSource> {
    let row = store::row(&cx.db, id).await?;
    service::require_sight(&cx.actor, &row)?;
    let indicator = by_code(&cx.db, code).await?;
    let story = beside::story(cx, id, indicator.id).await?;
    let org = crate::org::server::known(cx).await?;
    let unit = org.unit(row.unit_id).cloned().ok_or(Error::NotFound)?;
    let version = store::versions(&cx.db, id).await?.into_iter().next();
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    Ok(FigureSource { report: store::report(row, period), unit, indicator, version, story })
}
