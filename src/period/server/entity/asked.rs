//! What is asked of whom: regimes, their rules, outlines and reporters.

pub mod regime {
    use crate::id::BlocId;
    use crate::id::RegimeId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "regime")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RegimeId,
        pub code: String,
        pub name_vi: String,
        pub name_en: String,
        /// Kinds of period, with commas between.
        pub cadence: String,
        pub legal_basis: Option<String>,
        pub bloc_id: BlocId,
        pub regime_type: crate::period::RegimeType,
        pub content: Option<String>,
        pub receiver: Option<String>,
        pub sending: Option<String>,
        pub revision: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod regime_rule {
    use crate::id::PeriodSetId;
    use crate::id::RegimeId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "regime_rule")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub regime_id: RegimeId,
        pub set_id: PeriodSetId,
        pub shift: crate::period::Shift,
        pub lock_days: Option<i32>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod regime_due {
    use crate::id::RegimeId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "regime_due")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub regime_id: RegimeId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub level: crate::period::Level,
        pub rule: crate::period::RuleWord,
        /// Working days, or the day of the month.
        pub number: i32,
        pub months_after: i32,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod regime_unit {
    use crate::id::RegimeId;
    use crate::id::UnitId;
    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "regime_unit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub regime_id: RegimeId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub unit_id: UnitId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub valid_from: NaiveDate,
        pub valid_to: Option<NaiveDate>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod outline {
    use crate::id::OutlineId;
    use crate::id::RegimeId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outline")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OutlineId,
        pub regime_id: RegimeId,
        pub version: i32,
        pub created_at: Instant,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod outline_change {
    use crate::id::OutlineId;
    use crate::id::PersonId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outline_change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub outline_id: OutlineId,
        pub note: Option<String>,
        pub changed_by: Option<PersonId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod outline_section {
    use crate::id::OutlineId;
    use crate::id::OutlineSectionId;
    use crate::id::SectorId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outline_section")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OutlineSectionId,
        pub outline_id: OutlineId,
        pub position: i32,
        pub kind: crate::period::SectionKind,
        pub title_vi: String,
        pub title_en: String,
        pub sector_id: Option<SectorId>,
        pub guidance: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod outline_indicator {
    use crate::id::IndicatorId;
    use crate::id::OutlineId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outline_indicator")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub outline_id: OutlineId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub indicator_id: IndicatorId,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod period_regime {
    use crate::id::OutlineId;
    use crate::id::PeriodId;
    use crate::id::PersonId;
    use crate::id::RegimeId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "period_regime")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub period_id: PeriodId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub regime_id: RegimeId,
        pub outline_id: OutlineId,
        pub opened_at: Instant,
        pub opened_by: Option<PersonId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
