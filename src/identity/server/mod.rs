pub mod entity;
mod store;

pub use store::{
    Arrival, actor_named, actor_of_session, add_person, begin_session, count, end_session, failed_attempts,
    names, note_attempt, people_everywhere, people_of_unit, put_person, reachable, set_email, setting,
    sign_in_record, write_setting,
};
