use leptos::prelude::*;

#[component]
pub fn TaskPage() -> impl IntoView {}

#[component]
pub fn TasksPage() -> impl IntoView {}

#[component]
pub fn TaskList() -> impl IntoView {}
