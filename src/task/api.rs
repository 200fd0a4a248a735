use super::{ProgressInput, Task, TaskBoard, TaskFilter};
use crate::error::Result;
use crate::id::TaskId;
use crate::wire::Json;
use leptos::prelude::*;

#[server(prefix = "/api/fn", endpoint = "list_tasks", input = Json, output = Json)]
pub async fn list_tasks(filter: TaskFilter) -> Result<TaskBoard> {
    crate::server::answer::<ListTasks, _, _>(async move |cx| super::server::board(&cx, filter).await).await
}

#[server(prefix = "/api/fn", endpoint = "show_task", input = Json, output = Json)]
pub async fn show_task(id: TaskId) -> Result<Task> {
    crate::server::answer::<ShowTask, _, _>(async move |cx| super::server::sheet(&cx, id).await).await
}

#[server(prefix = "/api/fn", endpoint = "add_task_progress", input = Json, output = Json)]
pub async fn add_task_progress(id: TaskId, input: ProgressInput) -> Result<Task> {
    crate::server::answer::<AddTaskProgress, _, _>(async move |cx| {
        super::server::add_progress(&cx, id, input.parse()?).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "close_task", input = Json, output = Json)]
pub async fn close_task(id: TaskId, note: String, seen: i64) -> Result<Task> {
    crate::server::answer::<CloseTask, _, _>(async move |cx| super::server::close(&cx, id, &note, seen).await)
        .await
}
