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
    use uuid::Uuid;

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
        /// The passage's own sentence that this one is; empty when it has none any more.
        pub source_sentence: Option<String>,
        /// The paragraph it stood in; for a computed one, which of them it is.
        pub source_block: Option<String>,
        /// Made from figures by the program.
        pub computed: bool,
        /// The taking that brought it, newer ones sort after older.
        pub take: Option<Uuid>,
        pub revision: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod reminder {
    use crate::id::{PeriodId, PersonId, ReminderId, UnitId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reminder")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReminderId,
        pub period_id: PeriodId,
        pub unit_id: UnitId,
        /// What it was for; the same twice cannot be: `before-3` comes once to a unit in a period.
        pub occasion: String,
        /// Nobody where it came by itself.
        pub person_id: Option<PersonId>,
        pub at: Instant,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
