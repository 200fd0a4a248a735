//! Routes, and the frame around every page.

use crate::bloc::{ConsolidatedPage, PeriodPage, PeriodsPage};
use crate::desk::DeskPage;
use crate::identity::{AccountPage, LoginPage};
use crate::indicator::{IndicatorPage, IndicatorsPage};
use crate::meeting::{AgendaPage, LivePage, MeetingsPage, MinutesPage, PlanPage, ScreenPage};
use crate::report::{ReportEditPage, ReportHistoryPage, ReportPage, ReportsPage};
use crate::sector::{SectorPage, SectorsPage};
use crate::task::{TaskPage, TasksPage};
use crate::ui::{GalleryPage, MissingPage};
use crate::visit::provide_visit;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// Every page waits for what it shows before it is sent, so that it is whole without JavaScript and can
/// answer with its own status.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_visit();
    const WHOLE: SsrMode = SsrMode::Async;
    view! {
        <Router>
            <Routes fallback=MissingPage>
                <Route path=path!("/") view=DeskPage ssr=WHOLE />
                <Route path=path!("/login") view=LoginPage ssr=WHOLE />
                <Route path=path!("/account") view=AccountPage ssr=WHOLE />
                <Route path=path!("/periods") view=PeriodsPage ssr=WHOLE />
                <Route path=path!("/periods/:code") view=PeriodPage ssr=WHOLE />
                <Route path=path!("/periods/:code/consolidated") view=ConsolidatedPage ssr=WHOLE />
                <Route path=path!("/reports") view=ReportsPage ssr=WHOLE />
                <Route path=path!("/reports/:id") view=ReportPage ssr=WHOLE />
                <Route path=path!("/reports/:id/edit") view=ReportEditPage ssr=WHOLE />
                <Route path=path!("/reports/:id/history") view=ReportHistoryPage ssr=WHOLE />
                <Route path=path!("/indicators") view=IndicatorsPage ssr=WHOLE />
                <Route path=path!("/indicators/:code") view=IndicatorPage ssr=WHOLE />
                <Route path=path!("/sectors") view=SectorsPage ssr=WHOLE />
                <Route path=path!("/sectors/:code") view=SectorPage ssr=WHOLE />
                <Route path=path!("/meetings") view=MeetingsPage ssr=WHOLE />
                <Route path=path!("/meetings/:id") view=AgendaPage ssr=WHOLE />
                <Route path=path!("/meetings/:id/plan") view=PlanPage ssr=WHOLE />
                <Route path=path!("/meetings/:id/live") view=LivePage ssr=WHOLE />
                <Route path=path!("/meetings/:id/screen") view=ScreenPage ssr=WHOLE />
                <Route path=path!("/meetings/:id/minutes") view=MinutesPage ssr=WHOLE />
                <Route path=path!("/tasks") view=TasksPage ssr=WHOLE />
                <Route path=path!("/tasks/:id") view=TaskPage ssr=WHOLE />
                <Route path=path!("/dev/components") view=GalleryPage ssr=WHOLE />
            </Routes>
        </Router>
    }
}
