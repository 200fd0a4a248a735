//! Attendance by a short-lived signed address, which the screen shows as a code.
//!
//! The code proves that somebody saw the screen in the last minutes, not who: that, their session tells.

use super::log::add;
use crate::actor::{Permission, Scope};
use crate::error::{Denial, Error, FieldErrors, Problem, Result};
use crate::id::MeetingId;
use crate::identity::server::entity::setting;
use crate::meeting::{AttendAddress, AttendCode, Event, Happening, Way, attend_refusal};
use crate::route;
use crate::server::{Context, Need, State, Visitor, encode};
use crate::time::Instant;
use axum::extract::{Path, State as From};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use chrono::{DateTime, Duration};
use hmac::{Hmac, KeyInit, Mac};
use qrcode::{Color, QrCode};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use serde::Deserialize;
use sha2::Sha256;
use uuid::Uuid;

/// How long an address is good for: enough to unlock a telephone, too short to be passed on.
const GOOD_FOR: Duration = Duration::seconds(120);
/// Where the key is kept that signs them, the same for every server of the database.
const KEY: &str = "attend_key";

/// # Errors
/// [`Denial::NotAllowed`] for whoever does not work in the room: an address is worth a place in it.
pub async fn show_attend_address(cx: &Context, meeting: MeetingId) -> Result<AttendAddress> {
    if !cx.actor.may(Permission::RecordConclusion, Scope::Meeting(meeting)) {
        return Err(Denial::NotAllowed.into());
    }
    let expires_at = cx.now() + GOOD_FOR;
    let token = sign(&key(&cx.db).await?, meeting, expires_at.timestamp())?;
    let path = format!("{}?token={token}", route::meeting_attend(meeting));
    Ok(AttendAddress { path, expires_at })
}

/// Draws the address as a code.
///
/// # Errors
/// As [`show_attend_address`]; on `origin` for what is no site's address.
pub async fn draw_attend_code(cx: &Context, meeting: MeetingId, origin: &str) -> Result<AttendCode> {
    let is_site = origin.starts_with("https://") || origin.starts_with("http://");
    if !is_site || origin.len() > 200 {
        return Err(FieldErrors::of("origin", Problem::Malformed).into());
    }
    let AttendAddress { path, expires_at } = show_attend_address(cx, meeting).await?;
    let code = QrCode::new(format!("{origin}{path}")).map_err(|cause| Error::from_cause(&cause))?;
    Ok(AttendCode { svg: draw(&code), expires_at })
}

/// Dark on light in every theme, with the quiet edge that readers need.
fn draw(code: &QrCode) -> String {
    use std::fmt::Write as _;
    const EDGE: usize = 4;
    let width = code.width();
    let whole = width + 2 * EDGE;
    let mut path = String::new();
    for (at, _) in code.to_colors().iter().enumerate().filter(|(_, it)| **it == Color::Dark) {
        let _ = write!(path, "M{} {}h1v1h-1z", at % width + EDGE, at / width + EDGE);
    }
    format!(
        r##"<svg viewBox="0 0 {whole} {whole}" shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M0 0h{whole}v{whole}H0z"/><path fill="#000" d="{path}"/></svg>"##
    )
}

/// Notes that the actor is here. Noted once, however often they come by.
///
/// # Errors
/// [`Denial::Expired`] for a token that is too old or not ours.
pub async fn attend(cx: &Context, meeting: MeetingId, token: &str) -> Result<Option<Event>> {
    verify(&key(&cx.db).await?, meeting, token, cx.now())?;
    let here = Happening::Arrived { who: None, way: Way::Code };
    match add(cx, meeting, Uuid::now_v7(), None, here).await {
        Ok(event) => Ok(Some(event)),
        Err(Error::Denied(Denial::AlreadyDone)) => Ok(None),
        Err(error) => Err(error),
    }
}

#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    token: String,
}

