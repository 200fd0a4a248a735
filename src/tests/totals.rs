//! The totals that are kept are the sums of what they are made of, whatever is written by whom.

use crate::office::Office;
use crate::on_both;
use giaoban::id::{FigureId, IndicatorId, PeriodId, RegimeId, ReportId, UnitId};
use giaoban::indicator::server::entity::{figure, indicator as definition};
use giaoban::indicator::server::totals::entity::tally;
use giaoban::indicator::server::totals::{is_counted, settle};
use giaoban::indicator::{Figure, FigureState, Tally};
use giaoban::org::server::entity::{unit, unit_function, unit_parent};
use giaoban::period::server::entity::{period, regime};
use giaoban::report::server::entity::report;
use giaoban::report::{ReportState, ReportStep};
use giaoban::{indicator, org};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter,
};
use std::collections::{HashMap, HashSet};

type Sums = HashMap<(PeriodId, UnitId, IndicatorId), Tally>;

/// What counts, found by hand: of the published figures of a place the one that says something, then the one
/// written last.
async fn winners(db: &DatabaseConnection) -> HashMap<(UnitId, PeriodId, IndicatorId), figure::Model> {
    let reports = report::Entity::find().all(db).await.unwrap();
    let published: HashSet<_> = reports.iter().filter(|it| it.state.is_published()).map(|it| it.id).collect();
    let mut winners: HashMap<_, figure::Model> = HashMap::new();
    for row in figure::Entity::find().all(db).await.unwrap() {
        let place = (row.unit_id, row.period_id, row.indicator_id);
        let rank = |it: &figure::Model| (it.state != FigureState::Missing, it.updated_at, it.id);
        let later = |known: &figure::Model| rank(known) > rank(&row);
        if published.contains(&row.report_id) && !winners.get(&place).is_some_and(later) {
            winners.insert(place, row);
        }
    }
    winners
}

/// Adds up by hand: each figure to every unit that its own chain of parents leads to.
async fn by_hand(db: &DatabaseConnection) -> Sums {
    let history = org::server::history(db).await.unwrap();
    let cut_offs: HashMap<_, _> =
        period::Entity::find().all(db).await.unwrap().into_iter().map(|it| (it.id, it.cut_off)).collect();
    let sectors: HashMap<_, _> = definition::Entity::find()
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|it| (it.id, it.sector_id))
        .collect();
    let mut sums = Sums::new();
    let mut known: HashMap<_, HashMap<UnitId, UnitId>> = HashMap::new();
    for row in winners(db).await.into_values() {
        let day = cut_offs[&row.period_id];
        let parents = known
            .entry(day)
            .or_insert_with(|| history.at(day).parents.into_iter().collect::<HashMap<_, _>>());
        if !history.stands(row.unit_id, day) {
            continue;
        }
        let outside = !history.answers(row.unit_id, sectors[&row.indicator_id], day);
        let (period, indicator, unit) = (row.period_id, row.indicator_id, row.unit_id);
        let one = Tally::of(&Figure::from(row), outside);
        let mut at = Some(unit);
        while let Some(above) = at {
            if above != unit || parents.values().any(|it| *it == unit) {
                *sums.entry((period, above, indicator)).or_default() += one;
            }
            at = parents.get(&above).copied();
        }
    }
    sums
}

async fn compare_with_sums(db: &DatabaseConnection, when: &str) {
    settle(db).await.unwrap();
    let counted = figure::Entity::find().filter(is_counted()).all(db).await.unwrap();
    let counted: HashSet<_> = counted.into_iter().map(|it| it.id).collect();
    let expected: HashSet<_> = winners(db).await.into_values().map(|it| it.id).collect();
    assert_eq!(counted, expected, "{when}: which figures count");
    let kept = tally::Entity::find().all(db).await.unwrap();
    let kept: Sums = kept
        .iter()
        .map(|it| ((it.period_id, it.unit_id, it.indicator_id), Tally::from(it)))
        .filter(|it| it.1 != Tally::default())
        .collect();
    let expected = by_hand(db).await;
    assert_eq!(kept.len(), expected.len(), "{when}: how many totals");
    for (place, sum) in expected {
        assert_eq!(kept.get(&place), Some(&sum), "{when}: {place:?}");
    }
}

