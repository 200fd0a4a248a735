use super::{IndicatorList, IndicatorSheet};
use crate::error::Result;
use crate::wire::Json;
use leptos::prelude::*;

/// The indicators in a period (by default the newest with published figures), of one sector when its code is
/// given.
#[server(prefix = "/api/fn", endpoint = "list_indicators", input = Json, output = Json)]
pub async fn list_indicators(period: Option<String>, sector: Option<String>) -> Result<IndicatorList> {
    crate::server::answer::<ListIndicators, _, _>(async move |cx| {
        super::server::list(&cx, period, sector).await
    })
    .await
}

/// One indicator with its trend.
#[server(prefix = "/api/fn", endpoint = "show_indicator", input = Json, output = Json)]
pub async fn show_indicator(code: String, period: Option<String>) -> Result<IndicatorSheet> {
    crate::server::answer::<ShowIndicator, _, _>(async move |cx| {
        super::server::sheet(&cx, &code, period).await
    })
    .await
}
