use super::crumbs;
use crate::indicator::api::show_catalogue;
use crate::indicator::{Catalogue, CatalogueLine, Retired};
use crate::org::Sector;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::show_date;
use crate::ui::{
    Badge, Button, ButtonTone, Checkbox, EmptyState, IconName, InputKind, LinkButton, Loaded, Page, Select,
    TextField, Tone,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/admin/catalogue`: what is asked for stands in the address.
#[component]
pub fn CataloguePage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let given = |name: &str| query.with(|it| it.get(name)).unwrap_or_default();
        (given("q"), given("sector"), given("retired") == Retired::Shown.word())
    });
    let list = Resource::new(
        move || asked.get(),
        |(asked, sector, retired)| {
            let retired = if retired { Retired::Shown } else { Retired::Hidden };
            show_catalogue(asked, Some(sector), retired)
        },
    );
    view! {
        <Loaded resource=list let:list>
            <List list />
        </Loaded>
    }
}

#[component]
fn List(list: Catalogue) -> impl IntoView {
    let t = use_lang();
    let Catalogue { asked, sector, retired, lines, collected, over, sectors, today, may_change } = list;
    let subtitle = t.catalogue_subtitle(collected, over);
    let filter = filter(asked.clone(), sector, retired, &sectors, t);
    // Best first where something is asked for; else by sector.
    let cards: Vec<_> = if asked.is_empty() {
        sectors
            .iter()
            .filter_map(|sector| {
                let own: Vec<_> = lines.iter().filter(|it| it.sector == sector.id).cloned().collect();
                (!own.is_empty()).then(|| card(Some(sector), own, today, t))
            })
            .collect()
    } else if lines.is_empty() {
        Vec::new()
    } else {
        vec![card(None, lines, today, t)]
    };
    let empty = cards.is_empty();
    let actions = move || {
        view! {
            <LinkButton
                href=route::CATALOGUE_XLSX
                tone=ButtonTone::Quiet
                icon=IconName::Download
                external=true
            >
                {t.catalogue_xlsx()}
            </LinkButton>
            <LinkButton
                href=route::CATALOGUE_CSV
                tone=ButtonTone::Quiet
                icon=IconName::Download
                external=true
            >
                {t.catalogue_csv()}
            </LinkButton>
            {may_change
                .then(|| {
                    view! {
                        <LinkButton
                            href=route::CATALOGUE_IMPORT
                            tone=ButtonTone::Quiet
                            icon=IconName::Upload
                        >
                            {t.catalogue_import()}
                        </LinkButton>
                        <LinkButton href=route::CATALOGUE_NEW icon=IconName::Plus>
                            {t.catalogue_new()}
                        </LinkButton>
                    }
                })}
        }
    };
    view! {
        <Page title=t.catalogue() subtitle=subtitle crumbs=crumbs(t).into_iter().take(1).collect() actions>
            {filter}
            {cards}
            {empty
                .then(|| {
                    view! {
                        <EmptyState
                            icon=IconName::Search
                            title=t.catalogue_none()
                            text=t.catalogue_none_text()
                        />
                    }
                })}
        </Page>
    }
    .into_any()
}

fn filter(
    asked: String,
    sector: Option<String>,
    retired: Retired,
    sectors: &[Sector],
    t: Lang,
) -> impl IntoView + use<> {
    let every = (String::new(), t.catalogue_all_sectors().to_owned());
    let options: Vec<_> = std::iter::once(every)
        .chain(sectors.iter().map(|it| (it.code.clone(), it.name(t).to_owned())))
        .collect();
    view! {
        <form method="get" action=route::CATALOGUE role="search" class="form no-print max-w-none">
            <div class="form-row">
                <TextField
                    name="q"
                    label=t.catalogue_search()
                    help=t.catalogue_search_help()
                    kind=InputKind::Search
                    value=asked
                />
                <Select
                    name="sector"
                    label=t.catalogue_sector()
                    options
                    value=sector.unwrap_or_default()
                />
                <div class="self-end">
                    <Checkbox
                        name="retired"
                        label=t.catalogue_retired_too()
                        value=Retired::Shown.word()
                        checked=retired == Retired::Shown
                    />
                </div>
                <div class="form-actions self-end">
                    <Button tone=ButtonTone::Secondary icon=IconName::Search>
                        {t.catalogue_show()}
                    </Button>
                </div>
            </div>
        </form>
    }
}

fn card(
    sector: Option<&Sector>,
    lines: Vec<CatalogueLine>,
    today: NaiveDate,
    t: Lang,
) -> impl IntoView + use<> {
    let rows: Vec<_> = lines.into_iter().map(|it| row(it, today, t)).collect();
    let title = sector.map(|it| it.name(t).to_owned());
    view! {
        <section class="card card-flush">
            {title
                .map(|it| {
                    view! {
                        <div class="card-head">
                            <h2 class="card-title">{it}</h2>
                        </div>
                    }
                })}
            <ul class="list">{rows}</ul>
        </section>
    }
}

fn row(line: CatalogueLine, today: NaiveDate, t: Lang) -> impl IntoView + use<> {
    let note = t.catalogue_line(&line.named.code, &line.measure);
    let over = line.valid_to.filter(|it| *it <= today).map(|it| t.catalogue_over_since(show_date(it, t)));
    let future = (line.valid_from > today).then(|| t.catalogue_from(show_date(line.valid_from, t)));
    view! {
        <li>
            <a class="list-row flex-wrap" href=route::catalogue_entry(&line.named.code)>
                <span class="list-main">
                    <b>{line.named.name(t).to_owned()}</b>
                    <span class="list-note">{note}</span>
                </span>
                <span class="flex flex-wrap gap-2">
                    {line.derived.then(|| view! { <Badge tone=Tone::Info text=t.catalogue_derived() /> })}
                    {future.map(|it| view! { <Badge text=it /> })}
                    {over.map(|it| view! { <Badge tone=Tone::Warn text=it /> })}
                </span>
            </a>
        </li>
    }
}
