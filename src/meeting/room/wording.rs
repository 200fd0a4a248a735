//! The wording of conclusions: as it is written, proposed, answered and recorded.

use super::{Event, Happening, RoomConclusion, RoomTask, Subject};
use crate::error::Denial;
use crate::id::{AgendaItemId, ConclusionId, PassageId, PersonId};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// A wording that is being written, for all to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub item: AgendaItemId,
    /// The conclusion that it would word anew.
    pub conclusion: Option<ConclusionId>,
    pub body: String,
    /// Number of the event that changed it last.
    pub seq: i64,
    pub at: Instant,
    pub by: Option<PersonId>,
    /// Passages that went into it.
    pub sources: Vec<PassageId>,
}

crate::words! {
    pub enum ProposalState { Open = "open", Taken = "taken", Declined = "declined" }
}

/// A wording that somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub seq: i64,
    pub item: AgendaItemId,
    pub conclusion: Option<ConclusionId>,
    pub by: PersonId,
    pub at: Instant,
    pub body: String,
    pub state: ProposalState,
}

/// Somebody agrees to a wording, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Number of the event that worded it.
    pub wording: i64,
    pub person: PersonId,
    pub agrees: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wordings {
    pub drafts: Vec<Draft>,
    pub proposals: Vec<Proposal>,
    /// To wordings that stand; those to earlier ones are in the log alone.
    pub answers: Vec<Answer>,
}

impl Wordings {
    pub fn draft(&self, item: AgendaItemId, conclusion: Option<ConclusionId>) -> Option<&Draft> {
        self.drafts.iter().find(|it| it.item == item && it.conclusion == conclusion)
    }

    pub fn proposals_on(&self, item: AgendaItemId) -> impl Iterator<Item = &Proposal> {
        self.proposals.iter().filter(move |it| it.item == item)
    }

    pub fn answer_of(&self, person: PersonId, wording: i64) -> Option<bool> {
        self.answers.iter().find(|it| it.person == person && it.wording == wording).map(|it| it.agrees)
    }

    /// How many agree to a wording, and how many do not.
    pub fn answers_to(&self, wording: i64) -> (usize, usize) {
        let to = |agrees: bool| {
            self.answers.iter().filter(|it| it.wording == wording && it.agrees == agrees).count()
        };
        (to(true), to(false))
    }

    pub(super) fn hear(&mut self, event: &Event, conclusions: &mut Vec<RoomConclusion>) {
        match &event.what {
            Happening::Drafted { item, conclusion, body, .. } => {
                self.write(event, *item, *conclusion, |it| it.body.clone_from(body));
            }
            Happening::PassageTaken { item, conclusion, passage, body } => {
                self.write(event, *item, *conclusion, |draft| {
                    if !draft.body.is_empty() && !draft.body.ends_with('\n') {
                        draft.body.push('\n');
                    }
                    draft.body.push_str(body);
                    if !draft.sources.contains(passage) {
                        draft.sources.push(*passage);
                    }
                });
            }
            Happening::DraftDropped { item, conclusion } => {
                self.drafts.retain(|it| (it.item, it.conclusion) != (*item, *conclusion));
            }
            Happening::WordingProposed { item, conclusion, body } => {
                let Some(by) = event.by else { return };
                self.proposals.push(Proposal {
                    seq: event.seq,
                    item: *item,
                    conclusion: *conclusion,
                    by,
                    at: event.at,
                    body: body.clone(),
                    state: ProposalState::Open,
                });
            }
            Happening::ProposalTaken { proposal } => {
                let Some(taken) = self.settle(*proposal, ProposalState::Taken) else { return };
                self.write(event, taken.item, taken.conclusion, |it| it.body = taken.body);
            }
            Happening::ProposalDeclined { proposal } => {
                self.settle(*proposal, ProposalState::Declined);
            }
            Happening::WordingAnswered { wording, agrees } => {
                let Some(person) = event.by else { return };
                match self.answers.iter_mut().find(|it| it.person == person && it.wording == *wording) {
                    Some(answer) => answer.agrees = *agrees,
                    None => self.answers.push(Answer { wording: *wording, person, agrees: *agrees }),
                }
            }
            Happening::Concluded { conclusion, item, body } => {
                self.record(event.seq, *conclusion, *item, body, conclusions);
            }
            Happening::Tasked { conclusion, task, code, title, lead, due_on } => {
                if let Some(kept) = conclusions.iter_mut().find(|it| it.id == *conclusion) {
                    kept.tasks.push(RoomTask {
                        id: *task,
                        code: code.clone(),
                        title: title.clone(),
                        lead: lead.clone(),
                        due_on: *due_on,
                    });
                }
                return;
            }
            _ => return,
        }
        self.answers.retain(|it| stands(&self.drafts, conclusions, it.wording));
    }

