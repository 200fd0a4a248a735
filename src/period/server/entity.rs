//! Rows, as the database keeps them.

pub mod period_set {
    use crate::id::PeriodSetId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "period_set")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PeriodSetId,
        pub code: String,
        pub name_vi: String,
        pub name_en: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod period {
    use crate::id::PeriodId;
    use crate::id::PeriodSetId;
    use crate::time::Instant;
    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "period")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PeriodId,
        pub set_id: PeriodSetId,
        pub code: String,
        pub kind: crate::period::PeriodKind,
        pub name_vi: String,
        pub name_en: String,
        pub year: i32,
        pub starts_on: NaiveDate,
        pub cut_off: NaiveDate,
        pub due_on: NaiveDate,
        pub locks_on: Option<NaiveDate>,
        pub opened_at: Option<Instant>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod period_due {
    use crate::id::PeriodId;
    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "period_due")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub period_id: PeriodId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub level: String,
        pub due_on: NaiveDate,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod holiday {

    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "holiday")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: NaiveDate,
        pub name: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

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
        pub cadence: String,
        pub legal_basis: Option<String>,
        pub bloc_id: BlocId,
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
        pub kind: String,
        pub title_vi: String,
        pub title_en: String,
        pub sector_id: Option<SectorId>,
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

pub mod regime_indicator {
    use crate::id::IndicatorId;
    use crate::id::RegimeId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "regime_indicator")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub regime_id: RegimeId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub indicator_id: IndicatorId,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
