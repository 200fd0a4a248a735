//! Signing in and out, and knowing the visitor of each request.

use super::{Context, State, Visitor, kept};
use crate::actor::{Actor, Device};
use crate::error::{Error, FieldErrors, Problem, Result};
use crate::identity::server::{self as identity, Arrival};
use crate::route;
use crate::text::Lang;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use axum::Form;
use axum::extract::{ConnectInfo, Request, State as From};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Duration;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::net::SocketAddr;

const COOKIE: &str = "giaoban_session";
const SECURE_COOKIE: &str = "__Host-giaoban_session";
const LANG_COOKIE: &str = "giaoban_lang";
const THEME_COOKIE: &str = "giaoban_theme";
/// A session ends this long after it began.
const SESSION_HOURS: i64 = 24 * 7;
/// Failed attempts on one name, and from one address, within [`ATTEMPT_MINUTES`].
const ATTEMPTS_PER_NAME: u64 = 8;
const ATTEMPTS_PER_ADDRESS: u64 = 60;
const ATTEMPT_MINUTES: u32 = 15;

/// Argon2id with the library's recommended cost.
pub fn hash_password(password: &str) -> Result<String> {
    argon2::Argon2::default()
        .hash_password(password.as_bytes())
        .map(|it| it.to_string())
        .map_err(|cause| Error::from_cause(&cause))
}

