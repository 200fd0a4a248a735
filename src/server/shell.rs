//! The page around the app.

use super::session::device;
use super::{Assets, State, Visitor, security};
use crate::actor::Device;
use crate::app::App;
use crate::route;
use crate::visit::{ELEMENT, Visit};
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};
use leptos::hydration::AutoReload;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;
use std::any::Any;

/// What server functions and the page find about the request being answered.
pub fn provide_request(state: &State) {
    let visitor =
        use_context::<Parts>().and_then(|it| it.extensions.get::<Visitor>().cloned()).unwrap_or_default();
    let visit = Visit {
        actor: visitor.actor,
        lang: visitor.lang,
        theme: visitor.theme,
        now: state.clock.now(),
        sample: state.sample,
    };
    if gets_no_program(&visit)
        && let Some(page) = Owner::current_shared_context()
    {
        // What the page was drawn from is told a second time for the program alone.
        page.set_is_hydrating(false);
    }
    provide_context(visit);
    provide_context(visitor.lang);
    provide_context(state.clone());
}

/// The page answers a plain form, so it stands at the form's address, where the program knows no page.
#[derive(Clone, Copy)]
struct AnswersForm;

/// Answers a plain form with the page that is at `address`, drawn with what `told` provides.
pub async fn draw_page(
    state: &State,
    mut asked: Parts,
    address: &str,
    told: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let Ok(uri) = address.parse() else { return StatusCode::NOT_FOUND.into_response() };
    (asked.uri, asked.method) = (uri, Method::GET);
    let (shared, options) = (state.clone(), state.options.clone());
    let draw = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(AnswersForm);
            provide_request(&shared);
            told();
        },
        move || shell(options.clone()),
    );
    draw(Request::from_parts(asked, Body::empty())).await
}

/// A phone only reads: the page is whole without the program.
fn gets_no_program(visit: &Visit) -> bool {
    if use_context::<AnswersForm>().is_some() {
        return true;
    }
    match &visit.actor {
        Some(actor) => actor.device == Device::Phone,
        None => use_context::<Parts>().is_some_and(|it| device(&it.headers) == Device::Phone),
    }
}

/// The letters of nearly every page.
const FONTS: [&str; 4] = [
    "/fonts/be-vietnam-pro-latin-400.woff2",
    "/fonts/be-vietnam-pro-latin-600.woff2",
    "/fonts/be-vietnam-pro-vietnamese-400.woff2",
    "/fonts/be-vietnam-pro-vietnamese-600.woff2",
];

/// Clears away what the browser keeps: the pages of meetings (see `public/sw.js`), and the copies of reports that
/// it owes nothing of (see `owed.ts`). Everybody passes the sign-in form who signs out, and whoever signs in next.
const SWEEP: &str = include_str!("sweep.js");

/// The document, with the program where it gets one.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let visit = use_context::<Visit>().unwrap_or_default();
    let assets = use_context::<State>().map(|it| it.assets);
    let nonce = use_nonce().map(|it| it.to_string()).unwrap_or_default();
    if let (Some(response), Ok(policy)) =
        (use_context::<ResponseOptions>(), HeaderValue::from_str(&security::page_policy(&nonce)))
    {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    let names = assets.as_ref().map(Assets::names).cloned().unwrap_or_default();
    let hydrates = !gets_no_program(&visit);
    let program = (hydrates && !names.script.is_empty()).then(|| {
        let start = format!(
            "import({script:?}).then(m=>m.default({{module_or_path:{wasm:?}}}).then(()=>{{m.hydrate();\
             document.documentElement.dataset.hydrated='yes'}}))",
            script = names.script,
            wasm = names.wasm,
        );
        view! {
            <link rel="modulepreload" href=names.script.clone() nonce=nonce.clone() />
            <link rel="preload" href=names.wasm.clone() r#as="fetch" r#type="application/wasm" crossorigin="" />
            <meta name="writer" content=names.writer.clone() />
            <script type="module" nonce=nonce.clone() inner_html=start></script>
        }
    });
    let at_the_gate = use_context::<Parts>().is_some_and(|it| it.uri.path() == route::LOGIN);
    let sweep = (hydrates && at_the_gate)
        .then(|| view! { <script type="module" nonce=nonce.clone() inner_html=SWEEP></script> });
    // `<` cannot close the element early.
    let page_visit =
        hydrates.then(|| serde_json::to_string(&visit).unwrap_or_default().replace('<', "\\u003c"));

    view! {
        <!DOCTYPE html>
        <html lang=visit.lang.code() data-theme=visit.theme.clone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                {FONTS
                    .map(|it| view! { <link rel="preload" href=it r#as="font" r#type="font/woff2" crossorigin="" /> })}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=names.style />
                <AutoReload options />
                {program}
                {sweep}
                <MetaTags />
            </head>
            <body>
                <App />
                {page_visit.map(|it| view! { <script type="application/json" id=ELEMENT nonce=nonce inner_html=it></script> })}
            </body>
        </html>
    }
}

crate::texts! {
    crash_title: "Hệ thống gặp lỗi", "Something broke";
    crash_body: "Máy chủ vẫn chạy và lỗi đã được ghi lại. Mời quay về trang chủ.", "The server goes on and the fault was recorded. Please go back to the first page.";
    crash_back: "Về trang chủ", "To the first page";
}

/// A panic ends one request, not the server.
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(message, "a request panicked");
    let t = crate::text::Lang::Vi;
    let page = format!(
        "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body><main><h1>{title}</h1><p>{body}</p><p><a href=\"{home}\">{back}</a></p></main></body></html>",
        title = t.crash_title(),
        body = t.crash_body(),
        back = t.crash_back(),
        home = route::HOME,
    );
    (StatusCode::INTERNAL_SERVER_ERROR, axum::response::Html(page)).into_response()
}
