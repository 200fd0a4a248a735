use leptos::prelude::*;

#[component]
pub fn SectorPage() -> impl IntoView {}

#[component]
pub fn SectorsPage() -> impl IntoView {}
