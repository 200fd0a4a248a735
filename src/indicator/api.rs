use super::{
    Catalogue, CatalogueImport, Covering, EntrySheet, IndicatorListing, IndicatorReading, ListAsked, Retired,
    TargetSheet, TargetsAsked,
};
use crate::error::Result;
use crate::id::CatalogueImportId;
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

/// How much of what is due has come in, by unit and sector.
#[server(prefix = "/api/fn", endpoint = "show_coverage", input = Json, output = Json)]
pub async fn show_coverage(period: Option<String>, unit: Option<String>) -> Result<Covering> {
    crate::server::answer::<ShowCoverage, _, _>(async move |cx| {
        super::server::covering(&cx, period, unit).await
    })
    .await
}

/// The dictionary: what is asked for best first, of one sector when its code is given.
#[server(prefix = "/api/fn", endpoint = "show_catalogue", input = Json, output = Json)]
pub async fn show_catalogue(asked: String, sector: Option<String>, retired: Retired) -> Result<Catalogue> {
    crate::server::answer::<ShowCatalogue, _, _>(async move |cx| {
        super::server::dictionary::catalogue(&cx, &asked, sector.as_deref(), retired).await
    })
    .await
}

/// Without a code, what a new definition starts with.
#[server(prefix = "/api/fn", endpoint = "show_catalogue_entry", input = Json, output = Json)]
pub async fn show_catalogue_entry(code: Option<String>) -> Result<EntrySheet> {
    crate::server::answer::<ShowCatalogueEntry, _, _>(async move |cx| {
        super::server::dictionary::entry(&cx, code.as_deref()).await
    })
    .await
}

/// What a file of definitions would do, or did.
#[server(prefix = "/api/fn", endpoint = "show_catalogue_import", input = Json, output = Json)]
pub async fn show_catalogue_import(id: CatalogueImportId) -> Result<CatalogueImport> {
    crate::server::answer::<ShowCatalogueImport, _, _>(async move |cx| {
        super::server::dictionary::show_import(&cx, id).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "show_targets", input = Json, output = Json)]
pub async fn show_targets(asked: TargetsAsked) -> Result<TargetSheet> {
    crate::server::answer::<ShowTargets, _, _>(async move |cx| {
        super::server::target::sheet(&cx, &asked).await
    })
    .await
}
