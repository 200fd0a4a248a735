//! A unit's report: writing into it, its way through the offices, and who sees it when.

use crate::office::Office;
use crate::on_both;
use axum::http::StatusCode;
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, Problem};
use giaoban::id::ReportId;
use giaoban::indicator::{Column, FigureState};
use giaoban::report::server as reports;
use giaoban::report::{
    CellEdit, CellOutcome, Compare, Grade, GridRow, PassageEdit, PassageKind, PassageOutcome, ReportSheet,
    ReportState, ReportStep,
};
use giaoban::server::Context;

const PERIOD: &str = "2016-H1";

async fn report_of(office: &Office, unit: &str) -> ReportId {
    let cx = office.of("office").await;
    let period = giaoban::period::server::by_code(&cx.db, PERIOD).await.unwrap();
    let lines = reports::lines(&cx, &period).await.unwrap();
    lines.into_iter().find(|it| it.unit.code == unit).unwrap().report.id
}

/// The open report of the education office, as its editor sees it.
async fn open(office: &Office) -> (Context, ReportSheet) {
    let cx = office.of("editor.pgddt").await;
    let id = report_of(office, "PGDDT").await;
    let sheet = reports::sheet(&cx, id).await.unwrap();
    (cx, sheet)
}

fn row<'a>(sheet: &'a ReportSheet, code: &str) -> &'a GridRow {
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

fn written(sheet: &ReportSheet, body: &str) -> PassageEdit {
    PassageEdit {
        id: giaoban::id::PassageId::fresh(),
        sector: sheet.sections[0].sector.id,
        kind: PassageKind::Assessment,
        body: body.into(),
        grade: Some(Grade::Good),
        seen: 0,
        sent: Vec::new(),
    }
}

/// A version held against the present.
const fn since(number: i32) -> Compare {
    Compare { from: Some(number), to: None, all: false }
}

/// Everything that is due gets a reason, so that the report can go.
async fn explain(cx: &Context, id: ReportId) {
    let sheet = reports::sheet(cx, id).await.unwrap();
    let rows = sheet.sections.iter().flat_map(|it| &it.rows);
    let edits = rows
        .filter(|it| it.due && it.figure.state == FigureState::Missing && it.figure.reason.is_none())
        .map(|it| edit(&sheet, &it.indicator.code, Column::Reason, "Chưa tổng hợp xong"))
        .collect();
    reports::save_cells(cx, id, edits).await.unwrap();
}

async fn step(cx: &Context, id: ReportId, step: ReportStep, reason: &str) -> Result<ReportState, Error> {
    let seen = reports::sheet(cx, id).await?.report.revision;
    reports::take_step(cx, id, step, reason, seen).await.map(|it| it.state)
}

