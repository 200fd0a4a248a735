//! The bloc's report: sentences taken word for word from accepted passages, each knowing its source.

use super::entity::{consolidated, consolidated_sentence as sentence};
use super::period::bloc_and_reporters;
use super::store;
use crate::actor::{Permission, Scope};
use crate::bloc::{Consolidated, SectorPart, Sentence, Source, SourceState, Waiting, sentences};
use crate::error::{Denial, Error, FieldErrors, Result, parse_required};
use crate::id::{ConsolidatedId, ConsolidatedSentenceId, PassageId, ReportId, SectorId, UnitId};
use crate::indicator::{Figure, IndicatorLine, IndicatorRow};
use crate::org::{Bloc, Org};
use crate::period::Period;
use crate::report::server::entity::{passage, report};
use crate::report::{Passage, ReportState};
use crate::server::{Change, Context, record_change};
use crate::{indicator, org, period, report as reports};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// The longest sentence, in characters.
const LONGEST: u32 = 5000;

/// What every piece of work on the bloc's report begins with.
struct Desk {
    period: Period,
    bloc: Bloc,
    org: Org,
    reporters: Vec<UnitId>,
}

async fn desk(cx: &Context, code: &str) -> Result<Desk> {
    let period = period::server::by_code(&cx.db, code).await?;
    let org = org::server::at(&cx.db, period.cut_off).await?;
    let (bloc, reporters) = bloc_and_reporters(cx, &org, &period).await?;
    Ok(Desk { period, bloc: bloc.ok_or(Error::NotFound)?, org, reporters })
}

impl Desk {
    /// Consolidating is the work of an office that receives every report the bloc owes.
    fn require(&self, cx: &Context) -> Result<()> {
        let on_each = || {
            !self.reporters.is_empty()
                && self.reporters.iter().all(|it| cx.actor.may(Permission::ReceiveReports, Scope::Unit(*it)))
        };
        match cx.actor.require(Permission::ReceiveReports, Scope::Everything) {
            Err(Error::Denied(Denial::NotAllowed)) if on_each() => Ok(()),
            outcome => outcome,
        }
    }
}

pub async fn consolidated(cx: &Context, code: &str) -> Result<Consolidated> {
    let desk = desk(cx, code).await?;
    let may_edit = desk.require(cx).is_ok() && cx.actor.writes();
    let kept = store::consolidated_of(&cx.db, desk.period.id, desk.bloc.id).await?;
    let rows = match &kept {
        Some(it) => store::sentences_of(&cx.db, it.id).await?,
        None => Vec::new(),
    };
    let reports = store::reports_of(&cx.db, desk.period.id).await?;
    let sources: HashMap<PassageId, passage::Model> =
        store::passages_by_id(&cx.db, rows.iter().filter_map(|it| it.source_passage_id))
            .await?
            .into_iter()
            .map(|it| (it.id, it))
            .collect();
    let published = reports::server::published_passages(&cx.db, desk.period.id, None).await?;
    let taken: HashSet<PassageId> = rows.iter().filter_map(|it| it.source_passage_id).collect();
    let sectors: Vec<SectorId> = desk.org.sectors.iter().map(|it| it.id).collect();
    let figures: Vec<_> = indicator::server::lines(cx, &sectors, &desk.period)
        .await?
        .into_iter()
        .filter(|it| it.row.due)
        .map(published_row)
        .collect();
    let units_taken: HashSet<UnitId> =
        reports.iter().filter(|it| it.state == ReportState::Consolidated).map(|it| it.unit_id).collect();
    let parts = desk.org.sectors.iter().map(|sector| SectorPart {
        sector: sector.clone(),
        rows: figures.iter().filter(|it| it.indicator.sector == sector.id).cloned().collect(),
        sentences: rows
            .iter()
            .filter(|it| it.sector_id == sector.id)
            .map(|it| Sentence {
                id: it.id,
                body: it.body.clone(),
                reworded: !it.source_body.is_empty() && !it.source_body.contains(&it.body),
                source: it
                    .source_passage_id
                    .and_then(|id| source(it, sources.get(&id)?, &reports, &desk.org)),
                revision: it.revision,
            })
            .collect(),
        waiting: published
            .iter()
            .filter(|(_, _, it)| may_edit && it.sector == sector.id && !taken.contains(&it.id))
            .map(|(unit, report, it)| Waiting {
                passage: it.id,
                unit: unit.clone(),
                report: *report,
                kind: it.kind,
                body: it.body.clone(),
            })
            .collect(),
    });
    Ok(Consolidated {
        begun: kept.is_some(),
        updated_at: kept.map(|it| it.updated_at),
        parts: parts
            .filter(|it| !(it.sentences.is_empty() && it.waiting.is_empty() && it.rows.is_empty()))
            .collect(),
        reporters: desk.reporters.len(),
        taken: units_taken.len(),
        untaken: reports.iter().filter(|it| it.state == ReportState::Accepted).count(),
        may_edit,
        period: desk.period,
        bloc: desk.bloc,
    })
}

