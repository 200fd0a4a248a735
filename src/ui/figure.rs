use super::reader::ChartReader;
use crate::text::use_lang;
use leptos::prelude::*;

/// A drawing with the same numbers as a table below it.
#[component]
pub fn ChartFigure(
    /// A drawing made by `crate::chart`; it is put into the page as it is.
    svg: String,
    #[prop(optional, into)] caption: Option<String>,
    #[prop(optional, into)] legend: ViewFnOnce,
    /// The table of the numbers drawn.
    children: Children,
) -> impl IntoView {
    view! {
        <figure class="figure">
            {caption.map(|it| view! { <figcaption>{it}</figcaption> })} <ChartReader svg />
            {legend.run()} <details>
                <summary>{use_lang().ui_figures()}</summary>
                <div class="table-scroll" tabindex="0" role="group" aria-label=use_lang().ui_figures()>
                    {children()}
                </div>
            </details>
        </figure>
    }
    .into_any()
}
