//! A refused step as one word of an address, for the page that asked for it without the program.

use crate::error::{Denial, Error, FieldErrors, Problem};

/// The word a refusal is carried back in.
pub fn step_refusal(error: &Error) -> &'static str {
    match error {
        Error::Invalid(fields) => match fields.on("reason") {
            Some(Problem::TooLong(_)) => "long",
            Some(_) => "reason",
            None => "findings",
        },
        Error::Conflict => "conflict",
        Error::Denied(Denial::WrongState) => "state",
        Error::Denied(Denial::Locked) => "locked",
        Error::Denied(Denial::ReadOnlyDevice) => "phone",
        Error::Denied(_) => "denied",
        _ => "fault",
    }
}

/// What the word stands for, with its sentence.
pub fn step_refusals(word: &str) -> Option<Error> {
    Some(match word {
        "long" => FieldErrors::of("reason", Problem::TooLong(1000)).into(),
        "reason" => FieldErrors::of("reason", Problem::Required).into(),
        "findings" => Error::Invalid(FieldErrors::default()),
        "conflict" => Error::Conflict,
        "state" => Denial::WrongState.into(),
        "locked" => Denial::Locked.into(),
        "phone" => Denial::ReadOnlyDevice.into(),
        "denied" => Denial::NotAllowed.into(),
        "fault" => Error::Fault(0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_comes_back_as_it_was() {
        for error in [
            FieldErrors::of("reason", Problem::Required).into(),
            FieldErrors::of("reason", Problem::TooLong(1000)).into(),
            Error::Conflict,
            Denial::WrongState.into(),
            Denial::Locked.into(),
            Denial::ReadOnlyDevice.into(),
            Denial::NotAllowed.into(),
        ] {
            assert_eq!(step_refusals(step_refusal(&error)), Some(error));
        }
        assert_eq!(step_refusals("drop"), None);
    }
}
