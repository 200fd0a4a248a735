//! The dictionary of indicators: who changes it, what is refused, and how files of it go out and come back.

use crate::office::{Answer, Browser};
use crate::on_both;
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use giaoban::actor::Device;
use giaoban::error::{Denial, Error, Problem};
use giaoban::indicator::server::{self as indicators, Dictionary, dictionary};
use giaoban::indicator::{CatalogueImport, Direction, EntrySheet, Field, IndicatorInput, OverTime, Retired};
use giaoban::report::server as reports;
use giaoban::server::Context;
use giaoban::upload::FileRefusal;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::sync::Arc;

fn with(mut input: IndicatorInput, texts: &[(Field, &str)]) -> IndicatorInput {
    for (field, text) in texts {
        input.set(*field, *text);
    }
    input
}

/// A new indicator as the form begins it, with these texts.
async fn typed(cx: &Context, texts: &[(Field, &str)]) -> IndicatorInput {
    let blank = dictionary::entry(cx, None).await.unwrap().typed;
    let named = [
        (Field::Code, "GD90"),
        (Field::Sector, "GD"),
        (Field::NameVi, "Chỉ tiêu mới"),
        (Field::Measure, "em"),
    ];
    with(with(blank, &named), texts)
}

async fn held(cx: &Context) -> Arc<Dictionary> {
    let org = giaoban::org::server::known(cx).await.unwrap();
    indicators::known(cx, &org).await.unwrap()
}

async fn sheet(cx: &Context, code: &str) -> EntrySheet {
    dictionary::entry(cx, Some(code)).await.unwrap()
}

/// Changes a definition as it stands.
async fn revise(cx: &Context, code: &str, texts: &[(Field, &str)]) -> Result<i32, Error> {
    let kept = sheet(cx, code).await;
    dictionary::revise(cx, code, kept.version, &with(kept.typed, texts), "Theo công văn").await
}

fn problem<T: std::fmt::Debug>(answer: Result<T, Error>, field: &str) -> Problem {
    match answer {
        Err(Error::Invalid(errors)) => errors.on(field).cloned().unwrap_or_else(|| panic!("{errors:?}")),
        other => panic!("{other:?}"),
    }
}

async fn shown(cx: &Context, asked: &str, sector: Option<&str>, retired: Retired) -> Vec<String> {
    let list = dictionary::catalogue(cx, asked, sector, retired).await.unwrap();
    list.lines.into_iter().map(|it| it.named.code).collect()
}

async fn read(cx: &Context, file: impl Into<Vec<u8>>) -> CatalogueImport {
    dictionary::preview(cx, "danh-muc.csv", file.into()).await.unwrap().unwrap()
}

async fn audited(cx: &Context, action: &str) -> u64 {
    use giaoban::identity::server::entity::audit;
    audit::Entity::find().filter(audit::Column::Action.eq(action)).count(&cx.db).await.unwrap()
}

fn encoded(input: &IndicatorInput, rest: &str) -> String {
    let pairs = Field::ALL.iter().map(|it| format!("{it}={}", giaoban::server::encode(input.get(*it))));
    format!("{}&{rest}", pairs.collect::<Vec<_>>().join("&"))
}

