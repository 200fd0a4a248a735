//! Which reports' figures a reader may see. Reports are a later part, which this one must not know: these are
//! the few columns of their table that decide it, with `report::may_see` as the rule.

use super::entity::figure;
use crate::actor::{Actor, Permission, Scope};
use crate::error::Result;
use crate::id::{PeriodId, ReportId, UnitId};
use crate::indicator::FigureState;
use sea_orm::entity::prelude::{
    ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
    PrimaryKeyTrait,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
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

const PUBLISHED: [&str; 2] = ["accepted", "consolidated"];
const SENT: &str = "sent";

/// Reports that a reader may see the figures of; true for the published ones.
pub type Seen = HashMap<ReportId, bool>;

/// Of these periods' reports, those that the actor may see: published to all, drafts to the unit, sent ones to
/// the office too.
pub async fn seen(db: &impl ConnectionTrait, actor: &Actor, periods: &[PeriodId]) -> Result<Seen> {
    let rows = Entity::find().filter(Column::PeriodId.is_in(periods.iter().copied())).all(db).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let published = PUBLISHED.contains(&row.state.as_str());
            let mine = actor.belongs_to(row.unit_id);
            let received =
                row.state == SENT && actor.may(Permission::ReceiveReports, Scope::Unit(row.unit_id));
            (published || mine || received).then_some((row.id, published))
        })
        .collect())
}

/// Of the figures in these reports, the one that speaks for each unit: where the unit reports one indicator by
/// several regimes, one that says something before one that does not, a published one before a draft, then the
/// newest.
pub fn speaking(mut rows: Vec<figure::Model>, seen: &Seen) -> Vec<figure::Model> {
    rows.retain(|it| seen.contains_key(&it.report_id));
    rows.sort_by_key(|it| {
        Reverse((it.state != FigureState::Missing, seen.get(&it.report_id).copied(), it.updated_at))
    });
    let mut known = HashSet::new();
    rows.retain(|it| known.insert((it.unit_id, it.period_id, it.indicator_id)));
    rows
}

/// The published reports of one period.
pub async fn published_in(db: &impl ConnectionTrait, period: PeriodId) -> Result<Vec<ReportId>> {
    let rows = Entity::find()
        .filter(Column::PeriodId.eq(period))
        .filter(Column::State.is_in(PUBLISHED))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| it.id).collect())
}
