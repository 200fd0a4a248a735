//! Saying that one is here: a page that works on any telephone, without the program.

use super::parts::use_sheet;
use crate::meeting::{AgendaSheet, attend_refusals};
use crate::route;
use crate::text::use_lang;
use crate::ui::{Banner, Button, Card, Crumb, Hidden, LinkButton, Loaded, Page, Size, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/meetings/{id}/attend`, where the code on the screen leads.
#[component]
pub fn AttendPage() -> impl IntoView {
    let sheet = use_sheet();
    view! {
        <Loaded resource=sheet let:sheet>
            <Attend sheet />
        </Loaded>
    }
}

#[component]
fn Attend(sheet: AgendaSheet) -> impl IntoView {
    let t = use_lang();
    let meeting = sheet.meeting;
    let query = use_query_map().get_untracked();
    let token = query.get("token").filter(|it| !it.is_empty());
    let refused = query.get("refused").and_then(|it| attend_refusals(&it)).map(|it| it.message(t));
    let name = use_visit().actor.map(|it| it.name).unwrap_or_default();
    let body = if query.get("done").is_some() {
        view! {
            <Banner tone=Tone::Ok>
                <p role="status">{t.meeting_attend_done()}</p>
            </Banner>
            <p>
                <LinkButton href=route::meeting(meeting.id)>{t.meeting_agenda()}</LinkButton>
            </p>
        }
        .into_any()
    } else if let Some(token) = token {
        view! {
            <Card title=t.meeting_attend()>
                <form class="form" method="post" action=route::meeting_attend(meeting.id)>
                    <p>{t.meeting_attend_ask(name)}</p>
                    <Hidden name="token" value=token />
                    <div class="form-actions">
                        <Button size=Size::Large>{t.meeting_attend_here()}</Button>
                    </div>
                </form>
            </Card>
        }
        .into_any()
    } else {
        view! { <p>{t.meeting_attend_how()}</p> }.into_any()
    };
    view! {
        <Page
            title=t.meeting_attend()
            subtitle=meeting.title.clone()
            crumbs=vec![
                Crumb::new(t.meeting_meetings(), route::MEETINGS),
                Crumb::new(meeting.title.clone(), route::meeting(meeting.id)),
            ]
        >
            {refused
                .map(|it| {
                    view! {
                        <Banner tone=Tone::Danger>
                            <p role="alert">{it}</p>
                        </Banner>
                    }
                })}
            {body}
        </Page>
    }
    .into_any()
}
