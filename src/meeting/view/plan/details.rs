//! What else is said of an item while it is prepared, its papers, and the passages and views it takes up.

use super::desk::Desk;
use super::item::Typed;
use crate::id::{AgendaItemId, PassageId};
use crate::meeting::{AgendaEdit, AgendaInput, ItemKind, PAPER_LIMIT};
use crate::route;
use crate::text::use_lang;
use crate::ui::{Button, ButtonKind, ButtonTone, Icon, IconName, Labelled, Select, Size};
use leptos::prelude::*;

#[component]
pub fn Details(
    desk: Desk,
    id: AgendaItemId,
    typed: Typed,
    number: Memo<String>,
    first: AgendaInput,
) -> impl IntoView {
    let t = use_lang();
    let chosen = |id: Option<String>| id.unwrap_or_default();
    let units: Vec<_> = std::iter::once((String::new(), t.meeting_no_presenter().to_owned()))
        .chain(desk.sheet.with_untracked(|it| {
            it.units.iter().map(|it| (it.id.to_string(), it.name(t).to_owned())).collect::<Vec<_>>()
        }))
        .collect();
    let sectors: Vec<_> = std::iter::once((String::new(), t.meeting_no_sector().to_owned()))
        .chain(untracked(desk, |it| {
            it.sectors.iter().map(|it| (it.id.to_string(), it.name(t).to_owned())).collect::<Vec<_>>()
        }))
        .collect();
    let kinds = ItemKind::ALL.iter().map(|it| (it.word().to_owned(), it.name(t).to_owned())).collect();
    let at_once = move |change: fn(&mut AgendaInput, String)| {
        Callback::new(move |value: String| {
            typed.write(|it| change(it, value));
            typed.keep();
        })
    };
    view! {
        <div class="plan-presenter">
            <select
                class="input"
                aria-label=move || format!("{} {}", t.meeting_field_presenter(), number.get())
                id=format!("presenter-{id}")
                on:change=move |event| {
                    typed.write(|it| it.presenter = event_target_value(&event).parse().ok());
                    typed.keep();
                }
            >
                {units
                    .into_iter()
                    .map(|(value, words)| {
                        let selected = chosen(first.presenter.map(|it| it.to_string())) == value;
                        view! {
                            <option value=value selected=selected>
                                {words}
                            </option>
                        }
                    })
                    .collect::<Vec<_>>()}
            </select>
        </div>
        <details class="plan-more">
            <summary>{move || t.meeting_details_of(number.get())}</summary>
            <div class="form max-w-none pt-2">
                <div class="form-row">
                    <Select
                        id=format!("kind-{id}")
                        name="kind"
                        label=t.meeting_field_kind()
                        options=kinds
                        value=first.kind.word()
                        on_change=at_once(|it, value| it.kind = value.parse().unwrap_or(it.kind))
                    />
                    <Select
                        id=format!("sector-{id}")
                        name="sector"
                        label=t.meeting_field_sector()
                        options=sectors
                        value=chosen(first.sector.map(|it| it.to_string()))
                        error=typed.error("sector")
                        on_change=at_once(|it, value| it.sector = value.parse().ok())
                    />
                </div>
                <Words
                    id
                    typed
                    part=|it| &mut it.presenter_name
                    name="presenter_name"
                    label=t.meeting_field_presenter_name()
                    help=Some(t.meeting_presenter_name_help())
                />
                <Words id typed part=|it| &mut it.purpose name="purpose" label=t.meeting_field_purpose_only() />
                <Words id typed part=|it| &mut it.decision name="decision" label=t.meeting_decision() />
                <Words id typed part=|it| &mut it.note name="note" label=t.meeting_field_note() />
                <Passages desk id number />
                <ItemViews desk id />
                <Papers desk id number />
            </div>
        </details>
    }
    .into_any()
}