on_both! {
    async fn a_cell_is_kept_as_a_number_and_told_again(office) {
        let (cx, sheet) = open(&office).await;
        let answer = reports::save_cells(&cx, sheet.report.id, vec![edit(&sheet, "GD11", Column::Actual, "04")]).await;
        let Ok([CellOutcome::Saved { figure, .. }]) = answer.as_deref() else { panic!("{answer:?}") };
        assert_eq!((figure.value, figure.state), (Some(4.into()), FigureState::Value));
        let again = reports::sheet(&cx, sheet.report.id).await.unwrap();
        assert_eq!(row(&again, "GD11").figure.value, Some(4.into()));
    }

    async fn a_refused_cell_holds_up_nobody(office) {
        let (cx, sheet) = open(&office).await;
        let edits = vec![
            edit(&sheet, "GD11", Column::Actual, "12a"),
            edit(&sheet, "GD11", Column::Reason, "Chờ kết quả của Sở"),
            edit(&sheet, "GD12", Column::Actual, "-3"),
        ];
        let answer = reports::save_cells(&cx, sheet.report.id, edits).await.unwrap();
        assert_eq!(answer[0], CellOutcome::Refused(Problem::NotANumber));
        assert!(matches!(answer[1], CellOutcome::Saved { .. }));
        assert_eq!(answer[2], CellOutcome::Refused(Problem::Negative));
    }

    async fn the_same_edit_twice_is_one_write(office) {
        let (cx, sheet) = open(&office).await;
        let edits = vec![edit(&sheet, "GD11", Column::Actual, "4"), edit(&sheet, "GD11", Column::Target, "5")];
        let first = reports::save_cells(&cx, sheet.report.id, edits.clone()).await.unwrap();
        let second = reports::save_cells(&cx, sheet.report.id, edits).await.unwrap();
        let revisions = |it: &[CellOutcome]| -> Vec<_> {
            it.iter()
                .map(|it| match it {
                    CellOutcome::Saved { figure, .. } => (figure.revision, figure.target_revision),
                    other => panic!("{other:?}"),
                })
                .collect()
        };
        assert_eq!(revisions(&first), revisions(&second));
    }

    async fn two_people_in_one_cell_are_told_and_in_one_row_are_not(office) {
        let (cx, sheet) = open(&office).await;
        let head = office.of("head.pgddt").await;
        let id = sheet.report.id;
        reports::save_cells(&head, id, vec![edit(&sheet, "GD11", Column::Actual, "4")]).await.unwrap();
        let mine = vec![
            edit(&sheet, "GD11", Column::Actual, "6"),
            edit(&sheet, "GD11", Column::Reason, "Đang rà soát"),
        ];
        let answer = reports::save_cells(&cx, id, mine).await.unwrap();
        let CellOutcome::Conflict { theirs, .. } = &answer[0] else { panic!("{answer:?}") };
        assert_eq!(theirs.value, Some(4.into()));
        assert!(matches!(answer[1], CellOutcome::Saved { .. }));
        let insisting = CellEdit { base: "4".into(), ..edit(&sheet, "GD11", Column::Actual, "6") };
        let answer = reports::save_cells(&cx, id, vec![insisting]).await.unwrap();
        assert!(matches!(answer[0], CellOutcome::Saved { .. }));
    }

    async fn a_lost_answer_is_no_conflict_with_oneself(office) {
        let (cx, sheet) = open(&office).await;
        let id = sheet.report.id;
        reports::save_cells(&cx, id, vec![edit(&sheet, "GD11", Column::Actual, "1")]).await.unwrap();
        let next = CellEdit { sent: vec!["1".into()], ..edit(&sheet, "GD11", Column::Actual, "12") };
        let answer = reports::save_cells(&cx, id, vec![next]).await.unwrap();
        assert!(matches!(answer[0], CellOutcome::Saved { .. }), "{answer:?}");
    }

    async fn a_figure_that_does_not_apply_has_no_value(office) {
        let (cx, sheet) = open(&office).await;
        let id = sheet.report.id;
        reports::save_cells(&cx, id, vec![edit(&sheet, "GD11", Column::Actual, "4")]).await.unwrap();
        let answer =
            reports::save_cells(&cx, id, vec![edit(&sheet, "GD11", Column::NotApplicable, "true")]).await.unwrap();
        let CellOutcome::Saved { figure, .. } = &answer[0] else { panic!("{answer:?}") };
        assert_eq!((figure.state, figure.value), (FigureState::NotApplicable, None));
    }

    async fn what_is_not_asked_for_is_not_taken(office) {
        let (cx, sheet) = open(&office).await;
        let later = sheet.sections.iter().flat_map(|it| &it.rows).find(|it| !it.due).unwrap();
        let edits = vec![edit(&sheet, &later.indicator.code, Column::Actual, "4")];
        let answer = reports::save_cells(&cx, sheet.report.id, edits).await.unwrap();
        assert_eq!(answer, [CellOutcome::Refused(Problem::Unknown)]);
    }

    async fn a_passage_is_written_mended_and_taken_out(office) {
        let (cx, sheet) = open(&office).await;
        let id = sheet.report.id;
        let first = written(&sheet, "Công tác giáo dục có chuyển biến.");
        for _ in 0..2 {
            let answer = reports::save_passages(&cx, id, vec![first.clone()]).await.unwrap();
            let PassageOutcome::Saved { passage, .. } = &answer[0] else { panic!("{answer:?}") };
            assert_eq!((passage.revision, passage.grade), (1, Some(Grade::Good)));
        }
        let stale = PassageEdit { body: "Bản của người khác".into(), ..first.clone() };
        let answer = reports::save_passages(&cx, id, vec![stale]).await.unwrap();
        assert!(matches!(answer[0], PassageOutcome::Conflict { .. }));
        let mended = PassageEdit { body: "Chuyển biến tốt.".into(), seen: 1, ..first.clone() };
        let answer = reports::save_passages(&cx, id, vec![mended]).await.unwrap();
        assert!(matches!(&answer[0], PassageOutcome::Saved { passage, .. } if passage.revision == 2));
        let removed = PassageEdit { body: String::new(), seen: 2, ..first.clone() };
        let answer = reports::save_passages(&cx, id, vec![removed]).await.unwrap();
        assert!(matches!(answer[0], PassageOutcome::Removed { .. }));
        let sheet = reports::sheet(&cx, id).await.unwrap();
        assert!(!sheet.sections.iter().flat_map(|it| &it.passages).any(|it| it.id == first.id));
    }

    async fn others_neither_read_nor_write_a_draft(office) {
        let (_, sheet) = open(&office).await;
        let id = sheet.report.id;
        for name in ["editor.pvhtt", "reader", "office", "chair"] {
            let cx = office.of(name).await;
            let seen = reports::sheet(&cx, id).await;
            assert_eq!(seen.unwrap_err(), Error::Denied(Denial::NotPublished), "{name}");
            let edits = vec![edit(&sheet, "GD11", Column::Actual, "4")];
            let answer = reports::save_cells(&cx, id, edits).await;
            assert_eq!(answer.unwrap_err(), Error::Denied(Denial::NotAllowed), "{name}");
        }
        let reader = office.signed_in("reader").await;
        assert_eq!(reader.get(&format!("/reports/{id}")).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_phone_reads_and_does_not_write(office) {
        let (_, sheet) = open(&office).await;
        let phone = office.on("editor.pgddt", Device::Phone).await;
        let shown = reports::sheet(&phone, sheet.report.id).await.unwrap();
        assert!(!shown.may_write && shown.steps.is_empty());
        let edits = vec![edit(&sheet, "GD11", Column::Actual, "4")];
        let answer = reports::save_cells(&phone, sheet.report.id, edits).await;
        assert_eq!(answer.unwrap_err(), Error::Denied(Denial::ReadOnlyDevice));
    }

    async fn a_report_with_figures_missing_does_not_go(office) {
        let (cx, sheet) = open(&office).await;
        let answer = step(&cx, sheet.report.id, ReportStep::Submit, "").await;
        let Err(Error::Invalid(fields)) = answer else { panic!("{answer:?}") };
        assert_eq!(fields.on("GD11"), Some(&Problem::Required));
        explain(&cx, sheet.report.id).await;
        assert_eq!(step(&cx, sheet.report.id, ReportStep::Submit, "").await, Ok(ReportState::Submitted));
    }

    async fn a_report_goes_its_way_and_leaves_a_version_at_each_step(office) {
        let (editor, sheet) = open(&office).await;
        let id = sheet.report.id;
        let (head, clerk) = (office.of("head.pgddt").await, office.of("office").await);
        explain(&editor, id).await;
        step(&editor, id, ReportStep::Submit, "").await.unwrap();
        let late = vec![edit(&sheet, "GD11", Column::Actual, "9")];
        let answer = reports::save_cells(&editor, id, late).await;
        assert_eq!(answer.unwrap_err(), Error::Denied(Denial::WrongState));

        step(&head, id, ReportStep::Send, "").await.unwrap();
        let nameless = step(&clerk, id, ReportStep::Return, " ").await;
        assert!(matches!(nameless, Err(Error::Invalid(fields)) if fields.on("reason") == Some(&Problem::Required)));
        step(&clerk, id, ReportStep::Return, "Thiếu số học sinh giỏi").await.unwrap();
        let sheet = reports::sheet(&editor, id).await.unwrap();
        assert_eq!(sheet.report.returned_reason.as_deref(), Some("Thiếu số học sinh giỏi"));
        reports::save_cells(&editor, id, vec![edit(&sheet, "GD11", Column::Actual, "4")]).await.unwrap();
        step(&head, id, ReportStep::Send, "").await.unwrap();
        step(&clerk, id, ReportStep::Accept, "").await.unwrap();
        assert_eq!(step(&clerk, id, ReportStep::Reopen, "Đính chính").await, Ok(ReportState::Returned));

        let history = reports::history(&editor, id, since(2)).await.unwrap();
        assert_eq!(reports::sheet(&editor, id).await.unwrap().report.changes_after_acceptance, 1);
        let steps: Vec<_> = history.versions.iter().rev().map(|it| (it.number, it.step)).collect();
        let taken = [
            ReportStep::Submit,
            ReportStep::Send,
            ReportStep::Return,
            ReportStep::Send,
            ReportStep::Accept,
            ReportStep::Reopen,
        ];
        assert_eq!(steps, (1..).zip(taken).collect::<Vec<_>>());
        let compared = history.compared.unwrap();
        assert!(compared.cells.iter().any(|it| it.code == "GD11" && it.after == "4" && it.before.is_empty()));

        reports::restore(&editor, id, 2).await.unwrap();
        let history = reports::history(&editor, id, since(2)).await.unwrap();
        assert!(history.compared.unwrap().count.is_none());
    }

    async fn a_step_is_taken_only_on_what_was_seen(office) {
        let (editor, sheet) = open(&office).await;
        let (id, seen) = (sheet.report.id, sheet.report.revision);
        explain(&editor, id).await;
        reports::take_step(&editor, id, ReportStep::Submit, "", seen).await.unwrap();
        let head = office.of("head.pgddt").await;
        let stale = reports::take_step(&head, id, ReportStep::Send, "", seen).await;
        assert_eq!(stale.unwrap_err(), Error::Conflict);
        let own = reports::take_step(&editor, id, ReportStep::Send, "", seen + 1).await;
        assert_eq!(own.unwrap_err(), Error::Denied(Denial::NotAllowed));
    }

    async fn a_locked_period_takes_nothing_more(office) {
        let (_, sheet) = open(&office).await;
        let mut later = office;
        later.at("2016-08-01T08:00:00");
        let cx = later.of("editor.pgddt").await;
        let edits = vec![edit(&sheet, "GD11", Column::Actual, "4")];
        let answer = reports::save_cells(&cx, sheet.report.id, edits).await;
        assert_eq!(answer.unwrap_err(), Error::Denied(Denial::Locked));
        let shown = reports::sheet(&cx, sheet.report.id).await.unwrap();
        assert!(!shown.may_write && shown.steps.is_empty());
    }

    async fn last_years_report_fills_its_own_column(office) {
        let (_, sheet) = open(&office).await;
        let figure = &row(&sheet, "GD03").figure;
        assert!(figure.prior_is_kept && figure.prior.is_some(), "{figure:?}");
        let edits = vec![edit(&sheet, "GD03", Column::Prior, "1")];
        let cx = office.of("editor.pgddt").await;
        let answer = reports::save_cells(&cx, sheet.report.id, edits).await.unwrap();
        assert!(matches!(answer[0], CellOutcome::Conflict { .. }));
    }

    async fn the_editor_owes_what_is_not_sent(office) {
        let owed = reports::owed(&office.of("editor.pgddt").await).await.unwrap();
        let periods: Vec<_> = owed.iter().map(|it| it.report.period.code.as_str()).collect();
        assert_eq!(periods, ["2016-H1", "2016-H2"]);
        assert!(reports::owed(&office.of("reader").await).await.unwrap().is_empty());
    }

    async fn a_report_reads_whole_without_a_script(office) {
        let id = report_of(&office, "PGDDT").await;
        let browser = office.signed_in("editor.pgddt").await;
        let page = browser.get(&format!("/reports/{id}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("GD03") && page.text.contains("đang soạn"), "{}", page.text);
        let form = browser.get(&format!("/reports/{id}/edit")).await;
        assert!(form.text.contains("data-row=\"0\""));
        // What it is drawn from is told once, to a device that runs the program.
        for drawn in [&page, &form] {
            let told: Vec<_> = drawn.text.split("id=\"told\">").skip(1).collect();
            let [told] = told[..] else { panic!("{} times: {}", told.len(), drawn.text) };
            let (json, _) = told.split_once("</script>").unwrap();
            let sheet: ReportSheet = serde_json::from_str(json).unwrap();
            assert_eq!(sheet, reports::sheet(&office.of("editor.pgddt").await, id).await.unwrap());
        }
        let on_phone = office.phone("editor.pgddt").await.get(&format!("/reports/{id}")).await;
        assert!(!on_phone.text.contains("id=\"told\""));
        let missing = browser.get("/reports/nothing").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
    }
}
