//! Targets set and revised in one table.

use crate::on_both;
use axum::http::StatusCode;
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, Problem};
use giaoban::id::ReportId;
use giaoban::indicator::server::{self as indicators, target};
use giaoban::indicator::{TargetCell, TargetEdit, TargetInput, TargetSheet, TargetsAsked};
use giaoban::number::Number;
use giaoban::server::Context;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

fn of_sector(sector: &str) -> TargetsAsked {
    TargetsAsked { year: Some(2016), sector: Some(sector.into()), ..TargetsAsked::default() }
}

async fn shown(cx: &Context, asked: &TargetsAsked) -> TargetSheet {
    target::sheet(cx, asked).await.unwrap()
}

fn cell<'a>(sheet: &'a TargetSheet, indicator: &str, unit: &str) -> &'a TargetCell {
    let row = sheet.rows.iter().find(|it| it.indicator.code == indicator).unwrap();
    let place = sheet.columns.iter().position(|it| it.unit.code == unit).unwrap();
    &row.cells[place]
}

fn edit(indicator: &str, unit: &str, text: &str, seen: i64) -> TargetEdit {
    TargetEdit { indicator: indicator.into(), unit: unit.into(), text: text.into(), seen }
}

fn decided(day: &str, reason: &str, cells: Vec<TargetEdit>) -> TargetInput {
    TargetInput { year: 2016, period: None, adopted_on: day.into(), reason: reason.into(), cells }
}

fn problem<T: std::fmt::Debug>(answer: Result<T, Error>, field: &str) -> Problem {
    match answer {
        Err(Error::Invalid(errors)) => errors.on(field).cloned().unwrap_or_else(|| panic!("{errors:?}")),
        other => panic!("{other:?}"),
    }
}

fn number(text: &str) -> Option<Number> {
    Number::parse(text).ok()
}

