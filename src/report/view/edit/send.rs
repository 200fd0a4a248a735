//! Sending what is typed, and what becomes of the answers. One request is on its way at a time.

use super::form::{COLUMNS, Form, Link, Mark, PassageChoice, Theirs};
use crate::error::{Error, Result};
use crate::id::PassageId;
use crate::indicator::parse_cell;
use crate::report::grid::{Place, place_of};
use crate::report::queue::Pending;
use crate::report::{
    CellEdit, CellOutcome, PassageHead,
    api::{describe_passage, remove_passage, save_cells},
    cell_text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long typing rests before it is sent.
const IDLE: Duration = Duration::from_millis(500);
/// The most cells in one request: a long paste does not hold up the others.
const MOST: usize = 200;
/// The longest pause between two attempts.
const LONGEST_PAUSE: u64 = 30;

type CellPending = Pending<super::form::CellKey, String, String>;
type PassagePending = Pending<PassageId, PassageChoice, i64>;

impl Form {
    /// Sends once typing rests.
    pub fn schedule(self) {
        self.wake_after(IDLE);
    }

    fn wake_after(self, pause: Duration) {
        if let Some(Some(earlier)) = self.timer.try_get_value() {
            earlier.clear();
        }
        let timer = set_timeout_with_handle(move || self.flush(), pause).ok();
        self.timer.try_set_value(timer);
    }

    /// Sends at once what can be sent.
    pub fn flush(self) {
        if self.busy.try_get_value() != Some(false) {
            return;
        }
        self.check();
        let cells = self.cell_queue.try_update_value(|it| it.take(MOST)).unwrap_or_default();
        let passages = self.passage_queue.try_update_value(|it| it.take(MOST)).unwrap_or_default();
        self.count();
        if cells.is_empty() && passages.is_empty() {
            if self.waiting.try_get_untracked() == Some((0, 0)) {
                self.link.try_set(Link::Idle);
            }
            return;
        }
        for it in &cells {
            self.keep_cell(it.key);
            self.mark_cell(it, Mark::Saving);
        }
        for it in &passages {
            self.keep_passage(it.key);
            if let Some(passage) = self.passage(it.key) {
                passage.mark.set(Mark::Saving);
            }
        }
        self.busy.set_value(true);
        if self.link.get_untracked() == Link::Idle {
            self.link.set(Link::Saving);
        }
        spawn_local(async move { self.deliver(cells, passages).await });
    }

    /// Holds back what can only be refused and forgets what came back to what it was.
    fn check(self) {
        let waiting =
            self.cell_queue.try_with_value(|queue| queue.ready().map(|it| it.key).collect::<Vec<_>>());
        for key in waiting.unwrap_or_default() {
            let Some((_, row)) = self.row_of(key.0) else { continue };
            let place = place_of(key.1);
            let value = self.cell_queue.with_value(|queue| queue.get(key).map(|it| it.value.clone()));
            let Some(value) = value.filter(|_| !self.settle_unchanged(&row, place)) else { continue };
            if let Err(problem) = parse_cell(&row.indicator, key.1, &value) {
                self.cell_queue.update_value(|queue| queue.hold(key));
                row.cells[place].mark.set(Mark::Refused(problem));
            }
        }
    }

    async fn deliver(self, cells: Vec<CellPending>, passages: Vec<PassagePending>) {
        let mut outcome = Ok(());
        if !cells.is_empty() {
            let edits = cells.iter().map(cell_edit).collect();
            outcome =
                save_cells(self.report, edits, Some(self.person)).await.map(|it| self.take_cells(&cells, it));
        }
        if outcome.is_ok() && !passages.is_empty() {
            outcome = self.deliver_choices(&passages).await;
        }
        // The form may have been left meanwhile; what was not answered is still in localStorage.
        if self.busy.try_get_value().is_none() {
            return;
        }
        self.busy.set_value(false);
        match outcome {
            Ok(()) => {
                self.failures.set_value(0);
                self.link.set(Link::Idle);
                let more = self.cell_queue.with_value(|it| it.is_ready())
                    || self.passage_queue.with_value(|it| it.is_ready());
                let typing = self.entered.with_value(Option::is_some);
                if more && typing && self.cell_queue.with_value(|it| it.ready().count() < MOST) {
                    self.schedule();
                } else if more {
                    // The rest of something long.
                    self.wake_after(Duration::ZERO);
                }
            }
            Err(error) => self.fail(&cells, &passages, error),
        }
        self.count();
    }

    fn fail(self, cells: &[CellPending], passages: &[PassagePending], error: Error) {
        self.cell_queue.update_value(|it| it.failed());
        self.passage_queue.update_value(|it| it.failed());
        for it in cells.iter().filter(|it| self.cell_queue.with_value(|queue| queue.get(it.key).is_some())) {
            self.mark_cell(it, Mark::Unsent);
        }
        for it in passages {
            if let Some(passage) = self.passage(it.key).filter(|it| it.mark.get_untracked() == Mark::Saving) {
                passage.mark.set(Mark::Unsent);
            }
        }
        let failures = self.failures.get_value();
        self.failures.set_value(failures + 1);
        let pause = Duration::from_secs((1 << failures.min(5)).min(LONGEST_PAUSE));
        match error {
            Error::SignedOut => {
                self.link.set(Link::SignedOut);
                self.wake_after(Duration::from_secs(LONGEST_PAUSE));
            }
            Error::Offline | Error::Fault(_) | Error::Conflict => {
                self.link.set(Link::Lost);
                self.wake_after(pause);
            }
            refusal => self.link.set(Link::Stopped(refusal)),
        }
    }

    fn take_cells(self, cells: &[CellPending], outcomes: Vec<CellOutcome>) {
        for (sent, outcome) in cells.iter().zip(outcomes) {
            let Some((index, row)) = self.row_of(sent.key.0) else { continue };
            let place = place_of(sent.key.1);
            match outcome {
                CellOutcome::Saved { figure, at } => {
                    let base = cell_text(&figure, sent.key.1);
                    let settled = self.cell_queue.try_update_value(|it| it.saved(sent.key, base));
                    if settled == Some(true) {
                        row.cells[place].mark.set(Mark::Saved);
                    }
                    self.keep_cell(sent.key);
                    self.take_figure(index, &row, figure);
                    self.saved_at.set(Some(at));
                }
                CellOutcome::Refused(problem) => {
                    if self.cell_queue.try_update_value(|it| it.refused(sent.key)) == Some(true) {
                        row.cells[place].mark.set(Mark::Refused(problem));
                    }
                    self.keep_cell(sent.key);
                }
                CellOutcome::Conflict { theirs, writer } => {
                    self.cell_queue.update_value(|it| {
                        it.refused(sent.key);
                        it.hold(sent.key);
                    });
                    let text = cell_text(&theirs, sent.key.1);
                    row.cells[place].mark.set(Mark::Conflict(Theirs { text, writer }));
                    self.keep_cell(sent.key);
                    self.take_figure(index, &row, theirs);
                }
            }
        }
    }

    /// One after the other: a page has few, and each is its own.
    async fn deliver_choices(self, passages: &[PassagePending]) -> Result<()> {
        for sent in passages {
            let PassageChoice { sector, kind, grade, removed } = sent.value;
            let known = self.passage(sent.key);
            let writer = Some(self.person);
            // One that was never told of is told of first: its words may have gone before.
            if !removed || known.is_some_and(|it| !it.made.get_untracked()) {
                let head = PassageHead { id: sent.key, sector, kind, grade };
                describe_passage(self.report, head, writer).await?;
            }
            if removed {
                remove_passage(self.report, sent.key, writer).await?;
            }
            // The form may have been left meanwhile.
            let Some(settled) = self.passage_queue.try_update_value(|it| it.saved(sent.key, 0)) else {
                return Ok(());
            };
            self.keep_passage(sent.key);
            if let Some(passage) = known {
                passage.made.set(true);
                if settled {
                    passage.mark.set(Mark::Saved);
                }
            }
            if removed {
                self.passages.update(|all| all.retain(|it| it.id != sent.key));
            }
            let now = self.since.get_value();
            self.saved_at.update(|at| *at = Some(at.map_or(now, |it| it.max(now))));
        }
        Ok(())
    }

    fn mark_cell(self, pending: &CellPending, mark: Mark<Theirs>) {
        if let Some((_, row)) = self.row_of(pending.key.0) {
            row.cells[place_of(pending.key.1)].mark.set(mark);
        }
    }

    /// The writer has seen the other value and keeps their own.
    pub fn keep_mine(self, index: usize, place: usize) {
        let Some(row) = self.row(index) else { return };
        let key = (row.indicator.id, COLUMNS[place]);
        let theirs = row.figure.with_untracked(|it| cell_text(it, key.1));
        self.cell_queue.update_value(|it| it.insist(key, theirs));
        row.cells[place].mark.set(Mark::Unsent);
        self.keep_cell(key);
        self.focus(Place::new(index, place));
        self.flush();
    }

    /// The writer gives up their own.
    pub fn take_theirs(self, index: usize, place: usize) {
        let Some(row) = self.row(index) else { return };
        let key = (row.indicator.id, COLUMNS[place]);
        self.cell_queue.update_value(|it| it.drop(key));
        self.keep_cell(key);
        let theirs = row.figure.with_untracked(|it| cell_text(it, key.1));
        self.show(Place::new(index, place), &theirs);
        row.cells[place].text.set(theirs);
        row.cells[place].mark.set(Mark::Rest);
        self.focus(Place::new(index, place));
        self.count();
    }
}

fn cell_edit(pending: &CellPending) -> CellEdit {
    CellEdit {
        indicator: pending.key.0,
        column: pending.key.1,
        text: pending.value.clone(),
        base: pending.base.clone(),
        sent: pending.sent.clone(),
    }
}
