//! The plain way to write a passage, where no script runs.

use super::form::Form;
use crate::error::Error;
use crate::id::{PassageId, PersonId, ReportId, SectorId};
use crate::markup::{Markup, Tag};
use crate::report::{Grade, PassageKind, SectorSection};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{Banner, IconName, Tone};
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
    let mut form = String::new();
    write_form(&mut form, &typed, t.plain_yours(), t);
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
            <div inner_html=form></div>
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
    // They send themselves, so they are written at once.
    let forms = move || {
        let mut out = String::new();
        sections.with_value(|all| {
            for section in all {
                write_section(&mut out, form, section, refused, t);
            }
        });
        view! {
            <section class="plain-passages">
                <Banner tone=Tone::Warn icon=IconName::Info>
                    <p>{t.plain_note()}</p>
                </Banner>
                <h2>{t.plain_title()}</h2>
                <div class="stack" inner_html=out></div>
            </section>
        }
    };
    move || (!live.get()).then(forms)
}

fn write_section(out: &mut String, form: Form, section: &SectorSection, refused: Option<PassageId>, t: Lang) {
    let text = |id, kind, grade, body, seen| PlainText {
        report: form.report,
        writer: Some(form.person),
        id,
        sector: section.sector.id,
        kind,
        grade,
        body,
        seen,
    };
    out.tag("section").class("stack").holding(|out| {
        out.tag("h3").text(section.sector.name(t));
        for it in section.passages.iter().filter(|it| refused != Some(it.id)) {
            let typed = text(Some(it.id), it.kind, it.grade, it.body.clone(), it.revision);
            write_form(out, &typed, &t.passage_body(it.kind.name(t)), t);
        }
        let fresh = text(None, PassageKind::Result, None, String::new(), 0);
        write_form(out, &fresh, t.plain_new(), t);
    });
}

fn write_form(out: &mut String, typed: &PlainText, label: &str, t: Lang) {
    let PlainText { report, writer, id, sector, kind, grade, body, seen } = typed;
    let hidden = [
        ("id", id.map(|it| it.to_string()).unwrap_or_default()),
        ("writer", writer.map(|it| it.to_string()).unwrap_or_default()),
        ("sector", sector.to_string()),
        ("seen", seen.to_string()),
    ];
    let action = route::report_passages(*report);
    out.tag("form").class("passage").attr("method", "post").attr("action", &action).holding(|out| {
        for (name, value) in &hidden {
            out.tag("input").attr("type", "hidden").attr("name", name).attr("value", value).close();
        }
        out.tag("div").class("passage-head").holding(|out| {
            choice(out, "kind", t.passage_kind()).holding(|out| {
                for it in PassageKind::ALL {
                    option(out, it.word(), it == kind).text(it.name(t));
                }
            });
            choice(out, "grade", t.passage_grade()).holding(|out| {
                option(out, "", false).text(t.passage_no_grade());
                for it in Grade::ALL {
                    option(out, it.word(), Some(*it) == *grade).text(it.name(t));
                }
            });
        });
        let field = out.tag("textarea").attr("name", "body").class("input").attr("rows", "5");
        field.attr("aria-label", label).verbatim(body);
        out.tag("div").class("form-actions").holding(|out| {
            let button = out.tag("button").class("btn btn-secondary btn-sm").attr("type", "submit");
            button.text(if id.is_some() { t.plain_save() } else { t.plain_add() });
        });
    });
}

fn choice<'a>(out: &'a mut String, name: &str, label: &str) -> Tag<'a, String> {
    out.tag("select").attr("name", name).class("input w-auto").attr("aria-label", label)
}

fn option<'a>(out: &'a mut String, value: &str, selected: bool) -> Tag<'a, String> {
    let tag = out.tag("option").attr("value", value);
    if selected { tag.attr("selected", "") } else { tag }
}
