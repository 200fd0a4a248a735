//! Passages of the units' reports that agenda items take up.

use super::prepared::agenda_passage;
use crate::error::{FieldErrors, Problem, Result};
use crate::id::{AgendaItemId, PassageId, ReportId};
use crate::meeting::{AgendaItem, LinkedPassage, PassageChoice};
use crate::org::Unit;
use crate::report::Passage;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// What is shown of a passage to choose it by, in characters.
const EXCERPT: usize = 90;

/// A passage that everybody may read, with its unit and its report.
pub type Public = (Unit, ReportId, Passage);

/// Which item takes up which passage, public or not.
pub async fn links(
    db: &impl ConnectionTrait,
    items: &[AgendaItem],
) -> Result<Vec<(AgendaItemId, PassageId)>> {
    let rows = agenda_passage::Entity::find()
        .filter(agenda_passage::Column::AgendaItemId.is_in(items.iter().map(|it| it.id)))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|it| (it.agenda_item_id, it.passage_id)).collect())
}

/// The linked passages that are public, item by item.
pub fn shown(
    items: &[AgendaItem],
    links: &[(AgendaItemId, PassageId)],
    public: &[Public],
) -> Vec<LinkedPassage> {
    let mut found = Vec::new();
    for item in items {
        for (unit, report, passage) in public.iter().filter(|it| links.contains(&(item.id, it.2.id))) {
            found.push(LinkedPassage {
                item: item.id,
                unit: unit.clone(),
                report: *report,
                passage: passage.clone(),
            });
        }
    }
    found
}

pub fn choices(public: &[Public]) -> Vec<PassageChoice> {
    public
        .iter()
        .map(|(unit, _, passage)| PassageChoice {
            id: passage.id,
            sector: passage.sector,
            unit: unit.id,
            excerpt: excerpt(&passage.body),
        })
        .collect()
}

fn excerpt(body: &str) -> String {
    let line = body.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(EXCERPT).collect();
    if line.chars().count() > EXCERPT {
        short.push('…');
    }
    short
}

/// Links an item to a passage; a second time changes nothing.
///
/// # Errors
/// `passage`, when it is not public.
pub async fn add(
    tx: &impl ConnectionTrait,
    item: AgendaItemId,
    passage: PassageId,
    public: &[Public],
) -> Result<()> {
    if !public.iter().any(|it| it.2.id == passage) {
        return Err(FieldErrors::of("passage", Problem::Unknown).into());
    }
    if agenda_passage::Entity::find_by_id((item, passage)).one(tx).await?.is_none() {
        let row = agenda_passage::ActiveModel { agenda_item_id: Set(item), passage_id: Set(passage) };
        agenda_passage::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

pub async fn remove(tx: &impl ConnectionTrait, item: AgendaItemId, passage: PassageId) -> Result<()> {
    agenda_passage::Entity::delete_by_id((item, passage)).exec(tx).await?;
    Ok(())
}

/// Takes along the links of an item that goes.
pub async fn remove_of(tx: &impl ConnectionTrait, item: AgendaItemId) -> Result<()> {
    agenda_passage::Entity::delete_many()
        .filter(agenda_passage::Column::AgendaItemId.eq(item))
        .exec(tx)
        .await?;
    Ok(())
}
