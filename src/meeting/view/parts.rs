//! What several of a meeting's screens share.

use super::super::{AgendaItem, AgendaSheet, ItemKind, Meeting, MeetingState, Phase, Room};
use super::pack;
use super::views::MeetingViews;
use crate::error::{Error, Result};
use crate::id::{AgendaItemId, MeetingId};
use crate::meeting::api::{show_meeting, show_meeting_cards, show_meeting_views};
use crate::sector::SectorCard;
use crate::text::Lang;
use crate::time::{local, show_date, show_instant, show_time};
use crate::ui::Tone;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

/// The meeting that the address names. One that reads as none is asked for all the same, and not found.
pub fn use_meeting_id() -> Memo<MeetingId> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|it| it.get("id").and_then(|it| it.parse().ok()).unwrap_or_default()))
}

pub type Papers = Resource<Result<(AgendaSheet, Vec<SectorCard>)>>;

/// A meeting's sheet and the cards of its sectors, fetched together.
pub fn use_papers() -> Papers {
    let id = use_meeting_id();
    let path = use_location().pathname;
    Resource::new(
        move || id.get(),
        move |id| async move {
            let papers = fetch_papers(id).await;
            if papers.as_ref().is_err_and(|it| *it == Error::Offline) {
                pack::open_kept(id, path);
            }
            papers
        },
    )
}

async fn fetch_papers(id: MeetingId) -> Result<(AgendaSheet, Vec<SectorCard>)> {
    let sheet = show_meeting(id).await?;
    let cards = show_meeting_cards(id).await?;
    Ok((sheet, cards))
}

/// The views that a meeting's items show.
pub fn use_views() -> MeetingViews {
    let id = use_meeting_id();
    Resource::new(move || id.get(), show_meeting_views)
}

pub fn use_sheet() -> Resource<Result<AgendaSheet>> {
    let id = use_meeting_id();
    Resource::new(move || id.get(), show_meeting)
}

impl ItemKind {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Opening => t.meeting_kind_opening(),
            Self::Report => t.meeting_kind_report(),
            Self::Discussion => t.meeting_kind_discussion(),
            Self::Decision => t.meeting_kind_decision(),
            Self::Information => t.meeting_kind_information(),
            Self::Conclusions => t.meeting_kind_conclusions(),
            Self::Break => t.meeting_kind_break(),
        }
    }
}

impl MeetingState {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Draft => t.meeting_state_draft(),
            Self::Published => t.meeting_state_published(),
            Self::Running => t.meeting_state_running(),
            Self::Ended => t.meeting_state_ended(),
        }
    }

    pub const fn tone(self) -> Tone {
        match self {
            Self::Draft => Tone::Warn,
            Self::Published => Tone::Info,
            Self::Running => Tone::Accent,
            Self::Ended => Tone::Muted,
        }
    }
}

/// `08:00, 05/7/2016`, in the committee's zone.
pub fn when(meeting: &Meeting, t: Lang) -> String {
    format!("{}, {}", show_time(meeting.starts_at), show_date(local(meeting.starts_at).date(), t))
}

/// How an item stands in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemState {
    Ahead,
    Now,
    Done,
}

impl ItemState {
    pub fn of(room: &Room, item: AgendaItemId) -> Self {
        if room.current == Some(item) {
            Self::Now
        } else if room.spent.contains_key(&item) {
            Self::Done
        } else {
            Self::Ahead
        }
    }

    /// For `data-state`.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Done => Some("done"),
            Self::Now | Self::Ahead => None,
        }
    }
}

/// Where a meeting is, in one sentence.
pub fn whereabouts(room: &Room, items: &[AgendaItem], t: Lang) -> String {
    let current = room.current.and_then(|id| items.iter().find(|it| it.id == id));
    match (room.phase, current) {
        (Phase::NotStarted, _) => t.meeting_not_started().to_owned(),
        (Phase::Paused, _) => t.meeting_paused().to_owned(),
        (Phase::Adjourned, _) => match room.adjourned_until {
            Some(until) => t.meeting_adjourned_until(show_instant(until, t)),
            None => t.meeting_adjourned().to_owned(),
        },
        (Phase::Running, Some(item)) => t.meeting_now_item(&item.number, &item.title),
        (Phase::Running, None) => match room.started_at {
            Some(at) => t.meeting_started_at(show_time(at)),
            None => t.meeting_running().to_owned(),
        },
        (Phase::Ended, _) => match room.ended_at {
            Some(at) => t.meeting_ended_at(show_time(at)),
            None => t.meeting_ended().to_owned(),
        },
    }
}
