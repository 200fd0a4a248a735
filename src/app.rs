//! Routes, and the frame around every page.

use crate::actor::Permission;
use crate::bloc::{ConsolidatedPage, PeriodPage, PeriodsPage, TracedReportPage};
use crate::compare::ComparePage;
use crate::desk::DeskPage;
use crate::identity::{AccountPage, LoginPage};
use crate::indicator::{
    CatalogueImportPage, CataloguePage, CataloguePreviewPage, CoveragePage, EntryEditPage, EntryPage,
    IndicatorsPage, TargetsPage,
};
use crate::meeting::{
    AgendaPage, AttendPage, LivePage, MeetingsPage, MetIndicatorPage, MinutesPage, PlanPage, ReplayPage,
    ScreenPage,
};
use crate::notice::{Bell, NoticesPage};
use crate::regime::{
    AdminPage, CalendarPage, CheckPage, ChecksPage, OpenPeriodPage, OutlinePage, RegimeEditPage, RegimePage,
    RegimesPage, ReportersPage,
};
use crate::report::{
    FigurePage, ImportPage, ImportPreviewPage, ReportEditPage, ReportHistoryPage, ReportStepPage, ReportsPage,
};
use crate::route;
use crate::sector::{SectorPage, SectorsPage};
use crate::task::{TaskPage, TasksPage};
use crate::text::use_lang;
use crate::ui::{ChartsPage, Frame, GalleryPage, IconName, MissingPage, NavItem};
use crate::visit::{provide_visit, use_visit};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route, Router, Routes},
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
            <Routes fallback=FramedMissing>
                <Route path=path!("/login") view=LoginPage ssr=WHOLE />
                <Route path=path!("/meetings/:id/live") view=LivePage ssr=WHOLE />
                <Route path=path!("/meetings/:id/screen") view=ScreenPage ssr=WHOLE />
                <ParentRoute path=path!("") view=Framed>
                    <Route path=path!("/") view=DeskPage ssr=WHOLE />
                    <Route path=path!("/account") view=AccountPage ssr=WHOLE />
                    <Route path=path!("/periods") view=PeriodsPage ssr=WHOLE />
                    <Route path=path!("/periods/open") view=OpenPeriodPage ssr=WHOLE />
                    <Route path=path!("/admin") view=AdminPage ssr=WHOLE />
                    <Route path=path!("/admin/regimes") view=RegimesPage ssr=WHOLE />
                    <Route path=path!("/admin/regimes/new") view=RegimeEditPage ssr=WHOLE />
                    <Route path=path!("/admin/regimes/:code") view=RegimePage ssr=WHOLE />
                    <Route path=path!("/admin/regimes/:code/edit") view=RegimeEditPage ssr=WHOLE />
                    <Route path=path!("/admin/regimes/:code/outline") view=OutlinePage ssr=WHOLE />
                    <Route path=path!("/admin/regimes/:code/units") view=ReportersPage ssr=WHOLE />
                    <Route path=path!("/admin/checks") view=ChecksPage ssr=WHOLE />
                    <Route path=path!("/admin/checks/rule") view=CheckPage ssr=WHOLE />
                    <Route path=path!("/admin/catalogue") view=CataloguePage ssr=WHOLE />
                    <Route path=path!("/admin/catalogue/new") view=EntryEditPage ssr=WHOLE />
                    <Route path=path!("/admin/catalogue/import") view=CatalogueImportPage ssr=WHOLE />
                    <Route path=path!("/admin/catalogue/imports/:import") view=CataloguePreviewPage ssr=WHOLE />
                    <Route path=path!("/admin/catalogue/:code") view=EntryPage ssr=WHOLE />
                    <Route path=path!("/admin/catalogue/:code/edit") view=EntryEditPage ssr=WHOLE />
                    <Route path=path!("/admin/targets") view=TargetsPage ssr=WHOLE />
                    <Route path=path!("/admin/holidays") view=CalendarPage ssr=WHOLE />
                    <Route path=path!("/periods/:code") view=PeriodPage ssr=WHOLE />
                    <Route path=path!("/periods/:code/consolidated") view=ConsolidatedPage ssr=WHOLE />
                    <Route path=path!("/reports") view=ReportsPage ssr=WHOLE />
                    <Route path=path!("/reports/:id") view=TracedReportPage ssr=WHOLE />
                    <Route path=path!("/reports/:id/edit") view=ReportEditPage ssr=WHOLE />
                    <Route path=path!("/reports/:id/steps/:step") view=ReportStepPage ssr=WHOLE />
                    <Route path=path!("/reports/:id/history") view=ReportHistoryPage ssr=WHOLE />
                    <Route path=path!("/reports/:id/figures/:code") view=FigurePage ssr=WHOLE />
                    <Route path=path!("/reports/:id/import") view=ImportPage ssr=WHOLE />
                    <Route path=path!("/reports/:id/imports/:import") view=ImportPreviewPage ssr=WHOLE />
                    <Route path=path!("/indicators") view=IndicatorsPage ssr=WHOLE />
                    <Route path=path!("/indicators/coverage") view=CoveragePage ssr=WHOLE />
                    <Route path=path!("/indicators/:code") view=MetIndicatorPage ssr=WHOLE />
                    <Route path=path!("/compare") view=ComparePage ssr=WHOLE />
                    <Route path=path!("/sectors") view=SectorsPage ssr=WHOLE />
                    <Route path=path!("/sectors/:code") view=SectorPage ssr=WHOLE />
                    <Route path=path!("/meetings") view=MeetingsPage ssr=WHOLE />
                    <Route path=path!("/meetings/:id") view=AgendaPage ssr=WHOLE />
                    <Route path=path!("/meetings/:id/plan") view=PlanPage ssr=WHOLE />
                    <Route path=path!("/meetings/:id/attend") view=AttendPage ssr=WHOLE />
                    <Route path=path!("/meetings/:id/minutes") view=MinutesPage ssr=WHOLE />
                    <Route path=path!("/meetings/:id/replay") view=ReplayPage ssr=WHOLE />
                    <Route path=path!("/tasks") view=TasksPage ssr=WHOLE />
                    <Route path=path!("/tasks/:id") view=TaskPage ssr=WHOLE />
                    <Route path=path!("/notices") view=NoticesPage ssr=WHOLE />
                    <Route path=path!("/dev/components") view=GalleryPage ssr=WHOLE />
                    <Route path=path!("/dev/charts") view=ChartsPage ssr=WHOLE />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The frame with the sections, around all pages but those that take the whole screen.
#[component]
fn Framed() -> impl IntoView {
    view! { <Frame items=sections() tools=|| view! { <Bell /> }><Outlet /></Frame> }
}

#[component]
fn FramedMissing() -> impl IntoView {
    view! { <Frame items=sections()><MissingPage /></Frame> }
}

fn sections() -> Vec<NavItem> {
    let t = use_lang();
    let mut sections = vec![
        NavItem::new(t.nav_home(), route::HOME, IconName::Home),
        NavItem::new(t.nav_meetings(), route::MEETINGS, IconName::Calendar),
        NavItem::new(t.nav_sectors(), route::SECTORS, IconName::Sector),
        NavItem::new(t.nav_indicators(), route::INDICATORS, IconName::Chart),
        NavItem::new(t.nav_tasks(), route::TASKS, IconName::Task),
        NavItem::new(t.nav_reports(), route::REPORTS, IconName::Report),
        NavItem::new(t.nav_periods(), route::PERIODS, IconName::Period),
    ];
    if use_visit().actor.is_some_and(|it| it.may_somewhere(Permission::ManageRegimes)) {
        sections.push(NavItem::new(t.nav_admin(), route::ADMIN, IconName::Settings));
    }
    sections
}
