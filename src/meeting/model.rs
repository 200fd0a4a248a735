use super::{
    Candidate, Changes, Delegate, InvitationAnswer, ItemViewName, MeetingKind, MeetingRules, MeetingWarning,
    Outline, Paper, Room, Shift,
};
use crate::actor::Role;
use crate::error::{FieldErrors, Problem, parse_required, parse_text};
use crate::id::{
    AgendaItemId, AgendaViewId, ConclusionId, MeetingId, PaperId, PassageId, PersonId, ReportId, SavedViewId,
    SectorId, UnitId,
};
use crate::org::{Sector, Unit};
use crate::period::Period;
use crate::report::Passage;
use crate::task::TaskLine;
use crate::time::{Instant, instant, parse_date, parse_time};
use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

crate::words! {
    pub enum MeetingState {
        Draft = "draft",
        Published = "published",
        /// Begun and not ended; what goes on inside is the log's matter.
        Running = "running",
        Ended = "ended",
    }
}

crate::words! {
    #[derive(Default)]
    pub enum ItemKind {
        Opening = "opening",
        /// A sector's report.
        Report = "report",
        #[default]
        Discussion = "discussion",
        Decision = "decision",
        Information = "information",
        Conclusions = "conclusions",
        Break = "break",
    }
}

crate::words! {
    pub enum ConclusionState { Agreed = "agreed", Issued = "issued" }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub id: MeetingId,
    pub title: String,
    pub place: Option<String>,
    pub starts_at: Instant,
    pub kind: MeetingKind,
    /// Longest by rule, in minutes: half a day for a briefing (QĐ 45/2018, Điều 12).
    pub limit_minutes: i32,
    /// Why it is too urgent to be announced in time; none when it is not.
    pub urgent: Option<String>,
    /// How often its time, place or title changed since people were first invited.
    pub sequence: i32,
    pub state: MeetingState,
    /// The period it reviews.
    pub reviews: Period,
    /// The period whose key tasks it agrees.
    pub plans: Option<Period>,
    pub sample: bool,
    pub revision: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    pub id: AgendaItemId,
    /// From 1.
    pub position: i32,
    pub kind: ItemKind,
    pub title: String,
    pub sector: Option<Sector>,
    pub presenter: Option<Unit>,
    /// Who speaks for the unit, with the post, as the agenda names them.
    pub presenter_name: Option<String>,
    /// Together those of the items below it, where there are any.
    pub minutes: i32,
    /// As it was given, for the time when nothing is below it.
    pub own_minutes: i32,
    pub purpose: Option<String>,
    /// What is to be decided (QĐ 45/2018, Điều 6: none is held only to hear reports).
    pub decision: Option<String>,
    /// For everybody who reads the agenda.
    pub note: Option<String>,
    /// The item that it is below.
    pub parent: Option<AgendaItemId>,
    pub depth: usize,
    /// `2.1`.
    pub number: String,
    pub is_group: bool,
    /// Planned start, from the meeting's and the minutes before it.
    pub planned_at: Instant,
}

impl AgendaItem {
    /// Numbers the items of an agenda and gives them their times. Only order, parents and own minutes count.
    pub fn lay_out(items: Vec<Self>, starts_at: Instant) -> Vec<Self> {
        let rows: Vec<_> = items.iter().map(|it| (it.id, it.parent)).collect();
        let own = |id: AgendaItemId| items.iter().find(|it| it.id == id).map_or(0, |it| it.own_minutes);
        let laid = Outline::of(&rows).laid(own);
        let mut items = items;
        laid.into_iter()
            .zip(1..)
            .filter_map(|(laid, position)| {
                let at = items.iter().position(|it| it.id == laid.id)?;
                let item = items.swap_remove(at);
                Some(Self {
                    position,
                    minutes: laid.minutes,
                    parent: laid.parent,
                    depth: laid.depth,
                    number: laid.number,
                    is_group: laid.is_group,
                    planned_at: starts_at + Duration::minutes(i64::from(laid.after)),
                    ..item
                })
            })
            .collect()
    }

    /// Says neither what for nor what is to be decided, although it takes up people's time.
    pub fn is_unpurposed(&self) -> bool {
        let asked = matches!(self.kind, ItemKind::Report | ItemKind::Discussion | ItemKind::Decision);
        asked && self.purpose.is_none() && self.decision.is_none()
    }
}

/// A conclusion as it is kept outside the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusion {
    pub id: ConclusionId,
    pub item: Option<AgendaItemId>,
    pub sector: Option<SectorId>,
    pub body: String,
    pub state: ConclusionState,
    pub revision: i64,
    pub tasks: Vec<TaskLine>,
    pub sample: bool,
}

