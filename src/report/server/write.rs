//! Autosave: what was typed is kept at once, cell by cell and passage by passage.

use super::entity::{passage, report};
use super::{document::Writing, store};
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Error, Problem, Result};
use crate::id::{IndicatorId, PersonId, ReportId};
use crate::indicator::server::{figure, trace};
use crate::indicator::{Column, Indicator};
use crate::live::server::Topic;
use crate::number::Number;
use crate::org::server::Known;
use crate::period::Period;
use crate::report::{
    CellEdit, CellOutcome, Passage, PassageEdit, PassageOutcome, Verdict, Writer, may_write,
};
use crate::server::{Change, Context, record_change};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use std::collections::HashMap;
use tokio::try_join;

/// The most edits that are taken at once.
const MOST: usize = 1000;
/// So many cells of one form are kept together with those of others.
const FEW: usize = 20;
/// The most passages that one report has.
const MOST_PASSAGES: u64 = 500;

/// Keeps the cells, together with those that are typed elsewhere at the same moment. A refused one does not hold up
/// the others; one that is held already counts as saved.
///
/// # Errors
/// None of the cells is kept when the report may not be written into, or when they are more than a form sends.
pub async fn save_cells(cx: &Context, id: ReportId, edits: Vec<CellEdit>) -> Result<Vec<CellOutcome>> {
    if edits.len() > MOST {
        return Err(Error::TooMany(MOST as u64));
    }
    let typed = Typed::of(cx, id, edits).await?;
    if typed.goes_with_others() { super::typed::take(typed).await } else { typed.keep_alone().await }
}

/// As [`save_cells`], however many they are: a whole workbook.
pub(super) async fn keep_cells(cx: &Context, id: ReportId, edits: Vec<CellEdit>) -> Result<Vec<CellOutcome>> {
    Typed::of(cx, id, edits).await?.keep_alone().await
}

/// Cells on their way in, with what is looked up before there is a transaction: definitions and last year's figures
/// do not change under a form.
pub(super) struct Typed {
    pub cx: Context,
    pub report: ReportId,
    period: Period,
    ground: Ground,
    edits: Vec<CellEdit>,
}

impl Typed {
    async fn of(cx: &Context, report: ReportId, edits: Vec<CellEdit>) -> Result<Self> {
        let (row, org) = try_join!(store::row(&cx.db, report), crate::org::server::arrived(cx))?;
        let period = crate::period::server::known(cx, &org).await?.find(row.period_id)?.clone();
        let ground = Ground::of(cx, &row, &org, &period, &indicators_of(&edits)).await?;
        Ok(Self { cx: cx.clone(), report, period, ground, edits })
    }

    /// A few cells, and no targets: those are locked for the unit's year, after which nothing else may be waited for.
    fn goes_with_others(&self) -> bool {
        self.edits.len() <= FEW && self.edits.iter().all(|it| it.column != Column::Target)
    }

    async fn keep_alone(self) -> Result<Vec<CellOutcome>> {
        let tx = self.cx.write().await?;
        let (outcomes, written) = self.keep(&tx).await?;
        tx.commit().await?;
        if written {
            self.cx.hub.announce(Topic::Figures { report: self.report });
        }
        Ok(outcomes)
    }

    /// Keeps them where the actor may write into the report now; and whether anything was written.
    pub async fn keep(&self, tx: &DatabaseTransaction) -> Result<(Vec<CellOutcome>, bool)> {
        let row = writable(&self.cx, tx, self.report).await?;
        keep_cells_in(&self.cx, tx, &row, &self.period, &self.ground, &self.edits).await
    }
}

/// As [`keep_cells`], within a transaction that holds the report's row; and whether anything was written, which
/// those who follow the figures are told once it is committed.
pub(super) async fn keep_cells_in(
    cx: &Context,
    tx: &DatabaseTransaction,
    row: &report::Model,
    period: &Period,
    ground: &Ground,
    edits: &[CellEdit],
) -> Result<(Vec<CellOutcome>, bool)> {
    let ids = indicators_of(edits);
    let place = store::place(row, period);
    let last = figure::LastYear::Figures(ground.priors.clone());
    let mut desk = figure::Desk::laid(tx, place, Some(&ids), last).await?;
    // Each is judged by what was there before any of them.
    let before: HashMap<_, _> = ids.iter().map(|it| (*it, desk.figure(*it))).collect();
    let mut verdicts = Vec::with_capacity(edits.len());
    for edit in edits {
        let Some(indicator) = ground.askable.get(&edit.indicator).filter(|it| it.is_due_in(period)) else {
            verdicts.push(Verdict::Refuse(Problem::Unknown));
            continue;
        };
        let verdict = edit.judge(indicator, &before[&edit.indicator]);
        if let Verdict::Write(cell) = &verdict {
            desk.write(cx, tx, place, edit.indicator, edit.column, cell).await?;
        }
        verdicts.push(verdict);
    }
    let written = verdicts.iter().any(|it| matches!(it, Verdict::Write(_)));
    let mut writers = conflicts(tx, row, period, edits, &verdicts).await?;
    let held = |id| desk.figure(id);
    let at = cx.now();
    let outcomes = edits.iter().zip(verdicts).map(|(edit, verdict)| match verdict {
        Verdict::Held | Verdict::Write(_) => CellOutcome::Saved { figure: held(edit.indicator), at },
        Verdict::Refuse(problem) => CellOutcome::Refused(problem),
        Verdict::Conflict => CellOutcome::Conflict {
            theirs: held(edit.indicator),
            writer: writers.remove(&(edit.indicator, edit.column)),
        },
    });
    Ok((outcomes.collect(), written))
}

