//! The state of the form: what stands in each cell and passage, and what of it is not kept yet.

use super::memory::Memory;
use super::pasting::Pasting;
use super::writing::Writing;
use crate::error::{Error, Problem};
use crate::id::{IndicatorId, PassageId, PersonId, ReportId, SectorId};
use crate::indicator::{Column, Figure, Indicator};
use crate::report::grid::{Edit, History, Place, Range};
use crate::report::queue::Queue;
use crate::report::{
    Finding, Grade, Passage, PassageKind, ReportSheet, Writer, cell_anchor, cell_text, same_cell,
};
use crate::text::{Lang, use_lang};
use crate::time::Instant;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

pub use crate::report::grid::COLUMNS;

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

/// What another wrote into a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theirs {
    pub text: String,
    pub writer: Option<Writer>,
}

#[derive(Clone, Copy)]
pub struct CellState {
    pub text: RwSignal<String>,
    pub mark: RwSignal<Mark<Theirs>>,
}

/// How the keys are taken in the cell that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The cell as a whole: arrows leave it, typing replaces what stands there.
    #[default]
    Whole,
    /// Something is being typed over it.
    Over,
    /// Its text is being mended: arrows move within it.
    Inside,
}

/// What the mouse is drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    Selection,
    /// The selection is being filled from, by its corner.
    Fill(Range),
}

/// One row of the grid.
#[derive(Clone)]
pub struct Row {
    pub indicator: Arc<Indicator>,
    /// As the server last told it.
    pub figure: RwSignal<Figure>,
    /// In the order of [`COLUMNS`].
    pub cells: [CellState; 5],
    /// Which of the sheets on the page it belongs to.
    pub sheet: usize,
    /// Columns that another wrote while this page was open.
    pub fresh: RwSignal<Option<(Vec<Column>, Writer)>>,
    /// What the checks say of it.
    pub findings: RwSignal<Vec<Finding>>,
}

/// What is chosen for a passage. Its words go another way: see [`super::writing`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageChoice {
    pub sector: SectorId,
    pub kind: PassageKind,
    pub grade: Option<Grade>,
    #[serde(default)]
    pub removed: bool,
}

#[derive(Clone, Copy)]
pub struct PassageState {
    pub id: PassageId,
    pub sector: SectorId,
    pub kind: RwSignal<PassageKind>,
    pub grade: RwSignal<Option<Grade>>,
    /// The text that the page came with.
    pub body: StoredValue<String>,
    /// The server has it.
    pub made: RwSignal<bool>,
    /// On its way out.
    pub removed: RwSignal<bool>,
    pub mark: RwSignal<Mark<()>>,
}

pub type CellKey = (IndicatorId, Column);

/// Everything of one open form. Copied freely into event handlers.
#[derive(Clone, Copy)]
pub struct Form {
    pub report: ReportId,
    pub person: PersonId,
    pub lang: Lang,
    /// The year that is reported on.
    pub year: i32,
    pub rows: StoredValue<Vec<Row>>,
    index: StoredValue<HashMap<IndicatorId, usize>>,
    pub passages: RwSignal<Vec<PassageState>>,
    pub cell_queue: StoredValue<Queue<CellKey, String, String>>,
    pub passage_queue: StoredValue<Queue<PassageId, PassageChoice, i64>>,
    pub memory: StoredValue<Memory>,
    pub link: RwSignal<Link>,
    /// How it stands with the words of the passages.
    pub writing: RwSignal<Writing>,
    pub saved_at: RwSignal<Option<Instant>>,
    /// Edits that are not kept yet, and those of them that wait for the writer.
    pub waiting: RwSignal<(usize, usize)>,
    pub timer: StoredValue<Option<TimeoutHandle>>,
    pub busy: StoredValue<bool>,
    /// Attempts in a row that did not arrive.
    pub failures: StoredValue<u32>,
    /// The cell being edited and what stood there when it was entered.
    pub entered: StoredValue<Option<(usize, usize, String)>>,
    pub history: StoredValue<History>,
    pub mode: StoredValue<Mode>,
    /// The cells that are selected; the first corner is the cell with the focus.
    pub selection: RwSignal<Option<Range>>,
    pub drawing: StoredValue<Option<Drawing>>,
    /// The cell that is being worked on, also while the focus is elsewhere.
    pub active: RwSignal<Option<Place>>,
    pub pasting: RwSignal<Option<Pasting>>,
    /// What was last copied here.
    pub copied: StoredValue<String>,
    /// What the sheet has to say of what was just done.
    pub told: RwSignal<Option<String>>,
    pub findings: RwSignal<Vec<Finding>>,
    /// Up to when others' writing is known.
    pub since: StoredValue<Instant>,
}

