use crate::actor::Permission;
use crate::error::{Denial, Error, Result};
use crate::id::{IndicatorId, IndicatorVersionId, PersonId, SectorId, UnitId};
use crate::indicator::server::entity::{
    figure, indicator, indicator_change, indicator_version as version, target,
};
use crate::indicator::{
    EntryUse, EntryVersion, Field, Frequency, IndicatorDraft, IndicatorInput, Known, Named, changes,
};
use crate::number::Number;
use crate::org::server::entity::bloc_unit;
use crate::org::{Org, Sector};
use crate::period::server::entity::{outline, outline_indicator, regime};
use crate::server::Context;
use crate::time::Instant;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder,
};
use std::collections::{BTreeMap, HashMap};

/// An indicator with one version of its whole definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: IndicatorId,
    pub version: i32,
    pub draft: IndicatorDraft,
}

/// The units that report today.
async fn reporting(cx: &Context, db: &impl ConnectionTrait) -> Result<Vec<UnitId>> {
    let today = cx.today();
    let rows = bloc_unit::Entity::find()
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

/// Refuses whoever may not change definitions.
///
/// # Errors
/// A [`Denial`].
pub async fn require(cx: &Context, db: &impl ConnectionTrait) -> Result<()> {
    if !manages(cx, &reporting(cx, db).await?) {
        Err(Denial::NotAllowed.into())
    } else if !cx.actor.writes() {
        Err(Denial::ReadOnlyDevice.into())
    } else {
        Ok(())
    }
}

/// Whether a screen may offer changes of definitions.
pub async fn may_change(cx: &Context) -> Result<bool> {
    Ok(cx.actor.writes() && manages(cx, &reporting(cx, &cx.db).await?))
}

/// Definitions hold for every unit: they are the office's of all units that report, or everywhere.
fn manages(cx: &Context, reporting: &[UnitId]) -> bool {
    cx.actor.may_on_all(Permission::ManageCatalogue, reporting)
}

/// Lets one change the dictionary at a time: what two would each find in order may be a circle together.
pub async fn lock(tx: &DatabaseTransaction) -> Result<()> {
    // SQLite's transaction that writes is alone already.
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared("LOCK TABLE indicator IN SHARE ROW EXCLUSIVE MODE").await?;
    }
    Ok(())
}

/// Every indicator by its newest definition, in order.
pub async fn entries(db: &impl ConnectionTrait, sectors: &[Sector]) -> Result<Vec<Entry>> {
    let rows = indicator::Entity::find()
        .order_by_asc(indicator::Column::Position)
        .order_by_asc(indicator::Column::Id)
        .all(db)
        .await?;
    let mut versions: HashMap<(IndicatorId, i32), version::Model> = version::Entity::find()
        .all(db)
        .await?
        .into_iter()
        .map(|it| ((it.indicator_id, it.version), it))
        .collect();
    let entry = |row: indicator::Model| {
        let version = versions.remove(&(row.id, row.version))?;
        Some(Entry { id: row.id, version: row.version, draft: draft(&row, version, sectors) })
    };
    Ok(rows.into_iter().filter_map(entry).collect())
}

fn draft(row: &indicator::Model, version: version::Model, sectors: &[Sector]) -> IndicatorDraft {
    let sector = version.sector_id.unwrap_or(row.sector_id);
    let bounds = version.range_low.zip(version.range_high);
    IndicatorDraft {
        code: row.code.clone(),
        sector: sectors.iter().find(|it| it.id == sector).map(|it| it.code.clone()).unwrap_or_default(),
        name_vi: version.name_vi,
        name_en: version.name_en,
        definition: version.definition,
        measure: version.measure,
        decimals: version.decimals.unsigned_abs(),
        direction: version.direction,
        range: bounds.map(|(low, high)| (Number::from_stored(low), Number::from_stored(high))),
        aggregation: version.aggregation,
        over_time: version.over_time,
        numerator: version.numerator,
        denominator: version.denominator,
        formula: version.formula.and_then(|it| it.parse().ok()),
        frequency: version.frequency.parse().unwrap_or(Frequency::Yearly),
        period_set: version.period_set,
        cumulative: version.cumulative,
        shares: version.shares.and_then(|it| it.parse().ok()),
        parent: version.parent_code,
        function: version.function_code,
        responsible: version.responsible,
        legal_source: version.legal_source,
        valid_from: version.valid_from,
        valid_to: version.valid_to,
    }
}

