//! The plain way to write a passage, where no script runs.

use super::form::Form;
use crate::error::Error;
use crate::id::{PassageId, PersonId, ReportId, SectorId};
use crate::report::{Grade, PassageKind, SectorSection};
use crate::route;
use crate::text::use_lang;
use crate::ui::{Banner, IconName, Tone, inside_textarea};
use leptos::prelude::*;

/// What a plain form said and the server did not take; known to the page that answers the form alone.
#[derive(Clone, Debug)]
pub struct RefusedPassage {
    pub typed: PlainText,
    pub why: Error,
    /// The passage's text on the server, where the form's writer may read it.
    pub theirs: Option<String>,
}

/// What stands in a plain form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainText {
    pub report: ReportId,
    /// Whose form it is, where that is known.
    pub writer: Option<PersonId>,
    /// None for a new passage.
    pub id: Option<PassageId>,
    pub sector: SectorId,
    pub kind: PassageKind,
    pub grade: Option<Grade>,
    pub body: String,
    /// The revision that the writer has looked at.
    pub seen: i64,
}

/// The words that were not taken, in the form they came from, beside what the server has.
#[component]
pub fn RefusedForm(refused: RefusedPassage) -> impl IntoView {
    let t = use_lang();
    let RefusedPassage { typed, why, theirs } = refused;
    let sign_in = (why == Error::SignedOut).then(|| {
        view! {
            <a href=route::LOGIN target="_blank" rel="external">
                {t.plain_sign_in()}
            </a>
        }
    });
    let beside = theirs.map(|body| {
        view! {
            <section class="stack stack-sm">
                <h2>{t.plain_theirs()}</h2>
                <blockquote class="quote writer-late">{body}</blockquote>
            </section>
        }
    });
    view! {
        <section class="stack plain-refused">
            <Banner tone=Tone::Danger icon=IconName::Alert>
                <p role="alert">{t.plain_refused(why.message(t))}</p>
                {sign_in}
            </Banner>
            <PlainPassage typed label=t.plain_yours().to_owned() />
            {beside}
        </section>
    }
    .into_any()
}

/// A form for each passage. Gone once the program is here.
#[component]
pub fn PlainPassages(form: Form, sections: Vec<SectorSection>, live: RwSignal<bool>) -> impl IntoView {
    let t = use_lang();
    let refused = use_context::<RefusedPassage>().and_then(|it| it.typed.id);
    let sections = StoredValue::new(sections);
    let forms = move || {
        let sections: Vec<_> = sections
            .get_value()
            .into_iter()
            .map(|section| {
                let sector = section.sector.id;
                let text = |id, kind, grade, body, seen| PlainText {
                    report: form.report,
                    writer: Some(form.person),
                    id,
                    sector,
                    kind,
                    grade,
                    body,
                    seen,
                };
                let passages: Vec<_> = section
                    .passages
                    .into_iter()
                    .filter(|it| refused != Some(it.id))
                    .map(|it| {
                        let label = t.passage_body(it.kind.name(t));
                        let typed = text(Some(it.id), it.kind, it.grade, it.body, it.revision);
                        view! { <PlainPassage typed label /> }
                    })
                    .collect();
                let fresh = text(None, PassageKind::Result, None, String::new(), 0);
                view! {
                    <section class="stack">
                        <h3>{section.sector.name(t).to_owned()}</h3>
                        {passages}
                        <PlainPassage typed=fresh label=t.plain_new().to_owned() />
                    </section>
                }
            })
            .collect();
        view! {
            <section class="plain-passages">
                <Banner tone=Tone::Warn icon=IconName::Info>
                    <p>{t.plain_note()}</p>
                </Banner>
                <h2>{t.plain_title()}</h2>
                {sections}
            </section>
        }
    };
    move || (!live.get()).then(forms)
}

#[component]
fn PlainPassage(typed: PlainText, label: String) -> impl IntoView {
    let t = use_lang();
    let PlainText { report, writer, id, sector, kind, grade, body, seen } = typed;
    let kinds: Vec<_> = PassageKind::ALL
        .iter()
        .map(|it| view! { <option value=it.word() selected=*it == kind>{it.name(t)}</option> })
        .collect();
    let grades: Vec<_> = Grade::ALL
        .iter()
        .map(|it| view! { <option value=it.word() selected=Some(*it) == grade>{it.name(t)}</option> })
        .collect();
    view! {
        <form class="passage" method="post" action=route::report_passages(report)>
            <input type="hidden" name="id" value=id.map(|it| it.to_string()) />
            <input type="hidden" name="writer" value=writer.map(|it| it.to_string()) />
            <input type="hidden" name="sector" value=sector.to_string() />
            <input type="hidden" name="seen" value=seen.to_string() />
            <div class="passage-head">
                <select name="kind" class="input w-auto" aria-label=t.passage_kind()>
                    {kinds}
                </select>
                <select name="grade" class="input w-auto" aria-label=t.passage_grade()>
                    <option value="">{t.passage_no_grade()}</option>
                    {grades}
                </select>
            </div>
            <textarea name="body" class="input" rows="5" aria-label=label>
                {inside_textarea(body)}
            </textarea>
            <div class="form-actions">
                <button class="btn btn-secondary btn-sm" type="submit">
                    {if id.is_some() { t.plain_save() } else { t.plain_add() }}
                </button>
            </div>
        </form>
    }
    .into_any()
}