/// The indicators that these edits are of, each once.
fn indicators_of(edits: &[CellEdit]) -> Vec<IndicatorId> {
    let mut ids: Vec<IndicatorId> = edits.iter().map(|it| it.indicator).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Who wrote what stands in the cells that are in conflict.
async fn conflicts(
    tx: &DatabaseTransaction,
    row: &report::Model,
    period: &Period,
    edits: &[CellEdit],
    verdicts: &[Verdict],
) -> Result<HashMap<(IndicatorId, Column), Writer>> {
    let mut found = HashMap::new();
    for (edit, _) in edits.iter().zip(verdicts).filter(|(_, it)| **it == Verdict::Conflict) {
        let (indicator, column) = (edit.indicator, edit.column);
        let last = trace::last_writer(tx, row.id, row.unit_id, period.year, indicator, column).await?;
        if let Some((person, at)) = last {
            let name = crate::identity::server::names(tx, &[person]).await?.remove(&person);
            found.insert((indicator, column), Writer { person, name: name.unwrap_or_default(), at });
        }
    }
    Ok(found)
}

/// Whether the session is that of the person who wrote.
///
/// # Errors
/// [`Error::SignedOut`] where it is another's.
pub fn require_writer(cx: &Context, writer: Option<PersonId>) -> Result<()> {
    if writer.is_none_or(|it| it == cx.actor.person) { Ok(()) } else { Err(Error::SignedOut) }
}

/// What cells are judged by and shown with.
pub(super) struct Ground {
    /// The indicators, of those that are written to, that the report may be told of.
    askable: HashMap<IndicatorId, Indicator>,
    /// Their figures of last year.
    priors: Vec<(IndicatorId, Number)>,
}

impl Ground {
    pub async fn of(
        cx: &Context,
        row: &report::Model,
        org: &Known,
        period: &Period,
        indicators: &[IndicatorId],
    ) -> Result<Self> {
        let periods = crate::period::server::known(cx, org).await?;
        let last = figure::LastYear::Period(periods.year_before(period).map(|it| it.id));
        let (asked, priors) = try_join!(
            Box::pin(store::asked(cx, row, org, period, indicators)),
            Box::pin(figure::priors(&cx.db, store::place(row, period), Some(indicators), last))
        )?;
        Ok(Self { askable: asked.indicators.into_iter().map(|it| (it.id, it)).collect(), priors })
    }
}

/// The report's row, locked, when the actor may write into it now.
pub(super) async fn writable(cx: &Context, tx: &DatabaseTransaction, id: ReportId) -> Result<report::Model> {
    let row = store::locked_row(tx, id).await?;
    let shut = is_shut(cx, tx, &row).await?;
    require_writable(cx, &row, shut)?;
    Ok(row)
}

/// Whether the report's period takes nothing more from its unit, as the transaction sees it.
pub(super) async fn is_shut(cx: &Context, tx: &DatabaseTransaction, row: &report::Model) -> Result<bool> {
    let period = crate::period::server::find(tx, row.period_id).await?;
    crate::period::server::is_closed(tx, &period, row.unit_id, cx.today()).await
}

/// Refuses whoever may not write into the report now. Its row must be locked.
pub(super) fn require_writable(cx: &Context, row: &report::Model, shut: bool) -> Result<()> {
    cx.actor.require(Permission::WriteReport, Scope::Unit(row.unit_id))?;
    if !may_write(&cx.actor, row.unit_id, row.state) {
        return Err(Denial::WrongState.into());
    }
    if shut { Err(Denial::Locked.into()) } else { Ok(()) }
}

/// Keeps the passages in one transaction, as [`save_cells`] does cells.
pub async fn save_passages(
    cx: &Context,
    id: ReportId,
    edits: Vec<PassageEdit>,
) -> Result<Vec<PassageOutcome>> {
    if edits.len() > MOST {
        return Err(Error::TooMany(MOST as u64));
    }
    let (row, org) = try_join!(store::row(&cx.db, id), crate::org::server::arrived(cx))?;
    let period = crate::period::server::known(cx, &org).await?.find(row.period_id)?.clone();
    let sectors = store::asked(cx, &row, &org, &period, &[]).await?.sectors;

    let tx = cx.write().await?;
    writable(cx, &tx, id).await?;
    let mut document = Writing::begin(cx, &tx, id).await?;
    let mut outcomes = Vec::with_capacity(edits.len());
    for edit in edits {
        let found = store::passage(&tx, edit.id).await?;
        let known = sectors.iter().any(|it| it.id == edit.sector)
            || found.as_ref().is_some_and(|it| it.sector_id == edit.sector);
        if !known || found.as_ref().is_some_and(|it| it.report_id != id) {
            outcomes.push(PassageOutcome::Refused(Problem::Unknown));
        } else {
            outcomes.push(save_passage(cx, &tx, &mut document, id, found, edit).await?);
        }
    }
    let document = document.finish(cx, &tx).await?;
    tx.commit().await?;
    document.tell();
    Ok(outcomes)
}

async fn save_passage(
    cx: &Context,
    tx: &DatabaseTransaction,
    document: &mut Writing,
    report: ReportId,
    found: Option<passage::Model>,
    edit: PassageEdit,
) -> Result<PassageOutcome> {
    let at = cx.now();
    let removes = edit.body.trim().is_empty();
    let draft = match edit.parse() {
        Ok(draft) => Some(draft),
        Err(_) if removes => None,
        Err(problem) => return Ok(PassageOutcome::Refused(problem)),
    };
    if let Some(found) = &found {
        let same = match &draft {
            Some(draft) => found.body == draft.body && found.kind == draft.kind && found.grade == draft.grade,
            None => found.body.is_empty(),
        };
        let seen = found.revision == edit.seen || edit.sent.iter().any(|it| it.trim() == found.body);
        match (same, seen) {
            (true, _) if removes => return Ok(PassageOutcome::Removed { at }),
            (true, _) => return Ok(PassageOutcome::Saved { passage: found.clone().into(), at }),
            (false, true) => {}
            (false, false) => return Ok(PassageOutcome::Conflict { theirs: found.clone().into() }),
        }
    } else if removes {
        return Ok(PassageOutcome::Removed { at });
    }

    let is_new = found.is_none();
    let before = found.clone().map(Passage::from);
    let mut after = match found {
        Some(found) => found,
        None => passage::Model {
            id: edit.id,
            report_id: report,
            sector_id: edit.sector,
            kind: edit.kind,
            position: next_position(tx, report).await?,
            body: String::new(),
            content: None,
            grade: None,
            revision: 0,
            updated_at: at,
            updated_by: None,
            sample: false,
        },
    };
    // The row of a removed one stays: a consolidated sentence may rest on it, and shows that its source is gone.
    let body = draft.as_ref().map_or("", |it| it.body.as_str());
    let (body, content) = document.write(edit.id, body)?;
    (after.body, after.content) = (body, Some(content));
    if let Some(draft) = draft {
        (after.kind, after.grade) = (draft.kind, draft.grade);
    }
    after.revision += 1;
    after.updated_at = at;
    after.updated_by = Some(cx.actor.person);
    after.sample = false;
    let stored = passage::ActiveModel::from(after.clone()).reset_all();
    if is_new {
        passage::Entity::insert(stored).exec_without_returning(tx).await?;
    } else {
        passage::Entity::update(stored).exec(tx).await?;
    }
    let passage = Passage::from(after);
    let change = Change {
        action: if removes { "passage.remove" } else { "passage.write" },
        kind: "passage",
        id: edit.id.0,
        before: before.as_ref(),
        after: Some(&passage),
    };
    record_change(cx, tx, change).await?;
    document.describe(&passage, removes);
    Ok(if removes { PassageOutcome::Removed { at } } else { PassageOutcome::Saved { passage, at } })
}

/// Where a further passage stands.
///
/// # Errors
/// [`Error::TooMany`] when the report has as many as it may, the removed ones among them: their text stays in the
/// document.
pub(super) async fn next_position(tx: &DatabaseTransaction, report: ReportId) -> Result<i32> {
    let known = passage::Entity::find().filter(passage::Column::ReportId.eq(report)).count(tx).await?;
    if known >= MOST_PASSAGES {
        return Err(Error::TooMany(MOST_PASSAGES));
    }
    let last = passage::Entity::find()
        .filter(passage::Column::ReportId.eq(report))
        .order_by_desc(passage::Column::Position)
        .one(tx)
        .await?;
    Ok(last.map_or(1, |it| it.position + 1))
}