async fn upload(browser: &Browser, file: &[u8]) -> Answer {
    let mut body =
        b"--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = browser
        .request(Method::POST, "/admin/catalogue/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body));
    browser.send(request.unwrap()).await
}

on_both! {
    async fn an_indicator_is_defined_and_changed_in_versions(office) {
        let cx = office.of("office").await;
        let input = typed(&cx, &[(Field::Formula, "{gd11}/{GD12}×100"), (Field::Definition, "Khái niệm")]).await;
        assert_eq!(dictionary::define(&cx, &input, "").await.unwrap(), "GD90");
        assert_eq!(problem(dictionary::define(&cx, &input, "").await, "code"), Problem::Taken);
        let made = sheet(&cx, "gd90").await;
        assert_eq!((made.version, made.versions.len()), (1, 1));
        assert_eq!(made.typed.get(Field::Formula), "{GD11} / {GD12} * 100");
        assert!(made.versions[0].by.is_some() && made.versions[0].changes.is_empty());

        let later = [(Field::Direction, "lower"), (Field::ValidFrom, "2017-01-01"), (Field::Sector, "YT")];
        assert_eq!(revise(&cx, "GD90", &later).await, Ok(2));
        assert_eq!(revise(&cx, "GD90", &[]).await, Ok(2), "nothing changes, no version");
        let stale = dictionary::revise(&cx, "GD90", 1, &made.typed, "Theo công văn").await;
        assert_eq!(stale.unwrap_err(), Error::Conflict);
        let nameless = dictionary::revise(&cx, "GD90", 2, &made.typed, " ").await;
        assert_eq!(problem(nameless, "reason"), Problem::Required);
        let now = sheet(&cx, "GD90").await;
        let changed: Vec<_> = now.versions[0].changes.iter().map(|it| (it.field, it.after.as_str())).collect();
        assert_eq!(
            changed,
            [(Field::Sector, "YT"), (Field::Direction, "lower"), (Field::ValidFrom, "2017-01-01")]
        );
        assert_eq!(now.versions[0].reason.as_deref(), Some("Theo công văn"));
        assert_eq!((audited(&cx, "indicator.define").await, audited(&cx, "indicator.revise").await), (1, 1));
        let used = sheet(&cx, "GD11").await.used;
        assert_eq!(used.formulas[0].code, "GD90");
        assert_eq!((used.regimes[0].code.as_str(), used.units[0].code.as_str()), ("KTXH-6T", "PGDDT"));
        assert!(used.targets > 0);
    }

    async fn a_period_is_judged_by_the_definition_of_its_time(office) {
        let cx = office.of("office").await;
        let later = [(Field::Direction, "lower"), (Field::ValidFrom, "2016-07-01")];
        revise(&cx, "GD11", &later).await.unwrap();
        let day = |text: &str| text.parse().unwrap();
        let direction = async |text| {
            let dictionary = held(&cx).await;
            let found = dictionary.at(day(text)).into_iter().find(|it| it.code == "GD11");
            assert_eq!(found, dictionary.by_code_at("gd11", day(text)));
            found.map(|it| it.direction)
        };
        assert_eq!(direction("2016-06-14").await, Some(Direction::Higher));
        assert_eq!(direction("2016-12-14").await, Some(Direction::Lower));
        assert_eq!(direction("1900-01-01").await, None);
        let newest = indicators::by_code(&cx.db, "GD11").await.unwrap();
        assert_eq!((newest.direction, newest.version, newest.over_time), (Direction::Lower, 2, OverTime::Last));
        // A later version that begins earlier puts both right.
        revise(&cx, "GD11", &[(Field::Direction, "higher"), (Field::ValidFrom, "2016-01-01")]).await.unwrap();
        assert_eq!(direction("2016-12-14").await, Some(Direction::Higher));
        assert_eq!(indicators::all(&cx.db).await.unwrap().len(), 60);
    }

    async fn what_a_definition_refers_to_is_checked(office) {
        let cx = office.of("office").await;
        let refused = async |texts: &[(Field, &str)], field: Field| {
            let input = typed(&cx, texts).await;
            problem(dictionary::define(&cx, &input, "").await, field.word())
        };
        let unknown = Problem::UnknownCode("GD99".into());
        assert_eq!(refused(&[(Field::Formula, "{GD99} + 1")], Field::Formula).await, unknown);
        assert_eq!(refused(&[(Field::Parent, "GD99")], Field::Parent).await, unknown);
        assert_eq!(refused(&[(Field::Sector, "XX")], Field::Sector).await, Problem::Unknown);
        assert_eq!(refused(&[(Field::PeriodSet, "APR")], Field::PeriodSet).await, Problem::Unknown);
        let own = Problem::Cycle("GD90 → GD90".into());
        assert_eq!(refused(&[(Field::Formula, "{GD90} + 1")], Field::Formula).await, own);

        revise(&cx, "GD01", &[(Field::Formula, "{GD02} * 2"), (Field::Parent, "GD02")]).await.unwrap();
        revise(&cx, "GD02", &[(Field::Formula, "{GD03} + 1"), (Field::Parent, "GD03")]).await.unwrap();
        let round = revise(&cx, "GD03", &[(Field::Formula, "{GD01}"), (Field::Parent, "GD01")]).await;
        let path = Problem::Cycle("GD03 → GD01 → GD02 → GD03".into());
        assert_eq!(problem(round.clone(), "formula"), path);
        assert_eq!(problem(round, "parent"), path);
        assert_eq!(sheet(&cx, "GD03").await.version, 1);
    }

    async fn a_derived_indicator_is_not_asked_of_units(office) {
        let cx = office.of("office").await;
        let editor = office.of("editor.pgddt").await;
        let id = reports::owed(&editor).await.unwrap()[0].report.id;
        let asked = async || {
            let sheet = reports::sheet(&editor, id).await.unwrap();
            let rows = sheet.sections.into_iter().flat_map(|it| it.rows);
            rows.filter(|it| it.due).map(|it| it.indicator.code).collect::<Vec<_>>()
        };
        assert!(asked().await.contains(&"GD11".to_owned()));
        revise(&cx, "GD11", &[(Field::Formula, "{GD12} * 2")]).await.unwrap();
        assert!(!asked().await.contains(&"GD11".to_owned()));
    }

    async fn a_retired_indicator_stays_with_its_history(office) {
        let cx = office.of("office").await;
        let early = dictionary::retire(&cx, "GD11", 1, Some("1990-01-01"), "Thôi").await;
        assert_eq!(problem(early, "valid_to"), Problem::BeforeStart);
        assert_eq!(problem(dictionary::retire(&cx, "GD11", 1, Some(""), "Thôi").await, "valid_to"), Problem::NotADate);
        assert_eq!(problem(dictionary::retire(&cx, "GD11", 1, Some("1/7/2016"), "").await, "reason"), Problem::Required);
        assert_eq!(dictionary::retire(&cx, "GD11", 1, Some("1/7/2016"), "Bỏ chỉ tiêu").await, Ok(2));
        assert_eq!(dictionary::retire(&cx, "GD11", 1, Some("1/7/2016"), "Lại").await, Err(Error::Conflict));
        assert!(!shown(&cx, "GD11", None, Retired::Hidden).await.contains(&"GD11".to_owned()));
        assert_eq!(shown(&cx, "GD11", None, Retired::Shown).await, ["GD11"]);
        let at = async |text: &str| held(&cx).await.by_code_at("GD11", text.parse().unwrap());
        assert!(at("2016-06-30").await.is_some() && at("2016-07-01").await.is_none());

        // The half-year before still asks for it, the one after does not.
        let period = async |code| giaoban::period::server::by_code(&cx.db, code).await.unwrap();
        let kept = indicators::by_code(&cx.db, "GD11").await.unwrap();
        assert!(kept.is_asked_in(&period("2016-H1").await) && !kept.is_asked_in(&period("2016-H2").await));

        assert_eq!(dictionary::retire(&cx, "GD11", 2, None, "Cần lại").await, Ok(3));
        assert_eq!(shown(&cx, "GD11", None, Retired::Hidden).await, ["GD11"]);
        assert_eq!((audited(&cx, "indicator.retire").await, audited(&cx, "indicator.reinstate").await), (1, 1));
        assert_eq!(sheet(&cx, "GD11").await.versions.len(), 3);
    }

    async fn the_list_is_searched_with_and_without_marks(office) {
        let cx = office.of("office").await;
        assert_eq!(shown(&cx, "", None, Retired::Hidden).await.len(), 60);
        assert!(shown(&cx, "", Some("yt"), Retired::Hidden).await.iter().all(|it| it.starts_with("YT")));
        assert_eq!(shown(&cx, "gd11", None, Retired::Hidden).await, ["GD11"]);
        assert_eq!(shown(&cx, "nghien ma tuy", None, Retired::Hidden).await, ["LD08"]);
        assert_eq!(shown(&cx, "Đền ơn đáp nghĩa", None, Retired::Hidden).await, ["LD07"]);
        assert_eq!(shown(&cx, "drug users", None, Retired::Hidden).await, ["LD08"]);
        let gone = dictionary::catalogue(&cx, "", Some("ZZ"), Retired::Hidden).await;
        assert_eq!(gone.unwrap_err(), Error::NotFound);
        assert_eq!(dictionary::entry(&cx, Some("GD99")).await.unwrap_err(), Error::NotFound);
    }

    async fn only_who_manages_every_unit_changes_definitions(office) {
        let admin = office.of("admin").await;
        let input = typed(&admin, &[]).await;
        for who in ["editor.pgddt", "head.pgddt", "chair", "secretary", "reader", "delegate.pgddt"] {
            let cx = office.of(who).await;
            let denied = Error::Denied(Denial::NotAllowed);
            assert_eq!(dictionary::define(&cx, &input, "").await.unwrap_err(), denied, "{who}");
            assert_eq!(dictionary::retire(&cx, "GD11", 1, None, "x").await.unwrap_err(), denied, "{who}");
            assert_eq!(dictionary::preview(&cx, "a.csv", b"x".to_vec()).await.unwrap_err(), denied, "{who}");
        }
        let phone = office.on("office", Device::Phone).await;
        assert_eq!(dictionary::define(&phone, &input, "").await.unwrap_err(), Error::Denied(Denial::ReadOnlyDevice));
        assert!(!sheet(&phone, "GD11").await.may_change);
        dictionary::define(&admin, &input, "").await.unwrap();
    }

    async fn files_go_out_and_come_back_the_same(office) {
        let cx = office.of("office").await;
        revise(&cx, "GD11", &[(Field::Shares, "40; 100"), (Field::LegalSource, "=Nghị định 09")]).await.unwrap();
        for file in [dictionary::export_csv(&cx).await.unwrap(), dictionary::export_xlsx(&cx).await.unwrap()] {
            let found = read(&cx, file).await;
            assert_eq!((found.rows, found.unchanged), (60, 60), "{:?} {:?}", found.changes, found.refused);
        }
    }

    async fn a_file_is_looked_at_before_it_is_kept(office) {
        let cx = office.of("office").await;
        let file = "Mã;Tên chỉ tiêu;Đơn vị tính;Lĩnh vực;Công thức\n\
            GD11;Giải quốc gia;em;GD;\n\
            GD91;Chỉ tiêu mới;%;GD;{GD92} / {GD11}\n\
            GD92;Thứ hai;em;GD;\n\
            GD93;;em;GD;\n\
            GD94;Sai;em;GD;{GD99}\n";
        let found = read(&cx, file).await;
        assert_eq!((found.rows, found.changes.len(), found.refused.len()), (5, 3, 2), "{found:?}");
        assert_eq!(indicators::all(&cx.db).await.unwrap().len(), 60);

        // Someone else changes one of them meanwhile.
        revise(&cx, "GD11", &[(Field::NameEn, "Prizes")]).await.unwrap();
        let done = dictionary::apply(&cx, found.id, "").await.unwrap();
        assert_eq!(done.left.iter().map(|it| (it.code.as_str(), &it.error)).collect::<Vec<_>>(), [("GD11", &Error::Conflict)]);
        assert_eq!(indicators::all(&cx.db).await.unwrap().len(), 62);
        let made = sheet(&cx, "GD91").await;
        assert_eq!(made.versions[0].reason.as_deref(), Some("Nhập từ tệp danh-muc.csv"));
        assert_ne!(sheet(&cx, "GD11").await.name(giaoban::text::Lang::Vi), "Giải quốc gia");
        assert_eq!(dictionary::apply(&cx, found.id, "").await.unwrap().applied, done.applied, "once");
        assert_eq!(audited(&cx, "catalogue.import").await, 1);

        let back = dictionary::refused_file(&cx, found.id).await.unwrap();
        let again = dictionary::preview(&cx, "b.xlsx", back).await.unwrap().unwrap();
        assert_eq!((again.rows, again.refused.len()), (2, 2), "{again:?}");
        let other = office.of("admin").await;
        assert_eq!(dictionary::show_import(&other, again.id).await.unwrap_err(), Error::Denied(Denial::NotPublished));
        let broken = dictionary::preview(&cx, "c.xlsx", b"PK\x03\x04".to_vec()).await.unwrap();
        assert_eq!(broken.unwrap_err(), FileRefusal::Broken);
    }

    async fn what_was_overtaken_takes_what_leans_on_it_along(office) {
        let cx = office.of("office").await;
        let found = read(&cx, "Mã;Công thức\nGD01;{GD02}\nGD03;{GD01} + {GD04}\n").await;
        assert_eq!(found.changes.len(), 2);
        // The file's second row now closes a circle.
        revise(&cx, "GD04", &[(Field::Formula, "{GD03}")]).await.unwrap();
        let done = dictionary::apply(&cx, found.id, "").await.unwrap();
        assert_eq!(done.left.len(), 1, "{:?}", done.left);
        assert_eq!(problem(Err::<(), _>(done.left[0].error.clone()), "formula"), Problem::Cycle("GD03 → GD04 → GD03".into()));
        assert_eq!((sheet(&cx, "GD01").await.version, sheet(&cx, "GD03").await.version), (2, 1));
    }

    async fn the_forms_work_without_scripts(office) {
        let cx = office.of("office").await;
        let clerk = office.signed_in("office").await;
        let page = clerk.get("/admin/catalogue?q=hoc+sinh&sector=GD").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("/admin/catalogue/GD11") && !page.text.contains("/admin/catalogue/YT01"), "{}", page.text);

        let input = typed(&cx, &[(Field::NameVi, ""), (Field::Definition, "Dòng \"một\" <b>")]).await;
        let refused = clerk.form("/admin/catalogue/new", &encoded(&input, "seen=0&reason=V%C3%AC")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in ["Cần điền.", "GD90", "Dòng \"một\" &lt;b>", "aria-invalid=\"true\"", "Thêm chỉ tiêu"] {
            assert!(refused.text.contains(part), "{part}: {}", refused.text);
        }
        let input = with(input, &[(Field::NameVi, "Chỉ tiêu thử")]);
        let made = clerk.form("/admin/catalogue/new", &encoded(&input, "seen=0&reason=")).await;
        assert_eq!((made.status, made.location.as_str()), (StatusCode::SEE_OTHER, "/admin/catalogue/GD90"));
        let page = clerk.get(&made.location).await;
        assert!(page.text.contains("Chỉ tiêu thử") && page.text.contains("Phiên bản đầu tiên."), "{}", page.text);

        let edited = with(input, &[(Field::Direction, "lower")]);
        let edit = "/admin/catalogue/GD90/edit";
        assert_eq!(clerk.get(edit).await.status, StatusCode::OK);
        let kept = clerk.form(edit, &encoded(&edited, "seen=1&reason=S%E1%BB%ADa")).await;
        assert_eq!(kept.location, "/admin/catalogue/GD90", "{}", kept.text);
        let stale = clerk.form(edit, &encoded(&edited, "seen=1&reason=S%E1%BB%ADa")).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text.contains("Người khác vừa ghi một phiên bản mới"), "{}", stale.text);

        let entry = "/admin/catalogue/GD90";
        let refused = clerk.form(entry, "seen=2&valid_to=2016-12-31&reason=").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("2016-12-31"), "{}", refused.text);
        assert_eq!(clerk.form(entry, "seen=2&valid_to=2016-12-31&reason=Th%C3%B4i").await.location, entry);
        assert_eq!(clerk.form(entry, "seen=3&reason=C%E1%BA%A7n").await.location, entry);
        assert_eq!(sheet(&cx, "GD90").await.version, 4);
    }

    async fn files_go_through_their_addresses(office) {
        let clerk = office.signed_in("office").await;
        for (path, kind) in [("/admin/catalogue.csv", "text/csv"), ("/admin/catalogue.xlsx", "spreadsheetml")] {
            let got = clerk.get(path).await;
            assert_eq!(got.status, StatusCode::OK, "{path}");
            assert!(got.headers[header::CONTENT_TYPE].to_str().unwrap().contains(kind));
        }
        let sent = upload(&clerk, "Mã;Tên tiếng Anh\nGD11;Prizes\nGD99;x\n".as_bytes()).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let page = clerk.get(&sent.location).await;
        assert!(page.text.contains("Ghi 1 thay đổi") && page.text.contains("Dòng bị từ chối"), "{}", page.text);
        assert_eq!(clerk.get(&format!("{}/refused.xlsx", sent.location)).await.status, StatusCode::OK);
        assert_eq!(clerk.form(&sent.location, "reason=").await.location, sent.location);
        assert!(clerk.get(&sent.location).await.text.contains("Đã ghi 1 thay đổi lúc"));
        let refused = upload(&clerk, b"a;b").await;
        assert_eq!(refused.location, "/admin/catalogue/import?refused=no_headings");
        assert!(clerk.get(&refused.location).await.text.contains("Không thấy dòng tên cột"));
    }

    async fn strangers_phones_and_others_are_stopped_at_the_door(office) {
        for who in ["editor.pgddt", "reader", "chair"] {
            let browser = office.signed_in(who).await;
            for path in ["/admin/catalogue", "/admin/catalogue/GD11", "/admin/catalogue/new", "/admin/catalogue.csv"] {
                assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{who} {path}");
            }
            assert_eq!(browser.form("/admin/catalogue/new", "code=GD90").await.status, StatusCode::FORBIDDEN);
            assert_eq!(upload(&browser, b"x").await.status, StatusCode::FORBIDDEN);
        }
        let phone = office.phone("office").await;
        let page = phone.get("/admin/catalogue/GD11").await;
        assert!(page.status == StatusCode::OK && !page.text.contains("<form class=\"form mt-3\""), "{}", page.text);
        assert_eq!(phone.form("/admin/catalogue/GD11", "seen=1&reason=x").await.status, StatusCode::FORBIDDEN);
        let stranger = office.stranger();
        assert!(stranger.get("/admin/catalogue").await.location.starts_with("/login"));
        assert!(stranger.get("/admin/catalogue.xlsx").await.location.starts_with("/login"));
        assert!(stranger.form("/admin/catalogue/new", "code=GD90").await.location.starts_with("/login"));
    }
}
