//! Numbers that look drawn and are the same each time.

use uuid::Uuid;

/// The moment that made identities begin to count from, in milliseconds: the first of January 2016.
const BEGUN: u64 = 1_451_606_400_000;

/// Draws for places and identities in order.
pub struct Draw {
    seed: u64,
    made: u64,
}

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self { seed, made: 0 }
    }

    /// A number that belongs to a place, whatever was drawn before.
    pub fn at(&self, place: [u64; 4]) -> u64 {
        place.iter().fold(mixed(self.seed), |hash, it| mixed(hash ^ mixed(*it)))
    }

    /// One of so many, for a place.
    pub fn of(&self, many: u64, place: [u64; 4]) -> u64 {
        self.at(place) % many
    }

    /// The next identity: version 7, in order.
    pub fn id(&mut self) -> Uuid {
        self.made += 1;
        let mut rest = [0; 10];
        rest[..8].copy_from_slice(&self.at([u64::MAX, self.made, 0, 0]).to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(BEGUN + self.made, &rest).into_uuid()
    }
}

/// SplitMix64.
const fn mixed(number: u64) -> u64 {
    let mut it = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    it ^ (it >> 31)
}