/// The same document for everyone: a figure that is not published is none, whoever reads.
fn published_row(line: IndicatorLine) -> IndicatorRow {
    let IndicatorLine { row, published, .. } = line;
    if published {
        return row;
    }
    let target = row.figure.target;
    IndicatorRow { figure: Figure { target, ..Figure::untouched(row.indicator.id) }, ..row }
}

/// Where a sentence came from and how that stands now. What is not published now is not shown.
fn source(
    row: &sentence::Model,
    now: &passage::Model,
    reports: &[report::Model],
    org: &Org,
) -> Option<Source> {
    let report = reports.iter().find(|it| it.id == now.report_id)?;
    let state = if !report.state.is_published() {
        SourceState::Reopened
    } else if now.body.is_empty() {
        SourceState::Removed
    } else if now.body != row.source_body {
        SourceState::Changed
    } else {
        SourceState::Same
    };
    Some(Source {
        unit: org.unit(report.unit_id)?.clone(),
        report: report.id,
        passage: now.id,
        kind: now.kind,
        grade: now.grade,
        then: row.source_body.clone(),
        now: (state == SourceState::Changed).then(|| now.body.clone()),
        state,
        sample: now.sample,
    })
}

/// Takes every accepted report that is not taken yet: its passages, sentence by sentence, behind those
/// already there. The order is by sector, kind of passage, grade, unit.
pub async fn take_accepted(cx: &Context, code: &str) -> Result<Consolidated> {
    let desk = desk(cx, code).await?;
    desk.require(cx)?;
    let tx = cx.write().await?;
    let id = open(cx, &tx, &desk).await?;
    let accepted: Vec<ReportId> = store::reports_of(&tx, desk.period.id)
        .await?
        .into_iter()
        .filter(|it| it.state == ReportState::Accepted && desk.reporters.contains(&it.unit_id))
        .map(|it| it.id)
        .collect();
    if accepted.is_empty() {
        return Err(Denial::WrongState.into());
    }
    let already: HashSet<_> =
        store::sentences_of(&tx, id).await?.into_iter().filter_map(|it| it.source_passage_id).collect();
    let mut passages: Vec<_> = reports::server::published_passages(&tx, desk.period.id, None)
        .await?
        .into_iter()
        .filter(|(_, report, it)| accepted.contains(report) && !already.contains(&it.id))
        .map(|(_, _, it)| it)
        .collect();
    // Stable: within a kind and grade the units keep their order. What carries no grade comes last.
    passages.sort_by_key(|it| (it.kind, it.grade.is_none(), it.grade));
    append(&tx, id, &passages).await?;
    for report in accepted {
        reports::server::consolidate(cx, &tx, report).await?;
    }
    finish(cx, tx, id, code, "consolidated.take", None::<Told>, Some(Told::taken(&passages))).await
}

/// Takes one published passage that nothing was taken from.
pub async fn take_passage(cx: &Context, code: &str, passage: PassageId) -> Result<Consolidated> {
    let desk = desk(cx, code).await?;
    desk.require(cx)?;
    let tx = cx.write().await?;
    let id = open(cx, &tx, &desk).await?;
    if store::sentences_of(&tx, id).await?.iter().any(|it| it.source_passage_id == Some(passage)) {
        return Err(Error::Conflict);
    }
    let published = reports::server::published_passages(&tx, desk.period.id, None).await?;
    let passage = published.into_iter().map(|it| it.2).find(|it| it.id == passage).ok_or(Error::NotFound)?;
    let told = Told::taken(std::slice::from_ref(&passage));
    append(&tx, id, &[passage]).await?;
    finish(cx, tx, id, code, "consolidated.take", None, Some(told)).await
}

/// The bloc's report of the period, begun when it was not.
async fn open(cx: &Context, tx: &DatabaseTransaction, desk: &Desk) -> Result<ConsolidatedId> {
    if let Some(kept) = store::consolidated_of(tx, desk.period.id, desk.bloc.id).await? {
        return Ok(kept.id);
    }
    let id = ConsolidatedId::fresh();
    let row = consolidated::ActiveModel {
        id: Set(id),
        period_id: Set(desk.period.id),
        bloc_id: Set(desk.bloc.id),
        state: Set("draft".to_owned()),
        revision: Set(0),
        created_at: Set(cx.now()),
        updated_at: Set(cx.now()),
    };
    store::put(tx, row).await?;
    Ok(id)
}

async fn append(db: &impl ConnectionTrait, id: ConsolidatedId, passages: &[Passage]) -> Result<()> {
    let mut last: HashMap<SectorId, i32> = HashMap::new();
    for row in store::sentences_of(db, id).await? {
        let position = last.entry(row.sector_id).or_default();
        *position = row.position.max(*position);
    }
    let mut rows = Vec::new();
    for passage in passages {
        for body in sentences(&passage.body) {
            let position = last.entry(passage.sector).or_default();
            *position += 1;
            rows.push(sentence::ActiveModel {
                id: Set(ConsolidatedSentenceId::fresh()),
                consolidated_id: Set(id),
                sector_id: Set(passage.sector),
                position: Set(*position),
                body: Set(body),
                source_passage_id: Set(Some(passage.id)),
                source_revision: Set(passage.revision),
                source_body: Set(passage.body.clone()),
                revision: Set(1),
            });
        }
    }
    store::put_sentences(db, rows).await
}

