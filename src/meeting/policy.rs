//! Who may do what to a meeting.
