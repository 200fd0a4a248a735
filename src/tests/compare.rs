//! Comparing: what a view shows, who keeps and shares it, and what an agenda shows of it.

use crate::office::Office;
use crate::on_both;
use axum::http::{StatusCode, header};
use calamine::{Data as Cell, Reader, Xlsx, open_workbook_from_rs};
use giaoban::actor::Device;
use giaoban::compare::server::{self as views, ViewInput};
use giaoban::compare::{CELLS, Shape, Share, shape};
use giaoban::error::{Denial, Error, Problem};
use giaoban::id::SavedViewId;
use giaoban::identity::server::entity::audit;
use giaoban::indicator::server::entity::figure;
use giaoban::indicator::server::totals::is_counted;
use giaoban::meeting::server as meetings;
use giaoban::meeting::{AgendaEdit, AgendaSheet, Happening, MeetingInput};
use giaoban::number::Number;
use giaoban::{indicator, period, sector};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::io::Cursor;
use uuid::Uuid;

const CASES: &str = "indicator=YT05&unit=all&period=2015-H1&period=2016-H1";

fn input(name: &str, share: Share) -> ViewInput {
    ViewInput { name: name.into(), share, query: CASES.into() }
}

async fn named(office: &Office, who: &str) -> Vec<String> {
    let cx = office.of(who).await;
    views::views(&cx).await.unwrap().into_iter().map(|it| it.name).collect()
}

/// A published meeting, and the view that its first sector's item shows.
async fn shown_on_an_agenda(office: &Office) -> AgendaSheet {
    let cx = office.of("office").await;
    let typed = MeetingInput {
        title: "Giao ban thử".into(),
        place: "Phòng họp số 2".into(),
        date: "18/7/2016".into(),
        time: "08:00".into(),
    };
    let id = meetings::create(&cx, "2016-H1", &typed).await.unwrap();
    let view = views::save(&cx, &input("Ca bệnh", Share::Own)).await.unwrap();
    let sheet = meetings::sheet(&cx, id).await.unwrap();
    let item = sheet.items.iter().find(|it| it.sector.is_some()).unwrap().id;
    let edit = AgendaEdit::Show(item, view);
    let sheet = meetings::change(&cx, id, sheet.meeting.revision, &edit).await.unwrap();
    meetings::change(&cx, id, sheet.meeting.revision, &AgendaEdit::Publish).await.unwrap()
}

/// Rewrites the published figure of notifiable cases in the first half of 2016.
async fn rewrite(office: &Office, value: i64) {
    let cases = indicator::server::by_code(office.db(), "YT05").await.unwrap();
    let half = period::server::by_code(office.db(), "2016-H1").await.unwrap();
    figure::Entity::update_many()
        .col_expr(figure::Column::Value, Expr::value(Number::from(value).to_stored()))
        .filter(figure::Column::IndicatorId.eq(cases.id))
        .filter(figure::Column::PeriodId.eq(half.id))
        .filter(is_counted())
        .exec(office.db())
        .await
        .unwrap();
}

