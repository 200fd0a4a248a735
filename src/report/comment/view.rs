use super::place::Places;
use super::{Anchor, AnchorState, Comment, CommentInput, Comments, Mentionable, Thread};
use crate::error::{Error, Result};
use crate::id::{CommentId, IndicatorId, PassageId, PersonId, ReportId};
use crate::indicator::Column;
use crate::report::ReportSheet;
use crate::report::api::{
    add_comment, list_comments, list_mentionable, reply_comment, reword_comment, settle_comment,
};
use crate::text::use_lang;
use crate::time::show_instant;
use crate::ui::{Badge, Button, ButtonKind, ButtonTone, Card, IconName, Select, Size, Tone, inside_textarea};
use crate::visit::use_visit;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How often an open page looks for what others said.
const LOOK_AGAIN: Duration = Duration::from_secs(20);

/// A report's comments on one page. Given once, found by everything below.
#[derive(Clone, Copy)]
pub struct CommentBook {
    report: ReportId,
    comments: RwSignal<Comments>,
    people: RwSignal<Option<Vec<Mentionable>>>,
}

impl CommentBook {
    pub fn provide(sheet: &ReportSheet) -> Self {
        let (report, comments) = (sheet.report.id, sheet.comments.clone());
        let book = Self { report, comments: RwSignal::new(comments), people: RwSignal::new(None) };
        provide_context(book);
        if book.comments.with_untracked(|it| it.may_comment) {
            Effect::new(move || {
                let timer = set_interval_with_handle(move || book.look_again(), LOOK_AGAIN);
                on_cleanup(move || {
                    if let Ok(timer) = timer {
                        timer.clear();
                    }
                });
            });
        }
        book
    }

    /// Asks for what others said meanwhile; a page out of sight does not.
    fn look_again(self) {
        if document().hidden() {
            return;
        }
        spawn_local(async move {
            // What cannot be had now is asked for again.
            if let Ok(found) = list_comments(self.report).await {
                self.take(found);
            }
        });
    }

    fn take(self, found: Comments) {
        let news = self.comments.try_with_untracked(|it| *it != found).unwrap_or_default();
        if news {
            self.comments.try_set(found);
        }
    }

    fn may_comment(self) -> bool {
        self.comments.with(|it| it.may_comment)
    }

    fn look_up_people(self) {
        if self.people.with_untracked(Option::is_some) {
            return;
        }
        self.people.set(Some(Vec::new()));
        spawn_local(async move {
            let found = list_mentionable(self.report).await.ok();
            self.people.try_set(found);
        });
    }

    fn threads(self, of: impl Fn(&Thread) -> bool) -> Vec<Thread> {
        self.comments.with(|it| it.threads.iter().filter(|it| of(it)).cloned().collect())
    }
}

fn is_on(thread: &Thread, passage: PassageId) -> bool {
    matches!(&thread.anchor, Anchor::Paragraph { passage: on, .. } if *on == passage)
}

fn is_on_cell(thread: &Thread, indicator: IndicatorId, column: Option<Column>) -> bool {
    matches!(&thread.anchor, Anchor::Cell { indicator: on, column: at }
        if *on == indicator && column.is_none_or(|it| it == *at))
}

/// How many open threads an indicator has, as a link to them.
#[component]
pub fn CommentCount(indicator: IndicatorId) -> impl IntoView {
    let t = use_lang();
    let book = use_context::<CommentBook>();
    move || {
        let open = book?.threads(|it| it.resolved.is_none() && is_on_cell(it, indicator, None));
        let first = open.first()?.id();
        Some(view! {
            <a class="comment-count" href=format!("#comment-{first}")>
                {t.comments_count(open.len())}
            </a>
        })
    }
}