/// All that the agenda view, the live pages and the minutes show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaSheet {
    pub meeting: Meeting,
    pub items: Vec<AgendaItem>,
    pub conclusions: Vec<Conclusion>,
    pub room: Room,
    /// Conclusions of the conference before, with their tasks: the first item takes them up.
    pub before: Option<(MeetingLine, Vec<Conclusion>)>,
    /// Chair, secretary and delegates, in this order.
    pub people: Vec<Participant>,
    /// Units that may present an item or lead a task. Only for those who may do either.
    pub units: Vec<Unit>,
    /// The committee that meets, for the head of its documents.
    pub committee: Option<Unit>,
    /// Views that its items show.
    pub views: Vec<ItemViewName>,
    /// Saved views that may be put on an item. Only for those who plan it.
    pub saved: Vec<(SavedViewId, String)>,
    pub delegates: Vec<Delegate>,
    /// The reader is asked to come.
    pub is_delegate: bool,
    pub papers: Vec<Paper>,
    /// Published passages that items were linked to.
    pub passages: Vec<LinkedPassage>,
    /// What is different from the agenda that was published; none before it was, and when nothing is.
    pub changes: Option<Changes>,
    /// Only for chair and secretary.
    pub chair_notes: Vec<ChairNote>,
    /// Only for those who plan it.
    pub planning: Option<Planning>,
}

/// A passage that an item takes up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedPassage {
    pub item: AgendaItemId,
    pub unit: Unit,
    pub report: ReportId,
    pub passage: Passage,
}

/// What chair and secretary remind themselves of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChairNote {
    pub item: AgendaItemId,
    pub body: String,
    pub revision: i64,
}

/// What those who prepare a meeting choose from, and what the rules say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planning {
    pub rules: MeetingRules,
    pub warnings: Vec<MeetingWarning>,
    /// The last day for invitations.
    pub invite_by: NaiveDate,
    /// The last day for the notice of the conclusions, once the meeting ended.
    pub notice_by: Option<NaiveDate>,
    /// Delegates who wait for an invitation, or for one with the present time and place.
    pub uninvited: u32,
    pub sectors: Vec<Sector>,
    pub candidates: Vec<Candidate>,
    /// Published passages of the period, to link items to: unit, first words.
    pub passages: Vec<PassageChoice>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageChoice {
    pub id: PassageId,
    pub sector: SectorId,
    pub unit: UnitId,
    pub excerpt: String,
}

/// Someone who sits in a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    pub person: PersonId,
    pub name: String,
    pub post: Option<String>,
    pub unit: Option<Unit>,
    pub role: Role,
    /// On the list of delegates; whoever leads or writes need not be.
    pub invited: bool,
    /// What they answered to the invitation.
    pub answer: Option<InvitationAnswer>,
    /// Who comes instead, as they said.
    pub substitute: Option<String>,
}

impl AgendaSheet {
    /// Tells an agenda with its papers from what it was and will be: the server says to open screens which one
    /// is in force.
    pub fn mark(&self) -> String {
        agenda_mark(self.meeting.revision, self.papers.iter().map(|it| it.id))
    }
}

pub fn agenda_mark(revision: i64, papers: impl Iterator<Item = PaperId>) -> String {
    let (count, newest) = papers.fold((0, None), |(count, newest), it| (count + 1, newest.max(Some(it.0))));
    format!("{revision}.{count}.{}", newest.unwrap_or_default().simple())
}

/// A room as its screens showed it at a moment of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    pub moment: Instant,
    pub room: Room,
    /// When the log begins and ends; none while it is empty.
    pub begins_at: Option<Instant>,
    pub ends_at: Option<Instant>,
}

/// One change to a meeting before it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AgendaEdit {
    Meeting(MeetingInput),
    Add(AgendaInput),
    Update(AgendaItemId, AgendaInput),
    /// What is below it stays.
    Remove(AgendaItemId),
    Move(AgendaItemId, Shift),
    Kind(KindInput),
    Link(AgendaItemId, PassageId),
    Unlink(AgendaItemId, PassageId),
    /// Puts a saved view on an item.
    Show(AgendaItemId, SavedViewId),
    /// Takes a view off its item.
    Hide(AgendaViewId),
    Invite(PersonId),
    Uninvite(PersonId),
    /// Everybody may see it from then on.
    Publish,
}

/// A meeting that could be made, filled in as far as the rules and the last one tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingProposal {
    /// The code of the period it would review.
    pub period: String,
    pub periods: Vec<Period>,
    pub input: MeetingInput,
    /// Meetings whose agenda can be taken over, newest first.
    pub former: Vec<(MeetingId, String)>,
}

/// What the list of meetings shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingsSheet {
    /// Newest first.
    pub lines: Vec<MeetingLine>,
    /// For those who may make one.
    pub proposal: Option<MeetingProposal>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingLine {
    pub meeting: Meeting,
    pub items: u32,
    pub conclusions: u32,
    pub tasks: u32,
}

