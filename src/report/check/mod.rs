//! Checks of a report's figures. An error stops the report from being sent; a warning asks for a reason.
//!
//! A check is data (`indicator_check`) or follows from what the indicator is (`model::defaults`); a kept one takes
//! the place of a default of its kind. [`findings`] evaluates them, exactly and without looking anything up:
//!
//! ```text
//! show_findings(report)                              -> Vec<Finding>   errors first, then warnings, in the rows' order
//! answer_finding(report, indicator, rule, reason)    -> Vec<Finding>   as they stand after it
//!
//! Finding { indicator, code, name_vi, name_en, column, severity, rule, told, message, answer }
//!   .message(t)      the sentence to show beside the cell
//!   .blocks()        an error, or a warning without a reason
//!   .anchor()        id of the cell in the grid: `cell-GD11-actual` (see `cell_anchor`)
//! ```
//!
//! `<FindingsPanel report found refresh may_answer/>` lists them, as the report's sheet tells them, with links to the
//! cells and a field for the reason; it asks again when `refresh` changes and typing has rested.

mod judge;
mod kept;
mod model;
mod text;
mod view;

pub use judge::findings;
pub use kept::{CheckDraft, CheckInput, KeptCheck, usual};
pub use model::{Answer, Check, CheckKind, Finding, History, Past, Rule, Severity, Told, cell_anchor};
pub use view::{FindingRefusals, FindingsPanel};
