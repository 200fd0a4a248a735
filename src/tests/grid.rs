//! What stands beside the figures grid: a figure's story, others' writing, and whose value it is in a conflict.

use crate::office::Office;
use crate::on_both;
use axum::http::StatusCode;
use giaoban::error::{Denial, Error};
use giaoban::id::ReportId;
use giaoban::indicator::{Column, FigureState};
use giaoban::report::server as reports;
use giaoban::report::{CellEdit, CellOutcome, GridRow, ReportSheet, ReportStep, cell_text};
use giaoban::server::Context;
use tokio::task::JoinSet;

async fn open(office: &Office) -> (Context, ReportSheet) {
    let cx = office.of("editor.pgddt").await;
    let period = giaoban::period::server::by_code(&cx.db, "2016-H1").await.unwrap();
    let lines = reports::lines(&office.of("office").await, &period).await.unwrap();
    let id = lines.into_iter().find(|it| it.unit.code == "PGDDT").unwrap().report.id;
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
        base: cell_text(&row.figure, column),
        sent: Vec::new(),
    }
}

async fn save(cx: &Context, id: ReportId, edits: Vec<CellEdit>) {
    let outcomes = reports::save_cells(cx, id, edits).await.unwrap();
    assert!(outcomes.iter().all(|it| matches!(it, CellOutcome::Saved { .. })), "{outcomes:?}");
}

