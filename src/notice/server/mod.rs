pub mod entity;
mod post;
mod service;
mod store;

pub use post::{LetterState, MailOptions, Mailer, keep_sending, pause_after, send_letters};
pub use service::{list, mark_read, open, post_read, unread};
pub use store::{tell, tell_unless_unread};

crate::doors! {
    ListNotices => Read(Read),
    CountNotices => Read(Read),
}
