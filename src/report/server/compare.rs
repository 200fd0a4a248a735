//! Versions, and what became of a report between two of them.

use super::words::words;
use super::{service, store};
use crate::error::{Denial, Error, Result};
use crate::id::{IndicatorId, PassageId, ReportId};
use crate::indicator::{Column, Figure, Indicator};
use crate::report::{Block, TableCell};
use crate::report::{
    CellChange, ChangeCount, Compare, Comparison, Fate, Grade, Passage, PassageChange, ReportHistory,
    ReportStep, ReportVersion, SectorSection, Sight, Snapshot, cell_text, may_write, opens,
};
use crate::server::Context;
use crate::text::Lang;
use sea_orm::ConnectionTrait;
use std::collections::HashMap;

/// A report's versions that the actor may open, and two states of it compared when asked for. Without an end
/// the comparison runs to the present, for those who see it, else to the last version they may open.
///
/// # Errors
/// [`Denial::NotPublished`] for a version that is not the actor's to open.
pub async fn history(cx: &Context, id: ReportId, compare: Compare) -> Result<ReportHistory> {
    super::document::settle(cx, id).await?;
    let row = store::row(&cx.db, id).await?;
    let sight = service::sight_of(&cx.actor, &row)?;
    let period = crate::period::server::find(&cx.db, row.period_id).await?;
    let org = crate::org::server::known(cx).await?.at(period.cut_off);
    let unit = org.unit(row.unit_id).cloned().ok_or(Error::NotFound)?;
    let versions = open_versions(&cx.db, id, sight).await?;
    let newest = versions.first().map(|it| it.number);
    let to = compare.to.or_else(|| newest.filter(|_| !sight.sees_now()));
    let is_open = |number: i32| versions.iter().any(|it| it.number == number);
    if [compare.from, to].into_iter().flatten().any(|it| !is_open(it)) {
        return Err(Denial::NotPublished.into());
    }
    let compared = match compare.from {
        None => None,
        Some(from) => {
            let before = store::snapshot(&cx.db, id, from).await?;
            let after = match to {
                Some(to) => store::snapshot(&cx.db, id, to).await?,
                None => snapshot_of(&store::sections(&cx.db, &row, &period, &org).await?),
            };
            let all = crate::indicator::server::all(&cx.db).await?;
            let (passages, cells) = changes(&before, &after, &all, cx.lang);
            let count = count(&passages, &cells);
            let shown = |it: Fate| compare.all || it != Fate::Same;
            Some(Comparison {
                from,
                to,
                count,
                passages: passages.into_iter().filter(|it| shown(it.fate)).collect(),
                cells: cells.into_iter().filter(|it| shown(it.fate)).collect(),
            })
        }
    };
    let sectors = org.sectors.iter().filter(|sector| {
        compared.as_ref().is_some_and(|it| {
            it.passages.iter().any(|it| it.sector == sector.id)
                || it.cells.iter().any(|it| it.sector == sector.id)
        })
    });
    Ok(ReportHistory {
        id,
        unit,
        sectors: sectors.cloned().collect(),
        may_write: !crate::period::server::is_closed(&cx.db, &period, row.unit_id, cx.today()).await?
            && may_write(&cx.actor, row.unit_id, row.state),
        sees_now: sight.sees_now(),
        period,
        versions,
        compared,
    })
}

/// The versions that may be opened by whoever sees this much, newest first.
pub async fn open_versions(
    db: &impl ConnectionTrait,
    id: ReportId,
    sight: Sight,
) -> Result<Vec<ReportVersion>> {
    let mut versions = store::versions(db, id).await?;
    let steps: Vec<ReportStep> = versions.iter().rev().map(|it| it.step).collect();
    let mut open = opens(sight, &steps).into_iter().rev();
    versions.retain(|_| open.next().unwrap_or_default());
    Ok(versions)
}