fn untracked<T: Default>(desk: Desk, read: impl Fn(&crate::meeting::Planning) -> T) -> T {
    desk.sheet.with_untracked(|it| it.planning.as_ref().map(&read).unwrap_or_default())
}

/// Text of an item that follows what the server has as long as nothing typed waits.
#[component]
fn Words(
    id: AgendaItemId,
    typed: Typed,
    name: &'static str,
    label: &'static str,
    part: fn(&mut AgendaInput) -> &mut String,
    #[prop(optional_no_strip)] help: Option<&'static str>,
) -> impl IntoView {
    let value = move || typed.read(|it| part(&mut it.clone()).clone());
    let error = typed.error(name);
    let first = part(&mut typed.peek()).clone();
    let control = format!("{name}-{id}");
    let input = view! {
        <textarea
            id=control.clone()
            name=name
            class="input"
            rows="1"
            aria-describedby=format!("{control}-help {control}-error")
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            prop:value=value
            on:input=move |event| typed.write(|it| *part(it) = event_target_value(&event))
        >
            {first}
        </textarea>
    };
    view! {
        <Labelled id=control label help=help.map(str::to_owned) error optional=true>
            {input}
        </Labelled>
    }
    .into_any()
}

/// Passages of the period's reports that the item takes up.
#[component]
fn Passages(desk: Desk, id: AgendaItemId, number: Memo<String>) -> impl IntoView {
    let t = use_lang();
    let linked = Memo::new(move |_| {
        desk.sheet.with(|it| it.passages.iter().filter(|it| it.item == id).cloned().collect::<Vec<_>>())
    });
    let options = Memo::new(move |_| {
        let taken: Vec<_> = linked.with(|it| it.iter().map(|it| it.passage.id).collect());
        desk.sheet.with(|sheet| {
            let unit =
                |id| sheet.units.iter().find(|it| it.id == id).map(|it| it.name(t)).unwrap_or_default();
            let all = sheet.planning.iter().flat_map(|it| &it.passages);
            all.filter(|it| !taken.contains(&it.id))
                .map(|it| (it.id.to_string(), format!("{}: {}", unit(it.unit), it.excerpt)))
                .collect::<Vec<_>>()
        })
    });
    let chosen = RwSignal::new(None::<PassageId>);
    let add = move |_| {
        let first = options.with_untracked(|it| it.first().and_then(|it| it.0.parse().ok()));
        if let Some(passage) = chosen.get_untracked().or(first) {
            chosen.set(None);
            desk.change(AgendaEdit::Link(id, passage));
        }
    };
    let rows = move || {
        linked
            .get()
            .into_iter()
            .map(|it| {
                let (unit, passage) = (it.unit.name(t).to_owned(), it.passage.id);
                let words: String = it.passage.body.chars().take(120).collect();
                view! {
                    <li class="row">
                        <span class="min-w-0">{unit.clone()} ": " {words}</span>
                        <Button
                            kind=ButtonKind::Button
                            tone=ButtonTone::Quiet
                            size=Size::Small
                            icon=IconName::Close
                            label=t.meeting_unlink(unit)
                            on_press=move |_| desk.change(AgendaEdit::Unlink(id, passage))
                        />
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <fieldset class="field">
            <legend>{t.meeting_linked()}</legend>
            <ul class="stack stack-sm text-sm">{rows}</ul>
            {move || {
                let options = options.get();
                (!options.is_empty())
                    .then(|| {
                        let options: Vec<_> = options
                            .into_iter()
                            .map(|(value, words)| view! { <option value=value>{words}</option> })
                            .collect();
                        view! {
                            <div class="row">
                                <select
                                    class="input min-w-0"
                                    aria-label=move || t.meeting_link_choose(number.get())
                                    on:change=move |event| chosen.set(event_target_value(&event).parse().ok())
                                >
                                    {options}
                                </select>
                                <Button
                                    kind=ButtonKind::Button
                                    tone=ButtonTone::Secondary
                                    size=Size::Small
                                    icon=IconName::Link
                                    on_press=Callback::new(add)
                                >
                                    {t.meeting_link_add()}
                                </Button>
                            </div>
                        }
                    })
            }}
        </fieldset>
    }
    .into_any()
}

/// The saved views that the item shows.
#[component]
fn ItemViews(desk: Desk, id: AgendaItemId) -> impl IntoView {
    let t = use_lang();
    let shown = Memo::new(move |_| {
        desk.sheet.with(|it| it.views.iter().filter(|it| it.item == id).cloned().collect::<Vec<_>>())
    });
    let saved = desk.sheet.with_untracked(|it| it.saved.clone());
    let options: Vec<_> = saved
        .into_iter()
        .map(|(view, name)| view! { <option value=view.to_string()>{name}</option> })
        .collect();
    let choose = move |event: leptos::ev::Event| {
        if let Ok(view) = event_target_value(&event).parse() {
            desk.change(AgendaEdit::Show(id, view));
        }
        event_target::<leptos::web_sys::HtmlSelectElement>(&event).set_value("");
    };
    let chooser = (!options.is_empty()).then(|| {
        view! {
            <select class="input min-w-0" aria-label=t.meeting_views_add() on:change=choose>
                <option value="">{t.meeting_views_choose()}</option>
                {options}
            </select>
        }
    });
    view! {
        <fieldset class="field" data-item-views="true">
            <legend>{t.meeting_views()}</legend>
            <div class="row">
                <For each=move || shown.get() key=|it| it.id let:shown>
                    <span class="badge badge-info">
                        {shown.name.clone()}
                        <button
                            type="button"
                            class="btn btn-quiet btn-icon"
                            aria-label=t.meeting_views_remove(&shown.name)
                            on:click=move |_| desk.change(AgendaEdit::Hide(shown.id))
                        >
                            <Icon name=IconName::Close />
                        </button>
                    </span>
                </For>
                {chooser}
            </div>
        </fieldset>
    }
    .into_any()
}

/// Files of the item: plain forms, the same with and without script.
#[component]
fn Papers(desk: Desk, id: AgendaItemId, number: Memo<String>) -> impl IntoView {
    let t = use_lang();
    let meeting = desk.id;
    let rows = move || {
        let papers: Vec<_> =
            desk.sheet.with(|it| it.papers.iter().filter(|it| it.item == id).cloned().collect());
        papers
            .into_iter()
            .map(|paper| {
                let about = paper.describe(t);
                view! {
                    <li class="row">
                        <Icon name=IconName::Document />
                        <a class="min-w-0" href=route::paper(meeting, paper.id) rel="external" target="_blank">
                            {paper.name.clone()}
                        </a>
                        <span class="text-sm text-ink-soft">{about}</span>
                        <form method="post" action=route::paper_remove(meeting, paper.id)>
                            <Button
                                tone=ButtonTone::Quiet
                                size=Size::Small
                                icon=IconName::Trash
                                label=t.meeting_file_remove(paper.name)
                            />
                        </form>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    };
    let control = format!("file-{id}");
    view! {
        <fieldset class="field">
            <legend>{t.meeting_files()}</legend>
            <ul class="stack stack-sm">{rows}</ul>
            <form class="row" method="post" enctype="multipart/form-data" action=route::item_papers(meeting, id)>
                <input
                    class="input w-auto min-w-0"
                    type="file"
                    id=control.clone()
                    name="file"
                    required
                    aria-label=move || t.meeting_file_choose(number.get())
                    aria-describedby=format!("{control}-help")
                    accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
                />
                <Button tone=ButtonTone::Secondary size=Size::Small icon=IconName::Upload>
                    {t.meeting_file_add()}
                </Button>
            </form>
            <p id=format!("{control}-help") class="field-help">
                {t.meeting_file_help(PAPER_LIMIT / 1_000_000)}
            </p>
        </fieldset>
    }
    .into_any()
}
