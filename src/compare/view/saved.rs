use crate::actor::Device;
use crate::compare::{CompareSheet, SavedView, Share, may_share};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{Banner, Button, ButtonTone, Card, Hidden, Icon, IconName, Select, TextField, Tone};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Views kept under a name, and the form that keeps the present one.
#[component]
pub fn Views(sheet: CompareSheet) -> impl IntoView {
    let t = use_lang();
    let query = use_query_map();
    let actor = use_visit().actor;
    let on_phone = actor.as_ref().is_some_and(|it| it.device == Device::Phone);
    let told = query.with_untracked(|it| (it.get("saved"), it.get("refused")));
    let told = match told {
        (Some(_), _) => Some((Tone::Ok, t.compare_saved().to_owned())),
        (_, Some(field)) => Some((Tone::Warn, refusal(&field, t))),
        _ => None,
    };
    let told = told.map(|(tone, words)| {
        view! {
            <Banner tone>
                <p role="status">{words}</p>
            </Banner>
        }
    });
    let rows: Vec<_> = sheet.views.into_iter().map(|it| row(it, on_phone, t)).collect();
    let none = rows.is_empty().then(|| view! { <p class="list-row">{t.compare_views_none()}</p> });
    let shares: Vec<_> = Share::ALL
        .iter()
        .filter(|it| actor.as_ref().is_some_and(|actor| may_share(actor, **it)))
        .map(|it| (it.to_string(), it.name(t).to_owned()))
        .collect();
    let form = sheet.shown.is_some().then(|| {
        if on_phone {
            return view! { <p class="list-row">{t.compare_phone()}</p> }.into_any();
        }
        view! {
            <form method="post" action=route::COMPARE_VIEWS class="form max-w-none no-print p-4.5">
                <Hidden name="query" value=sheet.asked.query() />
                <div class="form-row">
                    <TextField name="name" label=t.compare_save_name() required=true />
                    <Select
                        name="share"
                        label=t.compare_save_share()
                        options=shares
                        value=Share::Own.word()
                        help=t.compare_save_note().to_owned()
                    />
                    <div class="form-actions self-end">
                        <Button tone=ButtonTone::Secondary>{t.compare_save()}</Button>
                    </div>
                </div>
            </form>
        }
        .into_any()
    });
    view! {
        <div id="views">
            {told}
            <Card title=t.compare_views() flush=true>
                <ul class="list">{rows}</ul>
                {none}
                {form}
            </Card>
        </div>
    }
    .into_any()
}

fn refusal(field: &str, t: Lang) -> String {
    match field {
        "taken" => crate::error::Problem::Taken.message(t),
        "name" => crate::error::Problem::Required.message(t),
        "share" => t.err_not_allowed().to_owned(),
        _ => t.err_invalid().to_owned(),
    }
}

fn row(view: SavedView, on_phone: bool, t: Lang) -> impl IntoView + use<> {
    let SavedView { id, name, asked, share, owner, is_own } = view;
    let note = if is_own { share.name(t).to_owned() } else { t.compare_by(owner) };
    let remove = (is_own && !on_phone).then(|| {
        view! {
            <form method="post" action=route::compare_view_remove(id) class="no-print">
                <button class="btn btn-quiet btn-icon" aria-label=t.compare_remove(&name)>
                    <Icon name=IconName::Trash />
                </button>
            </form>
        }
    });
    view! {
        <li class="list-row" data-view=id.to_string()>
            <a class="list-main" href=route::compare(&asked.query())>
                <b>{name.clone()}</b>
                <span class="list-note">{note}</span>
            </a>
            {remove}
        </li>
    }
}
