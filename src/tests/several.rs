//! A unit that reports one period by two regimes: two reports that ask for the same, each with its own figures.

use crate::office::Office;
use crate::on_both;
use giaoban::bloc::server as bloc;
use giaoban::error::{Denial, Error};
use giaoban::id::{IndicatorId, ReportId};
use giaoban::indicator::{Column, FigureState};
use giaoban::period::PeriodKind;
use giaoban::regime::server as regimes;
use giaoban::regime::{OpenInput, RegimeInput};
use giaoban::report::server as reports;
use giaoban::report::server::entity::report;
use giaoban::report::{CellEdit, CellOutcome, GridRow, ReportSheet, ReportState, ReportStep, cell_text};
use giaoban::server::Context;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

const PERIOD: &str = "2016-H1";
const SPECIAL: &str = "CHUYEN-DE";

/// The sample's half-year, reported by a second regime too; the education office's report by the bloc's own
/// regime, and that by the second.
async fn both(office: &Office) -> (ReportId, ReportId) {
    let cx = office.of("office").await;
    let input = RegimeInput {
        code: SPECIAL.into(),
        name_vi: "Báo cáo chuyên đề".into(),
        legal_basis: "Nghị định 09/2019/NĐ-CP".into(),
        cadence: vec![PeriodKind::Half],
        ..RegimeInput::of(None)
    };
    regimes::define(&cx, &input).await.unwrap();
    let before = of_unit(&cx).await;
    let sheet =
        regimes::propose(&cx, Some(SPECIAL), Some(PeriodKind::Half), Some(2016), Some(1)).await.unwrap();
    let dates = giaoban::regime::DatesInput::of(&sheet.proposed.unwrap().proposal.dates);
    let input = OpenInput {
        regime: SPECIAL.into(),
        kind: PeriodKind::Half,
        year: 2016,
        ordinal: 1,
        dates,
        confirmed: true,
    };
    assert_eq!(regimes::open(&cx, &input).await.unwrap(), PERIOD);
    let after = of_unit(&cx).await;
    let further = after.into_iter().find(|it| !before.contains(it)).unwrap();
    (before[0], further)
}

/// The education office's reports of the period.
async fn of_unit(cx: &Context) -> Vec<ReportId> {
    let period = giaoban::period::server::by_code(&cx.db, PERIOD).await.unwrap();
    let org = giaoban::org::server::at(&cx.db, period.cut_off).await.unwrap();
    let rows = report::Entity::find()
        .filter(report::Column::PeriodId.eq(period.id))
        .filter(report::Column::UnitId.eq(org.unit_by_code("PGDDT").unwrap().id))
        .all(&cx.db)
        .await
        .unwrap();
    rows.into_iter().map(|it| it.id).collect()
}

fn row<'a>(sheet: &'a ReportSheet, code: &str) -> &'a GridRow {
    sheet.sections.iter().flat_map(|it| &it.rows).find(|it| it.indicator.code == code).unwrap()
}

async fn write(cx: &Context, id: ReportId, code: &str, column: Column, text: &str) -> IndicatorId {
    let sheet = reports::sheet(cx, id).await.unwrap();
    let row = row(&sheet, code);
    let edit = CellEdit {
        indicator: row.indicator.id,
        column,
        text: text.into(),
        base: cell_text(&row.figure, column),
        sent: Vec::new(),
    };
    let outcomes = reports::save_cells(cx, id, vec![edit]).await.unwrap();
    assert!(matches!(outcomes[..], [CellOutcome::Saved { .. }]), "{outcomes:?}");
    row.indicator.id
}

async fn step(cx: &Context, id: ReportId, step: ReportStep) -> ReportState {
    let seen = reports::sheet(cx, id).await.unwrap().report.revision;
    reports::take_step(cx, id, step, "", seen).await.unwrap().state
}

/// Sends a report with a reason for everything that is missing.
async fn send(office: &Office, id: ReportId) {
    let head = office.of("head.pgddt").await;
    let sheet = reports::sheet(&head, id).await.unwrap();
    let missing =
        |it: &&GridRow| it.due && it.figure.state == FigureState::Missing && it.figure.reason.is_none();
    let edits = sheet.sections.iter().flat_map(|it| &it.rows).filter(missing).map(|it| CellEdit {
        indicator: it.indicator.id,
        column: Column::Reason,
        text: "Chưa tổng hợp xong".into(),
        base: String::new(),
        sent: Vec::new(),
    });
    reports::save_cells(&head, id, edits.collect()).await.unwrap();
    assert_eq!(step(&head, id, ReportStep::Send).await, ReportState::Sent);
}

