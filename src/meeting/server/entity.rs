//! Rows, as the database keeps them.

pub mod meeting {
    use crate::id::BlocId;
    use crate::id::MeetingId;
    use crate::id::PeriodId;
    use crate::id::PersonId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meeting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MeetingId,
        pub bloc_id: BlocId,
        pub period_id: PeriodId,
        pub plans_period_id: Option<PeriodId>,
        pub kind: crate::meeting::MeetingKind,
        pub title: String,
        pub place: Option<String>,
        pub starts_at: Instant,
        pub limit_minutes: i32,
        pub urgent: Option<String>,
        pub sequence: i32,
        pub state: crate::meeting::MeetingState,
        pub created_by: Option<PersonId>,
        pub created_at: Instant,
        pub last_seq: i64,
        pub revision: i64,
        pub sample: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod agenda_item {
    use crate::id::AgendaItemId;
    use crate::id::MeetingId;
    use crate::id::SectorId;
    use crate::id::UnitId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agenda_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AgendaItemId,
        pub meeting_id: MeetingId,
        pub position: i32,
        pub kind: crate::meeting::ItemKind,
        pub title: String,
        pub sector_id: Option<SectorId>,
        pub presenter_unit_id: Option<UnitId>,
        pub minutes: i32,
        pub purpose: Option<String>,
        pub parent_id: Option<AgendaItemId>,
        pub presenter_name: Option<String>,
        pub decision: Option<String>,
        pub note: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod agenda_view {
    use crate::id::AgendaItemId;
    use crate::id::AgendaViewId;
    use crate::id::PersonId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agenda_view")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AgendaViewId,
        pub agenda_item_id: AgendaItemId,
        pub name: String,
        pub query: String,
        /// What it showed when the meeting began.
        pub figures: Option<String>,
        pub kept_at: Option<Instant>,
        pub added_by: Option<PersonId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod meeting_delegate {
    use crate::id::MeetingId;
    use crate::id::PersonId;
    use crate::id::UnitId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meeting_delegate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: MeetingId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub unit_id: Option<UnitId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod meeting_event {
    use crate::id::MeetingId;
    use crate::id::PersonId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meeting_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: MeetingId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub at: Instant,
        pub person_id: Option<PersonId>,
        pub kind: String,
        pub body: String,
        pub key: Uuid,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod conclusion {
    use crate::id::AgendaItemId;
    use crate::id::ConclusionId;
    use crate::id::MeetingId;
    use crate::id::PersonId;
    use crate::id::SectorId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "conclusion")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConclusionId,
        pub meeting_id: MeetingId,
        pub agenda_item_id: Option<AgendaItemId>,
        pub sector_id: Option<SectorId>,
        pub position: i32,
        pub body: String,
        pub state: crate::meeting::ConclusionState,
        pub revision: i64,
        pub created_at: Instant,
        pub updated_at: Instant,
        pub recorded_by: Option<PersonId>,
        pub sample: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod conclusion_revision {
    use crate::id::ConclusionId;
    use crate::id::ConclusionRevisionId;
    use crate::id::PersonId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "conclusion_revision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConclusionRevisionId,
        pub conclusion_id: ConclusionId,
        pub revision: i64,
        pub body: String,
        pub at: Instant,
        pub person_id: Option<PersonId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod conclusion_source {
    use crate::id::ConclusionId;
    use crate::id::PassageId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "conclusion_source")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub conclusion_id: ConclusionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub passage_id: PassageId,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod meeting_note {
    use crate::id::AgendaItemId;
    use crate::id::MeetingId;
    use crate::id::MeetingNoteId;
    use crate::id::PassageId;
    use crate::id::PersonId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meeting_note")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MeetingNoteId,
        pub meeting_id: MeetingId,
        pub person_id: PersonId,
        pub agenda_item_id: Option<AgendaItemId>,
        /// Not a reference: what a person marked stays theirs when the passage is removed.
        pub passage_id: Option<PassageId>,
        pub quote: Option<String>,
        pub body: Option<String>,
        pub revision: i64,
        pub created_at: Instant,
        pub updated_at: Instant,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
