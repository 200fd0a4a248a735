//! Rows, as the database keeps them.

pub mod consolidated {
    use crate::id::BlocId;
    use crate::id::ConsolidatedId;
    use crate::id::PeriodId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "consolidated")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConsolidatedId,
        pub period_id: PeriodId,
        pub bloc_id: BlocId,
        pub state: String,
        pub revision: i64,
        pub created_at: Instant,
        pub updated_at: Instant,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod consolidated_sentence {
    use crate::id::ConsolidatedId;
    use crate::id::ConsolidatedSentenceId;
    use crate::id::PassageId;
    use crate::id::SectorId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "consolidated_sentence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConsolidatedSentenceId,
        pub consolidated_id: ConsolidatedId,
        pub sector_id: SectorId,
        pub position: i32,
        pub body: String,
        pub source_passage_id: Option<PassageId>,
        pub source_revision: i64,
        pub source_body: String,
        pub revision: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
