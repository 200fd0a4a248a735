use crate::bloc::api::{
    keep_sentence, move_sentence, remove_sentence, reword_sentence, show_consolidated, take_passage,
};
use crate::bloc::{Consolidated, Sentence, Source, SourceState, Waiting};
use crate::error::{Error, Result};
use crate::route;
use crate::text::use_lang;
use crate::ui::{
    Badge, Button, ButtonKind, ButtonTone, IconName, SampleBadge, Size, TextArea, Toasts, Tone, use_toasts,
};
use leptos::prelude::*;

/// The office's work on one bloc's report: one change at a time, each answered with the whole as it then
/// stands.
#[derive(Clone, Copy)]
pub struct Editing {
    code: StoredValue<String>,
    newer: RwSignal<Option<Consolidated>>,
    pub busy: RwSignal<bool>,
    error: RwSignal<Option<Error>>,
    toasts: Toasts,
}

impl Editing {
    pub fn new(code: String, newer: RwSignal<Option<Consolidated>>) -> Self {
        Self {
            code: StoredValue::new(code),
            newer,
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            toasts: use_toasts(),
        }
    }

    pub fn code(self) -> String {
        self.code.get_value()
    }

    pub fn say(self, text: &'static str) {
        self.toasts.say(Tone::Ok, text);
    }