/// What definitions may refer to.
pub async fn known(db: &impl ConnectionTrait, org: &Org, entries: &[Entry]) -> Result<Known> {
    let sets = crate::period::server::sets(db).await?;
    Ok(Known::new(
        org.sectors.iter().map(|it| it.code.clone()),
        sets.into_iter().map(|it| it.code),
        entries.iter().map(|it| it.draft.clone()),
    ))
}

/// Keeps a definition as the indicator's next version; without an indicator, as the first of a new one that
/// stands last.
pub async fn put(
    cx: &Context,
    tx: &DatabaseTransaction,
    org: &Org,
    kept: Option<&Entry>,
    draft: &IndicatorDraft,
    reason: Option<String>,
) -> Result<IndicatorId> {
    let sector = org.sector_by_code(&draft.sector).ok_or(Error::NotFound)?.id;
    let id = kept.map_or_else(IndicatorId::fresh, |it| it.id);
    let number = kept.map_or(1, |it| it.version + 1);
    match kept {
        Some(_) => {
            let row = indicator::ActiveModel {
                id: Set(id),
                sector_id: Set(sector),
                version: Set(number),
                ..Default::default()
            };
            indicator::Entity::update(row).exec(tx).await?;
        }
        None => {
            let last = indicator::Entity::find().order_by_desc(indicator::Column::Position).one(tx).await?;
            let row = indicator::ActiveModel {
                id: Set(id),
                code: Set(draft.code.clone()),
                sector_id: Set(sector),
                version: Set(number),
                position: Set(last.map_or(0, |it| it.position) + 1),
            };
            indicator::Entity::insert(row).exec_without_returning(tx).await?;
        }
    }
    let row = version_row(id, number, sector, draft);
    let version_id = row.id.clone().take().unwrap_or_default();
    version::Entity::insert(row).exec_without_returning(tx).await?;
    let change = indicator_change::ActiveModel {
        version_id: Set(version_id),
        at: Set(cx.now()),
        person_id: Set(Some(cx.actor.person)),
        reason: Set(reason),
    };
    indicator_change::Entity::insert(change).exec_without_returning(tx).await?;
    Ok(id)
}

fn version_row(
    id: IndicatorId,
    number: i32,
    sector: SectorId,
    draft: &IndicatorDraft,
) -> version::ActiveModel {
    let (low, high) = draft.range.unzip();
    version::ActiveModel {
        id: Set(IndicatorVersionId::fresh()),
        indicator_id: Set(id),
        version: Set(number),
        valid_from: Set(draft.valid_from),
        name_vi: Set(draft.name_vi.clone()),
        name_en: Set(draft.name_en.clone()),
        measure: Set(draft.measure.clone()),
        direction: Set(draft.direction),
        aggregation: Set(draft.aggregation),
        frequency: Set(draft.frequency.word().to_owned()),
        decimals: Set(i32::try_from(draft.decimals).unwrap_or_default()),
        range_low: Set(low.map(Number::to_stored)),
        range_high: Set(high.map(Number::to_stored)),
        cumulative: Set(draft.cumulative),
        responsible: Set(draft.responsible.clone()),
        legal_source: Set(draft.legal_source.clone()),
        definition: Set(draft.definition.clone()),
        parent_code: Set(draft.parent.clone()),
        over_time: Set(draft.over_time),
        sector_id: Set(Some(sector)),
        numerator: Set(draft.numerator.clone()),
        denominator: Set(draft.denominator.clone()),
        formula: Set(draft.formula.as_ref().map(ToString::to_string)),
        period_set: Set(draft.period_set.clone()),
        function_code: Set(draft.function.clone()),
        shares: Set(draft.shares.as_ref().map(ToString::to_string)),
        valid_to: Set(draft.valid_to),
    }
}

