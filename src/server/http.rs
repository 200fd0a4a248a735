use super::{Need, State, Visitor, assets, doors, kept, refused_on_wire, security, session, shell};
use crate::actor::Permission;
use crate::app::App;
use crate::bloc::server as bloc;
use crate::compare::server as compare;
use crate::indicator::server::dictionary;
use crate::meeting::server as meeting;
use crate::notice::server as notice;
use crate::report::server::workbook;
use crate::{error::Error, route};
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State as From};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, extract::MatchedPath};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list_with_exclusions_and_ssg_and_context};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Instant as Stopwatch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};

/// What goes in one packet, in bytes, is not made smaller: it would cost more than it saves.
const PACKET: u64 = 1_000;
/// The largest body that a request may carry, in bytes.
const BODY_LIMIT: usize = 2_000_000;

/// The app's routes, listed once: listing draws the app, and pages drawn meanwhile would wait for ever.
fn routes() -> &'static [AxumRouteListing] {
    static ROUTES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    ROUTES.get_or_init(|| {
        // A visit is looked for in the page where none is given.
        let visit = || leptos::prelude::provide_context(crate::visit::Visit::default());
        generate_route_list_with_exclusions_and_ssg_and_context(App, None, visit).0
    })
}

/// The whole site.
pub fn router(state: State) -> Router {
    let (options, shared) = (state.options.clone(), state.clone());
    // Server functions come along with the pages, so all pages are given at once.
    let pages = Router::new()
        .leptos_routes_with_context(
            &state,
            routes().to_vec(),
            move || shell::provide_request(&shared),
            move || shell::shell(options.clone()),
        )
        .route_layer(from_fn(pages_only_for_signed_in));
    let shared = state.clone();
    let missing = leptos_axum::file_and_error_handler_with_context::<State, _>(
        move || shell::provide_request(&shared),
        shell::shell,
    );

    Router::new()
        .merge(pages)
        .merge(crate::report::server::document::routes(&state))
        .route("/meetings/{meeting}/events", get(meeting::feed))
        .route(
            "/meetings/{id}/calendar.ics",
            get(meeting::calendar).route_layer(from_fn(session::only_signed_in)),
        )
        .route("/meetings/{id}/answer", post(meeting::post_answer))
        .route("/meetings/{id}/attend", post(meeting::post_attend))
        .route("/meetings/{id}/items/{item}/note", post(meeting::post_chair_note))
        .route(
            "/meetings/{id}/items/{item}/papers",
            // The handler counts for itself, and gives the reason.
            post(meeting::post_paper).layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/meetings/{id}/papers/{paper}",
            get(meeting::download_paper).route_layer(from_fn(session::only_signed_in)),
        )
        .route("/meetings/{id}/papers/{paper}/remove", post(meeting::post_remove_paper))
        .route("/reports/{report}/figures/events", get(crate::report::server::figure_events))
        .route(
            "/reports/{id}/figures.xlsx",
            get(workbook::download)
                .route_layer(from_fn(session::only_signed_in))
                // The handler counts for itself, and gives the reason.
                .post(workbook::upload)
                .layer(DefaultBodyLimit::disable()),
        )
        .route("/reports/{id}/imports/{import}", post(workbook::apply_import))
        .route(
            "/reports/{id}/imports/{import}/figures-refused.xlsx",
            get(workbook::download_refused).route_layer(from_fn(session::only_signed_in)),
        )
        .route(
            "/periods/{code}/board.xlsx",
            get(bloc::download).route_layer(from_fn(session::only_signed_in)),
        )
        .route("/compare/table.csv", get(compare::csv_file).route_layer(from_fn(session::only_signed_in)))
        .route("/compare/table.xlsx", get(compare::xlsx_file).route_layer(from_fn(session::only_signed_in)))
        .route("/compare/chart.svg", get(compare::svg_file).route_layer(from_fn(session::only_signed_in)))
        .route("/compare/chart.png", get(compare::png_file).route_layer(from_fn(session::only_signed_in)))
        .route(route::COMPARE_VIEWS, post(compare::post_save))
        .route("/compare/views/{id}/remove", post(compare::post_remove))
        .route("/periods/{code}/remind", post(bloc::post_remind))
        .route("/periods/{code}/reminder-days", post(bloc::post_days))
        .route("/notices/{id}", get(notice::open))
        .route(route::NOTICES_READ, post(notice::post_read))
        .route("/reports/{id}/steps/{step}", post(crate::report::server::post_step))
        .route("/reports/{id}/passages", post(crate::report::server::post_passage))
        .route(route::OPEN_PERIOD, post(crate::regime::server::post_open))
        .route(route::CHECK, post(crate::regime::server::post_check))
        .route(route::TARGETS, post(crate::indicator::server::target::post_targets))
        .route(route::CATALOGUE_NEW, post(dictionary::post_new))
        .route("/admin/catalogue/{code}", post(dictionary::post_entry))
        .route("/admin/catalogue/{code}/edit", post(dictionary::post_edit))
        .route(
            route::CATALOGUE_CSV,
            get(dictionary::download_csv).route_layer(from_fn(session::only_signed_in)),
        )
        .route(
            route::CATALOGUE_XLSX,
            get(dictionary::download_xlsx).route_layer(from_fn(session::only_signed_in)),
        )
        // The handler counts for itself, and gives the reason.
        .route(route::CATALOGUE_IMPORT, post(dictionary::upload).layer(DefaultBodyLimit::disable()))
        .route("/admin/catalogue/imports/{import}", post(dictionary::apply_import))
        .route(
            "/admin/catalogue/imports/{import}/refused.xlsx",
            get(dictionary::download_refused).route_layer(from_fn(session::only_signed_in)),
        )
        .route("/periods/{code}/exceptions", post(crate::regime::server::post_exception))
        .route(route::LOGOUT, post(session::post_logout))
        .route(route::PREFERENCES, post(session::post_preferences))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .route(route::LOGIN, post(session::post_login))
        .fallback(missing)
        .layer(from_fn(gate))
        .layer(
            CompressionLayer::new().compress_when(
                DefaultPredicate::new()
                    .and(SizeAbove::new(PACKET))
                    .and(NotForContentType::const_new("text/event-stream"))
                    .and(NotForContentType::const_new("font/")),
            ),
        )
        // Outside the compression: a page is kept as it was sent.
        .layer(from_fn_with_state(state.clone(), kept::pages))
        .layer(from_fn_with_state(state.clone(), session::identify))
        .layer(from_fn_with_state(state.clone(), files_first))
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CatchPanicLayer::custom(shell::panicked))
        .layer(from_fn(security::headers))
        .layer(from_fn(measure))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .with_state(state)
}

