use super::sentence::Editing;
use crate::bloc::api::{take_passage, take_sector, take_sentences};
use crate::bloc::{Offered, Proposed};
use crate::id::SectorId;
use crate::route;
use crate::text::use_lang;
use crate::ui::{Badge, Button, ButtonKind, ButtonTone, IconName, SampleBadge, Size, Tone};
use leptos::prelude::*;

/// What the rules propose for a sector, before anything is taken.
#[component]
pub fn Proposal(sector: SectorId, proposed: Vec<Proposed>, editing: Editing) -> impl IntoView {
    let t = use_lang();
    let title = t.consol_proposal(proposed.len());
    let rows: Vec<_> = proposed
        .into_iter()
        .map(|Proposed { body, from }| {
            let note = match from {
                None => view! { <Badge tone=Tone::Info text=t.consol_computed() /> }.into_any(),
                Some((unit, kind, grade)) => {
                    let word = grade.map_or_else(|| kind.name(t), |it| it.name(t)).to_lowercase();
                    let text = format!("{}, {word}", unit.name(t));
                    view! { <span class="text-sm text-ink-soft">{text}</span> }.into_any()
                }
            };
            view! { <li>{body} " " {note}</li> }
        })
        .collect();
    let take =
        move |_| editing.send(take_sector(editing.code(), sector), move || editing.say(t.consol_taken()));
    view! {
        <details class="no-print proposal">
            <summary>{title}</summary>
            <p class="text-sm text-ink-soft">{t.consol_proposal_note()}</p>
            <ol class="stack stack-sm">{rows}</ol>
            <div class="row mt-3">
                <Button
                    kind=ButtonKind::Button
                    size=Size::Small
                    icon=IconName::Check
                    busy=editing.busy
                    on_press=Callback::new(take)
                >
                    {t.consol_take_sector()}
                </Button>
            </div>
        </details>
    }
    .into_any()
}

/// The published passages of a sector, unit beside unit, to take whole or in part.
#[component]
pub fn OfferedPassages(offered: Vec<Offered>, editing: Editing) -> impl IntoView {
    let t = use_lang();
    let count = offered.len();
    let open = offered.iter().any(Offered::is_untouched);
    let mut units: Vec<Vec<Offered>> = Vec::new();
    for it in offered {
        match units.iter_mut().find(|of| of.first().is_some_and(|one| one.unit.id == it.unit.id)) {
            Some(of) => of.push(it),
            None => units.push(vec![it]),
        }
    }
    let columns: Vec<_> = units
        .into_iter()
        .filter_map(|of| {
            let (unit, report) = of.first().map(|it| (it.unit.name(t).to_owned(), it.report))?;
            let passages: Vec<_> = of.into_iter().map(|it| view! { <OfferedPassage it editing /> }).collect();
            Some(view! {
                <section class="side">
                    <h3 class="font-semibold">
                        <a href=route::report(report)>{unit}</a>
                    </h3>
                    {passages}
                </section>
            })
        })
        .collect();
    view! {
        <details class="no-print" open=open>
            <summary>{t.consol_offered()} " (" {count} ")"</summary>
            <div class="sides">{columns}</div>
        </details>
    }
    .into_any()
}

#[component]
fn OfferedPassage(it: Offered, editing: Editing) -> impl IntoView {
    let t = use_lang();
    let untouched = it.is_untouched();
    let Offered { unit, passage, kind, grade, sentences, revision, sample, .. } = it;
    let unit = unit.name(t).to_owned();
    let word =
        grade.map_or_else(|| kind.name(t).to_owned(), |it| format!("{}: {}", kind.name(t), it.name(t)));
    let left = sentences.iter().filter(|it| !it.1).count();
    let several = sentences.len() > 1;
    let chosen = RwSignal::new(Vec::<usize>::new());
    let rows: Vec<_> = sentences
        .into_iter()
        .enumerate()
        .map(|(at, (body, taken))| {
            let sign = if taken {
                view! { <Badge text=t.consol_taken_mark() /> }.into_any()
            } else if several {
                let label = t.consol_choose_one(body.clone());
                view! {
                    <input
                        type="checkbox"
                        aria-label=label
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            chosen
                                .update(|it| {
                                    it.retain(|one| *one != at);
                                    if on {
                                        it.push(at);
                                    }
                                });
                        }
                    />
                }
                .into_any()
            } else {
                ().into_any()
            };
            view! {
                <li class="flex gap-2">
                    {(taken || several).then(|| view! { <span class="pick">{sign}</span> })}
                    <span class=if taken { "text-ink-soft" } else { "" }>{body}</span>
                </li>
            }
        })
        .collect();
    let whole = untouched.then(|| {
        let take = move |_| editing.send(take_passage(editing.code(), passage), || ());
        view! {
            <Button
                kind=ButtonKind::Button
                tone=ButtonTone::Secondary
                size=Size::Small
                icon=IconName::Plus
                label=t.consol_of(unit.clone(), t.consol_take_whole())
                busy=editing.busy
                on_press=Callback::new(take)
            >
                {t.consol_take_whole()}
            </Button>
        }
    });
    let part = (several && left > 0).then(|| {
        let take = move |_| {
            let mut wanted = chosen.get_untracked();
            wanted.sort_unstable();
            editing.send(take_sentences(editing.code(), passage, wanted, revision), || ());
        };
        let refused =
            Signal::derive(move || chosen.with(Vec::is_empty).then(|| t.consol_choose().to_owned()));
        view! {
            <Button
                kind=ButtonKind::Button
                tone=ButtonTone::Quiet
                size=Size::Small
                label=t.consol_of(unit.clone(), t.consol_take_chosen())
                busy=editing.busy
                refused
                on_press=Callback::new(take)
            >
                {t.consol_take_chosen()}
            </Button>
        }
    });
    view! {
        <article class="offered">
            <p class="text-sm text-ink-soft">{word} " " {sample.then(|| view! { <SampleBadge /> })}</p>
            <ul class="stack stack-sm">{rows}</ul>
            <div class="flex flex-wrap gap-2">{whole} {part}</div>
        </article>
    }
    .into_any()
}
