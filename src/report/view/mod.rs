use leptos::prelude::*;

#[component]
pub fn ReportEditPage() -> impl IntoView {}

#[component]
pub fn ReportHistoryPage() -> impl IntoView {}

#[component]
pub fn ReportPage() -> impl IntoView {}

#[component]
pub fn ReportsPage() -> impl IntoView {}
