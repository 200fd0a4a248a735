//! The figures of a report as a spreadsheet: taken out, filled in elsewhere, read back with a look before anything is
//! kept. What cannot be taken comes back as a sheet of the same form with the reason in each row.

mod model;
mod text;
mod view;

pub use model::{Given, ImportChange, ImportLeft, ImportPreview, RefusedCell, RefusedRow, Why};
pub use view::{ImportPage, ImportPreviewPage, WorkbookTools};
