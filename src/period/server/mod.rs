pub mod entity;
mod store;

pub use store::{
    all, by_code, find, following, indicators_of, outline_sectors, regime_of_bloc, reporters, year_before,
};
