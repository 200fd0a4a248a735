//! The checks of figures that the office keeps: read, and written by plain forms.

use super::plain::{Fields, NEED, back, refusal};
use super::store;
use crate::error::{Error, FieldErrors, Result};
use crate::id::BlocId;
use crate::regime::{Asked, CHECK_CONFLICT, CheckList, CheckSheet};
use crate::report::server::check as kept;
use crate::report::{CheckInput, CheckKind, Severity, usual};
use crate::route;
use crate::server::{Context, State, Visitor};
use crate::time::parse_date;
use crate::{indicator, org, period};
use axum::extract::State as From;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

/// Figures are checked alike in every bloc: the first one's office answers for them.
async fn bloc(cx: &Context, db: &impl ConnectionTrait) -> Result<BlocId> {
    let org = org::server::at(db, cx.today()).await?;
    org.blocs.first().map(|it| it.id).ok_or(Error::NotFound)
}

async fn may_change(cx: &Context) -> Result<bool> {
    store::may_change(cx, bloc(cx, &cx.db).await?).await
}

pub async fn checks(cx: &Context) -> Result<CheckList> {
    let indicators: Vec<Asked> = indicator::server::all(&cx.db).await?.into_iter().map(Asked::from).collect();
    let mut newest = kept::versions(&cx.db, None).await?;
    let mut known = std::collections::HashSet::new();
    newest.retain(|it| known.insert((it.indicator, it.rule.kind())));
    newest.sort_by_key(|it| it.rule.kind());
    let of = |indicator: &Asked| -> Vec<_> {
        let own = newest.iter().filter(|it| it.indicator == indicator.id);
        own.map(|it| (indicator.clone(), it.clone())).collect()
    };
    let checks = indicators.iter().flat_map(of).collect();
    Ok(CheckList { checks, indicators, may_change: may_change(cx).await? })
}

/// # Errors
/// [`Error::NotFound`] for an indicator that is not there.
pub async fn check(cx: &Context, code: &str, kind: CheckKind) -> Result<CheckSheet> {
    let indicator = indicator::server::by_code(&cx.db, code.trim()).await?;
    let mut versions = kept::versions(&cx.db, Some(indicator.id)).await?;
    versions.retain(|it| it.rule.kind() == kind);
    Ok(CheckSheet {
        kind,
        versions,
        usual: usual(&indicator, kind),
        from: reaching(cx).await?,
        may_change: may_change(cx).await?,
        indicator: indicator.into(),
    })
}

/// The cut-off of the first period that is still written for; reports are written after their period's last day,
/// so that a check from today on would not reach them.
async fn reaching(cx: &Context) -> Result<NaiveDate> {
    let today = cx.today();
    let open = period::server::all(&cx.db).await?;
    let open = open.into_iter().filter(|it| it.open && !it.is_locked(today)).map(|it| it.cut_off);
    Ok(open.min().map_or(today, |it| it.min(today)))
}

/// `POST /admin/checks/rule`: keeps the check and goes to the list, or back to the form with what was typed and
/// which field was wrong. With `off` the check is switched off from the day typed.
pub async fn post_check(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    Form(fields): Form<Fields>,
) -> Response {
    let outcome = match NEED.enter(&state, &visitor) {
        Ok(cx) => write(&cx, &fields).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => {
            let code = fields.get("code").map(String::as_str).unwrap_or_default();
            let done = if fields.contains_key("off") { "off" } else { "kept" };
            Redirect::to(&format!("{}?{done}={}", route::CHECKS, crate::server::encode(code))).into_response()
        }
        Err(Error::Invalid(errors)) => {
            back(route::CHECK, &fields, errors.0.keys().next().map_or("", String::as_str))
        }
        Err(Error::Conflict) => back(route::CHECK, &fields, CHECK_CONFLICT),
        Err(error) => refusal(&error, &visitor),
    }
}

async fn write(cx: &Context, fields: &Fields) -> Result<()> {
    let text = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let kind: CheckKind = text("kind").parse().map_err(|_| Error::NotFound)?;
    let seen = text("seen").parse().unwrap_or_default();
    let tx = cx.write().await?;
    store::require(cx, &tx, bloc(cx, &tx).await?).await?;
    if fields.contains_key("off") {
        let from = parse_date(&text("from")).map_err(|problem| FieldErrors::of("from", problem))?;
        kept::switch_off(cx, &tx, &text("code"), kind, from, seen).await?;
    } else {
        let input = CheckInput {
            code: text("code"),
            kind,
            severity: text("severity").parse().unwrap_or(Severity::Warning),
            low: text("low"),
            high: text("high"),
            factor: text("factor"),
            parts: text("parts"),
            message_vi: text("message_vi"),
            message_en: text("message_en"),
            from: text("from"),
        };
        kept::keep(cx, &tx, input.parse()?, seen).await?;
    }
    tx.commit().await?;
    Ok(())
}
