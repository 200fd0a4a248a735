use super::{
    AgendaEdit, AgendaSheet, AttendAddress, AttendCode, Event, Happening, MeetingInput, MeetingsSheet,
    NoteInput, PrivateNote, Replay, VoteInput,
};
use crate::error::Result;
use crate::id::{AgendaItemId, ConclusionId, MeetingId, MeetingNoteId, PassageId};
use crate::sector::SectorCard;
use crate::task::TaskInput;
use crate::time::Instant;
use crate::wire::Json;
use leptos::prelude::*;
use uuid::Uuid;

#[server(prefix = "/api/fn", endpoint = "list_meetings", input = Json, output = Json)]
pub async fn list_meetings(period: Option<String>) -> Result<MeetingsSheet> {
    crate::server::answer::<ListMeetings, _, _>(async move |cx| {
        super::server::list(&cx, period.as_deref()).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "show_meeting", input = Json, output = Json)]
pub async fn show_meeting(meeting: MeetingId) -> Result<AgendaSheet> {
    crate::server::answer::<ShowMeeting, _, _>(async move |cx| super::server::sheet(&cx, meeting).await).await
}

#[server(prefix = "/api/fn", endpoint = "show_meeting_cards", input = Json, output = Json)]
pub async fn show_meeting_cards(meeting: MeetingId) -> Result<Vec<SectorCard>> {
    crate::server::answer::<ShowMeetingCards, _, _>(async move |cx| super::server::cards(&cx, meeting).await)
        .await
}

#[server(prefix = "/api/fn", endpoint = "create_meeting", input = Json, output = Json)]
pub async fn create_meeting(period: String, input: MeetingInput) -> Result<MeetingId> {
    crate::server::answer::<CreateMeeting, _, _>(async move |cx| {
        super::server::create(&cx, &period, &input).await
    })
    .await
}

/// Answers with the agenda as it stands then.
#[server(prefix = "/api/fn", endpoint = "change_agenda", input = Json, output = Json)]
pub async fn change_agenda(meeting: MeetingId, seen: i64, edit: AgendaEdit) -> Result<AgendaSheet> {
    crate::server::answer::<ChangeAgenda, _, _>(async move |cx| {
        super::server::change(&cx, meeting, seen, &edit).await
    })
    .await
}

/// The same key is taken once, however often it is sent. A device that leads or writes names itself, see
/// [`Happening::ControlTaken`].
#[server(prefix = "/api/fn", endpoint = "act_in_meeting", input = Json, output = Json)]
pub async fn act_in_meeting(
    meeting: MeetingId,
    key: Uuid,
    device: Option<Uuid>,
    what: Happening,
) -> Result<Event> {
    crate::server::answer::<ActInMeeting, _, _>(async move |cx| {
        super::server::act_from(&cx, meeting, key, device, what).await
    })
    .await
}

/// Opens a vote under the key as its identity.
#[server(prefix = "/api/fn", endpoint = "open_vote", input = Json, output = Json)]
pub async fn open_vote(
    meeting: MeetingId,
    key: Uuid,
    device: Option<Uuid>,
    input: VoteInput,
) -> Result<Event> {
    crate::server::answer::<OpenVote, _, _>(async move |cx| {
        super::server::open_vote(&cx, meeting, key, device, &input).await
    })
    .await
}

/// Words a conclusion anew when one is named, `seen` being the number of the event whose wording was read.
#[server(prefix = "/api/fn", endpoint = "conclude", input = Json, output = Json)]
pub async fn conclude(
    meeting: MeetingId,
    key: Uuid,
    item: AgendaItemId,
    conclusion: Option<ConclusionId>,
    seen: i64,
    body: String,
    sources: Vec<PassageId>,
) -> Result<Event> {
    crate::server::answer::<Conclude, _, _>(async move |cx| {
        let wording = super::server::Wording { item, conclusion, seen, body, sources };
        super::server::conclude(&cx, meeting, key, wording).await
    })
    .await
}

/// Adds a passage of a published report to the draft on an item, of a conclusion when one is worded anew.
#[server(prefix = "/api/fn", endpoint = "take_passage_into_wording", input = Json, output = Json)]
pub async fn take_passage_into_wording(
    meeting: MeetingId,
    key: Uuid,
    device: Option<Uuid>,
    item: AgendaItemId,
    conclusion: Option<ConclusionId>,
    passage: PassageId,
) -> Result<Event> {
    crate::server::answer::<TakePassageIntoWording, _, _>(async move |cx| {
        super::server::take_passage(&cx, meeting, key, device, item, conclusion, passage).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "task_from_conclusion", input = Json, output = Json)]
pub async fn task_from_conclusion(
    meeting: MeetingId,
    key: Uuid,
    conclusion: ConclusionId,
    input: TaskInput,
) -> Result<Event> {
    crate::server::answer::<TaskFromConclusion, _, _>(async move |cx| {
        super::server::task_from_conclusion(&cx, meeting, key, conclusion, &input).await
    })
    .await
}

/// The address that the screen shows as a code, good for a short time: ask again before it expires.
#[server(prefix = "/api/fn", endpoint = "show_attend_address", input = Json, output = Json)]
pub async fn show_attend_address(meeting: MeetingId) -> Result<AttendAddress> {
    crate::server::answer::<ShowAttendAddress, _, _>(async move |cx| {
        super::server::show_attend_address(&cx, meeting).await
    })
    .await
}

/// The same, drawn as a code that a telephone reads. `origin` is the site's own address as the screen has it.
#[server(prefix = "/api/fn", endpoint = "draw_attend_code", input = Json, output = Json)]
pub async fn draw_attend_code(meeting: MeetingId, origin: String) -> Result<AttendCode> {
    crate::server::answer::<DrawAttendCode, _, _>(async move |cx| {
        super::server::draw_attend_code(&cx, meeting, &origin).await
    })
    .await
}

/// What the screens showed at a moment.
#[server(prefix = "/api/fn", endpoint = "replay_meeting", input = Json, output = Json)]
pub async fn replay_meeting(meeting: MeetingId, moment: Instant) -> Result<Replay> {
    crate::server::answer::<ReplayMeeting, _, _>(async move |cx| {
        super::server::replay(&cx, meeting, moment).await
    })
    .await
}

/// The reader's own notes and highlights, which nobody else is shown.
#[server(prefix = "/api/fn", endpoint = "list_my_notes", input = Json, output = Json)]
pub async fn list_my_notes(meeting: MeetingId) -> Result<Vec<PrivateNote>> {
    crate::server::answer::<ListMyNotes, _, _>(async move |cx| super::server::notes(&cx, meeting).await).await
}

/// Keeps a note under the identity that the browser gave it, so that one sent twice is kept once.
#[server(prefix = "/api/fn", endpoint = "keep_note", input = Json, output = Json)]
pub async fn keep_note(meeting: MeetingId, input: NoteInput) -> Result<PrivateNote> {
    crate::server::answer::<KeepNote, _, _>(async move |cx| {
        super::server::keep_note(&cx, meeting, &input).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "drop_note", input = Json, output = Json)]
pub async fn drop_note(meeting: MeetingId, note: MeetingNoteId) -> Result<()> {
    crate::server::answer::<DropNote, _, _>(async move |cx| {
        super::server::drop_note(&cx, meeting, note).await
    })
    .await
}
