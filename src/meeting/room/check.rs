//! What is sent is checked by the same rules in the browser and on the server.

use super::{Happening, Way, Who};
use crate::error::{FieldErrors, Problem, parse_required};

/// The longest conclusion, opinion or proposal, in characters.
pub const LONGEST_WORDING: u32 = 5000;
const LONGEST_NAME: u32 = 200;
/// The longest that an item may be given, in seconds.
const LONGEST_ITEM: i64 = 8 * 3600;
/// The longest that a speaker may be given, in seconds.
const LONGEST_SPEECH: i64 = 3600;

impl Happening {
    /// As it is fit to keep: texts trimmed and within their limits, times that can be meant.
    ///
    /// # Errors
    /// On `who`, `body` or `seconds`.
    pub fn checked(mut self) -> Result<Self, FieldErrors> {
        match &mut self {
            // How it is known that somebody came is not for the sender to say.
            Self::Arrived { who: Some(who), way } => {
                check_name(who)?;
                *way = Way::List;
            }
            Self::Arrived { who: None, way } if *way == Way::List => *way = Way::Own,
            Self::FloorAsked { who, .. } | Self::Left { who } => {
                if let Some(who) = who {
                    check_name(who)?;
                }
            }
            Self::Substituted { substitute, .. } => check_name(substitute)?,
            Self::OpinionNoted { who, body, .. } => {
                check_name(who)?;
                check_body(body)?;
            }
            Self::OpinionReworded { body, .. } | Self::WordingProposed { body, .. } => check_body(body)?,
            // What is being written may end with a space, and may be empty for a moment.
            Self::Drafted { body, .. } if body.chars().count() > LONGEST_WORDING as usize => {
                return Err(FieldErrors::of("body", Problem::TooLong(LONGEST_WORDING)));
            }
            Self::ItemTimed { seconds, .. } => check_seconds(*seconds, LONGEST_ITEM)?,
            Self::FloorGiven { seconds: Some(seconds), .. } => check_seconds(*seconds, LONGEST_SPEECH)?,
            _ => {}
        }
        Ok(self)
    }
}

fn check_name(who: &mut Who) -> Result<(), FieldErrors> {
    if let Who::Guest(name) = who {
        *name = parse_required(name, LONGEST_NAME).map_err(|it| FieldErrors::of("who", it))?;
    }
    Ok(())
}

fn check_body(body: &mut String) -> Result<(), FieldErrors> {
    *body = parse_required(body, LONGEST_WORDING).map_err(|it| FieldErrors::of("body", it))?;
    Ok(())
}

fn check_seconds(seconds: i64, most: i64) -> Result<(), FieldErrors> {
    if seconds < 1 {
        Err(FieldErrors::of("seconds", Problem::Below("1".to_owned())))
    } else if seconds > most {
        Err(FieldErrors::of("seconds", Problem::Above(most.to_string())))
    } else {
        Ok(())
    }
}
