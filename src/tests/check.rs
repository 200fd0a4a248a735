//! Figures are checked before a report goes: an error stops it, a warning asks for a reason.

use crate::office::Office;
use crate::on_both;
use axum::http::StatusCode;
use chrono::{Datelike, NaiveDate};
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, Problem};
use giaoban::id::{CheckId, FigureId, PeriodId, ReportId};
use giaoban::identity::server::entity::audit;
use giaoban::indicator::server::entity::figure;
use giaoban::indicator::{Column, FigureState};
use giaoban::number::Number;
use giaoban::period::server::entity::period;
use giaoban::regime::server as regimes;
use giaoban::report::server as reports;
use giaoban::report::server::check::{answer, entity::indicator_check, show};
use giaoban::report::server::entity::report;
use giaoban::report::{CellEdit, CheckKind, Finding, ReportState, ReportStep, Severity, Told, cell_text};
use giaoban::server::Context;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

async fn report(office: &Office, unit: &str, period: &str) -> ReportId {
    let cx = office.of("office").await;
    let period = giaoban::period::server::by_code(&cx.db, period).await.unwrap();
    let lines = reports::lines(&cx, &period).await.unwrap();
    lines.into_iter().find(|it| it.unit.code == unit).unwrap().report.id
}

async fn put(cx: &Context, id: ReportId, cells: &[(&str, Column, &str)]) {
    let sheet = reports::sheet(cx, id).await.unwrap();
    let rows: Vec<_> = sheet.sections.iter().flat_map(|it| &it.rows).collect();
    let edits = cells.iter().map(|(code, column, text)| {
        let row = rows.iter().find(|it| it.indicator.code == *code).unwrap();
        CellEdit {
            indicator: row.indicator.id,
            column: *column,
            text: (*text).into(),
            base: cell_text(&row.figure, *column),
            sent: Vec::new(),
        }
    });
    reports::save_cells(cx, id, edits.collect()).await.unwrap();
}

/// Everything that is due and empty gets a reason.
async fn explain(cx: &Context, id: ReportId) {
    let sheet = reports::sheet(cx, id).await.unwrap();
    let rows = sheet.sections.iter().flat_map(|it| &it.rows);
    let cells: Vec<_> = rows
        .filter(|it| it.due && it.figure.state == FigureState::Missing && it.figure.reason.is_none())
        .map(|it| (it.indicator.code.as_str(), Column::Reason, "Chưa tổng hợp xong"))
        .collect();
    put(cx, id, &cells).await;
}

async fn keep_check(
    office: &Office,
    code: &str,
    kind: CheckKind,
    change: impl FnOnce(&mut indicator_check::ActiveModel),
) {
    let indicator = giaoban::indicator::server::by_code(office.db(), code).await.unwrap();
    let mut row = indicator_check::ActiveModel {
        id: Set(CheckId::fresh()),
        indicator_id: Set(indicator.id),
        kind: Set(kind),
        version: Set(7),
        valid_from: Set(NaiveDate::from_ymd_opt(2016, 1, 1).unwrap()),
        enabled: Set(true),
        severity: Set(Severity::Warning),
        low: Set(None),
        high: Set(None),
        factor: Set(None),
        parts: Set(None),
        message_vi: Set(None),
        message_en: Set(None),
    };
    change(&mut row);
    indicator_check::Entity::insert(row).exec_without_returning(office.db()).await.unwrap();
}

