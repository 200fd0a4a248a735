//! Where a task came from: as much of conclusions and conferences as a task needs to know. Those who hold
//! conferences write these rows; here they are only read.

use crate::error::Result;
use crate::id::{ConclusionId, MeetingId, PeriodId};
use crate::time::Instant;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;

mod conclusion {
    use crate::id::{ConclusionId, MeetingId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "conclusion")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConclusionId,
        pub meeting_id: MeetingId,
        pub position: i32,
        pub body: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod meeting {
    use crate::id::{MeetingId, PeriodId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meeting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MeetingId,
        pub period_id: PeriodId,
        pub title: String,
        pub starts_at: Instant,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The conclusion behind a task, and the conference that drew it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pub position: i32,
    pub body: String,
    pub meeting: MeetingId,
    pub meeting_title: String,
    pub starts_at: Instant,
    /// The period that the conference reviewed.
    pub reviews: PeriodId,
}

pub async fn origins(
    db: &impl ConnectionTrait,
    ids: &[ConclusionId],
) -> Result<HashMap<ConclusionId, Origin>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let conclusions =
        conclusion::Entity::find().filter(conclusion::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    let meetings: HashMap<_, _> = meeting::Entity::find()
        .filter(meeting::Column::Id.is_in(conclusions.iter().map(|it| it.meeting_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|it| (it.id, it))
        .collect();
    let known = |it: conclusion::Model| {
        let held = meetings.get(&it.meeting_id)?;
        let origin = Origin {
            position: it.position,
            body: it.body,
            meeting: it.meeting_id,
            meeting_title: held.title.clone(),
            starts_at: held.starts_at,
            reviews: held.period_id,
        };
        Some((it.id, origin))
    };
    Ok(conclusions.into_iter().filter_map(known).collect())
}

/// The conclusions of every conference that reviewed a period.
pub async fn drawn_on(db: &impl ConnectionTrait, period: PeriodId) -> Result<Vec<ConclusionId>> {
    let held = meeting::Entity::find().filter(meeting::Column::PeriodId.eq(period)).all(db).await?;
    let rows = conclusion::Entity::find()
        .filter(conclusion::Column::MeetingId.is_in(held.into_iter().map(|it| it.id)))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| it.id).collect())
}
