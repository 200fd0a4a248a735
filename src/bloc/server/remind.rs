//! Reminding units of reports that have not come: by the office, and by itself before the deadline.

use super::entity::reminder;
use super::owed::{Owed, behind, chain, owed};
use super::store;
use crate::actor::{Permission, Role, Scope};
use crate::bloc::{Reminded, day_that_came, may_remind, parse_days};
use crate::error::{Denial, Error, FieldErrors, Result};
use crate::id::{PeriodId, PersonId, ReminderId, UnitId};
use crate::notice::{Message, Name, Notice};
use crate::org::Unit;
use crate::period::Period;
use crate::report::server::entity::report;
use crate::server::{Change, Clock, Context, Need, State, Visitor, begin_write, record_change, respond};
use crate::text::Lang;
use crate::time::{Instant, local};
use crate::{identity, notice, org, period, route};
use axum::Extension;
use axum::extract::{Form, Path, State as From};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Timelike;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::time::Duration;
use uuid::Uuid;

/// Where the days before the deadline are kept, `3,1`.
const DAYS: &str = "reminder_days";
const USUAL_DAYS: [i64; 2] = [3, 1];
/// Nobody is reminded by itself before this hour of the committee's clock.
const FIRST_HOUR: u32 = 7;
/// How often the worker looks at the calendar.
const LOOK: Duration = Duration::from_secs(60);
/// Those of a unit who can do something about it.
const WHO: [Role; 2] = [Role::Editor, Role::Head];

/// What became of a reminder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Codes of the units that were reminded.
    pub told: Vec<String>,
    /// People who were told.
    pub people: usize,
    /// Units that were reminded today already, and are again only when asked for twice.
    pub held: Vec<String>,
    /// Units that nobody writes or sends for.
    pub nobody: Vec<String>,
}

/// How often each unit was reminded in a period, and when last.
pub async fn reminded(db: &impl ConnectionTrait, period: PeriodId) -> Result<HashMap<UnitId, Reminded>> {
    let rows = reminder::Entity::find().filter(reminder::Column::PeriodId.eq(period)).all(db).await?;
    let mut found: HashMap<UnitId, Reminded> = HashMap::new();
    for row in rows {
        let kept = found.entry(row.unit_id).or_insert(Reminded { times: 0, last_at: row.at });
        kept.times += 1;
        kept.last_at = kept.last_at.max(row.at);
    }
    Ok(found)
}

/// The days before the deadline on which units are reminded by themselves.
pub async fn days(db: &impl ConnectionTrait) -> Result<Vec<i64>> {
    let kept = identity::server::setting(db, DAYS).await?;
    Ok(kept.and_then(|it| parse_days(&it).ok()).unwrap_or_else(|| USUAL_DAYS.to_vec()))
}

/// # Errors
/// On `days`, when they are no days.
pub async fn set_days(cx: &Context, typed: &str) -> Result<Vec<i64>> {
    cx.actor.require(Permission::ReceiveReports, Scope::Everything)?;
    let days = parse_days(typed).map_err(|problem| FieldErrors::of("days", problem))?;
    let tx = cx.write().await?;
    let before = self::days(&tx).await?;
    let text = days.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    identity::server::write_setting(&tx, DAYS, &text).await?;
    let change = Change {
        action: "setting.change",
        kind: DAYS,
        id: Uuid::nil(),
        before: Some(before),
        after: Some(days.clone()),
    };
    record_change(cx, &tx, change).await?;
    tx.commit().await?;
    Ok(days)
}

/// What the bloc is owed in a period.
async fn owed_in(db: &impl ConnectionTrait, period: &Period) -> Result<Vec<Owed>> {
    let org = org::server::at(db, period.cut_off).await?;
    owed(db, &org, period).await
}

/// Tells people of each report that their unit has not sent.
async fn tell(
    db: &impl ConnectionTrait,
    at: Instant,
    people: &[PersonId],
    missing: &[&Owed],
    message: impl Fn(&Owed) -> Message,
) -> Result<()> {
    for it in missing {
        let notice = Notice::new(message(it), link(it.row.as_ref()));
        notice::server::tell(db, at, people, &notice).await?;
    }
    Ok(())
}

