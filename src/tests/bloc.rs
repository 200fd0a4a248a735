//! The bloc's side of a period: who has sent, what is covered, the consolidated report.

use crate::on_both;
use axum::http::{StatusCode, header};
use calamine::{Reader, Xlsx, open_workbook_from_rs};
use giaoban::actor::{Device, Grant, Role, Scope};
use giaoban::bloc::server as bloc;
use giaoban::bloc::server::entity::consolidated_sentence;
use giaoban::bloc::{Consolidated, Gap, PeriodSheet, Reporter, Sentence, SourceState};
use giaoban::error::{Denial, Error};
use giaoban::id::{PeriodId, ReportId};
use giaoban::org::UnitKind;
use giaoban::org::server::entity::unit;
use giaoban::period::Level;
use giaoban::period::server::entity::{period_due, regime_unit};
use giaoban::report::server as reports;
use giaoban::report::server::entity::report;
use giaoban::report::{PassageEdit, ReportState, ReportStep};
use giaoban::server::Context;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::io::Cursor;

const PERIOD: &str = "2016-H1";

async fn sheet(cx: &Context) -> PeriodSheet {
    bloc::sheet(cx, PERIOD).await.unwrap()
}

fn reporter<'a>(sheet: &'a PeriodSheet, code: &str) -> &'a Reporter {
    sheet.reporters.iter().find(|it| it.unit.code == code).unwrap()
}

fn sentences<'a>(report: &'a Consolidated, sector: &str) -> &'a [Sentence] {
    &report.parts.iter().find(|it| it.sector.code == sector).unwrap().sentences
}

/// The sentences that came from a unit.
fn taken(report: &Consolidated, sector: &str) -> Vec<Sentence> {
    sentences(report, sector).iter().filter(|it| !it.computed).cloned().collect()
}

async fn reports_without_passages(cx: &Context, period: PeriodId) -> Vec<ReportId> {
    let speaking = reports::published_passages(&cx.db, period, None).await.unwrap();
    let rows = report::Entity::find()
        .filter(report::Column::PeriodId.eq(period))
        .filter(report::Column::State.eq(ReportState::Consolidated))
        .all(&cx.db)
        .await
        .unwrap();
    rows.into_iter().map(|it| it.id).filter(|id| speaking.iter().all(|it| it.1 != *id)).collect()
}

/// Reopens a unit's report, has its first passage changed, sent and accepted again.
async fn change_source(office: &crate::office::Office, unit: &str, body: &str) {
    let (cx, head) = (office.of("office").await, office.of(&format!("head.{}", unit.to_lowercase())).await);
    let board = sheet(&cx).await;
    let id = reporter(&board, unit).line.as_ref().unwrap().report.id;
    let step = async |cx: &Context, step, reason: &str| {
        let seen = reports::sheet(cx, id).await.unwrap().report.revision;
        reports::take_step(cx, id, step, reason, seen).await.unwrap();
    };
    step(&cx, ReportStep::Reopen, "Sửa một câu").await;
    let open = reports::sheet(&head, id).await.unwrap();
    let passage = open.sections.iter().flat_map(|it| &it.passages).next().unwrap().clone();
    let edit = PassageEdit {
        id: passage.id,
        sector: passage.sector,
        kind: passage.kind,
        body: body.into(),
        grade: passage.grade,
        seen: passage.revision,
        sent: Vec::new(),
    };
    reports::save_passages(&head, id, vec![edit]).await.unwrap();
    let reopened = bloc::consolidated(&cx, PERIOD).await.unwrap();
    let all: Vec<_> = reopened.parts.iter().flat_map(|it| &it.sentences).collect();
    let is_reopened = |it: &Sentence| it.source.as_ref().is_some_and(|it| it.state == SourceState::Reopened);
    assert!(all.iter().all(|it| !is_reopened(it) || it.newer.is_none()), "a draft is not shown");
    step(&head, ReportStep::Send, "").await;
    step(&cx, ReportStep::Accept, "").await;
}

