//! The checks that the office keeps: a list, and the choice of one to set.

use crate::regime::api::list_checks;
use crate::regime::{Asked, CheckList};
use crate::report::{CheckKind, KeptCheck};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::show_date;
use crate::ui::{Badge, Banner, Button, Card, Crumb, IconName, Loaded, Page, ReadOnly, Select, Tone};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/admin/checks`
#[component]
pub fn ChecksPage() -> impl IntoView {
    let list = Resource::new(|| (), |()| list_checks());
    view! {
        <Loaded resource=list let:list>
            <List list />
        </Loaded>
    }
}

/// Where one check is set.
pub fn address(code: &str, kind: CheckKind) -> String {
    format!("{}?code={code}&kind={kind}", route::CHECK)
}

#[component]
fn List(list: CheckList) -> impl IntoView {
    let t = use_lang();
    let CheckList { checks, indicators, may_change } = list;
    let none = checks.is_empty();
    let rows: Vec<_> = checks.into_iter().map(|(of, check)| view! { <Row of check /> }).collect();
    let usual: Vec<_> =
        [t.checks_usual_required(), t.checks_usual_range(), t.checks_usual_last(), t.checks_usual_outlier()]
            .into_iter()
            .map(|it| view! { <li>{it}</li> })
            .collect();
    view! {
        <Page title=t.checks_title() subtitle=t.checks_subtitle() crumbs=vec![Crumb::new(t.nav_admin(), route::ADMIN)]>
            <Done />
            <div class="split">
                <Card title=t.checks_kept() flush=true>
                    {if none {
                        view! { <p class="px-4.5 py-3 text-ink-soft">{t.checks_none()}</p> }.into_any()
                    } else {
                        view! {
                            <div class="table-scroll" tabindex="0" role="region" aria-label=t.checks_kept()>
                                <table class="table">
                                    <thead>
                                        <tr>
                                            <th scope="col">{t.checks_indicator()}</th>
                                            <th scope="col">{t.checks_rule()}</th>
                                            <th scope="col">{t.checks_severity()}</th>
                                            <th scope="col">{t.checks_from()}</th>
                                        </tr>
                                    </thead>
                                    <tbody>{rows}</tbody>
                                </table>
                            </div>
                        }
                            .into_any()
                    }}
                </Card>
                <aside class="stack">
                    {if may_change {
                        view! { <Choice indicators /> }.into_any()
                    } else {
                        view! { <ReadOnly /> }.into_any()
                    }} <Card title=t.checks_usual()>
                        <ul class="list-disc pl-5">{usual}</ul>
                        <p class="mt-3 text-sm text-ink-soft">{t.checks_usual_note()}</p>
                    </Card>
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

/// What the form that came before this page has done, as the address tells it.
#[component]
fn Done() -> impl IntoView {
    let t = use_lang();
    let query = use_query_map();
    let told = move || {
        query.with(|it| {
            let kept = it.get("kept").map(|code| t.checks_was_kept(code));
            kept.or_else(|| it.get("off").map(|code| t.checks_was_switched_off(code)))
        })
    };
    view! {
        <div role="status" class="empty:hidden">
            {move || told().map(|text| view! { <Banner tone=Tone::Ok><p>{text}</p></Banner> })}
        </div>
    }
    .into_any()
}

/// Whether a check holds, in a word, where that is not plain.
pub fn standing(check: &KeptCheck, t: Lang) -> Option<AnyView> {
    (!check.enabled).then(|| view! { <Badge text=t.checks_off() /> }.into_any())
}

#[component]
fn Row(of: Asked, check: KeptCheck) -> impl IntoView {
    let t = use_lang();
    let kind = check.rule.kind();
    let href = address(&of.code, kind);
    let message = check.message.as_ref().map(|(vi, en)| t.pick(vi, en).to_owned());
    view! {
        <tr>
            <th scope="row">
                <a href=href>{format!("{} · {}", of.code, kind.name(t))}</a>
                <span class="list-note font-normal">{t.pick(&of.name_vi, &of.name_en).to_owned()}</span>
            </th>
            <td>
                {check.rule.words(t)} {message.map(|it| view! { <span class="list-note">{it}</span> })}
            </td>
            <td>
                <Badge tone=check.severity.tone() text=check.severity.name(t) />
            </td>
            <td>{show_date(check.valid_from, t)} " " {standing(&check, t)}</td>
        </tr>
    }
    .into_any()
}

/// Which check to set: a plain form that asks for its page.
#[component]
fn Choice(indicators: Vec<Asked>) -> impl IntoView {
    let t = use_lang();
    let named = |it: &Asked| (it.code.clone(), format!("{} · {}", it.code, t.pick(&it.name_vi, &it.name_en)));
    let options = indicators.iter().map(named).collect();
    let kinds = CheckKind::ALL.iter().map(|it| (it.word().to_owned(), it.name(t).to_owned())).collect();
    view! {
        <Card title=t.checks_set()>
            <form class="form" method="get" action=route::CHECK>
                <Select name="code" label=t.checks_indicator() options />
                <Select name="kind" label=t.checks_kind() options=kinds />
                <div class="form-actions">
                    <Button icon=IconName::Plus>{t.checks_set()}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