on_both! {
    async fn targets_are_revised_with_day_reason_and_who(office) {
        let cx = office.of("office").await;
        let before = shown(&cx, &of_sector("GD")).await;
        let kept = cell(&before, "GD11", "PGDDT").clone();
        assert!(kept.sample && kept.revision == 1 && kept.value.is_some());
        let input = decided("2016-07-05", "Nghị quyết 10", vec![
            edit("GD11", "PGDDT", "7", 1),
            edit("GD12", "PGDDT", &cell(&before, "GD12", "PGDDT").typed, 1),
        ]);
        assert_eq!(target::set(&cx, &input).await, Ok(1));
        let after = shown(&cx, &of_sector("GD")).await;
        let now = cell(&after, "GD11", "PGDDT");
        assert_eq!((now.value, now.revision, now.sample), (number("7"), 2, false));
        let told: Vec<_> = after.revisions.iter().map(|it| (it.value, it.reason.as_deref())).collect();
        assert_eq!(told, [(number("7"), Some("Nghị quyết 10")), (kept.value, None)]);
        assert!(after.revisions[0].by.is_some());
        assert_eq!(after.revisions[0].adopted_on.unwrap().to_string(), "2016-07-05");

        // What units and readers see is the new one.
        let editor = office.of("editor.pgddt").await;
        let period = giaoban::period::server::by_code(&cx.db, "2016-H1").await.unwrap();
        let unit = editor.actor.unit.unwrap();
        let place = indicators::figure::Place { report: ReportId::default(), unit, period: &period };
        let figures = indicators::figure::figures(&cx.db, place).await.unwrap();
        let own = indicators::by_code(&cx.db, "GD11").await.unwrap().id;
        assert_eq!(figures[&own].target, number("7"));
        use giaoban::identity::server::entity::audit;
        let written = audit::Entity::find().filter(audit::Column::Action.eq("target.write"));
        assert_eq!(written.count(&cx.db).await.unwrap(), 1);
    }

    async fn all_or_nothing_is_set_and_told_cell_by_cell(office) {
        let cx = office.of("office").await;
        let before = shown(&cx, &of_sector("GD")).await;
        let cells = vec![
            edit("GD11", "PGDDT", "7", 1),
            edit("GD12", "PGDDT", "mười", 1),
            edit("GD03", "PGDDT", "101", 1),
            edit("GD01", "PGDDT", "9", 0),
        ];
        let refused = target::set(&cx, &decided("2016-07-12", "", cells.clone())).await;
        assert_eq!(problem(refused.clone(), "GD12.PGDDT"), Problem::NotANumber);
        assert_eq!(problem(refused.clone(), "GD03.PGDDT"), Problem::Above("100%".into()));
        assert_eq!(problem(refused.clone(), "adopted_on"), Problem::InFuture);
        assert!(matches!(problem(refused.clone(), "GD01.PGDDT"), Problem::Told(it) if it.starts_with("Người khác vừa ghi")));
        assert_eq!(problem(refused, "reason"), Problem::Required);
        assert_eq!(shown(&cx, &of_sector("GD")).await.rows, before.rows);
        let early = decided("2015-01-01", "Sớm", vec![cells[0].clone()]);
        assert_eq!(problem(target::set(&cx, &early).await, "adopted_on"), Problem::BeforeStart);
        let blank = decided("", "Vì", vec![cells[0].clone()]);
        assert_eq!(problem(target::set(&cx, &blank).await, "adopted_on"), Problem::Required);
        // A first target needs no reason, and an empty cell takes one away.
        let first = TargetInput { year: 2017, ..decided("2016-07-05", "", vec![edit("GD11", "PGDDT", "0", 0)]) };
        assert_eq!(target::set(&cx, &first).await, Ok(1));
        let gone = TargetInput { year: 2017, reason: "Bỏ".into(), ..decided("2016-07-06", "", vec![edit("GD11", "PGDDT", " ", 1)]) };
        assert_eq!(target::set(&cx, &gone).await, Ok(1));
        let then = shown(&cx, &TargetsAsked { year: Some(2017), ..of_sector("GD") }).await;
        assert_eq!((cell(&then, "GD11", "PGDDT").value, then.revisions.len()), (None, 2));
    }

    async fn a_period_has_targets_of_its_own(office) {
        let cx = office.of("office").await;
        let half = giaoban::period::server::by_code(&cx.db, "2016-H1").await.unwrap();
        let input = TargetInput { period: Some("2016-H1".into()), ..decided("2016-07-05", "", vec![edit("GD11", "PGDDT", "3", 0)]) };
        assert_eq!(target::set(&cx, &input).await, Ok(1));
        let other = TargetInput { period: Some("2015-H1".into()), ..input.clone() };
        assert_eq!(target::set(&cx, &other).await.unwrap_err(), Error::NotFound);
        let asked = TargetsAsked { period: Some("2016-H1".into()), ..of_sector("GD") };
        assert_eq!(cell(&shown(&cx, &asked).await, "GD11", "PGDDT").value, number("3"));
        let year = shown(&cx, &of_sector("GD")).await;
        assert_ne!(cell(&year, "GD11", "PGDDT").value, number("3"));

        let own = indicators::by_code(&cx.db, "GD11").await.unwrap();
        let sheet = indicators::reading(&cx, "GD11", Some("2016-H1".into()), None).await.unwrap().sheet;
        let value = sheet.trend.iter().find(|it| it.period.id == half.id).unwrap();
        let all = indicators::rows(&cx, &[own.sector], &half).await.unwrap();
        let all = all.into_iter().find(|it| it.indicator.id == own.id).unwrap();
        for figure in [&value.units[0].figure, &value.figure, &all.figure] {
            assert_eq!((figure.period_target, figure.target), (number("3"), cell(&year, "GD11", "PGDDT").value));
            assert_eq!(giaoban::indicator::standing(&own, &half, figure).pace, number("3"));
        }
    }

    async fn the_table_is_of_a_sector_or_of_a_unit(office) {
        let cx = office.of("office").await;
        let first = shown(&cx, &TargetsAsked::default()).await;
        assert_eq!((first.year, first.asked.sector.as_deref()), (2016, Some("NV")));
        let health = shown(&cx, &of_sector("yt")).await;
        assert!(health.columns.iter().any(|it| it.unit.code == "PYT") && health.rows.len() == 9);
        let unit = TargetsAsked { sector: None, unit: Some("PGDDT".into()), ..of_sector("GD") };
        let own = shown(&cx, &unit).await;
        assert_eq!((own.columns.len(), own.rows.len()), (1, 12));
        for wrong in [of_sector("ZZ"), TargetsAsked { unit: Some("ZZ".into()), ..of_sector("GD") }, TargetsAsked { period: Some("2015-H1".into()), ..of_sector("GD") }] {
            assert_eq!(target::sheet(&cx, &wrong).await.unwrap_err(), Error::NotFound);
        }
    }

    async fn only_who_manages_the_unit_sets_its_targets(office) {
        let input = decided("2016-07-05", "Vì", vec![edit("GD11", "PGDDT", "7", 1)]);
        for who in ["editor.pgddt", "head.pgddt", "chair", "reader"] {
            let cx = office.of(who).await;
            assert_eq!(target::set(&cx, &input).await.unwrap_err(), Error::Denied(Denial::NotAllowed), "{who}");
            let browser = office.signed_in(who).await;
            assert_eq!(browser.get("/admin/targets").await.status, StatusCode::FORBIDDEN, "{who}");
            assert_eq!(browser.form("/admin/targets", "year=2016").await.status, StatusCode::FORBIDDEN, "{who}");
        }
        let phone = office.on("office", Device::Phone).await;
        assert_eq!(target::set(&phone, &input).await.unwrap_err(), Error::Denied(Denial::ReadOnlyDevice));
        assert!(!shown(&phone, &of_sector("GD")).await.may_set());
        let unknown = decided("2016-07-05", "Vì", vec![edit("GD99", "PGDDT", "7", 1)]);
        assert_eq!(target::set(&office.of("admin").await, &unknown).await.unwrap_err(), Error::NotFound);
        assert_eq!(target::set(&office.of("admin").await, &input).await, Ok(1));
    }

    async fn the_table_is_a_plain_form(office) {
        let clerk = office.signed_in("office").await;
        let address = "/admin/targets?year=2016&sector=GD";
        let page = clerk.get(address).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("name=\"GD11.PGDDT\"") && page.text.contains("name=\"seen.GD11.PGDDT\""), "{}", page.text);
        let wrong = clerk.form(address, "year=2016&sector=GD&adopted_on=2016-07-05&reason=V%C3%AC&GD11.PGDDT=x&seen.GD11.PGDDT=1").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("Không phải là số.") && wrong.text.contains("value=\"x\""), "{}", wrong.text);

        let pasted = clerk.form(address, "year=2016&sector=GD&GD11.PGDDT=4&seen.GD11.PGDDT=1&pasted=M%C3%A3%09PGDDT%0AGD12%0911%0AGD77%091&paste=yes").await;
        assert_eq!(pasted.status, StatusCode::OK);
        assert!(pasted.text.contains("value=\"11\"") && pasted.text.contains("1 ô không tìm được chỗ."), "{}", pasted.text);
        let cx = office.of("office").await;
        assert_ne!(cell(&shown(&cx, &of_sector("GD")).await, "GD12", "PGDDT").value, number("11"));

        let kept = clerk.form(address, "year=2016&sector=GD&adopted_on=2016-07-05&reason=V%C3%AC&GD12.PGDDT=11&seen.GD12.PGDDT=1").await;
        assert_eq!((kept.status, kept.location.as_str()), (StatusCode::SEE_OTHER, address), "{}", kept.text);
        assert!(clerk.get(address).await.text.contains("Các lần điều chỉnh"));
        assert!(office.stranger().form(address, "year=2016").await.location.starts_with("/login"));
    }
}