/// `POST /meetings/{id}/attend`: a plain form, the same with and without script. A telephone's session reads
/// only, but for this.
pub async fn post_attend(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Path(meeting): Path<MeetingId>,
    Form(code): Form<Code>,
) -> Response {
    let page = route::meeting_attend(meeting);
    let outcome = match Need::Read(Permission::TakePart).enter(&state, &visitor) {
        Ok(cx) => attend(&cx, meeting, &code.token).await,
        Err(error) => Err(error),
    };
    let address = match outcome {
        Ok(_) => format!("{page}?done=yes"),
        Err(Error::SignedOut) => {
            let back = encode(&format!("{page}?token={}", encode(&code.token)));
            format!("{}?next={back}", route::LOGIN)
        }
        Err(error) => format!("{page}?refused={}", attend_refusal(&error)),
    };
    Redirect::to(&address).into_response()
}

/// The signing key, made by whoever needs it first.
async fn key(db: &impl ConnectionTrait) -> Result<String> {
    let kept = || setting::Entity::find_by_id(KEY.to_owned()).one(db);
    if let Some(kept) = kept().await? {
        return Ok(kept.value);
    }
    let fresh: String = rand::random::<[u8; 32]>().iter().map(|it| format!("{it:02x}")).collect();
    let row = setting::ActiveModel { key: Set(KEY.to_owned()), value: Set(fresh) };
    // Of two servers that make one at once, the first is kept: rewriting the name leaves the value.
    let keep = OnConflict::column(setting::Column::Key).update_column(setting::Column::Key).to_owned();
    setting::Entity::insert(row).on_conflict(keep).exec_without_returning(db).await?;
    kept().await?.map(|it| it.value).ok_or(Error::NotFound)
}

/// `seconds.signature`.
fn sign(key: &str, meeting: MeetingId, expires: i64) -> Result<String> {
    let signature = mac(key, meeting, expires)?.finalize().into_bytes();
    let signature: String = signature.iter().map(|it| format!("{it:02x}")).collect();
    Ok(format!("{expires}.{signature}"))
}

fn verify(key: &str, meeting: MeetingId, token: &str, now: Instant) -> Result<()> {
    let read = || {
        let (expires, signature) = token.split_once('.')?;
        let expires: i64 = expires.parse().ok()?;
        Some((expires, unhex(signature)?))
    };
    let (expires, signature) = read().ok_or(Denial::Expired)?;
    mac(key, meeting, expires)?.verify_slice(&signature).map_err(|_| Denial::Expired)?;
    match DateTime::from_timestamp(expires, 0) {
        Some(expires) if now < expires => Ok(()),
        _ => Err(Denial::Expired.into()),
    }
}

fn mac(key: &str, meeting: MeetingId, expires: i64) -> Result<Hmac<Sha256>> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key.as_bytes()).map_err(|cause| Error::from_cause(&cause))?;
    mac.update(format!("attend {meeting} {expires}").as_bytes());
    Ok(mac)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|it| it.to_digit(16).and_then(|it| u8::try_from(it).ok())).collect();
    let digits = digits.filter(|it| it.len() % 2 == 0)?;
    let (pairs, _) = digits.as_chunks::<2>();
    Some(pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_with_its_quiet_edge() {
        let code = QrCode::new("https://example.vn/meetings/1/attend?token=1.ab").unwrap();
        let svg = draw(&code);
        assert!(svg.starts_with(&format!(r#"<svg viewBox="0 0 {0} {0}""#, code.width() + 8)));
        assert!(svg.contains("M4 4h1v1h-1z"));
    }

    #[test]
    fn an_address_is_good_for_its_meeting_and_its_time() {
        let (one, other) = (MeetingId(Uuid::from_u128(1)), MeetingId(Uuid::from_u128(2)));
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        let token = sign("key", one, 100).unwrap();
        assert!(verify("key", one, &token, at(99)).is_ok());
        let expired = Err(Error::Denied(Denial::Expired));
        assert_eq!(verify("key", one, &token, at(100)), expired);
        assert_eq!(verify("key", other, &token, at(99)), expired);
        assert_eq!(verify("another", one, &token, at(99)), expired);
        let longer = token.replacen("100.", "900.", 1);
        for forged in [longer.as_str(), "", "100", "100.", "100.zz", "x.00", "100.0"] {
            assert_eq!(verify("key", one, forged, at(99)), expired, "{forged}");
        }
    }
}
