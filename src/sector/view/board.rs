use crate::route;
use crate::sector::api::list_sectors;
use crate::sector::{SectorBoard, SectorLine};
use crate::text::use_lang;
use crate::ui::{EmptyState, IconName, Loaded, Page};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The sectors, and how each stands.
#[component]
pub fn SectorsPage() -> impl IntoView {
    let query = use_query_map();
    let board = Resource::new(move || query.with(|it| it.get("period")), list_sectors);
    view! {
        <Loaded resource=board let:board>
            <Board board />
        </Loaded>
    }
}

#[component]
fn Board(board: SectorBoard) -> impl IntoView {
    let t = use_lang();
    let Some(period) = board.period else {
        return view! {
            <Page title=t.sector_title()>
                <EmptyState icon=IconName::Sector title=t.sector_none_title() text=t.sector_none_text() />
            </Page>
        }
        .into_any();
    };
    let rows: Vec<_> =
        board.lines.into_iter().map(|line| view! { <Row line period=period.code.clone() /> }).collect();
    view! {
        <Page title=t.sector_title() subtitle=t.sector_subtitle(period.name(t))>
            <div class="card card-flush">
                <ul class="list">{rows}</ul>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Row(line: SectorLine, period: String) -> impl IntoView {
    let t = use_lang();
    let SectorLine { sector, units, counts, open_tasks, late_tasks } = line;
    let units: Vec<_> = units.iter().map(|it| it.name(t).to_owned()).collect();
    let good = counts.achieved + counts.on_course;
    let marks = [
        ("badge badge-ok", t.sector_col_good(), good),
        ("badge badge-warn", t.sector_col_behind(), counts.behind.len()),
        ("badge badge-danger", t.sector_col_missed(), counts.missed.len()),
        ("badge badge-muted", t.sector_col_no_figure(), counts.no_figure),
    ]
    .into_iter()
    .filter(|(_, _, count)| *count > 0)
    .map(|(class, word, count)| view! { <span class=class>{count} " " {word.to_lowercase()}</span> })
    .collect::<Vec<_>>();
    let tasks = (open_tasks > 0).then(|| {
        let late = (late_tasks > 0).then(|| format!(" ({})", t.sector_late(late_tasks)));
        view! { <span class="badge badge-info">{open_tasks} " " {t.sector_col_tasks().to_lowercase()} {late}</span> }
    });
    let name = sector.name(t).to_owned();
    view! {
        <li>
            <a class="list-row flex-wrap" href=route::sector(&sector.code, Some(&period))>
                <span class="list-main">
                    <span class="font-semibold">{name}</span>
                    <span class="list-note">{units.join(", ")}</span>
                </span>
                <span class="flex flex-wrap gap-2">{marks} {tasks}</span>
            </a>
        </li>
    }
}
