use super::CompareSheet;
use crate::error::Result;
use crate::wire::Json;
use leptos::prelude::*;

/// What the part of an address after its question mark asks for; what it does not name is left out.
#[server(prefix = "/api/fn", endpoint = "show_comparison", input = Json, output = Json)]
pub async fn show_comparison(query: String) -> Result<CompareSheet> {
    crate::server::answer::<ShowComparison, _, _>(async move |cx| super::server::sheet(&cx, &query).await)
        .await
}
