//! Tasks: opened from a conclusion, told of, closed by an explicit act, never lost.

use crate::office::Office;
use crate::on_both;
use axum::http::StatusCode;
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, FieldErrors, Problem, Result};
use giaoban::id::UnitId;
use giaoban::server::Context;
use giaoban::task::server as tasks;
use giaoban::task::{ProgressDraft, TaskDraft, TaskFilter, TaskLine, TaskState};

async fn all(cx: &Context) -> Vec<TaskLine> {
    tasks::board(cx, TaskFilter::default()).await.unwrap().tasks
}

async fn coded(cx: &Context, code: &str) -> TaskLine {
    all(cx).await.into_iter().find(|it| it.code == code).unwrap()
}

fn draft(lead: UnitId) -> TaskDraft {
    TaskDraft {
        lead,
        cooperating: vec![lead],
        title: "Rà soát trường đạt chuẩn".into(),
        product: "Danh sách trường".into(),
        responsibility: "Trưởng phòng".into(),
        due_on: "2016-09-30".parse().unwrap(),
        indicators: Vec::new(),
    }
}

/// One more task of the first one's conclusion, as the secretary gives it.
async fn open(cx: &Context, like: &TaskLine, draft: TaskDraft) -> Result<TaskLine> {
    let period = giaoban::period::server::by_code(&cx.db, "2016-H2").await.unwrap();
    let tx = cx.write().await?;
    let opened = tasks::open(cx, &tx, like.conclusion, Some(period.id), &like.sectors, draft).await?;
    tx.commit().await.unwrap();
    Ok(opened)
}

fn told(body: &str) -> ProgressDraft {
    ProgressDraft { body: body.into(), percent: Some(40) }
}

async fn refused(office: &Office, username: &str, device: Device, code: &str) -> Error {
    let cx = office.on(username, device).await;
    let task = coded(&cx, code).await;
    tasks::add_progress(&cx, task.id, told("Đã họp")).await.unwrap_err()
}

