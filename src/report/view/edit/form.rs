//! The state of the form: what stands in each cell and passage, and what of it is not kept yet.

use super::memory::Memory;
use crate::error::{Error, Problem};
use crate::id::{IndicatorId, PassageId, PersonId, ReportId, SectorId};
use crate::indicator::{Column, Figure, Indicator};
use crate::report::queue::Queue;
use crate::report::{Grade, Passage, PassageKind, ReportSheet, cell_text, same_cell};
use crate::time::Instant;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;
use serde::{Deserialize, Serialize};

/// The columns that are typed into, from left to right.
pub const COLUMNS: [Column; 5] =
    [Column::Target, Column::Actual, Column::Prior, Column::NotApplicable, Column::Reason];

/// How it stands with the connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Link {
    #[default]
    Idle,
    Saving,
    /// The last attempt did not arrive; the next comes by itself.
    Lost,
    SignedOut,
    /// The server will not take anything more, and why.
    Stopped(Error),
}

/// How it stands with one cell or passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mark<T> {
    #[default]
    Rest,
    /// Typed, not sent.
    Unsent,
    Saving,
    Saved,
    Refused(Problem),
    /// Someone else's value stands on the server.
    Conflict(T),
}

#[derive(Clone, Copy)]
pub struct CellState {
    pub text: RwSignal<String>,
    pub mark: RwSignal<Mark<String>>,
}

/// One row of the grid.
#[derive(Clone)]
pub struct Row {
    pub indicator: Indicator,
    /// As the server last told it.
    pub figure: RwSignal<Figure>,
    /// In the order of [`COLUMNS`].
    pub cells: [CellState; 5],
}

/// What is typed of a passage. An empty body asks for its removal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageText {
    pub sector: SectorId,
    pub kind: PassageKind,
    pub grade: Option<Grade>,
    pub body: String,
}

#[derive(Clone, Copy)]
pub struct PassageState {
    pub id: PassageId,
    pub sector: SectorId,
    pub kind: RwSignal<PassageKind>,
    pub grade: RwSignal<Option<Grade>>,
    pub body: RwSignal<String>,
    /// The revision that the writer saw; 0 before the first.
    pub seen: RwSignal<i64>,
    pub mark: RwSignal<Mark<Passage>>,
    /// Emptied without having been removed.
    pub emptied: RwSignal<bool>,
    pub area: NodeRef<html::Textarea>,
}

pub type CellKey = (IndicatorId, Column);

/// Everything of one open form. Copied freely into event handlers.
#[derive(Clone, Copy)]
pub struct Form {
    pub report: ReportId,
    pub rows: StoredValue<Vec<Row>>,
    pub passages: RwSignal<Vec<PassageState>>,
    pub cell_queue: StoredValue<Queue<CellKey, String, String>>,
    pub passage_queue: StoredValue<Queue<PassageId, PassageText, i64>>,
    pub memory: StoredValue<Memory>,
    pub link: RwSignal<Link>,
    pub saved_at: RwSignal<Option<Instant>>,
    /// Edits that are not kept yet, and those of them that wait for the writer.
    pub waiting: RwSignal<(usize, usize)>,
    pub timer: StoredValue<Option<TimeoutHandle>>,
    pub busy: StoredValue<bool>,
    /// Attempts in a row that did not arrive.
    pub failures: StoredValue<u32>,
    /// The cell being edited and what stood there when it was entered.
    pub entered: StoredValue<Option<(usize, usize, String)>>,
}

impl Form {
    pub fn new(sheet: &ReportSheet, person: PersonId) -> Self {
        let sections = &sheet.sections;
        let due = sections.iter().flat_map(|it| &it.rows).filter(|it| it.due);
        let rows = due.map(|it| Row {
            cells: COLUMNS.map(|column| CellState {
                text: RwSignal::new(cell_text(&it.figure, column)),
                mark: RwSignal::new(Mark::Rest),
            }),
            figure: RwSignal::new(it.figure.clone()),
            indicator: it.indicator.clone(),
        });
        let passages = sections.iter().flat_map(|it| &it.passages).map(PassageState::new);
        Self {
            report: sheet.report.id,
            rows: StoredValue::new(rows.collect()),
            passages: RwSignal::new(passages.collect()),
            cell_queue: StoredValue::new(Queue::default()),
            passage_queue: StoredValue::new(Queue::default()),
            memory: StoredValue::new(Memory::new(person, sheet.report.id)),
            link: RwSignal::new(Link::Idle),
            saved_at: RwSignal::new(None),
            waiting: RwSignal::new((0, 0)),
            timer: StoredValue::new(None),
            busy: StoredValue::new(false),
            failures: StoredValue::new(0),
            entered: StoredValue::new(None),
        }
    }

