//! A report's way between unit and office: who still sees it, what changed, and what is said about it.

use crate::office::Office;
use crate::on_both;
use axum::http::StatusCode;
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, Problem};
use giaoban::id::{CommentId, PassageId, ReportId};
use giaoban::indicator::server::entity::indicator_version;
use giaoban::indicator::{Column, FigureState};
use giaoban::report::server as reports;
use giaoban::report::server::comment as comments;
use giaoban::report::{
    Anchor, AnchorState, CellEdit, CommentInput, Compare, Fate, Grade, PassageEdit, PassageKind, ReportSheet,
    ReportState, ReportStep,
};
use giaoban::server::Context;
use giaoban::task::ProgressDraft;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

async fn report_of(office: &Office, unit: &str) -> ReportId {
    let cx = office.of("office").await;
    let period = giaoban::period::server::by_code(&cx.db, "2016-H1").await.unwrap();
    let lines = reports::lines(&cx, &period).await.unwrap();
    lines.into_iter().find(|it| it.unit.code == unit).unwrap().report.id
}

fn row<'a>(sheet: &'a ReportSheet, code: &str) -> &'a giaoban::report::GridRow {
    sheet.sections.iter().flat_map(|it| &it.rows).find(|it| it.indicator.code == code).unwrap()
}

fn edit(sheet: &ReportSheet, code: &str, column: Column, text: &str) -> CellEdit {
    let row = row(sheet, code);
    CellEdit {
        indicator: row.indicator.id,
        column,
        text: text.into(),
        base: giaoban::report::cell_text(&row.figure, column),
        sent: Vec::new(),
    }
}

async fn step(cx: &Context, id: ReportId, step: ReportStep, reason: &str) -> Result<ReportState, Error> {
    let seen = reports::sheet(cx, id).await?.report.revision;
    reports::take_step(cx, id, step, reason, seen).await.map(|it| it.state)
}

/// Writes a passage into the education office's draft, and answers every figure that is due.
async fn fill(cx: &Context, id: ReportId, body: &str) -> PassageId {
    let sheet = reports::sheet(cx, id).await.unwrap();
    let passage = PassageEdit {
        id: PassageId::fresh(),
        sector: sheet.sections[0].sector.id,
        kind: PassageKind::Assessment,
        body: body.into(),
        grade: Some(Grade::Good),
        seen: 0,
        sent: Vec::new(),
    };
    reports::save_passages(cx, id, vec![passage.clone()]).await.unwrap();
    let rows = sheet.sections.iter().flat_map(|it| &it.rows);
    let edits = rows
        .filter(|it| it.due && it.figure.state == FigureState::Missing && it.figure.reason.is_none())
        .map(|it| edit(&sheet, &it.indicator.code, Column::Reason, "Chưa tổng hợp xong"))
        .collect();
    reports::save_cells(cx, id, edits).await.unwrap();
    answer_warnings(cx, id).await;
    passage.id
}

/// Gives a reason for whatever the checks ask about.
async fn answer_warnings(cx: &Context, id: ReportId) {
    for found in reports::check::show(cx, id).await.unwrap().into_iter().filter(|it| it.blocks()) {
        let told = reports::check::answer(cx, id, found.indicator, found.rule, "Đã rà soát với đơn vị cơ sở");
        told.await.unwrap();
    }
}

async fn rewrite(cx: &Context, id: ReportId, passage: PassageId, body: &str) {
    let sheet = reports::sheet(cx, id).await.unwrap();
    let now = sheet.sections.iter().flat_map(|it| &it.passages).find(|it| it.id == passage).unwrap();
    let edit = PassageEdit {
        id: passage,
        sector: now.sector,
        kind: now.kind,
        body: body.into(),
        grade: now.grade,
        seen: now.revision,
        sent: Vec::new(),
    };
    reports::save_passages(cx, id, vec![edit]).await.unwrap();
}

