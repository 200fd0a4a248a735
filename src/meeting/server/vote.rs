//! Opening votes: the server says who has one.

use super::log::{Entry, enter, finish};
use super::store::{self, Seat};
use crate::error::{FieldErrors, Problem, Result};
use crate::id::{MeetingId, PersonId, VoteId};
use crate::meeting::{Attendance, Event, Happening, InvitationAnswer, Method, VoteDraft, VoteInput, Who};
use crate::server::Context;
use chrono::Duration;
use uuid::Uuid;

/// Puts an item or a wording to the vote.
///
/// # Errors
/// On `question`, `quorum` and `seconds`; on `voters` when nobody has a vote.
pub async fn open_vote(
    cx: &Context,
    meeting: MeetingId,
    key: Uuid,
    device: Option<Uuid>,
    input: &VoteInput,
) -> Result<Event> {
    let draft = input.parse()?;
    let _turn = cx.rooms.turn(meeting).await?;
    let tx = cx.write().await?;
    let open = match enter(cx, &tx, meeting, key).await? {
        Entry::Told(event) => return Ok(event),
        Entry::New(open) => open,
    };
    let voters = voters(&open.room.attendance, &store::seats(&tx, meeting).await?, &draft);
    let most = u32::try_from(voters.len()).unwrap_or(u32::MAX);
    let VoteDraft { subject, question, method, agreement, quorum, seconds } = draft;
    let what = Happening::VoteOpened {
        // One request opens one vote, however often it is sent.
        vote: VoteId(key),
        subject,
        question,
        method,
        agreement,
        quorum: quorum.unwrap_or(most / 2 + 1),
        closes_at: seconds.map(|it| open.at + Duration::seconds(it.into())),
        voters,
    };
    open.permits(cx, device, &what)?;
    open.knows(&tx, &what).await?;
    if most == 0 {
        return Err(FieldErrors::of("voters", Problem::Required).into());
    }
    if quorum.is_some_and(|it| it > most) {
        return Err(FieldErrors::of("quorum", Problem::Above(most.to_string())).into());
    }
    finish(cx, tx, open, key, what).await
}

/// Those on the list of delegates, or who sits in their place; for an agreement of units, those who sit for one.
/// Silence speaks only for those who are here, where attendance is kept at all. A guest who stands in raises a
/// hand under the delegate's name, and has no other vote: no account would cast it.
fn voters(attendance: &Attendance, seats: &[Seat], draft: &VoteDraft) -> Vec<PersonId> {
    let mut voters: Vec<PersonId> = Vec::new();
    for seat in seats {
        let voter = match sitter(attendance, seat) {
            Some(Who::Person(person)) => person,
            Some(Who::Guest(_)) if draft.method == Method::Hands => seat.person,
            Some(Who::Guest(_)) | None => continue,
        };
        let speaks = seat.unit.is_some() || !draft.agreement;
        let counts = draft.method != Method::Silence
            || attendance.0.is_empty()
            || attendance.is_here(&Who::Person(voter));
        if speaks && counts && !voters.contains(&voter) {
            voters.push(voter);
        }
    }
    voters
}

/// Who sits in a delegate's place. What the room saw counts before what was answered to the invitation: whoever
/// declined and came all the same sits, and so does whoever named another and came.
fn sitter(attendance: &Attendance, seat: &Seat) -> Option<Who> {
    let own = Who::Person(seat.person);
    if let Some(substitute) = attendance.substitute_of(seat.person) {
        return Some(substitute.clone());
    }
    if attendance.is_here(&own) {
        return Some(own);
    }
    match seat.answer {
        Some(InvitationAnswer::Declined) => None,
        Some(InvitationAnswer::Substituted) => seat.substitute.clone().map(Who::Guest),
        Some(InvitationAnswer::Accepted) | None => Some(own),
    }
}
