//! The chair's tools beside the bar: time, the vote, adjourning, control.

use super::ballot::VoteDialog;
use super::head::TakeControl;
use super::seat::Seat;
use crate::error::{Error, FieldErrors};
use crate::meeting::{AgendaItem, Happening, Phase};
use crate::text::use_lang;
use crate::time::{Instant, instant, parse_date, parse_time};
use crate::ui::{Button, ButtonKind, ButtonTone, Card, Dialog, IconName, InputKind, TextField};
use leptos::prelude::*;

/// By how much the time of an item is changed with one touch, in seconds.
const STEP: i64 = 300;

#[component]
pub fn LeadPanel(seat: Seat, items: Vec<AgendaItem>) -> impl IntoView {
    let t = use_lang();
    let room = seat.room();
    let current = Memo::new(move |_| room.with(|it| it.current));
    let elsewhere = seat.elsewhere();
    let adjourning = RwSignal::new(false);
    let voting = RwSignal::new(false);
    let can_adjourn = seat.can(Happening::Adjourned { until: None });
    let running = Memo::new(move |_| room.with(|it| it.phase == Phase::Running));
    let open = super::vote::open_vote(seat);
    let may_vote = Memo::new(move |_| {
        running.get() && current.get().is_some() && open.get().is_none() && !elsewhere.get()
    });
    let minutes = StoredValue::new(items.iter().map(|it| (it.id, it.minutes)).collect::<Vec<_>>());
    let give = move |more: i64| {
        let now = seat.clock.now_untracked();
        let timed = room.with_untracked(|room| {
            let item = room.current?;
            let minutes = minutes.with_value(|it| it.iter().find(|it| it.0 == item).map(|it| it.1))?;
            let given = room.clock_of(item, minutes, now).given.unwrap_or_default();
            Some(Happening::ItemTimed { item, seconds: (given + more).max(60) })
        });
        if let Some(timed) = timed {
            seat.act(timed);
        }
    };
    let times = move || {
        (current.get().is_some() && !elsewhere.get()).then(|| {
            view! {
                <Button
                    tone=ButtonTone::Secondary
                    kind=ButtonKind::Button
                    icon=IconName::Clock
                    busy=seat.busy
                    on_press=move |_| give(STEP)
                >
                    {t.room_more_time()}
                </Button>
                <Button
                    tone=ButtonTone::Quiet
                    kind=ButtonKind::Button
                    busy=seat.busy
                    on_press=move |_| give(-STEP)
                >
                    {t.room_less_time()}
                </Button>
            }
        })
    };
    let vote = move || {
        may_vote.get().then(|| {
            view! {
                <Button
                    tone=ButtonTone::Secondary
                    kind=ButtonKind::Button
                    icon=IconName::Vote
                    on_press=move |_| voting.set(true)
                >
                    {t.room_vote_open()}
                </Button>
            }
        })
    };
    let adjourn = move || {
        can_adjourn.get().then(|| {
            view! {
                <Button
                    tone=ButtonTone::Quiet
                    kind=ButtonKind::Button
                    icon=IconName::Calendar
                    on_press=move |_| adjourning.set(true)
                >
                    {t.room_adjourn()}
                </Button>
            }
        })
    };
    let control = move || (!elsewhere.get() && is_free(seat)).then(|| view! { <TakeControl seat /> });
    view! {
        <Card title=t.room_lead()>
            <div class="row" data-tools="">
                {vote} {times} {adjourn} {control}
            </div>
        </Card>
        <VoteDialog seat items open=voting />
        <AdjournDialog seat open=adjourning />
    }
    .into_any()
}

/// Nobody holds this person's part yet.
fn is_free(seat: Seat) -> bool {
    seat.part().is_some_and(|part| seat.room().with(|it| !it.control.contains_key(&part)))
}

#[component]
fn AdjournDialog(seat: Seat, open: RwSignal<bool>) -> impl IntoView {
    let t = use_lang();
    let day = RwSignal::new(String::new());
    let time = RwSignal::new(String::new());
    let errors = RwSignal::new(FieldErrors::default());
    let on = move |field: &'static str| {
        Signal::derive(move || errors.with(|it| it.on(field).map(|it| it.message(t))))
    };
    let adjourn = move |_| match until(&day.get_untracked(), &time.get_untracked()) {
        Ok(until) => {
            errors.set(FieldErrors::default());
            open.set(false);
            seat.act(Happening::Adjourned { until });
        }
        Err(Error::Invalid(found)) => errors.set(found),
        Err(error) => seat.refuse(&error),
    };
    view! {
        <Dialog
            id="adjourn"
            title=t.room_adjourn_ask()
            open
            actions=move || {
                view! {
                    <Button
                        tone=ButtonTone::Secondary
                        kind=ButtonKind::Button
                        on_press=move |_| open.set(false)
                    >
                        {t.meeting_cancel()}
                    </Button>
                    <Button kind=ButtonKind::Button busy=seat.busy on_press=adjourn>
                        {t.room_adjourn()}
                    </Button>
                }
            }
        >
            <p>{t.room_adjourn_text()}</p>
            <div class="form-row">
                <TextField
                    name="adjourn-date"
                    label=t.room_until_date()
                    kind=InputKind::Date
                    optional=true
                    error=on("date")
                    on_input=Callback::new(move |it: String| day.set(it))
                />
                <TextField
                    name="adjourn-time"
                    label=t.room_until_time()
                    kind=InputKind::Time
                    optional=true
                    error=on("time")
                    on_input=Callback::new(move |it: String| time.set(it))
                />
            </div>
        </Dialog>
    }
    .into_any()
}

/// Both or neither.
fn until(day: &str, time: &str) -> Result<Option<Instant>, Error> {
    if day.is_empty() && time.is_empty() {
        return Ok(None);
    }
    let mut errors = FieldErrors::default();
    let day = errors.keep("date", parse_date(day));
    let time = errors.keep("time", parse_time(time));
    match (day, time) {
        (Some(day), Some(time)) => Ok(Some(instant(day.and_time(time)))),
        _ => Err(errors.into()),
    }
}
