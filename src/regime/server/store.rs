use crate::error::{Denial, Error, Result};
use crate::id::{BlocId, OutlineId, PersonId, RegimeId, UnitId};
use crate::org::server::entity::bloc_unit;
use crate::period::server::entity::{
    outline, outline_change, outline_indicator, outline_section, period_regime, regime, regime_unit,
};
use crate::period::{Period, PeriodKind};
use crate::regime::{OutlineVersion, Regime, ReportingUnit, Section, may_manage};
use crate::report::server::entity::report;
use crate::server::Context;
use crate::{indicator, period};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder,
};
use std::collections::HashMap;

/// The units that belong to a bloc today.
pub async fn units_of(cx: &Context, db: &impl ConnectionTrait, bloc: BlocId) -> Result<Vec<UnitId>> {
    let today = cx.today();
    let rows = bloc_unit::Entity::find()
        .filter(bloc_unit::Column::BlocId.eq(bloc))
        .filter(bloc_unit::Column::ValidFrom.lte(today))
        .filter(
            Condition::any()
                .add(bloc_unit::Column::ValidTo.is_null())
                .add(bloc_unit::Column::ValidTo.gt(today)),
        )
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| it.unit_id).collect())
}

/// Refuses whoever may not change what is asked of the bloc's units.
pub async fn require(cx: &Context, db: &impl ConnectionTrait, bloc: BlocId) -> Result<()> {
    if !may_manage(&cx.actor, &units_of(cx, db, bloc).await?) {
        Err(Denial::NotAllowed.into())
    } else if !cx.actor.writes() {
        Err(Denial::ReadOnlyDevice.into())
    } else {
        Ok(())
    }
}

/// Whether a screen may offer changes of what is asked of the bloc's units.
pub async fn may_change(cx: &Context, bloc: BlocId) -> Result<bool> {
    Ok(cx.actor.writes() && may_manage(&cx.actor, &units_of(cx, &cx.db, bloc).await?))
}

pub async fn row(db: &impl ConnectionTrait, code: &str) -> Result<regime::Model> {
    let found = regime::Entity::find().filter(regime::Column::Code.eq(code)).one(db).await?;
    found.ok_or(Error::NotFound)
}

pub async fn rows(db: &impl ConnectionTrait) -> Result<Vec<regime::Model>> {
    Ok(regime::Entity::find().order_by_asc(regime::Column::Id).all(db).await?)
}

pub async fn regime(db: &impl ConnectionTrait, row: regime::Model) -> Result<Regime> {
    let (set, rules) = period::server::rules_of(db, row.id).await?;
    Ok(Regime {
        id: row.id,
        cadence: row.cadence.split(',').filter_map(|it| it.parse::<PeriodKind>().ok()).collect(),
        code: row.code,
        name_vi: row.name_vi,
        name_en: row.name_en,
        regime_type: row.regime_type,
        legal_basis: row.legal_basis,
        content: row.content,
        receiver: row.receiver,
        sending: row.sending,
        set,
        rules,
        revision: row.revision,
    })
}

/// A regime's outlines, newest first.
pub async fn outlines(db: &impl ConnectionTrait, regime: RegimeId) -> Result<Vec<outline::Model>> {
    Ok(outline::Entity::find()
        .filter(outline::Column::RegimeId.eq(regime))
        .order_by_desc(outline::Column::Version)
        .all(db)
        .await?)
}

pub async fn versions(db: &impl ConnectionTrait, outlines: &[outline::Model]) -> Result<Vec<OutlineVersion>> {
    let ids: Vec<OutlineId> = outlines.iter().map(|it| it.id).collect();
    let changes: HashMap<OutlineId, outline_change::Model> = outline_change::Entity::find()
        .filter(outline_change::Column::OutlineId.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|it| (it.outline_id, it))
        .collect();
    let people: Vec<PersonId> = changes.values().filter_map(|it| it.changed_by).collect();
    let names = crate::identity::server::names(db, &people).await?;
    let mut versions = Vec::with_capacity(outlines.len());
    for row in outlines {
        let change = changes.get(&row.id);
        let reports = report::Entity::find().filter(report::Column::OutlineId.eq(row.id)).count(db).await?;
        versions.push(OutlineVersion {
            number: row.version,
            at: row.created_at,
            by: change.and_then(|it| it.changed_by).and_then(|it| names.get(&it).cloned()),
            note: change.and_then(|it| it.note.clone()),
            reports: reports as usize,
        });
    }
    Ok(versions)
}

pub async fn sections(db: &impl ConnectionTrait, outline: OutlineId) -> Result<Vec<Section>> {
    let asked = period::server::indicators_asked(db, outline).await?;
    let all = indicator::server::all(db).await?;
    let rows = period::server::outline_sections(db, outline).await?;
    let sections = rows.into_iter().filter_map(|row| {
        let sector = row.sector_id?;
        Some(Section {
            sector,
            kind: row.kind,
            title_vi: row.title_vi,
            title_en: row.title_en,
            guidance: row.guidance,
            indicators: all
                .iter()
                .filter(|it| it.sector == sector && asked.contains(&it.id))
                .map(|it| it.id)
                .collect(),
        })
    });
    Ok(sections.collect())
}

/// Keeps a new outline with its sections and indicators.
pub async fn put_outline(
    cx: &Context,
    db: &impl ConnectionTrait,
    regime: RegimeId,
    version: i32,
    sections: &[Section],
    note: Option<String>,
) -> Result<OutlineId> {
    let id = OutlineId::fresh();
    let row = outline::ActiveModel {
        id: Set(id),
        regime_id: Set(regime),
        version: Set(version),
        created_at: Set(cx.now()),
    };
    row.insert(db).await?;
    let change = outline_change::ActiveModel {
        outline_id: Set(id),
        note: Set(note),
        changed_by: Set(Some(cx.actor.person)),
    };
    outline_change::Entity::insert(change).exec_without_returning(db).await?;
    for (position, section) in (1..).zip(sections) {
        let row = outline_section::ActiveModel {
            id: Set(crate::id::OutlineSectionId::fresh()),
            outline_id: Set(id),
            position: Set(position),
            kind: Set(section.kind),
            title_vi: Set(section.title_vi.clone()),
            title_en: Set(section.title_en.clone()),
            sector_id: Set(Some(section.sector)),
            guidance: Set(section.guidance.clone()),
        };
        outline_section::Entity::insert(row).exec_without_returning(db).await?;
        for indicator in &section.indicators {
            let row = outline_indicator::ActiveModel { outline_id: Set(id), indicator_id: Set(*indicator) };
            outline_indicator::Entity::insert(row).exec_without_returning(db).await?;
        }
    }
    Ok(id)
}

/// Everyone who ever reported under a regime, the present ones without an end.
pub async fn reporters(db: &impl ConnectionTrait, regime: RegimeId) -> Result<Vec<ReportingUnit>> {
    let rows = regime_unit::Entity::find()
        .filter(regime_unit::Column::RegimeId.eq(regime))
        .order_by_asc(regime_unit::Column::ValidFrom)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|it| ReportingUnit { unit: it.unit_id, from: it.valid_from, to: it.valid_to })
        .collect())
}

/// The periods opened from a regime, newest first.
pub async fn periods(db: &impl ConnectionTrait, regime: RegimeId) -> Result<Vec<Period>> {
    let opened =
        period_regime::Entity::find().filter(period_regime::Column::RegimeId.eq(regime)).all(db).await?;
    let mut periods = period::server::all(db).await?;
    periods.retain(|it| opened.iter().any(|row| row.period_id == it.id));
    Ok(periods)
}
