//! Rows, as the database keeps them.

pub mod task {
    use crate::id::ConclusionId;
    use crate::id::PeriodId;
    use crate::id::PersonId;
    use crate::id::TaskId;
    use crate::id::UnitId;
    use crate::time::Instant;
    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TaskId,
        pub code: String,
        pub conclusion_id: ConclusionId,
        pub lead_unit_id: UnitId,
        pub period_id: Option<PeriodId>,
        pub title: String,
        pub product: String,
        pub responsibility: String,
        pub due_on: NaiveDate,
        pub state: crate::task::TaskState,
        pub opened_at: Instant,
        pub closed_at: Option<Instant>,
        pub closed_by: Option<PersonId>,
        pub closing_note: Option<String>,
        pub revision: i64,
        pub sample: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod task_sector {
    use crate::id::SectorId;
    use crate::id::TaskId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_sector")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: TaskId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sector_id: SectorId,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod task_unit {
    use crate::id::TaskId;
    use crate::id::UnitId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_unit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: TaskId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub unit_id: UnitId,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod task_indicator {
    use crate::id::IndicatorId;
    use crate::id::TaskId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_indicator")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub task_id: TaskId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub indicator_id: IndicatorId,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod task_progress {
    use crate::id::PersonId;
    use crate::id::ReportId;
    use crate::id::TaskId;
    use crate::id::TaskProgressId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "task_progress")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TaskProgressId,
        pub task_id: TaskId,
        pub report_id: Option<ReportId>,
        pub person_id: Option<PersonId>,
        pub at: Instant,
        pub body: String,
        pub percent: Option<i32>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
