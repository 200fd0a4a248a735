use super::{Asked, Share};
use crate::error::FieldErrors;
use crate::id::SavedViewId;
use crate::indicator::Comparison;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A comparison with all that could be chosen for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareSheet {
    pub asked: Asked,
    pub today: NaiveDate,
    /// Nothing where nothing is asked, or more than a view takes.
    pub shown: Option<Comparison>,
    /// On `indicator`, `unit` and `period`.
    pub problems: FieldErrors,
    /// Codes and names.
    pub indicators: Vec<(String, String)>,
    pub units: Vec<(String, String)>,
    /// Newest first.
    pub periods: Vec<(String, String)>,
    /// Those that the reader may use: their own first.
    pub views: Vec<SavedView>,
}

/// A view kept under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    pub id: SavedViewId,
    pub name: String,
    pub asked: Asked,
    pub share: Share,
    pub owner: String,
    pub is_own: bool,
}
