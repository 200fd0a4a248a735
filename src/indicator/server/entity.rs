//! Rows, as the database keeps them.

pub mod indicator {
    use crate::id::IndicatorId;
    use crate::id::SectorId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "indicator")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: IndicatorId,
        pub code: String,
        pub sector_id: SectorId,
        pub version: i32,
        pub position: i32,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod indicator_version {
    use crate::id::IndicatorId;
    use crate::id::IndicatorVersionId;
    use crate::id::SectorId;
    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "indicator_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: IndicatorVersionId,
        pub indicator_id: IndicatorId,
        pub version: i32,
        pub valid_from: NaiveDate,
        pub name_vi: String,
        pub name_en: String,
        pub measure: String,
        pub direction: crate::indicator::Direction,
        pub aggregation: crate::indicator::Aggregation,
        pub frequency: String,
        pub decimals: i32,
        pub range_low: Option<i64>,
        pub range_high: Option<i64>,
        pub cumulative: bool,
        pub responsible: Option<String>,
        pub legal_source: Option<String>,
        pub definition: Option<String>,
        pub parent_code: Option<String>,
        pub over_time: crate::indicator::OverTime,
        /// None: the indicator's own.
        pub sector_id: Option<SectorId>,
        pub numerator: Option<String>,
        pub denominator: Option<String>,
        pub formula: Option<String>,
        /// Code of the set.
        pub period_set: String,
        /// Code of the sector whose function answers for it.
        pub function_code: Option<String>,
        pub shares: Option<String>,
        pub valid_to: Option<NaiveDate>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod indicator_change {
    use crate::id::IndicatorVersionId;
    use crate::id::PersonId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "indicator_change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub version_id: IndicatorVersionId,
        pub at: Instant,
        pub person_id: Option<PersonId>,
        pub reason: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod catalogue_import {
    use crate::id::{CatalogueImportId, PersonId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "catalogue_import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CatalogueImportId,
        pub person_id: PersonId,
        pub name: String,
        /// A preview, as JSON.
        pub body: String,
        pub at: Instant,
        pub applied_at: Option<Instant>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod target {
    use crate::id::IndicatorId;
    use crate::id::PeriodId;
    use crate::id::TargetId;
    use crate::id::UnitId;
    use crate::time::Instant;
    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "target")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TargetId,
        pub indicator_id: IndicatorId,
        pub unit_id: UnitId,
        pub year: i32,
        pub period_id: Option<PeriodId>,
        pub value: Option<i64>,
        pub adopted_on: NaiveDate,
        pub revision: i64,
        pub sample: bool,
        pub updated_at: Instant,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod target_revision {
    use crate::id::PersonId;
    use crate::id::TargetId;
    use crate::id::TargetRevisionId;
    use crate::time::Instant;
    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "target_revision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TargetRevisionId,
        pub target_id: TargetId,
        pub value: Option<i64>,
        pub at: Instant,
        pub person_id: Option<PersonId>,
        pub adopted_on: Option<NaiveDate>,
        pub reason: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod figure {
    use crate::id::FigureId;
    use crate::id::IndicatorId;
    use crate::id::PeriodId;
    use crate::id::PersonId;
    use crate::id::ReportId;
    use crate::id::UnitId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "figure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FigureId,
        pub report_id: ReportId,
        pub indicator_id: IndicatorId,
        pub unit_id: UnitId,
        pub period_id: PeriodId,
        pub state: crate::indicator::FigureState,
        pub value: Option<i64>,
        pub numerator: Option<i64>,
        pub denominator: Option<i64>,
        pub prior: Option<i64>,
        pub reason: Option<String>,
        pub revision: i64,
        pub updated_at: Instant,
        pub updated_by: Option<PersonId>,
        pub sample: bool,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod figure_history {
    use crate::id::FigureHistoryId;
    use crate::id::FigureId;
    use crate::id::PersonId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "figure_history")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FigureHistoryId,
        pub figure_id: FigureId,
        pub before: String,
        pub after: String,
        pub at: Instant,
        pub person_id: Option<PersonId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
