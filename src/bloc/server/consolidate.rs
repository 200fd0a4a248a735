//! The bloc's report: sentences taken word for word from accepted passages, each knowing its source.

use super::entity::{consolidated, consolidated_sentence as sentence};
use super::period::bloc_and_reporters;
use super::store;
use super::trace::{Trace, newer, trace};
use crate::actor::{Permission, Scope};
use crate::bloc::{
    Consolidated, Contributions, Newer, Offered, Proposed, SectorPart, Sentence, Source, SourceState, Taken,
    leads, rank, sentences,
};
use crate::error::{Denial, Error, FieldErrors, Problem, Result, parse_required};
use crate::id::{ConsolidatedId, ConsolidatedSentenceId, PassageId, PeriodId, ReportId, SectorId, UnitId};
use crate::indicator::{Figure, IndicatorRow, combine};
use crate::org::{Bloc, Org, Unit};
use crate::period::Period;
use crate::report::server::entity::{passage, report};
use crate::report::{Block, Passage, ReportState};
use crate::server::{Change, Context, record_change};
use crate::text::Lang;
use crate::{indicator, org, period, report as reports};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// The longest sentence, in characters.
const LONGEST: u32 = 5000;

/// What every piece of work on the bloc's report begins with.
struct Desk {
    period: Period,
    bloc: Bloc,
    org: Arc<Org>,
    reporters: Vec<UnitId>,
}

async fn desk(cx: &Context, code: &str) -> Result<Desk> {
    let period = period::server::by_code(&cx.db, code).await?;
    let org = org::server::known(cx).await?.at(period.cut_off);
    let (bloc, reporters) = bloc_and_reporters(&cx.db, &org, &period).await?;
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
    let sources = Sources::load(cx, &desk, &rows, &reports).await?;
    let sectors: Vec<SectorId> = desk.org.sectors.iter().map(|it| it.id).collect();
    let figures = figures(cx, &sectors, &desk.period).await?;
    let units_taken: HashSet<UnitId> =
        reports.iter().filter(|it| it.state == ReportState::Consolidated).map(|it| it.unit_id).collect();
    let published: HashSet<UnitId> =
        reports.iter().filter(|it| it.state.is_published()).map(|it| it.unit_id).collect();
    let mut parts = Vec::new();
    for sector in &desk.org.sectors {
        let figures: Vec<_> =
            figures.iter().filter(|it| it.row.indicator.sector == sector.id).cloned().collect();
        let computed = leads_of(&figures, &desk.period);
        let own: Vec<_> = rows.iter().filter(|it| it.sector_id == sector.id).collect();
        let sentences = own.iter().map(|it| sources.sentence(it, &computed)).collect();
        let offered: Vec<_> = if may_edit { sources.offered(sector.id, &rows) } else { Vec::new() };
        let proposed = if may_edit { proposal(&offered, &own, &computed) } else { Vec::new() };
        let owing: Vec<_> =
            desk.org.units_of(sector.id).filter(|it| desk.reporters.contains(&it.id)).collect();
        let part = SectorPart {
            sector: sector.clone(),
            figures,
            sentences,
            accepted: owing.iter().filter(|it| published.contains(&it.id)).count(),
            owing: owing.len(),
            offered,
            proposed,
        };
        if !(part.sentences.is_empty() && part.offered.is_empty() && part.figures.is_empty()) {
            parts.push(part);
        }
    }
    Ok(Consolidated {
        begun: kept.is_some(),
        updated_at: kept.as_ref().map(|it| it.updated_at),
        parts,
        reporters: desk.reporters.len(),
        taken: units_taken.len(),
        untaken: reports.iter().filter(|it| it.state == ReportState::Accepted).count(),
        may_edit,
        undoable: may_edit && last_take(&rows).is_some(),
        revision: kept.map_or(0, |it| it.revision),
        period: desk.period,
        bloc: desk.bloc,
    })
}

/// The newest taking of which something stands untouched.
fn last_take(rows: &[sentence::Model]) -> Option<Uuid> {
    rows.iter().filter(|it| it.revision == 1).filter_map(|it| it.take).max()
}

