//! Series, totals and comparisons over a province whose units merged, split and were renamed.

use crate::on_both;
use giaoban::error::Error;
use giaoban::id::{TargetId, UnitId};
use giaoban::indicator::server::entity::{figure, target};
use giaoban::indicator::server::totals::is_counted;
use giaoban::indicator::{self, Comparison, FigureState, Indicator, Total};
use giaoban::number::Number;
use giaoban::org::server::Known;
use giaoban::period::{self, Period};
use giaoban::report::server::entity::report;
use giaoban::server::Context;
use giaoban::{org, sample};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};
use std::sync::Arc;

async fn known(cx: &Context) -> Arc<Known> {
    org::server::known(cx).await.unwrap()
}

fn unit(org: &Known, code: &str) -> UnitId {
    org.history.units.iter().find(|(it, _)| it.code == code).unwrap().0.id
}

async fn of(cx: &Context, code: &str) -> Indicator {
    indicator::server::by_code(&cx.db, code).await.unwrap()
}

async fn months(cx: &Context) -> Vec<Period> {
    let mut all = period::server::all(&cx.db).await.unwrap();
    all.reverse();
    all
}

/// One indicator of some units, by code, over all months.
async fn series(cx: &Context, indicator: &Indicator, units: &[&str]) -> Comparison {
    let org = known(cx).await;
    let units: Vec<_> = units.iter().map(|it| Some(unit(&org, it))).collect();
    indicator::server::compare(cx, std::slice::from_ref(indicator), &units, &months(cx).await).await.unwrap()
}

/// What one unit itself had published of an indicator, as the rows have it.
async fn row(cx: &Context, unit: UnitId, indicator: &Indicator, period: &Period) -> Option<Number> {
    let row = figure::Entity::find()
        .filter(figure::Column::UnitId.eq(unit))
        .filter(figure::Column::IndicatorId.eq(indicator.id))
        .filter(figure::Column::PeriodId.eq(period.id))
        .filter(is_counted())
        .one(&cx.db)
        .await
        .unwrap()?;
    row.value.filter(|_| row.state == FigureState::Value).map(Number::from_stored)
}

fn carried(total: &Total) -> Vec<&str> {
    total.carried.iter().flat_map(|it| &it.from).map(|(it, _)| it.code.as_str()).collect()
}