/// A meeting as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingInput {
    pub title: String,
    pub place: String,
    pub date: String,
    pub time: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingDraft {
    pub title: String,
    pub place: Option<String>,
    pub starts_at: Instant,
}

impl MeetingInput {
    /// # Errors
    /// Every field that needs mending: `title`, `place`, `date`, `time`.
    pub fn parse(&self) -> Result<MeetingDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.keep("title", parse_required(&self.title, 300));
        let place = errors.keep("place", parse_text(&self.place, 300));
        let date = errors.keep("date", parse_date(&self.date));
        let time = errors.keep("time", parse_time(&self.time));
        match (title, place, date, time) {
            (Some(title), Some(place), Some(date), Some(time)) => {
                Ok(MeetingDraft { title, place, starts_at: instant(date.and_time(time)) })
            }
            _ => Err(errors),
        }
    }
}

/// What a meeting is held for, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindInput {
    pub kind: MeetingKind,
    pub urgent: bool,
    /// Why it is.
    pub reason: String,
}

impl KindInput {
    /// The kind, and why it is urgent.
    ///
    /// # Errors
    /// `reason`, when it is urgent without one.
    pub fn parse(&self) -> Result<(MeetingKind, Option<String>), FieldErrors> {
        if !self.urgent {
            return Ok((self.kind, None));
        }
        let reason = parse_required(&self.reason, 500).map_err(|it| FieldErrors::of("reason", it))?;
        Ok((self.kind, Some(reason)))
    }
}

/// An agenda item as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaInput {
    pub kind: ItemKind,
    pub title: String,
    pub minutes: String,
    pub sector: Option<SectorId>,
    pub presenter: Option<UnitId>,
    pub presenter_name: String,
    pub purpose: String,
    pub decision: String,
    pub note: String,
}

impl AgendaInput {
    /// As the item's fields show it.
    pub fn of(item: &AgendaItem) -> Self {
        Self {
            kind: item.kind,
            title: item.title.clone(),
            minutes: item.own_minutes.to_string(),
            sector: item.sector.as_ref().map(|it| it.id),
            presenter: item.presenter.as_ref().map(|it| it.id),
            presenter_name: item.presenter_name.clone().unwrap_or_default(),
            purpose: item.purpose.clone().unwrap_or_default(),
            decision: item.decision.clone().unwrap_or_default(),
            note: item.note.clone().unwrap_or_default(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItemDraft {
    pub kind: ItemKind,
    pub title: String,
    pub minutes: i32,
    pub sector: Option<SectorId>,
    pub presenter: Option<UnitId>,
    pub presenter_name: Option<String>,
    pub purpose: Option<String>,
    pub decision: Option<String>,
    pub note: Option<String>,
}

impl AgendaInput {
    /// Minutes are whole, from 1 to 480.
    ///
    /// # Errors
    /// Every field that needs mending, under its name here.
    pub fn parse(&self) -> Result<AgendaItemDraft, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.keep("title", parse_required(&self.title, 300));
        let minutes = errors.keep("minutes", parse_minutes(&self.minutes));
        let presenter_name = errors.keep("presenter_name", parse_text(&self.presenter_name, 200));
        let purpose = errors.keep("purpose", parse_text(&self.purpose, 500));
        let decision = errors.keep("decision", parse_text(&self.decision, 500));
        let note = errors.keep("note", parse_text(&self.note, LONGEST_NOTE));
        match (title, minutes, presenter_name, purpose, decision, note) {
            (Some(title), Some(minutes), Some(presenter_name), Some(purpose), Some(decision), Some(note)) => {
                Ok(AgendaItemDraft {
                    kind: self.kind,
                    title,
                    minutes,
                    sector: self.sector,
                    presenter: self.presenter,
                    presenter_name,
                    purpose,
                    decision,
                    note,
                })
            }
            _ => Err(errors),
        }
    }
}

/// The longest note on an item, public or private, in characters.
const LONGEST_NOTE: u32 = 2000;

/// A private note; an empty one is none.
///
/// # Errors
/// When it is too long.
pub fn parse_chair_note(text: &str) -> Result<Option<String>, FieldErrors> {
    parse_text(text, LONGEST_NOTE).map_err(|it| FieldErrors::of("note", it))
}

fn parse_minutes(text: &str) -> Result<i32, Problem> {
    let minutes = text.trim().parse::<i32>().map_err(|_| Problem::NotANumber)?;
    if minutes < 1 {
        Err(Problem::Negative)
    } else if minutes > 480 {
        Err(Problem::Above("480".to_owned()))
    } else {
        Ok(minutes)
    }
}
