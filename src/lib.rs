//! Giao Ban carries a periodic briefing conference from the first figure typed to the last task closed.
//!
//! Every folder here is a part of that work. Inside one, loose files run on both sides of the wire,
//! `server/` runs only on the server, and `view/` draws screens.

// The work, each part knowing only the parts above it.
pub mod bloc;
pub mod compare;
pub mod desk;
pub mod identity;
pub mod indicator;
pub mod meeting;
pub mod notice;
pub mod org;
pub mod period;
pub mod regime;
pub mod report;
#[cfg(feature = "ssr")]
pub mod sample;
pub mod sector;
pub mod task;

// What every part shares.
pub mod actor;
pub mod app;
pub mod chart;
pub mod error;
pub mod id;
pub mod live;
pub mod markup;
pub mod number;
pub mod route;
pub mod search;
pub mod text;
pub mod time;
pub mod ui;
pub mod upload;
pub mod visit;
pub mod wire;
pub mod word;

#[cfg(feature = "hydrate")]
mod hydrate;
#[cfg(feature = "ssr")]
pub mod server;
