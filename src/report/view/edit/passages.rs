use super::form::{Form, Mark, PassageState};
use super::memory::fresh_passage;
use super::review::LiveEvidence;
use crate::id::SectorId;
use crate::report::{Grade, PassageComments, PassageEdit, PassageKind};
use crate::text::use_lang;
use crate::ui::{Button, ButtonKind, ButtonTone, IconName, Size, inside_textarea};
use leptos::prelude::*;

/// A sector's passages, each written where it stands.
#[component]
pub fn Passages(form: Form, sector: SectorId) -> impl IntoView {
    let t = use_lang();
    let here = move || {
        form.passages.with(|all| all.iter().filter(|it| it.sector == sector).copied().collect::<Vec<_>>())
    };
    // The one just asked for: it takes the focus as it comes onto the page, so that no letter typed then is lost.
    let added = StoredValue::new(None);
    let add = move |_| {
        let passage = PassageState::fresh(fresh_passage(), sector);
        added.set_value(Some(passage.id));
        form.passages.update(|all| all.push(passage));
        form.describe(passage);
        form.flush();
    };
    view! {
        <div>
            <For each=here key=|it| it.id let:passage>
                <PassageForm form passage fresh=added.get_value() == Some(passage.id) />
            </For>
            <div class="pt-3">
                <Button
                    tone=ButtonTone::Secondary
                    size=Size::Small
                    kind=ButtonKind::Button
                    icon=IconName::Plus
                    on_press=add
                >
                    {t.passage_add()}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn PassageForm(form: Form, passage: PassageState, fresh: bool) -> impl IntoView {
    let t = use_lang();
    let PassageState { id, kind, grade, body, mark, made, removed, .. } = passage;
    let name = format!("passage-{id}");
    let (kind_id, grade_id, note_id) =
        (format!("{name}-kind"), format!("{name}-grade"), format!("{name}-note"));
    let choose_kind = move |event| {
        if let Ok(chosen) = event_target_value(&event).parse() {
            kind.set(chosen);
            form.describe(passage);
        }
    };
    let choose_grade = move |event| {
        grade.set(event_target_value(&event).parse().ok());
        form.describe(passage);
    };
    let note = move || match mark.get() {
        Mark::Unsent => t.cell_unsent().to_owned(),
        Mark::Saving => t.cell_saving().to_owned(),
        Mark::Saved => t.cell_saved().to_owned(),
        Mark::Refused(problem) => problem.message(t),
        Mark::Rest | Mark::Conflict(()) => String::new(),
    };
    let refused = move || mark.with(|it| matches!(it, Mark::Refused(_)));
    let kinds: Vec<_> = PassageKind::ALL
        .iter()
        .map(|it| {
            view! {
                <option value=it.word() selected=move || kind.get() == *it>
                    {it.name(t)}
                </option>
            }
        })
        .collect();
    let grades: Vec<_> = Grade::ALL
        .iter()
        .map(|it| {
            view! {
                <option value=it.word() selected=move || grade.get() == Some(*it)>
                    {it.name(t)}
                </option>
            }
        })
        .collect();
    let label = move || t.passage_body(kind.get().name(t));
    let first = body.get_value();
    view! {
        <section class="passage">
            <div class="passage-head">
                <label class="sr-only" for=kind_id.clone()>
                    {t.passage_kind()}
                </label>
                <select id=kind_id class="input w-auto" on:change=choose_kind>
                    {kinds}
                </select>
                <span class:hidden=move || !kind.get().takes_grade()>
                    <label class="sr-only" for=grade_id.clone()>
                        {t.passage_grade()}
                    </label>
                    <select id=grade_id class="input w-auto" on:change=choose_grade>
                        <option value="" selected=move || grade.get().is_none()>
                            {t.passage_no_grade()}
                        </option>
                        {grades}
                    </select>
                </span>
                <span class="grow"></span>
                <Button
                    tone=ButtonTone::Quiet
                    size=Size::Small
                    kind=ButtonKind::Button
                    icon=IconName::Trash
                    on_press=move |_| form.remove(passage)
                >
                    {t.passage_remove()}
                </Button>
            </div>
            <LiveEvidence form passage />
            // The text stands here until the editor takes its place.
            <passage-writer
                data-passage=id.to_string()
                data-label=label
                data-note=note_id.clone()
                data-made=move || made.get().to_string()
                data-removed=move || removed.get().to_string()
                data-fresh=fresh.then_some("true")
            >
                <textarea
                    class="input"
                    rows="4"
                    aria-label=label
                    readonly=!fresh
                    maxlength=fresh.then_some(PassageEdit::LONGEST)
                >
                    {inside_textarea(first)}
                </textarea>
            </passage-writer>
            <p id=note_id class=move || if refused() { "field-error" } else { "field-help" }>
                {note}
            </p>
            <PassageComments passage=id />
        </section>
    }
    .into_any()
}
