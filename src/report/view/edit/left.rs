use super::form::{CellKey, Form, PassageChoice};
use super::memory::Memory;
use super::writing::{WriterNews, WriterRoom};
use crate::id::PassageId;
use crate::indicator::Column;
use crate::report::queue::Pending;
use crate::report::{ReportSheet, SectorSection};
use crate::text::{Lang, use_lang};
use crate::ui::{Button, ButtonKind, ButtonTone, Card, Size, Tone, use_toasts};
use crate::visit::use_visit;
use leptos::prelude::*;

/// Something that was typed and never sent: where the browser keeps it, what it is about, and what it says.
#[derive(Clone, PartialEq, Eq)]
struct Left {
    kind: char,
    name: String,
    about: String,
    text: String,
}

/// What an earlier visit could not send, above a report that has moved on: figures to be copied or dropped, words
/// to be set aside on the server.
#[component]
pub fn LeftBehind(sheet: ReportSheet) -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let Some(person) = use_visit().actor.map(|it| it.person) else { return ().into_any() };
    let form = Form::new(&sheet, person, use_visit().now);
    let sections = StoredValue::new(sheet.sections);
    let left = RwSignal::new(Vec::<Left>::new());
    let words = RwSignal::new(false);
    Effect::new(move || {
        form.memory.with_value(|memory| {
            left.set(sections.with_value(|sections| find(memory, sections, t)));
            words.set(memory.owes_words());
        });
    });
    let drop_one = move |it: &Left| {
        form.memory.with_value(|memory| memory.forget(it.kind, &it.name));
        left.update(|all| all.retain(|other| other != it));
    };
    let copy = move |_| {
        let lines: Vec<_> =
            left.with_untracked(|all| all.iter().map(|it| format!("{}: {}", it.about, it.text)).collect());
        // Where the browser does not let a page copy, the text can be selected.
        let _ = window().navigator().clipboard().write_text(&lines.join("\n"));
        toasts.say(Tone::Ok, t.left_copied());
    };
    let list = move || {
        let rows: Vec<_> = left
            .get()
            .into_iter()
            .map(|it| {
                let label = t.left_drop_of(&it.about);
                let (about, text) = (it.about.clone(), it.text.clone());
                view! {
                    <li class="list-row">
                        <span class="list-main">
                            <span class="list-note">{about}</span>
                            <span>{text}</span>
                        </span>
                        <Button
                            tone=ButtonTone::Quiet
                            size=Size::Small
                            kind=ButtonKind::Button
                            label
                            on_press=move |_| drop_one(&it)
                        >
                            {t.left_drop()}
                        </Button>
                    </li>
                }
            })
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <Card title=t.left_title() tone=Tone::Warn>
                    <p>{t.left_text()}</p>
                    <ul class="list">{rows}</ul>
                    <div class="form-actions">
                        <Button tone=ButtonTone::Secondary size=Size::Small kind=ButtonKind::Button on_press=copy>
                            {t.left_copy()}
                        </Button>
                    </div>
                </Card>
            }
        })
    };
    let unsent = move || {
        words.get().then(|| {
            view! {
                <WriterNews form is_told=true />
                <WriterRoom form />
            }
        })
    };
    view! {
        <div class="stack no-print">{list} {unsent}</div>
    }
    .into_any()
}

fn find(memory: &Memory, sections: &[SectorSection], t: Lang) -> Vec<Left> {
    let cells = memory.left('c').into_iter().map(|it: Pending<CellKey, String, String>| {
        let (indicator, column) = it.key;
        let row = sections.iter().flat_map(|it| &it.rows).find(|it| it.indicator.id == indicator);
        let about = match row {
            Some(row) => format!("{} {} · {}", row.indicator.code, row.indicator.name(t), column.name(t)),
            None => format!("{} · {}", t.left_elsewhere(), column.name(t)),
        };
        let text = match (column, it.value.as_str()) {
            (Column::NotApplicable, "true") => t.history_yes().to_owned(),
            (_, "" | "false") => t.cell_empty().to_owned(),
            (_, text) => text.to_owned(),
        };
        Left { kind: 'c', name: Memory::cell(it.key), about, text }
    });
    let passages = memory.left('p').into_iter().map(|it: Pending<PassageId, PassageChoice, i64>| {
        let PassageChoice { sector, kind, grade, removed } = it.value;
        let sector = sections.iter().find(|it| it.sector.id == sector).map(|it| it.sector.name(t).to_owned());
        let about = format!("{} · {}", sector.unwrap_or_default(), t.passage_body(kind.name(t)));
        let text = match grade.filter(|_| kind.takes_grade()) {
            _ if removed => t.left_removed().to_owned(),
            Some(grade) => format!("{}: {}", t.passage_grade(), grade.name(t)),
            None => kind.name(t).to_owned(),
        };
        Left { kind: 'p', name: it.key.to_string(), about, text }
    });
    cells.chain(passages).collect()
}
