use super::crumbs;
use crate::id::CatalogueImportId;
use crate::indicator::api::show_catalogue_import;
use crate::indicator::{CatalogueImport, EntryChange, Field, RefusedEntry};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::show_instant;
use crate::ui::{
    Badge, Banner, Button, ButtonTone, Card, EmptyState, IconName, LinkButton, Loaded, Page, TextArea, Tone,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/admin/catalogue/imports/{id}`: what a file would do, before it does; afterwards, what it did.
#[component]
pub fn CataloguePreviewPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || {
        let text = params.with(|it| it.get("import")).unwrap_or_default();
        text.parse::<CatalogueImportId>().unwrap_or_default()
    };
    let preview = Resource::new(id, show_catalogue_import);
    view! {
        <Loaded resource=preview let:preview>
            <Preview preview />
        </Loaded>
    }
}

#[component]
fn Preview(preview: CatalogueImport) -> impl IntoView {
    let t = use_lang();
    let CatalogueImport { id, name, rows, unchanged, changes, refused, applied, left } = preview;
    let count = changes.len();
    let summary = t.catalogue_preview_summary(rows, count, refused.len(), unchanged);
    let kept = count.saturating_sub(left.len());
    let lost: Vec<_> = left
        .iter()
        .map(|it| {
            view! { <li>{format!("{}: {}", it.code, it.error.message(t))}</li> }
        })
        .collect();
    let many_left = left.len();
    let told: Vec<_> = changes.iter().map(|it| change(it, t)).collect();
    let act = applied.is_none() && count > 0;
    let reason = t.catalogue_reason_of_file(&name);
    view! {
        <Page
            title=t.catalogue_preview()
            subtitle=name
            crumbs=crumbs(t)
            actions=move || {
                view! {
                    <LinkButton href=route::CATALOGUE_IMPORT tone=ButtonTone::Quiet>
                        {t.catalogue_preview_other()}
                    </LinkButton>
                    <LinkButton href=route::CATALOGUE tone=ButtonTone::Secondary>
                        {t.catalogue_preview_back()}
                    </LinkButton>
                }
            }
        >
            {match applied {
                Some(at) => {
                    view! {
                        <Banner tone=Tone::Ok>
                            <p>{t.catalogue_preview_applied(kept, show_instant(at, t))}</p>
                        </Banner>
                    }
                        .into_any()
                }
                None => view! { <p role="status">{summary}</p> }.into_any(),
            }}
            {(many_left > 0)
                .then(|| {
                    view! {
                        <Banner tone=Tone::Warn>
                            <div>
                                <p>{t.catalogue_preview_left(many_left)}</p>
                                <ul class="list-disc pl-5">{lost}</ul>
                            </div>
                        </Banner>
                    }
                })}
            {act
                .then(|| {
                    view! {
                        <form class="form" method="post" action=route::catalogue_preview(id)>
                            <TextArea name="reason" label=t.entry_reason() rows=2 value=reason />
                            <div class="form-actions">
                                <Button icon=IconName::Check>{t.catalogue_preview_apply(count)}</Button>
                            </div>
                        </form>
                    }
                })}
            {if count == 0 {
                view! { <EmptyState icon=IconName::Document title=t.catalogue_preview_none() /> }.into_any()
            } else {
                view! {
                    <Card title=t.catalogue_preview_changes() flush=true>
                        <ul class="list">{told}</ul>
                    </Card>
                }
                    .into_any()
            }}
            {(!refused.is_empty()).then(|| view! { <Refused id rows=refused /> })}
        </Page>
    }
    .into_any()
}

fn change(change: &EntryChange, t: Lang) -> AnyView {
    let said = |field: Field, kept: &str| match kept {
        "" => t.entry_empty().to_owned(),
        kept => field.show(kept, t),
    };
    let is_new = change.seen == 0;
    let rows: Vec<_> = change
        .changes
        .iter()
        .filter(|it| !(is_new && matches!(it.field, Field::Code | Field::NameVi)))
        .map(|it| {
            let (before, after) = (said(it.field, &it.before), said(it.field, &it.after));
            let words = if is_new {
                t.entry_why(it.field.name(t), after)
            } else {
                t.entry_changed(it.field.name(t), before, after)
            };
            view! { <li>{words}</li> }
        })
        .collect();
    view! {
        <li class="px-4.5 py-3" data-key=change.code.clone()>
            <p>
                <b>{change.name.clone()}</b>
                <span class="sheet-code">{change.code.clone()}</span>
                {is_new.then(|| view! { " "<Badge tone=Tone::Info text=t.catalogue_preview_new() /> })}
            </p>
            <ul class="list-disc pl-5 text-sm">{rows}</ul>
        </li>
    }
    .into_any()
}

#[component]
fn Refused(id: CatalogueImportId, rows: Vec<RefusedEntry>) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|it| {
            let (name, code) = (it.input.get(Field::NameVi).to_owned(), it.input.get(Field::Code).to_owned());
            view! {
                <tr>
                    <td class="num">{it.line}</td>
                    <th scope="row">{name} <span class="sheet-code">{code}</span></th>
                    <td>{it.message(t)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Card title=t.catalogue_preview_refused() flush=true tone=Tone::Warn>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t.catalogue_preview_refused()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col" class="num">
                                {t.catalogue_preview_line()}
                            </th>
                            <th scope="col">{t.catalogue_preview_indicator()}</th>
                            <th scope="col">{t.catalogue_preview_why()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Card>
        <div class="row">
            <LinkButton
                href=route::catalogue_refused(id)
                tone=ButtonTone::Secondary
                icon=IconName::Download
                external=true
            >
                {t.catalogue_preview_refused_file()}
            </LinkButton>
            <p class="text-sm text-ink-soft">{t.catalogue_preview_refused_help()}</p>
        </div>
    }
    .into_any()
}
