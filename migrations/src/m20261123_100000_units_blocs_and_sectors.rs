//! Units, their parents and successions are valid in time; sectors are the stable key.

use crate::make::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, db: &SchemaManager) -> Result<(), DbErr> {
        table("unit")
            .col(string_uniq("code"))
            .col(string("kind"))
            .col(string("name_vi"))
            .col(string("name_en"))
            .col(date("valid_from"))
            .col(date_null("valid_to"))
            .on(db)
            .await?;
        bare("unit_parent")
            .to("unit_id", "unit")
            .to("parent_id", "unit")
            .col(date("valid_from"))
            .col(date_null("valid_to"))
            .key(&["unit_id", "parent_id", "valid_from"])
            .on(db)
            .await?;
        table("unit_succession")
            .to("from_unit_id", "unit")
            .to("to_unit_id", "unit")
            .col(string("kind"))
            .col(date("happened_on"))
            .col(amount_null("share"))
            .on(db)
            .await?;
        table("bloc").col(string_uniq("code")).col(string("name_vi")).col(string("name_en")).on(db).await?;
        bare("bloc_unit")
            .to("bloc_id", "bloc")
            .to("unit_id", "unit")
            .col(date("valid_from"))
            .col(date_null("valid_to"))
            .key(&["bloc_id", "unit_id", "valid_from"])
            .on(db)
            .await?;
        table("sector")
            .col(string_uniq("code"))
            .col(string("name_vi"))
            .col(string("name_en"))
            .col(integer("position"))
            .on(db)
            .await?;
        bare("unit_function")
            .to("unit_id", "unit")
            .to("sector_id", "sector")
            .col(date("valid_from"))
            .col(date_null("valid_to"))
            .key(&["unit_id", "sector_id", "valid_from"])
            .on(db)
            .await?;
        Ok(())
    }

    async fn down(&self, db: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            db,
            &["unit_function", "sector", "bloc_unit", "bloc", "unit_succession", "unit_parent", "unit"],
        )
        .await
    }
}