/// The sectors' indicators that are due, over the units whose figures are published: the same document for
/// everyone, whoever reads. Each adds up by its own rule.
async fn figures(cx: &Context, sectors: &[SectorId], period: &Period) -> Result<Vec<Contributions>> {
    let histories: HashMap<_, _> = indicator::server::lines(cx, sectors, period)
        .await?
        .into_iter()
        .map(|it| (it.row.indicator.id, it.row.history))
        .collect();
    let contributions = indicator::server::contributions(cx, sectors, period).await?;
    let due = contributions.into_iter().filter(|(_, it)| it.due);
    Ok(due
        .map(|(indicator, mut value)| {
            for unit in &mut value.units {
                if !(unit.published && unit.report.is_some()) {
                    let target = unit.figure.target;
                    unit.figure = Figure { target, ..Figure::untouched(indicator.id) };
                    unit.report = None;
                    (unit.given, unit.published) = (0, false);
                }
            }
            let all: Vec<_> = value.units.iter().map(|it| it.figure.clone()).collect();
            let whole = combine(&indicator, &all);
            let mut figure = whole.figure;
            figure.prior = figure.prior.or(value.figure.prior.filter(|_| figure.value.is_some()));
            let history = histories.get(&indicator.id).cloned().unwrap_or_default();
            Contributions {
                row: IndicatorRow { indicator, figure, due: true, history },
                given: whole.given,
                units: whole.units,
                of: value.units,
            }
        })
        .collect())
}

fn leads_of(figures: &[Contributions], period: &Period) -> Vec<String> {
    let rows: Vec<_> = figures.iter().map(|it| it.row.clone()).collect();
    leads(&rows, period)
}

/// What a computed sentence keeps in place of its paragraph: which of the sector's it is.
fn lead_name(at: usize) -> String {
    format!("lead-{at}")
}

/// What taking the proposal would add to a sector: the computed sentences it has not, then every passage that
/// nothing was taken from, whole.
fn proposal(offered: &[Offered], own: &[&sentence::Model], computed: &[String]) -> Vec<Proposed> {
    let passages: Vec<_> = offered.iter().filter(|it| it.is_untouched()).collect();
    let has = |name: &str| own.iter().any(|it| it.computed && it.source_block.as_deref() == Some(name));
    let leads = computed
        .iter()
        .enumerate()
        .filter(|(at, _)| !has(&lead_name(*at)))
        .map(|(_, body)| Proposed { body: body.clone(), from: None });
    let said = passages.iter().flat_map(|it| {
        it.sentences.iter().map(|(body, _)| Proposed {
            body: body.clone(),
            from: Some((it.unit.clone(), it.kind, it.grade)),
        })
    });
    leads.chain(said).collect()
}

/// What the period's sentences are held against.
struct Sources<'a> {
    org: &'a Org,
    reports: &'a [report::Model],
    /// By rank.
    published: Vec<(Unit, ReportId, Passage)>,
    /// Where the passages of the sentences belong, published or not.
    home: HashMap<PassageId, passage::Model>,
}

impl<'a> Sources<'a> {
    async fn load(
        cx: &Context,
        desk: &'a Desk,
        rows: &[sentence::Model],
        reports: &'a [report::Model],
    ) -> Result<Self> {
        let sources: Vec<_> = rows.iter().filter_map(|it| it.source_passage_id).collect();
        let home = store::passages_by_id(&cx.db, sources).await?;
        Ok(Self {
            org: &desk.org,
            reports,
            published: ranked(&cx.db, desk.period.id).await?,
            home: home.into_iter().map(|it| (it.id, it)).collect(),
        })
    }

    /// A sentence with its source as that stands now. What is not published now is not shown.
    fn sentence(&self, row: &sentence::Model, computed: &[String]) -> Sentence {
        let then = taken_as(row);
        let (source, newer) = match row.source_passage_id {
            Some(id) => self.source(row, id, &then),
            None => (None, computed_now(row, computed).filter(|it| *it != then).map(|it| newer(&then, it))),
        };
        Sentence {
            id: row.id,
            body: row.body.clone(),
            reworded: match &row.source_sentence {
                Some(own) if !own.is_empty() => *own != row.body,
                _ => !row.source_body.is_empty() && !row.source_body.contains(&row.body),
            },
            computed: row.computed,
            source,
            newer,
            revision: row.revision,
        }
    }

