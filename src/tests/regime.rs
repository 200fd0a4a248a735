//! Regimes and the periods opened from them: what is made, what is refused, and who may write after a lock.

use crate::office::Office;
use crate::on_both;
use axum::http::StatusCode;
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, Problem};
use giaoban::id::{ReportId, UnitId};
use giaoban::indicator::Column;
use giaoban::period::{DayKind, PeriodKind};
use giaoban::regime::server as regimes;
use giaoban::regime::{
    DatesInput, ExceptionInput, HolidayInput, OpenInput, OutlineInput, RegimeInput, ReportersInput,
};
use giaoban::report::server as reports;
use giaoban::report::{CellEdit, CellOutcome, ReportSheet};
use giaoban::server::Context;

const CODE: &str = "BC-THANG";

fn typed() -> RegimeInput {
    RegimeInput {
        code: CODE.into(),
        name_vi: "Báo cáo tháng khối văn hóa – xã hội".into(),
        legal_basis: "Nghị định 09/2019/NĐ-CP".into(),
        cadence: vec![PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year],
        ..RegimeInput::of(None)
    }
}

/// The monthly regime, as the office defines it.
async fn defined(office: &Office) -> Context {
    let cx = office.of("office").await;
    assert_eq!(regimes::define(&cx, &typed()).await.unwrap(), CODE);
    cx
}

async fn proposed(cx: &Context, kind: PeriodKind, year: i32, ordinal: u32) -> OpenInput {
    let sheet = regimes::propose(cx, Some(CODE), Some(kind), Some(year), Some(ordinal)).await.unwrap();
    let proposal = sheet.proposed.unwrap().proposal;
    let dates = DatesInput::of(&proposal.dates);
    OpenInput { regime: CODE.into(), kind, year, ordinal, dates, confirmed: false }
}

async fn opened(cx: &Context, kind: PeriodKind, year: i32, ordinal: u32) -> String {
    regimes::open(cx, &proposed(cx, kind, year, ordinal).await).await.unwrap()
}

/// The reports of a period with their units' codes.
async fn owed(cx: &Context, code: &str) -> Vec<(String, ReportId)> {
    let period = giaoban::period::server::by_code(&cx.db, code).await.unwrap();
    let lines = reports::lines(cx, &period).await.unwrap();
    lines.into_iter().map(|it| (it.unit.code, it.report.id)).collect()
}

async fn report_of(cx: &Context, code: &str, unit: &str) -> ReportId {
    owed(cx, code).await.into_iter().find(|(it, _)| it == unit).unwrap().1
}

async fn unit(cx: &Context, code: &str) -> UnitId {
    giaoban::org::server::at(&cx.db, cx.today()).await.unwrap().unit_by_code(code).unwrap().id
}

/// Types a number into the report's first figure that is due.
async fn write(cx: &Context, sheet: &ReportSheet) -> Result<(), Error> {
    let row = sheet.sections.iter().flat_map(|it| &it.rows).find(|it| it.due).unwrap();
    let base = giaoban::report::cell_text(&row.figure, Column::Reason);
    let text = format!("{base}x");
    let indicator = row.indicator.id;
    let edit = CellEdit { indicator, column: Column::Reason, text, base, sent: Vec::new() };
    let outcomes = reports::save_cells(cx, sheet.report.id, vec![edit]).await?;
    assert!(matches!(outcomes[0], CellOutcome::Saved { .. }), "{outcomes:?}");
    Ok(())
}

