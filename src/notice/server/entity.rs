//! Rows, as the database keeps them.

pub mod notice {
    use crate::id::{NoticeId, PersonId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NoticeId,
        pub person_id: PersonId,
        pub kind: String,
        /// A [`crate::notice::Message`] as JSON.
        pub message: String,
        pub link: String,
        pub created_at: Instant,
        pub read_at: Option<Instant>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod letter {
    use crate::id::{LetterId, NoticeId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "letter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LetterId,
        pub notice_id: NoticeId,
        pub address: String,
        pub subject: String,
        pub body: String,
        pub state: super::super::post::LetterState,
        pub attempts: i32,
        pub created_at: Instant,
        /// Not tried before this.
        pub due_at: Instant,
        /// Whoever holds it, until [`Self::leased_until`].
        pub lease: Option<Uuid>,
        pub leased_until: Option<Instant>,
        pub sent_at: Option<Instant>,
        /// A calendar's entry (iCalendar) to take along.
        pub calendar: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
