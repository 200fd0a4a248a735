use crate::error::FieldErrors;
use crate::id::IndicatorId;
use crate::org::Unit;
use crate::task::TaskInput;
use crate::text::use_lang;
use crate::ui::{Button, Checkbox, InputKind, Select, TextArea, TextField};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A task with its five clear points, as it is made from a conclusion. What cannot be given is told before
/// it is sent, by the rule the server refuses by.
#[component]
pub fn TaskForm(
    initial: TaskInput,
    units: Vec<Unit>,
    /// What the server refused.
    #[prop(optional, into)]
    errors: Signal<FieldErrors>,
    on_submit: Callback<TaskInput>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// Indicators it may be tied to, with their names.
    #[prop(optional)]
    indicators: Vec<(IndicatorId, String)>,
    /// Keeps the ids of two forms in one page apart.
    #[prop(default = "task".to_owned(), into)]
    id: String,
) -> impl IntoView {
    let t = use_lang();
    let typed = RwSignal::new(initial.clone());
    let own = RwSignal::new(FieldErrors::default());
    let on = move |field: &'static str| {
        Signal::derive(move || {
            let local = own.with(|it| it.on(field).map(|it| it.message(t)));
            local.or_else(|| errors.with(|it| it.on(field).map(|it| it.message(t))))
        })
    };
    let set = move |change: fn(&mut TaskInput, String)| {
        Callback::new(move |value: String| typed.update(|it| change(it, value)))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let input = typed.get_untracked();
        match input.parse() {
            Ok(_) => {
                own.set(FieldErrors::default());
                on_submit.run(input);
            }
            Err(found) => own.set(found),
        }
    };
    let leads = std::iter::once((String::new(), t.task_form_choose().to_owned()))
        .chain(units.iter().map(|it| (it.id.to_string(), it.name(t).to_owned())))
        .collect();
    let helping: Vec<_> = units
        .into_iter()
        .map(|unit| {
            let name = unit.name(t).to_owned();
            let checked = initial.cooperating.contains(&unit.id);
            let mark = move |on: bool| typed.update(|it| toggle(&mut it.cooperating, unit.id, on));
            view! {
                <Checkbox name="cooperating" label=name value=unit.id.to_string() checked on_change=Callback::new(mark) />
            }
        })
        .collect();
    let moved: Vec<_> = indicators
        .into_iter()
        .map(|(indicator, name)| {
            let checked = initial.indicators.contains(&indicator);
            let mark = move |on: bool| typed.update(|it| toggle(&mut it.indicators, indicator, on));
            view! {
                <Checkbox
                    name="indicators"
                    label=name
                    value=indicator.to_string()
                    checked
                    on_change=Callback::new(mark)
                />
            }
        })
        .collect();
    let wrong = move || own.with(|it| !it.0.is_empty()) || errors.with(|it| !it.0.is_empty());
    view! {
        <form class="form" novalidate on:submit=submit>
            <TextArea
                id=format!("{id}-title")
                name="title"
                label=t.task_form_title()
                value=initial.title
                rows=2
                error=on("title")
                on_input=set(|it, value| it.title = value)
            />
            <div class="form-row">
                <Select
                    id=format!("{id}-lead")
                    name="lead"
                    label=t.task_form_lead()
                    options=leads
                    value=initial.lead
                    error=on("lead")
                    on_change=set(|it, value| it.lead = value)
                />
                <TextField
                    id=format!("{id}-due")
                    name="due_on"
                    label=t.task_form_when()
                    kind=InputKind::Date
                    value=initial.due_on
                    error=on("due_on")
                    on_input=set(|it, value| it.due_on = value)
                />
            </div>
            <TextField
                id=format!("{id}-product")
                name="product"
                label=t.task_form_product()
                value=initial.product
                error=on("product")
                on_input=set(|it, value| it.product = value)
            />
            <TextField
                id=format!("{id}-responsibility")
                name="responsibility"
                label=t.task_form_responsibility()
                value=initial.responsibility
                error=on("responsibility")
                on_input=set(|it, value| it.responsibility = value)
            />
            <fieldset class="field">
                <legend>{t.task_cooperating()}</legend>
                <div class="grid gap-x-4 sm:grid-cols-2">{helping}</div>
            </fieldset>
            {(!moved.is_empty())
                .then(|| {
                    view! {
                        <fieldset class="field">
                            <legend>{t.task_indicators()}</legend>
                            <div class="grid gap-x-4 sm:grid-cols-2">{moved}</div>
                        </fieldset>
                    }
                })}
            <div role="alert">
                {move || wrong().then(|| view! { <p class="field-error">{t.task_form_mend()}</p> })}
            </div>
            <div class="form-actions">
                <Button busy>{t.task_form_save()}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, id: T, on: bool) {
    list.retain(|it| *it != id);
    if on {
        list.push(id);
    }
}
