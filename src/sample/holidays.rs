//! Public holidays of 2015 to 2030, each with where it is from. What a yearly notice decides and could not be
//! confirmed is left out: the office adds it on screen.

use super::source::table;
use crate::period::DayKind;
use crate::period::server::entity::holiday;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde::Deserialize;

const HOLIDAYS: &str = include_str!("data/holidays.csv");

#[derive(Deserialize)]
struct Row {
    day: NaiveDate,
    kind: DayKind,
    name: String,
    source: String,
}

pub async fn put(db: &impl ConnectionTrait) -> anyhow::Result<()> {
    let rows = table::<Row>(HOLIDAYS)?.into_iter().map(|it| holiday::ActiveModel {
        day: Set(it.day),
        kind: Set(it.kind),
        name: Set(it.name),
        source: Set(Some(it.source)),
    });
    holiday::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