/// The same draws each time.
struct Luck(u64);

impl Luck {
    fn below(&mut self, many: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % many
    }

    fn amount(&mut self) -> i64 {
        match self.below(8) {
            0 => 0,
            1 => 99_999_999_999_999_999,
            2 => -99_999_999_999_999_999,
            _ => self.below(9_000_000) as i64 - 300_000,
        }
    }
}

async fn write_figure(office: &Office, luck: &mut Luck) {
    let db = office.db();
    let rows = figure::Entity::find().all(db).await.unwrap();
    let mut row = rows[luck.below(rows.len())].clone();
    row.state = FigureState::ALL[luck.below(3)];
    row.value = (luck.below(5) > 0).then(|| luck.amount());
    row.numerator = (luck.below(3) > 0).then(|| luck.amount());
    row.denominator = (luck.below(3) > 0).then(|| luck.amount());
    row.prior = (luck.below(2) > 0).then(|| luck.amount());
    row.sample = luck.below(2) > 0;
    if luck.below(2) > 0 {
        row.updated_at = office.state.clock.now() + chrono::TimeDelta::seconds(luck.below(100) as i64);
    }
    match luck.below(10) {
        0 => {
            figure::Entity::delete_by_id(row.id).exec(db).await.unwrap();
        }
        _ => {
            figure::Entity::update(figure::ActiveModel::from(row).reset_all()).exec(db).await.unwrap();
        }
    }
}

async fn move_report(office: &Office, luck: &mut Luck) {
    let db = office.db();
    let rows = report::Entity::find().all(db).await.unwrap();
    let mut row = report::ActiveModel::from(rows[luck.below(rows.len())].clone());
    row.state = Set(ReportState::ALL[luck.below(ReportState::ALL.len())]);
    row.update(db).await.unwrap();
}

/// A report of another regime on the same unit and period, with some of the same indicators.
async fn report_again(office: &Office, luck: &mut Luck) {
    let db = office.db();
    let rows = report::Entity::find().all(db).await.unwrap();
    let mut row = rows[luck.below(rows.len())].clone();
    let mut other = regime::Entity::find().one(db).await.unwrap().unwrap();
    other.id = RegimeId::fresh();
    other.code = other.id.to_string();
    row.regime_id = other.id;
    regime::Entity::insert(regime::ActiveModel::from(other)).exec_without_returning(db).await.unwrap();
    let first = std::mem::replace(&mut row.id, ReportId::fresh());
    row.state = ReportState::ALL[luck.below(ReportState::ALL.len())];
    let again = row.id;
    report::Entity::insert(report::ActiveModel::from(row)).exec_without_returning(db).await.unwrap();
    let figures = figure::Entity::find().filter(figure::Column::ReportId.eq(first)).all(db).await.unwrap();
    for mut it in figures.into_iter().step_by(7) {
        (it.id, it.report_id) = (FigureId::fresh(), again);
        it.value = Some(luck.amount());
        it.updated_at += chrono::TimeDelta::seconds(luck.below(3) as i64 - 1);
        figure::Entity::insert(figure::ActiveModel::from(it)).exec_without_returning(db).await.unwrap();
    }
}

