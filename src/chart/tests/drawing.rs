//! A drawing looked at as a document: whether it can be parsed, and whether anything is outside of it.

use crate::chart::layout::width;
use roxmltree::{Document, Node};

/// Half of the thickest line, and what rounding to a tenth may add.
const SLACK: f64 = 2.0;

/// Says what is wrong with a drawing.
pub fn check(svg: &str) -> Result<(), String> {
    let document = Document::parse(svg).map_err(|it| format!("{it}: {svg}"))?;
    let root = document.root_element();
    let view: Vec<f64> = numbers(root.attribute("viewBox").unwrap_or_default());
    let [_, _, wide, high] = view.as_slice() else {
        return Err("no viewBox".into());
    };
    if svg.contains("style=") {
        return Err("the content policy refuses inline styles".into());
    }
    let mut ids = std::collections::HashSet::new();
    for node in root.descendants().filter(Node::is_element) {
        if let Some(id) = node.attribute("id")
            && !ids.insert(id)
        {
            return Err(format!("two of the id {id}"));
        }
        for reference in node.attributes().filter_map(|it| it.value().strip_prefix("url(#")) {
            let id = reference.trim_end_matches(')');
            if !root.descendants().any(|it| it.attribute("id") == Some(id)) {
                return Err(format!("nothing has the id {id}"));
            }
        }
        if node.attribute("data-mark").is_some() {
            let title = node.children().find(|it| it.has_tag_name((SVG, "title")));
            if title.and_then(|it| it.text()).is_none_or(|it| it.trim().is_empty()) {
                return Err(format!("a mark without a sentence: {:?}", node.range()));
            }
        }
        if node.ancestors().any(|it| it.has_tag_name((SVG, "defs"))) {
            continue;
        }
        let (left, top) = moved(&node);
        for (x, y) in extent(&node).into_iter().map(|(x, y)| (x + left, y + top)) {
            let inside = (-SLACK..=wide + SLACK).contains(&x) && (-SLACK..=high + SLACK).contains(&y);
            if !inside {
                let text = &svg[node.range()];
                return Err(format!("({x}, {y}) is outside {wide} × {high}: {text}"));
            }
        }
    }
    Ok(())
}

const SVG: &str = "http://www.w3.org/2000/svg";

/// How many marks have a value, and how many have none.
pub fn marks(svg: &str) -> (usize, usize) {
    let document = Document::parse(svg).unwrap();
    let marks = document.descendants().filter(|it| it.attribute("data-mark").is_some());
    let (valued, bare): (Vec<_>, Vec<_>) = marks.partition(|it| it.attribute("data-value").is_some());
    (valued.len(), bare.len())
}

/// By how much the drawings it stands in are set off.
fn moved(node: &Node) -> (f64, f64) {
    let frames = node.ancestors().skip(1).filter(|it| it.has_tag_name((SVG, "svg")));
    frames.fold((0.0, 0.0), |(x, y), it| (x + attribute(&it, "x"), y + attribute(&it, "y")))
}

fn numbers(text: &str) -> Vec<f64> {
    text.split([' ', ',']).filter_map(|it| it.parse().ok()).collect()
}

fn attribute(node: &Node, name: &str) -> f64 {
    node.attribute(name).and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// The corners of what an element draws.
fn extent(node: &Node) -> Vec<(f64, f64)> {
    let at = |name: &str| attribute(node, name);
    match node.tag_name().name() {
        "rect" => {
            let (x, y) = (at("x"), at("y"));
            vec![(x, y), (x + at("width"), y + at("height"))]
        }
        "line" => vec![(at("x1"), at("y1")), (at("x2"), at("y2"))],
        "circle" => {
            let (x, y, r) = (at("cx"), at("cy"), at("r"));
            vec![(x - r, y - r), (x + r, y + r)]
        }
        "use" => vec![(at("x"), at("y"))],
        "path" => path(node.attribute("d").unwrap_or_default()),
        "text" => text(node),
        _ => Vec::new(),
    }
}

fn text(node: &Node) -> Vec<(f64, f64)> {
    let (x, y, size) = (attribute(node, "x"), attribute(node, "y"), attribute(node, "font-size"));
    // A part of a text may be smaller than the rest.
    let long = node.descendants().filter(Node::is_text).filter_map(|it| {
        let own = it.parent().and_then(|it| it.attribute("font-size")).and_then(|it| it.parse().ok());
        Some(width(it.text()?, own.unwrap_or(size)))
    });
    // The estimate leans to the wide side; a hundredth of it is not seen.
    let long = long.sum::<f64>() * 0.98;
    let start = match node.attribute("text-anchor") {
        Some("end") => -long,
        Some("middle") => -long / 2.0,
        _ => 0.0,
    };
    match node.attribute("transform") {
        Some(turned) if turned.starts_with("rotate(-90 ") => {
            vec![(x - size * 0.7, y - start), (x + size * 0.2, y - start - long)]
        }
        _ => vec![(x + start, y - size * 0.7), (x + start + long, y + size * 0.2)],
    }
}

/// Of the commands that the charts write: M, L, H, V, Z.
fn path(d: &str) -> Vec<(f64, f64)> {
    let mut places = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    for part in d.split_inclusive(|it: char| it.is_ascii_alphabetic()).collect::<Vec<_>>().windows(2) {
        let command = part[0].chars().last().unwrap_or_default();
        let values = numbers(part[1].trim_end_matches(|it: char| it.is_ascii_alphabetic()));
        match (command, values.as_slice()) {
            ('M' | 'L', [to_x, to_y]) => (x, y) = (*to_x, *to_y),
            ('H', [to]) => x = *to,
            ('V', [to]) => y = *to,
            _ => continue,
        }
        places.push((x, y));
    }
    places
}

#[test]
fn what_is_outside_or_broken_is_seen() {
    let svg = |inside: &str| format!(r#"<svg xmlns="{SVG}" viewBox="0 0 100 50">{inside}</svg>"#);
    assert!(check(&svg(r#"<path d="M0.0 0.0L90.0 10.0V40.0H10.0Z"/>"#)).is_ok());
    for wrong in [
        r#"<path d="M0.0 0.0L190.0 10.0"/>"#,
        r#"<path d="M0.0 0.0V-9.0"/>"#,
        r#"<text x="95" y="20" font-size="12">Phường</text>"#,
        r#"<rect x="0" y="40" width="10" height="20"/>"#,
        r##"<rect fill="url(#none)"/>"##,
        r#"<g data-mark=""/>"#,
        "<g>",
    ] {
        assert!(check(&svg(wrong)).is_err(), "{wrong}");
    }
}
