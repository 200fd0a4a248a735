use leptos::prelude::*;

#[component]
pub fn AgendaPage() -> impl IntoView {}

#[component]
pub fn LivePage() -> impl IntoView {}

#[component]
pub fn MeetingsPage() -> impl IntoView {}

#[component]
pub fn MinutesPage() -> impl IntoView {}

#[component]
pub fn PlanPage() -> impl IntoView {}

#[component]
pub fn ScreenPage() -> impl IntoView {}