    fn source(
        &self,
        row: &sentence::Model,
        passage: PassageId,
        then: &str,
    ) -> (Option<Source>, Option<Newer>) {
        let Some(home) = self.home.get(&passage) else { return (None, None) };
        let Some(report) = self.reports.iter().find(|it| it.id == home.report_id) else {
            return (None, None);
        };
        let Some(unit) = self.org.unit(report.unit_id) else { return (None, None) };
        let now = self.published.iter().find(|it| it.2.id == passage).map(|it| it.2.body.as_str());
        let (state, now) = match now {
            _ if !report.state.is_published() => (SourceState::Reopened, None),
            None => (SourceState::Removed, None),
            Some(_) if row.source_sentence.as_deref() == Some("") => (SourceState::Same, None),
            Some(now) => match trace(then, &row.source_body, now) {
                Trace::Same => (SourceState::Same, None),
                Trace::Changed(now) => (SourceState::Changed, Some(newer(then, now))),
                Trace::Gone => (SourceState::Removed, None),
            },
        };
        let source = Source {
            unit: unit.clone(),
            report: report.id,
            passage,
            block: row.source_block.clone(),
            kind: home.kind,
            grade: home.grade,
            state,
            then: then.to_owned(),
            sample: home.sample,
        };
        (Some(source), now)
    }

    /// A sector's published passages, sentence by sentence, with what is taken of them.
    fn offered(&self, sector: SectorId, rows: &[sentence::Model]) -> Vec<Offered> {
        self.published
            .iter()
            .filter(|(_, _, it)| it.sector == sector)
            .map(|(unit, report, it)| {
                // A sentence that reads otherwise now than when it was taken is taken all the same.
                let own = rows.iter().filter(|row| row.source_passage_id == Some(it.id));
                let of: Vec<String> = own
                    .flat_map(|row| {
                        let then = taken_as(row);
                        let now = match trace(&then, &row.source_body, &it.body) {
                            Trace::Changed(now) => now,
                            Trace::Same | Trace::Gone => String::new(),
                        };
                        [then, now]
                    })
                    .collect();
                Offered {
                    unit: unit.clone(),
                    report: *report,
                    passage: it.id,
                    kind: it.kind,
                    grade: it.grade,
                    sentences: sentences(&it.body)
                        .into_iter()
                        .map(|body| {
                            let taken = of.contains(&body);
                            (body, taken)
                        })
                        .collect(),
                    revision: it.revision,
                    sample: it.sample,
                }
            })
            .collect()
    }
}

/// The source's own sentence when it was taken; for an old row that did not keep it, the sentence itself.
fn taken_as(row: &sentence::Model) -> String {
    row.source_sentence.clone().filter(|it| !it.is_empty()).unwrap_or_else(|| row.body.clone())
}

/// A computed sentence as the figures make it now.
fn computed_now(row: &sentence::Model, computed: &[String]) -> Option<String> {
    let at = computed.iter().enumerate().find(|(at, _)| row.source_block.as_ref() == Some(&lead_name(*at)));
    at.filter(|_| row.computed).map(|it| it.1.clone())
}

/// A period's published passages in the order the bloc's report has them.
async fn ranked(db: &impl ConnectionTrait, period: PeriodId) -> Result<Vec<(Unit, ReportId, Passage)>> {
    let mut passages = reports::server::published_passages(db, period, None).await?;
    // Stable: within a kind and grade the units keep their order.
    passages.sort_by_key(|(_, _, it)| rank(it.kind, it.grade));
    Ok(passages)
}

/// Takes the whole proposal: of every sector the computed sentences it has not, and each published passage
/// that nothing was taken from, sentence by sentence, behind what is there already.
///
/// # Errors
/// [`Denial::WrongState`] when there is nothing to take.
pub async fn take_accepted(cx: &Context, code: &str) -> Result<Consolidated> {
    take_proposal(cx, code, None).await
}

/// As [`take_accepted`], of one sector.
pub async fn take_sector(cx: &Context, code: &str, sector: SectorId) -> Result<Consolidated> {
    take_proposal(cx, code, Some(sector)).await
}