/// Pages that a stranger may open.
fn is_open(path: &str) -> bool {
    matches!(path, route::LOGIN | "/dev/components")
}

/// Server functions share the pages' router but answer strangers with a status, at their own gate.
async fn pages_only_for_signed_in(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if is_open(path) || path.starts_with(FUNCTIONS) {
        next.run(request).await
    } else {
        session::only_signed_in(request, next).await
    }
}

const FUNCTIONS: &str = "/api/fn/";

/// Refuses a server function's request before its arguments are read. A function nobody registered is not
/// there at all.
async fn gate(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !path.starts_with(FUNCTIONS) {
        return next.run(request).await;
    }
    let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_default();
    let refused = match need(path) {
        None => Error::NotFound,
        Some(need) => match need.admit(&visitor) {
            Ok(_) => return next.run(request).await,
            Err(error) => error,
        },
    };
    refused_on_wire(&refused, visitor.lang)
}

fn need(path: &str) -> Option<Need> {
    static NEEDS: OnceLock<HashMap<&'static str, Need>> = OnceLock::new();
    NEEDS.get_or_init(|| doors::doors().collect()).get(path).copied()
}

async fn files_first(From(state): From<State>, request: Request, next: Next) -> Response {
    if request.method() == axum::http::Method::GET && assets::is_asset(request.uri().path()) {
        assets::serve(From(state.assets), request).await
    } else {
        next.run(request).await
    }
}

/// Ready when the database answers.
async fn ready(From(state): From<State>) -> Response {
    match state.db.ping().await {
        Ok(()) => "ready".into_response(),
        Err(cause) => {
            tracing::warn!(%cause, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

/// For a collector on this machine, asking without a proxy, and for an administrator. For others it is not there.
async fn metrics(
    From(state): From<State>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip"];
    let is_near =
        address.ip().is_loopback() && !forwarded.iter().any(|it| request.headers().contains_key(*it));
    let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_default();
    let may_see = is_near || Need::Read(Permission::Administer).admit(&visitor).is_ok();
    match &state.metrics {
        Some(handle) if may_see => handle.render().into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Counts and times requests by route pattern, and logs each at its end.
async fn measure(request: Request, next: Next) -> Response {
    let began = Stopwatch::now();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>().map(|it| it.as_str().to_owned());
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let took = began.elapsed();
    let route = route.unwrap_or_else(|| if assets::is_asset(&path) { "asset".into() } else { "page".into() });
    let labels = [("route", route), ("method", method.to_string()), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels).record(took.as_secs_f64());
    tracing::debug!(%method, path, status, milliseconds = took.as_secs_f64() * 1000.0, "answered");
    response
}
