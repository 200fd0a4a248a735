//! The app, driven through the same doors a person uses, on both databases.
//!
//! A test that needs data is written once with [`on_both!`] and runs on SQLite and on PostgreSQL. The test
//! command starts a PostgreSQL of its own and gives its address in `TEST_DATABASE_URL`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod access;
mod architecture;
mod bloc;
mod catalogue;
mod check;
#[allow(dead_code, reason = "the benchmark uses the rest of it")]
#[path = "../bench/client.rs"]
mod client;
mod compare;
mod desk;
mod document;
mod grid;
mod identity;
mod indicator;
mod kept;
mod killed;
mod meeting;
mod meeting_invite;
mod meeting_paper;
mod meeting_prepare;
mod memory;
mod notice;
mod office;
mod plain;
mod regime;
mod report;
mod room;
mod room_servers;
mod sample;
mod sector;
mod several;
mod succession;
mod target;
mod task;
mod totals;
mod workbook;
mod workflow;
