//! Rows, as the database keeps them.

mod asked;
mod times;

pub use asked::*;
pub use times::*;

// The trait is for keys that the database counts up; a level is one half of a key, and is a word.
impl sea_orm::TryFromU64 for crate::period::Level {
    fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
        Err(sea_orm::DbErr::ConvertFromU64("Level"))
    }
}