fn problem<T: std::fmt::Debug>(answer: Result<T, Error>, field: &str) -> Problem {
    match answer {
        Err(Error::Invalid(errors)) => errors.on(field).cloned().unwrap_or_else(|| panic!("{errors:?}")),
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn an_opened_period_makes_the_reports_that_are_owed(office) {
        let cx = defined(&office).await;
        let cases = [
            (PeriodKind::Month, 7, "2016-M07", "2016-06-15", "2016-07-14", "2016-07-19"),
            (PeriodKind::Quarter, 3, "2016-Q3", "2016-06-15", "2016-09-14", "2016-09-19"),
            (PeriodKind::Year, 1, "2016-Y", "2015-12-15", "2016-12-14", "2016-12-19"),
        ];
        for (kind, ordinal, code, from, to, due) in cases {
            assert_eq!(opened(&cx, kind, 2016, ordinal).await, code);
            let period = giaoban::period::server::by_code(&cx.db, code).await.unwrap();
            let days = [period.starts_on, period.cut_off, period.due_on].map(|it| it.to_string());
            assert_eq!(days, [from, to, due], "{code}");
            assert!(period.open && period.locks_on.is_some());
            assert_eq!(owed(&cx, code).await.len(), 11, "{code}");
        }
        let editor = office.of("editor.pgddt").await;
        let lines = reports::owed(&editor).await.unwrap();
        assert!(lines.iter().any(|it| it.report.period.code == "2016-M07"));
        let again = regimes::open(&cx, &proposed(&cx, PeriodKind::Month, 2016, 7).await).await;
        assert_eq!(problem(again, "ordinal"), Problem::Taken);
        let half = OpenInput { kind: PeriodKind::Half, ..proposed(&cx, PeriodKind::Month, 2016, 8).await };
        assert_eq!(problem(regimes::open(&cx, &half).await, "kind"), Problem::Unknown);
    }

    async fn every_kind_of_period_is_opened_with_its_days(office) {
        let cx = office.of("office").await;
        let input = RegimeInput { cadence: PeriodKind::ALL.to_vec(), ..typed() };
        regimes::define(&cx, &input).await.unwrap();
        let cases = [
            (PeriodKind::Month, 2017, 3, "2017-M03", "2017-02-15", "2017-03-14", "2017-03-17"),
            (PeriodKind::Quarter, 2017, 1, "2017-Q1", "2016-12-15", "2017-03-14", "2017-03-17"),
            (PeriodKind::Half, 2017, 1, "2017-H1", "2016-12-15", "2017-06-14", "2017-06-19"),
            (PeriodKind::NineMonths, 2017, 1, "2017-9M", "2016-12-15", "2017-09-14", "2017-09-19"),
            (PeriodKind::Year, 2017, 1, "2017-Y", "2016-12-15", "2017-12-14", "2017-12-19"),
            (PeriodKind::SchoolYear, 2016, 1, "2016-SY", "2016-09-01", "2017-05-31", "2017-06-05"),
        ];
        assert_eq!(cases.map(|it| it.0), PeriodKind::ALL);
        for (kind, year, ordinal, code, from, to, due) in cases {
            assert_eq!(opened(&cx, kind, year, ordinal).await, code);
            let period = giaoban::period::server::by_code(&cx.db, code).await.unwrap();
            let days = [period.starts_on, period.cut_off, period.due_on].map(|it| it.to_string());
            assert_eq!((period.kind, days), (kind, [from, to, due].map(str::to_owned)), "{code}");
            assert_eq!(owed(&cx, code).await.len(), 11, "{code}");
        }
    }

    async fn what_is_proposed_first_is_the_period_of_today(office) {
        let cx = defined(&office).await;
        let first = regimes::propose(&cx, Some(CODE), None, None, None).await.unwrap().proposed.unwrap();
        assert_eq!((first.code.as_str(), first.units.len(), first.open), ("2016-M07", 11, false));
        opened(&cx, PeriodKind::Month, 2016, 7).await;
        let next = regimes::propose(&cx, Some(CODE), None, None, None).await.unwrap().proposed.unwrap();
        assert_eq!(next.code, "2016-M08");
        let nothing = regimes::propose(&cx, Some("KHONG-CO"), None, None, None).await.unwrap();
        assert!(nothing.proposed.is_none() && nothing.errors.on("regime").is_some());
    }

    async fn two_regimes_share_a_period_and_its_days(office) {
        let cx = defined(&office).await;
        opened(&cx, PeriodKind::Month, 2016, 7).await;
        let other = RegimeInput { code: "CHUYEN-DE".into(), ..typed() };
        regimes::define(&cx, &other).await.unwrap();
        let input = OpenInput { regime: "CHUYEN-DE".into(), ..proposed(&cx, PeriodKind::Month, 2016, 8).await };
        let input = OpenInput { ordinal: 7, ..input };
        assert_eq!(regimes::open(&cx, &input).await.unwrap(), "2016-M07");
        let period = giaoban::period::server::by_code(&cx.db, "2016-M07").await.unwrap();
        assert_eq!(period.due_on.to_string(), "2016-07-19");
        assert_eq!(owed(&cx, "2016-M07").await.len(), 22);
    }

    async fn dates_that_break_the_law_are_opened_only_when_meant(office) {
        let cx = defined(&office).await;
        let mut input = proposed(&cx, PeriodKind::Month, 2016, 7).await;
        input.dates.due_unit = "2016-07-15".into();
        assert_eq!(problem(regimes::open(&cx, &input).await, "confirmed"), Problem::Unconfirmed);
        input.dates.due_unit = "2016-07-14".into();
        assert_eq!(problem(regimes::open(&cx, &input).await, "due_unit"), Problem::BeforeStart);
        input.dates.due_unit = "15/7/2016".into();
        input.confirmed = true;
        assert_eq!(regimes::open(&cx, &input).await.unwrap(), "2016-M07");
    }

    async fn a_new_outline_leaves_old_reports_on_theirs(office) {
        let cx = defined(&office).await;
        opened(&cx, PeriodKind::Month, 2016, 7).await;
        let sheet = regimes::sheet(&cx, Some(CODE), None).await.unwrap();
        let org = giaoban::org::server::at(&cx.db, cx.today()).await.unwrap();
        let mine: Vec<_> = org.sectors_of(unit(&cx, "PGDDT").await).map(|it| it.id).collect();
        let mut sections = sheet.sections.clone();
        let place = sections.iter().position(|it| it.sector == mine[0]).unwrap();
        let mut section = sections.remove(place);
        section.title_vi = "Giáo dục theo đề cương mới".into();
        section.indicators.clear();
        sections.insert(0, section);
        let input = OutlineInput { sections, note: "Bỏ chỉ tiêu giáo dục".into() };
        assert_eq!(regimes::write_outline(&cx, CODE, 1, &input).await.unwrap(), 2);
        assert_eq!(regimes::write_outline(&cx, CODE, 1, &input).await.unwrap_err(), Error::Conflict);
        opened(&cx, PeriodKind::Month, 2016, 8).await;

        let editor = office.of("editor.pgddt").await;
        let (old, new) =
            (report_of(&cx, "2016-M07", "PGDDT").await, report_of(&cx, "2016-M08", "PGDDT").await);
        let title = async |id| {
            let sheet = reports::sheet(&editor, id).await.unwrap();
            let rows: usize = sheet.sections.iter().map(|it| it.rows.len()).sum();
            (sheet.sections[0].sector.name_vi.clone(), rows > 0)
        };
        assert_ne!(title(old).await.0, "Giáo dục theo đề cương mới");
        assert!(title(old).await.1);
        assert_eq!(title(new).await, ("Giáo dục theo đề cương mới".to_owned(), false));
        let sheet = regimes::sheet(&cx, Some(CODE), Some(1)).await.unwrap();
        assert_eq!((sheet.version, sheet.versions.len(), sheet.versions[0].reports), (1, 2, 11));
        assert_eq!(sheet.versions[0].note.as_deref(), Some("Bỏ chỉ tiêu giáo dục"));
    }

    async fn an_exception_is_for_one_unit_until_one_day(office) {
        let cx = office.of("office").await;
        let mut later = office;
        later.at("2016-08-01T08:00:00");
        let office = later;
        let clerk = office.of("office").await;
        let (mine, other) = (office.of("editor.pgddt").await, office.of("editor.hctd").await);
        let (id, theirs) =
            (report_of(&cx, "2016-H1", "PGDDT").await, report_of(&cx, "2016-H1", "HCTD").await);
        let shown = reports::sheet(&mine, id).await.unwrap();
        let theirs = reports::sheet(&other, theirs).await.unwrap();
        assert!(!shown.may_write);
        assert_eq!(write(&mine, &shown).await.unwrap_err(), Error::Denied(Denial::Locked));

        let unit = unit(&cx, "PGDDT").await;
        let typed = |until: &str| ExceptionInput {
            unit: unit.to_string(),
            until: until.into(),
            reason: "Mất điện ba ngày".into(),
        };
        let early = regimes::grant(&clerk, "2016-H1", &typed("2016-07-30")).await;
        assert_eq!(problem(early, "until"), Problem::BeforeStart);
        let never = regimes::grant(&clerk, "2016-H2", &typed("2017-07-30")).await;
        assert_eq!(never.unwrap_err(), Error::Denied(Denial::WrongState));
        let sheet = regimes::grant(&clerk, "2016-H1", &typed("2016-08-03")).await.unwrap();
        assert_eq!(sheet.exceptions.len(), 1);

        assert!(reports::owed(&mine).await.unwrap().iter().any(|it| it.report.id == id));
        assert!(reports::sheet(&mine, id).await.unwrap().may_write);
        write(&mine, &shown).await.unwrap();
        assert_eq!(write(&other, &theirs).await.unwrap_err(), Error::Denied(Denial::Locked));
        assert_eq!(regimes::exceptions(&mine, "2016-H1").await.unwrap().exceptions.len(), 1);
        assert!(regimes::exceptions(&other, "2016-H1").await.unwrap().exceptions.is_empty());

        let mut last = office;
        last.at("2016-08-03T23:50:00");
        let mine = last.of("editor.pgddt").await;
        write(&mine, &reports::sheet(&mine, id).await.unwrap()).await.unwrap();
        last.at("2016-08-04T00:10:00");
        let (mine, clerk) = (last.of("editor.pgddt").await, last.of("office").await);
        let shown = reports::sheet(&mine, id).await.unwrap();
        assert_eq!(write(&mine, &shown).await.unwrap_err(), Error::Denied(Denial::Locked));

        let sheet = regimes::grant(&clerk, "2016-H1", &typed("2016-08-10")).await.unwrap();
        write(&mine, &shown).await.unwrap();
        let sheet = regimes::revoke(&clerk, "2016-H1", sheet.exceptions[0].id).await.unwrap();
        assert!(sheet.exceptions[0].revoked.is_some());
        let shown = reports::sheet(&mine, id).await.unwrap();
        assert_eq!(write(&mine, &shown).await.unwrap_err(), Error::Denied(Denial::Locked));
        let again = regimes::revoke(&clerk, "2016-H1", sheet.exceptions[0].id).await;
        assert_eq!(again.unwrap_err(), Error::Conflict);
    }

    async fn days_change_with_a_reason_and_on_what_was_seen(office) {
        let cx = defined(&office).await;
        opened(&cx, PeriodKind::Month, 2016, 7).await;
        let seen = regimes::exceptions(&cx, "2016-M07").await.unwrap().dates;
        let mut typed = DatesInput::of(&seen);
        typed.due_unit = "2016-07-20".into();
        let nameless = regimes::change_dates(&cx, "2016-M07", &seen, &typed, " ", false).await;
        assert_eq!(problem(nameless, "reason"), Problem::Required);
        let change = regimes::change_dates(&cx, "2016-M07", &seen, &typed, "Bão", false).await.unwrap();
        assert_eq!(change.period.due_on.to_string(), "2016-07-20");
        let stale = regimes::change_dates(&cx, "2016-M07", &seen, &typed, "Bão", false).await;
        assert_eq!(stale.unwrap_err(), Error::Conflict);
    }

    async fn units_report_from_a_day_on(office) {
        let cx = defined(&office).await;
        let all: Vec<_> = regimes::sheet(&cx, Some(CODE), None).await.unwrap().reporters;
        let one = unit(&cx, "PGDDT").await;
        let input = ReportersInput { units: vec![one], from: "2016-08-01".into() };
        regimes::set_reporters(&cx, CODE, &input).await.unwrap();
        opened(&cx, PeriodKind::Month, 2016, 7).await;
        opened(&cx, PeriodKind::Month, 2016, 8).await;
        assert_eq!((owed(&cx, "2016-M07").await.len(), owed(&cx, "2016-M08").await.len()), (11, 1));
        let back = ReportersInput { units: all.iter().map(|it| it.unit).collect(), from: "2016-08-15".into() };
        regimes::set_reporters(&cx, CODE, &back).await.unwrap();
        regimes::set_reporters(&cx, CODE, &back).await.unwrap();
        assert_eq!(opened(&cx, PeriodKind::Month, 2016, 9).await, "2016-M09");
        assert_eq!(owed(&cx, "2016-M09").await.len(), 11);
        let none = ReportersInput { units: Vec::new(), from: "2016-08-15".into() };
        assert_eq!(problem(regimes::set_reporters(&cx, CODE, &none).await, "units"), Problem::Required);
    }

    async fn a_definition_is_changed_on_what_was_seen(office) {
        let cx = defined(&office).await;
        assert_eq!(problem(regimes::define(&cx, &typed()).await, "code"), Problem::Taken);
        let input = RegimeInput { lock_days: String::new(), ..typed() };
        regimes::edit(&cx, CODE, 1, &input).await.unwrap();
        assert_eq!(regimes::edit(&cx, CODE, 1, &input).await.unwrap_err(), Error::Conflict);
        let kept = regimes::sheet(&cx, Some(CODE), None).await.unwrap().regime.unwrap();
        assert_eq!((kept.rules.lock_days, kept.revision), (None, 2));
        opened(&cx, PeriodKind::Month, 2016, 7).await;
        assert_eq!(giaoban::period::server::by_code(&cx.db, "2016-M07").await.unwrap().locks_on, None);
    }

    async fn a_holiday_moves_the_next_deadline(office) {
        let cx = defined(&office).await;
        let year = regimes::days(&cx, None).await.unwrap();
        assert!(year.days.iter().any(|it| it.day.to_string() == "2016-02-08" && it.source.is_some()));
        let typed =
            HolidayInput { day: "2016-07-19".into(), kind: DayKind::Holiday, name: "Nghỉ bão".into() };
        regimes::write_day(&cx, &typed).await.unwrap();
        assert_eq!(proposed(&cx, PeriodKind::Month, 2016, 7).await.dates.due_unit, "2016-07-20");
        regimes::remove_day(&cx, "2016-07-19".parse().unwrap()).await.unwrap();
        regimes::set_weekend(&cx, 2016, &[7]).await.unwrap();
        assert_eq!(proposed(&cx, PeriodKind::Month, 2016, 7).await.dates.due_unit, "2016-07-18");
        assert_eq!(problem(regimes::set_weekend(&cx, 2016, &[1, 2, 3, 4, 5, 6, 7]).await, "weekend"), Problem::Unknown);
    }

    async fn units_readers_and_phones_do_not_define_or_open(office) {
        let cx = defined(&office).await;
        let input = proposed(&cx, PeriodKind::Month, 2016, 7).await;
        for name in ["editor.pgddt", "head.pgddt", "chair", "reader"] {
            let cx = office.of(name).await;
            assert_eq!(regimes::open(&cx, &input).await.unwrap_err(), Error::Denied(Denial::NotAllowed), "{name}");
            let other = RegimeInput { code: "KHAC".into(), ..typed() };
            assert_eq!(regimes::define(&cx, &other).await.unwrap_err(), Error::Denied(Denial::NotAllowed));
        }
        let phone = office.on("office", Device::Phone).await;
        assert_eq!(regimes::open(&phone, &input).await.unwrap_err(), Error::Denied(Denial::ReadOnlyDevice));
        assert!(!regimes::list(&phone).await.unwrap().may_change);
        let admin = office.of("admin").await;
        assert!(regimes::list(&admin).await.unwrap().may_change);

        let form = "regime=BC-THANG&kind=month&year=2016&ordinal=7";
        let (phone, editor) = (office.phone("office").await, office.signed_in("editor.pgddt").await);
        for (browser, path) in [(&phone, "/periods/open"), (&editor, "/periods/open"), (&editor, "/periods/2016-H1/exceptions")] {
            assert_eq!(browser.form(path, form).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(office.stranger().form("/periods/open", form).await.location, "/login");
        assert_eq!(editor.get("/admin/regimes").await.status, StatusCode::FORBIDDEN);
    }

    async fn a_plain_form_opens_a_period_and_brings_back_what_was_typed(office) {
        let cx = defined(&office).await;
        let browser = office.signed_in("office").await;
        let page = browser.get("/periods/open?regime=BC-THANG&kind=month&year=2016&ordinal=7").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("2016-07-19") && page.text.contains("Tháng 7 năm 2016"), "{}", page.text);
        let form = "regime=BC-THANG&kind=month&year=2016&ordinal=7&starts_on=2016-06-15&cut_off=2016-07-14\
                    &due_unit=mai&due_office=&due_committee=&locks_on=";
        let refused = browser.form("/periods/open", form).await;
        assert!(refused.location.starts_with("/periods/open?"), "{}", refused.location);
        let page = browser.get(&refused.location).await;
        assert!(page.text.contains("value=\"mai\"") && page.text.contains("Ngày chưa đúng"), "{}", page.text);
        let answer = browser.form("/periods/open", &form.replace("mai", "2016-07-19")).await;
        assert_eq!(answer.location, "/periods/2016-M07");
        assert_eq!(owed(&cx, "2016-M07").await.len(), 11);
        let unit = unit(&cx, "PGDDT").await;
        let form = format!("unit={unit}&until=2016-09-30&reason=B%C3%A3o");
        let answer = browser.form("/periods/2016-H1/exceptions", &form).await;
        assert_eq!(answer.location, "/periods/2016-H1#exceptions");
        let page = browser.get("/periods/2016-H1").await;
        assert!(page.text.contains("đến hết 30/09/2016"));
    }
}
