//! Rows, as the database keeps them.

pub mod figure_import {
    use crate::id::{FigureImportId, PersonId, ReportId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "figure_import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FigureImportId,
        pub report_id: ReportId,
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