on_both! {
    async fn each_report_has_its_own_figures(office) {
        let (own, special) = both(&office).await;
        let editor = office.of("editor.pgddt").await;
        let indicator = write(&editor, own, "GD11", Column::Actual, "4").await;
        let other = reports::sheet(&editor, special).await.unwrap();
        assert_eq!(row(&other, "GD11").figure.value, None, "a draft of another report");
        write(&editor, special, "GD11", Column::Reason, "Chờ kết quả của Sở").await;
        let sheet = reports::sheet(&editor, own).await.unwrap();
        let figure = &row(&sheet, "GD11").figure;
        assert_eq!((figure.value, figure.reason.as_deref()), (Some(4.into()), None));
        let story = reports::story(&editor, special, indicator).await.unwrap();
        assert_eq!((story.figure.value, story.figure.state), (None, FigureState::Missing));
        let fresh = reports::fresh(&editor, own, editor.now()).await.unwrap();
        let told = fresh.figures.iter().find(|it| it.figure.indicator == indicator).unwrap();
        assert_eq!(told.figure.value, Some(4.into()));
    }

    async fn an_accepted_report_shows_nothing_of_a_draft_beside_it(office) {
        let (own, special) = both(&office).await;
        let editor = office.of("editor.pgddt").await;
        let indicator = write(&editor, own, "GD11", Column::Actual, "4").await;
        send(&office, special).await;
        step(&office.of("office").await, special, ReportStep::Accept).await;

        let reader = office.of("reader").await;
        let shown = reports::sheet(&reader, special).await.unwrap();
        assert_eq!(row(&shown, "GD11").figure.value, None);
        assert_eq!(reports::story(&reader, special, indicator).await.unwrap().figure.value, None);
        assert_eq!(reports::sheet(&reader, own).await.unwrap_err(), Error::Denied(Denial::NotPublished));
        let kept = reports::history(&editor, special, giaoban::report::Compare { from: None, to: None, all: true });
        let kept = kept.await.unwrap();
        let cells = kept.compared.map(|it| it.cells).unwrap_or_default();
        assert!(cells.iter().all(|it| it.code != "GD11" || it.after != "4"), "{cells:?}");
    }

    async fn what_is_published_speaks_for_the_unit(office) {
        let (own, special) = both(&office).await;
        let editor = office.of("editor.pgddt").await;
        write(&editor, special, "GD11", Column::Actual, "7").await;
        send(&office, special).await;
        step(&office.of("office").await, special, ReportStep::Accept).await;
        write(&editor, own, "GD11", Column::Actual, "4").await;
        let sheet =
            giaoban::indicator::server::reading(&editor, "GD11", Some(PERIOD.into()), None).await.unwrap().sheet;
        let value = sheet.trend.iter().find(|it| it.period.code == PERIOD).unwrap();
        let mine = value.units.iter().find(|it| it.unit.code == "PGDDT").unwrap();
        assert_eq!((mine.figure.value, mine.report, mine.published), (Some(7.into()), Some(special), true));
    }

    async fn a_unit_has_sent_when_it_has_sent_each(office) {
        let (own, special) = both(&office).await;
        let cx = office.of("office").await;
        let line = async || {
            let board = bloc::board(&cx).await.unwrap();
            board.lines.into_iter().find(|it| it.period.code == PERIOD).unwrap()
        };
        let before = line().await;
        assert_eq!((before.reporters, before.sent, before.accepted), (11, 0, 0), "each owes the second report");
        send(&office, special).await;
        step(&cx, special, ReportStep::Accept).await;
        let after = line().await;
        assert_eq!((after.sent, after.accepted), (0, 0));
        assert!(after.missing.iter().any(|it| it.code == "PGDDT"));

        let sheet = bloc::sheet(&cx, PERIOD).await.unwrap();
        let mine: Vec<_> = sheet.reporters.iter().filter(|it| it.unit.code == "PGDDT").collect();
        let state = |id| mine.iter().find(|it| it.line.as_ref().is_some_and(|it| it.report.id == id)).unwrap().state();
        assert_eq!((mine.len(), state(special)), (2, Some(ReportState::Accepted)));
        assert_eq!(mine.iter().filter(|it| it.sent_at.is_some()).count(), 1);
        let titles: Vec<_> = mine.iter().filter_map(|it| it.title.as_ref()).map(|it| it.vi.as_str()).collect();
        assert!(titles.len() == 2 && titles.contains(&"Báo cáo chuyên đề"), "{titles:?}");

        send(&office, own).await;
        assert!(line().await.missing.iter().all(|it| it.code != "PGDDT"));
        assert_eq!(line().await.sent, 1);
    }

    async fn a_unit_is_reminded_of_the_report_that_has_not_come(office) {
        let (own, special) = both(&office).await;
        let cx = office.of("office").await;
        send(&office, special).await;
        let outcome = bloc::remind(&cx, PERIOD, &[], false).await.unwrap();
        assert!(outcome.told.iter().any(|it| it == "PGDDT"), "{outcome:?}");
        let told = giaoban::notice::server::list(&office.of("editor.pgddt").await).await.unwrap();
        let links: Vec<_> = told.lines.iter().map(|it| it.link.as_str()).collect();
        assert_eq!(links, [giaoban::route::report(own)]);
        // The health office sent the bloc's own report long ago.
        let other = giaoban::notice::server::list(&office.of("editor.pyt").await).await.unwrap();
        assert_eq!(other.lines.len(), 1);
        let giaoban::notice::Message::Reminder { period, .. } = &other.lines[0].message else { panic!("{other:?}") };
        assert!(period.vi.starts_with("Báo cáo chuyên đề, "), "{period:?}");
        let both = giaoban::notice::server::list(&office.of("editor.hctd").await).await.unwrap();
        assert_eq!(both.lines.len(), 2);
    }
}
