mod service;

pub use service::{board, card, card_by_code};

crate::doors! {
    ListSectors => Read(Read),
    ShowSectorCard => Read(Read),
}
