//! What a comment may be about: the paragraphs of a passage as they stand on the page at that moment.

use leptos::prelude::document;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, Node};

/// Carries a paragraph's identity, where it is read and where it is written.
const BLOCK: &str = "data-block";

/// A passage's paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Identity and words of each that has words, in reading order.
    pub lines: Vec<(String, String)>,
    /// The one that is selected, or that the caret is in.
    pub here: Option<String>,
}

impl Places {
    /// Reads the passage around an element. Browser only.
    pub fn around(inner: &Element) -> Self {
        let Some(passage) = inner.closest(".passage").ok().flatten() else { return Self::default() };
        let found = call(&passage, "querySelectorAll", &[format!("[{BLOCK}]").into()]);
        let blocks = found.map(|it| js_sys::Array::from(&it)).unwrap_or_default();
        let lines: Vec<_> = blocks
            .iter()
            .filter_map(|it| it.dyn_into::<Element>().ok())
            .filter_map(|it| Some((it.get_attribute(BLOCK)?, words(&it))))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        let here = selected(&passage).filter(|it| lines.iter().any(|(id, _)| id == it));
        Self { lines, here }
    }
}

/// What stands in a paragraph, without the names of those whose cursors stand in it.
fn words(block: &Element) -> String {
    let Some(copy) = block.clone_node_with_deep(true).ok().and_then(|it| it.dyn_into::<Element>().ok())
    else {
        return String::new();
    };
    while let Ok(Some(cursor)) = copy.query_selector(".writer-cursor") {
        cursor.remove();
    }
    copy.text_content().unwrap_or_default().trim().to_owned()
}

/// The paragraph of the passage in which the selection begins or ends.
fn selected(passage: &Element) -> Option<String> {
    let selection = call(&document(), "getSelection", &[])?;
    ["anchorNode", "focusNode"].iter().find_map(|end| {
        let node: Node = js_sys::Reflect::get(&selection, &JsValue::from_str(end)).ok()?.dyn_into().ok()?;
        let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
        let block = element.closest(&format!("[{BLOCK}]")).ok()??;
        passage.contains(Some(&block)).then(|| block.get_attribute(BLOCK))?
    })
}

/// Calls what the program would else have to bring a binding for.
fn call(target: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: js_sys::Function =
        js_sys::Reflect::get(target, &JsValue::from_str(method)).ok()?.dyn_into().ok()?;
    let arguments: js_sys::Array = arguments.iter().collect();
    function.apply(target, &arguments).ok().filter(|it| !it.is_null() && !it.is_undefined())
}
