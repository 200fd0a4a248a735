use super::{TargetRevision, TargetRow, TargetSheet, TargetsAsked, cell_name};
use crate::indicator::api::show_targets;
use crate::indicator::dictionary::told;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::{show_date, show_instant};
use crate::ui::{
    Banner, Button, ButtonTone, Card, Crumb, EmptyState, Hidden, IconName, InputKind, Loaded, Page,
    SampleBadge, Select, TextArea, TextField, Tone,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/admin/targets`: what is looked at stands in the address.
#[component]
pub fn TargetsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let given = |name: &str| query.with(|it| it.get(name)).filter(|it| !it.is_empty());
        TargetsAsked {
            year: given("year").and_then(|it| it.trim().parse().ok()),
            period: given("period"),
            sector: given("sector"),
            unit: given("unit"),
            page: given("page").and_then(|it| it.parse().ok()),
        }
    });
    let sheet = Resource::new(move || asked.get(), show_targets);
    view! {
        <Loaded resource=sheet let:sheet>
            <Sheet sheet />
        </Loaded>
    }
}

#[component]
fn Sheet(sheet: TargetSheet) -> impl IntoView {
    let t = use_lang();
    let span = sheet.period.as_ref().map_or_else(|| t.targets_year(sheet.year), |it| it.name(t).to_owned());
    let of_sector = sheet.asked.sector.as_ref();
    let sector = sheet.sectors.iter().find(|it| Some(&it.code) == of_sector).map(|it| it.name(t).to_owned());
    let of_unit = sheet.asked.unit.as_ref();
    let unit = sheet.units.iter().find(|it| Some(&it.code) == of_unit).map(|it| it.name(t).to_owned());
    let what = unit.or(sector).unwrap_or_default();
    let filter = filter(&sheet, t);
    let pages = pages(&sheet, t);
    let revisions = (!sheet.revisions.is_empty()).then(|| revisions(&sheet, t));
    let nothing = sheet.rows.is_empty() || sheet.columns.is_empty();
    view! {
        <Page
            title=t.targets()
            subtitle=t.targets_subtitle(what, span)
            crumbs=vec![Crumb::new(t.nav_admin(), route::ADMIN)]
        >
            {filter}
            {if nothing {
                view! {
                    <EmptyState
                        icon=IconName::Chart
                        title=t.targets_none()
                        text=t.targets_none_text()
                    />
                }
                    .into_any()
            } else {
                view! { <Table sheet /> }.into_any()
            }}
            {pages}
            {revisions}
        </Page>
    }
    .into_any()
}

fn filter(sheet: &TargetSheet, t: Lang) -> AnyView {
    let one = |words: String| std::iter::once((String::new(), words));
    let spans = one(t.targets_year(sheet.year))
        .chain(sheet.periods.iter().map(|it| (it.code.clone(), it.name(t).to_owned())));
    let sectors = one(t.targets_any_sector().to_owned())
        .chain(sheet.sectors.iter().map(|it| (it.code.clone(), it.name(t).to_owned())));
    let units = one(t.targets_any_unit().to_owned())
        .chain(sheet.units.iter().map(|it| (it.code.clone(), it.name(t).to_owned())));
    let said = |it: &Option<String>| it.clone().unwrap_or_default();
    view! {
        <form method="get" action=route::TARGETS class="form no-print max-w-none">
            <div class="form-row">
                <TextField
                    name="year"
                    label=t.targets_of_year()
                    kind=InputKind::Figure
                    value=sheet.year.to_string()
                />
                <Select
                    name="period"
                    label=t.targets_span()
                    options=spans.collect()
                    value=said(&sheet.asked.period)
                />
                <Select
                    name="sector"
                    label=t.targets_sector()
                    options=sectors.collect()
                    value=said(&sheet.asked.sector)
                />
                <Select
                    name="unit"
                    label=t.targets_unit()
                    options=units.collect()
                    value=said(&sheet.asked.unit)
                />
                <div class="form-actions self-end">
                    <Button tone=ButtonTone::Secondary>{t.targets_show()}</Button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

/// The table as one plain form, with the decision that its changes rest on.
#[component]
fn Table(sheet: TargetSheet) -> impl IntoView {
    let t = use_lang();
    let may_set = sheet.may_set();
    let heads: Vec<_> = sheet
        .columns
        .iter()
        .map(|it| {
            view! {
                <th scope="col" class="num min-w-32" title=it.unit.name(t).to_owned()>
                    {it.unit.name(t).to_owned()}
                    <span class="sheet-code">{it.unit.code.clone()}</span>
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = sheet.rows.iter().map(|it| row(it, &sheet, t)).collect();
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t.targets_table()>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t.targets_indicator()}</th>
                        <th scope="col">{t.targets_measure()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    if !may_set {
        return view! { <section class="card card-flush">{table}</section> }.into_any();
    }
    let asked = &sheet.asked;
    let hidden: Vec<_> = [
        ("year", Some(sheet.year.to_string())),
        ("period", asked.period.clone()),
        ("sector", asked.sector.clone()),
        ("unit", asked.unit.clone()),
        ("page", asked.page.map(|it| it.to_string())),
    ]
    .into_iter()
    .filter_map(|(name, value)| {
        let value = value?;
        Some(view! { <Hidden name value /> })
    })
    .collect();
    let refused = sheet.refused.as_ref().map(|it| it.message(t));
    let refused = refused.or_else(|| (!sheet.errors.0.is_empty()).then(|| t.targets_mend().to_owned()));
    let (unplaced, pasted) = (sheet.unplaced, sheet.pasted.clone());
    let was_pasted = !pasted.is_empty() && refused.is_none();
    let tone = if unplaced > 0 { Tone::Warn } else { Tone::Info };
    view! {
        <form
            class="form max-w-none"
            method="post"
            action=format!("{}?{}", route::TARGETS, asked.query())
            novalidate
        >
            {hidden}
            <div role="alert">
                {refused
                    .map(|it| {
                        view! {
                            <Banner tone=Tone::Danger>
                                <p>{it}</p>
                            </Banner>
                        }
                    })}
            </div>
            {was_pasted
                .then(|| {
                    view! {
                        <Banner tone>
                            <p>
                                {t.targets_pasted()}
                                {(unplaced > 0).then(|| format!(" {}", t.targets_unplaced(unplaced)))}
                            </p>
                        </Banner>
                    }
                })}
            <section class="card card-flush">{table}</section>
            <p class="text-sm text-ink-soft">{t.targets_empty_help()}</p>
            <Card title=t.targets_decision()>
                <div class="form">
                    <TextField
                        name="adopted_on"
                        label=t.targets_adopted_on()
                        kind=InputKind::Date
                        value=sheet.adopted_on.clone()
                        error=told(&sheet.errors, "adopted_on", t)
                    />
                    <TextArea
                        name="reason"
                        label=t.targets_reason()
                        help=t.targets_reason_help()
                        rows=2
                        value=sheet.reason.clone()
                        error=told(&sheet.errors, "reason", t)
                    />
                    <div class="form-actions">
                        <Button>{t.targets_save()}</Button>
                    </div>
                </div>
            </Card>
            <details class="card" open=unplaced != 0>
                <summary>{t.targets_paste()}</summary>
                <div class="form mt-3">
                    <TextArea
                        name="pasted"
                        label=t.targets_paste_label()
                        help=t.targets_paste_help()
                        rows=5
                        value=pasted
                    />
                    <div class="form-actions">
                        <Button tone=ButtonTone::Secondary name="paste" value="yes">
                            {t.targets_paste_do()}
                        </Button>
                    </div>
                </div>
            </details>
        </form>
    }
    .into_any()
}

fn row(row: &TargetRow, sheet: &TargetSheet, t: Lang) -> AnyView {
    let indicator = &row.indicator;
    let cells: Vec<_> = row
        .cells
        .iter()
        .zip(&sheet.columns)
        .map(|(cell, column)| {
            let name = cell_name(&indicator.code, &column.unit.code);
            let mark = cell.sample.then(|| view! { <SampleBadge /> });
            if !column.may_set {
                let shown = cell.value.map(|it| indicator.show_bare(it, t)).unwrap_or_default();
                return view! { <td class="num">{shown} {mark}</td> }.into_any();
            }
            let wrong = sheet.errors.on(&name).map(|it| it.message(t));
            let label = t.targets_cell(indicator.name(t), column.unit.name(t));
            view! {
                <td class="num">
                    <Hidden name=format!("seen.{name}") value=cell.revision.to_string() />
                    <input
                        class="input num"
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        name=name.clone()
                        value=cell.typed.clone()
                        aria-label=label
                        aria-describedby=format!("{name}-error")
                        aria-invalid=wrong.is_some().then_some("true")
                    />
                    <p id=format!("{name}-error") class="field-error" class:hidden=wrong.is_none() role="alert">
                        {wrong.clone()}
                    </p>
                    {mark.map(|it| view! { <p>{it}</p> })}
                </td>
            }
            .into_any()
        })
        .collect();
    view! {
        <tr>
            <th scope="row" class="min-w-56">
                {indicator.name(t).to_owned()} <span class="sheet-code">{indicator.code.clone()}</span>
            </th>
            <td>{indicator.measure.clone()}</td>
            {cells}
        </tr>
    }
    .into_any()
}

fn pages(sheet: &TargetSheet, t: Lang) -> Option<AnyView> {
    let shown = sheet.asked.page.unwrap_or(1);
    let links: Vec<_> = (1..=sheet.pages)
        .map(|page| {
            let asked = TargetsAsked { page: Some(page), ..sheet.asked.clone() };
            view! {
                <a
                    class="tab"
                    href=format!("{}?{}", route::TARGETS, asked.query())
                    aria-current=(page == shown).then_some("page")
                >
                    {t.targets_page(page)}
                </a>
            }
        })
        .collect();
    (sheet.pages > 1).then(|| {
        view! {
            <nav class="tabs" aria-label=t.targets_pages()>
                {links}
            </nav>
        }
        .into_any()
    })
}

fn revisions(sheet: &TargetSheet, t: Lang) -> AnyView {
    let line = |it: &TargetRevision| {
        let indicator = sheet.rows.iter().find(|row| row.indicator.code == it.indicator.code);
        let value = match (it.value, indicator) {
            (Some(value), Some(row)) => row.indicator.show_bare(value, t),
            (Some(value), None) => value.show(t),
            (None, _) => t.targets_no_value().to_owned(),
        };
        let on = it.adopted_on.map(|it| show_date(it, t)).unwrap_or_default();
        let by = it.by.clone().map(|by| format!("{by}, {}", show_instant(it.at, t)));
        view! {
            <tr>
                <th scope="row">
                    {it.indicator.name(t).to_owned()} <span class="sheet-code">{it.indicator.code.clone()}</span>
                </th>
                <td>{it.unit.name(t).to_owned()}</td>
                <td class="num">{value}</td>
                <td>{on}</td>
                <td>{it.reason.clone()}</td>
                <td>{by.unwrap_or_else(|| show_instant(it.at, t))}</td>
            </tr>
        }
    };
    let lines: Vec<_> = sheet.revisions.iter().map(line).collect();
    view! {
        <Card title=t.targets_revisions() flush=true>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t.targets_revisions()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t.targets_indicator()}</th>
                            <th scope="col">{t.targets_unit()}</th>
                            <th scope="col" class="num">
                                {t.targets_value()}
                            </th>
                            <th scope="col">{t.targets_adopted_on()}</th>
                            <th scope="col">{t.targets_reason()}</th>
                            <th scope="col">{t.targets_by()}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </Card>
    }
    .into_any()
}
