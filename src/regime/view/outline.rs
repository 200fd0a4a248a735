use super::sending::{Refusal, Sending};
use crate::error::FieldErrors;
use crate::id::{IndicatorId, SectorId};
use crate::org::Sector;
use crate::period::SectionKind;
use crate::regime::api::{show_regime, write_outline};
use crate::regime::{Asked, OutlineInput, RegimeSheet, Section};
use crate::route;
use crate::text::use_lang;
use crate::ui::{
    Button, ButtonKind, ButtonTone, Card, Checkbox, Crumb, Icon, IconName, LinkButton, Loaded, Page,
    ReadOnly, Select, Size, TextArea, TextField, Tone, use_toasts,
};
use leptos::ev::{DragEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use leptos_router::hooks::{use_navigate, use_params_map};

/// `/admin/regimes/{code}/outline`
#[component]
pub fn OutlinePage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code"));
    let sheet = Resource::new(code, |code| show_regime(code, None));
    view! {
        <Loaded resource=sheet let:sheet>
            <Editor sheet />
        </Loaded>
    }
}

/// A section while it is worked on. The signals are what its fields hold, so that moving it loses nothing.
#[derive(Clone, Copy, PartialEq)]
struct Row {
    sector: SectorId,
    general: RwSignal<bool>,
    title_vi: RwSignal<String>,
    title_en: RwSignal<String>,
    guidance: RwSignal<String>,
    indicators: RwSignal<Vec<IndicatorId>>,
}

impl Row {
    fn of(section: Section) -> Self {
        Self {
            sector: section.sector,
            general: RwSignal::new(section.kind == SectionKind::General),
            title_vi: RwSignal::new(section.title_vi),
            title_en: RwSignal::new(section.title_en),
            guidance: RwSignal::new(section.guidance.unwrap_or_default()),
            indicators: RwSignal::new(section.indicators),
        }
    }

    fn section(self) -> Section {
        Section {
            sector: self.sector,
            kind: if self.general.get_untracked() { SectionKind::General } else { SectionKind::Sector },
            title_vi: self.title_vi.get_untracked(),
            title_en: self.title_en.get_untracked(),
            guidance: Some(self.guidance.get_untracked()),
            indicators: self.indicators.get_untracked(),
        }
    }
}

/// The order, and what was last said about it.
#[derive(Clone, Copy)]
struct Order {
    rows: RwSignal<Vec<Row>>,
    told: RwSignal<String>,
    /// The row under way from one place to another.
    dragged: RwSignal<Option<SectorId>>,
}

impl Order {
    fn place(self, sector: SectorId) -> usize {
        self.rows.with(|it| it.iter().position(|row| row.sector == sector).unwrap_or_default())
    }

    /// Moves a row to where another stands, and says so.
    fn move_to(self, sector: SectorId, to: usize) {
        let t = use_lang();
        self.rows.update(|rows| {
            let Some(from) = rows.iter().position(|it| it.sector == sector) else { return };
            let row = rows.remove(from);
            let to = to.min(rows.len());
            rows.insert(to, row);
            self.told.set(t.regime_section_moved(row.title_vi.get_untracked(), to + 1));
        });
    }
}

