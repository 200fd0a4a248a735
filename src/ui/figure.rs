use super::reader::ChartReader;
use crate::route;
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

/// What a comparison shows, to take along: its table and its chart as files.
#[component]
pub fn ChartFiles(
    /// The comparison, as its address spells it.
    query: String,
) -> impl IntoView {
    let files = ["table.csv", "table.xlsx", "chart.svg", "chart.png"].into_iter().map(|name| {
        let word = name.rsplit('.').next().unwrap_or_default().to_uppercase();
        view! {
            <a href=route::compare_file(name, &query) rel="external">
                {word}
            </a>
        }
    });
    let files = files.collect_view();
    view! {
        <p class="row no-print" data-downloads="true">
            <span>{use_lang().ui_download()}</span>
            {files}
        </p>
    }
    .into_any()
}
