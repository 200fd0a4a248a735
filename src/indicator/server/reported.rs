//! The few columns of reports that decide who sees their figures. Reports are a later part, which this one must
//! not know.

use super::entity::figure;
use crate::actor::{Actor, Permission, Scope};
use crate::error::Result;
use crate::id::{PeriodId, ReportId, UnitId};
use crate::indicator::FigureState;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
    PrimaryKeyTrait,
};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportId,
    pub unit_id: UnitId,
    pub period_id: PeriodId,
    pub state: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub const PUBLISHED: [&str; 2] = ["accepted", "consolidated"];
pub const SENT: &str = "sent";

/// Reports that a reader may see the figures of; true for the published ones.
pub type Seen = HashMap<ReportId, bool>;

/// The published reports of a period.
pub fn published_in(period: PeriodId) -> SelectStatement {
    Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::PeriodId.eq(period))
        .and_where(Column::State.is_in(PUBLISHED))
        .to_owned()
}

/// The published reports of some units, each in a period.
pub async fn published_of(
    db: &impl ConnectionTrait,
    places: &HashSet<(UnitId, PeriodId)>,
) -> Result<Vec<Model>> {
    let units: HashSet<_> = places.iter().map(|it| it.0).collect();
    let periods: HashSet<_> = places.iter().map(|it| it.1).collect();
    let rows = Entity::find()
        .filter(Column::UnitId.is_in(units))
        .filter(Column::PeriodId.is_in(periods))
        .filter(Column::State.is_in(PUBLISHED))
        .all(db)
        .await?;
    Ok(rows.into_iter().filter(|it| places.contains(&(it.unit_id, it.period_id))).collect())
}

/// Of a unit's reports in some periods, those that the actor may see: published to all, drafts to the unit,
/// sent ones to the office too.
pub async fn seen_of(
    db: &impl ConnectionTrait,
    actor: &Actor,
    unit: UnitId,
    periods: &[PeriodId],
) -> Result<Seen> {
    let own = actor.belongs_to(unit);
    let received = actor.may(Permission::ReceiveReports, Scope::Unit(unit));
    let mut seen = Condition::any().add(Column::State.is_in(PUBLISHED));
    if own {
        seen = Condition::all();
    } else if received {
        seen = seen.add(Column::State.eq(SENT));
    }
    let rows = Entity::find()
        .filter(Column::UnitId.eq(unit))
        .filter(Column::PeriodId.is_in(periods.iter().copied()))
        .filter(seen)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| (it.id, PUBLISHED.contains(&it.state.as_str()))).collect())
}

/// Of the figures in these reports, the one that speaks for each unit: where the unit reports one indicator by
/// several regimes, one that says something before one that does not, a published one before a draft, then the
/// newest. The database marks published ones by the same rule.
pub fn speaking(mut rows: Vec<figure::Model>, seen: &Seen) -> Vec<figure::Model> {
    rows.retain(|it| seen.contains_key(&it.report_id));
    rows.sort_by_key(|it| {
        Reverse((it.state != FigureState::Missing, seen.get(&it.report_id).copied(), it.updated_at, it.id))
    });
    let mut known = HashSet::new();
    rows.retain(|it| known.insert((it.unit_id, it.period_id, it.indicator_id)));
    rows
}
