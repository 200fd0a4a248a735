//! The passages as they are read, drawn from the document.

use super::room::{Held, Open};
use super::store;
use crate::error::{Error, Result};
use crate::id::{PassageId, ReportId};
use crate::indicator::{Figure, Indicator};
use crate::report::server::entity::{passage, report};
use crate::report::server::store as reports;
use crate::report::{Amount, Block, Passage, Shown};
use crate::server::{Change, Context, record_going_on};
use chrono::Duration;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use std::collections::HashMap;
use tokio::try_join;

/// Updates after which the document is kept as one state, so that opening it stays cheap.
const FOLD: i64 = 200;
/// How long somebody's writing of a passage is one piece of work for the audit, which would else keep the whole
/// passage for each second of typing.
const ONE_PIECE: Duration = Duration::minutes(5);

/// The report's figures, for the sentences that tell them. Read only when a sentence does.
#[derive(Default)]
pub struct Figures(HashMap<String, (Indicator, Figure)>);

impl Figures {
    pub async fn read(tx: &DatabaseTransaction, row: &report::Model) -> Result<Self> {
        let period = crate::period::server::find(tx, row.period_id).await?;
        let place = reports::place(row, &period);
        let mut figures = crate::indicator::server::figure::figures(tx, place).await?;
        let all = crate::indicator::server::all(tx).await?;
        let known = all.into_iter().map(|it| {
            let figure = figures.remove(&it.id).unwrap_or_else(|| Figure::untouched(it.id));
            (it.code.clone(), (it, figure))
        });
        Ok(Self(known.collect()))
    }

    pub fn look_up(&self, code: &str, show: Shown) -> Option<Amount> {
        let (indicator, figure) = self.0.get(code)?;
        Amount::of(show, indicator, figure)
    }
}

/// Brings the stored passages up to the document. What changed counts as a write of whoever sent the last
/// update.
pub async fn project(
    cx: &Context,
    tx: &DatabaseTransaction,
    report: &report::Model,
    open: Open,
) -> Result<(Open, Figures)> {
    let rows = store::passages(tx, report.id).await?;
    let asked: Vec<_> = rows.iter().map(|it| (it.id, it.content.is_some())).collect();
    let (open, mut read) = open
        .attempt(move |held| Ok(read_all(held, &asked)))
        .await
        .map_err(|_| Error::from_cause(&"a document cannot be read"))?;
    let has_figures = read.values().flatten().any(|it| Block::have_figures(it));
    let figures = if has_figures { Figures::read(tx, report).await? } else { Figures::default() };
    let author = store::last_update(tx, report.id).await?.and_then(|it| it.1);
    for row in rows {
        let Some(Some(mut blocks)) = read.remove(&row.id) else { continue };
        if has_figures {
            Block::refresh(&mut blocks, &|code, show| figures.look_up(code, show));
        }
        let content = json(&blocks)?;
        let body = Block::body(&blocks);
        if row.content.as_deref() == Some(&content) && row.body == body {
            continue;
        }
        let rewritten = row.body != body;
        let change = passage::ActiveModel {
            id: Set(row.id),
            body: Set(body),
            content: Set(Some(content)),
            revision: Set(row.revision + i64::from(rewritten)),
            updated_at: Set(if rewritten { cx.now() } else { row.updated_at }),
            updated_by: Set(if rewritten { author.or(row.updated_by) } else { row.updated_by }),
            sample: Set(row.sample && !rewritten),
            ..Default::default()
        };
        let before = Passage::from(row);
        let after = Passage::from(passage::Entity::update(change).exec(tx).await?);
        if rewritten {
            tell(cx, tx, author, before, after).await?;
        }
    }
    let state =
        (open.held.number - open.held.folded >= FOLD).then(|| (open.held.number, open.held.document.whole()));
    let (mut open, folded) = (open, state.as_ref().map(|it| (it.0, it.1.len())));
    store::keep_document(tx, report.id, state, open.held.number).await?;
    if let Some((number, size)) = folded {
        store::prune(tx, report.id, number).await?;
        open.held.folded = number;
        open.held.size = size;
    }
    Ok((open, figures))
}

/// Each passage's blocks, without figures; nothing for one whose text was never in the document.
fn read_all(held: &mut Held, asked: &[(PassageId, bool)]) -> HashMap<PassageId, Option<Vec<Block>>> {
    let read = |id: PassageId, was_in: bool| {
        (was_in || !held.document.is_bare(id)).then(|| held.document.read(id, &|_, _| None))
    };
    asked.iter().map(|(id, was_in)| (*id, read(*id, *was_in))).collect()
}

pub fn json(blocks: &[Block]) -> Result<String> {
    serde_json::to_string(blocks).map_err(|cause| Error::from_cause(&cause))
}

/// Audits a passage that was written together, in the name of who wrote last.
async fn tell(
    cx: &Context,
    tx: &DatabaseTransaction,
    author: Option<crate::id::PersonId>,
    mut before: Passage,
    mut after: Passage,
) -> Result<()> {
    let mut cx = cx.clone();
    if let Some(author) = author.filter(|it| *it != cx.actor.person) {
        cx.actor.person = author;
        cx.session = None;
    }
    // The text says it once.
    (before.content, after.content) = (Vec::new(), Vec::new());
    let change = Change {
        action: "passage.write",
        kind: "passage",
        id: after.id.0,
        before: Some(before),
        after: Some(after),
    };
    record_going_on(&cx, tx, change, ONE_PIECE).await
}

/// Whether updates have come that the stored passages do not show.
pub async fn is_behind(cx: &Context, report: ReportId) -> Result<bool> {
    let (last, projected) = try_join!(store::last_update(&cx.db, report), store::projected(&cx.db, report))?;
    Ok(last.is_some_and(|(last, _)| last > projected))
}
