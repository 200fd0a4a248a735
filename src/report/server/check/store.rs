use super::entity::{check_answer, indicator_check};
use crate::error::Result;
use crate::id::{IndicatorId, ReportId};
use crate::number::Number;
use crate::report::{Check, CheckKind, Rule};
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The kept checks of some indicators as they hold on a day.
pub async fn checks(
    db: &impl ConnectionTrait,
    on: NaiveDate,
    indicators: &[IndicatorId],
) -> Result<Vec<Check>> {
    let rows = indicator_check::Entity::find()
        .filter(indicator_check::Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(indicator_check::Column::ValidFrom.lte(on))
        .order_by_desc(indicator_check::Column::Version)
        .all(db)
        .await?;
    let mut checks: Vec<Check> = Vec::new();
    for row in rows {
        let newer = checks.iter().any(|it| it.indicator == row.indicator_id && it.rule.kind() == row.kind);
        if !newer {
            checks.push(row.into());
        }
    }
    Ok(checks)
}

impl From<indicator_check::Model> for Check {
    fn from(row: indicator_check::Model) -> Self {
        let bound = |it: Option<i64>| it.map(Number::from_stored);
        let rule = match row.kind {
            CheckKind::Range => Rule::Range { low: bound(row.low), high: bound(row.high) },
            CheckKind::RequiredWithReason => Rule::RequiredWithReason,
            CheckKind::SumOfParts => {
                let parts = row.parts.unwrap_or_default();
                Rule::SumOfParts(parts.split_whitespace().map(str::to_owned).collect())
            }
            CheckKind::NotBelowLast => Rule::NotBelowLast,
            CheckKind::Outlier => Rule::Outlier { factor: bound(row.factor).unwrap_or_default() },
        };
        let message = row.message_vi.map(|vi| (vi, row.message_en.unwrap_or_default()));
        Self { indicator: row.indicator_id, rule, severity: row.severity, message, enabled: row.enabled }
    }
}

/// The reasons given in a report.
pub async fn answers(db: &impl ConnectionTrait, report: ReportId) -> Result<Vec<check_answer::Model>> {
    Ok(check_answer::Entity::find().filter(check_answer::Column::ReportId.eq(report)).all(db).await?)
}