fn password_fits(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| argon2::Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Checks a name and password, within the limits on failed attempts, and begins a session.
///
/// Returns the secret for the cookie; the database keeps only its hash.
///
/// # Errors
/// [`Error::Invalid`] on `password`, the same for an unknown name and a wrong password.
pub async fn sign_in(
    state: &State,
    username: &str,
    password: &str,
    device: Device,
    user_agent: &str,
    address: &str,
) -> Result<String> {
    let refused = |problem| Err(FieldErrors::of("password", problem).into());
    let username = username.trim().to_lowercase();
    let now = state.clock.now();
    let since = now - Duration::minutes(ATTEMPT_MINUTES.into());
    let (by_name, by_address) = identity::failed_attempts(&state.db, &username, address, since).await?;
    if by_name >= ATTEMPTS_PER_NAME || by_address >= ATTEMPTS_PER_ADDRESS {
        return refused(Problem::TryLater(ATTEMPT_MINUTES));
    }
    let person = identity::sign_in_record(&state.db, &username).await?;
    let (hash, password) = (person.as_ref().map(|it| it.password_hash.clone()), password.to_owned());
    let fits = tokio::task::spawn_blocking(move || match hash {
        Some(hash) => password_fits(&password, &hash),
        // An unknown name costs as much time as a known one.
        None => hash_password(&password).is_err(),
    })
    .await
    .map_err(|cause| Error::from_cause(&cause))?;
    let tx = state.writers.open().await?;
    identity::note_attempt(&tx, &username, address, now, fits).await?;
    let secret = match person {
        Some(person) if fits => {
            let secret = fresh_secret();
            let expires = now + Duration::hours(SESSION_HOURS);
            identity::begin_session(&tx, &digest(&secret), person.id, device, user_agent, now, expires)
                .await?;
            Some(secret)
        }
        _ => None,
    };
    tx.commit().await?;
    match secret {
        Some(secret) => Ok(secret),
        None => refused(Problem::WrongPassword),
    }
}

fn fresh_secret() -> String {
    hex(&rand::random::<[u8; 32]>())
}

fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

/// Finds the visitor before anything else looks at the request; pages turn strangers to the sign-in form.
pub async fn identify(From(state): From<State>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let mut visitor = Visitor {
        lang: cookie(headers, LANG_COOKIE).map_or(Lang::Vi, Lang::from_code),
        theme: cookie(headers, THEME_COOKIE)
            .filter(|it| matches!(*it, "light" | "dark"))
            .unwrap_or_default()
            .to_owned(),
        ..Visitor::default()
    };
    if let Some(secret) = cookie(headers, SECURE_COOKIE).or_else(|| cookie(headers, COOKIE)) {
        let key = digest(secret);
        // What is never kept needs no mark, which is a question to the database too.
        let mark =
            if kept::may_keep(&request) { kept::mark(&state.revision, state.clock).await } else { None };
        let found = arrival(&state, mark.as_ref(), &key).await;
        if let Some(mark) = mark {
            request.extensions_mut().insert(mark);
        }
        match found {
            Ok(Some(Arrival { actor, org })) => {
                visitor.actor = Some(actor);
                visitor.org = Some(org);
                visitor.session = Some(key);
            }
            Ok(None) => {}
            Err(error) => {
                return (StatusCode::SERVICE_UNAVAILABLE, error.message(visitor.lang)).into_response();
            }
        }
    }
    request.extensions_mut().insert(visitor);
    next.run(request).await
}

async fn arrival(state: &State, mark: Option<&kept::Mark>, key: &str) -> Result<Option<Arrival>> {
    if let Some(known) = mark.and_then(|it| state.kept.arrival(it, key)) {
        return Ok(Some(known));
    }
    let asked = identity::actor_of_session(&state.db, &state.memory.org, key, state.clock.now());
    let found = Box::pin(asked).await?;
    if let (Some(mark), Some(found)) = (mark, &found) {
        state.kept.keep_arrival(mark, key, found.clone());
    }
    Ok(found)
}

/// Whether whoever opened a stream is signed in still, with the rights they had then. What cannot be found out now
/// is found out the next time.
pub async fn is_still(cx: &Context) -> bool {
    let Some(key) = &cx.session else { return true };
    match identity::actor_of_session(&cx.db, &cx.memory.org, key, cx.now()).await {
        Ok(found) => found.is_some_and(|it| may_the_same(&it.actor, &cx.actor)),
        Err(_) => true,
    }
}

fn may_the_same(one: &Actor, other: &Actor) -> bool {
    one.person == other.person
        && one.unit == other.unit
        && one.grants.len() == other.grants.len()
        && one.grants.iter().all(|it| other.grants.contains(it))
}

/// Sends strangers who ask for a page to the sign-in form, and back afterwards.
pub async fn only_signed_in(request: Request, next: Next) -> Response {
    let signed_in = request.extensions().get::<Visitor>().is_some_and(|it| it.actor.is_some());
    if signed_in {
        return next.run(request).await;
    }
    let wanted = request.uri().path_and_query().map_or(route::HOME, |it| it.as_str());
    let form = if wanted == route::HOME {
        route::LOGIN.to_owned()
    } else {
        format!("{}?next={}", route::LOGIN, encode(wanted))
    };
    Redirect::to(&form).into_response()
}

#[derive(Deserialize)]
pub struct SignIn {
    username: String,
    password: String,
    #[serde(default)]
    next: String,
    /// Filled by the browser where scripts run: `phone` for a small touch screen.
    #[serde(default)]
    device: String,
}

/// `POST /login`: the sign-in form, with or without JavaScript.
pub async fn post_login(
    From(state): From<State>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Response {
    let user_agent = text(&headers, header::USER_AGENT.as_str()).chars().take(300).collect::<String>();
    let device = if form.device == "phone" { Device::Phone } else { device(&headers) };
    let address = address.ip().to_string();
    match sign_in(&state, &form.username, &form.password, device, &user_agent, &address).await {
        Ok(secret) => {
            let mut response = Redirect::to(local_address(&form.next)).into_response();
            set_cookie(&mut response, &session_cookie(&headers, &secret, SESSION_HOURS * 3600));
            response
        }
        Err(error) => {
            let problem = match &error {
                Error::Invalid(fields) => match fields.on("password") {
                    Some(Problem::TryLater(_)) => "later",
                    _ => "wrong",
                },
                _ => "fault",
            };
            let back = format!(
                "{}?problem={problem}&username={}&next={}",
                route::LOGIN,
                encode(&form.username),
                encode(local_address(&form.next)),
            );
            Redirect::to(&back).into_response()
        }
    }
}

/// `POST /logout`: ends the session on the server too.
pub async fn post_logout(From(state): From<State>, headers: HeaderMap, request: Request) -> Response {
    let session = request.extensions().get::<Visitor>().and_then(|it| it.session.clone());
    if let Some(key) = session {
        if let Err(error) = identity::end_session(state.writers.db(), &key).await {
            tracing::warn!(%error, "a session was not ended");
        }
        state.hub.end_session(&key);
    }
    let mut response = Redirect::to(route::LOGIN).into_response();
    set_cookie(&mut response, &session_cookie(&headers, "", 0));
    // A page kept by the browser must not be there for the next person on the device.
    let kept = HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), kept);
    response
}