impl Form {
    pub fn new(sheet: &ReportSheet, person: PersonId, now: Instant) -> Self {
        let sections = &sheet.sections;
        let numbered =
            sections.iter().enumerate().flat_map(|(at, it)| it.rows.iter().map(move |row| (at, row)));
        let rows = numbered.filter(|(_, it)| it.due).map(|(at, it)| Row {
            cells: COLUMNS.map(|column| CellState {
                text: RwSignal::new(cell_text(&it.figure, column)),
                mark: RwSignal::new(Mark::Rest),
            }),
            figure: RwSignal::new(it.figure.clone()),
            indicator: Arc::new(it.indicator.clone()),
            sheet: at,
            fresh: RwSignal::new(None),
            findings: RwSignal::new(Vec::new()),
        });
        let rows: Vec<_> = rows.collect();
        let index = rows.iter().enumerate().map(|(at, it)| (it.indicator.id, at)).collect();
        let passages = sections.iter().flat_map(|it| &it.passages).map(PassageState::new);
        Self {
            report: sheet.report.id,
            person,
            lang: use_lang(),
            year: sheet.report.period.year,
            rows: StoredValue::new(rows),
            index: StoredValue::new(index),
            passages: RwSignal::new(passages.collect()),
            cell_queue: StoredValue::new(Queue::default()),
            passage_queue: StoredValue::new(Queue::default()),
            memory: StoredValue::new(Memory::new(person, sheet.report.id)),
            link: RwSignal::new(Link::Idle),
            writing: RwSignal::new(Writing::default()),
            saved_at: RwSignal::new(None),
            waiting: RwSignal::new((0, 0)),
            timer: StoredValue::new(None),
            busy: StoredValue::new(false),
            failures: StoredValue::new(0),
            entered: StoredValue::new(None),
            history: StoredValue::new(History::default()),
            mode: StoredValue::new(Mode::Whole),
            selection: RwSignal::new(None),
            drawing: StoredValue::new(None),
            active: RwSignal::new(None),
            pasting: RwSignal::new(None),
            copied: StoredValue::new(String::new()),
            told: RwSignal::new(None),
            findings: RwSignal::new(Vec::new()),
            since: StoredValue::new(now),
        }
    }

    /// The row of an indicator with its number.
    pub fn row_of(&self, indicator: IndicatorId) -> Option<(usize, Row)> {
        let index = self.index.try_with_value(|it| it.get(&indicator).copied())??;
        Some((index, self.row(index)?))
    }

    pub fn row(&self, index: usize) -> Option<Row> {
        self.rows.try_with_value(|rows| rows.get(index).cloned())?
    }

    pub fn passage(&self, id: PassageId) -> Option<PassageState> {
        self.passages.try_with_untracked(|all| all.iter().find(|it| it.id == id).copied())?
    }

    /// Takes note of what was typed into a cell, and sees that it is sent before long.
    pub fn typed(self, row: usize, column: usize, text: String) {
        let Some(at) = self.row(row) else { return };
        let before = at.cells[column].text.get_untracked();
        self.history.update_value(|it| it.typed(Place::new(row, column), before, text.clone()));
        self.enqueue(&at, column, text);
        self.count();
        self.schedule();
    }

    /// Puts texts into cells as one step that can be taken back.
    pub fn put(self, puts: Vec<(Place, String)>) {
        let edits: Vec<Edit> = puts
            .into_iter()
            .filter_map(|(at, after)| {
                let before = self.text(at)?;
                Some(Edit { at, before, after })
            })
            .collect();
        self.write(edits.iter().map(|it| (it.at, it.after.clone())).collect());
        self.history.update_value(|it| it.did(edits));
    }

    /// Puts texts into cells and sends them.
    pub fn write(self, puts: Vec<(Place, String)>) {
        for (place, text) in puts {
            let Some(at) = self.row(place.row).filter(|it| !it.is_locked(place.column)) else { continue };
            self.show(place, &text);
            self.enqueue(&at, place.column, text);
        }
        self.count();
        self.schedule();
    }

    fn enqueue(self, at: &Row, column: usize, text: String) {
        let key = (at.indicator.id, COLUMNS[column]);
        let cell = at.cells[column];
        cell.text.set(text.clone());
        let base = at.figure.with_untracked(|it| cell_text(it, COLUMNS[column]));
        self.cell_queue.update_value(|queue| queue.put(key, text, base));
        cell.mark.set(Mark::Unsent);
        if at.fresh.with_untracked(Option::is_some) {
            at.fresh.set(None);
        }
        self.keep_cell(key);
    }

