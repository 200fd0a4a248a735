use super::Desk;
use crate::error::Result;
use leptos::{prelude::*, server_fn::codec::Json};

#[server(prefix = "/api/fn", endpoint = "show_desk", input = Json)]
pub async fn show_desk() -> Result<Desk> {
    crate::server::answer::<ShowDesk, _, _>(async move |cx| super::server::desk(&cx).await).await
}
