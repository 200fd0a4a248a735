//! Rows of what belongs to a meeting before it begins.

pub mod invitation {
    use crate::id::{MeetingId, PersonId};
    use crate::meeting::InvitationAnswer;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: MeetingId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub sent_at: Option<Instant>,
        /// The meeting's when it was sent.
        pub sequence: i32,
        pub answer: Option<InvitationAnswer>,
        pub reason: Option<String>,
        pub substitute: Option<String>,
        pub substitute_post: Option<String>,
        pub answered_at: Option<Instant>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod agenda_note {
    use crate::id::{AgendaItemId, PersonId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agenda_note")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agenda_item_id: AgendaItemId,
        pub body: String,
        pub revision: i64,
        pub updated_at: Instant,
        pub person_id: Option<PersonId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod agenda_passage {
    use crate::id::{AgendaItemId, PassageId};
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agenda_passage")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agenda_item_id: AgendaItemId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub passage_id: PassageId,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod agenda_paper {
    use crate::id::{AgendaItemId, PaperId, PersonId};
    use crate::meeting::PaperKind;
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agenda_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PaperId,
        pub agenda_item_id: AgendaItemId,
        pub name: String,
        pub kind: PaperKind,
        pub bytes: i64,
        pub added_at: Instant,
        pub person_id: Option<PersonId>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod agenda_paper_file {
    use crate::id::PaperId;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agenda_paper_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agenda_paper_id: PaperId,
        pub body: Vec<u8>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod published_agenda {
    use crate::id::{MeetingId, PersonId};
    use crate::time::Instant;
    use sea_orm::entity::prelude::{
        ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
        PrimaryKeyTrait,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "published_agenda")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: MeetingId,
        pub at: Instant,
        pub person_id: Option<PersonId>,
        /// A [`crate::meeting::Published`] as JSON.
        pub body: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
