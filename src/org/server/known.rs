//! The organisation held in memory, for as long as the database says that nothing of it has changed.

use super::store;
use crate::error::Result;
use crate::id::UnitId;
use crate::org::{History, Org, Tree, Unit};
use crate::server::{Context, Held};
use chrono::NaiveDate;
use sea_orm::DatabaseConnection;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The organisation through all its days, with the trees that were asked for.
#[derive(Debug, Default)]
pub struct Known {
    pub history: History,
    pub revision: i64,
    /// By the first day of the stretch in which nothing changes.
    trees: Mutex<HashMap<NaiveDate, Arc<Tree>>>,
    orgs: Mutex<HashMap<NaiveDate, Arc<Org>>>,
    names: HashMap<UnitId, usize>,
}

impl Known {
    pub fn new(history: History, revision: i64) -> Self {
        let names = history.units.iter().enumerate().map(|(at, (it, _))| (it.id, at)).collect();
        Self { history, revision, names, ..Self::default() }
    }

    pub fn tree(&self, day: NaiveDate) -> Arc<Tree> {
        remembered(&self.trees, self.history.unchanged_since(day), || self.history.tree(day))
    }

    pub fn at(&self, day: NaiveDate) -> Arc<Org> {
        remembered(&self.orgs, self.history.unchanged_since(day), || self.history.at(day))
    }

    /// A unit and every unit below it on a day.
    pub fn within(&self, top: UnitId, day: NaiveDate) -> Vec<UnitId> {
        let tree = self.tree(day);
        if tree.has(top) { tree.within(top).to_vec() } else { vec![top] }
    }

    /// A unit of any day.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.names.get(&id).map(|it| &self.history.units[*it].0)
    }
}

fn remembered<T>(
    kept: &Mutex<HashMap<NaiveDate, Arc<T>>>,
    since: NaiveDate,
    make: impl FnOnce() -> T,
) -> Arc<T> {
    // A panic while it was held cannot leave it half written.
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    kept.entry(since).or_insert_with(|| Arc::new(make())).clone()
}

/// The organisation as the database has it now. What is in memory is used again only when its revision is the
/// database's, so that a change by any program is seen at once.
pub async fn known(cx: &Context) -> Result<Arc<Known>> {
    read(&cx.memory.org, &cx.db).await
}

/// The organisation as it stood when the request came, with no question to the database: for what only reads, and what
/// is judged again where it is written. Outside of requests, as [`known`].
pub async fn arrived(cx: &Context) -> Result<Arc<Known>> {
    match &cx.arrived {
        Some(org) => Ok(org.clone()),
        None => known(cx).await,
    }
}

/// As [`known`], where nobody is signed in yet.
pub async fn read(held: &Held<Known>, db: &DatabaseConnection) -> Result<Arc<Known>> {
    read_under(held, db, store::revision(db).await?).await
}

/// As [`read`], where the revision is known already.
pub async fn read_under(held: &Held<Known>, db: &DatabaseConnection, revision: i64) -> Result<Arc<Known>> {
    held.under(revision, async { Ok(Known::new(store::history(db).await?, revision)) }).await
}