#[component]
fn Editor(sheet: RegimeSheet) -> impl IntoView {
    let t = use_lang();
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let RegimeSheet { regime, sections, version, sectors, indicators, may_change, .. } = sheet;
    let Some(regime) = regime.filter(|_| may_change) else {
        return view! { <Page title=t.regime_outline_edit()><ReadOnly /></Page> }.into_any();
    };
    let order = Order {
        rows: RwSignal::new(sections.into_iter().map(Row::of).collect()),
        told: RwSignal::new(String::new()),
        dragged: RwSignal::new(None),
    };
    let indicators = StoredValue::new(indicators);
    let sectors = StoredValue::new(sectors);
    let note = RwSignal::new(String::new());
    let sending = Sending::new(FieldErrors::default());
    let none = sending.on("sections");
    let code = regime.code.clone();
    let submit = {
        let code = code.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let sections = order.rows.with_untracked(|it| it.iter().map(|it| it.section()).collect());
            let input = OutlineInput { sections, note: note.get_untracked() };
            if let Err(errors) = input.parse() {
                sending.refuse(errors);
                return;
            }
            let (navigate, code) = (navigate.clone(), code.clone());
            let back = route::regime(&code);
            sending.send(write_outline(code, version, input), move |number| {
                toasts.say(Tone::Ok, t.regime_outline_saved(number));
                navigate(&back, Default::default());
            });
        }
    };
    view! {
        <Page
            title=t.regime_outline_edit()
            subtitle=t.regime_outline_note()
            crumbs=vec![
                Crumb::new(t.nav_admin(), route::ADMIN),
                Crumb::new(t.regimes(), route::REGIMES),
                Crumb::new(regime.name(t), route::regime(&code)),
            ]
        >
            <form class="form max-w-none" novalidate on:submit=submit>
                <Refusal of=sending />
                <p class="sr-only" role="status">
                    {move || order.told.get()}
                </p>
                <Card flush=true>
                    <ol class="list">
                        <For each=move || order.rows.get() key=|it| it.sector let:row>
                            <SectionEditor row order indicators sending />
                        </For>
                    </ol>
                </Card>
                <p class="field-error" class:hidden=move || none.with(Option::is_none) role="alert">
                    {move || none.get()}
                </p>
                <AddSection order sectors indicators />
                <TextField
                    name="note"
                    label=t.regime_outline_change()
                    optional=true
                    error=sending.on("note")
                    on_input=Callback::new(move |value| note.set(value))
                />
                <div class="form-actions">
                    <LinkButton href=route::regime(&code) tone=ButtonTone::Quiet>
                        {t.regime_cancel()}
                    </LinkButton>
                    <Button busy=sending.busy>{t.regime_outline_save()}</Button>
                </div>
            </form>
        </Page>
    }
    .into_any()
}

#[component]
fn SectionEditor(
    row: Row,
    order: Order,
    indicators: StoredValue<Vec<Asked>>,
    sending: Sending,
) -> impl IntoView {
    let t = use_lang();
    let sector = row.sector;
    let title = move || row.title_vi.get();
    let place = Memo::new(move |_| order.place(sector));
    let step = move |down: bool| {
        let from = order.place(sector);
        order.move_to(sector, if down { from + 1 } else { from.saturating_sub(1) });
        // The button went along with its row, and the browser let go of it.
        let id = format!("{}-{sector}", if down { "down" } else { "up" });
        request_animation_frame(move || {
            let found = document().get_element_by_id(&id);
            if let Some(button) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _ = button.focus();
            }
        });
    };
    let drop_here = move |event: DragEvent| {
        event.prevent_default();
        if let Some(dragged) = order.dragged.get_untracked().filter(|it| *it != sector) {
            order.move_to(dragged, order.place(sector));
        }
        order.dragged.set(None);
    };
    let own: Vec<Asked> =
        indicators.with_value(|it| it.iter().filter(|it| it.sector == sector).cloned().collect());
    view! {
        <li
            class="flex flex-wrap items-start gap-3 px-4.5 py-3"
            class:opacity-60=move || order.dragged.get() == Some(sector)
            on:dragover=move |event: DragEvent| event.prevent_default()
            on:drop=drop_here
        >
            <span
                class="flex min-w-12 cursor-grab items-center gap-2 pt-8"
                draggable="true"
                title=move || t.regime_section_drag(title())
                on:dragstart=move |_| order.dragged.set(Some(sector))
                on:dragend=move |_| order.dragged.set(None)
            >
                <Icon name=IconName::Grip />
                <span class="num">{move || place.get() + 1}</span>
            </span>
            <div class="min-w-60 grow">
                <SectionFields row own place sending />
            </div>
            <span class="flex gap-2 pt-7">
                <button
                    id=format!("up-{sector}")
                    type="button"
                    class="btn btn-quiet btn-icon"
                    aria-label=move || t.regime_section_up(title())
                    on:click=move |_| step(false)
                >
                    <Icon name=IconName::ArrowUp />
                </button>
                <button
                    id=format!("down-{sector}")
                    type="button"
                    class="btn btn-quiet btn-icon"
                    aria-label=move || t.regime_section_down(title())
                    on:click=move |_| step(true)
                >
                    <Icon name=IconName::ArrowDown />
                </button>
                <button
                    type="button"
                    class="btn btn-quiet btn-icon"
                    aria-label=move || t.regime_section_remove(title())
                    on:click=move |_| order.rows.update(|it| it.retain(|it| it.sector != sector))
                >
                    <Icon name=IconName::Trash />
                </button>
            </span>
        </li>
    }
    .into_any()
}

