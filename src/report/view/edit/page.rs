use super::follow::follow;
use super::form::{Form, Link};
use super::grid::Grid;
use super::left::LeftBehind;
use super::panel::{CellPanel, PanelSwitch, Shown};
use super::passages::Passages;
use super::pasting::PasteDialog;
use super::plain::{PlainPassages, RefusedForm, RefusedPassage};
use super::review::TaskTelling;
use super::saving::{SaveBanner, SaveState};
use super::select::SheetState;
use super::writing::{WriterNews, WriterRoom};
use crate::report::CommentBook;
use crate::report::FindingsPanel;
use crate::report::WorkbookTools;
use crate::report::view::head::{Course, Dates};
use crate::report::view::page::{ReportView, address};
use crate::report::view::steps::{StepButtons, names_of};
use crate::report::{ReportSheet, SectorSection, api::show_report};
use crate::route;
use crate::text::use_lang;
use crate::ui::{Banner, ButtonTone, Crumb, IconName, LinkButton, Loaded, Page, told_beside};
use crate::visit::use_visit;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget, HtmlElement};
use leptos_router::hooks::use_navigate;

#[component]
pub fn ReportEditPage() -> impl IntoView {
    let t = use_lang();
    let id = address();
    let sheet = told_beside(move || id.get(), show_report);
    let reads_only = use_visit().actor.is_some_and(|it| !it.writes());
    let refused = use_context::<RefusedPassage>();
    view! {
        // Above whatever else there is to say: to whom it was refused may not see the report any more.
        {refused.map(|refused| view! { <RefusedForm refused /> })}
        <Loaded resource=sheet let:sheet>
            {if sheet.may_write {
                view! { <ReportForm sheet /> }.into_any()
            } else {
                view! {
                    <Banner icon=IconName::Lock>
                        <p>{if reads_only { t.err_read_only() } else { t.form_locked() }}</p>
                    </Banner>
                    <LeftBehind sheet=sheet.clone() />
                    <ReportView sheet on_done=Callback::new(|_| ()) />
                }
                    .into_any()
            }}
        </Loaded>
    }
}

#[component]
fn ReportForm(sheet: ReportSheet) -> impl IntoView {
    let t = use_lang();
    let person = use_visit().actor.map(|it| it.person).unwrap_or_default();
    let form = Form::new(&sheet, person, use_visit().now);
    let live = RwSignal::new(false);
    let panel = RwSignal::new(Shown::default());
    Effect::new(move || form.findings.with(|all| form.tell_rows(all)));
    Effect::new(move || {
        form.restore();
        live.set(true);
        form.flush();
        watch_the_window(form);
        follow(form);
    });

    CommentBook::provide(&sheet);
    let ReportSheet { report, unit, sections, tasks, findings, steps, .. } = sheet;
    let id = report.id;
    let period = report.period.clone();
    provide_context(period.clone());
    let subtitle = report.period.name(t).to_owned();
    let names = names_of(&sections, t);
    let empty = sections.is_empty();
    let unsent = Signal::derive(move || form.waiting.with(|(waiting, _)| *waiting > 0));
    let navigate = use_navigate();
    let leave = Callback::new(move |_| navigate(&route::report(id), Default::default()));
    let actions = {
        let report = report.clone();
        move || {
            view! {
                <LinkButton href=route::report(id) tone=ButtonTone::Secondary icon=IconName::Report>
                    {t.report_read()}
                </LinkButton>
                <WorkbookTools report=id may_write=true />
                <StepButtons report steps names unsent on_done=leave />
            }
        }
    };
    view! {
        <Page
            title=t.report_title(unit.name(t))
            subtitle
            crumbs=vec![
                Crumb::new(t.reports_title(), route::REPORTS),
                Crumb::new(t.report_title(unit.name(t)), route::report(id)),
            ]
            actions
        >
            <PlainPassages form sections=sections.clone() live />
            <Course report=report.clone() />
            <Dates report />
            <TaskTelling report=id tasks />
            {empty.then(|| view! { <p class="text-ink-soft">{t.report_no_sections()}</p> })}
            <div class="edit-findings">
<FindingsPanel report=id found=findings.unwrap_or_default() refresh=form.saved_at may_answer=true shared=form.findings />
</div>
            <div class="edit" data-panel=move || panel.get().word()>
                // In sight wherever one types.
                <div class="edit-bar no-print">
                    <SheetState form />
                    <SaveState form />
                    <PanelSwitch shown=panel />
                    <SaveBanner form />
                    <WriterNews form />
                    <WriterRoom form />
                </div>
                // Nothing can be typed before something is there to keep it.
                <fieldset class="stack min-w-0" disabled=move || !live.get()>
                    <legend class="sr-only">{t.report_edit()}</legend>
                    <details class="text-sm text-ink-soft no-print">
                        <summary>{t.grid_keys()}</summary>
                        <p>{t.grid_keys_text()}</p>
                    </details>
                    {sections.into_iter().map(|section| view! { <SectionForm form section /> }).collect_view()}
                </fieldset>
                <CellPanel form shown=panel period />
            </div>
            <PasteDialog form />
        </Page>
    }
    .into_any()
}

#[component]
fn SectionForm(form: Form, section: SectorSection) -> impl IntoView {
    let t = use_lang();
    let SectorSection { sector, rows, .. } = section;
    let heading = sector.name(t).to_owned();
    let name = heading.clone();
    view! {
        <section>
            <div class="section-head">
                <h2>{heading}</h2>
            </div>
            <Grid form sector=name rows />
            <Passages form sector=sector.id />
        </section>
    }
    .into_any()
}

/// Tries again when the network or the person comes back, and warns before anything unsent is left.
fn watch_the_window(form: Form) {
    let online = window_event_listener(ev::online, move |_| form.flush());
    let focus = window_event_listener(ev::focus, move |_| {
        if form.link.try_get_untracked() == Some(Link::SignedOut) {
            form.flush();
        }
    });
    let released = window_event_listener(ev::mouseup, move |_| form.on_release());
    let pointed = window_event_listener(ev::click, move |event| {
        if let Some(cell) = cell_pointed_at(event.target()) {
            // One that cannot be focused is read where it is scrolled to.
            let _ = cell.focus();
        }
    });
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        if form.waiting.try_get_untracked().is_some_and(|(waiting, _)| waiting > 0) {
            event.prevent_default();
            event.set_return_value("1");
        }
    });
    on_cleanup(move || {
        online.remove();
        focus.remove();
        leaving.remove();
        released.remove();
        pointed.remove();
        if let Some(Some(timer)) = form.timer.try_get_value() {
            timer.clear();
        }
    });
}

/// The cell that a link on this page leads to.
fn cell_pointed_at(target: Option<EventTarget>) -> Option<HtmlElement> {
    let link = target?.dyn_into::<Element>().ok()?.closest("a[href^='#cell-']").ok()??;
    let id = link.get_attribute("href")?;
    document().get_element_by_id(id.trim_start_matches('#'))?.dyn_into().ok()
}
