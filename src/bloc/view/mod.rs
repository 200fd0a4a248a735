use leptos::prelude::*;

#[component]
pub fn ConsolidatedPage() -> impl IntoView {}

#[component]
pub fn PeriodPage() -> impl IntoView {}

#[component]
pub fn PeriodsPage() -> impl IntoView {}
