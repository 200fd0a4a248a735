use crate::notice::api::list_notices;
use crate::notice::{NoticeLine, NoticeList};
use crate::route;
use crate::text::use_lang;
use crate::time::show_instant;
use crate::ui::{Badge, Button, ButtonTone, EmptyState, Icon, IconName, Loaded, Page, Size, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;

/// What the reader was told, newest first.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let list = Resource::new(|| (), |()| list_notices());
    view! {
        <Loaded resource=list let:list>
            <Notices list />
        </Loaded>
    }
}

#[component]
fn Notices(list: NoticeList) -> impl IntoView {
    let t = use_lang();
    let writes = use_visit().actor.is_some_and(|it| it.writes());
    let NoticeList { lines, unread } = list;
    let all = (writes && unread > 0).then(|| {
        view! {
            <form method="post" action=route::NOTICES_READ>
                <Button tone=ButtonTone::Secondary icon=IconName::Check>
                    {t.notice_read_all()}
                </Button>
            </form>
        }
    });
    let body = if lines.is_empty() {
        view! { <EmptyState icon=IconName::Bell title=t.notice_none_title() text=t.notice_none_text() /> }
            .into_any()
    } else {
        let note = t.notice_newest(lines.len());
        let rows: Vec<_> = lines.into_iter().map(|line| view! { <Row line writes /> }).collect();
        view! {
            {all}
            <div class="card card-flush">
                <ul class="list">{rows}</ul>
            </div>
            <p class="text-sm text-ink-soft">{note}</p>
        }
        .into_any()
    };
    view! {
        <Page title=t.notice_title() subtitle=t.notice_subtitle()>
            {body}
        </Page>
    }
    .into_any()
}

#[component]
fn Row(line: NoticeLine, writes: bool) -> impl IntoView {
    let t = use_lang();
    let NoticeLine { id, message, created_at, read_at, .. } = line;
    let (title, detail) = (message.title(t), message.detail(t));
    let unread = read_at.is_none();
    let mark = (unread && writes).then(|| {
        view! {
            <form class="notice-mark" method="post" action=route::NOTICES_READ>
                <input type="hidden" name="id" value=id.to_string() />
                <Button tone=ButtonTone::Quiet size=Size::Small label=t.notice_read_one(title.clone())>
                    {t.notice_read()}
                </Button>
            </form>
        }
    });
    view! {
        <li class="flex items-center">
            <a class="list-row grow min-w-0" rel="external" href=route::notice(id)>
                <Icon name=message.icon() />
                <span class="list-main">
                    <span class=if unread { "font-semibold" } else { "" }>{title}</span>
                    {(!detail.is_empty()).then(|| view! { <span class="list-note">{detail}</span> })}
                    <span class="list-note">{show_instant(created_at, t)}</span>
                </span>
                {unread.then(|| view! { <Badge tone=Tone::Info text=t.notice_unread() /> })}
            </a>
            {mark}
        </li>
    }
    .into_any()
}