    /// Changes a draft, or begins one, on behalf of an event.
    fn write(
        &mut self,
        event: &Event,
        item: AgendaItemId,
        conclusion: Option<ConclusionId>,
        change: impl FnOnce(&mut Draft),
    ) {
        let is_it = |it: &Draft| it.item == item && it.conclusion == conclusion;
        let place = self.drafts.iter().position(is_it);
        let mut draft = match place {
            Some(place) => self.drafts.remove(place),
            None => Draft {
                item,
                conclusion,
                body: String::new(),
                seq: event.seq,
                at: event.at,
                by: event.by,
                sources: Vec::new(),
            },
        };
        change(&mut draft);
        (draft.seq, draft.at, draft.by) = (event.seq, event.at, event.by);
        // The one that is being written stands last.
        self.drafts.push(draft);
    }

    fn settle(&mut self, proposal: i64, state: ProposalState) -> Option<Proposal> {
        let open = |it: &&mut Proposal| it.seq == proposal && it.state == ProposalState::Open;
        let found = self.proposals.iter_mut().find(open)?;
        found.state = state;
        Some(found.clone())
    }

    /// What was answered to the draft holds for the conclusion, where it was recorded as it stood.
    fn record(
        &mut self,
        seq: i64,
        id: ConclusionId,
        item: AgendaItemId,
        body: &str,
        conclusions: &mut Vec<RoomConclusion>,
    ) {
        let kept = conclusions.iter_mut().find(|it| it.id == id);
        let written = kept.is_some().then_some(id);
        match kept {
            Some(kept) => {
                body.clone_into(&mut kept.body);
                kept.seq = seq;
            }
            None => {
                conclusions.push(RoomConclusion { id, item, body: body.to_owned(), seq, tasks: Vec::new() })
            }
        }
        let is_it = |it: &Draft| it.item == item && it.conclusion == written;
        if let Some(draft) = self.drafts.iter().find(|it| is_it(it) && it.body.trim() == body) {
            for answer in self.answers.iter_mut().filter(|it| it.wording == draft.seq) {
                answer.wording = seq;
            }
        }
        self.drafts.retain(|it| !is_it(it));
    }

    /// Number of the event that worded what is voted on; 0 for an item, and for what is not there.
    pub(super) fn worded(&self, conclusions: &[RoomConclusion], subject: Subject) -> i64 {
        let found = match subject {
            Subject::Item(_) => None,
            Subject::Conclusion(id) => conclusions.iter().find(|it| it.id == id).map(|it| it.seq),
            Subject::Draft(item) => self.drafts.iter().rev().find(|it| it.item == item).map(|it| it.seq),
        };
        found.unwrap_or_default()
    }

    pub(super) fn allows(&self, event: &Event, conclusions: &[RoomConclusion]) -> Result<(), Denial> {
        match &event.what {
            Happening::DraftDropped { item, conclusion } => {
                self.draft(*item, *conclusion).map(|_| ()).ok_or(Denial::AlreadyDone)
            }
            Happening::WordingProposed { item, conclusion, body } => {
                let again = |it: &Proposal| {
                    it.state == ProposalState::Open
                        && Some(it.by) == event.by
                        && (it.item, it.conclusion) == (*item, *conclusion)
                        && it.body == *body
                };
                if self.proposals.iter().any(again) { Err(Denial::AlreadyDone) } else { Ok(()) }
            }
            Happening::ProposalTaken { proposal } | Happening::ProposalDeclined { proposal } => {
                let open =
                    self.proposals.iter().any(|it| it.seq == *proposal && it.state == ProposalState::Open);
                if open { Ok(()) } else { Err(Denial::AlreadyDone) }
            }
            Happening::WordingAnswered { wording, agrees } => {
                let before = event.by.and_then(|it| self.answer_of(it, *wording));
                if !stands(&self.drafts, conclusions, *wording) {
                    Err(Denial::Outdated)
                } else if before == Some(*agrees) {
                    Err(Denial::AlreadyDone)
                } else {
                    Ok(())
                }
            }
            Happening::VoteOpened {
                subject: subject @ (Subject::Conclusion(_) | Subject::Draft(_)), ..
            } if self.worded(conclusions, *subject) == 0 => Err(Denial::WrongState),
            _ => Ok(()),
        }
    }
}

fn stands(drafts: &[Draft], conclusions: &[RoomConclusion], wording: i64) -> bool {
    drafts.iter().any(|it| it.seq == wording) || conclusions.iter().any(|it| it.seq == wording)
}
