mod around;
mod board;
mod card;

pub use board::SectorsPage;
pub use card::{CardView, SectorPage};
