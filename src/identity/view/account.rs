use crate::route;
use crate::text::use_lang;
use crate::ui::{Button, ButtonTone, Card, Page};
use crate::visit::use_visit;
use leptos::prelude::*;

/// Who is signed in, as what, on what device.
#[component]
pub fn AccountPage() -> impl IntoView {
    let t = use_lang();
    let facts = use_visit().actor.map(|actor| {
        let mut roles: Vec<_> = actor.grants.iter().map(|it| it.role).collect();
        roles.sort_unstable();
        roles.dedup();
        let roles: Vec<_> = roles.into_iter().map(|it| it.name(t)).collect();
        view! {
            <Card title=actor.name>
                <dl class="facts">
                    <dt>{t.account_username()}</dt>
                    <dd>{actor.username}</dd>
                    <dt>{t.account_roles()}</dt>
                    <dd>{roles.join(", ")}</dd>
                    <dt>{t.account_device()}</dt>
                    <dd>{actor.device.name(t)}</dd>
                </dl>
            </Card>
        }
    });
    view! {
        <Page title=t.account_title()>
            {facts}
            <form method="post" action=route::LOGOUT>
                <Button tone=ButtonTone::Secondary>{t.account_sign_out()}</Button>
            </form>
        </Page>
    }
}
