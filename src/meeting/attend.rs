//! Saying that one is here, by the code on the screen.

use crate::error::{Denial, Error};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// What the code on the screen says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendAddress {
    /// An address of this site, beginning with `/`. The code holds it behind the site's own address.
    pub path: String,
    pub expires_at: Instant,
}

/// The same as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendCode {
    /// A drawing, to be put into the page as it is.
    pub svg: String,
    pub expires_at: Instant,
}

/// The word a refusal is carried back to the form in.
pub fn attend_refusal(error: &Error) -> &'static str {
    match error {
        Error::Denied(Denial::Expired) => "expired",
        Error::Denied(Denial::NotSeated) => "seat",
        Error::Denied(Denial::WrongState) => "state",
        Error::Denied(_) => "denied",
        _ => "fault",
    }
}

/// What the word stands for, with its sentence.
pub fn attend_refusals(word: &str) -> Option<Error> {
    Some(match word {
        "expired" => Denial::Expired.into(),
        "seat" => Denial::NotSeated.into(),
        "state" => Denial::WrongState.into(),
        "denied" => Denial::NotAllowed.into(),
        "fault" => Error::Fault(0),
        _ => return None,
    })
}