on_both! {
    async fn a_view_shows_what_its_address_asks(office) {
        let cx = office.of("reader").await;
        let sheet = views::sheet(&cx, CASES).await.unwrap();
        assert_eq!((sheet.asked.query().as_str(), sheet.problems.0.len()), (CASES, 0));
        let shown = sheet.shown.unwrap();
        let codes: Vec<_> = shown.periods.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["2015-H1", "2016-H1"], "oldest first");
        assert_eq!(shown.total(0, 0, 1).unwrap().figure.value, Some(152.into()));
        assert_eq!(shape(&shown, None), Some(Shape::Trend));
        assert_eq!(shape(&shown, Some(Shape::Grid)), Some(Shape::Trend), "one indicator makes no grid");
        let below = views::sheet(&cx, "indicator=YT05&indicator=YT08&unit=below&period=2016-H1").await.unwrap();
        let below = below.shown.unwrap();
        assert!(below.units.len() > 1 && below.units.iter().all(Option::is_some));
        assert_eq!(shape(&below, None), Some(Shape::Grid));
    }

    async fn what_is_not_published_stays_with_its_unit(office) {
        let query = "indicator=GD06&unit=PGDDT&period=2016-H1";
        let own = views::sheet(&office.of("editor.pgddt").await, query).await.unwrap().shown.unwrap();
        let total = own.total(0, 0, 0).unwrap();
        assert!(total.figure.value.is_some() && !total.published && !total.is_final());
        for who in ["reader", "office", "chair", "editor.pyt"] {
            let other = views::sheet(&office.of(who).await, query).await.unwrap().shown.unwrap();
            assert_eq!(other.total(0, 0, 0).unwrap().figure.value, None, "{who}");
            assert_eq!(other.total(0, 0, 0).unwrap().report, None, "{who}");
            let file = office.signed_in(who).await.get(&format!("/compare/table.csv?{query}")).await;
            assert!(file.text.contains("GD06") && !file.text.contains("638"), "{who}: {}", file.text);
        }
    }

    async fn what_a_view_cannot_take_is_told_on_its_field(office) {
        let cx = office.of("reader").await;
        let unknown = views::sheet(&cx, "indicator=ZZ99&unit=NOBODY&period=1999-H1").await.unwrap();
        assert!(unknown.shown.is_none());
        for (field, code) in [("indicator", "ZZ99"), ("unit", "NOBODY"), ("period", "1999-H1")] {
            let Some(Problem::Told(sentence)) = unknown.problems.on(field) else { panic!("{field}") };
            assert!(sentence.contains(code), "{sentence}");
        }
        let everything = indicator::server::all(office.db()).await.unwrap();
        let many: Vec<_> = everything.iter().map(|it| format!("indicator={}", it.code)).collect();
        assert!(many.len() > 20);
        let many = format!("{}&unit=all&period=2016-H1", many.join("&"));
        let sheet = views::sheet(&cx, &many).await.unwrap();
        assert!(sheet.shown.is_none() && sheet.problems.on("indicator").is_some());
        let browser = office.signed_in("reader").await;
        let page = browser.get(&format!("/compare?{many}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("tối đa 20"));
        assert_eq!(browser.get(&format!("/compare/table.csv?{many}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.get("/compare/chart.svg").await.status, StatusCode::NOT_FOUND);
        const { assert!(CELLS >= 50 * 24, "fifty units over two years fit") };
    }

    async fn the_page_is_whole_without_scripts(office) {
        let phone = office.phone("reader").await;
        let page = phone.get(&format!("/compare?{CASES}")).await;
        assert_eq!(page.status, StatusCode::OK);
        for part in ["<svg", "152", r#"name="indicator""#, "/compare/table.csv?indicator=YT05", "điện thoại chỉ để đọc"] {
            assert!(page.text.contains(part), "{part}");
        }
        assert!(!page.text.contains(r#"action="/compare/views""#), "a phone is offered no form that saves");
        assert_eq!(phone.get("/compare").await.status, StatusCode::OK);
        let stranger = office.stranger().get("/compare/table.csv?indicator=YT05&unit=all&period=2016-H1").await;
        assert_ne!(stranger.status, StatusCode::OK);
    }

    async fn what_is_shown_can_be_taken_along(office) {
        let cx = office.of("reader").await;
        let browser = office.signed_in("reader").await;
        let csv = browser.get(&format!("/compare/table.csv?{CASES}")).await;
        assert!(csv.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/csv"));
        let lines: Vec<_> = csv.text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[2].starts_with("YT05;") && lines[2].contains(";152;"), "{}", lines[2]);
        let svg = browser.get(&format!("/compare/chart.svg?{CASES}")).await;
        assert!(svg.text.starts_with("<svg") && svg.text.contains("xmlns="), "{}", svg.text);
        let png = browser.get(&format!("/compare/chart.png?{CASES}")).await;
        assert_eq!((png.status, png.headers[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, "image/png"));
        let body = giaoban::compare::server::xlsx_of_view(&cx, CASES).await.unwrap();
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(body)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let values: Vec<_> = sheet.rows().skip(3).map(|it| it[8].clone()).collect();
        assert_eq!(values.last(), Some(&Cell::Float(152.0)), "a number is a number");
    }

    async fn a_view_is_kept_and_shared_inside_ones_scope(office) {
        let editor = office.of("editor.pgddt").await;
        let id = views::save(&editor, &input("Của đơn vị", Share::Unit)).await.unwrap();
        views::save(&editor, &input("Của riêng", Share::Own)).await.unwrap();
        assert_eq!(named(&office, "head.pgddt").await, ["Của đơn vị"]);
        assert!(named(&office, "editor.pyt").await.is_empty() && named(&office, "reader").await.is_empty());
        let taken = views::save(&editor, &input("Của riêng", Share::Own)).await.unwrap_err();
        assert!(matches!(&taken, Error::Invalid(it) if it.on("name") == Some(&Problem::Taken)), "{taken}");
        let beyond = views::save(&editor, &input("Cho tất cả", Share::All)).await;
        assert_eq!(beyond, Err(Error::Denied(Denial::NotAllowed)), "an editor reads for a unit alone");
        let all = office.of("office").await;
        views::save(&all, &input("Cho tất cả", Share::All)).await.unwrap();
        assert_eq!(named(&office, "reader").await, ["Cho tất cả"]);

        let head = office.of("head.pgddt").await;
        assert_eq!(views::remove(&head, id).await, Err(Error::NotFound), "another's stays");
        assert_eq!(views::remove(&editor, SavedViewId(Uuid::nil())).await, Err(Error::NotFound));
        views::remove(&editor, id).await.unwrap();
        assert!(named(&office, "head.pgddt").await == ["Cho tất cả"]);
        let kept = audit::Entity::find().filter(audit::Column::SubjectKind.eq("saved_view"));
        assert_eq!(kept.count(office.db()).await.unwrap(), 4);
    }

    async fn a_phone_reads_views_and_keeps_none(office) {
        let phone = office.on("editor.pgddt", Device::Phone).await;
        let refused = views::save(&phone, &input("Từ điện thoại", Share::Own)).await;
        assert_eq!(refused, Err(Error::Denied(Denial::ReadOnlyDevice)));
        let form = format!("name=Ca&share=own&query={}", CASES.replace('&', "%26").replace('=', "%3D"));
        let answer = office.phone("editor.pgddt").await.form("/compare/views", &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let computer = office.signed_in("editor.pgddt").await;
        let answer = computer.form("/compare/views", &form).await;
        assert_eq!(answer.location, format!("/compare?{CASES}&saved=1#views"));
        let again = computer.form("/compare/views", &form).await;
        assert_eq!(again.location, format!("/compare?{CASES}&refused=taken#views"));
        assert!(computer.get("/compare").await.text.contains(">Ca<"));
        let stranger = office.stranger().form("/compare/views", &form).await;
        assert_ne!(stranger.status, StatusCode::SEE_OTHER);
    }

    async fn an_agenda_shows_the_figures_of_its_day(office) {
        let sheet = shown_on_an_agenda(&office).await;
        let id = sheet.meeting.id;
        assert_eq!(sheet.views.len(), 1);
        rewrite(&office, 160).await;
        let reader = office.of("reader").await;
        let before = meetings::views(&reader, id).await.unwrap();
        let value = |views: &[giaoban::meeting::ItemView]| {
            views[0].shown.as_ref().unwrap().total(0, 0, 1).unwrap().figure.value
        };
        assert_eq!((value(&before), before[0].kept_at, before[0].newer), (Some(160.into()), None, false));

        let chair = office.of("chair").await;
        meetings::act(&chair, id, Uuid::now_v7(), Happening::Started).await.unwrap();
        rewrite(&office, 171).await;
        let during = meetings::views(&reader, id).await.unwrap();
        assert_eq!((value(&during), during[0].newer), (Some(160.into()), true), "as of the meeting, and told");
        assert!(during[0].kept_at.is_some());
        rewrite(&office, 160).await;
        assert!(!meetings::views(&reader, id).await.unwrap()[0].newer);
        let page = office.phone("reader").await.get(&format!("/meetings/{id}")).await;
        assert!(page.text.contains("Ca bệnh") && page.text.contains("Số liệu tại hội nghị"));

        let planner = office.of("office").await;
        let seen = meetings::sheet(&planner, id).await.unwrap().meeting.revision;
        let late = meetings::change(&planner, id, seen, &AgendaEdit::Hide(sheet.views[0].id)).await;
        assert_eq!(late.err(), Some(Error::Denied(Denial::WrongState)), "once it runs the agenda stands");
        let taken_up = meetings::meetings_of(&reader, "YT05").await.unwrap();
        assert!(taken_up.iter().any(|it| it.id == id));
        assert!(meetings::meetings_of(&reader, "ZZ99").await.unwrap().is_empty());
    }

    async fn anothers_own_view_goes_on_no_agenda(office) {
        let sheet = shown_on_an_agenda(&office).await;
        let editor = office.of("editor.pgddt").await;
        let theirs = views::save(&editor, &input("Của riêng", Share::Own)).await.unwrap();
        let cx = office.of("office").await;
        let (id, revision) = (sheet.meeting.id, sheet.meeting.revision);
        let edit = AgendaEdit::Show(sheet.items[0].id, theirs);
        assert_eq!(meetings::change(&cx, id, revision, &edit).await.err(), Some(Error::NotFound));
        let item = sheet.views[0].item;
        let after = meetings::change(&cx, id, revision, &AgendaEdit::Remove(item)).await.unwrap();
        assert!(after.views.is_empty(), "an item goes with what it shows");
    }

    async fn a_figure_leads_to_its_report_in_one_step(office) {
        let cx = office.of("reader").await;
        let page = indicator::server::reading(&cx, "YT05", Some("2016-H1".into()), Some("PYT".into())).await.unwrap();
        let at = page.sheet.trend.iter().position(|it| it.period.code == "2016-H1").unwrap();
        let report = page.totals[at].report.unwrap();
        let browser = office.signed_in("reader").await;
        let way = format!("/reports/{report}/figures/YT05");
        assert!(browser.get("/indicators/YT05?period=2016-H1&unit=PYT").await.text.contains(&way));
        let source = browser.get(&way).await;
        assert_eq!(source.status, StatusCode::OK);
        for part in ["152", "Phòng Y tế", "Lịch sử số liệu"] {
            assert!(source.text.contains(part), "{part}");
        }
        let own = office.of("editor.pgddt").await;
        let draft = indicator::server::reading(&own, "GD06", Some("2016-H1".into()), Some("PGDDT".into())).await.unwrap();
        let at = draft.sheet.trend.iter().position(|it| it.period.code == "2016-H1").unwrap();
        let report = draft.totals[at].report.unwrap();
        let refused = browser.get(&format!("/reports/{report}/figures/GD06")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let mut words = refused.text.split(|it: char| !it.is_alphanumeric());
        assert!(!words.any(|it| it == "638"), "the draft's figure: {}", refused.text);
        assert_eq!(browser.get(&format!("/reports/{report}/figures/ZZ99")).await.status, StatusCode::FORBIDDEN);
    }

    async fn the_list_is_narrowed_by_unit_and_words(office) {
        let browser = office.signed_in("reader").await;
        let found = browser.get("/indicators?period=2016-H1&words=truyen+nhiem").await;
        assert!(found.text.contains(r#"data-key="YT05""#) && !found.text.contains(r#"data-key="YT01""#));
        let marked = browser.get("/indicators?period=2016-H1&words=truy%E1%BB%81n").await;
        assert!(marked.text.contains(r#"data-key="YT05""#));
        let unit = browser.get("/indicators?period=2016-H1&unit=PGDDT").await;
        assert!(unit.text.contains(r#"data-key="GD06""#) && !unit.text.contains(r#"data-key="YT05""#));
        assert_eq!(browser.get("/indicators?unit=NOBODY").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/indicators/YT05?unit=NOBODY").await.status, StatusCode::NOT_FOUND);
    }
}

mod province {
    use super::*;

    on_both! { province;
        async fn a_sector_is_shown_over_the_units_below(office) {
            let cx = office.of("reader").await;
            let board = sector::server::board(&cx, None).await.unwrap();
            let period = board.period.unwrap().code;
            let mut grids = 0;
            for line in board.lines {
                let seen = sector::server::reading(&cx, &line.sector.code, Some(&period)).await.unwrap();
                let Some(heat) = seen.heat else { continue };
                grids += 1;
                assert_eq!(heat.grid.indicators.len(), seen.card.rows.len());
                let phone = office.phone("reader").await;
                let page = phone.get(&format!("/sectors/{}?period={period}", line.sector.code)).await;
                assert!(page.text.contains("data-heat"), "{}", line.sector.code);
                break;
            }
            assert_eq!(grids, 1);
        }

        async fn an_indicator_is_followed_down_the_tree(office) {
            let cx = office.of("reader").await;
            let whole = indicator::server::reading(&cx, "MGD01", None, None).await.unwrap();
            assert!(whole.units.len() > 1 && whole.unit.is_none());
            let below = whole.units[0].unit.code.clone();
            let part = indicator::server::reading(&cx, "MGD01", None, Some(below.clone())).await.unwrap();
            assert_eq!(part.unit.map(|it| it.code), Some(below));
            let now = |of: &indicator::IndicatorReading| {
                let at = of.sheet.trend.iter().position(|it| it.period.id == of.sheet.period.id).unwrap();
                (of.sheet.trend[at].figure.value, of.totals[at].figure.value)
            };
            let again = indicator::server::reading(&cx, "MGD01", None, Some(whole.units[0].unit.code.clone()));
            let (shown, counted) = now(&again.await.unwrap());
            assert_eq!((shown, counted), (whole.units[0].figure.value, whole.units[0].figure.value));
        }
    }
}
