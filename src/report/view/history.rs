use super::page::address;
use crate::id::ReportId;
use crate::org::Sector;
use crate::report::api::{restore_report, show_report_history};
use crate::report::{
    CellChange, Compare, Comparison, DiffPiece, Fate, PassageChange, ReportHistory, ReportVersion,
};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::time::show_instant;
use crate::ui::{
    Badge, Button, ButtonKind, ButtonTone, Card, Checkbox, Crumb, Dialog, EmptyState, IconName, LinkButton,
    Loaded, Page, Select, Size, Tone, use_toasts,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

/// A report's versions; `?from=2&to=5` compares two of them, without `to` the first with the present.
#[component]
pub fn ReportHistoryPage() -> impl IntoView {
    let id = address();
    let query = use_query_map();
    let asked = move || {
        query.with(|it| {
            let number = |name| it.get(name).and_then(|it| it.parse().ok());
            Compare { from: number("from"), to: number("to"), all: it.get("all").is_some() }
        })
    };
    let history = Resource::new(
        move || (id.get(), asked()),
        async |(id, compare)| show_report_history(id, compare).await,
    );
    let again = Callback::new(move |()| history.refetch());
    view! {
        <Loaded resource=history let:history>
            <HistoryView history asked=asked() on_done=again />
        </Loaded>
    }
}

#[component]
fn HistoryView(history: ReportHistory, asked: Compare, on_done: Callback<()>) -> impl IntoView {
    let t = use_lang();
    let ReportHistory { id, unit, period, versions, compared, sectors, sees_now, may_write } = history;
    let choose = (versions.len() > 1 || sees_now && !versions.is_empty())
        .then(|| view! { <Choose id versions=versions.clone() asked sees_now /> });
    view! {
        <Page
            title=t.history_title()
            subtitle=format!("{} · {}", unit.name(t), period.name(t))
            crumbs=vec![
                Crumb::new(t.reports_title(), route::REPORTS),
                Crumb::new(t.report_title(unit.name(t)), route::report(id)),
            ]
        >
            {choose}
            {compared.map(|it| view! { <Compared id compared=it sectors may_write on_done /> })}
            {if versions.is_empty() {
                view! { <EmptyState icon=IconName::History title=t.history_none() text=t.history_none_text() /> }
                    .into_any()
            } else {
                view! { <Versions id versions sees_now may_write on_done /> }.into_any()
            }}
        </Page>
    }
    .into_any()
}

/// Which two states to compare; works without scripts.
#[component]
fn Choose(id: ReportId, versions: Vec<ReportVersion>, asked: Compare, sees_now: bool) -> impl IntoView {
    let t = use_lang();
    let named = |it: &ReportVersion| {
        (it.number.to_string(), format!("{} · {}", t.history_version(it.number), it.step.name(t)))
    };
    let each: Vec<_> = versions.iter().map(named).collect();
    let now = sees_now.then(|| (String::new(), t.history_present().to_owned()));
    let later: Vec<_> = now.into_iter().chain(each.iter().cloned()).collect();
    // What was the last step about, unless the address says otherwise.
    let from = asked.from.or_else(|| versions.get(usize::from(!sees_now)).map(|it| it.number));
    let value = |it: Option<i32>| it.map(|it| it.to_string()).unwrap_or_default();
    view! {
        <form method="get" action=route::report_history(id) class="form no-print max-w-none">
            <div class="form-row">
                <Select name="from" label=t.history_from() options=each value=value(from) />
                <Select name="to" label=t.history_to() options=later value=value(asked.to) />
                <div class="form-actions self-end">
                    <Checkbox name="all" label=t.history_all() value="1" checked=asked.all />
                    <Button tone=ButtonTone::Secondary>{t.history_compare_button()}</Button>
                </div>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Versions(
    id: ReportId,
    versions: Vec<ReportVersion>,
    sees_now: bool,
    may_write: bool,
    on_done: Callback<()>,
) -> impl IntoView {
    let t = use_lang();
    let before: Vec<Option<i32>> = versions.iter().skip(1).map(|it| Some(it.number)).chain([None]).collect();
    let rows: Vec<_> = versions
        .into_iter()
        .zip(before)
        .map(|(it, before)| {
            let reason = it.note(t);
            let who = it.by.unwrap_or_else(|| t.step_someone().to_owned());
            let note = format!("{} · {} {}", show_instant(it.at, t), who, it.step.told(t));
            let number = it.number;
            let link = |compare: Compare, words: &'static str| {
                view! {
                    <LinkButton
                        href=compare_address(id, compare)
                        tone=ButtonTone::Secondary
                        size=Size::Small
                        label=t.history_of(words, number)
                    >
                        {words}
                    </LinkButton>
                }
            };
            let to_before = before.map(|from| {
                link(Compare { from: Some(from), to: Some(number), all: false }, t.history_compare_before())
            });
            let to_now = sees_now
                .then(|| link(Compare { from: Some(number), to: None, all: false }, t.history_compare()));
            view! {
                <li class="list-row flex-wrap">
                    <span class="list-main">
                        <span class="font-semibold">{t.history_version(number)}</span>
                        <span class="list-note">{note}</span>
                        {reason.map(|reason| view! { <span class="list-note">{reason}</span> })}
                    </span>
                    <span class="row row-end">
                        {to_before} {to_now} {may_write.then(|| view! { <Restore id number on_done /> })}
                    </span>
                </li>
            }
        })
        .collect();
    view! {
        <Card flush=true>
            <ul class="list">{rows}</ul>
        </Card>
    }
    .into_any()
}

/// The address of a comparison.
pub fn compare_address(id: ReportId, compare: Compare) -> String {
    format!("{}?{}", route::report_history(id), compare.query())
}

/// Brings a version back, after asking; what stands now is kept as a version first.
#[component]
fn Restore(id: ReportId, number: i32, on_done: Callback<()>) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let open = RwSignal::new(false);
    let asked = RwSignal::new(false);
    let restore = move |_| {
        busy.set(true);
        spawn_local(async move {
            let restored = restore_report(id, number).await;
            busy.try_set(false);
            open.try_set(false);
            match restored {
                Ok(restored) => {
                    if restored.left.is_empty() {
                        toasts.say(Tone::Ok, t.history_restored());
                    } else {
                        toasts.say(Tone::Warn, t.history_restored_but(restored.left.join(", ")));
                    }
                    on_done.try_run(());
                }
                Err(error) => toasts.say(Tone::Danger, error.message(t)),
            }
        });
    };
    let ask = move |_| {
        asked.set(true);
        open.set(true);
    };
    view! {
        <Button
            tone=ButtonTone::Quiet
            size=Size::Small
            kind=ButtonKind::Button
            icon=IconName::Undo
            label=t.history_of(t.history_restore(), number)
            on_press=ask
        >
            {t.history_restore()}
        </Button>
        {move || {
            asked
                .get()
                .then(|| {
                    view! {
                        <Dialog
                            id="restore-version"
                            title=t.history_restore_title(number)
                            open
                            actions=move || {
                                view! {
                                    <Button
                                        tone=ButtonTone::Quiet
                                        kind=ButtonKind::Button
                                        on_press=move |_| open.set(false)
                                    >
                                        {t.step_cancel()}
                                    </Button>
                                    <Button kind=ButtonKind::Button busy on_press=restore>
                                        {t.history_restore()}
                                    </Button>
                                }
                            }
                        >
                            <p>{t.history_restore_text(number)}</p>
                        </Dialog>
                    }
                })
        }}
    }
    .into_any()
}

#[component]
fn Compared(
    id: ReportId,
    compared: Comparison,
    sectors: Vec<Sector>,
    may_write: bool,
    on_done: Callback<()>,
) -> impl IntoView {
    let t = use_lang();
    let Comparison { from, to, count, passages, cells } = compared;
    let title = match to {
        Some(to) => t.history_compared_two(from, to),
        None => t.history_compared(from),
    };
    let counted = if count.is_none() {
        t.history_same().to_owned()
    } else {
        t.history_count(count.passages, count.cells)
    };
    let parts: Vec<_> = sectors
        .into_iter()
        .map(|sector| {
            let own = |it: &CellChange| it.sector == sector.id;
            let passages: Vec<_> = passages.iter().filter(|it| it.sector == sector.id).cloned().collect();
            let cells: Vec<_> = cells.iter().filter(|it| own(it)).cloned().collect();
            view! { <SectorChanges name=sector.name(t).to_owned() passages cells /> }
        })
        .collect();
    view! {
        <Card
            title=title
            aside=move || may_write.then(|| view! { <Restore id number=from on_done /> })
        >
            <p class="font-semibold" role="status">
                {counted}
            </p>
            {(!count.is_none()).then(|| view! { <p class="text-sm text-ink-soft">{t.history_legend()}</p> })}
            <div class="stack mt-3">{parts}</div>
        </Card>
    }
    .into_any()
}

#[component]
fn SectorChanges(name: String, passages: Vec<PassageChange>, cells: Vec<CellChange>) -> impl IntoView {
    let passages: Vec<_> = passages.into_iter().map(|change| view! { <PassageDiff change /> }).collect();
    let table = (!cells.is_empty()).then(|| view! { <CellTable name=name.clone() cells /> });
    view! {
        <section aria-label=name.clone()>
            <h3 class="text-base font-semibold">{name.clone()}</h3>
            {passages}
            {table}
        </section>
    }
    .into_any()
}

const fn tone(fate: Fate) -> Tone {
    match fate {
        Fate::Same => Tone::Muted,
        Fate::Added => Tone::Ok,
        Fate::Removed => Tone::Danger,
        Fate::Changed => Tone::Warn,
    }
}

const fn fate_word(fate: Fate, t: Lang) -> &'static str {
    match fate {
        Fate::Same => t.fate_same(),
        Fate::Added => t.fate_added(),
        Fate::Removed => t.fate_removed(),
        Fate::Changed => t.fate_changed(),
    }
}

