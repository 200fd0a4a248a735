//! When: sets, periods, deadlines, exceptions and the working-day calendar.

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
        pub start_day: i32,
        pub month_offset: i32,
        pub school_month: i32,
        pub school_months: i32,
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
        pub level: crate::period::Level,
        pub due_on: NaiveDate,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod period_exception {
    use crate::id::PeriodExceptionId;
    use crate::id::PeriodId;
    use crate::id::PersonId;
    use crate::id::UnitId;
    use crate::time::Instant;
    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "period_exception")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PeriodExceptionId,
        pub period_id: PeriodId,
        pub unit_id: UnitId,
        /// The last day on which the unit may still write and send.
        pub until: NaiveDate,
        pub reason: String,
        pub granted_at: Instant,
        pub granted_by: Option<PersonId>,
        pub revoked_at: Option<Instant>,
        pub revoked_by: Option<PersonId>,
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
        pub kind: crate::period::DayKind,
        pub source: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