    /// The row of an indicator with its number.
    pub fn row_of(&self, indicator: IndicatorId) -> Option<(usize, Row)> {
        self.rows.try_with_value(|rows| {
            let index = rows.iter().position(|it| it.indicator.id == indicator)?;
            Some((index, rows.get(index)?.clone()))
        })?
    }

    pub fn row(&self, index: usize) -> Option<Row> {
        self.rows.try_with_value(|rows| rows.get(index).cloned())?
    }

    pub fn passage(&self, id: PassageId) -> Option<PassageState> {
        self.passages.try_with_untracked(|all| all.iter().find(|it| it.id == id).copied())?
    }

    /// Takes note of what now stands in a cell, and sees that it is sent before long.
    pub fn typed(self, row: usize, column: usize, text: String) {
        let Some(at) = self.row(row) else { return };
        let key = (at.indicator.id, COLUMNS[column]);
        let cell = at.cells[column];
        cell.text.set(text.clone());
        let base = at.figure.with_untracked(|it| cell_text(it, COLUMNS[column]));
        self.cell_queue.update_value(|queue| queue.put(key, text, base));
        cell.mark.set(Mark::Unsent);
        self.keep_cell(key);
        self.count();
        self.schedule();
    }

    /// What was typed came back to what the server has, and nothing else of the cell is on its way.
    pub fn settle_unchanged(self, row: &Row, column: usize) -> bool {
        let key = (row.indicator.id, COLUMNS[column]);
        let unchanged = self.cell_queue.with_value(|queue| {
            queue.get(key).is_some_and(|it| {
                it.sent.is_empty()
                    && it.flying.is_none()
                    && same_cell(&row.indicator, key.1, &it.value, &it.base)
            })
        });
        if unchanged {
            self.cell_queue.update_value(|queue| queue.drop(key));
            row.cells[column].mark.set(Mark::Rest);
            self.keep_cell(key);
        }
        unchanged
    }

    /// Takes note of a passage as it now stands.
    pub fn rewritten(self, passage: PassageState) {
        let body = passage.body.get_untracked();
        passage.emptied.set(body.trim().is_empty());
        if body.trim().is_empty() {
            return;
        }
        self.queue_passage(passage, body);
    }

    /// Takes a passage out of the report.
    pub fn remove(self, passage: PassageState) {
        let never_sent = passage.seen.get_untracked() == 0
            && self
                .passage_queue
                .with_value(|queue| queue.get(passage.id).is_none_or(|it| it.sent.is_empty()));
        if never_sent {
            self.passage_queue.update_value(|queue| queue.drop(passage.id));
            self.keep_passage(passage.id);
            self.passages.update(|all| all.retain(|it| it.id != passage.id));
            self.count();
        } else {
            self.queue_passage(passage, String::new());
        }
    }

    fn queue_passage(self, passage: PassageState, body: String) {
        let text = PassageText {
            sector: passage.sector,
            kind: passage.kind.get_untracked(),
            grade: passage.grade.get_untracked(),
            body,
        };
        let seen = passage.seen.get_untracked();
        self.passage_queue.update_value(|queue| queue.put(passage.id, text, seen));
        passage.mark.set(Mark::Unsent);
        self.keep_passage(passage.id);
        self.count();
        self.schedule();
    }

    /// Brings localStorage in line with the queue for one cell.
    pub fn keep_cell(self, key: CellKey) {
        let name = format!("{}/{}", key.0, key.1);
        self.memory.try_with_value(|memory| {
            self.cell_queue.with_value(|queue| match queue.get(key) {
                Some(pending) => memory.keep('c', &name, pending),
                None => memory.forget('c', &name),
            });
        });
    }

    pub fn keep_passage(self, id: PassageId) {
        let name = id.to_string();
        self.memory.try_with_value(|memory| {
            self.passage_queue.with_value(|queue| match queue.get(id) {
                Some(pending) => memory.keep('p', &name, pending),
                None => memory.forget('p', &name),
            });
        });
    }

