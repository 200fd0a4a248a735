//! More indicators for one sector than the sample has, written straight into the database: no screen adds one.

use anyhow::ensure;
use sea_orm::{ConnectionTrait, Database, Statement, Value};
use uuid::Uuid;

/// What the new ones are like, in their versions and in the outlines that ask for them.
const LIKE: &str = "GD11";

/// Adds so many indicators to the sector of [`LIKE`] and to the outlines that list it.
pub async fn lengthen(database: &str, more: usize) -> anyhow::Result<()> {
    let db = Database::connect(database).await?;
    let backend = db.get_database_backend();
    for at in 1..=more {
        let id = Value::from(Uuid::now_v7());
        let code = format!("ZZ{at:03}");
        let statements: [(&str, Vec<Value>); 3] = [
            (
                "INSERT INTO indicator (id, code, sector_id, version, position)
                 SELECT $1, $2, sector_id, version, position + $3 FROM indicator WHERE code = $4",
                vec![id.clone(), code.into(), Value::from(at as i32), LIKE.into()],
            ),
            (
                "INSERT INTO indicator_version (id, indicator_id, version, valid_from, name_vi, name_en, measure,
                   direction, aggregation, frequency, decimals, range_low, range_high, cumulative, responsible,
                   legal_source, definition, parent_code)
                 SELECT $1, $2, v.version, v.valid_from, v.name_vi, v.name_en, v.measure, v.direction,
                   v.aggregation, v.frequency, v.decimals, v.range_low, v.range_high, v.cumulative, v.responsible,
                   v.legal_source, v.definition, v.parent_code
                 FROM indicator_version v JOIN indicator i ON i.id = v.indicator_id AND i.version = v.version
                 WHERE i.code = $3",
                vec![Uuid::now_v7().into(), id.clone(), LIKE.into()],
            ),
            (
                "INSERT INTO outline_indicator (outline_id, indicator_id)
                 SELECT o.outline_id, $1 FROM outline_indicator o JOIN indicator i ON i.id = o.indicator_id
                 WHERE i.code = $2",
                vec![id, LIKE.into()],
            ),
        ];
        for (sql, values) in statements {
            let done = db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
            ensure!(done.rows_affected() > 0, "{LIKE} is not in the sample as it should be");
        }
    }
    Ok(db.close().await?)
}