/// A passage's comments.
#[component]
pub fn PassageComments(passage: PassageId) -> impl IntoView {
    let t = use_lang();
    let Some(book) = use_context::<CommentBook>() else { return ().into_any() };
    let open = RwSignal::new(false);
    let threads = move || book.threads(|it| is_on(it, passage) && it.state != AnchorState::Gone);
    let aside = NodeRef::<leptos::html::Aside>::new();
    let form = move || {
        open.get().then(|| {
            let Places { lines, here } =
                aside.get_untracked().map(|it| Places::around(&it)).unwrap_or_default();
            let whole = (String::new(), t.comment_whole().to_owned());
            let each = lines.into_iter().map(|(id, words)| (id, short(&words)));
            let lines: Vec<_> = std::iter::once(whole).chain(each).collect();
            let block = RwSignal::new(here.unwrap_or_default());
            let id = format!("comment-on-{passage}");
            let send = move |input: CommentInput| {
                let block = Some(block.get_untracked()).filter(|it| !it.is_empty());
                add_comment(book.report, Anchor::Paragraph { passage, block }, input)
            };
            view! {
                <Write
                    book
                    inner=book.comments.with_untracked(|it| it.begins_inner)
                    words=t.comment_send()
                    send=Sender::new(send)
                    open
                >
                    <Select
                        name="about"
                        id=id
                        label=t.comment_on()
                        options=lines
                        value=block.get_untracked()
                        on_change=Callback::new(move |it| block.set(it))
                    />
                </Write>
            }
        })
    };
    view! {
        <aside
            node_ref=aside
            class="comments"
            aria-label=t.comments_title()
            class:hidden=move || threads().is_empty() && !book.may_comment()
        >
            <Threads book threads=Signal::derive(threads) />
            <Begin book open words=t.comment_add() />
            {form}
        </aside>
    }
    .into_any()
}

/// The comments on one cell, for a panel beside the grid.
#[component]
pub fn CellComments(indicator: IndicatorId, column: Column) -> impl IntoView {
    let t = use_lang();
    let Some(book) = use_context::<CommentBook>() else { return ().into_any() };
    let open = RwSignal::new(false);
    let threads = move || book.threads(|it| is_on_cell(it, indicator, Some(column)));
    let form = move || {
        open.get().then(|| {
            let send = move |input: CommentInput| {
                add_comment(book.report, Anchor::Cell { indicator, column }, input)
            };
            view! {
                <Write
                    book
                    inner=book.comments.with_untracked(|it| it.begins_inner)
                    words=t.comment_send()
                    send=Sender::new(send)
                    open
                />
            }
        })
    };
    view! {
        <div class="comments">
            <Threads book threads=Signal::derive(threads) />
            <Begin book open words=t.comment_add() />
            {form}
        </div>
    }
    .into_any()
}

/// The comments on a table's figures, and a way to begin one; `indicators` by code and name.
#[component]
pub fn FigureComments(indicators: Vec<(IndicatorId, String)>) -> impl IntoView {
    let t = use_lang();
    let Some(book) = use_context::<CommentBook>() else { return ().into_any() };
    let open = RwSignal::new(false);
    let Some(first) = indicators.first().map(|it| it.0) else { return ().into_any() };
    let known: Vec<_> = indicators.iter().map(|it| it.0).collect();
    let threads = move || {
        let here =
            |it: &Thread| matches!(&it.anchor, Anchor::Cell { indicator, .. } if known.contains(indicator));
        book.threads(here)
    };
    let names = StoredValue::new(indicators);
    let form = move || {
        open.get().then(|| {
            let chosen = RwSignal::new((first, Column::Actual));
            let send = move |input: CommentInput| {
                let (indicator, column) = chosen.get_untracked();
                add_comment(book.report, Anchor::Cell { indicator, column }, input)
            };
            let each = names.with_value(|all| {
                all.iter().map(|(id, name)| (id.to_string(), name.clone())).collect::<Vec<_>>()
            });
            let columns = [Column::Actual, Column::Target, Column::Prior, Column::Reason]
                .map(|it| (it.word().to_owned(), it.name(t).to_owned()));
            view! {
                <Write
                    book
                    inner=book.comments.with_untracked(|it| it.begins_inner)
                    words=t.comment_send()
                    send=Sender::new(send)
                    open
                >
                    <Select
                        name="indicator"
                        id=format!("comment-indicator-{first}")
                        label=t.comment_indicator()
                        options=each
                        on_change=Callback::new(move |it: String| {
                            if let Ok(id) = it.parse() {
                                chosen.update(|it| it.0 = id);
                            }
                        })
                    />
                    <Select
                        name="column"
                        id=format!("comment-column-{first}")
                        label=t.comment_column()
                        options=columns.to_vec()
                        on_change=Callback::new(move |it: String| {
                            if let Ok(column) = it.parse() {
                                chosen.update(|it| it.1 = column);
                            }
                        })
                    />
                </Write>
            }
        })
    };
    let threads = Signal::derive(threads);
    view! {
        <aside
            class="comments"
            aria-label=t.comments_figures()
            class:hidden=move || threads.with(Vec::is_empty) && !book.may_comment()
        >
            <Threads book threads names />
            <Begin book open words=t.comment_add_cell() />
            {form}
        </aside>
    }
    .into_any()
}