/// An indicator's versions, newest first, each with what it changed.
pub async fn versions(
    db: &impl ConnectionTrait,
    entry: &Entry,
    sectors: &[Sector],
) -> Result<Vec<EntryVersion>> {
    let row = indicator::Entity::find_by_id(entry.id).one(db).await?.ok_or(Error::NotFound)?;
    let rows = version::Entity::find()
        .filter(version::Column::IndicatorId.eq(entry.id))
        .order_by_asc(version::Column::Version)
        .all(db)
        .await?;
    let told: HashMap<IndicatorVersionId, (Instant, Option<PersonId>, Option<String>)> =
        indicator_change::Entity::find()
            .filter(indicator_change::Column::VersionId.is_in(rows.iter().map(|it| it.id)))
            .all(db)
            .await?
            .into_iter()
            .map(|it| (it.version_id, (it.at, it.person_id, it.reason)))
            .collect();
    let people: Vec<PersonId> = told.values().filter_map(|it| it.1).collect();
    let names = crate::identity::server::names(db, &people).await?;
    let mut before: Option<IndicatorInput> = None;
    let mut versions = Vec::with_capacity(rows.len());
    for it in rows {
        let (at, by, reason) = match told.get(&it.id) {
            Some((at, by, reason)) => (Some(*at), by.and_then(|it| names.get(&it).cloned()), reason.clone()),
            None => (None, None, None),
        };
        let (number, valid_from) = (it.version, it.valid_from);
        let after = IndicatorInput::of(&draft(&row, it, sectors));
        let changes = before.as_ref().map(|it| changes(it, &after)).unwrap_or_default();
        before = Some(after);
        versions.push(EntryVersion { number, valid_from, at, by, reason, changes });
    }
    versions.reverse();
    Ok(versions)
}

/// Where an indicator is used.
pub async fn used(
    db: &impl ConnectionTrait,
    entry: &Entry,
    entries: &[Entry],
    org: &Org,
) -> Result<EntryUse> {
    let code = &entry.draft.code;
    let among = |fits: &dyn Fn(&IndicatorDraft) -> bool| -> Vec<Named> {
        entries.iter().filter(|it| fits(&it.draft)).map(|it| named(&it.draft)).collect()
    };
    let function = entry.draft.function.as_ref().unwrap_or(&entry.draft.sector);
    let units = match org.sector_by_code(function) {
        Some(sector) => org.units_of(sector.id).cloned().collect(),
        None => Vec::new(),
    };
    let figures = figure::Entity::find().filter(figure::Column::IndicatorId.eq(entry.id)).count(db).await?;
    let targets = target::Entity::find().filter(target::Column::IndicatorId.eq(entry.id)).count(db).await?;
    Ok(EntryUse {
        regimes: regimes(db, entry.id).await?,
        formulas: among(&|it| it.formula.as_ref().is_some_and(|it| it.codes().contains(code.as_str()))),
        children: among(&|it| it.parent.as_ref() == Some(code)),
        units,
        figures,
        targets,
    })
}

/// The regimes whose newest outline asks for an indicator.
async fn regimes(db: &impl ConnectionTrait, id: IndicatorId) -> Result<Vec<Named>> {
    let asked: Vec<_> = outline_indicator::Entity::find()
        .filter(outline_indicator::Column::IndicatorId.eq(id))
        .all(db)
        .await?
        .into_iter()
        .map(|it| it.outline_id)
        .collect();
    let outlines = outline::Entity::find().order_by_asc(outline::Column::Version).all(db).await?;
    let newest: BTreeMap<_, _> = outlines.into_iter().map(|it| (it.regime_id, it.id)).collect();
    let regimes = regime::Entity::find().order_by_asc(regime::Column::Code).all(db).await?;
    Ok(regimes
        .into_iter()
        .filter(|it| newest.get(&it.id).is_some_and(|newest| asked.contains(newest)))
        .map(|it| Named { code: it.code, name_vi: it.name_vi, name_en: it.name_en })
        .collect())
}

pub fn named(draft: &IndicatorDraft) -> Named {
    Named { code: draft.code.clone(), name_vi: draft.name_vi.clone(), name_en: draft.name_en.clone() }
}

/// What a form of an entry shows of a field that was never typed.
pub fn blank(today: chrono::NaiveDate, sector: Option<&Sector>) -> IndicatorInput {
    let mut blank = IndicatorInput::blank();
    blank.set(Field::ValidFrom, today.to_string());
    if let Some(sector) = sector {
        blank.set(Field::Sector, sector.code.clone());
    }
    blank
}
