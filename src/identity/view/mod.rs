use leptos::prelude::*;

#[component]
pub fn AccountPage() -> impl IntoView {}

#[component]
pub fn LoginPage() -> impl IntoView {}
