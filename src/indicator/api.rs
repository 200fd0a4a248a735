use super::{IndicatorListing, IndicatorReading, ListAsked};
use crate::error::Result;
use crate::wire::Json;
use leptos::prelude::*;

/// The indicators in a period, narrowed as asked.
#[server(prefix = "/api/fn", endpoint = "list_indicators", input = Json, output = Json)]
pub async fn list_indicators(asked: ListAsked) -> Result<IndicatorListing> {
    crate::server::answer::<ListIndicators, _, _>(async move |cx| super::server::listing(&cx, asked).await)
        .await
}

/// One indicator with its trend, of all together or of one unit with all that is below it.
#[server(prefix = "/api/fn", endpoint = "show_indicator", input = Json, output = Json)]
pub async fn show_indicator(
    code: String,
    period: Option<String>,
    unit: Option<String>,
) -> Result<IndicatorReading> {
    crate::server::answer::<ShowIndicator, _, _>(async move |cx| {
        super::server::reading(&cx, &code, period, unit).await
    })
    .await
}