/// Reminds those of `chosen` who have not sent, or all such units when none is chosen. A unit that was
/// reminded today is left out, unless `again`.
///
/// # Errors
/// [`Denial::WrongState`] while the period is not open, [`Denial::NotAllowed`] when one of the chosen units
/// neither reports to the actor nor stands below one that the actor heads.
pub async fn remind(cx: &Context, code: &str, chosen: &[UnitId], again: bool) -> Result<Outcome> {
    let period = period::server::by_code(&cx.db, code).await?;
    let parents = org::server::parents(&cx.db, period.cut_off).await?;
    let may = |unit: UnitId| may_remind(&cx.actor, unit, &chain(unit, &parents));
    if !chosen.iter().all(|it| may(*it)) {
        return Err(Denial::NotAllowed.into());
    }
    if !chosen.is_empty() && !cx.actor.writes() {
        return Err(Denial::ReadOnlyDevice.into());
    }
    if !period.open {
        return Err(Denial::WrongState.into());
    }
    let tx = cx.write().await?;
    // One at a time, so that two offices do not both find that nobody was reminded today.
    store::hold(&tx, period.id).await?;
    let excepted = period::server::excepted(&tx, cx.today()).await?;
    let before = reminded(&tx, period.id).await?;
    let mut outcome = Outcome::default();
    let mut told = Vec::new();
    let dates = period::server::dates_of(&tx, &period).await?;
    let owed = owed_in(&tx, &period).await?;
    for (unit, missing) in behind(&owed, Owed::is_sent) {
        let wanted = chosen.is_empty() || chosen.contains(&unit.id);
        let reminds = cx.actor.writes() && may(unit.id);
        if !wanted || !reminds || excepted.is_closed(&period, unit.id) {
            continue;
        }
        let today = before.get(&unit.id).is_some_and(|it| local(it.last_at).date() == cx.today());
        if today && !again {
            outcome.held.push(unit.code.clone());
            continue;
        }
        let people = identity::server::people_of_unit(&tx, unit.id, &WHO).await?;
        if people.is_empty() {
            outcome.nobody.push(unit.code.clone());
            continue;
        }
        let message = |it: &Owed| Message::Reminder {
            unit: unit_name(unit),
            period: period_name(&period, it.title.as_ref()),
            due_on: dates.due_of(unit.kind).unwrap_or(period.due_on),
        };
        let occasion = format!("asked-{}", Uuid::now_v7());
        put(&tx, period.id, unit.id, occasion, Some(cx.actor.person), cx.now()).await?;
        tell(&tx, cx.now(), &people, &missing, message).await?;
        outcome.people += people.len();
        told.push(unit.id);
        outcome.told.push(unit.code.clone());
    }
    if !told.is_empty() {
        let change = Change {
            action: "report.remind",
            kind: "period",
            id: period.id.0,
            before: None,
            after: Some(Told { units: told, again }),
        };
        record_change(cx, &tx, change).await?;
    }
    tx.commit().await?;
    Ok(outcome)
}

#[derive(Serialize)]
struct Told {
    units: Vec<UnitId>,
    again: bool,
}

fn unit_name(unit: &Unit) -> Name {
    Name::new(&unit.name_vi, &unit.name_en)
}

/// The period, with what the report is called where the unit owes several.
fn period_name(period: &Period, title: Option<&Name>) -> Name {
    match title {
        None => Name::new(&period.name_vi, &period.name_en),
        Some(title) => {
            let with = |t: Lang| format!("{}, {}", title.pick(t), period.name(t));
            Name::new(with(Lang::Vi), with(Lang::En))
        }
    }
}

fn link(row: Option<&report::Model>) -> String {
    row.map_or_else(|| route::HOME.to_owned(), |it| route::report(it.id))
}

