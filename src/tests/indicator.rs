//! Indicators: what is published is everybody's, what is not stays with its unit.

use crate::office::Office;
use crate::on_both;
use axum::http::StatusCode;
use giaoban::error::Error;
use giaoban::id::FigureId;
use giaoban::indicator::server::entity::figure;
use giaoban::indicator::{self, FigureState, PeriodValue};
use giaoban::number::Number;
use giaoban::{org, period, report};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// An indicator in a period as someone sees it.
async fn seen(office: &Office, who: &str, code: &str, in_period: &str) -> PeriodValue {
    let cx = office.of(who).await;
    let sheet = indicator::server::reading(&cx, code, Some(in_period.to_owned()), None).await.unwrap().sheet;
    sheet.trend.into_iter().find(|it| it.period.code == in_period).unwrap()
}

on_both! {
    async fn a_drafts_figure_is_seen_by_its_own_unit_only(office) {
        let own = seen(&office, "editor.pgddt", "GD06", "2016-H1").await;
        assert_eq!(own.figure.ratio, Some((638.into(), 640.into())));
        assert!(!own.published);
        for who in ["reader", "office", "admin", "chair", "editor.pyt", "delegate.pgddt"] {
            let other = seen(&office, who, "GD06", "2016-H1").await;
            assert_eq!((other.figure.state, other.figure.value), (FigureState::Missing, None), "{who}");
            assert_eq!(other.units[0].report, None, "{who}");
        }
        let page = office.signed_in("reader").await.get("/indicators/GD07?period=2016-H1").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("512/521") && !page.text.contains("98,3"), "the draft's figure is in the page");
    }

    async fn a_sent_figure_is_seen_by_the_office_but_not_by_readers(office) {
        let received = seen(&office, "office", "DS03", "2016-H1").await;
        assert_eq!((received.figure.value, received.published), (Some(802.into()), false));
        assert_eq!(seen(&office, "reader", "DS03", "2016-H1").await.figure.value, None);
    }

    async fn what_is_accepted_is_everybodys_with_last_year_beside_it(office) {
        let cases = seen(&office, "delegate.dxu", "YT05", "2016-H1").await;
        assert_eq!((cases.figure.value, cases.published), (Some(152.into()), true));
        assert_eq!((cases.figure.prior, cases.figure.target), (Some(88.into()), Some(140.into())));
        assert!(cases.figure.sample && cases.units[0].report.is_some());
        let none = seen(&office, "reader", "YT08", "2016-H1").await;
        assert_eq!((none.figure.state, none.figure.value), (FigureState::Value, Some(0.into())));
    }

    async fn a_yearly_figure_is_not_due_at_half_year(office) {
        let poor = seen(&office, "reader", "LD04", "2016-H1").await;
        assert!(!poor.due && poor.figure.value.is_none());
        assert!(seen(&office, "reader", "LD04", "2015-H2").await.due);
    }

    async fn several_units_ratios_add_up_and_say_how_many_are_in(office) {
        let db = office.db();
        let vaccinated = indicator::server::by_code(db, "YT01").await.unwrap();
        let reviewed = period::server::by_code(db, "2016-H1").await.unwrap();
        let org = org::server::at(db, reviewed.cut_off).await.unwrap();
        let other = org.unit_by_code("BHXH").unwrap().id;
        let report = report::server::entity::report::Entity::find()
            .filter(report::server::entity::report::Column::UnitId.eq(other))
            .filter(report::server::entity::report::Column::PeriodId.eq(reviewed.id))
            .one(db)
            .await
            .unwrap()
            .unwrap();
        let row = figure::ActiveModel {
            id: Set(FigureId::fresh()),
            report_id: Set(report.id),
            indicator_id: Set(vaccinated.id),
            unit_id: Set(other),
            period_id: Set(reviewed.id),
            state: Set(FigureState::Value),
            value: Set(Some(Number::from(50).to_stored())),
            numerator: Set(Some(Number::from(100).to_stored())),
            denominator: Set(Some(Number::from(200).to_stored())),
            prior: Set(None),
            reason: Set(None),
            revision: Set(1),
            updated_at: Set(office.state.clock.now()),
            updated_by: Set(None),
            sample: Set(true),
        };
        row.insert(db).await.unwrap();
        let both = seen(&office, "reader", "YT01", "2016-H1").await;
        assert_eq!((both.given, both.expected), (2, 2));
        assert_eq!(both.figure.ratio, Some((418.into(), 529.into())));
        assert_eq!(both.figure.value, Number::from(418).percent_of(529.into()));
    }

    async fn what_is_not_there_is_not_found(office) {
        let cx = office.of("reader").await;
        assert_eq!(indicator::server::reading(&cx, "ZZ99", None, None).await, Err(Error::NotFound));
        let never = Some("1999-H1".into());
        assert_eq!(indicator::server::reading(&cx, "YT05", never, None).await, Err(Error::NotFound));
        assert_eq!(indicator::server::list(&cx, None, Some("ZZ".into())).await, Err(Error::NotFound));
        let browser = office.signed_in("reader").await;
        assert_eq!(browser.get("/indicators/ZZ99").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_pages_are_whole_without_scripts(office) {
        let phone = office.phone("reader").await;
        let list = phone.get("/indicators?sector=YT&status=missed").await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(list.text.contains(r#"data-key="YT05""#) && !list.text.contains(r#"data-key="YT06""#));
        let sheet = phone.get("/indicators/YT05").await;
        for part in [">152", "<svg", "/reports/", "6 tháng đầu năm 2015"] {
            assert!(sheet.text.contains(part), "{part}");
        }
    }
}
