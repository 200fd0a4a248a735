use super::form::{Form, Link};
use crate::route;
use crate::text::use_lang;
use crate::time::show_seconds;
use crate::ui::{Banner, Button, ButtonKind, ButtonTone, IconName, Size, Tone};
use leptos::prelude::*;

/// Whether everything is kept, and since when.
#[component]
pub fn SaveState(form: Form) -> impl IntoView {
    let t = use_lang();
    let words = move || {
        let (waiting, held) = form.waiting.get();
        match form.standing() {
            Link::Saving => t.saving().to_owned(),
            Link::Idle if waiting > 0 && waiting == held => t.save_attention(held),
            _ if waiting > 0 => t.save_waiting(waiting),
            _ => match form.kept_at() {
                Some(at) => t.saved_at(show_seconds(at)),
                None => t.saved_never().to_owned(),
            },
        }
    };
    let failed = move || {
        let needs_care = form.waiting.with(|(_, held)| *held > 0);
        let broken = !matches!(form.standing(), Link::Idle | Link::Saving);
        (needs_care || broken).then_some("failed")
    };
    view! {
        <p class="save-state" role="status" data-state=failed>
            {words}
        </p>
    }
    .into_any()
}

/// Says plainly when nothing gets through, and that nothing is lost.
#[component]
pub fn SaveBanner(form: Form) -> impl IntoView {
    let t = use_lang();
    let retry = move || {
        view! {
            <Button
                tone=ButtonTone::Secondary
                size=Size::Small
                kind=ButtonKind::Button
                on_press=move |_| form.retry()
            >
                {t.save_retry()}
            </Button>
        }
    };
    let banner = move || match form.standing() {
        Link::Idle | Link::Saving => None,
        Link::Lost => Some(
            view! {
                <Banner tone=Tone::Danger icon=IconName::Offline>
                    <p>{move || form.lost_words(t)}</p>
                    {retry()}
                </Banner>
            }
            .into_any(),
        ),
        Link::SignedOut => {
            let next = format!("{}?next={}", route::LOGIN, route::report_edit(form.report));
            Some(
                view! {
                    <Banner tone=Tone::Warn icon=IconName::Lock>
                        <p>{t.save_signed_out()}</p>
                        <a href=next target="_blank" rel="external">
                            {t.save_sign_in()}
                        </a>
                        {retry()}
                    </Banner>
                }
                .into_any(),
            )
        }
        Link::Stopped(error) => Some(
            view! {
                <Banner tone=Tone::Danger icon=IconName::Alert>
                    <p>{t.save_stopped(error.message(t))}</p>
                    {retry()}
                </Banner>
            }
            .into_any(),
        ),
    };
    view! { <div role="alert" class="w-full">{banner}</div> }.into_any()
}
