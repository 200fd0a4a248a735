//! The words of the passages: the editor beside the program writes and sends them (`writer/`), and tells this
//! side how it stands. It is loaded by this page alone.

use super::form::{Form, Link, PassageState};
use crate::error::Error;
use crate::id::{PassageId, SectorId};
use crate::report::api::{drop_late_update, list_late_updates, merge_late_update};
use crate::report::{Amount, Grade, LateUpdate, PassageEdit, PassageKind, Shown};
use crate::text::Lang;
use crate::text::use_lang;
use crate::time::{Instant, show_instant, show_time};
use crate::ui::{Banner, Button, ButtonKind, ButtonTone, IconName, Size, Tone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{CustomEvent, Event};
use serde::Deserialize;
use serde_json::json;

/// Where the page tells the editor's address.
pub const META: &str = "writer";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    #[default]
    Idle,
    Saving,
    Lost,
    SignedOut,
    Stopped,
}

/// How it stands with the words, as the editor tells it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Writing {
    pub link: Line,
    /// Passages with words that the server has not confirmed.
    pub unsent: usize,
    pub saved_at: Option<Instant>,
    /// When the line was lost, in milliseconds by this computer's clock.
    pub lost_at: Option<i64>,
    /// This browser keeps a copy of its own.
    pub held: bool,
    /// The report may be written into now.
    pub open: bool,
    /// What stands there is this browser's own copy, as it was at the server's time, where that is known.
    pub copy: bool,
    pub copy_at: Option<Instant>,
    /// Words came too late and were set aside.
    pub kept: bool,
    /// Why the server takes nothing more.
    pub reason: Option<String>,
}

impl Default for Writing {
    fn default() -> Self {
        Self {
            link: Line::Idle,
            unsent: 0,
            saved_at: None,
            lost_at: None,
            held: true,
            open: true,
            copy: false,
            copy_at: None,
            kept: false,
            reason: None,
        }
    }
}

/// Another person made, changed or removed a passage.
#[derive(Deserialize)]
struct Met {
    id: PassageId,
    sector: SectorId,
    kind: PassageKind,
    grade: Option<Grade>,
    removed: bool,
}

impl Form {
    /// The worse of how it stands with the figures and with the words.
    pub fn standing(self) -> Link {
        let words = self.writing.with(|it| it.link);
        match (self.link.get(), words) {
            (stopped @ Link::Stopped(_), _) => stopped,
            (Link::SignedOut, _) | (_, Line::SignedOut) => Link::SignedOut,
            (Link::Lost, _) | (_, Line::Lost) => Link::Lost,
            (Link::Saving, _) | (_, Line::Saving) => Link::Saving,
            (Link::Idle, Line::Idle | Line::Stopped) => Link::Idle,
        }
    }

    /// When something was last kept.
    pub fn kept_at(self) -> Option<Instant> {
        self.saved_at.get().max(self.writing.with(|it| it.saved_at))
    }

    pub fn lost_words(self, t: Lang) -> String {
        let waiting = self.waiting.get().0;
        let (since, held) = self.writing.with(|it| (it.lost_at, it.held));
        match since.and_then(Instant::from_timestamp_millis) {
            Some(since) if !held => t.writer_lost_unheld(show_time(since)),
            Some(since) if waiting == 0 => t.writer_lost_at(show_time(since)),
            Some(since) => t.writer_lost(show_time(since), waiting),
            None => t.save_offline(waiting),
        }
    }

    /// Tries again at once, figures and words.
    pub fn retry(self) {
        self.flush();
        call("writer-retry");
    }

    fn meet(self, met: Met) {
        if self.passage_queue.try_with_value(|it| it.get(met.id).is_some()) != Some(false) {
            return;
        }
        match self.passage(met.id) {
            Some(_) if met.removed => self.passages.update(|all| all.retain(|it| it.id != met.id)),
            None if met.removed => {}
            Some(known) => {
                known.kind.set(met.kind);
                known.grade.set(met.grade);
            }
            None => {
                let passage = PassageState::fresh(met.id, met.sector);
                passage.kind.set(met.kind);
                passage.grade.set(met.grade);
                passage.made.set(true);
                self.passages.update(|all| all.push(passage));
            }
        }
    }

