use super::{NotTaken, crumbs, told};
use crate::error::Error;
use crate::indicator::api::show_catalogue_entry;
use crate::indicator::{EntrySheet, EntryVersion, Field, Named};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::{show_date, show_instant};
use crate::ui::{
    Banner, Button, ButtonTone, Card, Hidden, IconName, InputKind, LinkButton, Loaded, Page, TextArea,
    TextField, Tone,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/admin/catalogue/{code}`: the definition in force, how it came about, and where it is used.
#[component]
pub fn EntryPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code"));
    let sheet = Resource::new(code, show_catalogue_entry);
    view! {
        <Loaded resource=sheet let:sheet>
            <Sheet sheet />
        </Loaded>
    }
}

/// The fields of each card, in order.
const CARDS: [&[Field]; 5] = [
    &[Field::NameEn, Field::Definition, Field::Sector, Field::Parent],
    &[Field::Measure, Field::Decimals, Field::Direction, Field::RangeLow, Field::RangeHigh],
    &[Field::Aggregation, Field::OverTime, Field::Numerator, Field::Denominator, Field::Formula],
    &[Field::Frequency, Field::PeriodSet, Field::Cumulative, Field::Shares],
    &[Field::Function, Field::Responsible, Field::LegalSource, Field::ValidFrom, Field::ValidTo],
];

#[component]
fn Sheet(sheet: EntrySheet) -> impl IntoView {
    let t = use_lang();
    let code = sheet.code().to_owned();
    let may_change = sheet.may_change;
    let until = sheet.kept.as_ref().map(|it| it.get(Field::ValidTo).to_owned()).unwrap_or_default();
    let over = until.parse().ok().filter(|it| *it <= sheet.today).map(|it| t.entry_over(show_date(it, t)));
    let titles = [
        t.entry_definition(),
        t.entry_measuring(),
        t.entry_adding(),
        t.entry_collecting(),
        t.entry_answering(),
    ];
    let cards: Vec<_> =
        titles.into_iter().zip(CARDS).map(|(title, fields)| facts(title, fields, &sheet, t)).collect();
    let versions: Vec<_> = sheet.versions.iter().map(|it| version(it, &sheet, t)).collect();
    let actions = {
        let code = code.clone();
        move || {
            view! {
                <LinkButton href=route::indicator(&code) tone=ButtonTone::Quiet icon=IconName::Chart>
                    {t.entry_see()}
                </LinkButton>
                {may_change
                    .then(|| {
                        view! {
                            <LinkButton href=route::catalogue_edit(&code) icon=IconName::Edit>
                                {t.entry_edit()}
                            </LinkButton>
                        }
                    })}
            }
        }
    };
    view! {
        <Page
            title=sheet.name(t)
            subtitle=t.entry_subtitle(&code, sheet.version)
            crumbs=crumbs(t)
            actions
        >
            {over
                .map(|it| {
                    view! {
                        <Banner tone=Tone::Warn>
                            <p>{it}</p>
                        </Banner>
                    }
                })}
            <div class="split">
                <div class="stack">
                    {cards}
                    <Card title=t.entry_versions() flush=true>
                        <ol class="list">{versions}</ol>
                    </Card>
                </div>
                <aside class="stack">
                    {used(&sheet, t)} {may_change.then(|| view! { <Retire sheet=sheet.clone() until /> })}
                </aside>
            </div>
        </Page>
    }
    .into_any()
}

/// Fields that say nothing and could not are left out.
fn facts(title: &'static str, fields: &[Field], sheet: &EntrySheet, t: Lang) -> AnyView {
    let kept = |field| sheet.kept.as_ref().map(|it| it.get(field)).unwrap_or_default();
    let rows: Vec<_> = fields
        .iter()
        .filter_map(|field| {
            let said = match (*field, kept(*field)) {
                (Field::Function, "") => t.entry_own_function().to_owned(),
                (Field::Definition | Field::LegalSource | Field::Responsible, "") => {
                    t.entry_not_said().to_owned()
                }
                (_, "") => return None,
                (field, kept) => sheet.show(field, kept, t),
            };
            Some(view! {
                <dt>{field.name(t)}</dt>
                <dd class="whitespace-pre-line">{said}</dd>
            })
        })
        .collect();
    view! {
        <Card title>
            <dl class="facts">{rows}</dl>
        </Card>
    }
    .into_any()
}

fn version(version: &EntryVersion, sheet: &EntrySheet, t: Lang) -> AnyView {
    let said = |field: Field, kept: &str| match kept {
        "" => t.entry_empty().to_owned(),
        kept => sheet.show(field, kept, t),
    };
    let changes: Vec<_> = version
        .changes
        .iter()
        .map(|it| {
            let (before, after) = (said(it.field, &it.before), said(it.field, &it.after));
            view! { <li>{t.entry_changed(it.field.name(t), before, after)}</li> }
        })
        .collect();
    let by = match (version.at, &version.by) {
        (Some(at), Some(by)) => t.entry_version_by(by, show_instant(at, t)),
        (Some(at), None) => show_instant(at, t),
        (None, _) => t.entry_version_loaded().to_owned(),
    };
    let from = t.entry_version_from(show_date(version.valid_from, t));
    let reason = version.reason.clone();
    let none = changes.is_empty() && version.number == 1;
    view! {
        <li class="px-4.5 py-3">
            <p>
                <b>{t.entry_version(version.number)}</b>
                {format!(" · {from}")}
            </p>
            <p class="text-sm text-ink-soft">{by}</p>
            {reason.map(|it| view! { <p>{it}</p> })}
            {none.then(|| view! { <p class="text-sm text-ink-soft">{t.entry_first()}</p> })}
            <ul class="list-disc pl-5 text-sm">{changes}</ul>
        </li>
    }
    .into_any()
}

fn used(sheet: &EntrySheet, t: Lang) -> AnyView {
    let used = &sheet.used;
    let units: Vec<_> = used.units.iter().map(|it| it.name(t).to_owned()).collect();
    let units = if units.is_empty() { t.entry_none().to_owned() } else { units.join(", ") };
    let linked = [
        links(t.entry_used_regimes(), &used.regimes, t, route::regime),
        links(t.entry_used_formulas(), &used.formulas, t, route::catalogue_entry),
        links(t.entry_used_children(), &used.children, t, route::catalogue_entry),
    ];
    let (figures, targets) = (used.figures, used.targets);
    view! {
        <Card title=t.entry_used()>
            <dl class="facts">
                {linked.into_iter().collect_view()} <dt>{t.entry_used_units()}</dt> <dd>{units}</dd>
                <dt>{t.entry_used_figures()}</dt> <dd>{figures}</dd> <dt>{t.entry_used_targets()}</dt>
                <dd>{targets}</dd>
            </dl>
        </Card>
    }
    .into_any()
}

fn links(title: &'static str, all: &[Named], t: Lang, to: fn(&str) -> String) -> Option<AnyView> {
    let link = |it: &Named| {
        let words = format!("{} {}", it.code, it.name(t));
        view! {
            <li>
                <a href=to(&it.code)>{words}</a>
            </li>
        }
        .into_any()
    };
    let links: Vec<_> = all.iter().map(link).collect();
    (!links.is_empty()).then(|| {
        view! {
            <dt>{title}</dt>
            <dd>
                <ul>{links}</ul>
            </dd>
        }
        .into_any()
    })
}

/// Ends the collection, or takes it up again. A plain form to the page itself.
#[component]
fn Retire(sheet: EntrySheet, until: String) -> impl IntoView {
    let t = use_lang();
    let code = sheet.code().to_owned();
    let ends = !until.is_empty();
    let (title, note) =
        if ends { (t.entry_reinstate(), None) } else { (t.entry_retire(), Some(t.entry_retire_note())) };
    let needed = !ends && !sheet.used.formulas.is_empty();
    let refused = sheet.refused.as_ref().map(|it| match it {
        Error::Conflict => t.entry_conflict().to_owned(),
        other => other.message(t),
    });
    let wrong = refused.is_some() || !sheet.errors.0.is_empty();
    let typed = sheet.typed.get(Field::ValidTo).to_owned();
    let from = if typed.is_empty() { sheet.today.to_string() } else { typed };
    let error = told(&sheet.errors, Field::ValidTo.word(), t);
    view! {
        <details class="card" open=wrong>
            <summary>{title}</summary>
            <form class="form mt-3" method="post" action=route::catalogue_entry(&code) novalidate>
                <Hidden name="seen" value=sheet.version.to_string() />
                <NotTaken errors=sheet.errors.clone() refused />
                {note.map(|it| view! { <p class="text-sm text-ink-soft">{it}</p> })}
                {needed.then(|| view! { <p class="text-sm">{t.entry_retire_used()}</p> })}
                {(!ends)
                    .then(|| {
                        view! {
                            <TextField
                                name=Field::ValidTo.word()
                                label=t.entry_retire_from()
                                kind=InputKind::Date
                                value=from
                                error
                            />
                        }
                    })}
                <TextArea
                    name="reason"
                    label=t.entry_reason()
                    rows=2
                    value=sheet.reason.clone()
                    error=told(&sheet.errors, "reason", t)
                />
                <div class="form-actions">
                    <Button tone=ButtonTone::Secondary>{title}</Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
