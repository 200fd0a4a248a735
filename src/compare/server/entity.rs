//! Rows, as the database keeps them.

pub mod saved_view {
    use crate::id::PersonId;
    use crate::id::SavedViewId;
    use crate::id::UnitId;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "saved_view")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SavedViewId,
        pub owner_id: PersonId,
        pub unit_id: Option<UnitId>,
        pub share: crate::compare::Share,
        pub name: String,
        pub query: String,
        pub created_at: Instant,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