/// A first half of an earlier year in which the education office reported this value, and was accepted.
async fn earlier(office: &Office, period_code: &str, year: i32, code: &str, value: i64) {
    let db = office.db();
    let like =
        period::Entity::find().filter(period::Column::Code.eq("2015-H1")).one(db).await.unwrap().unwrap();
    let org = giaoban::org::server::at(db, like.cut_off).await.unwrap();
    let unit = org.unit_by_code("PGDDT").unwrap().id;
    let kept = report::Entity::find()
        .filter(report::Column::PeriodId.eq(like.id))
        .filter(report::Column::UnitId.eq(unit))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let back = |day: NaiveDate| day.with_year(day.year() - (2015 - year)).unwrap();
    let half = period::Model {
        id: PeriodId::fresh(),
        code: period_code.into(),
        name_vi: period_code.into(),
        year,
        starts_on: back(like.starts_on),
        cut_off: back(like.cut_off),
        due_on: back(like.due_on),
        ..like
    };
    let sent = report::Model { id: ReportId::fresh(), period_id: half.id, ..kept };
    let figure = figure::Model {
        id: FigureId::fresh(),
        report_id: sent.id,
        indicator_id: giaoban::indicator::server::by_code(db, code).await.unwrap().id,
        unit_id: unit,
        period_id: half.id,
        state: FigureState::Value,
        value: Some(Number::from(value).to_stored()),
        numerator: None,
        denominator: None,
        prior: None,
        reason: None,
        revision: 1,
        updated_at: sent.created_at,
        updated_by: None,
        sample: false,
    };
    period::Entity::insert(half.into_active_model()).exec_without_returning(db).await.unwrap();
    report::Entity::insert(sent.into_active_model()).exec_without_returning(db).await.unwrap();
    figure::Entity::insert(figure.into_active_model()).exec_without_returning(db).await.unwrap();
}

async fn audited(office: &Office, action: &str) -> u64 {
    audit::Entity::find().filter(audit::Column::Action.eq(action)).count(office.db()).await.unwrap()
}

async fn submit(cx: &Context, id: ReportId) -> Result<ReportState, Error> {
    let seen = reports::sheet(cx, id).await?.report.revision;
    reports::take_step(cx, id, ReportStep::Submit, "", seen).await.map(|it| it.state)
}

fn of<'a>(found: &'a [Finding], code: &str, rule: CheckKind) -> Option<&'a Finding> {
    found.iter().find(|it| it.code == code && it.rule == rule)
}

