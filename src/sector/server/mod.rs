mod service;

pub use service::{board, card_by_code, cards, reading};

crate::doors! {
    ListSectors => Read(Read),
    ShowSectorCard => Read(Read),
}