#[component]
fn PassageDiff(change: PassageChange) -> impl IntoView {
    let t = use_lang();
    let PassageChange { fate, kind, kind_before, grade, pieces, form_only, text, .. } = change;
    let grade_word = |it: Option<crate::report::Grade>| it.map_or(t.passage_no_grade(), |it| it.name(t));
    let graded = (grade.0 != grade.1 && fate == Fate::Changed).then(|| {
        view! {
            <p class="text-sm">
                {t.passage_grade()} ": " <del>{grade_word(grade.0)}</del> " → " <ins>{grade_word(grade.1)}</ins>
            </p>
        }
    });
    let kind_changed = kind_before.map(|before| {
        view! {
            <p class="text-sm">
                {t.passage_kind()} ": " <del>{before.name(t)}</del> " → " <ins>{kind.name(t)}</ins>
            </p>
        }
    });
    let body = if pieces.is_empty() {
        view! { <p class="diff-text">{text}</p> }.into_any()
    } else {
        view! { <p class="diff-text"><Pieces pieces /></p> }.into_any()
    };
    view! {
        <div class="diff-passage">
            <p class="row">
                <span class="font-semibold">{kind.name(t)}</span>
                <Badge tone=tone(fate) text=fate_word(fate, t) />
            </p>
            {kind_changed}
            {graded}
            {form_only.then(|| view! { <p class="text-sm text-ink-soft">{t.history_form_only()}</p> })}
            {body}
        </div>
    }
    .into_any()
}

