use super::{ChartFigure, Crumb, Page};
use crate::chart::cases::{Case, Drawing, Kind, drawing};
use crate::text::{Lang, use_lang};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

crate::texts! {
    charts_title: "Các loại biểu đồ", "Kinds of charts";
    charts_note: "Mỗi loại biểu đồ trong từng trường hợp của số liệu, để xem và để kiểm thử.", "Every kind of chart in every case of figures, to look at and to test.";
    charts_all: "Tất cả", "All";
    charts_bullets: "Thực hiện so với kế hoạch", "Actual against target";
    charts_trend: "Xu thế", "Trend";
    charts_spark: "Đường nhỏ trong dòng", "Word-sized line";
    charts_units: "So sánh đơn vị", "Comparison of units";
    charts_grid: "Đơn vị theo chỉ tiêu", "Units by indicator";
    charts_multiples: "Nhiều xu thế nhỏ", "Small multiples";
    charts_accumulation: "Lũy kế trong năm", "Accumulation in the year";
    charts_change: "Thay đổi giữa hai kỳ", "Change between two periods";
    charts_share: "Cơ cấu", "Share of parts";
    charts_full: "đầy đủ", "full";
    charts_mixed: "lẫn lộn", "mixed";
    charts_empty: "trống", "empty";
    charts_one: "một", "one";
    charts_negative: "số âm", "negative";
    charts_huge: "số rất lớn", "huge";
    charts_missing: "chưa có số liệu", "no figures";
    charts_not_applicable: "không áp dụng", "not applicable";
    charts_long_names: "tên dài", "long names";
    charts_many: "rất nhiều", "many";
    charts_finding: "Điều thấy được", "What it shows";
    charts_case: "Trường hợp", "Case";
}

fn kind_name(kind: Kind, t: Lang) -> &'static str {
    match kind {
        Kind::Bullets => t.charts_bullets(),
        Kind::Trend => t.charts_trend(),
        Kind::Spark => t.charts_spark(),
        Kind::Units => t.charts_units(),
        Kind::Grid => t.charts_grid(),
        Kind::Multiples => t.charts_multiples(),
        Kind::Accumulation => t.charts_accumulation(),
        Kind::Change => t.charts_change(),
        Kind::Share => t.charts_share(),
    }
}

fn case_name(case: Case, t: Lang) -> &'static str {
    match case {
        Case::Full => t.charts_full(),
        Case::Mixed => t.charts_mixed(),
        Case::Empty => t.charts_empty(),
        Case::One => t.charts_one(),
        Case::Negative => t.charts_negative(),
        Case::Huge => t.charts_huge(),
        Case::Missing => t.charts_missing(),
        Case::NotApplicable => t.charts_not_applicable(),
        Case::LongNames => t.charts_long_names(),
        Case::Many => t.charts_many(),
    }
}

fn address(kind: Option<Kind>) -> String {
    match kind {
        Some(kind) => format!("/dev/charts?kind={}", kind.word()),
        None => "/dev/charts".to_owned(),
    }
}

/// Every kind of chart; for those who build screens, and for tests. With `?kind=`, that kind in every case.
#[component]
pub fn ChartsPage() -> impl IntoView {
    let t = use_lang();
    let query = use_query_map();
    let chosen = move || {
        let word = query.with(|it| it.get("kind"));
        Kind::ALL.into_iter().find(|it| Some(it.word()) == word.as_deref())
    };
    let link = move |kind: Option<Kind>| {
        let name = kind.map_or(t.charts_all(), |it| kind_name(it, t));
        view! {
            <a class="tab" href=address(kind) aria-current=move || (chosen() == kind).then_some("page")>
                {name}
            </a>
        }
    };
    let links = std::iter::once(None).chain(Kind::ALL.into_iter().map(Some)).map(link).collect_view();
    let shown = move || match chosen() {
        Some(kind) => Case::ALL.into_iter().map(|case| figure(kind, case, t)).collect_view(),
        None => Kind::ALL.into_iter().map(|kind| figure(kind, Case::Full, t)).collect_view(),
    };
    view! {
        <Page title=t.charts_title() subtitle=t.charts_note() crumbs=vec![Crumb::new(t.ui_error_home(), "/")]>
            <nav class="tabs" aria-label=t.charts_title()>
                {links}
            </nav>
            <div class="stack">{shown}</div>
        </Page>
    }
}

fn figure(kind: Kind, case: Case, t: Lang) -> impl IntoView {
    let drawing = drawing(kind, case, t);
    let svg = drawing.for_any_width();
    let Drawing { finding, .. } = drawing;
    let name = format!("{} · {}", kind_name(kind, t), case_name(case, t));
    let heading = name.clone();
    view! {
        <section class="card" id=format!("figure-{}-{}", kind.word(), case.word()) aria-label=name.clone()>
            <ChartFigure svg caption=name.clone()>
                <table class="table">
                    <caption class="sr-only">{heading}</caption>
                    <tbody>
                        <tr>
                            <th scope="row">{t.charts_case()}</th>
                            <td>{case_name(case, t)}</td>
                        </tr>
                        <tr>
                            <th scope="row">{t.charts_finding()}</th>
                            <td>{finding.unwrap_or_else(|| "–".to_owned())}</td>
                        </tr>
                    </tbody>
                </table>
            </ChartFigure>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::ChartsPage;
    use crate::chart::cases::{Case, Kind};
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;
    use leptos_router::{components::Router, location::RequestUrl};

    fn page(address: &str) -> String {
        Owner::new().with(|| {
            provide_context(RequestUrl::new(address));
            provide_meta_context();
            view! {
                <Router>
                    <ChartsPage />
                </Router>
            }
            .to_html()
        })
    }

    #[test]
    fn every_kind_and_every_case_of_a_kind_are_shown() {
        let all = page("/dev/charts");
        for kind in Kind::ALL {
            assert!(all.contains(&format!(r#"id="figure-{}-full""#, kind.word())), "{kind:?}");
        }
        let units = page("/dev/charts?kind=units");
        for case in Case::ALL {
            assert!(units.contains(&format!(r#"id="figure-units-{}""#, case.word())), "{case:?}");
        }
        assert!(!units.contains("figure-trend") && !units.contains("style="));
    }

    #[test]
    fn the_page_holds_the_drawing_as_it_was_drawn() {
        use crate::chart::cases::drawing;
        let drawn = drawing(Kind::Change, Case::Full, crate::text::Lang::Vi).for_any_width();
        assert!(page("/dev/charts?kind=change").contains(&drawn));
    }
}