    /// Every indicator of the report with what a sentence may say of it now.
    fn figures(self, t: Lang) -> String {
        let rows = self.rows.try_get_value().unwrap_or_default();
        let told: Vec<_> = rows
            .iter()
            .map(|row| {
                row.figure.with(|figure| {
                    let say = |show| Amount::of(show, &row.indicator, figure).map(|it| it.text(t));
                    json!({
                        "code": row.indicator.code,
                        "name": row.indicator.name(t),
                        "value": say(Shown::Value),
                        "percent": say(Shown::Percent),
                        "target": say(Shown::Target),
                        "change": say(Shown::Change),
                    })
                })
            })
            .collect();
        serde_json::to_string(&told).unwrap_or_default()
    }
}

/// Says something to the editor.
fn call(name: &str) {
    if let Ok(event) = Event::new(name) {
        // Nobody listens where the editor is not there yet.
        let _ = window().dispatch_event(&event);
    }
}

fn detail<T: serde::de::DeserializeOwned>(event: Event) -> Option<T> {
    let text = event.dyn_into::<CustomEvent>().ok()?.detail().as_string()?;
    serde_json::from_str(&text).ok()
}

/// Brings the editor's program in, once in the life of the document.
fn load() {
    let found = document().query_selector(&format!("meta[name={META}]")).ok().flatten();
    let Some(address) = found.and_then(|it| it.get_attribute("content")).filter(|it| !it.is_empty()) else {
        return;
    };
    if document().get_element_by_id("writer-program").is_some() {
        return;
    }
    if let (Ok(script), Some(head)) = (document().create_element("script"), document().head()) {
        let attributes = [("id", "writer-program"), ("type", "module"), ("src", address.as_str())];
        for (name, value) in attributes {
            // These names and values are fit for attributes.
            let _ = script.set_attribute(name, value);
        }
        let _ = head.append_child(&script);
    }
}

/// The report's document, and who else is in it.
#[component]
pub fn WriterRoom(form: Form) -> impl IntoView {
    let t = use_lang();
    Effect::new(move || {
        let state = window_event_listener_untyped("writer-state", move |event| {
            if let Some(told) = detail::<Writing>(event) {
                form.writing.try_set(told);
                form.count();
            }
        });
        let passage = window_event_listener_untyped("writer-passage", move |event| {
            if let Some(met) = detail(event) {
                form.meet(met);
            }
        });
        on_cleanup(move || {
            state.remove();
            passage.remove();
        });
        // Passages that an earlier visit began are on the page by then.
        request_animation_frame(load);
    });
    view! {
        <report-writer
            hidden=true
            data-report=form.report.to_string()
            data-person=form.person.to_string()
            data-longest=PassageEdit::LONGEST
            data-texts=texts(t)
            data-figures=move || form.figures(t)
        >
            <div class="writer-people">
                <span class="text-ink-soft">{t.writer_together()}</span>
                <ul data-people="" aria-live="polite"></ul>
            </div>
        </report-writer>
    }
    .into_any()
}

/// By the names that the editor's own list has (`writer/texts.ts`).
fn texts(t: Lang) -> String {
    json!({
        "toolbar": t.writer_toolbar("{0}"),
        "bold": t.writer_bold(),
        "italic": t.writer_italic(),
        "heading": t.writer_heading(),
        "bullets": t.writer_bullets(),
        "numbers": t.writer_numbers(),
        "table": t.writer_table(),
        "row_add": t.writer_row_add(),
        "row_remove": t.writer_row_remove(),
        "column_add": t.writer_column_add(),
        "column_remove": t.writer_column_remove(),
        "table_remove": t.writer_table_remove(),
        "undo": t.writer_undo(),
        "redo": t.writer_redo(),
        "figure": t.writer_figure(),
        "figure_title": t.writer_figure_title(),
        "figure_search": t.writer_figure_search(),
        "figure_show": t.writer_figure_show(),
        "figure_value": t.writer_figure_value(),
        "figure_percent": t.writer_figure_percent(),
        "figure_target": t.writer_figure_target(),
        "figure_change": t.writer_figure_change(),
        "figure_insert": t.writer_figure_insert(),
        "figure_none": t.writer_figure_none(),
        "figure_missing": crate::report::figure_text(None, t),
        "cancel": t.writer_cancel(),
        "writing_in": t.writer_in("{0}"),
        "full": t.writer_full(PassageEdit::LONGEST),
        "full_shape": t.writer_full_shape(),
        "full_together": t.writer_full_together(PassageEdit::LONGEST),
    })
    .to_string()
}

