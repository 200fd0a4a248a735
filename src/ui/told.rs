//! What a page is drawn from, told to the browser's program that takes the page over.

use crate::error::Result;
use leptos::prelude::*;
use leptos::server::codee::string::JsonSerdeCodec;
use leptos::server::codee::{Decoder, Encoder};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Error;
use std::result::Result as Either;

/// How it is told.
pub trait Telling: Send + Sync + 'static {
    /// What stands in the page before what is drawn, if anything does.
    fn beside<T: Serialize>(told: &T) -> Option<AnyView>;
}

/// Within the framework's own script, which spells each letter of it: the rule.
impl Telling for JsonSerdeCodec {
    fn beside<T: Serialize>(_: &T) -> Option<AnyView> {
        None
    }
}

/// In an element of its own, as it is: for pages that are drawn from much. Only one resource of a page may be told so.
pub struct Beside;

const ELEMENT: &str = "told";

impl Telling for Beside {
    fn beside<T: Serialize>(told: &T) -> Option<AnyView> {
        if !super::LOOKS_OVER {
            // It stands there already, where the server drew the page.
            return Some(element(String::new()));
        }
        let hydrates = Owner::current_shared_context().is_some_and(|it| it.get_is_hydrating());
        // `<` cannot close the element early.
        let json = || serde_json::to_string(told).unwrap_or_default().replace('<', "\\u003c");
        Some(if hydrates { element(json()) } else { ().into_any() })
    }
}

fn element(json: String) -> AnyView {
    view! { <script type="application/json" id=ELEMENT inner_html=json></script> }.into_any()
}

/// An answer is read from the element, a refusal is told in the framework's way.
impl<T: Serialize + 'static> Encoder<Result<T>> for Beside {
    type Error = Error;
    type Encoded = String;

    fn encode(answer: &Result<T>) -> Either<String, Error> {
        answer.as_ref().err().map_or_else(|| Ok(String::new()), serde_json::to_string)
    }
}

impl<T: DeserializeOwned + 'static> Decoder<Result<T>> for Beside {
    type Error = Error;
    type Encoded = str;

    fn decode(refusal: &str) -> Either<Result<T>, Error> {
        if !refusal.is_empty() {
            return serde_json::from_str(refusal).map(Err);
        }
        let element = document().get_element_by_id(ELEMENT);
        let told = element.and_then(|it| it.text_content()).unwrap_or_default();
        serde_json::from_str(&told).map(Ok)
    }
}

/// A resource that is told [`Beside`] the page.
pub fn told_beside<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetcher: impl Fn(S) -> F + Send + Sync + 'static,
) -> Resource<Result<T>, Beside>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T>> + Send + 'static,
{
    Resource::new_with_options(source, fetcher, false)
}