on_both! {
    async fn codes_count_on_within_the_year_of_the_period(office) {
        let cx = office.of("secretary").await;
        let first = coded(&cx, "NV-2016-01").await;
        let opened = open(&cx, &first, draft(first.lead.id)).await.unwrap();
        assert_eq!(opened.code, "NV-2016-17");
        assert_eq!((opened.state, opened.cooperating.len()), (TaskState::Open, 0));
        assert_eq!(open(&cx, &first, draft(first.lead.id)).await.unwrap().code, "NV-2016-18");
        let of_conclusion = tasks::of_conclusions(&cx.db, &[first.conclusion]).await.unwrap();
        assert_eq!(of_conclusion[&first.conclusion].len(), 3);
        let sector = first.sectors[0];
        assert!(tasks::of_sectors(&cx.db, &[sector]).await.unwrap()[&sector].contains(&opened));
    }

    async fn a_unit_nobody_knows_cannot_lead(office) {
        let cx = office.of("secretary").await;
        let first = coded(&cx, "NV-2016-01").await;
        let refused = open(&cx, &first, draft(UnitId::fresh())).await;
        assert_eq!(refused, Err(FieldErrors::of("lead", Problem::Unknown).into()));
    }

    async fn only_the_units_that_lead_tell_of_it_and_never_from_a_phone(office) {
        let cx = office.of("editor.pgddt").await;
        let task = coded(&cx, "NV-2016-01").await;
        let sheet = tasks::add_progress(&cx, task.id, told("Đã họp hội đồng")).await.unwrap();
        assert_eq!(sheet.progress[0].body, "Đã họp hội đồng");
        assert_eq!((sheet.line.percent, sheet.line.state), (Some(40), TaskState::Open));
        let denied = |denial| Error::Denied(denial);
        for name in ["editor.pyt", "delegate.pgddt", "reader"] {
            let refusal = refused(&office, name, Device::Computer, "NV-2016-01").await;
            assert_eq!(refusal, denied(Denial::NotAllowed), "{name}");
        }
        let refusal = refused(&office, "editor.pgddt", Device::Phone, "NV-2016-01").await;
        assert_eq!(refusal, denied(Denial::ReadOnlyDevice));
    }

    async fn closing_is_explicit_once_and_says_why(office) {
        let cx = office.of("office").await;
        let task = coded(&cx, "NV-2016-03").await;
        let seen = tasks::sheet(&cx, task.id).await.unwrap().revision;
        let unsaid = tasks::close(&cx, task.id, "  ", seen).await;
        assert_eq!(unsaid, Err(FieldErrors::of("note", Problem::Required).into()));
        assert_eq!(tasks::close(&cx, task.id, "Đã có", seen - 1).await, Err(Error::Conflict));
        let closed = tasks::close(&cx, task.id, "Đã có báo cáo số 12", seen).await.unwrap();
        assert_eq!(closed.line.state, TaskState::Done);
        assert_eq!(closed.closing_note.as_deref(), Some("Đã có báo cáo số 12"));
        assert_eq!(tasks::close(&cx, task.id, "Lần nữa", closed.revision).await, Err(Denial::WrongState.into()));
        let late_word = tasks::add_progress(&cx, task.id, told("Thêm")).await;
        assert_eq!(late_word, Err(Denial::WrongState.into()));
        assert_eq!(all(&cx).await.len(), 16, "a closed task stays in sight");
        let editor = office.of("editor.pgddt").await;
        let other = coded(&editor, "NV-2016-01").await;
        assert_eq!(tasks::close(&editor, other.id, "Xong", 1).await, Err(Denial::NotAllowed.into()));
    }

    async fn the_list_is_narrowed_by_unit_sector_state_and_lateness(office) {
        let mut office = office;
        let cx = office.of("reader").await;
        let narrowed = async |filter: TaskFilter| tasks::board(&cx, filter).await.map(|it| it.tasks.len());
        let unit = |code: &str| TaskFilter { unit: code.into(), ..TaskFilter::default() };
        let state = |word: &str| TaskFilter { state: word.into(), ..TaskFilter::default() };
        assert_eq!(narrowed(TaskFilter::default()).await, Ok(16));
        assert!(narrowed(unit("PYT")).await.unwrap() > 2, "tasks it helps with count too");
        assert_eq!(narrowed(TaskFilter { sector: "GD".into(), ..TaskFilter::default() }).await, Ok(3));
        assert_eq!(narrowed(state("done")).await, Ok(0));
        assert_eq!(narrowed(state(TaskFilter::LATE)).await, Ok(0));
        assert_eq!(narrowed(unit("NOBODY")).await, Err(Error::NotFound));
        office.at("2016-12-15T08:00:00");
        let later = office.of("reader").await;
        let late = tasks::board(&later, state(TaskFilter::LATE)).await.unwrap();
        assert_eq!((late.tasks.len(), late.late), (16, 16));
    }

    async fn pages_are_whole_without_the_program(office) {
        let cx = office.of("reader").await;
        let task = coded(&cx, "NV-2016-01").await;
        let phone = office.phone("reader").await;
        let list = phone.get("/tasks?sector=GD").await;
        assert_eq!(list.status, StatusCode::OK);
        for words in ["NV-2016-02", "Rõ người", "Rõ sản phẩm", "Rõ trách nhiệm", "Rõ thời gian"] {
            assert!(list.text.contains(words), "{words}");
        }
        assert!(!list.text.contains("NV-2016-04"), "another sector's task");
        let page = phone.get(&format!("/tasks/{}", task.id)).await;
        assert!(page.text.contains(&format!("/meetings/{}", tasks::sheet(&cx, task.id).await.unwrap().meeting)));
        assert!(!page.text.contains("<textarea"), "a phone is offered nothing to write in");
        assert_eq!(phone.get("/tasks/nothing").await.status, StatusCode::NOT_FOUND);
    }
}