/// What happened to the words that the writer must know: set aside, refused, or no more to be written.
#[component]
pub fn WriterNews(
    form: Form,
    /// The page says already that the report has moved on.
    #[prop(optional)]
    is_told: bool,
) -> impl IntoView {
    let t = use_lang();
    let closed = Memo::new(move |_| form.writing.with(|it| !it.open));
    let kept = Memo::new(move |_| form.writing.with(|it| it.kept));
    let copy = Memo::new(move |_| form.writing.with(|it| it.copy.then_some(it.copy_at)));
    let stopped = Memo::new(move |_| {
        form.writing.with(|it| (it.link == Line::Stopped).then(|| it.reason.clone().unwrap_or_default()))
    });
    let late = RwSignal::new(Vec::<LateUpdate>::new());
    let ask = move || {
        spawn_local(async move {
            // Without an answer there is nothing to show, and the banner says the line is gone.
            if let Ok(found) = list_late_updates(form.report).await {
                late.try_set(found);
            }
        });
    };
    Effect::new(move || {
        kept.track();
        ask();
    });
    let look_after = move |merge: bool, it: &LateUpdate| {
        let id = it.id;
        spawn_local(async move {
            let done = if merge {
                merge_late_update(form.report, id).await.map(drop)
            } else {
                drop_late_update(form.report, id).await
            };
            match done {
                Ok(()) => late.update(|all| all.retain(|it| it.id != id)),
                Err(error) => form.link.set(match error {
                    Error::Offline => Link::Lost,
                    Error::SignedOut => Link::SignedOut,
                    other => Link::Stopped(other),
                }),
            }
        });
    };
    let banners = move || {
        view! {
            {stopped
                .get()
                .map(|reason| {
                    view! {
                        <Banner tone=Tone::Danger icon=IconName::Alert>
                            <p>{t.writer_stopped(reason)}</p>
                            <Button
                                tone=ButtonTone::Secondary
                                size=Size::Small
                                kind=ButtonKind::Button
                                on_press=move |_| call("writer-anew")
                            >
                                {t.writer_anew()}
                            </Button>
                        </Banner>
                    }
                })}
            {copy
                .get()
                .map(|at| {
                    let told = match at {
                        Some(at) => t.writer_copy(show_instant(at, t)),
                        None => t.writer_copy_undated().to_owned(),
                    };
                    view! {
                        <Banner tone=Tone::Warn icon=IconName::Offline>
                            <p>{told}</p>
                        </Banner>
                    }
                })}
            {kept
                .get()
                .then(|| {
                    view! {
                        <Banner tone=Tone::Warn icon=IconName::Clock>
                            <p>{t.writer_kept()}</p>
                        </Banner>
                    }
                })}
            {(closed.get() && !is_told)
                .then(|| {
                    view! {
                        <Banner tone=Tone::Warn icon=IconName::Lock>
                            <p>{t.writer_closed()}</p>
                        </Banner>
                    }
                })}
        }
    };
    let aside = move || {
        let all = late.get();
        (!all.is_empty())
            .then(|| {
                let items: Vec<_> = all
                    .into_iter()
                    .map(|it| {
                        let who = it.by.clone().unwrap_or_else(|| t.late_someone().to_owned());
                        let when = show_instant(it.at, t);
                        let texts: Vec<_> = it
                            .passages
                            .iter()
                            .map(|(_, text)| view! { <blockquote class="quote writer-late">{text.clone()}</blockquote> })
                            .collect();
                        let (merged, dropped) = (it.clone(), it);
                        view! {
                            <li class="stack stack-sm">
                                <p class="text-sm text-ink-soft">{t.late_by(who, when)}</p>
                                {texts}
                                <div class="row">
                                    <span class:hidden=move || closed.get()>
                                        <Button
                                            tone=ButtonTone::Secondary
                                            size=Size::Small
                                            kind=ButtonKind::Button
                                            on_press=move |_| look_after(true, &merged)
                                        >
                                            {t.late_merge()}
                                        </Button>
                                    </span>
                                    <Button
                                        tone=ButtonTone::Quiet
                                        size=Size::Small
                                        kind=ButtonKind::Button
                                        on_press=move |_| look_after(false, &dropped)
                                    >
                                        {t.late_drop()}
                                    </Button>
                                </div>
                            </li>
                        }
                    })
                    .collect();
                view! {
                    <details class="writer-aside" open="">
                        <summary>{t.late_title()}</summary>
                        <ul class="stack stack-sm">{items}</ul>
                    </details>
                }
            })
    };
    view! {
        <div class="w-full" role="status">
            {banners}
        </div>
        {aside}
    }
    .into_any()
}
