mod edit;
mod entry;
mod import;
mod list;
mod preview;

pub use edit::EntryEditPage;
pub use entry::EntryPage;
pub use import::CatalogueImportPage;
pub use list::CataloguePage;
pub use preview::CataloguePreviewPage;

use crate::error::FieldErrors;
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{Banner, Crumb, Tone};
use leptos::prelude::*;

/// The way to the dictionary.
fn crumbs(t: Lang) -> Vec<Crumb> {
    vec![Crumb::new(t.nav_admin(), route::ADMIN), Crumb::new(t.catalogue(), route::CATALOGUE)]
}

/// The sentence beside a field, as the page was drawn.
pub fn told(errors: &FieldErrors, field: &str, t: Lang) -> Signal<Option<String>> {
    Signal::stored(errors.on(field).map(|it| it.message(t)))
}

/// Why a form was not taken, above its fields.
#[component]
pub fn NotTaken(errors: FieldErrors, #[prop(optional_no_strip)] refused: Option<String>) -> impl IntoView {
    let t = use_lang();
    let mend = (!errors.0.is_empty()).then(|| t.entry_mend().to_owned());
    refused.or(mend).map(|words| {
        view! {
            <div role="alert">
                <Banner tone=Tone::Danger>
                    <p>{words}</p>
                </Banner>
            </div>
        }
    })
}