async fn take_proposal(cx: &Context, code: &str, only: Option<SectorId>) -> Result<Consolidated> {
    let desk = desk(cx, code).await?;
    desk.require(cx)?;
    let sectors: Vec<SectorId> =
        desk.org.sectors.iter().map(|it| it.id).filter(|it| only.is_none_or(|only| *it == only)).collect();
    let figures = figures(cx, &sectors, &desk.period).await?;
    let tx = cx.write().await?;
    let id = open(cx, &tx, &desk).await?;
    let rows = store::sentences_of(&tx, id).await?;
    let already: HashSet<_> = rows.iter().filter_map(|it| it.source_passage_id).collect();
    let passages: Vec<_> = ranked(&tx, desk.period.id)
        .await?
        .into_iter()
        .map(|it| it.2)
        .filter(|it| sectors.contains(&it.sector) && !already.contains(&it.id))
        .collect();
    let mut adding = Adding::after(id, &rows);
    for sector in &sectors {
        let own: Vec<_> = figures.iter().filter(|it| it.row.indicator.sector == *sector).cloned().collect();
        for (at, body) in leads_of(&own, &desk.period).into_iter().enumerate() {
            let name = lead_name(at);
            let has = |it: &sentence::Model| {
                it.sector_id == *sector && it.computed && it.source_block.as_ref() == Some(&name)
            };
            if !rows.iter().any(has) {
                adding.computed(*sector, name, body);
            }
        }
    }
    for passage in &passages {
        adding.passage(passage, |_| true);
    }
    let accepted: Vec<ReportId> = store::reports_of(&tx, desk.period.id)
        .await?
        .into_iter()
        .filter(|it| it.state == ReportState::Accepted && desk.reporters.contains(&it.unit_id))
        .map(|it| it.id)
        .collect();
    if adding.rows.is_empty() && (accepted.is_empty() || only.is_some()) {
        return Err(Denial::WrongState.into());
    }
    let told = adding.told();
    store::put_sentences(&tx, adding.rows).await?;
    // Taken as a whole, a report without a single passage is consolidated too: its figures are.
    settle(cx, &tx, &desk, id, accepted, only.is_none()).await?;
    finish(cx, tx, id, code, "consolidated.take", None::<Told>, Some(told)).await
}

/// Takes one published passage that nothing was taken from.
pub async fn take_passage(cx: &Context, code: &str, passage: PassageId) -> Result<Consolidated> {
    take_of_passage(cx, code, passage, None, &[]).await
}

/// Takes some of a passage's sentences, by their place in it, as it was seen.
///
/// # Errors
/// [`Error::Conflict`] when the passage changed since, or one of them is taken already.
pub async fn take_sentences(
    cx: &Context,
    code: &str,
    passage: PassageId,
    chosen: &[usize],
    seen: i64,
) -> Result<Consolidated> {
    if chosen.is_empty() {
        return Err(FieldErrors::of("sentence", Problem::Required).into());
    }
    take_of_passage(cx, code, passage, Some(seen), chosen).await
}

async fn take_of_passage(
    cx: &Context,
    code: &str,
    passage: PassageId,
    seen: Option<i64>,
    chosen: &[usize],
) -> Result<Consolidated> {
    let desk = desk(cx, code).await?;
    desk.require(cx)?;
    let tx = cx.write().await?;
    let id = open(cx, &tx, &desk).await?;
    let rows = store::sentences_of(&tx, id).await?;
    let published = ranked(&tx, desk.period.id).await?;
    let passage = published.into_iter().map(|it| it.2).find(|it| it.id == passage).ok_or(Error::NotFound)?;
    let of: Vec<_> = rows.iter().filter(|it| it.source_passage_id == Some(passage.id)).collect();
    let bodies = sentences(&passage.body);
    let again =
        chosen.iter().any(|at| bodies.get(*at).is_none_or(|body| of.iter().any(|it| taken_as(it) == *body)));
    if again || chosen.is_empty() && !of.is_empty() || seen.is_some_and(|it| it != passage.revision) {
        return Err(Error::Conflict);
    }
    let mut adding = Adding::after(id, &rows);
    adding.passage(&passage, |at| chosen.is_empty() || chosen.contains(&at));
    let told = adding.told();
    store::put_sentences(&tx, adding.rows).await?;
    let accepted: Vec<ReportId> = store::reports_of(&tx, desk.period.id)
        .await?
        .into_iter()
        .filter(|it| it.state == ReportState::Accepted && desk.reporters.contains(&it.unit_id))
        .map(|it| it.id)
        .collect();
    settle(cx, &tx, &desk, id, accepted, false).await?;
    finish(cx, tx, id, code, "consolidated.take", None, Some(told)).await
}

