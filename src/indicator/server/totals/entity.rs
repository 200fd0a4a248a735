//! Rows, as the database keeps them. The database itself adds to `tally`; see `migrations/src/totals.rs`.

pub mod tally {
    use crate::id::{IndicatorId, PeriodId, UnitId};
    use crate::indicator::Tally;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tally")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub period_id: PeriodId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub unit_id: UnitId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub indicator_id: IndicatorId,
        pub figures: i64,
        pub outside: i64,
        pub valued: i64,
        pub not_applicable: i64,
        pub with_parts: i64,
        pub value_high: i64,
        pub value_low: i64,
        pub part_high: i64,
        pub part_low: i64,
        pub whole_high: i64,
        pub whole_low: i64,
        pub priors: i64,
        pub prior_high: i64,
        pub prior_low: i64,
        pub samples: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}

    const HIGH: i128 = 1_000_000_000;

    const fn whole(high: i64, low: i64) -> i128 {
        high as i128 * HIGH + low as i128
    }

    const fn split(amount: i128) -> (i64, i64) {
        ((amount / HIGH) as i64, (amount % HIGH) as i64)
    }

    impl From<&Model> for Tally {
        fn from(row: &Model) -> Self {
            Self {
                figures: row.figures,
                outside: row.outside,
                valued: row.valued,
                not_applicable: row.not_applicable,
                with_parts: row.with_parts,
                value: whole(row.value_high, row.value_low),
                part: whole(row.part_high, row.part_low),
                whole: whole(row.whole_high, row.whole_low),
                priors: row.priors,
                prior: whole(row.prior_high, row.prior_low),
                samples: row.samples,
            }
        }
    }

    impl Model {
        pub fn new(period_id: PeriodId, unit_id: UnitId, indicator_id: IndicatorId, it: &Tally) -> Self {
            let [value, part, whole, prior] = [it.value, it.part, it.whole, it.prior].map(split);
            Self {
                period_id,
                unit_id,
                indicator_id,
                figures: it.figures,
                outside: it.outside,
                valued: it.valued,
                not_applicable: it.not_applicable,
                with_parts: it.with_parts,
                value_high: value.0,
                value_low: value.1,
                part_high: part.0,
                part_low: part.1,
                whole_high: whole.0,
                whole_low: whole.1,
                priors: it.priors,
                prior_high: prior.0,
                prior_low: prior.1,
                samples: it.samples,
            }
        }
    }
}

pub mod tally_state {
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    /// One row: the revision of the organisation that the totals are counted by.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tally_state")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub org_number: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod tally_period {
    use crate::id::PeriodId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "tally_period")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub period_id: PeriodId,
        /// Tells apart what decides which figures are in which totals.
        pub made_of: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod target_change {
    use crate::id::IndicatorId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    /// How often targets of an indicator for a year were written, as the database counts.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "target_change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub indicator_id: IndicatorId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        pub number: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod unit_within {
    use crate::id::UnitId;
    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    /// A unit, and one in whose totals it is counted: above it, or itself while it has others below it.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveEntityModel)]
    #[sea_orm(table_name = "unit_within")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub unit_id: UnitId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub above_id: UnitId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub valid_from: NaiveDate,
        pub valid_to: Option<NaiveDate>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
