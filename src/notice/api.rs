use super::NoticeList;
use crate::error::Result;
use crate::wire::Json;
use leptos::prelude::*;

#[server(prefix = "/api/fn", endpoint = "list_notices", input = Json, output = Json)]
pub async fn list_notices() -> Result<NoticeList> {
    crate::server::answer::<ListNotices, _, _>(async move |cx| super::server::list(&cx).await).await
}

/// How many the reader has not read.
#[server(prefix = "/api/fn", endpoint = "count_notices", input = Json, output = Json)]
pub async fn count_notices() -> Result<u32> {
    crate::server::answer::<CountNotices, _, _>(async move |cx| super::server::unread(&cx).await).await
}
