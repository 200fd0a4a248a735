use leptos::prelude::*;

#[component]
pub fn IndicatorPage() -> impl IntoView {}

#[component]
pub fn IndicatorsPage() -> impl IntoView {}