async fn put(
    db: &impl ConnectionTrait,
    period: PeriodId,
    unit: UnitId,
    occasion: String,
    person: Option<PersonId>,
    at: Instant,
) -> Result<()> {
    let row = reminder::ActiveModel {
        id: Set(ReminderId::fresh()),
        period_id: Set(period),
        unit_id: Set(unit),
        occasion: Set(occasion),
        person_id: Set(person),
        at: Set(at),
    };
    reminder::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Reminds every unit whose deadline is near, as the days before it come, once for each such day however
/// many processes look; says how many units were reminded.
pub async fn remind_of_deadlines(db: &DatabaseConnection, clock: Clock) -> Result<usize> {
    let (now, today) = (clock.now(), clock.today());
    if local(now).hour() < FIRST_HOUR {
        return Ok(0);
    }
    let days = days(db).await?;
    let excepted = period::server::excepted(db, today).await?;
    let mut count = 0;
    for period in period::server::all(db).await?.into_iter().filter(|it| it.open) {
        let dates = period::server::dates_of(db, &period).await?;
        let near = dates.dues.iter().any(|it| day_that_came((it.1 - today).num_days(), &days).is_some());
        let owed = if near { owed_in(db, &period).await? } else { Vec::new() };
        for (unit, missing) in behind(&owed, Owed::is_sent) {
            let due_on = dates.due_of(unit.kind).unwrap_or(period.due_on);
            let left = (due_on - today).num_days();
            let Some(day) = day_that_came(left, &days) else { continue };
            let occasion = format!("before-{day}");
            let known = store::reminded_on(db, period.id, unit.id, &occasion).await?;
            if known || excepted.is_closed(&period, unit.id) {
                continue;
            }
            let people = identity::server::people_of_unit(db, unit.id, &WHO).await?;
            let message = |it: &Owed| Message::DueSoon {
                unit: unit_name(unit),
                period: period_name(&period, it.title.as_ref()),
                due_on,
                days: left,
            };
            let tx = begin_write(db).await?;
            match put(&tx, period.id, unit.id, occasion.clone(), None, now).await {
                Ok(()) => {}
                // Another process was first.
                Err(Error::Conflict) => continue,
                Err(error) => return Err(error),
            }
            tell(&tx, now, &people, &missing, message).await?;
            tx.commit().await?;
            count += 1;
        }
    }
    Ok(count)
}

/// Looks at the calendar until the process ends.
pub async fn keep_reminding(db: DatabaseConnection, clock: Clock) {
    loop {
        if let Err(error) = remind_of_deadlines(&db, clock).await {
            tracing::warn!(%error, "units could not be reminded of their deadlines");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// `POST /periods/{code}/remind`, a plain form: `unit` for each chosen one, `again` to remind twice a day.
pub async fn post_remind(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    // Whom one may remind is asked of each unit: heads remind those below.
    respond(Need::Write(Permission::StepReport), &state, &visitor, async |cx| {
        let mut chosen = Vec::new();
        for (_, value) in fields.iter().filter(|it| it.0 == "unit") {
            chosen.push(value.parse().map_err(|_| Error::NotFound)?);
        }
        let again = fields.iter().any(|it| it.0 == "again");
        let it = remind(&cx, &code, &chosen, again).await?;
        let back = format!(
            "{}?reminded={}&people={}&held={}&nobody={}",
            route::period(&code),
            it.told.len(),
            it.people,
            it.held.join(","),
            it.nobody.join(","),
        );
        Ok(Redirect::to(&back).into_response())
    })
    .await
}

#[derive(Deserialize)]
pub struct Days {
    days: String,
}

/// `POST /periods/{code}/reminder-days`, a plain form.
pub async fn post_days(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    Form(typed): Form<Days>,
) -> Response {
    respond(Need::Write(Permission::ReceiveReports), &state, &visitor, async |cx| {
        let outcome = match set_days(&cx, &typed.days).await {
            Ok(_) => "kept",
            Err(Error::Invalid(_)) => "wrong",
            Err(error) => return Err(error),
        };
        Ok(Redirect::to(&format!("{}?days={outcome}", route::period(&code))).into_response())
    })
    .await
}