#[derive(Deserialize)]
pub struct Preferences {
    lang: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    return_to: String,
}

/// `POST /preferences`: language and theme, kept in cookies for a year.
pub async fn post_preferences(headers: HeaderMap, Form(form): Form<Preferences>) -> Response {
    let mut response = Redirect::to(local_address(&form.return_to)).into_response();
    let secure = if is_secure(&headers) { "; Secure" } else { "" };
    let kept = [
        (LANG_COOKIE, form.lang.filter(|it| matches!(it.as_str(), "vi" | "en"))),
        (THEME_COOKIE, form.theme.filter(|it| matches!(it.as_str(), "light" | "dark" | "auto"))),
    ];
    for (name, value) in kept {
        if let Some(value) = value {
            set_cookie(
                &mut response,
                &format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}"),
            );
        }
    }
    response
}

/// Only addresses of this site are gone back to.
fn local_address(wanted: &str) -> &str {
    let local = wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains(['\\', '\n', '\r']);
    if local && !wanted.starts_with(route::LOGIN) { wanted } else { route::HOME }
}

fn session_cookie(headers: &HeaderMap, secret: &str, seconds: i64) -> String {
    let (name, secure) = if is_secure(headers) { (SECURE_COOKIE, "; Secure") } else { (COOKIE, "") };
    format!("{name}={secret}; Path=/; Max-Age={seconds}; SameSite=Lax; HttpOnly{secure}")
}

/// Plain HTTP is taken only on loopback, where a `Secure` cookie would not come back.
fn is_secure(headers: &HeaderMap) -> bool {
    let host = text(headers, header::HOST.as_str());
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    !matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .flat_map(|it| it.split(';'))
        .filter_map(|it| it.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
}

/// What the request's own headers say of the device.
pub fn device(headers: &HeaderMap) -> Device {
    let agent = text(headers, header::USER_AGENT.as_str());
    let says_mobile = text(headers, "sec-ch-ua-mobile") == "?1";
    if agent.contains("iPad") || agent.contains("Tablet") {
        Device::Tablet
    } else if says_mobile || agent.contains("Mobile") || agent.contains("iPhone") {
        Device::Phone
    } else if agent.contains("Android") {
        Device::Tablet
    } else {
        Device::Computer
    }
}

/// Percent-encodes for one value of a query.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|it| match it {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                (it as char).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_are_gone_back_to() {
        assert_eq!(local_address("/meetings/1?x=2"), "/meetings/1?x=2");
        for elsewhere in ["https://example.org", "//example.org", "/\\example.org", "", "/login?next=/login"]
        {
            assert_eq!(local_address(elsewhere), "/", "{elsewhere}");
        }
    }

    #[test]
    fn a_phone_is_told_from_a_tablet() {
        let says = |agent: &'static str| {
            device(&HeaderMap::from_iter([(header::USER_AGENT, HeaderValue::from_static(agent))]))
        };
        assert_eq!(
            says("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148"),
            Device::Phone
        );
        assert_eq!(
            says("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126 Mobile Safari/537.36"),
            Device::Phone
        );
        assert_eq!(says("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Mobile/15E148"), Device::Tablet);
        assert_eq!(says("Mozilla/5.0 (Linux; Android 14; SM-X710) Chrome/126 Safari/537.36"), Device::Tablet);
        assert_eq!(says("Mozilla/5.0 (X11; Linux x86_64) Chrome/126 Safari/537.36"), Device::Computer);
    }

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let hash = hash_password("Mật khẩu 1").unwrap();
        assert!(password_fits("Mật khẩu 1", &hash) && !password_fits("mật khẩu 1", &hash));
    }
}
