//! Where the present comes from. Nothing else in the program asks the machine for the time.

use crate::time::Instant;
use chrono::{Duration, NaiveDate, SubsecRound, Utc};

/// The machine's clock, shifted by a demonstration's or a test's offset.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    ahead: Duration,
}

impl Clock {
    /// A clock that showed `shown` when the machine's showed `machine`, and runs on from there.
    pub fn shifted(shown: Instant, machine: Instant) -> Self {
        Self { ahead: shown - machine }
    }

    /// A clock that shows `shown` at this moment.
    pub fn starting_at(shown: Instant) -> Self {
        Self::shifted(shown, machine_now())
    }

    pub fn now(self) -> Instant {
        machine_now() + self.ahead
    }

    /// The day in the committee's zone.
    pub fn today(self) -> NaiveDate {
        crate::time::local(self.now()).date()
    }
}

/// The machine's own clock, for anchoring a demonstration's; to the microsecond, as every database keeps it.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
pub fn machine_now() -> Instant {
    Utc::now().trunc_subsecs(6)
}