/// Words taken out and put in, told by more than colour: struck or underlined to the eye, in words to the ear.
#[component]
pub fn Pieces(pieces: Vec<DiffPiece>) -> impl IntoView {
    let t = use_lang();
    let pieces: Vec<_> = pieces
        .into_iter()
        .map(|it| match it {
            DiffPiece::Same(text) => view! { <span>{text}</span> }.into_any(),
            DiffPiece::Removed(text) => view! {
                <del>
                    <span class="sr-only">{t.diff_removed()}</span>
                    {text}
                </del>
            }
            .into_any(),
            DiffPiece::Added(text) => view! {
                <ins>
                    <span class="sr-only">{t.diff_added()}</span>
                    {text}
                </ins>
            }
            .into_any(),
        })
        .collect();
    view! { {pieces} }.into_any()
}

#[component]
fn CellTable(name: String, cells: Vec<CellChange>) -> impl IntoView {
    let t = use_lang();
    let rows: Vec<_> = cells
        .into_iter()
        .map(|it| {
            let shown = |text: String| match text.as_str() {
                "" => t.cell_empty().to_owned(),
                "true" => t.history_yes().to_owned(),
                _ => text,
            };
            let changed = it.fate != Fate::Same;
            let (before, after) = (shown(it.before), shown(it.after));
            view! {
                <tr>
                    <th scope="row" class="min-w-40">
                        <a href=route::indicator(&it.code)>{it.name}</a>
                        <span class="sheet-code">{it.code}</span>
                    </th>
                    <td>{it.column.name(t)}</td>
                    <td class="num">
                        {if changed { view! { <del>{before}</del> }.into_any() } else { before.into_any() }}
                    </td>
                    <td class="num">
                        {if changed { view! { <ins>{after}</ins> }.into_any() } else { after.into_any() }}
                    </td>
                    <td>
                        <Badge tone=tone(it.fate) text=fate_word(it.fate, t) />
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table-scroll mt-3" tabindex="0" role="region" aria-label=t.grid_label(name)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t.column_indicator()}</th>
                        <th scope="col">{t.history_column()}</th>
                        <th scope="col" class="num">
                            {t.history_then()}
                        </th>
                        <th scope="col" class="num">
                            {t.history_after()}
                        </th>
                        <th scope="col">{t.history_fate()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
