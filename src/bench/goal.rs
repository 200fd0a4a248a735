//! What the release is held to. Everything is measured and printed first; then a goal that was missed fails the run.

use crate::milliseconds;
use anyhow::ensure;
use std::time::Duration;

/// How long an editor waits, at most, until a change is acknowledged.
pub const ACKNOWLEDGED: Duration = Duration::from_millis(50);
/// How long a long report takes to open, at most.
pub const OPENED: Duration = Duration::from_millis(30);

/// How long the server takes, at most, for a page over the figures of a province.
pub const SCALED: Duration = Duration::from_millis(50);

/// How long the chair's move takes, at most, to the last of five hundred screens.
pub const SHOWN: Duration = Duration::from_millis(150);
/// How long any one delegate waits, at most, until a vote is acknowledged when five hundred vote within a second.
pub const VOTED: Duration = Duration::from_secs(1);
/// How long after the servers listen again, at most, the last of five hundred screens has all that it missed.
pub const REJOINED: Duration = Duration::from_secs(5);

/// The goals that were missed, a line for each.
#[derive(Default)]
pub struct Goals(Vec<String>);

impl Goals {
    /// Holds what 99 of 100 waited against what they may.
    pub fn hold(&mut self, what: &str, p99: Duration, below: Duration) {
        self.judge(what, "p99", p99, below);
    }

    /// Holds what the last of all waited against what each may.
    pub fn hold_last(&mut self, what: &str, last: Duration, below: Duration) {
        self.judge(what, "the last", last, below);
    }

    fn judge(&mut self, what: &str, which: &str, waited: Duration, below: Duration) {
        if waited >= below {
            let (took, goal) = (milliseconds(waited), milliseconds(below));
            self.0.push(format!("{what}: {which} {took:.1} ms, not below {goal:.0} ms"));
        }
    }

    /// # Errors
    /// When a goal was missed; says which.
    pub fn check(self) -> anyhow::Result<()> {
        ensure!(self.0.is_empty(), "goals missed:\n{}", self.0.join("\n"));
        Ok(())
    }
}