/// How much a report has changed since it was accepted last, with the number of that version; nothing for one
/// that was never reopened.
pub async fn since_accepted(
    db: &impl ConnectionTrait,
    id: ReportId,
    versions: &[ReportVersion],
    now: &[SectorSection],
) -> Result<Option<(i32, ChangeCount)>> {
    let accepted = versions.iter().find(|it| it.step == ReportStep::Accept).map(|it| it.number);
    let reopened = versions.iter().find(|it| it.step == ReportStep::Reopen).map(|it| it.number);
    let (Some(accepted), Some(reopened)) = (accepted, reopened) else { return Ok(None) };
    if reopened < accepted {
        return Ok(None);
    }
    let before = store::snapshot(db, id, accepted).await?;
    let all = crate::indicator::server::all(db).await?;
    let (passages, cells) = changes(&before, &snapshot_of(now), &all, Lang::Vi);
    Ok(Some((accepted, count(&passages, &cells))))
}

/// What a version keeps: figures that someone touched, and all passages.
pub fn snapshot_of(sections: &[SectorSection]) -> Snapshot {
    let told = |it: &Figure| *it != Figure::untouched(it.indicator);
    Snapshot {
        figures: sections.iter().flat_map(|it| &it.rows).map(|it| it.figure.clone()).filter(told).collect(),
        passages: sections.iter().flat_map(|it| it.passages.clone()).collect(),
    }
}

fn count(passages: &[PassageChange], cells: &[CellChange]) -> ChangeCount {
    ChangeCount {
        passages: passages.iter().filter(|it| it.fate != Fate::Same).count() as u32,
        cells: cells.iter().filter(|it| it.fate != Fate::Same).count() as u32,
    }
}

/// Everything that either state holds, changed or not: passages in the later state's order, then those that
/// are gone; cells by indicator and column.
fn changes(
    before: &Snapshot,
    after: &Snapshot,
    indicators: &[Indicator],
    t: Lang,
) -> (Vec<PassageChange>, Vec<CellChange>) {
    let kept: HashMap<PassageId, &Passage> = before.passages.iter().map(|it| (it.id, it)).collect();
    let present: HashMap<PassageId, &Passage> = after.passages.iter().map(|it| (it.id, it)).collect();
    let mut passages: Vec<_> =
        after.passages.iter().filter_map(|it| passage(kept.get(&it.id).copied(), Some(it))).collect();
    let gone = before.passages.iter().filter(|it| !present.contains_key(&it.id));
    passages.extend(gone.filter_map(|it| passage(Some(it), None)));

    let then: HashMap<IndicatorId, &Figure> = before.figures.iter().map(|it| (it.indicator, it)).collect();
    let now: HashMap<IndicatorId, &Figure> = after.figures.iter().map(|it| (it.indicator, it)).collect();
    let mut cells = Vec::new();
    for indicator in indicators {
        let (then, now) = (then.get(&indicator.id).copied(), now.get(&indicator.id).copied());
        for column in Column::ALL.iter().copied() {
            // Last year's report fills that column by itself: nobody changed this report.
            let filled =
                column == Column::Prior && [then, now].into_iter().flatten().all(|it| it.prior_is_kept);
            let text = |it: Option<&Figure>| it.map(|it| cell_text(it, column)).unwrap_or_default();
            let (before, after) = (text(then), text(now));
            if filled || before.is_empty() && after.is_empty() {
                continue;
            }
            cells.push(CellChange {
                code: indicator.code.clone(),
                name: indicator.name(t).to_owned(),
                sector: indicator.sector,
                column,
                fate: match (before.is_empty(), after.is_empty()) {
                    _ if before == after => Fate::Same,
                    (true, _) => Fate::Added,
                    (_, true) => Fate::Removed,
                    _ => Fate::Changed,
                },
                before,
                after,
            });
        }
    }
    (passages, cells)
}

fn passage(before: Option<&Passage>, after: Option<&Passage>) -> Option<PassageChange> {
    let shown = after.or(before)?;
    let body = |it: Option<&Passage>| it.map(|it| it.body.as_str()).unwrap_or_default().to_owned();
    let grade = |it: Option<&Passage>| -> Option<Grade> { it.and_then(|it| it.grade) };
    let form_only =
        before.zip(after).is_some_and(|(one, other)| one.body == other.body && !same_form(one, other));
    let kind_before = before.map(|it| it.kind).filter(|it| *it != shown.kind);
    let fate = match (before, after) {
        (None, _) => Fate::Added,
        (_, None) => Fate::Removed,
        (Some(one), Some(other))
            if one.body == other.body && one.grade == other.grade && one.kind == other.kind && !form_only =>
        {
            Fate::Same
        }
        _ => Fate::Changed,
    };
    Some(PassageChange {
        passage: shown.id,
        sector: shown.sector,
        fate,
        kind: shown.kind,
        kind_before,
        grade: (grade(before), grade(after)),
        pieces: words(&body(before), &body(after)),
        form_only,
        text: shown.body.clone(),
    })
}

