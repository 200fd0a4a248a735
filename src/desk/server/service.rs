use crate::actor::{Permission, Scope};
use crate::desk::Desk;
use crate::error::Result;
use crate::id::{TaskId, UnitId};
use crate::meeting::{MeetingLine, MeetingState};
use crate::report::{ReportLine, ReportState};
use crate::server::Context;
use crate::task::{TaskFilter, TaskLine, TaskState};
use crate::{bloc, meeting, report, task};
use std::collections::{BTreeSet, HashSet};

/// Puts together what concerns the actor. Everything comes from the parts that answer for it, with what
/// they let this actor see.
pub async fn desk(cx: &Context) -> Result<Desk> {
    let mut desk =
        Desk { owed: report::server::owed(cx).await?, tasks: own_tasks(cx).await?, ..Desk::default() };
    if cx.actor.may_somewhere(Permission::CloseTask) {
        let late = TaskFilter { state: TaskFilter::LATE.to_owned(), ..TaskFilter::default() };
        desk.late_tasks = task::server::board(cx, late).await?.tasks;
    }
    if cx.actor.may_somewhere(Permission::ReceiveReports) {
        let lines = bloc::server::board(cx).await?.lines;
        desk.periods = lines
            .into_iter()
            .filter(|it| it.period.open && !it.period.is_locked(cx.today()) && it.accepted < it.reporters)
            .collect();
        desk.waiting = waiting(cx, &desk).await?;
    }
    (desk.next, desk.last) = meetings(cx).await?;
    desk.period = bloc::server::current_period(cx).await?;
    if let Some(period) = &desk.period {
        desk.consolidated = bloc::server::is_consolidated(cx, period).await?;
    }
    Ok(desk)
}

async fn own_tasks(cx: &Context) -> Result<Vec<TaskLine>> {
    let granted = cx.actor.grants.iter().filter_map(|it| match it.scope {
        Scope::Unit(unit) => Some(unit),
        Scope::Everything | Scope::Meeting(_) => None,
    });
    let units: BTreeSet<UnitId> = granted.chain(cx.actor.unit).collect();
    let mut known: HashSet<TaskId> = HashSet::new();
    let mut found = Vec::new();
    for unit in units {
        let tasks = task::server::of_unit(&cx.db, unit).await?;
        found.extend(tasks.into_iter().filter(|it| it.state == TaskState::Open && known.insert(it.id)));
    }
    found.sort_by(|one, other| one.due_on.cmp(&other.due_on).then_with(|| one.code.cmp(&other.code)));
    Ok(found)
}

/// Sent reports of the periods still coming in, the longest waiting first.
async fn waiting(cx: &Context, desk: &Desk) -> Result<Vec<ReportLine>> {
    let mut found = Vec::new();
    for line in desk.periods.iter().filter(|it| it.waiting > 0) {
        let lines = report::server::lines(cx, &line.period).await?;
        found.extend(lines.into_iter().filter(|it| {
            it.report.state == ReportState::Sent
                && cx.actor.may(Permission::ReceiveReports, Scope::Unit(it.report.unit))
        }));
    }
    found.sort_by_key(|it| it.report.sent_at);
    Ok(found)
}

async fn meetings(cx: &Context) -> Result<(Option<MeetingLine>, Option<MeetingLine>)> {
    let lines = meeting::server::lines(cx).await?;
    let running = lines.iter().find(|it| it.meeting.state == MeetingState::Running);
    // One that should have begun and did not is still the next.
    let coming = lines
        .iter()
        .filter(|it| matches!(it.meeting.state, MeetingState::Draft | MeetingState::Published))
        .min_by_key(|it| it.meeting.starts_at);
    let ended = lines.iter().find(|it| it.meeting.state == MeetingState::Ended);
    Ok((running.or(coming).cloned(), ended.cloned()))
}
