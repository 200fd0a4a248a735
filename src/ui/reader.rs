//! A drawing read mark by mark: by pointing, by tapping, by the arrow keys.

use crate::text::use_lang;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Set on the mark that is being read; the style sheet shows it.
const CURRENT: &str = "data-current";

/// A drawing made by `crate::chart`, and the line that says what its mark under the pointer or the keys holds.
///
/// The drawing is one picture to a screen reader, so its marks cannot take the focus: the drawing takes it and
/// moves a mark of its own. Without the program marks answer by their titles, and the table has every number.
#[component]
pub fn ChartReader(
    /// Put into the page as it is.
    svg: String,
) -> impl IntoView {
    let t = use_lang();
    let node = NodeRef::<html::Div>::new();
    let alive = RwSignal::new(false);
    let said = RwSignal::new(None::<Said>);
    Effect::new(move || alive.set(true));
    let read = move |mark: Option<Element>| {
        if let Some(frame) = node.get_untracked() {
            said.set(point_at(&frame, mark.as_ref()));
        }
    };
    let pointed = move |target: Option<EventTarget>| {
        if let Some(mark) = target.and_then(mark_of) {
            read(Some(mark));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(frame) = node.get_untracked() else { return };
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "Escape" => read(None),
            "Enter" => match said.get_untracked().and_then(|it| it.href) {
                Some(href) => drop(window().location().set_href(&href)),
                None => return,
            },
            key => match Step::of(key).and_then(|step| step.from(&frame)) {
                Some(mark) => {
                    let options = ScrollIntoViewOptions::new();
                    options.set_block(ScrollLogicalPosition::Nearest);
                    mark.scroll_into_view_with_scroll_into_view_options(&options);
                    read(Some(mark));
                }
                None => return,
            },
        }
        event.prevent_default();
    };
    let sentence = move || said.get().map_or_else(|| t.ui_chart_hint().to_owned(), |it| it.sentence);
    let source = move || {
        let href = said.get()?.href?;
        Some(view! { <a href=href>{t.ui_chart_source()}</a> })
    };
    view! {
        <div
            class="chart-reader"
            node_ref=node
            tabindex=move || alive.get().then_some("0")
            role=move || alive.get().then_some("application")
            aria-roledescription=move || alive.get().then(|| t.ui_chart())
            aria-label=move || alive.get().then(|| t.ui_chart_keys())
            inner_html=svg
            on:pointerover=move |event| pointed(event.target())
            on:click=move |event| pointed(event.target())
            on:keydown=on_key
        ></div>
        <p class="chart-readout" role="status" data-reading=move || said.with(Option::is_some).to_string()>
            {sentence} " " {source}
        </p>
    }
    .into_any()
}

/// What a mark says, and where its figure comes from.
#[derive(Clone, PartialEq)]
struct Said {
    sentence: String,
    href: Option<String>,
}

fn mark_of(target: EventTarget) -> Option<Element> {
    target.dyn_into::<Element>().ok()?.closest("[data-mark]").ok()?
}

/// Shows which mark is read, or none, and answers what it says.
fn point_at(frame: &Element, mark: Option<&Element>) -> Option<Said> {
    for before in all(frame, "[data-current]") {
        // Only an impossible name would be refused.
        drop(before.remove_attribute(CURRENT));
    }
    let mark = mark?;
    drop(mark.set_attribute(CURRENT, ""));
    let sentence = mark.query_selector(":scope > title").ok()??.text_content()?;
    Some(Said { sentence, href: mark.get_attribute("data-href") })
}

fn all(under: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = under.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|it| list.item(it)?.dyn_into().ok()).collect()
}

/// Where a key leads from the mark that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    First,
    Last,
    Before,
    After,
    /// To the same place in the row or panel above or below; along, where there are none.
    Above,
    Below,
}

impl Step {
    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "Home" => Self::First,
            "End" => Self::Last,
            "ArrowLeft" => Self::Before,
            "ArrowRight" => Self::After,
            "ArrowUp" => Self::Above,
            "ArrowDown" => Self::Below,
            _ => return None,
        })
    }

    fn from(self, frame: &Element) -> Option<Element> {
        let marks = shown(frame, "[data-mark]");
        let groups = shown(frame, "[data-group]");
        let groups: Vec<usize> = groups.iter().map(|it| all(it, "[data-mark]").len()).collect();
        let current = marks.iter().position(|it| it.has_attribute(CURRENT));
        marks.get(self.to(marks.len(), &groups, current)?).cloned()
    }

    /// Among `count` marks, of which the groups hold so many each. It stops at the ends.
    fn to(self, count: usize, groups: &[usize], current: Option<usize>) -> Option<usize> {
        let last = count.checked_sub(1)?;
        let Some(current) = current else {
            return Some(if self == Self::Last { last } else { 0 });
        };
        let along = |step: Self| match step {
            Self::First => 0,
            Self::Last => last,
            Self::Before | Self::Above => current.saturating_sub(1),
            Self::After | Self::Below => (current + 1).min(last),
        };
        if groups.len() < 2 || !matches!(self, Self::Above | Self::Below) {
            return Some(along(self));
        }
        let starts = groups.iter().scan(0, |next, size| Some(std::mem::replace(next, *next + size)));
        let starts: Vec<usize> = starts.collect();
        let here = starts.iter().rposition(|it| *it <= current)?;
        let there = match self {
            Self::Above => (0..here).rev().find(|it| groups[*it] > 0),
            _ => (here + 1..groups.len()).find(|it| groups[*it] > 0),
        };
        let Some(there) = there else { return Some(current) };
        let place = current - starts[here];
        Some(starts[there] + place.min(groups[there] - 1))
    }
}

/// Those in the one of the two drawings that is on the screen.
fn shown(frame: &Element, selector: &str) -> Vec<Element> {
    all(frame, "svg")
        .into_iter()
        .find(|it| it.get_bounding_client_rect().width() > 0.0)
        .map(|it| all(&it, selector))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn the_first_key_reads_the_first_mark() {
        assert_eq!(Step::After.to(5, &[], None), Some(0));
        assert_eq!(Step::Last.to(5, &[], None), Some(4));
        assert_eq!(Step::After.to(0, &[], None), None);
    }

    #[test]
    fn keys_walk_along_and_stop_at_the_ends() {
        assert_eq!(Step::After.to(5, &[], Some(3)), Some(4));
        assert_eq!(Step::After.to(5, &[], Some(4)), Some(4));
        assert_eq!(Step::Above.to(5, &[], Some(0)), Some(0));
        assert_eq!(Step::Below.to(5, &[], Some(1)), Some(2));
        assert_eq!(Step::First.to(5, &[], Some(3)), Some(0));
    }

    #[test]
    fn up_and_down_keep_the_place_in_a_row() {
        // Three rows of 4, 0, and 2 marks.
        let rows = [4, 0, 2];
        assert_eq!(Step::Below.to(6, &rows, Some(1)), Some(5));
        assert_eq!(Step::Below.to(6, &rows, Some(3)), Some(5));
        assert_eq!(Step::Above.to(6, &rows, Some(4)), Some(0));
        assert_eq!(Step::Above.to(6, &rows, Some(2)), Some(2));
        assert_eq!(Step::After.to(6, &rows, Some(3)), Some(4));
    }
}
