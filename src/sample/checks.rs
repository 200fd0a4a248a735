//! Checks beyond those that come by themselves. Their bounds are proposals.

use super::indicators::Indicators;
use super::source::table;
use super::units::since;
use crate::id::CheckId;
use crate::number::Number;
use crate::report::server::check::entity::indicator_check;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde::Deserialize;

const CHECKS: &str = include_str!("data/checks.csv");

#[derive(Deserialize)]
struct Row {
    code: String,
    kind: String,
    severity: String,
    low: String,
    high: String,
    factor: String,
    message_vi: String,
    message_en: String,
}

pub async fn put(db: &impl ConnectionTrait, indicators: &Indicators) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    for row in table::<Row>(CHECKS)? {
        let text = |it: String| Some(it).filter(|it| !it.is_empty());
        rows.push(indicator_check::ActiveModel {
            id: Set(CheckId::fresh()),
            indicator_id: Set(indicators.known(&row.code)?.id),
            kind: Set(row.kind.parse()?),
            version: Set(1),
            valid_from: Set(since()),
            enabled: Set(true),
            severity: Set(row.severity.parse()?),
            low: Set(number(&row.low)?),
            high: Set(number(&row.high)?),
            factor: Set(number(&row.factor)?),
            parts: Set(None),
            message_vi: Set(text(row.message_vi)),
            message_en: Set(text(row.message_en)),
        });
    }
    indicator_check::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

fn number(text: &str) -> anyhow::Result<Option<i64>> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = Number::parse(text).map_err(|problem| anyhow::anyhow!("{text}: {problem:?}"))?;
    Ok(Some(number.to_stored()))
}