on_both! {
    async fn the_samples_sent_reports_are_clean(office) {
        for unit in ["PDT", "TTDS"] {
            let id = report(&office, unit, "2016-H1").await;
            let found = show(&office.of("office").await, id).await.unwrap();
            assert!(found.iter().all(|it| !it.blocks()), "{unit}: {found:?}");
        }
    }

    async fn a_warning_is_answered_and_then_lets_the_report_go(office) {
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT", "2016-H1").await;
        explain(&cx, id).await;
        put(&cx, id, &[("GD09", Column::Actual, "7,5")]).await;
        let found = show(&cx, id).await.unwrap();
        let warning = of(&found, "GD09", CheckKind::Range).unwrap();
        assert!(warning.needs_reason() && warning.message.is_some(), "{warning:?}");

        let Err(Error::Invalid(fields)) = submit(&cx, id).await else { panic!("it went") };
        assert!(matches!(fields.on("GD09"), Some(Problem::Told(it)) if it.starts_with("Cảnh báo chưa có lý do")));

        let indicator = warning.indicator;
        let empty = answer(&cx, id, indicator, CheckKind::Range, "  ").await;
        assert!(matches!(empty, Err(Error::Invalid(fields)) if fields.on("reason") == Some(&Problem::Required)));
        let found = answer(&cx, id, indicator, CheckKind::Range, "Học sinh chuyển trường").await.unwrap();
        let answered = of(&found, "GD09", CheckKind::Range).unwrap();
        assert_eq!(answered.answer.as_ref().map(|it| it.reason.as_str()), Some("Học sinh chuyển trường"));

        // A reason is for what was found then.
        put(&cx, id, &[("GD09", Column::Actual, "9,5")]).await;
        let found = show(&cx, id).await.unwrap();
        assert!(of(&found, "GD09", CheckKind::Range).unwrap().needs_reason());
        answer(&cx, id, indicator, CheckKind::Range, "Đã rà soát lại").await.unwrap();
        assert_eq!(submit(&cx, id).await, Ok(ReportState::Submitted));
        let late = answer(&cx, id, indicator, CheckKind::Range, "Thêm nữa").await;
        assert_eq!(late.unwrap_err(), Error::Denied(Denial::WrongState));
    }

    async fn an_error_is_mended_and_not_answered(office) {
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT", "2016-H1").await;
        keep_check(&office, "GD11", CheckKind::Range, |it| {
            it.severity = Set(Severity::Error);
            it.high = Set(Some(Number::from(50).to_stored()));
        })
        .await;
        explain(&cx, id).await;
        put(&cx, id, &[("GD11", Column::Actual, "51")]).await;
        let Err(Error::Invalid(fields)) = submit(&cx, id).await else { panic!("it went") };
        assert_eq!(fields.on("GD11"), Some(&Problem::Told("51 lớn hơn mức cao nhất là 50.".into())));
        let found = show(&cx, id).await.unwrap();
        let error = of(&found, "GD11", CheckKind::Range).unwrap();
        let refused = answer(&cx, id, error.indicator, CheckKind::Range, "Đúng rồi").await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
        put(&cx, id, &[("GD11", Column::Actual, "4")]).await;
        assert_eq!(submit(&cx, id).await, Ok(ReportState::Submitted));
    }

    async fn a_sum_is_its_parts_and_a_check_begins_on_its_day(office) {
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT", "2016-H1").await;
        keep_check(&office, "GD01", CheckKind::SumOfParts, |it| it.parts = Set(Some("GD11 GD12".into()))).await;
        keep_check(&office, "GD12", CheckKind::Range, |it| {
            it.high = Set(Some(0));
            it.valid_from = Set(NaiveDate::from_ymd_opt(2016, 6, 15).unwrap());
        })
        .await;
        put(&cx, id, &[("GD11", Column::Actual, "4"), ("GD12", Column::Actual, "3"), ("GD01", Column::Actual, "15")]).await;
        let found = show(&cx, id).await.unwrap();
        let told = of(&found, "GD01", CheckKind::SumOfParts).unwrap().message(giaoban::text::Lang::Vi);
        assert_eq!(told, "15 khác tổng của GD11 + GD12 là 7.");
        assert!(of(&found, "GD12", CheckKind::Range).is_none(), "it begins after the period's last day");
    }

    async fn a_running_total_is_held_against_the_same_years_last_report(office) {
        let sent = report(&office, "PGDDT", "2015-H1").await;
        assert!(show(&office.of("reader").await, sent).await.unwrap().is_empty());
        let cx = office.of("editor.pgddt").await;
        let first = report(&office, "PGDDT", "2016-H1").await;
        put(&cx, first, &[("GD11", Column::Actual, "4")]).await;
        explain(&cx, first).await;
        submit(&cx, first).await.unwrap();
        let head = office.of("head.pgddt").await;
        let seen = reports::sheet(&head, first).await.unwrap().report.revision;
        let second = report(&office, "PGDDT", "2016-H2").await;
        put(&cx, second, &[("GD11", Column::Actual, "3")]).await;
        let found = show(&cx, second).await.unwrap();
        assert!(of(&found, "GD11", CheckKind::NotBelowLast).is_none(), "what is not sent is not held against anyone");
        reports::take_step(&head, first, ReportStep::Send, "", seen).await.unwrap();
        let found = show(&cx, second).await.unwrap();
        assert_eq!(of(&found, "GD11", CheckKind::NotBelowLast).unwrap().severity, Severity::Warning);
    }

    async fn what_is_far_from_the_units_own_values_is_asked_about(office) {
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT", "2016-H1").await;
        put(&cx, id, &[("GD11", Column::Actual, "400")]).await;
        // Halves of another set are no measure for it, however many they are.
        for (year, value) in [(2011, 2), (2012, 3), (2013, 2), (2014, 3)] {
            earlier(&office, &format!("{year}-CAL-H1"), year, "GD11", value).await;
        }
        let told = async || {
            let found = show(&cx, id).await.unwrap();
            of(&found, "GD11", CheckKind::Outlier).cloned()
        };
        assert_eq!(told().await, None);
        let indicator = giaoban::indicator::server::by_code(&cx.db, "GD11").await.unwrap().id;
        let past = async || reports::story(&cx, id, indicator).await.unwrap().past;
        let before = past().await;
        assert!(before.iter().all(|it| !it.name_vi.contains("CAL")), "{before:?}");

        for (year, value) in [(2011, 100), (2012, 101), (2013, 99), (2014, 100)] {
            earlier(&office, &format!("{year}-H1"), year, "GD11", value).await;
        }
        let outlier = told().await.unwrap();
        assert!(outlier.needs_reason(), "{outlier:?}");
        assert!(matches!(&outlier.told, Told::Outlier { value, usual, .. } if (*value, *usual) == (400.into(), 100.into())));
        assert_eq!(past().await.len(), before.len() + 4);
        explain(&cx, id).await;
        assert!(matches!(submit(&cx, id).await, Err(Error::Invalid(fields)) if fields.on("GD11").is_some()));
        answer(&cx, id, outlier.indicator, CheckKind::Outlier, "Mở thêm hai lớp").await.unwrap();
        assert_eq!(submit(&cx, id).await, Ok(ReportState::Submitted));
    }

    async fn others_are_told_nothing_of_a_draft(office) {
        let id = report(&office, "PGDDT", "2016-H1").await;
        for name in ["reader", "editor.pvhtt"] {
            let seen = show(&office.of(name).await, id).await;
            assert_eq!(seen.unwrap_err(), Error::Denied(Denial::NotPublished), "{name}");
        }
        let cx = office.of("editor.pgddt").await;
        put(&cx, id, &[("GD09", Column::Actual, "7,5")]).await;
        let indicator = of(&show(&cx, id).await.unwrap(), "GD09", CheckKind::Range).unwrap().indicator;
        let other = answer(&office.of("editor.pvhtt").await, id, indicator, CheckKind::Range, "x").await;
        assert_eq!(other.unwrap_err(), Error::Denied(Denial::NotAllowed));
        let phone = office.on("editor.pgddt", Device::Phone).await;
        let answered = answer(&phone, id, indicator, CheckKind::Range, "x").await;
        assert_eq!(answered.unwrap_err(), Error::Denied(Denial::ReadOnlyDevice));
    }

    /// Without the program: a choice, a form, and what was typed when it is refused.
    async fn the_office_sets_changes_and_switches_off_a_check(office) {
        let clerk = office.signed_in("office").await;
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT", "2016-H1").await;
        put(&cx, id, &[("GD11", Column::Actual, "51")]).await;
        let (form, list) = ("/admin/checks/rule", "/admin/checks");
        assert!(clerk.get("/admin").await.text.contains(list));
        let page = clerk.get("/admin/checks/rule?code=GD11&kind=range").await;
        // The cut-off of the period that is being written for, not today: else it would reach none of its reports.
        assert!(page.text.contains("value=\"2016-06-14\""), "{}", page.text);

        let typed = "code=GD11&kind=range&severity=error&low=&message_en=&message_vi=Nhi%E1%BB%81u+qu%C3%A1";
        let wrong = clerk.form(form, &format!("{typed}&seen=0&high=n%C4%83m&from=2016-06-14")).await;
        assert!(wrong.location.starts_with("/admin/checks/rule?"), "{}", wrong.location);
        let page = clerk.get(&wrong.location).await.text;
        assert!(page.contains("value=\"năm\"") && page.contains("value=\"Nhiều quá\"") && page.contains("Không phải là số"));

        let kept = clerk.form(form, &format!("{typed}&seen=0&high=50&from=2016-06-14")).await;
        assert_eq!(kept.location, "/admin/checks?kept=GD11");
        let page = clerk.get(&kept.location).await.text;
        assert!(page.contains("Đã ghi kiểm tra của GD11") && page.contains("không quá 50"), "{page}");
        let error = async || of(&show(&cx, id).await.unwrap(), "GD11", CheckKind::Range).cloned();
        let found = error().await.unwrap();
        assert_eq!((found.severity, found.message(giaoban::text::Lang::Vi)), (Severity::Error, "Nhiều quá".into()));

        // Whoever looked at what was there before changes nothing.
        let stale = clerk.form(form, &format!("{typed}&seen=0&high=60&from=2016-06-14")).await;
        assert!(stale.location.contains("wrong=conflict"), "{}", stale.location);
        let page = clerk.get(&stale.location).await.text;
        assert!(page.contains("Người khác vừa sửa trước") && page.contains("value=\"60\""), "{page}");
        assert!(page.contains("không quá 50"), "what stands is shown beside it");
        // From a later day on, it does not reach this period.
        clerk.form(form, &format!("{typed}&seen=1&high=60&from=2016-06-15")).await;
        assert!(error().await.is_some());
        clerk.form(form, &format!("{typed}&seen=2&high=60&from=2016-06-01")).await;
        assert_eq!(error().await, None);
        let off = clerk.form(form, "code=GD11&kind=range&seen=3&off=1&from=2016-06-01").await;
        assert_eq!(off.location, "/admin/checks?off=GD11");
        put(&cx, id, &[("GD11", Column::Actual, "61")]).await;
        assert_eq!(error().await, None);
        let sheet = regimes::check(&office.of("office").await, "GD11", CheckKind::Range).await.unwrap();
        let versions: Vec<_> = sheet.versions.iter().map(|it| (it.version, it.enabled)).collect();
        assert_eq!(versions, [(4, false), (3, true), (2, true), (1, true)]);
        assert!(audited(&office, "check.keep").await == 3 && audited(&office, "check.switch_off").await == 1);
    }

    async fn a_check_that_comes_by_itself_is_replaced_or_switched_off(office) {
        let clerk = office.signed_in("office").await;
        let cx = office.of("editor.pgddt").await;
        let id = report(&office, "PGDDT", "2016-H1").await;
        let missing = async || of(&show(&cx, id).await.unwrap(), "GD12", CheckKind::RequiredWithReason).is_some();
        assert!(missing().await);
        let page = clerk.get("/admin/checks/rule?code=GD12&kind=required_with_reason").await.text;
        assert!(page.contains("Đang theo mặc định"), "{page}");
        let off = "code=GD12&kind=required_with_reason&seen=0&off=1&from=2016-06-14";
        assert_eq!(clerk.form("/admin/checks/rule", off).await.location, "/admin/checks?off=GD12");
        assert!(!missing().await);
        let on = "code=GD12&kind=required_with_reason&severity=error&seen=1&from=2016-06-14";
        clerk.form("/admin/checks/rule", on).await;
        assert!(missing().await);
        // There is nothing to switch off, and a part that nobody knows.
        let nothing = "code=GD12&kind=sum_of_parts&seen=0&off=1&from=2016-06-14";
        assert_eq!(clerk.form("/admin/checks/rule", nothing).await.status, StatusCode::NOT_FOUND);
        let unknown = "code=GD12&kind=sum_of_parts&severity=error&parts=GD11+XX99&seen=0&from=2016-06-14";
        let back = clerk.form("/admin/checks/rule", unknown).await;
        assert!(back.location.contains("wrong=parts"), "{}", back.location);
        assert!(clerk.get(&back.location).await.text.contains("Không có trong danh mục"));
    }

    async fn units_readers_and_phones_set_no_checks(office) {
        let form = "code=GD11&kind=range&severity=error&low=&high=50&seen=0&from=2016-06-14";
        for name in ["editor.pgddt", "head.pgddt", "chair", "reader"] {
            let browser = office.signed_in(name).await;
            assert_eq!(browser.form("/admin/checks/rule", form).await.status, StatusCode::FORBIDDEN, "{name}");
            assert_eq!(browser.get("/admin/checks").await.status, StatusCode::FORBIDDEN, "{name}");
        }
        let phone = office.phone("office").await;
        assert_eq!(phone.form("/admin/checks/rule", form).await.status, StatusCode::FORBIDDEN);
        let page = phone.get("/admin/checks").await;
        assert!(page.status == StatusCode::OK && !page.text.contains("Đặt kiểm tra"), "{}", page.text);
        assert!(office.stranger().form("/admin/checks/rule", form).await.location.starts_with("/login"));
        let sheet = regimes::check(&office.of("office").await, "GD11", CheckKind::Range).await.unwrap();
        assert!(sheet.versions.is_empty());
    }
}