fn text(sheet: &ReportSheet, passage: PassageId) -> String {
    let mut all = sheet.sections.iter().flat_map(|it| &it.passages);
    all.find(|it| it.id == passage).map(|it| it.body.clone()).unwrap_or_default()
}

fn said(body: &str) -> CommentInput {
    CommentInput { body: body.into(), mentions: Vec::new() }
}

const FIRST: &str = "Có 4 em đạt giải cấp tỉnh.\nTỷ lệ chuyên cần đạt 98%.";

/// A report that the education office has sent, with its passage.
async fn sent(office: &Office) -> (ReportId, PassageId) {
    let (editor, head) = (office.of("editor.pgddt").await, office.of("head.pgddt").await);
    let id = report_of(office, "PGDDT").await;
    let passage = fill(&editor, id, FIRST).await;
    step(&editor, id, ReportStep::Submit, "").await.unwrap();
    step(&head, id, ReportStep::Send, "").await.unwrap();
    (id, passage)
}

on_both! {
    async fn the_office_reads_what_it_returned_and_not_what_is_written_since(office) {
        let (id, passage) = sent(&office).await;
        let (editor, clerk) = (office.of("editor.pgddt").await, office.of("office").await);
        step(&clerk, id, ReportStep::Return, "Thiếu số học sinh giỏi").await.unwrap();
        rewrite(&editor, id, passage, "Bản đang sửa.").await;

        let seen = reports::sheet(&clerk, id).await.unwrap();
        assert_eq!(text(&seen, passage), FIRST);
        assert!(seen.as_received.is_some() && seen.steps.is_empty() && !seen.may_write);
        assert_eq!(text(&reports::sheet(&editor, id).await.unwrap(), passage), "Bản đang sửa.");
        // Not by way of the versions either.
        let steps: Vec<_> = seen.versions.iter().map(|it| it.step).collect();
        assert_eq!(steps, [ReportStep::Return, ReportStep::Send]);
        let peek = Compare { from: Some(1), to: Some(2), all: false };
        assert_eq!(reports::history(&clerk, id, peek).await.unwrap_err(), Error::Denied(Denial::NotPublished));
        let compared = reports::history(&clerk, id, Compare { from: Some(2), ..Compare::default() }).await.unwrap();
        assert!(!compared.sees_now && compared.compared.unwrap().count.is_none());
        let reader = office.of("reader").await;
        assert_eq!(reports::sheet(&reader, id).await.unwrap_err(), Error::Denied(Denial::NotPublished));
        let lines = reports::all_lines(&clerk).await.unwrap();
        assert!(lines.iter().any(|it| it.report.id == id && it.readable));
    }

    async fn what_the_checks_find_comes_with_a_report_that_is_worked_on_alone(office) {
        let (editor, clerk) = (office.of("editor.pgddt").await, office.of("office").await);
        let id = report_of(&office, "PGDDT").await;
        let draft = reports::sheet(&editor, id).await.unwrap().findings.unwrap();
        assert_eq!(draft, reports::check::show(&editor, id).await.unwrap());
        assert!(draft.iter().any(|it| it.blocks()), "nothing is given yet");

        let (id, _) = sent(&office).await;
        let found = async |cx: &Context| reports::sheet(cx, id).await.unwrap().findings;
        assert!(found(&clerk).await.is_some_and(|it| !it.iter().any(|it| it.blocks())));
        step(&clerk, id, ReportStep::Return, "Sửa số").await.unwrap();
        assert_eq!(found(&clerk).await, None, "the office sees what it received, which was checked then");
        assert!(found(&editor).await.is_some());
        step(&office.of("head.pgddt").await, id, ReportStep::Send, "").await.unwrap();
        step(&clerk, id, ReportStep::Accept, "").await.unwrap();
        assert_eq!(found(&clerk).await, None);
    }

    async fn the_unit_hears_that_its_report_came_back(office) {
        let (id, _) = sent(&office).await;
        step(&office.of("office").await, id, ReportStep::Return, "Thiếu số").await.unwrap();
        for name in ["editor.pgddt", "head.pgddt"] {
            let told = giaoban::notice::server::list(&office.of(name).await).await.unwrap();
            assert!(format!("{:?}", told.lines).contains("Thiếu số"), "{name}");
        }
    }

    async fn every_refusal_has_its_reason(office) {
        let (id, _) = sent(&office).await;
        let at = async |name: &str, which, reason: &str| step(&office.of(name).await, id, which, reason).await;
        assert_eq!(at("office", ReportStep::Reopen, "x").await, Err(Denial::WrongState.into()));
        assert_eq!(at("head.pgddt", ReportStep::Send, "").await, Err(Denial::WrongState.into()));
        assert_eq!(at("head.pgddt", ReportStep::Accept, "").await, Err(Denial::NotAllowed.into()));
        assert_eq!(at("editor.pvhtt", ReportStep::Submit, "").await, Err(Denial::NotPublished.into()));
        let Err(Error::Invalid(fields)) = at("office", ReportStep::Return, "  ").await else { panic!() };
        assert_eq!(fields.on("reason"), Some(&Problem::Required));
        let phone = office.on("office", Device::Phone).await;
        assert_eq!(step(&phone, id, ReportStep::Accept, "").await, Err(Denial::ReadOnlyDevice.into()));
    }

    async fn changes_since_acceptance_are_counted(office) {
        let (id, passage) = sent(&office).await;
        let (editor, clerk) = (office.of("editor.pgddt").await, office.of("office").await);
        step(&clerk, id, ReportStep::Accept, "").await.unwrap();
        assert_eq!(reports::sheet(&clerk, id).await.unwrap().since_accepted, None);
        step(&clerk, id, ReportStep::Reopen, "Đính chính").await.unwrap();
        rewrite(&editor, id, passage, "Có 5 em đạt giải cấp tỉnh.").await;
        let sheet = reports::sheet(&editor, id).await.unwrap();
        reports::save_cells(&editor, id, vec![edit(&sheet, "GD11", Column::Actual, "5")]).await.unwrap();
        answer_warnings(&editor, id).await;
        step(&office.of("head.pgddt").await, id, ReportStep::Send, "").await.unwrap();
        let sheet = reports::sheet(&clerk, id).await.unwrap();
        let (number, count) = sheet.since_accepted.unwrap();
        assert_eq!((number, count.passages), (3, 1));
        assert!(count.cells >= 1);
        assert_eq!(sheet.report.changes_after_acceptance, 1);
    }

    async fn two_versions_are_compared_word_by_word_and_one_comes_back(office) {
        let (id, passage) = sent(&office).await;
        let (editor, clerk) = (office.of("editor.pgddt").await, office.of("office").await);
        step(&clerk, id, ReportStep::Return, "Sửa số").await.unwrap();
        rewrite(&editor, id, passage, "Có 5 em đạt giải cấp tỉnh.\nTỷ lệ chuyên cần đạt 98%.").await;
        step(&office.of("head.pgddt").await, id, ReportStep::Send, "").await.unwrap();
        let asked = Compare { from: Some(2), to: Some(4), all: false };
        let compared = reports::history(&clerk, id, asked).await.unwrap().compared.unwrap();
        assert_eq!((compared.count.passages, compared.passages[0].fate), (1, Fate::Changed));
        let told = format!("{:?}", compared.passages[0].pieces);
        assert!(told.contains("Removed(\"4\")") && told.contains("Added(\"5\")"), "{told}");
        let all = reports::history(&clerk, id, Compare { all: true, ..asked }).await.unwrap().compared.unwrap();
        assert!(all.cells.iter().any(|it| it.fate == Fate::Same));

        step(&clerk, id, ReportStep::Return, "Lấy lại bản cũ").await.unwrap();
        reports::restore(&editor, id, 2).await.unwrap();
        let sheet = reports::sheet(&editor, id).await.unwrap();
        assert_eq!(text(&sheet, passage), FIRST);
        let since = Compare { from: Some(2), to: None, all: false };
        let compared = reports::history(&editor, id, since).await.unwrap().compared.unwrap();
        assert!(compared.count.is_none(), "{compared:?}");
    }

    /// What stood before is not lost, and what cannot be put back is told.
    async fn restoring_keeps_what_stood_and_what_came_of_it(office) {
        let (id, passage) = sent(&office).await;
        let (editor, clerk) = (office.of("editor.pgddt").await, office.of("office").await);
        step(&clerk, id, ReportStep::Return, "Sửa số").await.unwrap();
        let received = reports::history(&clerk, id, Compare { from: None, to: None, all: false }).await.unwrap().versions.len();
        rewrite(&editor, id, passage, "Có 5 em đạt giải cấp tỉnh.").await;
        let sheet = reports::sheet(&editor, id).await.unwrap();
        reports::save_cells(&editor, id, vec![edit(&sheet, "GD11", Column::Actual, "6")]).await.unwrap();
        let before = reports::sheet(&editor, id).await.unwrap();

        let restored = reports::restore(&editor, id, 2).await.unwrap();
        assert_eq!((restored.left, restored.report.state), (Vec::<String>::new(), ReportState::Returned));
        assert_eq!(restored.report.revision, before.report.revision, "nobody's tab is closed");
        let sheet = reports::sheet(&editor, id).await.unwrap();
        assert_eq!((text(&sheet, passage), row(&sheet, "GD11").figure.value), (FIRST.to_owned(), None));
        let [last, kept, ..] = &sheet.versions[..] else { panic!("{:?}", sheet.versions) };
        assert_eq!((last.step, kept.step), (ReportStep::Restore, ReportStep::Keep));
        assert_eq!((last.reason.as_deref(), kept.reason.as_deref()), (Some("2"), Some("2")));
        let since = Compare { from: Some(2), to: Some(kept.number), all: false };
        let compared = reports::history(&editor, id, since).await.unwrap().compared.unwrap();
        assert!(compared.cells.iter().any(|it| it.code == "GD11" && it.after == "6"), "{compared:?}");
        let theirs = reports::history(&clerk, id, Compare { from: None, to: None, all: false }).await.unwrap().versions;
        assert_eq!(theirs.len(), received, "a draft is not the office's to open");

        // Back again: what stands is the newest version already, and is not kept twice.
        reports::restore(&editor, id, kept.number).await.unwrap();
        let sheet = reports::sheet(&editor, id).await.unwrap();
        assert_eq!(text(&sheet, passage), "Có 5 em đạt giải cấp tỉnh.");
        assert_eq!(row(&sheet, "GD11").figure.value, Some(6.into()));
        let steps: Vec<_> = sheet.versions.iter().take(3).map(|it| it.step).collect();
        assert_eq!(steps, [ReportStep::Restore, ReportStep::Restore, ReportStep::Keep]);
    }

    async fn what_cannot_be_put_back_is_told(office) {
        let id = report_of(&office, "PGDDT").await;
        let editor = office.of("editor.pgddt").await;
        let decimals = async |many: i32| {
            let indicator = row(&reports::sheet(&editor, id).await.unwrap(), "GD11").indicator.clone();
            indicator_version::Entity::update_many()
                .col_expr(indicator_version::Column::Decimals, Expr::value(many))
                .filter(indicator_version::Column::IndicatorId.eq(indicator.id))
                .exec(&editor.db)
                .await
                .unwrap();
        };
        let write = async |text: &str| {
            let sheet = reports::sheet(&editor, id).await.unwrap();
            reports::save_cells(&editor, id, vec![edit(&sheet, "GD11", Column::Actual, text)]).await.unwrap();
        };
        decimals(1).await;
        write("4,5").await;
        fill(&editor, id, FIRST).await;
        step(&editor, id, ReportStep::Submit, "").await.unwrap();
        step(&office.of("head.pgddt").await, id, ReportStep::Return, "Làm tròn").await.unwrap();
        decimals(0).await;
        write("5").await;
        let restored = reports::restore(&editor, id, 1).await.unwrap();
        assert_eq!(restored.left, ["GD11"]);
        let figure = row(&reports::sheet(&editor, id).await.unwrap(), "GD11").figure.clone();
        assert_eq!(figure.value, Some(5.into()));
    }

    async fn what_the_unit_says_while_it_writes_stays_with_it(office) {
        let (editor, clerk) = (office.of("editor.pgddt").await, office.of("office").await);
        let id = report_of(&office, "PGDDT").await;
        let passage = fill(&editor, id, FIRST).await;
        let whole = Anchor::Paragraph { passage, block: None };
        let begun = comments::add(&editor, id, whole.clone(), said("Xem lại câu đầu")).await.unwrap();
        assert!(begun.threads[0].inner && begun.may_comment);
        for name in ["office", "reader", "editor.pvhtt", "chair"] {
            let cx = office.of(name).await;
            let hidden = comments::list(&cx, id).await.unwrap_err();
            assert_eq!(hidden, Error::Denied(Denial::NotPublished), "{name}");
            let refused = comments::add(&cx, id, whole.clone(), said("Tôi cũng nói")).await.unwrap_err();
            assert_eq!(refused, Error::Denied(Denial::NotPublished), "{name}");
        }
        let phone = office.on("editor.pgddt", Device::Phone).await;
        assert_eq!(comments::list(&phone, id).await.unwrap().threads.len(), 1);
        let refused = comments::add(&phone, id, whole.clone(), said("Từ điện thoại")).await.unwrap_err();
        assert_eq!(refused, Error::Denied(Denial::ReadOnlyDevice));

        step(&office.of("head.pgddt").await, id, ReportStep::Send, "").await.unwrap();
        assert!(comments::list(&clerk, id).await.unwrap().threads.is_empty());
        let asked = comments::add(&clerk, id, whole, said("Số này lấy ở đâu?")).await.unwrap();
        assert_eq!(asked.threads.len(), 1);
        let thread = asked.threads[0].id();
        assert_eq!(comments::list(&editor, id).await.unwrap().threads.len(), 2);
        let answered = comments::reply(&editor, thread, said("Theo sổ của trường")).await.unwrap();
        let shared = answered.threads.iter().find(|it| it.id() == thread).unwrap();
        assert_eq!(shared.comments.len(), 2);
        // The office cannot reach the unit's own thread even by its number.
        let inner = begun.threads[0].id();
        assert_eq!(comments::reply(&clerk, inner, said("?")).await.unwrap_err(), Error::NotFound);
    }

    async fn a_comment_is_its_authors_to_word_and_both_sides_to_settle(office) {
        let (id, passage) = sent(&office).await;
        let (editor, clerk) = (office.of("editor.pgddt").await, office.of("office").await);
        let whole = Anchor::Paragraph { passage, block: None };
        let thread = comments::add(&clerk, id, whole.clone(), said("Rõ hơn")).await.unwrap().threads[0].id();
        let refused = comments::reword(&editor, thread, said("Sửa lời người khác")).await.unwrap_err();
        assert_eq!(refused, Error::Denied(Denial::NotAllowed));
        let mended = comments::reword(&clerk, thread, said("Nêu rõ nguồn số liệu")).await.unwrap();
        assert_eq!(mended.threads[0].comments[0].body, "Nêu rõ nguồn số liệu");
        assert!(mended.threads[0].comments[0].edited_at.is_some());
        let settled = comments::settle(&editor, thread, true).await.unwrap();
        assert!(settled.threads[0].resolved.is_some());
        let again = comments::reply(&clerk, thread, said("Chưa đủ")).await.unwrap();
        assert!(again.threads[0].resolved.is_none());
        for empty in ["", "  "] {
            let Err(Error::Invalid(fields)) = comments::add(&clerk, id, whole.clone(), said(empty)).await else {
                panic!()
            };
            assert_eq!(fields.on("body"), Some(&Problem::Required));
        }
        let nowhere = Anchor::Paragraph { passage, block: Some("khong-co".into()) };
        assert!(matches!(comments::add(&clerk, id, nowhere, said("?")).await, Err(Error::Invalid(_))));
        assert_eq!(comments::settle(&clerk, CommentId::fresh(), true).await.unwrap_err(), Error::NotFound);
    }

    async fn a_comment_follows_its_paragraph(office) {
        let editor = office.of("editor.pgddt").await;
        let id = report_of(&office, "PGDDT").await;
        let passage = fill(&editor, id, FIRST).await;
        let sheet = reports::sheet(&editor, id).await.unwrap();
        let now = sheet.sections.iter().flat_map(|it| &it.passages).find(|it| it.id == passage).unwrap();
        let blocks = now.blocks();
        let block = giaoban::report::Block::lines(&blocks)[0].id.to_owned();
        let on = Anchor::Paragraph { passage, block: Some(block) };
        comments::add(&editor, id, on, said("Kiểm tra số em")).await.unwrap();
        let state = async || comments::list(&editor, id).await.unwrap().threads[0].state;
        assert_eq!(state().await, AnchorState::Same);
        rewrite(&editor, id, passage, "Có 5 em đạt giải cấp tỉnh.\nTỷ lệ chuyên cần đạt 98%.").await;
        assert_eq!(state().await, AnchorState::Changed);
        rewrite(&editor, id, passage, "Tỷ lệ chuyên cần đạt 98%.").await;
        assert_eq!(state().await, AnchorState::Gone);

        let sheet = reports::sheet(&editor, id).await.unwrap();
        let indicator = row(&sheet, "GD11").indicator.id;
        let cell = Anchor::Cell { indicator, column: Column::Actual };
        comments::add(&editor, id, cell.clone(), said("Chờ Sở")).await.unwrap();
        reports::save_cells(&editor, id, vec![edit(&sheet, "GD11", Column::Actual, "5")]).await.unwrap();
        let all = comments::list(&editor, id).await.unwrap();
        let found = all.threads.iter().find(|it| it.anchor == cell).unwrap();
        assert_eq!((found.state, found.quote.as_str()), (AnchorState::Changed, ""));
    }

    async fn who_is_named_hears_of_it_and_only_those_who_may_read_are_named(office) {
        let (editor, head) = (office.of("editor.pgddt").await, office.of("head.pgddt").await);
        let id = report_of(&office, "PGDDT").await;
        let passage = fill(&editor, id, FIRST).await;
        let people = comments::people(&editor, id).await.unwrap();
        assert!(people.iter().any(|it| it.id == head.actor.person && !it.outside));
        let reader = office.of("reader").await;
        assert!(!people.iter().any(|it| it.id == reader.actor.person));
        let whole = Anchor::Paragraph { passage, block: None };
        let name = head.actor.name.clone();
        let input = CommentInput { body: format!("Nhờ @{name} xem"), mentions: vec![head.actor.person] };
        let done = comments::add(&editor, id, whole.clone(), input).await.unwrap();
        assert_eq!(done.threads[0].comments[0].mentions[0].name, name);
        let told = giaoban::notice::server::list(&head).await.unwrap();
        assert!(told.lines.iter().any(|it| it.link.contains("#comment-")), "{told:?}");
        // A stranger, and the office in what stays with the unit.
        for outsider in [reader.actor.person, office.of("office").await.actor.person] {
            let input = CommentInput { body: "Nhờ xem".into(), mentions: vec![outsider] };
            let Err(Error::Invalid(fields)) = comments::add(&editor, id, whole.clone(), input).await else {
                panic!()
            };
            assert_eq!(fields.on("mentions"), Some(&Problem::Unknown));
        }
        let foreign = comments::people(&office.of("editor.pvhtt").await, id).await;
        assert_eq!(foreign.unwrap_err(), Error::Denied(Denial::NotPublished));
    }

    async fn a_task_is_told_of_within_the_report(office) {
        let cx = office.of("editor.pyt").await;
        let period = giaoban::period::server::by_code(&cx.db, "2016-H2").await.unwrap();
        let lines = reports::lines(&cx, &period).await.unwrap();
        let id = lines.into_iter().find(|it| it.unit.code == "PYT").unwrap().report.id;
        let task = reports::sheet(&cx, id).await.unwrap().tasks[0].id;
        let told = ProgressDraft { body: "Đã kiểm tra 12 cơ sở".into(), percent: Some(40) };
        let line = reports::tell_task(&cx, id, task, told.clone()).await.unwrap();
        assert_eq!(line.percent, Some(40));
        let sheet = giaoban::task::server::sheet(&cx, task).await.unwrap();
        assert_eq!(sheet.progress[0].report, Some(id));
        let foreign = office.of("editor.pgddt").await;
        let refused = reports::tell_task(&foreign, id, task, told.clone()).await.unwrap_err();
        assert_eq!(refused, Error::Denied(Denial::NotAllowed));
        let phone = office.on("editor.pyt", Device::Phone).await;
        let refused = reports::tell_task(&phone, id, task, told).await.unwrap_err();
        assert_eq!(refused, Error::Denied(Denial::ReadOnlyDevice));
    }

    async fn a_step_is_taken_by_a_plain_form(office) {
        let (id, _) = sent(&office).await;
        let clerk = office.signed_in("office").await;
        let page = clerk.get(&format!("/reports/{id}")).await;
        assert!(page.text.contains(&format!("/reports/{id}/steps/accept")), "{}", page.text);
        let question = clerk.get(&format!("/reports/{id}/steps/return")).await;
        assert!(question.status == StatusCode::OK && question.text.contains("name=\"reason\""));
        let seen = reports::sheet(&office.of("office").await, id).await.unwrap().report.revision;
        let post = async |browser: &crate::office::Browser, which: &str, reason: &str| {
            let form = format!("seen={seen}&reason={reason}");
            browser.form(&format!("/reports/{id}/steps/{which}"), &form).await
        };
        let unnamed = post(&clerk, "return", "").await;
        assert!(unnamed.location.contains("refused=reason"), "{}", unnamed.location);
        assert!(clerk.get(&unnamed.location).await.text.contains("Cần điền."));
        let wrong = post(&clerk, "reopen", "vi").await;
        assert!(wrong.location.contains("refused=state"), "{}", wrong.location);
        let sentence = clerk.get(&format!("/reports/{id}/steps/reopen")).await;
        assert!(sentence.text.contains("Chỉ mở lại được báo cáo đã tiếp nhận."), "{}", sentence.text);
        let reader = office.signed_in("reader").await;
        assert!(post(&reader, "accept", "").await.location.contains("refused=denied"));
        let phone = office.phone("office").await;
        assert!(post(&phone, "accept", "").await.location.contains("refused=phone"));
        assert!(post(&office.stranger(), "accept", "").await.location.starts_with("/login"));
        let done = post(&clerk, "return", "Thieu+so").await;
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, format!("/reports/{id}").as_str()));
        let page = clerk.get(&format!("/reports/{id}")).await;
        assert!(page.text.contains("Đây là phiên bản"), "{}", page.text);
        let stale = post(&clerk, "accept", "").await;
        assert!(stale.location.contains("refused="), "{}", stale.location);
    }
}