#[component]
fn SectionFields(row: Row, own: Vec<Asked>, place: Memo<usize>, sending: Sending) -> impl IntoView {
    let t = use_lang();
    let sector = row.sector;
    let wrong = sending.on(format!("title-{sector}"));
    let id = format!("title-{sector}");
    let described = format!("{id}-error");
    let asked: Vec<_> = own
        .into_iter()
        .map(|it| {
            let checked = row.indicators.with_untracked(|known| known.contains(&it.id));
            let mark = move |on: bool| {
                row.indicators.update(|known| {
                    known.retain(|known| *known != it.id);
                    if on {
                        known.push(it.id);
                    }
                });
            };
            let label = format!("{} {}", it.code, t.pick(&it.name_vi, &it.name_en));
            view! {
                <Checkbox name="indicators" label value=it.id.to_string() checked on_change=Callback::new(mark) />
            }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{move || t.regime_section_title_of(place.get() + 1)}</label>
            <input
                id=id
                name="title_vi"
                class="input"
                value=row.title_vi.get_untracked()
                aria-describedby=described.clone()
                aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                on:input=move |event| row.title_vi.set(event_target_value(&event))
            />
            <p id=described class="field-error" class:hidden=move || wrong.with(Option::is_none) role="alert">
                {move || wrong.get()}
            </p>
        </div>
        <details class="mt-2 text-sm">
            <summary>{move || t.regime_section_indicators(row.indicators.with(Vec::len))}</summary>
            <div class="form mt-2">
                <TextField
                    id=format!("title-en-{sector}")
                    name="title_en"
                    label=t.regime_section_title_en()
                    value=row.title_en.get_untracked()
                    optional=true
                    on_input=Callback::new(move |value| row.title_en.set(value))
                />
                <TextArea
                    id=format!("guidance-{sector}")
                    name="guidance"
                    label=t.regime_section_guidance()
                    value=row.guidance.get_untracked()
                    rows=2
                    optional=true
                    error=sending.on(format!("guidance-{sector}"))
                    on_input=Callback::new(move |value| row.guidance.set(value))
                />
                <Checkbox
                    name="general"
                    label=t.regime_section_general()
                    checked=row.general.get_untracked()
                    on_change=Callback::new(move |on| row.general.set(on))
                />
                <fieldset class="field">
                    <legend>{t.regime_indicators()}</legend>
                    {if asked.is_empty() {
                        view! { <p class="text-ink-soft">{t.regime_section_none()}</p> }.into_any()
                    } else {
                        view! { <div class="grid gap-x-4 sm:grid-cols-2">{asked}</div> }.into_any()
                    }}
                </fieldset>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn AddSection(
    order: Order,
    sectors: StoredValue<Vec<Sector>>,
    indicators: StoredValue<Vec<Asked>>,
) -> impl IntoView {
    let t = use_lang();
    let left = Memo::new(move |_| {
        let taken: Vec<_> = order.rows.with(|it| it.iter().map(|it| it.sector).collect());
        sectors.with_value(|it| it.iter().filter(|it| !taken.contains(&it.id)).cloned().collect::<Vec<_>>())
    });
    let chosen = RwSignal::new(None::<SectorId>);
    let add = move |_| {
        let found = left.with_untracked(|it| {
            let wanted = chosen.get_untracked();
            it.iter().find(|it| Some(it.id) == wanted).or_else(|| it.first()).cloned()
        });
        let Some(sector) = found else { return };
        let indicators = indicators
            .with_value(|it| it.iter().filter(|it| it.sector == sector.id).map(|it| it.id).collect());
        let section = Section {
            sector: sector.id,
            kind: SectionKind::Sector,
            title_vi: sector.name_vi,
            title_en: sector.name_en,
            guidance: None,
            indicators,
        };
        order.rows.update(|it| it.push(Row::of(section)));
        chosen.set(None);
    };
    view! {
        {move || {
            let left = left.get();
            (!left.is_empty())
                .then(|| {
                    let options = left.iter().map(|it| (it.id.to_string(), it.name(t).to_owned())).collect();
                    view! {
                        <div class="flex flex-wrap items-end gap-3">
                            <Select
                                name="sector"
                                label=t.regime_section_sector()
                                options
                                on_change=Callback::new(move |value: String| chosen.set(value.parse().ok()))
                            />
                            <Button
                                kind=ButtonKind::Button
                                tone=ButtonTone::Secondary
                                size=Size::Medium
                                icon=IconName::Plus
                                on_press=Callback::new(add)
                            >
                                {t.regime_section_add()}
                            </Button>
                        </div>
                    }
                })
        }}
    }
    .into_any()
}