/// Marks accepted reports as consolidated: all, or those of which every passage is taken.
async fn settle(
    cx: &Context,
    tx: &DatabaseTransaction,
    desk: &Desk,
    id: ConsolidatedId,
    accepted: Vec<ReportId>,
    all: bool,
) -> Result<()> {
    let taken: HashSet<_> =
        store::sentences_of(tx, id).await?.into_iter().filter_map(|it| it.source_passage_id).collect();
    let published = ranked(tx, desk.period.id).await?;
    for report in accepted {
        let own: Vec<_> = published.iter().filter(|it| it.1 == report).collect();
        let whole = !own.is_empty() && own.iter().all(|it| taken.contains(&it.2.id));
        if all || whole {
            reports::server::consolidate(cx, tx, report).await?;
        }
    }
    Ok(())
}

/// Takes back what the last taking brought, but for what was reworded since.
///
/// # Errors
/// [`Error::Conflict`] when the bloc's report changed since `seen`: it might be someone else's.
pub async fn undo_take(cx: &Context, code: &str, seen: i64) -> Result<Consolidated> {
    let desk = desk(cx, code).await?;
    desk.require(cx)?;
    let tx = cx.write().await?;
    store::hold(&tx, desk.period.id).await?;
    let kept = store::consolidated_of(&tx, desk.period.id, desk.bloc.id).await?.ok_or(Error::NotFound)?;
    if kept.revision != seen {
        return Err(Error::Conflict);
    }
    let rows = store::sentences_of(&tx, kept.id).await?;
    let take = last_take(&rows).ok_or(Denial::WrongState)?;
    let gone: Vec<_> = rows.iter().filter(|it| it.take == Some(take) && it.revision == 1).collect();
    let before = Told { bodies: gone.iter().map(|it| it.body.clone()).collect() };
    let sources: HashSet<PassageId> = gone.iter().filter_map(|it| it.source_passage_id).collect();
    store::remove_take(&tx, kept.id, take).await?;
    release(cx, &tx, &desk, kept.id, &sources, Left::Part).await?;
    finish(cx, tx, kept.id, code, "consolidated.undo", Some(before), None).await
}

/// How much of a report may be left in the bloc's when it is released.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// A taking was undone: what is no longer there whole waits to be taken again.
    Part,
    /// The office removed what it does not want: that is its work on the report, until nothing is left of it.
    Nothing,
}

/// Reports that something was taken back of are accepted again, and no more than that. One without passages is in
/// the bloc's report as long as anything is. Those of units that do not report to the actor stay as they are.
async fn release(
    cx: &Context,
    tx: &DatabaseTransaction,
    desk: &Desk,
    id: ConsolidatedId,
    taken_back: &HashSet<PassageId>,
    at_most: Left,
) -> Result<()> {
    let left = store::sentences_of(tx, id).await?;
    let taken: HashSet<_> = left.iter().filter_map(|it| it.source_passage_id).collect();
    let published = ranked(tx, desk.period.id).await?;
    for report in store::reports_of(tx, desk.period.id).await? {
        let own: Vec<_> = published.iter().filter(|it| it.1 == report.id).map(|it| it.2.id).collect();
        let touched = own.iter().any(|it| taken_back.contains(it) && !taken.contains(it));
        let stands = own.iter().any(|it| taken.contains(it));
        let emptied = own.is_empty() && left.is_empty();
        let goes = touched && !(stands && at_most == Left::Nothing) || emptied;
        let receives = cx.actor.may(Permission::ReceiveReports, Scope::Unit(report.unit_id));
        if report.state == ReportState::Consolidated && goes && receives {
            reports::server::release(cx, tx, report.id).await?;
        }
    }
    Ok(())
}

