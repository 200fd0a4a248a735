use crate::bloc::api::{
    keep_sentence, move_sentence, remove_sentence, renew_sentence, reword_sentence, show_consolidated,
};
use crate::bloc::{Consolidated, Newer, Sentence, Source, SourceState};
use crate::error::{Error, Result};
use crate::id::{ConsolidatedSentenceId, ReportId};
use crate::report::DiffPiece;
use crate::route;
use crate::text::use_lang;
use crate::ui::{
    Badge, Button, ButtonKind, ButtonTone, IconName, SampleBadge, Size, TextArea, Toasts, Tone, use_toasts,
};
use leptos::prelude::*;
use std::collections::HashMap;

/// The office's work on one bloc's report: one change at a time, each answered with the whole as it then
/// stands.
#[derive(Clone, Copy)]
pub struct Editing {
    code: StoredValue<String>,
    newer: RwSignal<Option<Consolidated>>,
    pub busy: RwSignal<bool>,
    error: RwSignal<Option<Error>>,
    toasts: Toasts,
    /// What is being typed, by sentence: it outlives the row, which is drawn anew with each answer.
    typing: StoredValue<HashMap<ConsolidatedSentenceId, String>>,
}

impl Editing {
    pub fn new(code: String, newer: RwSignal<Option<Consolidated>>) -> Self {
        Self {
            code: StoredValue::new(code),
            newer,
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            toasts: use_toasts(),
            typing: kept_typing(),
        }
    }

    pub fn typed(self, id: ConsolidatedSentenceId) -> Option<String> {
        self.typing.with_value(|it| it.get(&id).cloned())
    }

    fn type_into(self, id: ConsolidatedSentenceId, text: String) {
        self.typing.update_value(|it| drop(it.insert(id, text)));
    }

    fn forget_typing(self, id: ConsolidatedSentenceId) {
        self.typing.update_value(|it| drop(it.remove(&id)));
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

/// The page's own store of what is being typed.
#[derive(Clone, Copy)]
pub struct Typing(StoredValue<HashMap<ConsolidatedSentenceId, String>>);

impl Typing {
    /// Call once, where the page begins.
    pub fn provide() {
        provide_context(Self(StoredValue::new(HashMap::new())));
    }
}

fn kept_typing() -> StoredValue<HashMap<ConsolidatedSentenceId, String>> {
    use_context::<Typing>().map_or_else(|| StoredValue::new(HashMap::new()), |it| it.0)
}

/// A sentence with its source, and for the office what can be done with it.
#[component]
pub fn SentenceRow(
    sentence: Sentence,
    /// The place's name in the address.
    anchor: Option<String>,
    /// The reports whose figures a computed one tells of.
    givers: Vec<(ReportId, String)>,
    first: bool,
    last: bool,
    may_edit: bool,
    editing: Editing,
) -> impl IntoView {
    let t = use_lang();
    let Sentence { id, body, reworded, computed, source, newer, revision } = sentence;
    let kept = editing.typed(id);
    // Typed before someone else's change came in between.
    let behind = kept.is_some();
    let rewriting = RwSignal::new(behind);
    let typed = RwSignal::new(kept.unwrap_or_else(|| body.clone()));
    let followed = newer.is_some();
    let gone = source.as_ref().is_some_and(|it| it.state == SourceState::Removed);
    let changed = followed || gone;
    let shown = body.clone();
    let controls = may_edit.then(|| {
        let place = move |up: bool| {
            Callback::new(move |_| editing.send(move_sentence(editing.code(), id, up, revision), || ()))
        };
        let remove =
            Callback::new(move |_| editing.send(remove_sentence(editing.code(), id, revision), || ()));
        let renew = Callback::new(move |_| editing.send(renew_sentence(editing.code(), id, revision), || ()));
        let keep = Callback::new(move |_| editing.send(keep_sentence(editing.code(), id, revision), || ()));
        view! {
            <span class="flex flex-wrap gap-1 no-print">
                {followed
                    .then(|| {
                        view! {
                            <Button kind=ButtonKind::Button size=Size::Small on_press=renew>
                                {t.consol_renew()}
                            </Button>
                        }
                    })}
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
                let text = typed.get_untracked();
                editing.type_into(id, text.clone());
                let done = move || editing.forget_typing(id);
                editing.send(reword_sentence(editing.code(), id, text, revision), done);
            };
            view! {
                <div class="form no-print">
                    {behind.then(|| view! { <p class="field-help">{t.consol_theirs()}</p> })}
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
                            on_press=Callback::new(move |_| {
                                editing.forget_typing(id);
                                rewriting.set(false);
                            })
                        >
                            {t.bloc_cancel()}
                        </Button>
                    </div>
                </div>
            }
        })
    };
    view! {
        <li id=anchor class="sentence">
            <p>{shown}</p>
            <div class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                {source.map(|source| view! { <SourceMark source /> })}
                {givers
                    .into_iter()
                    .map(|(report, unit)| {
                        view! {
                            <a class="source" href=route::report(report)>
                                {unit}
                            </a>
                        }
                    })
                    .collect_view()}
                {computed.then(|| view! { <Badge tone=Tone::Info text=t.consol_computed() /> })}
                {(computed && followed)
                    .then(|| view! { <Badge tone=Tone::Warn text=t.consol_figures_changed() /> })}
                {newer.map(|newer| view! { <Difference newer /> })}
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
    let Source { unit, report, kind, grade, state, sample, .. } = source;
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
    }
}

/// What the source says now beside what was taken, word by word.
#[component]
fn Difference(newer: Newer) -> impl IntoView {
    let t = use_lang();
    let pieces: Vec<_> = newer
        .pieces
        .into_iter()
        .map(|it| match it {
            DiffPiece::Same(text) => text.into_any(),
            DiffPiece::Removed(text) => view! { <del>{text}</del> }.into_any(),
            DiffPiece::Added(text) => view! { <ins>{text}</ins> }.into_any(),
        })
        .collect();
    view! {
        <details class="no-print basis-full" open=true>
            <summary>{t.consol_difference()}</summary>
            <p class="diff-text">{pieces}</p>
        </details>
    }
    .into_any()
}
