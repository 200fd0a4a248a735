//! Rows, as the database keeps them.

pub mod indicator_check {
    use crate::id::{CheckId, IndicatorId};
    use chrono::NaiveDate;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "indicator_check")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CheckId,
        pub indicator_id: IndicatorId,
        pub kind: crate::report::CheckKind,
        /// The newest that is valid on the period's last day holds.
        pub version: i32,
        pub valid_from: NaiveDate,
        pub enabled: bool,
        pub severity: crate::report::Severity,
        pub low: Option<i64>,
        pub high: Option<i64>,
        pub factor: Option<i64>,
        /// Codes with spaces between them.
        pub parts: Option<String>,
        pub message_vi: Option<String>,
        pub message_en: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod check_answer {
    use crate::id::{CheckAnswerId, IndicatorId, PersonId, ReportId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "check_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CheckAnswerId,
        pub report_id: ReportId,
        pub indicator_id: IndicatorId,
        pub kind: crate::report::CheckKind,
        /// What was found then.
        pub about: String,
        pub reason: String,
        pub at: Instant,
        pub person_id: Option<PersonId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
