//! A unit's report for a period: figures and passages by sector, from draft to accepted. Every version stays.

mod api;
mod beside;
mod block;
mod cell;
mod check;
mod comment;
mod compare;
mod evidence;
mod grid;
mod model;
mod policy;
mod queue;
mod refusal;
mod sent;
mod text;
mod view;
mod workbook;

pub use beside::{FigureChange, FigureSource, FigureStory, FreshFigure, FreshFigures, PastValue, Writer};
pub use block::{Amount, Block, Inline, Line, Shown, TableCell, figure_text};
pub use cell::{Verdict, cell_text, same_cell};
pub use check::{
    Answer, Check, CheckDraft, CheckInput, CheckKind, Finding, FindingRefusals, FindingsPanel, History,
    KeptCheck, Past, Rule, Severity, Told, cell_anchor, findings, usual,
};
pub use comment::{
    Anchor, AnchorState, Audience, CellComments, Comment, CommentBook, CommentCount, CommentInput, Comments,
    FigureComments, GoneComments, Mentionable, PassageComments, Thread, audience, begins_inner, may_comment,
};
pub use compare::{
    CellChange, ChangeCount, Compare, Comparison, DiffPiece, Fate, PassageChange, ReportHistory,
};
pub use evidence::{Against, Evidence, evidence};
pub use model::{
    CellEdit, CellOutcome, Grade, GridRow, LateUpdate, Passage, PassageDraft, PassageEdit, PassageHead,
    PassageKind, PassageOutcome, Presence, Report, ReportLine, ReportSheet, ReportState, ReportStep,
    ReportVersion, Restored, SectorSection, Snapshot,
};
pub use policy::{Sight, WhyNot, after, allowed_steps, may_see, may_write, needed, opens, sight, why_not};
pub use refusal::{step_refusal, step_refusals};
pub use view::{
    EvidenceLine, FigurePage, PassageBody, PassageFoot, PlainText, RefusedPassage, ReportEditPage,
    ReportHistoryPage, ReportPage, ReportStepPage, ReportsPage,
};

pub use workbook::{
    Given, ImportChange, ImportLeft, ImportPage, ImportPreview, ImportPreviewPage, RefusedCell, RefusedRow,
    Why, WorkbookTools,
};

#[cfg(feature = "ssr")]
pub mod server;
