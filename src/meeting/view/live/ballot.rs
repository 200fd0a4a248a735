//! Putting something to the vote.

use super::seat::Seat;
use crate::error::{Error, FieldErrors};
use crate::meeting::api::open_vote;
use crate::meeting::view::device::fresh_key;
use crate::meeting::{AgendaItem, Method, Subject, VoteInput};
use crate::text::use_lang;
use crate::ui::{
    Button, ButtonKind, ButtonTone, Checkbox, Dialog, IconName, InputKind, Select, TextArea, TextField, Tone,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

/// How long a silent agreement is open unless it is said otherwise, in seconds.
const SILENCE: &str = "60";

/// A form for a vote on the current item, its recorded conclusions or the wording that is being written.
#[component]
pub fn VoteDialog(seat: Seat, items: Vec<AgendaItem>, open: RwSignal<bool>) -> impl IntoView {
    let t = use_lang();
    let items = StoredValue::new(items);
    let form = move || {
        open.get().then(|| {
            let item = seat.room().with_untracked(|it| it.current);
            let item =
                item.and_then(|item| items.with_value(|it| it.iter().find(|it| it.id == item).cloned()));
            item.map(|item| view! { <VoteForm seat item open /> })
        })
    };
    view! {
        <Dialog id="open-vote" title=t.room_vote_open() open>
            {form}
        </Dialog>
    }
    .into_any()
}

#[component]
fn VoteForm(seat: Seat, item: AgendaItem, open: RwSignal<bool>) -> impl IntoView {
    let t = use_lang();
    let subjects = subjects(seat, &item);
    let options =
        subjects.iter().enumerate().map(|(at, (_, words))| (at.to_string(), words.clone())).collect();
    let subjects = StoredValue::new(subjects);
    let question = t.room_vote_question(&item.title);
    let typed = RwSignal::new(VoteInput {
        subject: Subject::Item(item.id),
        question: question.clone(),
        method: Method::Named,
        agreement: false,
        quorum: String::new(),
        seconds: String::new(),
    });
    let errors = RwSignal::new(FieldErrors::default());
    let busy = RwSignal::new(false);
    let on = move |field: &'static str| {
        Signal::derive(move || errors.with(|it| it.on(field).map(|it| it.message(t))))
    };
    // The same vote sent twice is one vote.
    let key = StoredValue::new(None::<Uuid>);
    let form = Form { typed, key };
    let choose = Callback::new(move |it: String| {
        let subject =
            it.parse::<usize>().ok().and_then(|at| subjects.with_value(|it| it.get(at).map(|it| it.0)));
        if let Some(subject) = subject {
            form.change(|it| it.subject = subject);
        }
    });
    let method = Callback::new(move |it: String| {
        if let Ok(method) = it.parse::<Method>() {
            form.change(|it| it.method = method);
        }
    });
    let send = move |_| {
        if busy.get_untracked() {
            return;
        }
        let mut input = typed.get_untracked();
        if input.method == Method::Silence && input.seconds.trim().is_empty() {
            SILENCE.clone_into(&mut input.seconds);
        }
        if let Err(found) = input.parse() {
            errors.set(found);
            return;
        }
        errors.set(FieldErrors::default());
        let sent = key.get_value().unwrap_or_else(fresh_key);
        key.set_value(Some(sent));
        busy.set(true);
        spawn_local(async move {
            match open_vote(seat.meeting, sent, seat.device(), input).await {
                Ok(event) => {
                    seat.following.hear(&event);
                    open.try_set(false);
                }
                Err(Error::Invalid(found)) => {
                    if found.on("voters").is_some() {
                        seat.toasts.say(Tone::Danger, t.room_no_voters());
                    }
                    errors.try_set(found);
                }
                Err(error) => seat.refuse(&error),
            }
            busy.try_set(false);
        });
    };
    let methods = Method::ALL.iter().map(|it| (it.word().to_owned(), it.name(t).to_owned())).collect();
    view! {
        <div class="form">
            <Select name="vote-subject" label=t.room_vote_subject() options=options value="0" on_change=choose />
            <TextArea
                name="vote-question"
                label=t.room_vote_asks()
                value=question
                rows=3_u8
                error=on("question")
                on_input=Callback::new(move |text: String| form.change(|it| it.question.clone_from(&text)))
            />
            <Select
                name="vote-method"
                label=t.room_vote_method()
                options=methods
                value=Method::Named.word()
                on_change=method
            />
            <Checkbox
                name="vote-agreement"
                label=t.room_vote_agreement()
                on_change=Callback::new(move |yes: bool| form.change(|it| it.agreement = yes))
            />
            <div class="form-row">
                <TextField
                    name="vote-quorum"
                    label=t.room_vote_quorum()
                    kind=InputKind::Figure
                    optional=true
                    help=t.room_vote_quorum_help()
                    error=on("quorum")
                    on_input=Callback::new(move |text: String| form.change(|it| it.quorum.clone_from(&text)))
                />
                <TextField
                    name="vote-seconds"
                    label=t.room_vote_seconds()
                    kind=InputKind::Figure
                    optional=true
                    help=t.room_vote_seconds_help()
                    error=on("seconds")
                    on_input=Callback::new(move |text: String| form.change(|it| it.seconds.clone_from(&text)))
                />
            </div>
            <div class="form-actions">
                <Button
                    tone=ButtonTone::Secondary
                    kind=ButtonKind::Button
                    on_press=move |_| open.set(false)
                >
                    {t.meeting_cancel()}
                </Button>
                <Button kind=ButtonKind::Button icon=IconName::Vote busy=busy on_press=send>
                    {t.room_vote_begin()}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Form {
    typed: RwSignal<VoteInput>,
    /// Of what was sent as it stands.
    key: StoredValue<Option<Uuid>>,
}

impl Form {
    fn change(self, change: impl FnOnce(&mut VoteInput)) {
        self.key.set_value(None);
        self.typed.update(change);
    }
}

/// What may be voted on, with its words.
fn subjects(seat: Seat, item: &AgendaItem) -> Vec<(Subject, String)> {
    let t = seat.t;
    seat.room().with_untracked(|room| {
        let mut subjects = vec![(Subject::Item(item.id), t.room_subject_item(&item.title))];
        if let Some(draft) = room.wordings.drafts.iter().rev().find(|it| it.item == item.id) {
            subjects.push((Subject::Draft(item.id), t.room_subject_draft(brief(&draft.body))));
        }
        let recorded = room.conclusions_on(item.id);
        subjects.extend(
            recorded.map(|it| (Subject::Conclusion(it.id), t.room_subject_conclusion(brief(&it.body)))),
        );
        subjects
    })
}

/// The beginning of a text.
fn brief(text: &str) -> String {
    const MOST: usize = 60;
    let mut begun: String = text.chars().take(MOST).collect();
    if begun.len() < text.len() {
        begun.push('…');
    }
    begun
}