/// Comments whose paragraph, passage or cell is not there any more.
#[component]
pub fn GoneComments() -> impl IntoView {
    let t = use_lang();
    let Some(book) = use_context::<CommentBook>() else { return ().into_any() };
    let threads = Signal::derive(move || book.threads(|it| it.state == AnchorState::Gone));
    view! {
        <div class:hidden=move || threads.with(Vec::is_empty)>
            <Card title=t.comments_gone()>
                <div class="comments">
                    <Threads book threads />
                </div>
            </Card>
        </div>
    }
    .into_any()
}

fn short(text: &str) -> String {
    const LONGEST: usize = 70;
    let text = text.trim();
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |it| it.0))
}

#[component]
fn Begin(book: CommentBook, open: RwSignal<bool>, words: &'static str) -> impl IntoView {
    move || {
        (book.may_comment() && !open.get()).then(|| {
            view! {
                <p class="no-print">
                    <Button
                        tone=ButtonTone::Quiet
                        size=Size::Small
                        kind=ButtonKind::Button
                        icon=IconName::Note
                        on_press=move |_| open.set(true)
                    >
                        {words}
                    </Button>
                </p>
            }
        })
    }
}

#[component]
fn Threads(
    book: CommentBook,
    #[prop(into)] threads: Signal<Vec<Thread>>,
    /// Names of indicators, where the threads are on cells.
    #[prop(optional)]
    names: Option<StoredValue<Vec<(IndicatorId, String)>>>,
) -> impl IntoView {
    view! {
        <For each=move || threads.get() key=|it| it.id() let:thread>
            <ThreadView book id=thread.id() first=thread names />
        </For>
    }
}

