use super::form::{Form, Mark, PassageState};
use super::memory::fresh_passage;
use crate::id::SectorId;
use crate::report::{Grade, Passage, PassageKind};
use crate::text::use_lang;
use crate::ui::{Banner, Button, ButtonKind, ButtonTone, IconName, Size, Tone};
use leptos::prelude::*;

/// A sector's passages, each written where it stands.
#[component]
pub fn Passages(form: Form, sector: SectorId) -> impl IntoView {
    let t = use_lang();
    let here = move || {
        form.passages.with(|all| all.iter().filter(|it| it.sector == sector).copied().collect::<Vec<_>>())
    };
    let add = move |_| {
        let passage = PassageState::fresh(fresh_passage(), sector);
        form.passages.update(|all| all.push(passage));
        // Once it is on the page.
        request_animation_frame(move || {
            if let Some(area) = passage.area.get_untracked() {
                // A browser that does not move the focus leaves it where it was.
                let _ = area.focus();
            }
        });
    };
    view! {
        <div>
            <For each=here key=|it| it.id let:passage>
                <PassageForm form passage />
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
fn PassageForm(form: Form, passage: PassageState) -> impl IntoView {
    let t = use_lang();
    let PassageState { id, kind, grade, body, mark, emptied, area, .. } = passage;
    let name = format!("passage-{id}");
    let (kind_id, grade_id, note_id) =
        (format!("{name}-kind"), format!("{name}-grade"), format!("{name}-note"));
    let choose_kind = move |event| {
        if let Ok(chosen) = event_target_value(&event).parse() {
            kind.set(chosen);
            form.rewritten(passage);
        }
    };
    let choose_grade = move |event| {
        grade.set(event_target_value(&event).parse().ok());
        form.rewritten(passage);
    };
    let write = move |event| {
        body.set(event_target_value(&event));
        form.rewritten(passage);
    };
    let note = move || match mark.get() {
        _ if emptied.get() => t.passage_empty().to_owned(),
        Mark::Unsent => t.cell_unsent().to_owned(),
        Mark::Saving => t.cell_saving().to_owned(),
        Mark::Saved => t.cell_saved().to_owned(),
        Mark::Refused(problem) => problem.message(t),
        Mark::Rest | Mark::Conflict(_) => String::new(),
    };
    let conflict = move || match mark.get() {
        Mark::Conflict(theirs) => Some(view! { <Choice form theirs /> }),
        _ => None,
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
    let first = body.get_untracked();
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
            <textarea
                node_ref=area
                class="input"
                rows="4"
                aria-label=label
                aria-describedby=note_id.clone()
                aria-invalid=move || refused().then_some("true")
                on:input=write
                on:blur=move |_| form.flush()
            >
                {first}
            </textarea>
            {conflict}
            <p id=note_id class=move || if refused() { "field-error" } else { "field-help" }>
                {note}
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn Choice(form: Form, theirs: Passage) -> impl IntoView {
    let t = use_lang();
    let id = theirs.id;
    let body = if theirs.body.is_empty() { t.passage_theirs_removed().to_owned() } else { theirs.body };
    view! {
        <Banner tone=Tone::Warn icon=IconName::People>
            <div class="grow">
                <p>
                    <strong>{t.passage_theirs()}</strong>
                </p>
                <blockquote class="quote">{body}</blockquote>
                <div class="row">
                    <Button
                        tone=ButtonTone::Secondary
                        size=Size::Small
                        kind=ButtonKind::Button
                        on_press=move |_| form.keep_my_passage(id)
                    >
                        {t.keep_mine()}
                    </Button>
                    <Button
                        tone=ButtonTone::Secondary
                        size=Size::Small
                        kind=ButtonKind::Button
                        on_press=move |_| form.take_their_passage(id)
                    >
                        {t.take_theirs()}
                    </Button>
                </div>
            </div>
        </Banner>
    }
    .into_any()
}
