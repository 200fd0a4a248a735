//! People hold roles on a scope; a session knows the device it began on.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("person")
            .col(string_uniq("username"))
            .col(string("display_name"))
            .col(string_null("post"))
            .maybe_to("unit_id", "unit")
            .col(string("password_hash"))
            .col(boolean("active"))
            .col(instant("created_at"))
            .on(db)
            .await?;
        table("role_grant")
            .to("person_id", "person")
            .col(string("role"))
            .col(string("scope_kind"))
            .col(uuid_null("scope_id"))
            .index(&["person_id", "role"])
            .on(db)
            .await?;
        bare("session")
            .col(string("token_hash"))
            .to("person_id", "person")
            .col(string("device"))
            .col(string("user_agent"))
            .col(instant("created_at"))
            .col(instant("seen_at"))
            .col(instant("expires_at"))
            .key(&["token_hash"])
            .index(&["expires_at"])
            .on(db)
            .await?;
        table("sign_in_attempt")
            .col(string("username"))
            .col(string("address"))
            .col(instant("at"))
            .col(boolean("success"))
            .index(&["username", "at"])
            .index(&["address", "at"])
            .on(db)
            .await?;
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(db, &["sign_in_attempt", "session", "role_grant", "person"]).await
    }
}
