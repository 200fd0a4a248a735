use crate::regime::api::list_regimes;
use crate::regime::{RegimeLine, RegimeList};
use crate::route;
use crate::text::use_lang;
use crate::ui::{Badge, Crumb, EmptyState, IconName, LinkButton, Loaded, Page, Tone};
use leptos::prelude::*;

/// `/admin`: what may be administered.
#[component]
pub fn AdminPage() -> impl IntoView {
    let t = use_lang();
    let entry = |href: &'static str, title: &'static str, note: &'static str| {
        view! {
            <li>
                <a class="list-row" href=href>
                    <span class="list-main">
                        <b>{title}</b>
                        <span class="list-note">{note}</span>
                    </span>
                </a>
            </li>
        }
    };
    view! {
        <Page title=t.nav_admin() subtitle=t.admin_subtitle()>
            <div class="card card-flush">
                <ul class="list">
                    {entry(route::REGIMES, t.regimes(), t.admin_regimes_note())}
                    {entry(route::CHECKS, t.checks_title(), t.admin_checks_note())}
                    {entry(route::CATALOGUE, t.catalogue(), t.catalogue_note())}
                    {entry(route::TARGETS, t.targets(), t.targets_note())}
                    {entry(route::HOLIDAYS, t.days_title(), t.admin_days_note())}
                </ul>
            </div>
        </Page>
    }
}

/// `/admin/regimes`
#[component]
pub fn RegimesPage() -> impl IntoView {
    let t = use_lang();
    let list = Resource::new(|| (), |()| list_regimes());
    view! {
        <Loaded resource=list let:list>
            {
                let RegimeList { lines, may_change } = list;
                let rows: Vec<_> = lines.into_iter().map(|line| view! { <Row line /> }).collect();
                let actions = move || {
                    may_change
                        .then(|| {
                            view! {
                                <LinkButton href=route::REGIME_NEW icon=IconName::Plus>
                                    {t.regime_new()}
                                </LinkButton>
                            }
                        })
                };
                view! {
                    <Page
                        title=t.regimes()
                        subtitle=t.regimes_subtitle()
                        crumbs=vec![Crumb::new(t.nav_admin(), route::ADMIN)]
                        actions
                    >
                        {if rows.is_empty() {
                            view! {
                                <EmptyState
                                    icon=IconName::Document
                                    title=t.regimes_none()
                                    text=t.regimes_none_text()
                                />
                            }
                                .into_any()
                        } else {
                            view! {
                                <div class="card card-flush">
                                    <ul class="list">{rows}</ul>
                                </div>
                            }
                                .into_any()
                        }}
                    </Page>
                }
            }
        </Loaded>
    }
}

#[component]
fn Row(line: RegimeLine) -> impl IntoView {
    let t = use_lang();
    let RegimeLine { regime, version, sections, reporters } = line;
    let note = t.regime_line(regime.cadence_words(t), sections, reporters);
    view! {
        <li>
            <a class="list-row flex-wrap" href=route::regime(&regime.code)>
                <span class="list-main">
                    <b>{regime.name(t).to_owned()}</b>
                    <span class="list-note">{format!("{} · {note}", regime.code)}</span>
                </span>
                <span class="flex flex-wrap gap-2">
                    <Badge tone=Tone::Info text=regime.regime_type.name(t) />
                    <Badge text=t.regime_version(version) />
                </span>
            </a>
        </li>
    }
    .into_any()
}