pub async fn reword(
    cx: &Context,
    code: &str,
    id: ConsolidatedSentenceId,
    body: &str,
    seen: i64,
) -> Result<Consolidated> {
    let body = parse_required(body, LONGEST).map_err(|problem| FieldErrors::of("body", problem))?;
    let (desk, tx, rows) = begin(cx, code).await?;
    let row = find(&rows, id)?;
    let changed = sentence::Model { body: body.clone(), ..row.clone() };
    if !store::update_sentence(&tx, changed, seen).await? {
        return Err(Error::Conflict);
    }
    let told = Told { bodies: vec![row.body.clone()] };
    finish(cx, tx, desk, code, "consolidated.reword", Some(told), Some(Told { bodies: vec![body] })).await
}

/// The sentence stands although its source changed: from now on it is held against the source as it is.
pub async fn keep(cx: &Context, code: &str, id: ConsolidatedSentenceId, seen: i64) -> Result<Consolidated> {
    let (desk, tx, rows) = begin(cx, code).await?;
    let row = find(&rows, id)?;
    let source = store::passages_by_id(&tx, row.source_passage_id).await?.pop().ok_or(Error::NotFound)?;
    if !store::is_published(&tx, source.report_id).await? {
        return Err(Denial::NotPublished.into());
    }
    let before = Told { bodies: vec![row.source_body.clone()] };
    let after = Told { bodies: vec![source.body.clone()] };
    let changed =
        sentence::Model { source_body: source.body, source_revision: source.revision, ..row.clone() };
    if !store::update_sentence(&tx, changed, seen).await? {
        return Err(Error::Conflict);
    }
    finish(cx, tx, desk, code, "consolidated.keep", Some(before), Some(after)).await
}

pub async fn remove(cx: &Context, code: &str, id: ConsolidatedSentenceId, seen: i64) -> Result<Consolidated> {
    let (desk, tx, rows) = begin(cx, code).await?;
    let row = find(&rows, id)?;
    if !store::remove_sentence(&tx, id, seen).await? {
        return Err(Error::Conflict);
    }
    let told = Told { bodies: vec![row.body.clone()] };
    finish(cx, tx, desk, code, "consolidated.remove", Some(told), None).await
}

/// Moves a sentence one place within its sector; at the end it stays where it is.
pub async fn move_sentence(
    cx: &Context,
    code: &str,
    id: ConsolidatedSentenceId,
    up: bool,
    seen: i64,
) -> Result<Consolidated> {
    let (desk, tx, rows) = begin(cx, code).await?;
    let row = find(&rows, id)?;
    if row.revision != seen {
        return Err(Error::Conflict);
    }
    let same: Vec<_> = rows.iter().filter(|it| it.sector_id == row.sector_id).collect();
    let at = same.iter().position(|it| it.id == id).ok_or(Error::NotFound)?;
    let neighbour = if up { at.checked_sub(1) } else { Some(at + 1) }.and_then(|it| same.get(it));
    if let Some(other) = neighbour {
        store::place_sentence(&tx, row.id, other.position).await?;
        store::place_sentence(&tx, other.id, row.position).await?;
    }
    let told = Told { bodies: vec![row.body.clone()] };
    finish(cx, tx, desk, code, "consolidated.move", Some(told), None).await
}

/// Asks for the permission, then opens the transaction with the sentences as they stand in it.
async fn begin(
    cx: &Context,
    code: &str,
) -> Result<(ConsolidatedId, DatabaseTransaction, Vec<sentence::Model>)> {
    let desk = desk(cx, code).await?;
    desk.require(cx)?;
    let tx = cx.write().await?;
    let kept = store::consolidated_of(&tx, desk.period.id, desk.bloc.id).await?.ok_or(Error::NotFound)?;
    let rows = store::sentences_of(&tx, kept.id).await?;
    Ok((kept.id, tx, rows))
}

/// A sentence that someone removed meanwhile is a conflict, not a lost page.
fn find(rows: &[sentence::Model], id: ConsolidatedSentenceId) -> Result<&sentence::Model> {
    rows.iter().find(|it| it.id == id).ok_or(Error::Conflict)
}

async fn finish(
    cx: &Context,
    tx: DatabaseTransaction,
    id: ConsolidatedId,
    code: &str,
    action: &str,
    before: Option<Told>,
    after: Option<Told>,
) -> Result<Consolidated> {
    store::touch(&tx, id, cx.now()).await?;
    record_change(cx, &tx, Change { action, kind: "consolidated", id: id.0, before, after }).await?;
    tx.commit().await?;
    consolidated(cx, code).await
}

#[derive(Serialize)]
struct Told {
    bodies: Vec<String>,
}

impl Told {
    fn taken(passages: &[Passage]) -> Self {
        Self { bodies: passages.iter().map(|it| it.body.clone()).collect() }
    }
}