on_both! {
    async fn a_figure_tells_who_changed_what(office) {
        let (cx, sheet) = open(&office).await;
        let id = sheet.report.id;
        let indicator = row(&sheet, "GD11").indicator.id;
        save(&cx, id, vec![edit(&sheet, "GD11", Column::Actual, "4")]).await;
        let head = office.of("head.pgddt").await;
        let again = reports::sheet(&head, id).await.unwrap();
        save(&head, id, vec![edit(&again, "GD11", Column::Actual, "6"), edit(&again, "GD11", Column::Target, "9")]).await;

        let story = reports::story(&cx, id, indicator).await.unwrap();
        assert_eq!((story.figure.value, story.figure.target), (Some(6.into()), Some(9.into())));
        let told: Vec<_> = story
            .changes
            .iter()
            .filter(|it| it.column == Column::Actual)
            .map(|it| (it.by.clone().unwrap_or_default(), it.before.as_str(), it.after.as_str()))
            .collect();
        assert_eq!(told, [(head.actor.name.clone(), "4", "6"), (cx.actor.name.clone(), "", "4")]);
        let aimed = story.changes.iter().find(|it| it.column == Column::Target).unwrap();
        assert_eq!((aimed.by.as_deref(), aimed.after.as_str()), (Some(head.actor.name.as_str()), "9"));
    }

    async fn a_figure_tells_the_periods_before(office) {
        let (cx, sheet) = open(&office).await;
        let figure = &row(&sheet, "GD03").figure;
        let story = reports::story(&cx, sheet.report.id, row(&sheet, "GD03").indicator.id).await.unwrap();
        assert!(story.past.len() <= 12);
        assert!(story.past.iter().any(|it| it.value.is_some() && it.value == figure.prior), "{:?}", story.past);
        assert_eq!(story.figure.prior, figure.prior);
    }

    async fn what_others_write_is_told_with_their_name(office) {
        let (cx, sheet) = open(&office).await;
        let id = sheet.report.id;
        let since = cx.now() + chrono::Duration::seconds(5);
        assert_eq!(reports::fresh(&cx, id, since).await.unwrap().figures, []);
        let head = office.of("head.pgddt").await;
        let edits =
            vec![edit(&sheet, "GD11", Column::Actual, "4"), edit(&sheet, "GD12", Column::Target, "7")];
        save(&head, id, edits).await;
        let fresh = reports::fresh(&cx, id, cx.now()).await.unwrap();
        let writers: Vec<_> = fresh.figures.iter().filter_map(|it| it.writer.as_ref()).collect();
        assert_eq!(writers.len(), 2, "{fresh:?}");
        assert!(writers.iter().all(|it| it.person == head.actor.person && it.name == head.actor.name));
        let taken = fresh.figures.iter().find(|it| it.figure.indicator == row(&sheet, "GD11").indicator.id).unwrap();
        assert_eq!(taken.figure.value, Some(4.into()));
    }

    /// They may be kept in one transaction: what is refused to one is nothing to the others.
    async fn cells_typed_at_once_are_each_answered_by_themselves(office) {
        let (cx, sheet) = open(&office).await;
        let (id, stranger) = (sheet.report.id, office.of("editor.pyt").await);
        let due: Vec<_> = sheet.sections.iter().flat_map(|it| &it.rows).filter(|it| it.due).collect();
        assert!(due.len() > 8, "{}", due.len());
        let mut typing = JoinSet::new();
        for (at, row) in due.iter().enumerate() {
            let mut edit = edit(&sheet, &row.indicator.code, Column::Reason, &format!("Lý do {at}"));
            let (mine, theirs, foreign) = (cx.clone(), stranger.clone(), edit.clone());
            typing.spawn(async move { (at, true, reports::save_cells(&theirs, id, vec![foreign]).await) });
            if at == 0 {
                edit.base = "không phải điều đang có".into();
            }
            typing.spawn(async move { (at, false, reports::save_cells(&mine, id, vec![edit]).await) });
        }
        for (at, foreign, outcome) in typing.join_all().await {
            match (foreign, outcome) {
                (true, Err(Error::Denied(Denial::NotAllowed))) => {}
                (false, Ok(outcomes)) if at == 0 => assert!(matches!(outcomes[..], [CellOutcome::Conflict { .. }])),
                (false, Ok(outcomes)) => assert!(matches!(outcomes[..], [CellOutcome::Saved { .. }]), "{outcomes:?}"),
                other => panic!("{at}: {other:?}"),
            }
        }
        let after = reports::sheet(&cx, id).await.unwrap();
        for (at, before) in due.iter().enumerate() {
            let now = row(&after, &before.indicator.code).figure.reason.clone();
            let typed = if at == 0 { before.figure.reason.clone() } else { Some(format!("Lý do {at}")) };
            assert_eq!(now, typed, "{at}");
        }
    }

    async fn a_conflict_says_whose_value_it_is(office) {
        let (cx, sheet) = open(&office).await;
        let id = sheet.report.id;
        let head = office.of("head.pgddt").await;
        // The head's later reason is not what the editor's figure collides with.
        save(&cx, id, vec![edit(&sheet, "GD12", Column::Actual, "5")]).await;
        save(&head, id, vec![edit(&sheet, "GD11", Column::Actual, "4"), edit(&sheet, "GD12", Column::Reason, "Đã rà soát")]).await;
        let edits = vec![
            edit(&sheet, "GD11", Column::Actual, "6"),
            edit(&sheet, "GD12", Column::Actual, "8"),
            edit(&sheet, "GD11", Column::Reason, "Đang rà soát"),
        ];
        let outcomes = reports::save_cells(&cx, id, edits).await.unwrap();
        let writer = |at: usize| match &outcomes[at] {
            CellOutcome::Conflict { writer, .. } => writer.clone().unwrap(),
            other => panic!("{other:?}"),
        };
        assert_eq!(writer(0).name, head.actor.name);
        assert_eq!(writer(1).name, cx.actor.name);
        assert!(matches!(outcomes[2], CellOutcome::Saved { .. }));
    }

    async fn a_long_paste_goes_in_parts(office) {
        let (cx, sheet) = open(&office).await;
        let edits = vec![edit(&sheet, "GD11", Column::Actual, "4"); 1001];
        let answer = reports::save_cells(&cx, sheet.report.id, edits).await;
        assert_eq!(answer, Err(Error::TooMany(1000)));
        let each = sheet.sections.iter().flat_map(|it| &it.rows).filter(|it| it.due);
        let edits = each.map(|it| edit(&sheet, &it.indicator.code, Column::Reason, "Chưa tổng hợp")).collect();
        save(&cx, sheet.report.id, edits).await;
    }

    async fn a_drafts_story_is_its_units_alone(office) {
        let (cx, sheet) = open(&office).await;
        let (id, indicator) = (sheet.report.id, row(&sheet, "GD11").indicator.id);
        for name in ["editor.pvhtt", "reader", "chair"] {
            let other = office.of(name).await;
            let refused = Error::Denied(Denial::NotPublished);
            assert_eq!(reports::story(&other, id, indicator).await.unwrap_err(), refused, "{name}");
            assert_eq!(reports::fresh(&other, id, cx.now()).await.unwrap_err(), refused, "{name}");
            let answer = office.signed_in(name).await.get(&format!("/reports/{id}/figures/events")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        }
        let stranger = office.stranger().get(&format!("/reports/{id}/figures/events")).await;
        assert_ne!(stranger.status, StatusCode::OK);
    }

    /// Once a report is accepted everybody reads its figures, and only its unit how they came about.
    async fn drafts_in_a_figures_history_stay_with_the_unit(office) {
        let (cx, sheet) = open(&office).await;
        let (id, indicator) = (sheet.report.id, row(&sheet, "GD11").indicator.id);
        save(&cx, id, vec![edit(&sheet, "GD11", Column::Actual, "4")]).await;
        let again = reports::sheet(&cx, id).await.unwrap();
        save(&cx, id, vec![edit(&again, "GD11", Column::Actual, "6")]).await;
        let head = office.of("head.pgddt").await;
        let each = again.sections.iter().flat_map(|it| &it.rows).filter(|it| it.due && it.figure.state == FigureState::Missing);
        let reasons = each.filter(|it| it.indicator.code != "GD11");
        save(&cx, id, reasons.map(|it| edit(&again, &it.indicator.code, Column::Reason, "Chưa tổng hợp")).collect()).await;
        let clerk = office.of("office").await;
        for (cx, step) in [(&head, ReportStep::Send), (&clerk, ReportStep::Accept)] {
            let seen = reports::sheet(&head, id).await.unwrap().report.revision;
            reports::take_step(cx, id, step, "", seen).await.unwrap();
        }
        for name in ["reader", "office", "editor.pvhtt"] {
            let other = office.of(name).await;
            let story = reports::story(&other, id, indicator).await.unwrap();
            assert_eq!((story.figure.value, story.changes), (Some(6.into()), Vec::new()), "{name}");
            let fresh = reports::fresh(&other, id, cx.now()).await.unwrap();
            assert!(fresh.figures.iter().all(|it| it.writer.is_none()), "{name}");
        }
        let own = reports::story(&cx, id, indicator).await.unwrap();
        assert!(own.changes.iter().any(|it| it.before == "4" && it.after == "6"), "{:?}", own.changes);

        // What the report is not asked for is not told beside it.
        let all = giaoban::indicator::server::all(&cx.db).await.unwrap();
        let mine: Vec<_> = sheet.sections.iter().flat_map(|it| &it.rows).map(|it| it.indicator.id).collect();
        let foreign = all.iter().find(|it| !mine.contains(&it.id)).unwrap();
        assert_eq!(reports::story(&cx, id, foreign.id).await.unwrap_err(), Error::NotFound);
    }
}
