use super::{SectorBoard, SectorReading};
use crate::error::Result;
use crate::wire::Json;
use leptos::prelude::*;

/// The current period when none is named.
#[server(prefix = "/api/fn", endpoint = "list_sectors", input = Json, output = Json)]
pub async fn list_sectors(period: Option<String>) -> Result<SectorBoard> {
    crate::server::answer::<ListSectors, _, _>(async move |cx| {
        super::server::board(&cx, period.as_deref()).await
    })
    .await
}

/// The current period when none is named.
#[server(prefix = "/api/fn", endpoint = "show_sector_card", input = Json, output = Json)]
pub async fn show_sector_card(code: String, period: Option<String>) -> Result<SectorReading> {
    crate::server::answer::<ShowSectorCard, _, _>(async move |cx| {
        super::server::reading(&cx, &code, period.as_deref()).await
    })
    .await
}