#[component]
fn ThreadView(
    book: CommentBook,
    id: CommentId,
    first: Thread,
    names: Option<StoredValue<Vec<(IndicatorId, String)>>>,
) -> impl IntoView {
    let t = use_lang();
    // The list is keyed by thread: what changes inside one is looked up here.
    let thread = Memo::new(move |_| {
        book.comments
            .with(|it| it.threads.iter().find(|it| it.id() == id).cloned())
            .unwrap_or_else(|| first.clone())
    });
    let replying = RwSignal::new(false);
    let error = RwSignal::new(None::<Error>);
    let resolved = move || thread.with(|it| it.resolved.is_some());
    let settle = move |_| {
        let resolves = thread.with_untracked(|it| it.resolved.is_none());
        spawn_local(async move {
            match settle_comment(id, resolves).await {
                Ok(found) => book.take(found),
                Err(refusal) => drop(error.try_set(Some(refusal))),
            }
        });
    };
    let head = move || {
        thread.with(|it| {
            let about = match &it.anchor {
                Anchor::Paragraph { .. } => short(&it.quote),
                Anchor::Cell { indicator, column } => {
                    let name = names.and_then(|all| {
                        all.with_value(|all| all.iter().find(|it| it.0 == *indicator).map(|it| it.1.clone()))
                    });
                    let value = if it.quote.is_empty() { t.cell_empty() } else { &it.quote };
                    let cell = format!("{}: {value}", column.name(t));
                    name.map_or(cell.clone(), |name| format!("{name} · {cell}"))
                }
            };
            let cell = matches!(it.anchor, Anchor::Cell { .. });
            let state = match it.state {
                AnchorState::Same => None,
                AnchorState::Changed if cell => Some(t.comment_cell_changed()),
                AnchorState::Changed => Some(t.comment_changed()),
                AnchorState::Gone => Some(t.comment_gone()),
            };
            let inner = it.inner;
            view! {
                <blockquote class="comment-quote">{about}</blockquote>
                <p class="row">
                    {state.map(|it| view! { <Badge tone=Tone::Warn text=it /> })}
                    {inner.then(|| view! { <Badge text=t.comment_inner() /> })}
                </p>
            }
        })
    };
    let done = move || {
        thread.with(|it| it.resolved.clone()).map(|(who, at)| {
            view! { <p class="text-sm text-ink-soft">{t.comment_resolved(who, show_instant(at, t))}</p> }
        })
    };
    let inner = thread.with_untracked(|it| it.inner);
    let reply = move || {
        replying.get().then(|| {
            let send = move |input: CommentInput| reply_comment(id, input);
            view! { <Write book inner words=t.comment_reply() send=Sender::new(send) open=replying /> }
        })
    };
    let controls = move || {
        (book.may_comment() && !replying.get()).then(|| {
            view! {
                <p class="row no-print">
                    <Button
                        tone=ButtonTone::Quiet
                        size=Size::Small
                        kind=ButtonKind::Button
                        on_press=move |_| replying.set(true)
                    >
                        {t.comment_reply()}
                    </Button>
                    <Button tone=ButtonTone::Quiet size=Size::Small kind=ButtonKind::Button on_press=settle>
                        {if resolved() { t.comment_reopen() } else { t.comment_resolve() }}
                    </Button>
                </p>
            }
        })
    };
    view! {
        <article class="comment-thread" id=format!("comment-{id}") data-resolved=move || resolved().then_some("yes")>
            {head}
            <For each=move || thread.with(|it| it.comments.clone()) key=|it| (it.id, it.edited_at) let:comment>
                <CommentView book comment inner />
            </For>
            {done}
            {controls}
            {reply}
            <div role="alert">
                {move || error.get().map(|it| view! { <p class="field-error">{it.message(t)}</p> })}
            </div>
        </article>
    }
    .into_any()
}

#[component]
fn CommentView(book: CommentBook, comment: Comment, inner: bool) -> impl IntoView {
    let t = use_lang();
    let own = use_visit().actor.is_some_and(|it| it.person == comment.author);
    let editing = RwSignal::new(false);
    let Comment { id, by, at, edited_at, body, mentions, .. } = comment;
    let label = t.comment_of(&by);
    let text = StoredValue::new((body, mentions));
    let shown = move || {
        if editing.get() {
            let (body, mentions) = text.get_value();
            let send = move |input: CommentInput| reword_comment(id, input);
            view! {
                <Write book inner words=t.comment_save() send=Sender::new(send) open=editing body mentions />
            }
            .into_any()
        } else {
            let pieces = text.with_value(|(body, mentions)| marked(body, mentions));
            view! { <p class="comment-body">{pieces}</p> }.into_any()
        }
    };
    let edit = move || {
        (own && book.may_comment() && !editing.get()).then(|| {
            view! {
                <Button
                    tone=ButtonTone::Quiet
                    size=Size::Small
                    kind=ButtonKind::Button
                    on_press=move |_| editing.set(true)
                >
                    {t.comment_edit()}
                </Button>
            }
        })
    };
    view! {
        <section class="comment" aria-label=label>
            <p class="comment-by">
                <b>{by}</b>
                <time datetime=at.to_rfc3339()>{show_instant(at, t)}</time>
                {edited_at.map(|_| view! { <span>{t.comment_edited()}</span> })}
                {edit}
            </p>
            {shown}
        </section>
    }
    .into_any()
}

