use super::{ImportPreview, RefusedRow};
use crate::id::{FigureImportId, ReportId};
use crate::indicator::Column;
use crate::report::api::{show_import, show_report};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::show_instant;
use crate::ui::{
    Banner, Button, ButtonTone, Card, Crumb, Dialog, EmptyState, IconName, Labelled, LinkButton, Loaded,
    Page, Tone,
};
use crate::upload::FileRefusal;
use crate::visit::use_visit;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Takes the figures out as a file and, for whoever writes, brings a file in.
#[component]
pub fn WorkbookTools(report: ReportId, #[prop(optional)] may_write: bool) -> impl IntoView {
    let t = use_lang();
    let open = RwSignal::new(false);
    let ask = move |event: MouseEvent| {
        // Without a script the link leads to the same form on a page of its own.
        event.prevent_default();
        open.set(true);
    };
    view! {
        <div class="row no-print">
            <LinkButton
                href=route::figures_file(report)
                tone=ButtonTone::Quiet
                icon=IconName::Download
                external=true
            >
                {t.book_download()}
            </LinkButton>
            {may_write
                .then(|| {
                    view! {
                        <a class="btn btn-quiet" href=route::figures_import(report, None) on:click=ask>
                            <crate::ui::Icon name=IconName::Upload />
                            {t.book_import()}
                        </a>
                        <Dialog id="figures-import" title=t.book_import_title() open>
                            <UploadForm report />
                        </Dialog>
                    }
                })}
        </div>
    }
    .into_any()
}

