use crate::route;
use crate::text::use_lang;
use crate::ui::{Banner, Button, Hidden, InputKind, Size, TextField, Tone};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// A plain form to `POST /login`, the same with and without JavaScript.
#[component]
pub fn LoginPage() -> impl IntoView {
    let t = use_lang();
    let asked = use_query_map().get_untracked();
    let problem = match asked.get("problem").as_deref() {
        Some("later") => Some(t.login_wait()),
        Some("wrong") => Some(t.problem_wrong_password()),
        Some(_) => Some(t.login_fault()),
        None => None,
    };
    // A screen says what no header does: a small one that is touched is a phone.
    let device = RwSignal::new(String::new());
    Effect::new(move || {
        let width = window().inner_width().ok().and_then(|it| it.as_f64()).unwrap_or(f64::MAX);
        if width < 600.0 && window().navigator().max_touch_points() > 0 {
            device.set("phone".to_owned());
        }
    });
    let alert =
        problem.map(|it| view! { <div role="alert"><Banner tone=Tone::Danger><p>{it}</p></Banner></div> });
    view! {
        <Title text=t.login_title() />
        <main class="gate">
            <div class="gate-card">
                <p class="brand">
                    <img class="brand-mark" src="/favicon.svg" alt="" width="36" height="36" />
                    <span>
                        <b>{t.ui_app()}</b>
                        <small>{t.ui_app_note()}</small>
                    </span>
                </p>
                <h1>{t.login_title()}</h1>
                <p>{t.login_note()}</p>
                {alert}
                <form class="form" method="post" action=route::LOGIN>
                    <TextField
                        name="username"
                        label=t.login_username()
                        value=asked.get("username").unwrap_or_default()
                        autocomplete="username"
                        required=true
                    />
                    <TextField
                        name="password"
                        label=t.login_password()
                        kind=InputKind::Password
                        autocomplete="current-password"
                        required=true
                    />
                    <Hidden name="next" value=asked.get("next").unwrap_or_default() />
                    <input type="hidden" name="device" prop:value=device />
                    <div class="form-actions">
                        <Button size=Size::Large>{t.login_submit()}</Button>
                    </div>
                </form>
                <p class="field-help">{t.login_phone()}</p>
            </div>
        </main>
    }
}