    pub fn send(
        self,
        work: impl Future<Output = Result<Consolidated>> + 'static,
        then: impl FnOnce() + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        leptos::task::spawn_local(async move {
            let outcome = work.await;
            self.busy.set(false);
            match outcome {
                Ok(report) => {
                    then();
                    self.newer.set(Some(report));
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    /// What went wrong last, and for a conflict the way to the newest. What was typed stays until then.
    pub fn error_view(self) -> impl IntoView {
        let t = use_lang();
        self.error.get().map(|error| {
            let conflict = error == Error::Conflict;
            view! {
                <p class="field-error">{error.message(t)}</p>
                {conflict
                    .then(|| {
                        view! {
                            <Button
                                kind=ButtonKind::Button
                                tone=ButtonTone::Secondary
                                on_press=Callback::new(move |_| {
                                    self.send(show_consolidated(self.code()), || ());
                                })
                            >
                                {t.consol_reload()}
                            </Button>
                        }
                    })}
            }
        })
    }
}

/// A sentence with its source, and for the office what can be done with it.
#[component]
pub fn SentenceRow(
    sentence: Sentence,
    first: bool,
    last: bool,
    may_edit: bool,
    editing: Editing,
) -> impl IntoView {
    let t = use_lang();
    let Sentence { id, body, reworded, source, revision } = sentence;
    let rewriting = RwSignal::new(false);
    let typed = RwSignal::new(body.clone());
    let changed = source.as_ref().is_some_and(|it| it.state == SourceState::Changed);
    let shown = body.clone();
    let controls = may_edit.then(|| {
        let place = move |up: bool| {
            Callback::new(move |_| editing.send(move_sentence(editing.code(), id, up, revision), || ()))
        };
        let remove =
            Callback::new(move |_| editing.send(remove_sentence(editing.code(), id, revision), || ()));
        let keep = Callback::new(move |_| editing.send(keep_sentence(editing.code(), id, revision), || ()));
        view! {
            <span class="flex flex-wrap gap-1 no-print">
                {changed
                    .then(|| {
                        view! {
                            <Button
                                kind=ButtonKind::Button
                                tone=ButtonTone::Secondary
                                size=Size::Small
                                on_press=keep
                            >
                                {t.consol_keep()}
                            </Button>
                        }
                    })}
                <Button
                    kind=ButtonKind::Button
                    tone=ButtonTone::Quiet
                    size=Size::Small
                    icon=IconName::Edit
                    label=t.consol_edit()
                    on_press=Callback::new(move |_| rewriting.update(|it| *it = !*it))
                />
                {(!first)
                    .then(|| {
                        view! {
                            <Button
                                kind=ButtonKind::Button
                                tone=ButtonTone::Quiet
                                size=Size::Small
                                icon=IconName::ArrowUp
                                label=t.consol_up()
                                on_press=place(true)
                            />
                        }
                    })}
                {(!last)
                    .then(|| {
                        view! {
                            <Button
                                kind=ButtonKind::Button
                                tone=ButtonTone::Quiet
                                size=Size::Small
                                icon=IconName::ArrowDown
                                label=t.consol_down()
                                on_press=place(false)
                            />
                        }
                    })}
                <Button
                    kind=ButtonKind::Button
                    tone=ButtonTone::Quiet
                    size=Size::Small
                    icon=IconName::Trash
                    label=t.consol_remove()
                    on_press=remove
                />
            </span>
        }
    });
    let editor = move || {
        rewriting.get().then(|| {
            let save = move |_| {
                editing.send(reword_sentence(editing.code(), id, typed.get_untracked(), revision), || ());
            };
            view! {
                <div class="form no-print">
                    <TextArea
                        id=format!("sentence-{id}")
                        name="body"
                        label=t.consol_body()
                        rows=3
                        value=typed.get_untracked()
                        on_input=Callback::new(move |value| typed.set(value))
                    />
                    <div class="form-actions">
                        <Button
                            kind=ButtonKind::Button
                            size=Size::Small
                            busy=editing.busy
                            on_press=Callback::new(save)
                        >
                            {t.consol_save()}
                        </Button>
                        <Button
                            kind=ButtonKind::Button
                            tone=ButtonTone::Quiet
                            size=Size::Small
                            on_press=Callback::new(move |_| rewriting.set(false))
                        >
                            {t.bloc_cancel()}
                        </Button>
                    </div>
                </div>
            }
        })
    };
    view! {
        <li>
            <p>{shown}</p>
            <div class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                {source.map(|source| view! { <SourceMark source /> })}
                {reworded.then(|| view! { <Badge text=t.consol_reworded() /> })} {controls}
            </div>
            {editor}
        </li>
    }
    .into_any()
}

#[component]
fn SourceMark(source: Source) -> impl IntoView {
    let t = use_lang();
    let Source { unit, report, kind, grade, state, then, now, sample, .. } = source;
    let word = grade.map_or_else(|| kind.name(t), |it| it.name(t));
    let warning = match state {
        SourceState::Same => None,
        SourceState::Changed => Some(t.consol_source_changed()),
        SourceState::Reopened => Some(t.consol_source_reopened()),
        SourceState::Removed => Some(t.consol_source_removed()),
    };
    view! {
        <a class=if warning.is_some() { "source source-changed" } else { "source" } href=route::report(report)>
            {unit.name(t).to_owned()}
        </a>
        <span class="text-ink-soft">{word.to_lowercase()}</span>
        {sample.then(|| view! { <SampleBadge /> })}
        {warning.map(|text| view! { <Badge tone=Tone::Warn text /> })}
        {now
            .map(|now| {
                view! {
                    <details class="no-print basis-full">
                        <summary>{t.consol_source_is()}</summary>
                        <dl class="facts">
                            <dt>{t.consol_source_was()}</dt>
                            <dd>
                                <del>{then}</del>
                            </dd>
                            <dt>{t.consol_source_is()}</dt>
                            <dd>
                                <ins>{now}</ins>
                            </dd>
                        </dl>
                    </details>
                }
            })}
    }
}

/// A passage that nothing was taken from.
#[component]
pub fn WaitingRow(waiting: Waiting, editing: Editing) -> impl IntoView {
    let t = use_lang();
    let Waiting { passage, unit, report, kind, body } = waiting;
    let take = move |_| editing.send(take_passage(editing.code(), passage), || ());
    view! {
        <li>
            <p>{body}</p>
            <p class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <a class="source" href=route::report(report)>
                    {unit.name(t).to_owned()}
                </a>
                <span class="text-ink-soft">{kind.name(t).to_lowercase()}</span>
                <Button
                    kind=ButtonKind::Button
                    tone=ButtonTone::Secondary
                    size=Size::Small
                    icon=IconName::Plus
                    busy=editing.busy
                    on_press=Callback::new(take)
                >
                    {t.consol_add()}
                </Button>
            </p>
        </li>
    }
}