    /// Puts back what an earlier visit typed and could not send.
    pub fn restore(self) {
        let (cells, passages) = self.memory.with_value(|memory| (memory.left('c'), memory.left('p')));
        for pending in cells {
            let pending: crate::report::queue::Pending<CellKey, String, String> = pending;
            let (indicator, column) = pending.key;
            let place = COLUMNS.iter().position(|it| *it == column);
            let (Some((row, at)), Some(place)) = (self.row_of(indicator), place) else { continue };
            at.cells[place].text.set(pending.value.clone());
            at.cells[place].mark.set(Mark::Unsent);
            show_in_cell(row, place, &pending.value);
            self.cell_queue.update_value(|queue| queue.restore(pending));
        }
        for pending in passages {
            let pending: crate::report::queue::Pending<PassageId, PassageText, i64> = pending;
            let known = self.passage(pending.key);
            let passage = known.unwrap_or_else(|| PassageState::fresh(pending.key, pending.value.sector));
            passage.kind.set(pending.value.kind);
            passage.grade.set(pending.value.grade);
            if !pending.value.body.is_empty() {
                passage.write(&pending.value.body);
            }
            passage.seen.set(pending.base);
            passage.mark.set(Mark::Unsent);
            if known.is_none() {
                self.passages.update(|all| all.push(passage));
            }
            self.passage_queue.update_value(|queue| queue.restore(pending));
        }
        self.count();
    }

    /// Tells the screen how much is not kept yet.
    pub fn count(self) {
        let cells = self.cell_queue.try_with_value(|it| (it.len(), it.held())).unwrap_or_default();
        let passages = self.passage_queue.try_with_value(|it| (it.len(), it.held())).unwrap_or_default();
        self.waiting.try_set((cells.0 + passages.0, cells.1 + passages.1));
    }

    /// Takes over what the server has of a row, except where something newer was typed.
    pub fn take_figure(self, index: usize, row: &Row, figure: Figure) {
        for (place, column) in COLUMNS.iter().enumerate() {
            let key = (row.indicator.id, *column);
            if self.cell_queue.with_value(|queue| queue.get(key).is_some()) {
                continue;
            }
            let text = cell_text(&figure, *column);
            if row.cells[place].text.with_untracked(|it| *it != text) {
                // Tidied up under the hands of whoever is typing there it would move the caret.
                if is_focused(index, place) {
                    continue;
                }
                show_in_cell(index, place, &text);
                row.cells[place].text.set(text);
            }
        }
        row.figure.set(figure);
    }
}

impl PassageState {
    pub fn new(passage: &Passage) -> Self {
        Self {
            kind: RwSignal::new(passage.kind),
            grade: RwSignal::new(passage.grade),
            body: RwSignal::new(passage.body.clone()),
            seen: RwSignal::new(passage.revision),
            ..Self::fresh(passage.id, passage.sector)
        }
    }

    pub fn fresh(id: PassageId, sector: SectorId) -> Self {
        Self {
            id,
            sector,
            kind: RwSignal::new(PassageKind::Assessment),
            grade: RwSignal::new(None),
            body: RwSignal::new(String::new()),
            seen: RwSignal::new(0),
            mark: RwSignal::new(Mark::Rest),
            emptied: RwSignal::new(false),
            area: NodeRef::new(),
        }
    }

    /// Puts a text there that nobody typed.
    pub fn write(&self, body: &str) {
        self.body.set(body.to_owned());
        if let Some(area) = self.area.get_untracked() {
            area.set_value(body);
        }
    }
}

/// The input of a cell; none when the row is not on the page.
pub fn input_at(row: usize, column: usize) -> Option<HtmlInputElement> {
    let found = document().query_selector(&format!("[data-row=\"{row}\"][data-col=\"{column}\"]")).ok()??;
    found.dyn_into().ok()
}

/// Puts a text into a cell that nobody typed there.
pub fn show_in_cell(row: usize, column: usize, text: &str) {
    let Some(input) = input_at(row, column) else { return };
    if COLUMNS[column] == Column::NotApplicable {
        input.set_checked(text == "true");
    } else if input.value() != text {
        input.set_value(text);
    }
}

fn is_focused(row: usize, column: usize) -> bool {
    let focused = document().active_element();
    COLUMNS[column] != Column::NotApplicable
        && focused.is_some_and(|it| input_at(row, column).is_some_and(|input| it.is_same_node(Some(&input))))
}
