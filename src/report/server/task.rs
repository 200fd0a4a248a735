use super::write::writable;
use crate::error::Result;
use crate::id::{ReportId, TaskId};
use crate::server::Context;
use crate::task::{ProgressDraft, TaskLine};

/// Tells of a task within the unit's report, while it may be written into.
///
/// # Errors
/// Those of writing into the report, and of telling of the task.
pub async fn tell_task(cx: &Context, id: ReportId, task: TaskId, draft: ProgressDraft) -> Result<TaskLine> {
    let tx = cx.write().await?;
    let row = writable(cx, &tx, id).await?;
    let line = crate::task::server::add_progress_in(cx, &tx, task, id, row.unit_id, draft).await?;
    tx.commit().await?;
    Ok(line)
}
