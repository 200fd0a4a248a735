//! The half-year periods, and the regime that asks for reports in them.

use super::indicators::Indicators;
use super::source::Source;
use super::units::{Units, since};
use super::{at, day};
use crate::id::{OutlineId, OutlineSectionId, PeriodId, PeriodSetId, RegimeId};
use crate::period::server::entity::{
    outline, outline_indicator, outline_section, period, period_due, period_regime, regime, regime_due,
    regime_rule, regime_unit,
};
use crate::period::server::put_set;
use crate::period::{Level, PeriodKind, PeriodSet, RegimeType, RuleWord, SectionKind, Shift};
use anyhow::Context;
use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

pub struct Calendar {
    pub regime: RegimeId,
    pub outline: OutlineId,
    periods: Vec<(&'static str, PeriodId)>,
}

impl Calendar {
    pub fn period(&self, code: &str) -> anyhow::Result<PeriodId> {
        let found = self.periods.iter().find(|(known, _)| *known == code);
        found.map(|(_, id)| *id).with_context(|| format!("no period {code}"))
    }
}

/// A half-year by the legal cut-offs (NĐ 09/2019, Điều 12); the day it is due is the demonstration's.
struct Half {
    code: &'static str,
    year: i32,
    name_vi: &'static str,
    name_en: &'static str,
    starts_on: NaiveDate,
    cut_off: NaiveDate,
    locks_on: Option<NaiveDate>,
}

fn halves() -> [Half; 4] {
    [
        Half {
            code: "2015-H1",
            year: 2015,
            name_vi: "6 tháng đầu năm 2015",
            name_en: "First half of 2015",
            starts_on: day(2014, 12, 15),
            cut_off: day(2015, 6, 14),
            locks_on: Some(day(2015, 7, 31)),
        },
        Half {
            code: "2015-H2",
            year: 2015,
            name_vi: "6 tháng cuối năm 2015",
            name_en: "Second half of 2015",
            starts_on: day(2015, 6, 15),
            cut_off: day(2015, 12, 14),
            locks_on: Some(day(2016, 1, 31)),
        },
        Half {
            code: "2016-H1",
            year: 2016,
            name_vi: "6 tháng đầu năm 2016",
            name_en: "First half of 2016",
            starts_on: day(2015, 12, 15),
            cut_off: day(2016, 6, 14),
            locks_on: Some(day(2016, 7, 31)),
        },
        Half {
            code: "2016-H2",
            year: 2016,
            name_vi: "6 tháng cuối năm 2016",
            name_en: "Second half of 2016",
            starts_on: day(2016, 6, 15),
            cut_off: day(2016, 12, 14),
            locks_on: None,
        },
    ]
}

pub async fn put(
    db: &impl ConnectionTrait,
    source: &Source,
    units: &Units,
    indicators: &Indicators,
) -> anyhow::Result<Calendar> {
    let [legal, calendar] = PeriodSet::defaults();
    let set = put_set(db, &legal).await?;
    put_set(db, &calendar).await?;
    let periods = put_periods(db, set).await?;
    let (regime, outline) = put_regime(db, source, units).await?;
    put_rules(db, regime, set).await?;
    let mut reporters = Vec::new();
    for office in &source.units {
        reporters.push(regime_unit::ActiveModel {
            regime_id: Set(regime),
            unit_id: Set(units.unit(&office.code)?),
            valid_from: Set(since()),
            valid_to: Set(None),
        });
    }
    regime_unit::Entity::insert_many(reporters).exec_without_returning(db).await?;
    let asked = indicators
        .iter()
        .map(|it| outline_indicator::ActiveModel { outline_id: Set(outline), indicator_id: Set(it.id) });
    outline_indicator::Entity::insert_many(asked).exec_without_returning(db).await?;
    let opened = halves().into_iter().zip(&periods).map(|(half, (_, period))| period_regime::ActiveModel {
        period_id: Set(*period),
        regime_id: Set(regime),
        outline_id: Set(outline),
        opened_at: Set(at(half.starts_on, 8 * 60)),
        opened_by: Set(None),
    });
    period_regime::Entity::insert_many(opened).exec_without_returning(db).await?;
    Ok(Calendar { regime, outline, periods })
}

async fn put_periods(
    db: &impl ConnectionTrait,
    set: PeriodSetId,
) -> anyhow::Result<Vec<(&'static str, PeriodId)>> {
    let mut known = Vec::new();
    let mut rows = Vec::new();
    let mut dues = Vec::new();
    for half in halves() {
        let id = PeriodId::fresh();
        known.push((half.code, id));
        let due_on = half.cut_off + TimeDelta::days(3);
        rows.push(period::ActiveModel {
            id: Set(id),
            set_id: Set(set),
            code: Set(half.code.to_owned()),
            kind: Set(PeriodKind::Half),
            name_vi: Set(half.name_vi.to_owned()),
            name_en: Set(half.name_en.to_owned()),
            year: Set(half.year),
            starts_on: Set(half.starts_on),
            cut_off: Set(half.cut_off),
            due_on: Set(due_on),
            locks_on: Set(half.locks_on),
            opened_at: Set(Some(at(half.starts_on, 8 * 60))),
        });
        // Units to the city first; the city to the province three days later.
        for (level, day) in [(Level::Unit, due_on), (Level::Committee, due_on + TimeDelta::days(3))] {
            dues.push(period_due::ActiveModel { period_id: Set(id), level: Set(level), due_on: Set(day) });
        }
    }
    period::Entity::insert_many(rows).exec_without_returning(db).await?;
    period_due::Entity::insert_many(dues).exec_without_returning(db).await?;
    Ok(known)
}

async fn put_regime(
    db: &impl ConnectionTrait,
    source: &Source,
    units: &Units,
) -> anyhow::Result<(RegimeId, OutlineId)> {
    let (regime, outline) = (RegimeId::fresh(), OutlineId::fresh());
    let row = regime::ActiveModel {
        id: Set(regime),
        code: Set("KTXH-6T".to_owned()),
        name_vi: Set("Báo cáo kinh tế – xã hội 6 tháng khối văn hóa – xã hội".to_owned()),
        name_en: Set("Half-year socio-economic report of the socio-cultural bloc".to_owned()),
        cadence: Set(PeriodKind::Half.word().to_owned()),
        legal_basis: Set(None),
        bloc_id: Set(units.bloc),
        regime_type: Set(RegimeType::Periodic),
        content: Set(None),
        receiver: Set(Some("Văn phòng HĐND và UBND thành phố".to_owned())),
        sending: Set(None),
        revision: Set(1),
    };
    regime::Entity::insert(row).exec_without_returning(db).await?;
    let row = outline::ActiveModel {
        id: Set(outline),
        regime_id: Set(regime),
        version: Set(1),
        created_at: Set(at(since(), 8 * 60)),
    };
    outline::Entity::insert(row).exec_without_returning(db).await?;
    let mut sections = Vec::new();
    for (position, sector) in (1..).zip(&source.sectors) {
        sections.push(outline_section::ActiveModel {
            id: Set(OutlineSectionId::fresh()),
            outline_id: Set(outline),
            position: Set(position),
            kind: Set(if sector.code == "CHUNG" { SectionKind::General } else { SectionKind::Sector }),
            title_vi: Set(sector.name_vi.clone()),
            title_en: Set(sector.name_en.clone()),
            sector_id: Set(Some(units.sector(&sector.code)?)),
            guidance: Set(None),
        });
    }
    outline_section::Entity::insert_many(sections).exec_without_returning(db).await?;
    Ok((regime, outline))
}

/// When the reports are due is the demonstration's, as the days of its periods are.
async fn put_rules(db: &impl ConnectionTrait, regime: RegimeId, set: PeriodSetId) -> anyhow::Result<()> {
    let rule = regime_rule::ActiveModel {
        regime_id: Set(regime),
        set_id: Set(set),
        shift: Set(Shift::Next),
        lock_days: Set(Some(44)),
    };
    regime_rule::Entity::insert(rule).exec_without_returning(db).await?;
    let dues = [(Level::Unit, 3), (Level::Committee, 6)].map(|(level, number)| regime_due::ActiveModel {
        regime_id: Set(regime),
        level: Set(level),
        rule: Set(RuleWord::WorkingDays),
        number: Set(number),
        months_after: Set(0),
    });
    regime_due::Entity::insert_many(dues).exec_without_returning(db).await?;
    Ok(())
}
