//! Rows, as the database keeps them.

pub mod report_update {
    use crate::id::{PersonId, ReportId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report_update")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub report_id: ReportId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i64,
        pub bytes: Vec<u8>,
        pub person_id: Option<PersonId>,
        pub client: i64,
        pub at: Instant,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod report_document {
    use crate::id::ReportId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report_document")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub report_id: ReportId,
        /// The updates up to this one are in the state.
        pub number: i64,
        pub state: Vec<u8>,
        /// The updates up to this one are in the passages as they are read.
        pub projected: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod report_late_update {
    use crate::id::{LateUpdateId, PersonId, ReportId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report_late_update")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LateUpdateId,
        pub report_id: ReportId,
        pub epoch: i64,
        pub bytes: Vec<u8>,
        pub person_id: Option<PersonId>,
        pub client: i64,
        pub at: Instant,
        pub settled_at: Option<Instant>,
        pub settled_by: Option<PersonId>,
        /// False when it was set aside for good.
        pub merged: Option<bool>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