on_both! {
    async fn it_is_known_who_has_sent_and_who_is_late(office) {
        let cx = office.of("office").await;
        let sheet = sheet(&cx).await;
        assert_eq!(sheet.reporters.len(), 11);
        assert_eq!(sheet.reporters.iter().filter(|it| it.sent_at.is_some()).count(), 8);
        assert_eq!(reporter(&sheet, "PGDDT").state(), Some(ReportState::Draft));
        assert_eq!(reporter(&sheet, "PDT").state(), Some(ReportState::Sent));
        let lines = bloc::board(&cx).await.unwrap().lines;
        let line = lines.iter().find(|it| it.period.code == PERIOD).unwrap();
        assert_eq!((line.reporters, line.sent, line.waiting, line.accepted), (11, 8, 2, 6));
    }

    async fn a_reader_learns_that_it_was_sent_and_no_more(office) {
        let cx = office.of("reader").await;
        let sheet = sheet(&cx).await;
        let sent = reporter(&sheet, "PDT");
        assert!(sent.sent_at.is_some() && sent.line.is_none() && !sent.readable);
        assert!(reporter(&sheet, "PGDDT").line.is_none());
        assert!(reporter(&sheet, "PYT").readable);
        let page = office.phone("reader").await.get("/periods/2016-H1").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("đang soạn") && !page.text.contains("Tiếp nhận</button>"));
    }

    async fn the_board_is_taken_out_as_a_workbook(office) {
        let read = async |username: &str| {
            let (name, body) = bloc::board_file(&office.of(username).await, PERIOD).await.unwrap();
            assert_eq!(name, "tien-do-2016-H1.xlsx");
            let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(body)).unwrap();
            let sheet = book.worksheet_range("Ai đã gửi").unwrap();
            let rows: Vec<Vec<String>> =
                sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
            rows
        };
        let rows = read("office").await;
        assert_eq!(rows[0][0], "6 tháng đầu năm 2016");
        let of = |rows: &[Vec<String>], unit: &str| rows.iter().find(|it| it[0] == unit).unwrap().clone();
        assert_eq!(rows.iter().skip(3).count(), 11);
        assert_eq!(of(&rows, "PGDDT")[2], "đang soạn");
        assert!(of(&rows, "PDT")[6].parse::<u32>().unwrap() > 0);
        let rows = read("reader").await;
        assert_eq!(&of(&rows, "PDT")[5..8], ["", "", ""], "a reader may not know");

        let path = "/periods/2016-H1/board.xlsx";
        let got = office.phone("reader").await.get(path).await;
        assert_eq!(got.status, StatusCode::OK);
        assert!(got.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("tien-do-2016-H1.xlsx"));
        assert!(office.stranger().get(path).await.location.starts_with("/login"));
        assert_eq!(office.signed_in("office").await.get("/periods/2099-H1/board.xlsx").await.status, StatusCode::NOT_FOUND);
    }

    /// A unit is late after the day of its own level.
    async fn a_report_is_due_by_its_units_level(office) {
        let cx = office.of("office").await;
        let before = sheet(&cx).await;
        let one = reporter(&before, "PGDDT");
        let (unit, due) = (one.unit.id, before.period.due_on);
        assert_eq!(one.due_on, due);
        let committee = before.dues.iter().find(|it| it.0 == Level::Committee).map(|it| it.1);
        let day = committee.unwrap_or(due + chrono::TimeDelta::days(9));
        if committee.is_none() {
            let row = period_due::ActiveModel {
                period_id: Set(before.period.id),
                level: Set(Level::Committee),
                due_on: Set(day),
            };
            period_due::Entity::insert(row).exec_without_returning(&cx.db).await.unwrap();
        }
        unit::Entity::update_many()
            .col_expr(unit::Column::Kind, Expr::value(UnitKind::Committee))
            .filter(unit::Column::Id.eq(unit))
            .exec(&cx.db)
            .await
            .unwrap();
        let after = sheet(&cx).await;
        assert_eq!((reporter(&after, "PGDDT").due_on, reporter(&after, "HCTD").due_on), (day, due));
        assert_ne!(day, due);
        let line = reporter(&after, "PGDDT").line.as_ref().unwrap();
        assert_eq!(line.report.period.due_on, day, "wherever the report is told of");
        let owed = reports::owed(&office.of("editor.pgddt").await).await.unwrap();
        assert!(owed.iter().any(|it| it.report.id == line.report.id && it.report.period.due_on == day));
        let page = office.signed_in("office").await.get("/periods/2016-H1").await.text;
        assert!(page.contains("Ủy ban 0/1 đã gửi") && page.contains("% đúng hạn"), "{page}");
    }

    async fn gaps_are_told_both_ways_round(office) {
        let cx = office.of("office").await;
        let sheet = sheet(&cx).await;
        let gap = |code: &str| sheet.coverage.iter().find(|it| it.sector.code == code).unwrap().gap;
        for code in ["TT", "BH", "DT", "DS", "BC"] {
            assert_eq!(gap(code), Some(Gap::ReportedWithoutTask), "{code}");
        }
        for code in ["CT", "KT", "QP", "KN"] {
            assert_eq!(gap(code), Some(Gap::TaskWithoutReport), "{code}");
        }
        for code in ["NV", "YT", "VH", "LD", "CHUNG"] {
            assert_eq!(gap(code), None, "{code}");
        }
    }

    async fn the_office_accepts_and_returns_from_the_board(office) {
        let cx = office.of("office").await;
        let before = sheet(&cx).await;
        let line = |code: &str| reporter(&before, code).line.as_ref().unwrap().report.clone();
        let (one, other) = (line("PDT"), line("TTDS"));
        let after = bloc::receive(&cx, PERIOD, one.id, true, "", one.revision).await.unwrap();
        assert_eq!(reporter(&after, "PDT").state(), Some(ReportState::Accepted));
        assert!(bloc::receive(&cx, PERIOD, other.id, false, " ", other.revision).await.is_err(), "a reason is owed");
        let after = bloc::receive(&cx, PERIOD, other.id, false, "Thiếu số liệu xã", other.revision).await.unwrap();
        assert_eq!(reporter(&after, "TTDS").state(), Some(ReportState::Returned));
        assert_eq!(reporter(&after, "TTDS").sent_at, None);
        let stale = bloc::receive(&cx, PERIOD, one.id, true, "", one.revision).await;
        assert_eq!(stale, Err(Error::Conflict));
    }

    async fn sentences_are_taken_word_for_word_and_know_their_source(office) {
        let cx = office.of("office").await;
        assert!(!bloc::consolidated(&cx, PERIOD).await.unwrap().begun);
        let report = bloc::take_accepted(&cx, PERIOD).await.unwrap();
        assert_eq!((report.taken, report.untaken), (6, 0));
        let passages = reports::published_passages(&cx.db, report.period.id, None).await.unwrap();
        let all: Vec<_> = report.parts.iter().flat_map(|it| &it.sentences).collect();
        assert!(all.len() >= passages.len());
        for sentence in &all {
            let Some(source) = &sentence.source else {
                assert!(sentence.computed && sentence.body.ends_with('.'), "{}", sentence.body);
                continue;
            };
            let (unit, _, passage) = passages.iter().find(|(_, _, it)| it.id == source.passage).unwrap();
            assert!(passage.body.contains(&sentence.body) && unit.id == source.unit.id);
            assert_eq!((source.state, sentence.reworded), (SourceState::Same, false));
        }
        let states = sheet(&cx).await;
        assert_eq!(reporter(&states, "PYT").state(), Some(ReportState::Consolidated));
        assert_eq!(bloc::take_accepted(&cx, PERIOD).await, Err(Denial::WrongState.into()));
        assert!(report.parts.iter().all(|it| it.proposed.is_empty()));
    }

    async fn a_sentence_tells_when_its_source_changed(office) {
        let cx = office.of("office").await;
        bloc::take_accepted(&cx, PERIOD).await.unwrap();
        change_source(&office, "PVHTT", "Câu đã được viết lại sau khi tổng hợp.").await;
        let report = bloc::consolidated(&cx, PERIOD).await.unwrap();
        let changed = taken(&report, "VH")[0].clone();
        let source = changed.source.unwrap();
        assert_eq!(source.state, SourceState::Changed);
        assert_eq!(changed.newer.unwrap().body, "Câu đã được viết lại sau khi tổng hợp.");
        assert_ne!(changed.body, "Câu đã được viết lại sau khi tổng hợp.", "the bloc's text waits for a person");
        let kept = bloc::keep(&cx, PERIOD, changed.id, changed.revision).await.unwrap();
        assert_eq!(taken(&kept, "VH")[0].source.as_ref().unwrap().state, SourceState::Same);
        assert_eq!(taken(&kept, "VH")[0].body, changed.body);
        let seen = taken(&kept, "VH")[0].revision;
        let renewed = bloc::renew(&cx, PERIOD, changed.id, seen).await.unwrap();
        assert_eq!(taken(&renewed, "VH")[0].body, "Câu đã được viết lại sau khi tổng hợp.");
        assert!(!taken(&renewed, "VH")[0].reworded);
    }

    async fn the_office_rewords_moves_removes_and_takes_again(office) {
        let cx = office.of("office").await;
        let report = bloc::take_accepted(&cx, PERIOD).await.unwrap();
        let first = taken(&report, "NV")[0].clone();
        let reworded = bloc::reword(&cx, PERIOD, first.id, "Câu của văn phòng.", first.revision).await.unwrap();
        assert!(taken(&reworded, "NV")[0].reworded);
        let stale = bloc::reword(&cx, PERIOD, first.id, "Của người khác.", first.revision).await;
        assert_eq!(stale, Err(Error::Conflict));
        assert_eq!(bloc::remove(&cx, PERIOD, first.id, first.revision).await, Err(Error::Conflict));

        let seen = taken(&reworded, "NV")[0].revision;
        let moved = bloc::move_sentence(&cx, PERIOD, first.id, false, seen).await.unwrap();
        assert_eq!(taken(&moved, "NV")[1].id, first.id);
        let still = bloc::move_sentence(&cx, PERIOD, sentences(&moved, "NV")[0].id, true, 1).await.unwrap();
        assert_eq!(taken(&still, "NV")[1].id, first.id);

        let passage = first.source.unwrap().passage;
        let mut left = bloc::consolidated(&cx, PERIOD).await.unwrap();
        for sentence in taken(&left, "NV").to_vec() {
            if sentence.source.as_ref().is_some_and(|it| it.passage == passage) {
                left = bloc::remove(&cx, PERIOD, sentence.id, sentence.revision).await.unwrap();
            }
        }
        let waiting: Vec<_> =
            left.parts.iter().flat_map(|it| &it.offered).filter(|it| it.is_untouched()).map(|it| it.passage).collect();
        assert_eq!(waiting, [passage]);
        let again = bloc::take_passage(&cx, PERIOD, passage).await.unwrap();
        let last = sentences(&again, "NV").last().unwrap();
        assert_eq!((last.source.as_ref().unwrap().passage, last.reworded), (passage, false));
        assert_eq!(bloc::take_passage(&cx, PERIOD, passage).await, Err(Error::Conflict));
    }

    async fn consolidating_is_the_offices_work_at_a_computer(office) {
        for name in ["chair", "secretary", "head.pgddt", "reader"] {
            let cx = office.of(name).await;
            assert_eq!(bloc::take_accepted(&cx, PERIOD).await, Err(Denial::NotAllowed.into()), "{name}");
        }
        let phone = office.on("office", Device::Phone).await;
        assert_eq!(bloc::take_accepted(&phone, PERIOD).await, Err(Denial::ReadOnlyDevice.into()));
        let cx = office.of("office").await;
        bloc::take_accepted(&cx, PERIOD).await.unwrap();
        let read = bloc::consolidated(&office.of("reader").await, PERIOD).await.unwrap();
        assert!(read.begun && !read.may_edit && read.parts.iter().all(|it| it.offered.is_empty() && it.proposed.is_empty()));
        let page = office.phone("reader").await.get("/periods/2016-H1/consolidated").await;
        assert_eq!(page.status, StatusCode::OK);
        let sentence = &sentences(&read, "YT")[0].body;
        assert!(page.text.contains(sentence.as_str()), "{sentence}");
        assert!(!page.text.contains("Sửa câu"));
    }

    async fn the_proposal_is_the_units_own_words_and_what_figures_say(office) {
        let cx = office.of("office").await;
        let before = bloc::consolidated(&cx, PERIOD).await.unwrap();
        let passages = reports::published_passages(&cx.db, before.period.id, None).await.unwrap();
        let mut computed = 0;
        for proposed in before.parts.iter().flat_map(|it| &it.proposed) {
            match &proposed.from {
                Some((unit, kind, _)) => assert!(
                    passages.iter().any(|(of, _, it)| {
                        of.id == unit.id && it.kind == *kind && it.body.contains(&proposed.body)
                    }),
                    "{}",
                    proposed.body
                ),
                None => computed += 1,
            }
        }
        assert!(computed > 0, "some sector has figures");
        let again = bloc::consolidated(&cx, PERIOD).await.unwrap();
        assert_eq!(before.parts, again.parts, "the order is stable");
        let wanted: Vec<_> = before.parts.iter().flat_map(|it| &it.proposed).map(|it| it.body.clone()).collect();
        let report = bloc::take_accepted(&cx, PERIOD).await.unwrap();
        let have: Vec<_> = report.parts.iter().flat_map(|it| &it.sentences).map(|it| it.body.clone()).collect();
        assert_eq!(have, wanted);
    }

    async fn one_sectors_proposal_is_taken_and_taken_back(office) {
        let cx = office.of("office").await;
        let before = bloc::consolidated(&cx, PERIOD).await.unwrap();
        let health = before.parts.iter().find(|it| it.sector.code == "YT").unwrap();
        let taken = bloc::take_sector(&cx, PERIOD, health.sector.id).await.unwrap();
        assert_eq!(sentences(&taken, "YT").len(), health.proposed.len());
        assert!(taken.parts.iter().all(|it| it.sector.code == "YT" || it.sentences.is_empty()));
        assert_eq!(bloc::take_sector(&cx, PERIOD, health.sector.id).await, Err(Denial::WrongState.into()));
        let first = sentences(&taken, "YT")[0].clone();
        let reworded = bloc::reword(&cx, PERIOD, first.id, "Câu của văn phòng.", first.revision).await.unwrap();
        assert_eq!(bloc::undo_take(&cx, PERIOD, taken.revision).await, Err(Error::Conflict));
        let undone = bloc::undo_take(&cx, PERIOD, reworded.revision).await.unwrap();
        let left: Vec<_> = sentences(&undone, "YT").iter().map(|it| it.body.as_str()).collect();
        assert_eq!(left, ["Câu của văn phòng."], "what someone worked on stays");
        assert!(!undone.undoable);
    }

    async fn taking_it_back_leaves_the_reports_accepted(office) {
        let cx = office.of("office").await;
        let before = bloc::consolidated(&cx, PERIOD).await.unwrap();
        let taken = bloc::take_accepted(&cx, PERIOD).await.unwrap();
        assert_eq!((taken.taken, taken.untaken), (before.untaken, 0));
        let undone = bloc::undo_take(&cx, PERIOD, taken.revision).await.unwrap();
        assert_eq!((undone.taken, undone.untaken), (before.taken, before.untaken));
        let again = bloc::take_accepted(&cx, PERIOD).await.unwrap();
        assert_eq!((again.taken, again.untaken), (taken.taken, 0));
    }

    async fn a_report_of_which_nothing_is_left_is_accepted_again(office) {
        let cx = office.of("office").await;
        let mut now = bloc::take_accepted(&cx, PERIOD).await.unwrap();
        let whole = now.taken;
        let of = |it: &Consolidated, report| -> Vec<_> {
            let all = it.parts.iter().flat_map(|it| &it.sentences);
            all.filter(|it| it.source.as_ref().is_some_and(|it| it.report == report)).cloned().collect()
        };
        let report = now.parts.iter().flat_map(|it| &it.sentences).find_map(|it| it.source.clone()).unwrap().report;
        for sentence in of(&now, report) {
            assert_eq!(now.taken, whole, "something is left of it");
            now = bloc::remove(&cx, PERIOD, sentence.id, sentence.revision).await.unwrap();
        }
        assert_eq!((now.taken, now.untaken), (whole - 1, 1));

        // The last sentence of all takes the reports with it that have no passage.
        let last = now.parts.iter().flat_map(|it| &it.sentences).find(|it| it.source.is_some()).unwrap().clone();
        consolidated_sentence::Entity::delete_many()
            .filter(consolidated_sentence::Column::Id.ne(last.id))
            .exec(&cx.db)
            .await
            .unwrap();
        let (home, bare) = (last.source.unwrap().report, reports_without_passages(&cx, now.period.id).await);
        bloc::remove(&cx, PERIOD, last.id, last.revision).await.unwrap();
        for id in bare.into_iter().chain([home]) {
            assert_eq!(reports::sheet(&cx, id).await.unwrap().report.state, ReportState::Accepted);
        }
    }

    /// An office of some units undoes its taking, whatever stands there of units that do not report to it.
    async fn what_does_not_report_to_the_office_does_not_hold_it_up(office) {
        let mut cx = office.of("office").await;
        let taken = bloc::take_accepted(&cx, PERIOD).await.unwrap();
        let org = giaoban::org::server::at(&cx.db, taken.period.cut_off).await.unwrap();
        let gone = org.unit_by_code("PYT").unwrap().id;
        regime_unit::Entity::delete_many()
            .filter(regime_unit::Column::UnitId.eq(gone))
            .exec(&cx.db)
            .await
            .unwrap();
        let others = org.units.iter().filter(|it| it.id != gone);
        cx.actor.grants = others.map(|it| Grant { role: Role::Office, scope: Scope::Unit(it.id) }).collect();
        let undone = bloc::undo_take(&cx, PERIOD, taken.revision).await.unwrap();
        assert_eq!((undone.taken, undone.untaken), (1, taken.taken - 1));
    }

    async fn a_passage_is_shortened_to_chosen_sentences(office) {
        let cx = office.of("office").await;
        change_source(&office, "PVHTT", "Câu một đủ dài. Câu hai đủ dài. Câu ba đủ dài.").await;
        let before = bloc::consolidated(&cx, PERIOD).await.unwrap();
        let offered = before
            .parts
            .iter()
            .flat_map(|it| &it.offered)
            .find(|it| it.sentences.len() == 3)
            .unwrap()
            .clone();
        let take = async |chosen: &[usize], seen| {
            bloc::take_sentences(&cx, PERIOD, offered.passage, chosen, seen).await
        };
        assert_eq!(take(&[0, 2], offered.revision - 1).await, Err(Error::Conflict), "it was changed since");
        assert!(matches!(take(&[], offered.revision).await, Err(Error::Invalid(_))));
        let report = take(&[0, 2], offered.revision).await.unwrap();
        let bodies: Vec<_> = taken(&report, "VH").into_iter().map(|it| it.body).collect();
        assert_eq!(bodies, ["Câu một đủ dài.", "Câu ba đủ dài."]);
        assert!(taken(&report, "VH").iter().all(|it| it.source.as_ref().unwrap().block.is_some()));
        assert_eq!(take(&[2], offered.revision).await, Err(Error::Conflict), "taken already");
        take(&[1], offered.revision).await.unwrap();
        let counts = bloc::taken_of(&cx, offered.report).await.unwrap();
        assert_eq!((counts.period.as_str(), counts.passages), (PERIOD, vec![(offered.passage, 3)]));
    }

    async fn rates_of_several_units_are_put_together_from_their_numbers(office) {
        let cx = office.of("office").await;
        let report = bloc::consolidated(&cx, PERIOD).await.unwrap();
        for of in report.parts.iter().flat_map(|it| &it.figures) {
            let own: Vec<_> = of.of.iter().map(|it| it.figure.clone()).collect();
            let whole = giaoban::indicator::combine(&of.row.indicator, &own);
            assert_eq!(of.row.figure.value, whole.figure.value, "{}", of.row.indicator.code);
            assert_eq!((of.given, of.units), (whole.given, whole.units));
        }
        let reader = bloc::consolidated(&office.of("reader").await, PERIOD).await.unwrap();
        let figures = |it: &Consolidated| it.parts.iter().flat_map(|it| it.figures.clone()).collect::<Vec<_>>();
        assert_eq!(figures(&reader), figures(&report), "the same document for every reader");
    }
}