/// A comment's text with the names in it set apart.
fn marked(body: &str, mentions: &[Mentionable]) -> Vec<AnyView> {
    let mut found = Vec::new();
    let mut rest = body;
    while let Some((at, name)) = mentions
        .iter()
        .filter_map(|it| rest.find(&format!("@{}", it.name)).map(|at| (at, &it.name)))
        .min_by_key(|it| it.0)
    {
        let end = at + 1 + name.len();
        found.push(rest[..at].to_owned().into_any());
        found.push(view! { <span class="mention">{rest[at..end].to_owned()}</span> }.into_any());
        rest = &rest[end..];
    }
    found.push(rest.to_owned().into_any());
    found
}

type Answer = std::pin::Pin<Box<dyn Future<Output = Result<Comments>> + Send>>;

/// Where a written comment goes.
#[derive(Clone)]
struct Sender(std::sync::Arc<dyn Fn(CommentInput) -> Answer + Send + Sync>);

impl Sender {
    fn new<F>(send: impl Fn(CommentInput) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Comments>> + Send + 'static,
    {
        Self(std::sync::Arc::new(move |input| Box::pin(send(input))))
    }
}

/// The form that a comment is written in.
#[component]
fn Write(
    book: CommentBook,
    /// Office people do not read what is written here.
    inner: bool,
    words: &'static str,
    send: Sender,
    open: RwSignal<bool>,
    #[prop(optional, into)] body: String,
    #[prop(optional)] mentions: Vec<Mentionable>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let t = use_lang();
    book.look_up_people();
    let typed = RwSignal::new(body.clone());
    let picked = RwSignal::new(mentions);
    let error = RwSignal::new(None::<Error>);
    let busy = RwSignal::new(false);
    let area = NodeRef::<leptos::html::Textarea>::new();
    Effect::new(move || {
        if let Some(area) = area.get() {
            // A browser that does not move the focus leaves it where it was.
            let _ = area.focus();
        }
    });
    let wanted = Memo::new(move |_| typed.with(|it| wanted_name(it)));
    let matching = Memo::new(move |_| {
        let Some(wanted) = wanted.get() else { return Vec::new() };
        let people = book.people.get().unwrap_or_default();
        let fits = |it: &Mentionable| !(inner && it.outside) && plain(&it.name).contains(&plain(&wanted));
        people.into_iter().filter(fits).take(6).collect()
    });
    let pick = move |person: Mentionable| {
        typed.update(|it| {
            if let Some(at) = it.rfind('@') {
                it.truncate(at);
                it.push('@');
                it.push_str(&person.name);
                it.push(' ');
            }
        });
        picked.update(|all| {
            if !all.iter().any(|it| it.id == person.id) {
                all.push(person);
            }
        });
        if let Some(area) = area.get_untracked() {
            area.set_value(&typed.get_untracked());
            let _ = area.focus();
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let body = typed.get_untracked();
        let people = picked.get_untracked();
        let mentions: Vec<PersonId> = super::mentioned(&body, &people).iter().map(|it| it.id).collect();
        let input = CommentInput { body, mentions };
        if let Err(refusal) = input.parse() {
            error.set(Some(refusal));
            return;
        }
        busy.set(true);
        error.set(None);
        let answer = (send.0)(input);
        spawn_local(async move {
            let answer = answer.await;
            busy.try_set(false);
            match answer {
                Ok(found) => {
                    open.try_set(false);
                    book.take(found);
                }
                Err(refusal) => drop(error.try_set(Some(refusal))),
            }
        });
    };
    let suggestions = move || {
        let found = matching.get();
        (!found.is_empty()).then(|| {
            let count = found.len();
            let rows: Vec<_> = found
                .into_iter()
                .map(|person| {
                    let name = person.name.clone();
                    view! {
                        <li>
                            <button type="button" class="btn btn-quiet btn-sm" on:click=move |_| pick(person.clone())>
                                {name}
                            </button>
                        </li>
                    }
                })
                .collect();
            view! {
                <p class="sr-only" role="status">
                    {t.comment_people_found(count)}
                </p>
                <ul class="mention-list" aria-label=t.comment_people()>
                    {rows}
                </ul>
            }
        })
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    view! {
        <form class="comment-form no-print" novalidate on:submit=submit>
            {children.map(|it| it())}
            <label class="field">
                <span>{t.comment_body()}</span>
                <textarea
                    node_ref=area
                    class="input"
                    rows="3"
                    aria-invalid=invalid
                    on:input=move |event| typed.set(event_target_value(&event))
                >
                    {inside_textarea(body)}
                </textarea>
            </label>
            {suggestions}
            <p class="field-help">{t.comment_help()}</p>
            <div role="alert">
                {move || error.get().map(|it| view! { <p class="field-error">{it.message(t)}</p> })}
            </div>
            <div class="row">
                <Button size=Size::Small busy>
                    {words}
                </Button>
                <Button
                    tone=ButtonTone::Quiet
                    size=Size::Small
                    kind=ButtonKind::Button
                    on_press=move |_| open.set(false)
                >
                    {t.comment_cancel()}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// What follows the last `@` while a name is being typed; nothing once it was picked or given up.
fn wanted_name(text: &str) -> Option<String> {
    let (before, name) = text.rsplit_once('@')?;
    let begins = before.chars().next_back().is_none_or(|it| !it.is_alphanumeric());
    (begins && !name.ends_with(' ') && name.chars().count() <= 40 && !name.contains('\n'))
        .then(|| name.to_owned())
}

/// Without case, for finding names; the marks of Vietnamese letters count only where they are typed.
fn plain(name: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    name.nfd()
        .filter(|it| !is_combining_mark(*it))
        .flat_map(char::to_lowercase)
        .map(|it| if it == 'đ' { 'd' } else { it })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_asked_for_from_the_at_sign_on() {
        assert_eq!(wanted_name("Nhờ @Nông Th"), Some("Nông Th".into()));
        assert_eq!(wanted_name("@"), Some(String::new()));
        assert_eq!(wanted_name("lan@backan"), None);
        assert_eq!(wanted_name("@Nông Thị Lan "), None);
        assert_eq!(wanted_name("không có ai"), None);
    }

    #[test]
    fn names_are_found_without_their_marks() {
        assert!(plain("Đàm Thị Hương").contains(&plain("dam thi")));
        assert!(plain("Hoàng Văn Minh").contains(&plain("VĂN")));
    }

    #[test]
    fn a_long_paragraph_is_cut_at_a_word() {
        assert_eq!(short("  Ngắn. "), "Ngắn.");
        let long = "Công tác giáo dục và đào tạo có nhiều chuyển biến tích cực trên mọi mặt trong kỳ";
        assert!(short(long).ends_with('…') && long.starts_with(short(long).trim_end_matches('…')));
    }

    #[test]
    fn names_in_a_text_are_set_apart_once_each() {
        let lan = Mentionable { id: PersonId::default(), name: "Lan".into(), outside: false };
        assert_eq!(marked("Nhờ @Lan và @Lan.", std::slice::from_ref(&lan)).len(), 5);
        assert_eq!(marked("Không ai.", &[lan]).len(), 1);
    }
}