/// Something of the organisation, of the days of a period or of the dictionary.
async fn reorganise(office: &Office, luck: &mut Luck) {
    let db = office.db();
    let units = unit::Entity::find().all(db).await.unwrap();
    let day = office.state.clock.today() - chrono::TimeDelta::days(luck.below(700) as i64);
    match luck.below(6) {
        0 => {
            let row = unit_parent::ActiveModel {
                unit_id: Set(units[luck.below(units.len())].id),
                parent_id: Set(units[luck.below(units.len())].id),
                valid_from: Set(day),
                valid_to: Set(None),
            };
            // The same link of the same day may be there already.
            let _ = unit_parent::Entity::insert(row).exec_without_returning(db).await;
        }
        1 => {
            let mut row = unit::ActiveModel::from(units[luck.below(units.len())].clone());
            row.valid_to = Set((luck.below(2) > 0).then_some(day));
            row.update(db).await.unwrap();
        }
        2 => {
            let rows = unit_function::Entity::find().all(db).await.unwrap();
            let mut row = unit_function::ActiveModel::from(rows[luck.below(rows.len())].clone());
            row.valid_to = Set(Some(day));
            row.update(db).await.unwrap();
        }
        3 => {
            let rows = period::Entity::find().all(db).await.unwrap();
            let mut row = period::ActiveModel::from(rows[luck.below(rows.len())].clone());
            row.cut_off = Set(day);
            row.update(db).await.unwrap();
        }
        4 => {
            let rows = definition::Entity::find().all(db).await.unwrap();
            let other = rows[luck.below(rows.len())].sector_id;
            let mut row = definition::ActiveModel::from(rows[luck.below(rows.len())].clone());
            row.sector_id = Set(other);
            row.update(db).await.unwrap();
        }
        _ => {
            let rows = unit_parent::Entity::find().all(db).await.unwrap();
            let row = rows[luck.below(rows.len())].clone();
            unit_parent::Entity::delete_by_id((row.unit_id, row.parent_id, row.valid_from))
                .exec(db)
                .await
                .unwrap();
        }
    }
}

on_both! { province;
    async fn what_was_loaded_at_once_is_counted(office) {
        compare_with_sums(office.db(), "as loaded").await;
    }

    async fn totals_are_the_sums_after_any_writes(office) {
        let mut luck = Luck(7);
        for step in 0..10 {
            for _ in 0..12 {
                match luck.below(10) {
                    0..4 => write_figure(&office, &mut luck).await,
                    4..8 => move_report(&office, &mut luck).await,
                    8 => report_again(&office, &mut luck).await,
                    _ => reorganise(&office, &mut luck).await,
                }
            }
            compare_with_sums(office.db(), &format!("step {step}")).await;
        }
    }

    async fn a_write_that_is_taken_back_leaves_nothing(office) {
        use sea_orm::TransactionTrait;
        let before = by_hand(office.db()).await;
        let tx = office.db().begin().await.unwrap();
        let row = report::Entity::find().filter(report::Column::State.eq("accepted")).one(&tx).await.unwrap().unwrap();
        let mut row = report::ActiveModel::from(row);
        row.state = Set(ReportState::Returned);
        row.update(&tx).await.unwrap();
        tx.rollback().await.unwrap();
        compare_with_sums(office.db(), "taken back").await;
        assert_eq!(by_hand(office.db()).await, before);
    }

    async fn several_at_once_are_all_counted(office) {
        let sent = report::Entity::find().filter(report::Column::State.ne("consolidated")).all(office.db()).await.unwrap();
        assert!(sent.len() > 2, "the last months are not all taken in");
        let mut moving = tokio::task::JoinSet::new();
        for row in sent {
            let db = office.db().clone();
            moving.spawn(async move {
                let tx = giaoban::server::begin_write(&db).await.unwrap();
                let mut row = report::ActiveModel::from(row);
                row.state = Set(ReportState::Accepted);
                row.update(&tx).await.unwrap();
                tx.commit().await.unwrap();
            });
        }
        moving.join_all().await;
        compare_with_sums(office.db(), "all at once").await;
    }
}

on_both! {
    async fn the_ways_of_the_program_keep_them(office) {
        let db = office.db();
        compare_with_sums(db, "as loaded").await;
        let cx = office.of("office").await;
        let sent = report::Entity::find().filter(report::Column::State.eq("sent")).all(db).await.unwrap();
        for row in &sent {
            giaoban::report::server::take_step(&cx, row.id, ReportStep::Accept, "", row.revision).await.unwrap();
        }
        compare_with_sums(db, "accepted").await;
        for row in &sent {
            let row = report::Entity::find_by_id(row.id).one(db).await.unwrap().unwrap();
            giaoban::report::server::take_step(&cx, row.id, ReportStep::Reopen, "Sửa số liệu", row.revision).await.unwrap();
        }
        compare_with_sums(db, "reopened").await;
        let reader = office.of("reader").await;
        let list = indicator::server::list(&reader, Some("2016-H1".into()), None).await.unwrap();
        assert!(list.lines.iter().any(|it| it.row.figure.state == FigureState::Value));
    }
}
