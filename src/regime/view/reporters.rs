use super::sending::{Refusal, Sending};
use crate::error::{FieldErrors, Problem};
use crate::id::UnitId;
use crate::regime::api::{set_reporters, show_regime};
use crate::regime::{RegimeSheet, ReportersInput};
use crate::route;
use crate::text::use_lang;
use crate::time::local;
use crate::ui::{
    Button, ButtonTone, Card, Checkbox, Crumb, InputKind, LinkButton, Loaded, Page, ReadOnly, TextField,
    Tone, use_toasts,
};
use crate::visit::use_visit;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

/// `/admin/regimes/{code}/units`
#[component]
pub fn ReportersPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code"));
    let sheet = Resource::new(code, |code| show_regime(code, None));
    view! {
        <Loaded resource=sheet let:sheet>
            <Editor sheet />
        </Loaded>
    }
}

#[component]
fn Editor(sheet: RegimeSheet) -> impl IntoView {
    let t = use_lang();
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let today = local(use_visit().now).date();
    let RegimeSheet { regime, reporters, units, may_change, .. } = sheet;
    let Some(regime) = regime.filter(|_| may_change) else {
        return view! { <Page title=t.regime_reporters_edit()><ReadOnly /></Page> }.into_any();
    };
    let now: Vec<UnitId> = reporters.iter().filter(|it| it.reports_on(today)).map(|it| it.unit).collect();
    let chosen = RwSignal::new(now.clone());
    let from = RwSignal::new(today.to_string());
    let sending = Sending::new(FieldErrors::default());
    let code = regime.code.clone();
    let wrong = sending.on("units");
    let submit = {
        let code = code.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            let input = ReportersInput { units: chosen.get_untracked(), from: from.get_untracked() };
            if input.units.is_empty() {
                sending.refuse(FieldErrors::of("units", Problem::Required));
                return;
            }
            let (navigate, code) = (navigate.clone(), code.clone());
            let back = route::regime(&code);
            sending.send(set_reporters(code, input), move |()| {
                toasts.say(Tone::Ok, t.regime_saved());
                navigate(&back, Default::default());
            });
        }
    };
    let boxes: Vec<_> = units
        .into_iter()
        .map(|unit| {
            let mark = move |on: bool| {
                chosen.update(|it| {
                    it.retain(|known| *known != unit.id);
                    if on {
                        it.push(unit.id);
                    }
                });
            };
            view! {
                <Checkbox
                    name="units"
                    label=unit.name(t)
                    value=unit.id.to_string()
                    checked=now.contains(&unit.id)
                    on_change=Callback::new(mark)
                />
            }
        })
        .collect();
    view! {
        <Page
            title=t.regime_reporters_edit()
            subtitle=t.regime_reporters_note()
            crumbs=vec![
                Crumb::new(t.nav_admin(), route::ADMIN),
                Crumb::new(t.regimes(), route::REGIMES),
                Crumb::new(regime.name(t), route::regime(&code)),
            ]
        >
            <Card>
                <form class="form" novalidate on:submit=submit>
                    <Refusal of=sending />
                    <fieldset class="field">
                        <legend>{t.regime_reporters()}</legend>
                        <div class="grid gap-x-4 sm:grid-cols-2">{boxes}</div>
                        <p class="field-error" class:hidden=move || wrong.with(Option::is_none) role="alert">
                            {move || wrong.get()}
                        </p>
                    </fieldset>
                    <TextField
                        name="from"
                        label=t.regime_reporters_from()
                        kind=InputKind::Date
                        value=from.get_untracked()
                        error=sending.on("from")
                        on_input=Callback::new(move |value| from.set(value))
                    />
                    <div class="form-actions">
                        <LinkButton href=route::regime(&code) tone=ButtonTone::Quiet>
                            {t.regime_cancel()}
                        </LinkButton>
                        <Button busy=sending.busy>{t.regime_save()}</Button>
                    </div>
                </form>
            </Card>
        </Page>
    }
    .into_any()
}
