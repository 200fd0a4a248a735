use super::{
    CheckList, CheckSheet, DatesInput, Days, ExceptionInput, ExceptionSheet, HolidayInput, OpenInput,
    OpenSheet, OutlineInput, RegimeInput, RegimeList, RegimeSheet, ReportersInput,
};
use crate::error::Result;
use crate::id::PeriodExceptionId;
use crate::period::{PeriodDates, PeriodKind, PeriodSetInput};
use crate::report::CheckKind;
use crate::wire::Json;
use chrono::NaiveDate;
use leptos::prelude::*;

#[server(prefix = "/api/fn", endpoint = "list_regimes", input = Json, output = Json)]
pub async fn list_regimes() -> Result<RegimeList> {
    crate::server::answer::<ListRegimes, _, _>(async move |cx| super::server::list(&cx).await).await
}

/// Without a code, what a new regime starts with; without a version, the outline in force.
#[server(prefix = "/api/fn", endpoint = "show_regime", input = Json, output = Json)]
pub async fn show_regime(code: Option<String>, version: Option<i32>) -> Result<RegimeSheet> {
    crate::server::answer::<ShowRegime, _, _>(async move |cx| {
        super::server::sheet(&cx, code.as_deref(), version).await
    })
    .await
}

/// Answers the code.
#[server(prefix = "/api/fn", endpoint = "define_regime", input = Json, output = Json)]
pub async fn define_regime(input: RegimeInput) -> Result<String> {
    crate::server::answer::<DefineRegime, _, _>(async move |cx| super::server::define(&cx, &input).await)
        .await
}

/// `seen` is the revision that the person looked at. The code stays.
#[server(prefix = "/api/fn", endpoint = "edit_regime", input = Json, output = Json)]
pub async fn edit_regime(code: String, seen: i64, input: RegimeInput) -> Result<()> {
    crate::server::answer::<EditRegime, _, _>(async move |cx| {
        super::server::edit(&cx, &code, seen, &input).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "add_period_set", input = Json, output = Json)]
pub async fn add_period_set(input: PeriodSetInput) -> Result<()> {
    crate::server::answer::<AddPeriodSet, _, _>(async move |cx| super::server::add_set(&cx, &input).await)
        .await
}

/// Makes a new version after the one seen, and answers its number.
#[server(prefix = "/api/fn", endpoint = "write_outline", input = Json, output = Json)]
pub async fn write_outline(code: String, seen: i32, input: OutlineInput) -> Result<i32> {
    crate::server::answer::<WriteOutline, _, _>(async move |cx| {
        super::server::write_outline(&cx, &code, seen, &input).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "set_reporters", input = Json, output = Json)]
pub async fn set_reporters(code: String, input: ReportersInput) -> Result<()> {
    crate::server::answer::<SetReporters, _, _>(async move |cx| {
        super::server::set_reporters(&cx, &code, &input).await
    })
    .await
}

/// What opening would come to. Without a choice: the first regime, in the period of today.
#[server(prefix = "/api/fn", endpoint = "propose_period", input = Json, output = Json)]
pub async fn propose_period(
    regime: Option<String>,
    kind: Option<PeriodKind>,
    year: Option<i32>,
    ordinal: Option<u32>,
) -> Result<OpenSheet> {
    crate::server::answer::<ProposePeriod, _, _>(async move |cx| {
        super::server::propose(&cx, regime.as_deref(), kind, year, ordinal).await
    })
    .await
}

/// Answers the period's code.
#[server(prefix = "/api/fn", endpoint = "open_period", input = Json, output = Json)]
pub async fn open_period(input: OpenInput) -> Result<String> {
    crate::server::answer::<OpenPeriod, _, _>(async move |cx| super::server::open(&cx, &input).await).await
}

#[server(prefix = "/api/fn", endpoint = "change_period_dates", input = Json, output = Json)]
pub async fn change_period_dates(
    code: String,
    seen: PeriodDates,
    dates: DatesInput,
    reason: String,
    confirmed: bool,
) -> Result<ExceptionSheet> {
    crate::server::answer::<ChangePeriodDates, _, _>(async move |cx| {
        super::server::change_dates(&cx, &code, &seen, &dates, &reason, confirmed).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "list_exceptions", input = Json, output = Json)]
pub async fn list_exceptions(code: String) -> Result<ExceptionSheet> {
    crate::server::answer::<ListExceptions, _, _>(async move |cx| super::server::exceptions(&cx, &code).await)
        .await
}

#[server(prefix = "/api/fn", endpoint = "grant_exception", input = Json, output = Json)]
pub async fn grant_exception(code: String, input: ExceptionInput) -> Result<ExceptionSheet> {
    crate::server::answer::<GrantException, _, _>(async move |cx| {
        super::server::grant(&cx, &code, &input).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "revoke_exception", input = Json, output = Json)]
pub async fn revoke_exception(code: String, id: PeriodExceptionId) -> Result<ExceptionSheet> {
    crate::server::answer::<RevokeException, _, _>(async move |cx| {
        super::server::revoke(&cx, &code, id).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "show_days", input = Json, output = Json)]
pub async fn show_days(year: Option<i32>) -> Result<Days> {
    crate::server::answer::<ShowDays, _, _>(async move |cx| super::server::days(&cx, year).await).await
}

#[server(prefix = "/api/fn", endpoint = "write_day", input = Json, output = Json)]
pub async fn write_day(input: HolidayInput) -> Result<Days> {
    crate::server::answer::<WriteDay, _, _>(async move |cx| super::server::write_day(&cx, &input).await).await
}

#[server(prefix = "/api/fn", endpoint = "remove_day", input = Json, output = Json)]
pub async fn remove_day(day: NaiveDate) -> Result<Days> {
    crate::server::answer::<RemoveDay, _, _>(async move |cx| super::server::remove_day(&cx, day).await).await
}

/// Weekly days of rest by ISO number; answers the year that was shown.
#[server(prefix = "/api/fn", endpoint = "set_weekend", input = Json, output = Json)]
pub async fn set_weekend(year: i32, days: Vec<u32>) -> Result<Days> {
    crate::server::answer::<SetWeekend, _, _>(async move |cx| {
        super::server::set_weekend(&cx, year, &days).await
    })
    .await
}

#[server(prefix = "/api/fn", endpoint = "list_checks", input = Json, output = Json)]
pub async fn list_checks() -> Result<CheckList> {
    crate::server::answer::<ListChecks, _, _>(async move |cx| super::server::checks(&cx).await).await
}

/// One kind of check of the indicator with this code.
#[server(prefix = "/api/fn", endpoint = "show_check", input = Json, output = Json)]
pub async fn show_check(code: String, kind: CheckKind) -> Result<CheckSheet> {
    crate::server::answer::<ShowCheck, _, _>(async move |cx| super::server::check(&cx, &code, kind).await)
        .await
}
