//! The address of the form.

use super::service;
use crate::actor::Permission;
use crate::indicator::{TargetEdit, TargetInput, TargetsAsked};
use crate::route;
use crate::server::{Answered, Fields, Need, State, Visitor, answered};
use axum::extract::{Extension, Request, State as From};
use axum::response::Response;

/// `POST /admin/targets`: sets what stands in the cells, or fills them from what was pasted. The address says what is
/// looked at, as it does for the page.
pub async fn post_targets(
    From(state): From<State>,
    Extension(visitor): Extension<Visitor>,
    request: Request,
) -> Response {
    answered(Need::Write(Permission::ManageCatalogue), state, visitor, request, async |cx, typed| {
        if typed.contains_key("paste") {
            return Ok(Answered::Again(typed));
        }
        let asked = asked(&typed);
        service::set(&cx, &input(&typed)).await?;
        Ok(Answered::Go(format!("{}?{}", route::TARGETS, asked.query())))
    })
    .await
}

fn text(typed: &Fields, name: &str) -> String {
    typed.get(name).cloned().unwrap_or_default()
}

fn said(typed: &Fields, name: &str) -> Option<String> {
    typed.get(name).cloned().filter(|it| !it.is_empty())
}

fn asked(typed: &Fields) -> TargetsAsked {
    TargetsAsked {
        year: text(typed, "year").parse().ok(),
        period: said(typed, "period"),
        sector: said(typed, "sector"),
        unit: said(typed, "unit"),
        page: text(typed, "page").parse().ok(),
    }
}

fn input(typed: &Fields) -> TargetInput {
    let cell = |(name, text): (&String, &String)| {
        let (indicator, unit) = name.split_once('.')?;
        let seen = typed.get(&format!("seen.{name}"))?;
        Some(TargetEdit {
            indicator: indicator.to_owned(),
            unit: unit.to_owned(),
            text: text.clone(),
            seen: seen.parse().ok()?,
        })
    };
    TargetInput {
        year: text(typed, "year").parse().unwrap_or_default(),
        period: said(typed, "period"),
        adopted_on: text(typed, "adopted_on"),
        reason: text(typed, "reason"),
        cells: typed.iter().filter_map(cell).collect(),
    }
}