on_both! { province;
    async fn a_renamed_unit_has_the_past_of_the_one_it_was(office) {
        let cx = office.of("reader").await;
        for code in ["MYT01", "MYT07", "MYT09", "MYT12"] {
            let indicator = of(&cx, code).await;
            let both = series(&cx, &indicator, &["X0002", "X0002A"]).await;
            let mut before = 0;
            for at in 0..both.periods.len() {
                let (now, then) = (both.total(0, 0, at).unwrap(), both.total(0, 1, at).unwrap());
                if now.carried.is_some() {
                    before += 1;
                    assert_eq!(carried(now), ["X0002A"]);
                    assert_eq!((&now.figure, now.given), (&then.figure, then.given), "{code}");
                    assert_eq!(now.report, then.report, "the way to the evidence stays");
                } else {
                    assert_eq!((then.figure.state, then.expected), (FigureState::Missing, 0));
                }
            }
            assert_eq!(before, 18, "a year and a half");
        }
    }

    async fn a_merged_unit_has_the_sum_of_its_parts(office) {
        let cx = office.of("reader").await;
        let indicator = of(&cx, "MGD01").await;
        let all = series(&cx, &indicator, &["X0001", "X0001A", "X0001B"]).await;
        for at in 0..18 {
            let [whole, one, two] = [0, 1, 2].map(|unit| all.total(0, unit, at).unwrap());
            let parts = [one, two].into_iter().filter_map(|it| it.figure.value).map(Number::to_sum).reduce(|a, b| a + b);
            assert_eq!(whole.figure.value, parts.and_then(Number::from_sum));
            assert_eq!((whole.given, whole.expected), (one.given + two.given, one.expected + two.expected));
            assert_eq!(carried(whole), ["X0001A", "X0001B"]);
        }
        assert_eq!(all.total(0, 0, 18).unwrap().carried, None);
    }

    async fn a_split_is_shared_or_told(office) {
        let cx = office.of("reader").await;
        let indicator = of(&cx, "MLD01").await;
        let all = series(&cx, &indicator, &["X0003", "X0003A", "X0006"]).await;
        let (part, whole, unknown) = (all.total(0, 0, 3).unwrap(), all.total(0, 1, 3).unwrap(), all.total(0, 2, 3).unwrap());
        if let (Some(part), Some(whole)) = (part.figure.value, whole.figure.value) {
            assert_eq!(part.to_sum() * 10, whole.to_sum() * 6);
        }
        assert_eq!(part.carried.as_ref().unwrap().from[0].1, Number::from_stored(6_000));
        let told = unknown.carried.as_ref().unwrap();
        assert_eq!((told.from.len(), told.left_out[0].code.as_str()), (0, "X0006A"));
        assert_eq!(unknown.figure.value, None);
        assert!(!unknown.is_final());
    }

    async fn the_whole_is_the_sum_of_all_units_in_every_month(office) {
        let cx = office.of("reader").await;
        let org = known(&cx).await;
        for code in ["MYT01", "MYT07", "MYT09"] {
            let indicator = of(&cx, code).await;
            let periods = months(&cx).await;
            let whole = indicator::server::compare(&cx, std::slice::from_ref(&indicator), &[None], &periods).await.unwrap();
            for (at, period) in periods.iter().enumerate() {
                let rows = figure::Entity::find()
                    .filter(figure::Column::IndicatorId.eq(indicator.id))
                    .filter(figure::Column::PeriodId.eq(period.id))
                    .filter(is_counted())
                    .all(&cx.db)
                    .await
                    .unwrap();
                let values: Vec<_> = rows.iter().filter(|it| it.state == FigureState::Value).collect();
                let total = whole.total(0, 0, at).unwrap();
                let sum = |of: fn(&figure::Model) -> Option<i64>| -> Number {
                    Number::from_sum(values.iter().filter_map(|it| of(it)).map(i128::from).sum()).unwrap()
                };
                if indicator.is_percentage() {
                    let parts = (sum(|it| it.numerator), sum(|it| it.denominator));
                    assert_eq!(total.figure.ratio, Some(parts));
                    assert_eq!(total.figure.value, parts.0.percent_of(parts.1));
                } else {
                    assert_eq!(total.figure.value, Some(sum(|it| it.value)), "{code} {}", period.code);
                }
                let not_applicable = rows.iter().filter(|it| it.state == FigureState::NotApplicable).count();
                let owing = org.tree(period.cut_off).functions().filter(|it| it.1 == indicator.sector).count();
                assert_eq!((total.given as usize, total.expected as usize), (values.len(), owing - not_applicable));
            }
        }
    }

    async fn children_with_what_has_come_in_make_up_the_whole(office) {
        let cx = office.of("reader").await;
        let period = months(&cx).await.pop().unwrap();
        let indicator = of(&cx, "MYT01").await;
        let clusters = indicator::server::units_of(&cx, &indicator, &period, None).await.unwrap();
        assert!(clusters.len() > 1 && clusters.iter().all(|it| it.unit.code.starts_with("CUM")));
        let whole = indicator::server::lines(&cx, &[indicator.sector], &period).await.unwrap();
        let whole = whole.iter().find(|it| it.row.indicator.id == indicator.id).unwrap();
        assert!(whole.given < whole.units, "the last month is not all in");
        assert_eq!(clusters.iter().map(|it| it.given).sum::<u32>(), whole.given);
        assert_eq!(clusters.iter().map(|it| it.expected).sum::<u32>(), whole.units);
        let sum = |of: fn(&indicator::UnitValue) -> Option<Number>| {
            Number::from_sum(clusters.iter().filter_map(of).map(Number::to_sum).sum())
        };
        assert_eq!(whole.row.figure.value, sum(|it| it.figure.value));
        assert_eq!(whole.row.figure.target, sum(|it| it.figure.target));
        assert!(whole.row.figure.sample && whole.row.figure.prior.is_some());
        let communes = indicator::server::units_of(&cx, &indicator, &period, Some(clusters[0].unit.id)).await.unwrap();
        assert_eq!(communes.iter().map(|it| it.given).sum::<u32>(), clusters[0].given);
        let rate = of(&cx, "MYT09").await;
        let rate = indicator::server::units_of(&cx, &rate, &period, None).await.unwrap();
        assert!(rate.iter().all(|it| it.figure.target == Some(95.into())), "one rate for all");
    }

    async fn targets_are_those_of_the_database_whoever_writes_them(office) {
        let cx = office.of("reader").await;
        let period = months(&cx).await.pop().unwrap();
        let indicator = of(&cx, "MGD02").await;
        let whole = async || {
            let all = indicator::server::compare(&cx, std::slice::from_ref(&indicator), &[None], std::slice::from_ref(&period));
            all.await.unwrap().totals.remove(0).figure.target.map(Number::to_sum)
        };
        let org = known(&cx).await;
        let by_hand = async || {
            let tree = org.tree(period.cut_off);
            let rows = target::Entity::find()
                .filter(target::Column::IndicatorId.eq(indicator.id))
                .filter(target::Column::Year.eq(period.year))
                .all(&cx.db)
                .await
                .unwrap();
            let standing = rows.iter().filter(|it| tree.has(it.unit_id));
            standing.filter_map(|it| it.value).map(i128::from).reduce(|one, two| one + two)
        };
        assert_eq!(whole().await, by_hand().await);
        let elsewhere = office.elsewhere().await;
        let rows = target::Entity::find()
            .filter(target::Column::IndicatorId.eq(indicator.id))
            .filter(target::Column::Year.eq(period.year))
            .filter(target::Column::UnitId.eq(unit(&org, "X0004")))
            .all(&elsewhere)
            .await
            .unwrap();
        let mut row = rows[0].clone().into_active_model();
        row.value = Set(Some(123_456));
        row.update(&elsewhere).await.unwrap();
        assert_eq!(whole().await, by_hand().await, "changed");
        target::Entity::delete_by_id(rows[0].id).exec(&elsewhere).await.unwrap();
        assert_eq!(whole().await, by_hand().await, "taken away");
        let own = target::ActiveModel {
            id: Set(TargetId::fresh()),
            indicator_id: Set(indicator.id),
            unit_id: Set(unit(&org, "TINHMAU")),
            year: Set(period.year),
            period_id: Set(None),
            value: Set(Some(77_0000)),
            adopted_on: Set(period.starts_on),
            revision: Set(1),
            sample: Set(true),
            updated_at: Set(cx.now()),
        };
        target::Entity::insert(own).exec_without_returning(&elsewhere).await.unwrap();
        assert_eq!(whole().await, Some(77_0000), "the top's own");
    }

    async fn the_heat_grid_and_the_coverage_say_the_same(office) {
        let cx = office.of("reader").await;
        let period = months(&cx).await.pop().unwrap();
        let org = known(&cx).await;
        let sector = of(&cx, "MYT01").await.sector;
        let heat = indicator::server::heat(&cx, sector, None, &period).await.unwrap();
        assert_eq!((heat.grid.indicators.len(), heat.parent), (12, None));
        let coverage = indicator::server::coverage(&cx, None, &period).await.unwrap();
        assert_eq!((coverage.units.len(), coverage.sectors.len()), (heat.grid.units.len(), 5));
        for unit in 0..coverage.units.len() {
            let totals = (0..12).map(|it| heat.grid.total(it, unit, 0).unwrap());
            let all = totals.fold((0, 0), |(given, owed), it| (given + it.given, owed + it.expected));
            assert_eq!(coverage.cells[unit * 5], all);
        }
        let cluster = heat.grid.units[0].as_ref().unwrap().id;
        let below = indicator::server::heat(&cx, sector, Some(cluster), &period).await.unwrap();
        assert!(below.grid.units.iter().flatten().all(|it| it.code.starts_with('X')));
        let nobody = indicator::server::heat(&cx, sector, Some(UnitId::fresh()), &period).await;
        assert_eq!(nobody.err(), Some(Error::NotFound));
        assert!(org.unit(cluster).is_some());
    }

    /// Drafts to their unit, sent ones to the office, and everybody else the published sum.
    async fn each_sees_the_total_of_what_they_may_see(office) {
        let period = months(&office.of("reader").await).await.pop().unwrap();
        let indicator = of(&office.of("reader").await, "MYT01").await;
        let db = office.db();
        let reports = report::Entity::find().filter(report::Column::PeriodId.eq(period.id)).all(db).await.unwrap();
        let seen = async |who: &str| {
            let cx = office.of(who).await;
            let mut all = indicator::server::compare(&cx, std::slice::from_ref(&indicator), &[None], std::slice::from_ref(&period)).await.unwrap();
            all.totals.remove(0)
        };
        let value = async |of: &report::Model| {
            let row = figure::Entity::find()
                .filter(figure::Column::ReportId.eq(of.id))
                .filter(figure::Column::IndicatorId.eq(indicator.id))
                .one(db)
                .await
                .unwrap();
            row.filter(|it| it.state == FigureState::Value).and_then(|it| it.value).map_or(0, i128::from)
        };
        let published = seen("reader").await;
        let sum = published.figure.value.unwrap().to_sum();
        let mut sent = 0;
        for it in reports.iter().filter(|it| it.state.is_sent() && !it.state.is_published()) {
            sent += value(it).await;
        }
        let with_office = seen("office").await;
        assert_eq!(with_office.figure.value.unwrap().to_sum(), sum + sent);
        assert_eq!(with_office.published, sent == 0);
        assert!(published.published);
        let editor = office.of("editor.x0001").await.actor;
        let own = reports.iter().find(|it| editor.belongs_to(it.unit_id)).unwrap();
        let with_unit = seen("editor.x0001").await;
        let expected = if own.state.is_published() { 0 } else { value(own).await };
        assert_eq!(with_unit.figure.value.unwrap().to_sum(), sum + expected);
        assert_eq!(seen("chair").await.figure.value, published.figure.value);

        // The unit's own, once it is a draft, is taken out for others and stays for the unit.
        let mut draft = own.clone().into_active_model();
        draft.state = Set(giaoban::report::ReportState::Draft);
        draft.update(db).await.unwrap();
        let (others, unit) = (seen("reader").await, seen("editor.x0001").await);
        let own = value(own).await;
        assert_eq!(unit.figure.value.unwrap().to_sum() - others.figure.value.unwrap().to_sum(), own);
        assert_eq!(unit.published, own == 0);
    }

    async fn the_same_size_and_seed_make_the_same_data(office) {
        let db = office.db();
        assert!(figure::Entity::find().count(db).await.unwrap() > 10_000);
        let cx = office.of("reader").await;
        let org = known(&cx).await;
        let indicator = of(&cx, "MKT04").await;
        let period = months(&cx).await.remove(5);
        assert_eq!(row(&cx, unit(&org, "X0004"), &indicator, &period).await, drawn_on_any_database());
        let size = sample::scale::Size { units: 8, years: 2, seed: 1, beside: false };
        let again = sample::scale::load(db, size, None).await.unwrap_err();
        assert!(again.to_string().contains("holds units already"), "{again}");
        let beside = sample::scale::load(db, sample::scale::Size { beside: true, ..size }, None).await.unwrap_err();
        assert!(beside.to_string().contains("such data already"), "{beside}");
    }

    async fn more_than_a_view_takes_is_refused(office) {
        let cx = office.of("reader").await;
        let indicators = indicator::server::all(&cx.db).await.unwrap();
        let units = vec![None; 400];
        let asked = indicator::server::compare(&cx, &indicators, &units, &months(&cx).await).await;
        assert!(matches!(asked, Err(Error::Invalid(_))));
    }
}

/// What the seed makes, whatever the database.
fn drawn_on_any_database() -> Option<Number> {
    Some(248.into())
}

on_both! {
    async fn a_province_can_be_loaded_beside_a_conference(office) {
        let size = sample::scale::Size { units: 3, years: 1, seed: 5, beside: true };
        sample::scale::load(office.db(), size, Some("mat-khau-thu-2016".into())).await.unwrap();
        let cx = office.of("reader").await;
        let card = giaoban::sector::server::card_by_code(&cx, "YT", None).await.unwrap();
        assert_eq!(card.period.code, "2016-H1");
        let list = indicator::server::list(&cx, Some("2025-M06".into()), Some("MYT".into())).await.unwrap();
        assert!(list.lines.iter().all(|it| it.units > 0));
    }
}