#[component]
fn UploadForm(report: ReportId) -> impl IntoView {
    let t = use_lang();
    view! {
        <form class="form" method="post" enctype="multipart/form-data" action=route::figures_file(report)>
            <Labelled
                id="figures-file"
                label=t.book_file()
                help=Some(t.book_file_help().to_owned())
            >
                <input
                    class="input"
                    type="file"
                    id="figures-file"
                    name="file"
                    required
                    accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                />
            </Labelled>
            <p class="text-sm text-ink-soft">{t.book_nothing_kept()}</p>
            <div class="form-actions">
                <Button icon=IconName::Upload>{t.book_read()}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn crumbs(t: Lang, report: ReportId) -> Vec<Crumb> {
    vec![Crumb::new(t.reports_title(), route::REPORTS), Crumb::new(t.book_back(), route::report_edit(report))]
}

/// The form on a page of its own, with the sentence when a file was refused.
#[component]
pub fn ImportPage() -> impl IntoView {
    let t = use_lang();
    let query = use_query_map();
    let id = crate::report::view::address();
    let sheet = Resource::new(move || id.get(), show_report);
    let reads_only = use_visit().actor.is_some_and(|it| !it.writes());
    let refused = move || query.with(|it| it.get("refused").and_then(|it| it.parse::<FileRefusal>().ok()));
    view! {
        <Loaded resource=sheet let:sheet>
            <Page
                title=t.book_import_title()
                subtitle=format!("{} · {}", sheet.unit.name(t), sheet.report.period.name(t))
                crumbs=crumbs(t, sheet.report.id)
            >
                <div role="alert">
                    {move || {
                        refused()
                            .map(|it| {
                                view! {
                                    <Banner tone=Tone::Danger>
                                        <p>{t.book_refused_file()} " " {it.message(t)}</p>
                                    </Banner>
                                }
                            })
                    }}
                </div>
                <Card>
                    {if sheet.may_write {
                        view! { <UploadForm report=sheet.report.id /> }.into_any()
                    } else {
                        view! { <p>{if reads_only { t.err_read_only() } else { t.form_locked() }}</p> }.into_any()
                    }}
                </Card>
                <p>
                    <a href=route::figures_file(sheet.report.id) rel="external">
                        {t.book_download()}
                    </a>
                </p>
            </Page>
        </Loaded>
    }
}

/// What a file would do, before it does; afterwards, what it did.
#[component]
pub fn ImportPreviewPage() -> impl IntoView {
    let params = use_params_map();
    let ids = Signal::derive(move || {
        let read = |name: &str| params.with(|it| it.get(name).unwrap_or_default());
        (
            read("id").parse::<ReportId>().unwrap_or_default(),
            read("import").parse::<FigureImportId>().unwrap_or_default(),
        )
    });
    let preview = Resource::new(move || ids.get(), |(report, import)| show_import(report, import));
    view! {
        <Loaded resource=preview let:preview>
            <Preview preview />
        </Loaded>
    }
}

fn cell(text: &str, column: Column, t: Lang) -> String {
    match (text, column) {
        ("", _) => t.book_empty().to_owned(),
        (_, Column::NotApplicable) => t.book_marked().to_owned(),
        _ => text.to_owned(),
    }
}

#[component]
fn Preview(preview: ImportPreview) -> impl IntoView {
    let t = use_lang();
    let (report, import) = (preview.report, preview.id);
    let count = preview.changes.len();
    let summary = t.book_summary(preview.rows, count, preview.refused.len(), preview.unchanged);
    let applied = preview.applied;
    let left = preview.left.len();
    let kept = count.saturating_sub(left);
    let rows: Vec<_> = preview
        .changes
        .iter()
        .map(|it| {
            let place = if it.column == Column::Reason { "min-w-56" } else { "num" };
            view! {
                <tr>
                    <th scope="row" class="min-w-48">
                        {t.pick(&it.name_vi, &it.name_en).to_owned()}
                        <span class="sheet-code">{it.code.clone()}</span>
                    </th>
                    <td>{it.column.name(t)}</td>
                    <td class=place>{cell(&it.before, it.column, t)}</td>
                    <td class=place>
                        <b>{cell(&it.after, it.column, t)}</b>
                    </td>
                </tr>
            }
        })
        .collect();
    let lost: Vec<_> = preview
        .left
        .iter()
        .map(|it| {
            let why = t.why_at(it.column.name(t), it.why.message(t));
            view! { <li>{format!("{} {why}", it.code)}</li> }
        })
        .collect();
    let title = preview.name.clone();
    let refused = preview.refused;
    let act = (applied.is_none() && count > 0).then(|| {
        view! {
            <form method="post" action=route::figures_preview(report, import)>
                <Button icon=IconName::Check>{t.book_apply(count)}</Button>
            </form>
        }
    });
    view! {
        <Page
            title=t.book_preview_title()
            subtitle=title
            crumbs=crumbs(t, report)
            actions=move || {
                view! {
                    {act}
                    <LinkButton href=route::report_edit(report) tone=ButtonTone::Secondary>
                        {t.book_back()}
                    </LinkButton>
                    {applied
                        .is_none()
                        .then(|| {
                            view! {
                                <LinkButton href=route::figures_import(report, None) tone=ButtonTone::Quiet>
                                    {t.book_other_file()}
                                </LinkButton>
                            }
                        })}
                }
            }
        >
            {match applied {
                Some(at) => {
                    view! {
                        <Banner tone=Tone::Ok>
                            <p>{t.book_applied(kept, show_instant(at, t))}</p>
                        </Banner>
                    }
                        .into_any()
                }
                None => view! { <p role="status">{summary}</p> }.into_any(),
            }}
            {(left > 0)
                .then(|| {
                    view! {
                        <Banner tone=Tone::Warn>
                            <div>
                                <p>{t.book_left(left)}</p>
                                <ul class="list-disc pl-5">{lost}</ul>
                            </div>
                        </Banner>
                    }
                })}
            {if count == 0 {
                view! { <EmptyState icon=IconName::Chart title=t.book_no_changes() /> }.into_any()
            } else {
                view! {
                    <Card title=t.book_changes() flush=true>
                        <div class="table-scroll" tabindex="0" role="region" aria-label=t.book_changes()>
                            <table class="table">
                                <thead>
                                    <tr>
                                        <th scope="col">{t.book_indicator()}</th>
                                        <th scope="col">{t.book_column()}</th>
                                        <th scope="col" class="num">
                                            {t.book_before()}
                                        </th>
                                        <th scope="col" class="num">
                                            {t.book_after()}
                                        </th>
                                    </tr>
                                </thead>
                                <tbody>{rows}</tbody>
                            </table>
                        </div>
                    </Card>
                }
                    .into_any()
            }}
            {(!refused.is_empty()).then(|| view! { <Refused report import rows=refused /> })}
        </Page>
    }
    .into_any()
}

#[component]
fn Refused(report: ReportId, import: FigureImportId, rows: Vec<RefusedRow>) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|it| {
            let why: Vec<_> = it.cells.iter().map(|it| view! { <p>{it.message(t)}</p> }).collect();
            view! {
                <tr>
                    <td class="num">{it.line}</td>
                    <th scope="row">
                        {it.name}
                        <span class="sheet-code">{it.code}</span>
                    </th>
                    <td>{why}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Card title=t.book_refused_rows() flush=true tone=Tone::Warn>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t.book_refused_rows()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col" class="num">
                                {t.book_line()}
                            </th>
                            <th scope="col">{t.book_indicator()}</th>
                            <th scope="col">{t.book_reason()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Card>
        <div class="row">
            <LinkButton
                href=route::figures_refused(report, import)
                tone=ButtonTone::Secondary
                icon=IconName::Download
                external=true
            >
                {t.book_refused_sheet()}
            </LinkButton>
            <p class="text-sm text-ink-soft">{t.book_refused_help()}</p>
        </div>
    }
    .into_any()
}