/// Whether headings, bold words, lists and tables are the same too.
fn same_form(one: &Passage, other: &Passage) -> bool {
    // Plain text that was never drawn has the form of any paragraphs.
    one.content.is_empty() || other.content.is_empty() || bare(&one.content) == bare(&other.content)
}

/// Without the identity of paragraphs, which is not form.
fn bare(blocks: &[Block]) -> Vec<Block> {
    let nameless = |block: &Block| match block {
        Block::Paragraph { inline, .. } => Block::Paragraph { id: String::new(), inline: inline.clone() },
        Block::Heading { level, inline, .. } => {
            Block::Heading { id: String::new(), level: *level, inline: inline.clone() }
        }
        Block::List { ordered, items } => {
            Block::List { ordered: *ordered, items: items.iter().map(|it| bare(it)).collect() }
        }
        Block::Table { rows } => {
            let cell = |it: &TableCell| TableCell { blocks: bare(&it.blocks), ..it.clone() };
            Block::Table { rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect() }
        }
    };
    blocks.iter().map(nameless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::SectorId;
    use crate::indicator::FigureState;
    use crate::report::cell::tests::pupils;
    use crate::report::{DiffPiece, PassageKind};

    fn paragraph(id: u128, body: &str) -> Passage {
        Passage {
            id: PassageId(uuid::Uuid::from_u128(id)),
            sector: SectorId::default(),
            kind: PassageKind::Result,
            position: 1,
            body: body.into(),
            content: Vec::new(),
            grade: None,
            revision: 1,
            sample: false,
        }
    }

    fn holding(value: Option<i64>) -> Vec<Figure> {
        let state = if value.is_some() { FigureState::Value } else { FigureState::Missing };
        vec![Figure { state, value: value.map(Into::into), ..Figure::untouched(pupils().id) }]
    }

    fn found(before: &Snapshot, after: &Snapshot) -> (Vec<PassageChange>, Vec<CellChange>) {
        changes(before, after, &[pupils()], Lang::Vi)
    }

    #[test]
    fn passages_are_told_apart_by_identity() {
        let before =
            Snapshot { passages: vec![paragraph(1, "Tốt."), paragraph(2, "Cũ.")], ..Default::default() };
        let after =
            Snapshot { passages: vec![paragraph(3, "Mới."), paragraph(1, "Khá.")], ..Default::default() };
        let (passages, _) = found(&before, &after);
        let fates: Vec<_> = passages.iter().map(|it| it.fate).collect();
        assert_eq!(fates, [Fate::Added, Fate::Changed, Fate::Removed]);
        assert_eq!(
            passages[1].pieces,
            [DiffPiece::Removed("Tốt".into()), DiffPiece::Added("Khá".into()), DiffPiece::Same(".".into())]
        );
    }

    #[test]
    fn cells_are_told_before_and_after() {
        let state = |value| Snapshot { figures: holding(value), ..Default::default() };
        let told = |one, other| found(&state(one), &state(other)).1;
        let cell = &told(Some(4), Some(5))[0];
        assert_eq!((cell.fate, cell.before.as_str(), cell.after.as_str()), (Fate::Changed, "4", "5"));
        assert_eq!(told(None, Some(5))[0].fate, Fate::Added);
        assert_eq!(told(Some(5), None)[0].fate, Fate::Removed);
        assert_eq!(told(Some(5), Some(5))[0].fate, Fate::Same);
        assert!(told(None, None).is_empty());
    }

    #[test]
    fn a_state_does_not_differ_from_itself() {
        let state = Snapshot { figures: holding(Some(4)), passages: vec![paragraph(1, "Tốt.")] };
        let (passages, cells) = found(&state, &state);
        assert!(count(&passages, &cells).is_none());
    }
}