    /// What stands in a cell now.
    pub fn text(self, at: Place) -> Option<String> {
        self.row(at.row).map(|row| row.cells[at.column].text.get_untracked())
    }

    /// The cell on the page.
    pub fn element(self, at: Place) -> Option<Element> {
        let row = self.row(at.row)?;
        document().get_element_by_id(&cell_anchor(&row.indicator.code, COLUMNS[at.column]))
    }

    pub fn input(self, at: Place) -> Option<HtmlInputElement> {
        self.element(at)?.dyn_into().ok()
    }

    /// Shows a text in a cell that nobody typed there.
    pub fn show(self, at: Place, text: &str) {
        let Some(input) = self.input(at) else { return };
        if COLUMNS[at.column] == Column::NotApplicable {
            input.set_checked(text == "true");
        } else if input.value() != text {
            input.set_value(text);
        }
    }

    pub fn has_focus(self, at: Place) -> bool {
        let focused = document().active_element();
        focused.is_some_and(|it| self.element(at).is_some_and(|cell| cell.is_same_node(Some(&it))))
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

    /// Takes note of what was chosen for a passage.
    pub fn describe(self, passage: PassageState) {
        let choice = PassageChoice {
            sector: passage.sector,
            kind: passage.kind.get_untracked(),
            grade: passage.grade.get_untracked(),
            removed: passage.removed.get_untracked(),
        };
        self.passage_queue.update_value(|queue| queue.put(passage.id, choice, 0));
        passage.mark.set(Mark::Unsent);
        self.keep_passage(passage.id);
        self.count();
        self.schedule();
    }

    /// Takes a passage out of the report.
    pub fn remove(self, passage: PassageState) {
        passage.removed.set(true);
        self.describe(passage);
        self.flush();
    }

    /// Brings localStorage in line with the queue for one cell.
    pub fn keep_cell(self, key: CellKey) {
        let name = Memory::cell(key);
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
            self.show(Place::new(row, place), &pending.value);
            self.cell_queue.update_value(|queue| queue.restore(pending));
        }
        for pending in passages {
            let pending: crate::report::queue::Pending<PassageId, PassageChoice, i64> = pending;
            let known = self.passage(pending.key);
            let passage = known.unwrap_or_else(|| PassageState::fresh(pending.key, pending.value.sector));
            passage.kind.set(pending.value.kind);
            passage.grade.set(pending.value.grade);
            passage.removed.set(pending.value.removed);
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
        let words = self.writing.try_with_untracked(|it| it.unsent).unwrap_or_default();
        self.waiting.try_set((cells.0 + passages.0 + words, cells.1 + passages.1));
    }

    /// Takes over what the server has of a row, except where something newer was typed. Answers the columns
    /// that hold something else than before.
    pub fn take_figure(self, index: usize, row: &Row, figure: Figure) -> Vec<Column> {
        let mut changed = Vec::new();
        for (place, column) in COLUMNS.iter().enumerate() {
            let key = (row.indicator.id, *column);
            if self.cell_queue.with_value(|queue| queue.get(key).is_some()) {
                continue;
            }
            let text = cell_text(&figure, *column);
            let held = row.cells[place].text.get_untracked();
            if held == text {
                continue;
            }
            let at = Place::new(index, place);
            let same = same_cell(&row.indicator, *column, &held, &text);
            let focused = *column != Column::NotApplicable && self.has_focus(at);
            // Tidied up under the hands of whoever is typing there it would move the caret.
            if focused && same {
                continue;
            }
            self.show(at, &text);
            row.cells[place].text.set(text);
            if let Some(input) = self.input(at).filter(|_| focused) {
                input.select();
            }
            if !same {
                changed.push(*column);
            }
        }
        row.figure.set(figure);
        changed
    }
}

impl Row {
    /// A cell that is read only: last year's value where last year's report has it.
    pub fn is_locked(&self, column: usize) -> bool {
        COLUMNS[column] == Column::Prior && self.figure.with_untracked(|it| it.prior_is_kept)
    }
}

impl PassageState {
    pub fn new(passage: &Passage) -> Self {
        Self {
            kind: RwSignal::new(passage.kind),
            grade: RwSignal::new(passage.grade),
            body: StoredValue::new(passage.body.clone()),
            made: RwSignal::new(true),
            ..Self::fresh(passage.id, passage.sector)
        }
    }

    pub fn fresh(id: PassageId, sector: SectorId) -> Self {
        Self {
            id,
            sector,
            kind: RwSignal::new(PassageKind::Assessment),
            grade: RwSignal::new(None),
            body: StoredValue::new(String::new()),
            made: RwSignal::new(false),
            removed: RwSignal::new(false),
            mark: RwSignal::new(Mark::Rest),
        }
    }
}
