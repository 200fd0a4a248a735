//! Where causes stop: logged here in full, replaced by a number.

use crate::error::Error;
use sea_orm::{DbErr, SqlErr};
use std::panic::Location;

impl From<DbErr> for Error {
    #[track_caller]
    fn from(cause: DbErr) -> Self {
        match (&cause, cause.sql_err()) {
            (DbErr::RecordNotFound(_), _) => Self::NotFound,
            (DbErr::RecordNotUpdated, _) | (_, Some(SqlErr::UniqueConstraintViolation(_))) => Self::Conflict,
            _ => fault(&cause, Location::caller()),
        }
    }
}

impl Error {
    /// Logs a cause that no person can mend and keeps only its number.
    #[track_caller]
    pub fn from_cause(cause: &dyn std::fmt::Display) -> Self {
        fault(cause, Location::caller())
    }
}

fn fault(cause: &dyn std::fmt::Display, at: &Location) -> Error {
    let number = super::clock::machine_now().timestamp_micros().unsigned_abs();
    tracing::error!(number = format!("F-{number:x}"), %at, %cause, "request failed");
    Error::Fault(number)
}
