use crate::bloc::Reporter;
use crate::period::Period;
use crate::route;
use crate::text::use_lang;
use crate::ui::{Banner, Button, ButtonTone, IconName, Size, TextField, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use std::collections::HashSet;

/// Sends the form around the table: the chosen units, or all that are missing.
#[component]
pub fn RemindButton(missing: usize) -> impl IntoView {
    let t = use_lang();
    view! {
        <div class="row px-4.5 py-3">
            <Button tone=ButtonTone::Secondary icon=IconName::Bell>
                {t.bloc_remind(missing)}
            </Button>
            <p class="text-sm text-ink-soft">{t.bloc_remind_note()}</p>
        </div>
    }
    .into_any()
}

/// What became of the reminder that was just asked for, as the address tells it.
#[component]
pub fn RemindedBanner(period: Period, reporters: Vec<Reporter>, asked: ParamsMap) -> impl IntoView {
    let t = use_lang();
    let writes = use_visit().actor.is_some_and(|it| it.writes());
    let named = |key: &str| -> Vec<Reporter> {
        let codes = asked.get(key).unwrap_or_default();
        let codes: Vec<_> = codes.split(',').collect();
        let mut known = HashSet::new();
        let of = |it: &&Reporter| codes.contains(&it.unit.code.as_str());
        reporters.iter().filter(of).filter(|it| known.insert(it.unit.id)).cloned().collect()
    };
    let names =
        |of: &[Reporter]| of.iter().map(|it| it.unit.name(t).to_owned()).collect::<Vec<_>>().join(", ");
    let number = |key: &str| asked.get(key).and_then(|it| it.parse::<u32>().ok()).unwrap_or_default();
    let (held, nobody) = (named("held"), named("nobody"));
    let told = (number("reminded") > 0).then(|| {
        let text = t.bloc_remind_done(number("reminded"), number("people"));
        view! {
            <Banner tone=Tone::Ok>
                <p>{text}</p>
            </Banner>
        }
    });
    let none = (!nobody.is_empty()).then(|| {
        let text = t.bloc_remind_nobody(names(&nobody));
        view! {
            <Banner tone=Tone::Warn>
                <p>{text}</p>
            </Banner>
        }
    });
    let again = (!held.is_empty() && writes).then(|| {
        let text = t.bloc_remind_held(names(&held));
        let units: Vec<_> = held
            .iter()
            .map(|it| view! { <input type="hidden" name="unit" value=it.unit.id.to_string() /> })
            .collect();
        view! {
            <Banner tone=Tone::Warn>
                <p>{text}</p>
                <form method="post" action=route::remind(&period.code)>
                    {units} <input type="hidden" name="again" value="1" />
                    <Button tone=ButtonTone::Secondary size=Size::Small>
                        {t.bloc_remind_again()}
                    </Button>
                </form>
            </Banner>
        }
    });
    let days = match asked.get("days").as_deref() {
        Some("kept") => Some((Tone::Ok, t.bloc_days_kept())),
        Some("wrong") => Some((Tone::Danger, t.bloc_days_wrong())),
        _ => None,
    }
    .map(|(tone, text)| {
        view! {
            <Banner tone>
                <p>{text}</p>
            </Banner>
        }
    });
    view! {
        <div role="status" class="stack stack-sm empty:hidden">
            {told}
            {none}
            {again}
            {days}
        </div>
    }
    .into_any()
}

/// On which days before the deadline units are reminded by themselves.
#[component]
pub fn AutomaticReminders(days: Vec<i64>, code: String) -> impl IntoView {
    let t = use_lang();
    let text = days.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    let now = if days.is_empty() { t.bloc_days_off().to_owned() } else { t.bloc_days_now(text.clone()) };
    view! {
        <details class="px-4.5 pb-3 no-print">
            <summary>{now}</summary>
            <form class="form mt-3" method="post" action=route::reminder_days(&code)>
                <TextField name="days" label=t.bloc_days() help=t.bloc_days_help() value=text />
                <div class="form-actions">
                    <Button size=Size::Small>{t.bloc_days_save()}</Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
