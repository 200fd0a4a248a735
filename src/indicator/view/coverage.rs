use crate::id::UnitId;
use crate::indicator::api::show_coverage;
use crate::indicator::{Coverage, Covering};
use crate::org::{Sector, Unit};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{Button, ButtonTone, Crumb, EmptyState, Hidden, IconName, Loaded, Page, Select};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/indicators/coverage`: how much of what is due has come in, by unit and sector.
#[component]
pub fn CoveragePage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let query = query.read();
        (query.get("period"), query.get("unit"))
    });
    let sheet = Resource::new(move || asked.get(), |(period, unit)| show_coverage(period, unit));
    view! {
        <Loaded resource=sheet let:sheet>
            <CoverageView sheet />
        </Loaded>
    }
}

#[component]
fn CoverageView(sheet: Covering) -> impl IntoView {
    let t = use_lang();
    let Covering { coverage, periods, above, divided } = sheet;
    let period = coverage.period.clone();
    let sum = |cells: &[(u32, u32)]| cells.iter().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    let (given, owed) = sum(&coverage.cells);
    let mut crumbs = vec![Crumb::new(t.indicators_title(), route::INDICATORS)];
    if !above.is_empty() {
        crumbs.push(Crumb::new(t.coverage_top(), route::coverage(&period.code, None)));
    }
    crumbs.extend(
        above
            .iter()
            .take(above.len().saturating_sub(1))
            .map(|it| Crumb::new(it.name(t).to_owned(), route::coverage(&period.code, Some(&it.code)))),
    );
    let title = above.last().map_or_else(
        || t.coverage_title().to_owned(),
        |it| format!("{} · {}", t.coverage_title(), it.name(t)),
    );
    let options: Vec<_> = periods
        .iter()
        .filter(|it| it.kind == period.kind)
        .map(|it| (it.code.clone(), it.name(t).to_owned()))
        .collect();
    let unit = above.last().map(|it| it.code.clone());
    let chosen = period.code.clone();
    let table = (owed > 0).then(|| table(&coverage, &divided, (given, owed), t));
    view! {
        <Page title=title subtitle=t.coverage_subtitle(period.name(t)) crumbs>
            {(owed > 0)
                .then(|| {
                    view! {
                        <p class="text-lg font-semibold" data-finding="true">
                            {t.coverage_finding(given, owed)}
                        </p>
                    }
                })}
            <form method="get" action=route::COVERAGE class="form no-print max-w-none">
                {unit.map(|it| view! { <Hidden name="unit" value=it /> })}
                <div class="form-row">
                    <Select name="period" label=t.indicators_period() options value=chosen />
                    <div class="form-actions self-end">
                        <Button tone=ButtonTone::Secondary>{t.indicators_show()}</Button>
                    </div>
                </div>
            </form>
            {table}
            {(owed == 0)
                .then(|| {
                    view! {
                        <EmptyState
                            icon=IconName::Chart
                            title=t.coverage_empty()
                            text=t.coverage_empty_note()
                        />
                    }
                })}
        </Page>
    }
    .into_any()
}

fn table(of: &Coverage, divided: &[UnitId], all: (u32, u32), t: Lang) -> impl IntoView + use<> {
    let period = of.period.code.as_str();
    let wide = of.sectors.len().max(1);
    let heads: Vec<_> = of
        .sectors
        .iter()
        .map(|it| {
            let href = route::sector(&it.code, Some(period));
            view! {
                <th scope="col">
                    <a href=href>{it.name(t).to_owned()}</a>
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = of
        .units
        .iter()
        .zip(of.cells.chunks(wide))
        .filter(|(_, cells)| cells.iter().any(|it| it.1 > 0))
        .map(|(unit, cells)| row(unit, &of.sectors, cells, period, divided.contains(&unit.id), t))
        .collect();
    let sums: Vec<_> = (0..of.sectors.len())
        .map(|at| {
            let column = of.cells.chunks(wide).filter_map(|it| it.get(at));
            let sum = column.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            view! { <td>{cell(sum, None, t)}</td> }
        })
        .collect();
    view! {
        <div class="card card-flush">
            <div class="table-scroll" tabindex="0" role="region" aria-label=t.coverage_title()>
                <table class="table matrix">
                    <thead>
                        <tr>
                            <th scope="col">{t.coverage_unit()}</th>
                            {heads}
                            <th scope="col">{t.coverage_together()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{t.coverage_together()}</th>
                            {sums}
                            <td>{cell(all, None, t)}</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn row(
    unit: &Unit,
    sectors: &[Sector],
    cells: &[(u32, u32)],
    period: &str,
    divided: bool,
    t: Lang,
) -> impl IntoView + use<> {
    let name = unit.name(t).to_owned();
    let name = match divided {
        true => view! { <a href=route::coverage(period, Some(&unit.code))>{name}</a> }.into_any(),
        false => name.into_any(),
    };
    let sum = cells.iter().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    let cells: Vec<_> = sectors
        .iter()
        .zip(cells)
        .map(|(sector, it)| {
            let href = route::indicators_of(period, &sector.code, &unit.code);
            view! { <td>{cell(*it, Some(href), t)}</td> }
        })
        .collect();
    view! {
        <tr>
            <th scope="row" class="align-middle min-w-36">
                {name}
            </th>
            {cells}
            <td>{cell(sum, None, t)}</td>
        </tr>
    }
    .into_any()
}

/// A sign, the word for it, and the numbers behind it.
fn cell((given, owed): (u32, u32), href: Option<String>, t: Lang) -> impl IntoView + use<> {
    if owed == 0 {
        return view! {
            <span aria-hidden="true">"–"</span>
            <span class="sr-only">{t.coverage_not_owed()}</span>
        }
        .into_any();
    }
    let (class, sign, word) = match given {
        0 => ("tick tick-no", "✕", t.coverage_none_in()),
        _ if given >= owed => ("tick tick-yes", "✓", t.coverage_all_in()),
        _ => ("tick tick-part", "◐", t.coverage_some_in()),
    };
    let numbers = t.coverage_cell(given, owed);
    let numbers = match href {
        Some(href) => view! { <a href=href>{numbers}</a> }.into_any(),
        None => numbers.into_any(),
    };
    view! {
        <span class=class>
            <span aria-hidden="true">{sign}</span>
            <span class="sr-only">{word}</span>
        </span>
        <span class="block text-xs whitespace-nowrap">{numbers}</span>
    }
    .into_any()
}
