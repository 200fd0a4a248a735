use super::Desk;
use crate::error::Result;
use crate::wire::Json;
use leptos::prelude::*;

#[server(prefix = "/api/fn", endpoint = "show_desk", input = Json, output = Json)]
pub async fn show_desk() -> Result<Desk> {
    crate::server::answer::<ShowDesk, _, _>(async move |cx| super::server::desk(&cx).await).await
}