/// The bloc's report of the period, begun when it was not.
async fn open(cx: &Context, tx: &DatabaseTransaction, desk: &Desk) -> Result<ConsolidatedId> {
    // One at a time, so that two offices do not take the same passage.
    store::hold(tx, desk.period.id).await?;
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

/// Sentences about to be added, one taking together.
struct Adding {
    of: ConsolidatedId,
    take: Uuid,
    /// First and last position of each sector.
    ends: HashMap<SectorId, (i32, i32)>,
    rows: Vec<sentence::ActiveModel>,
}

impl Adding {
    fn after(of: ConsolidatedId, rows: &[sentence::Model]) -> Self {
        let mut ends: HashMap<SectorId, (i32, i32)> = HashMap::new();
        for row in rows {
            let at = ends.entry(row.sector_id).or_insert((row.position, row.position));
            *at = (at.0.min(row.position), at.1.max(row.position));
        }
        Self { of, take: Uuid::now_v7(), ends, rows: Vec::new() }
    }

    fn last(&mut self, sector: SectorId) -> i32 {
        let at = self.ends.entry(sector).or_insert((1, 0));
        at.1 += 1;
        at.1
    }

    /// A sector with sentences gets a computed one behind them, like any other; an empty one begins with it.
    fn computed(&mut self, sector: SectorId, name: String, body: String) {
        let position = self.last(sector);
        self.rows.push(sentence::ActiveModel {
            id: Set(ConsolidatedSentenceId::fresh()),
            consolidated_id: Set(self.of),
            sector_id: Set(sector),
            position: Set(position),
            body: Set(body.clone()),
            source_passage_id: Set(None),
            source_revision: Set(0),
            source_body: Set(body.clone()),
            source_sentence: Set(Some(body)),
            source_block: Set(Some(name)),
            computed: Set(true),
            take: Set(Some(self.take)),
            revision: Set(1),
        });
    }

    fn passage(&mut self, passage: &Passage, wanted: impl Fn(usize) -> bool) {
        for (at, body) in sentences(&passage.body).into_iter().enumerate() {
            if !wanted(at) {
                continue;
            }
            let position = self.last(passage.sector);
            self.rows.push(sentence::ActiveModel {
                id: Set(ConsolidatedSentenceId::fresh()),
                consolidated_id: Set(self.of),
                sector_id: Set(passage.sector),
                position: Set(position),
                source_block: Set(block_of(passage, &body)),
                body: Set(body.clone()),
                source_passage_id: Set(Some(passage.id)),
                source_revision: Set(passage.revision),
                source_body: Set(passage.body.clone()),
                source_sentence: Set(Some(body)),
                computed: Set(false),
                take: Set(Some(self.take)),
                revision: Set(1),
            });
        }
    }

    fn told(&self) -> Told {
        let body = |it: &sentence::ActiveModel| it.body.clone().take();
        Told { bodies: self.rows.iter().filter_map(body).collect() }
    }
}

/// The paragraph that a sentence stands in.
fn block_of(passage: &Passage, sentence: &str) -> Option<String> {
    let blocks = passage.blocks();
    let lines = Block::lines(&blocks);
    lines.into_iter().find(|it| it.text(Lang::Vi).contains(sentence)).map(|it| it.id.to_owned())
}

pub async fn reword(
    cx: &Context,
    code: &str,
    id: ConsolidatedSentenceId,
    body: &str,
    seen: i64,
) -> Result<Consolidated> {
    let body = parse_required(body, LONGEST).map_err(|problem| FieldErrors::of("body", problem))?;
    let Begun { id: of, tx, rows, .. } = begin(cx, code).await?;
    let row = find(&rows, id)?;
    let changed = sentence::Model { body: body.clone(), ..row.clone() };
    if !store::update_sentence(&tx, changed, seen).await? {
        return Err(Error::Conflict);
    }
    let told = Told { bodies: vec![row.body.clone()] };
    finish(cx, tx, of, code, "consolidated.reword", Some(told), Some(Told { bodies: vec![body] })).await
}

/// The sentence stands although its source changed: from now on it is held against the source as it is.
pub async fn keep(cx: &Context, code: &str, id: ConsolidatedSentenceId, seen: i64) -> Result<Consolidated> {
    follow(cx, code, id, seen, false).await
}

/// The sentence becomes what its source says now.
///
/// # Errors
/// [`Denial::WrongState`] when nothing stands in its place.
pub async fn renew(cx: &Context, code: &str, id: ConsolidatedSentenceId, seen: i64) -> Result<Consolidated> {
    follow(cx, code, id, seen, true).await
}

/// Holds a sentence against its source as that is now, with the source's words or its own.
async fn follow(
    cx: &Context,
    code: &str,
    id: ConsolidatedSentenceId,
    seen: i64,
    renewed: bool,
) -> Result<Consolidated> {
    let desk = desk(cx, code).await?;
    let computed: HashMap<SectorId, Vec<String>> = {
        let sectors: Vec<SectorId> = desk.org.sectors.iter().map(|it| it.id).collect();
        let figures = figures(cx, &sectors, &desk.period).await?;
        let of = |sector: SectorId| -> Vec<_> {
            figures.iter().filter(|it| it.row.indicator.sector == sector).cloned().collect()
        };
        sectors.iter().map(|it| (*it, leads_of(&of(*it), &desk.period))).collect()
    };
    let Begun { id: of, tx, rows, .. } = begin(cx, code).await?;
    let row = find(&rows, id)?;
    let mut changed = row.clone();
    let now = match row.source_passage_id {
        None => {
            let leads = computed.get(&row.sector_id).map(Vec::as_slice).unwrap_or_default();
            let now = computed_now(row, leads);
            if let Some(now) = &now {
                changed.source_body.clone_from(now);
            }
            now
        }
        Some(passage) => {
            let published = ranked(&tx, desk.period.id).await?;
            let source = published
                .into_iter()
                .map(|it| it.2)
                .find(|it| it.id == passage)
                .ok_or(Error::Denied(Denial::NotPublished))?;
            let then = taken_as(row);
            let now = match trace(&then, &row.source_body, &source.body) {
                Trace::Same => Some(then),
                Trace::Changed(now) => Some(now),
                Trace::Gone => None,
            };
            if let Some(now) = &now {
                changed.source_block = block_of(&source, now);
            }
            changed.source_revision = source.revision;
            changed.source_body = source.body;
            now
        }
    };
    if renewed {
        changed.body = now.clone().ok_or(Denial::WrongState)?;
    }
    changed.source_sentence = Some(now.unwrap_or_default());
    let before = Told { bodies: vec![row.body.clone(), row.source_body.clone()] };
    let after = Told { bodies: vec![changed.body.clone(), changed.source_body.clone()] };
    if !store::update_sentence(&tx, changed, seen).await? {
        return Err(Error::Conflict);
    }
    let action = if renewed { "consolidated.renew" } else { "consolidated.keep" };
    finish(cx, tx, of, code, action, Some(before), Some(after)).await
}

pub async fn remove(cx: &Context, code: &str, id: ConsolidatedSentenceId, seen: i64) -> Result<Consolidated> {
    let Begun { desk, id: of, tx, rows } = begin(cx, code).await?;
    let row = find(&rows, id)?;
    if !store::remove_sentence(&tx, id, seen).await? {
        return Err(Error::Conflict);
    }
    let sources = row.source_passage_id.into_iter().collect();
    release(cx, &tx, &desk, of, &sources, Left::Nothing).await?;
    let told = Told { bodies: vec![row.body.clone()] };
    finish(cx, tx, of, code, "consolidated.remove", Some(told), None).await
}

/// Moves a sentence one place within its sector; at the end it stays where it is.
pub async fn move_sentence(
    cx: &Context,
    code: &str,
    id: ConsolidatedSentenceId,
    up: bool,
    seen: i64,
) -> Result<Consolidated> {
    let Begun { id: of, tx, rows, .. } = begin(cx, code).await?;
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
    finish(cx, tx, of, code, "consolidated.move", Some(told), None).await
}

/// Work on a report that has been begun.
struct Begun {
    desk: Desk,
    id: ConsolidatedId,
    tx: DatabaseTransaction,
    rows: Vec<sentence::Model>,
}

/// Asks for the permission, then opens the transaction with the sentences as they stand in it.
async fn begin(cx: &Context, code: &str) -> Result<Begun> {
    let desk = desk(cx, code).await?;
    desk.require(cx)?;
    let tx = cx.write().await?;
    // One at a time, so that two who remove the last sentences of a report see each other's work.
    store::hold(&tx, desk.period.id).await?;
    let kept = store::consolidated_of(&tx, desk.period.id, desk.bloc.id).await?.ok_or(Error::NotFound)?;
    let rows = store::sentences_of(&tx, kept.id).await?;
    Ok(Begun { desk, id: kept.id, tx, rows })
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

/// Which passages of a report stand in the bloc's report, with how many sentences; none of a report that the
/// actor may not see.
pub async fn taken_of(cx: &Context, id: ReportId) -> Result<Taken> {
    let row = store::report(&cx.db, id).await?;
    let Some(row) = row.filter(|it| reports::may_see(&cx.actor, it.unit_id, it.state)) else {
        return Ok(Taken::default());
    };
    let period = period::server::find(&cx.db, row.period_id).await?.code;
    let own: Vec<PassageId> = store::passages_of(&cx.db, [id]).await?.into_iter().map(|it| it.id).collect();
    let mut counts = HashMap::new();
    for passage in store::sources(&cx.db, &own).await? {
        *counts.entry(passage).or_insert(0) += 1;
    }
    Ok(Taken { period, passages: own.into_iter().filter_map(|it| Some((it, *counts.get(&it)?))).collect() })
}
