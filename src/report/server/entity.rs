//! Rows, as the database keeps them.

pub mod report {
    use crate::id::OutlineId;
    use crate::id::PeriodId;
    use crate::id::RegimeId;
    use crate::id::ReportId;
    use crate::id::UnitId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReportId,
        pub unit_id: UnitId,
        pub period_id: PeriodId,
        pub regime_id: RegimeId,
        pub outline_id: OutlineId,
        pub state: crate::report::ReportState,
        pub revision: i64,
        pub returned_reason: Option<String>,
        pub created_at: Instant,
        pub sent_at: Option<Instant>,
        pub accepted_at: Option<Instant>,
        pub changes_after_acceptance: i32,
        pub sample: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod report_version {
    use crate::id::PersonId;
    use crate::id::ReportId;
    use crate::id::ReportVersionId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReportVersionId,
        pub report_id: ReportId,
        pub number: i32,
        pub step: crate::report::ReportStep,
        pub reason: Option<String>,
        pub snapshot: String,
        pub at: Instant,
        pub person_id: Option<PersonId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod passage {
    use crate::id::PassageId;
    use crate::id::PersonId;
    use crate::id::ReportId;
    use crate::id::SectorId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "passage")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PassageId,
        pub report_id: ReportId,
        pub sector_id: SectorId,
        pub kind: crate::report::PassageKind,
        pub position: i32,
        pub body: String,
        /// The passage's blocks as JSON; none as long as it was only written as plain text.
        pub content: Option<String>,
        pub grade: Option<crate::report::Grade>,
        pub revision: i64,
        pub updated_at: Instant,
        pub updated_by: Option<PersonId>,
        pub sample: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod comment {
    use crate::id::CommentId;
    use crate::id::IndicatorId;
    use crate::id::PassageId;
    use crate::id::PersonId;
    use crate::id::ReportId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CommentId,
        pub report_id: ReportId,
        /// The comment that began the thread.
        pub parent_id: Option<CommentId>,
        pub passage_id: Option<PassageId>,
        pub block: Option<String>,
        pub indicator_id: Option<IndicatorId>,
        pub column: Option<crate::indicator::Column>,
        pub quote: String,
        pub inner: bool,
        pub body: String,
        pub author_id: PersonId,
        pub created_at: Instant,
        pub edited_at: Option<Instant>,
        pub resolved_at: Option<Instant>,
        pub resolved_by: Option<PersonId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod comment_mention {
    use crate::id::CommentId;
    use crate::id::PersonId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comment_mention")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub comment_id: CommentId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
