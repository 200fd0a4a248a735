use super::{Assets, Clock, Kept, Memory, Revision, Writers};
use crate::live::server::Hub;
use crate::meeting::server::Rooms;
use crate::report::server::{Cells, document::Documents};
use axum::extract::FromRef;
use leptos::prelude::LeptosOptions;
use metrics_exporter_prometheus::PrometheusHandle;
use sea_orm::DatabaseConnection;

/// What the whole process shares.
#[derive(Clone, FromRef)]
pub struct State {
    pub options: LeptosOptions,
    pub db: DatabaseConnection,
    pub writers: Writers,
    pub revision: Revision,
    pub kept: Kept,
    pub hub: Hub,
    pub documents: Documents,
    pub cells: Cells,
    pub memory: Memory,
    pub rooms: Rooms,
    pub clock: Clock,
    pub assets: Assets,
    pub metrics: Option<PrometheusHandle>,
    /// The database holds a demonstration: every page says so.
    pub sample: bool,
}
