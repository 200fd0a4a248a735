use super::layout::{cut, wrap};
use super::scale::number;
use super::svg::{Anchor, Frame, SURFACE, Svg, Voice};

const MARGIN: f64 = 16.0;
const HEADING: f64 = 16.0;
const SMALL: f64 = 11.0;

/// A drawing to stand alone, as a file that is downloaded: on white, with its heading above it and below it
/// where its figures come from. The heading is the chart's finding, where it has one.
pub fn sheet(svg: &str, heading: &str, source: &str) -> String {
    let Some((wide, high)) = size(svg) else {
        return svg.to_owned();
    };
    let lines = wrap(heading, HEADING, wide, 3);
    let top = MARGIN + if heading.is_empty() { 0.0 } else { lines.len() as f64 * 22.0 + 8.0 };
    let frame = Frame {
        id: "chart-sheet",
        class: "chart-sheet",
        title: heading,
        desc: source,
        width: wide + 2.0 * MARGIN,
        height: top + high + if source.is_empty() { 0.0 } else { 24.0 } + MARGIN,
    };
    Svg::draw(&frame, |sheet| {
        let ground = sheet.tag("rect").num("width", frame.width).num("height", frame.height);
        ground.attr("fill", SURFACE).close();
        for (index, line) in lines.iter().enumerate().filter(|it| !it.1.is_empty()) {
            let at = (MARGIN, MARGIN + 15.0 + 22.0 * index as f64);
            sheet.write(at, HEADING, Voice::Strong, Anchor::Start, line);
        }
        let place = format!(
            r#"<svg x="{}" y="{}" width="{}" height="{}""#,
            number(MARGIN),
            number(top),
            number(wide),
            number(high),
        );
        sheet.insert(&svg.replacen("<svg", &place, 1));
        let at = (MARGIN, frame.height - MARGIN);
        sheet.write(at, SMALL, Voice::Soft, Anchor::Start, &cut(source, SMALL, wide));
    })
}

/// From the drawing's own view box.
fn size(svg: &str) -> Option<(f64, f64)> {
    let (wide, high) = svg.split_once(r#"viewBox="0 0 "#)?.1.split_once('"')?.0.split_once(' ')?;
    Some((wide.parse().ok()?, high.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::cases::{Case, Kind, drawing};
    use crate::chart::tests::check;
    use crate::text::Lang;

    #[test]
    fn a_drawing_stands_under_its_heading() {
        let drawing = drawing(Kind::Units, Case::Full, Lang::Vi);
        let svg = sheet(&drawing.wide, "5/8 đơn vị <đạt>", "Nguồn: báo cáo 6 tháng");
        assert_eq!(check(&svg), Ok(()));
        assert!(
            svg.contains(">5/8 đơn vị &lt;đạt&gt;</text>") && svg.contains(">Nguồn: báo cáo 6 tháng</text>")
        );
        assert!(svg.contains(r#"<svg x="16.0" y="46.0" width="720.0""#));
    }

    #[test]
    fn what_is_no_drawing_stays_as_it_is() {
        assert_eq!(sheet("", "Tên", ""), "");
    }
}
