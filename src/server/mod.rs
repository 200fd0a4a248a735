//! What the server needs before any part of the work can run on it.

mod answer;
mod assets;
mod audit;
mod clock;
mod command;
mod context;
mod doors;
#[cfg(feature = "embed")]
mod embedded;
#[cfg(not(feature = "embed"))]
#[path = "embedded_none.rs"]
mod embedded;
mod error;
mod file;
mod http;
mod kept;
mod line;
mod log;
mod memory;
mod receive;
mod refusal;
mod retry;
mod revision;
mod security;
mod session;
pub mod sheet;
mod shell;
mod state;
mod writers;

pub use answer::{answer, respond};
pub use assets::Assets;
pub use audit::{Change, record as record_change, record_on as record_going_on};
pub use clock::Clock;
pub(crate) use clock::machine_now;
pub use command::{connect, run, state};
pub use context::{Context, Visitor};
pub use doors::{Door, Need, doors as all_doors};
pub use file::{lay_out, sheet_cell, sheet_text, workbook};
pub use http::router;
pub use kept::Kept;
pub use line::{Job, Line};
pub use memory::{Held, Memory};
pub use receive::{receive_file, wants_json};
pub use refusal::{refused, refused_on_wire, status_of};
pub use retry::{Answered, Fields, Retry, answered, retry};
pub use revision::Revision;
pub use session::{encode, hash_password, is_still, sign_in};
pub use shell::draw_page;
pub use state::State;
pub use writers::{Writers, begin_write};
