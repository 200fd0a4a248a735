use super::form::Form;
use super::saved::Views;
use super::table::CompareTable;
use crate::compare::api::show_comparison;
use crate::compare::{CompareSheet, plot, shape};
use crate::route;
use crate::text::use_lang;
use crate::ui::{Card, ChartFigure, ChartFiles, Crumb, EmptyState, IconName, Loaded, Page, told_beside};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// `/compare`: everything it shows stands in its address.
#[component]
pub fn ComparePage() -> impl IntoView {
    let search = use_location().search;
    let sheet = told_beside(move || search.get(), show_comparison);
    view! {
        <Loaded resource=sheet let:sheet>
            <Compared sheet />
        </Loaded>
    }
}

#[component]
fn Compared(sheet: CompareSheet) -> impl IntoView {
    let t = use_lang();
    let shown = sheet.shown.clone();
    let query = sheet.asked.query();
    let chosen = shown.as_ref().and_then(|it| shape(it, sheet.asked.shape));
    let drawn = shown.as_ref().zip(chosen).and_then(|(of, shape)| plot(of, shape, sheet.today, "compare", t));
    let today = sheet.today;
    let figure = drawn.zip(shown).map(|(plot, of)| {
        let finding = plot.finding();
        let title = finding.unwrap_or_else(|| t.compare_table().to_owned());
        view! {
            <Card title=title>
                <ChartFigure svg=plot.for_any_width() caption=plot.title().to_owned()>
                    <CompareTable of=of today />
                </ChartFigure>
                <ChartFiles query=query.clone() />
            </Card>
        }
    });
    let empty = figure.is_none();
    let crumbs = vec![Crumb::new(t.indicators_title(), route::INDICATORS)];
    view! {
        <Page title=t.compare_title() subtitle=t.compare_note().to_owned() crumbs>
            {figure}
            {empty
                .then(|| {
                    view! {
                        <EmptyState
                            icon=IconName::Chart
                            title=t.compare_nothing()
                            text=t.compare_nothing_note()
                        />
                    }
                })}
            <Form sheet=sheet.clone() />
            <Views sheet />
        </Page>
    }
    .into_any()
}
