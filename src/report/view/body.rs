use crate::report::{Block, Inline, TableCell, figure_text};
use crate::route;
use crate::text::{Lang, use_lang};
use leptos::prelude::*;

/// A passage's text as it is read: headings, lists, tables, and figures as the grid has them.
#[component]
pub fn PassageBody(
    blocks: Vec<Block>,
    /// Among other units' passages: a heading is a line in bold, not a heading of the page.
    #[prop(optional)]
    flat: bool,
) -> impl IntoView {
    let t = use_lang();
    let mut blocks = blocks;
    if flat {
        Block::unname(&mut blocks);
        blocks = blocks.into_iter().map(flattened).collect();
    }
    view! { <div class="prose">{drawn(blocks, t)}</div> }.into_any()
}

fn flattened(block: Block) -> Block {
    let Block::Heading { id, mut inline, .. } = block else {
        return block;
    };
    for it in &mut inline {
        if let Inline::Text { strong, .. } = it {
            *strong = true;
        }
    }
    Block::Paragraph { id, inline }
}

fn drawn(blocks: Vec<Block>, t: Lang) -> Vec<AnyView> {
    blocks.into_iter().filter_map(|it| block(it, t)).collect()
}

fn block(block: Block, t: Lang) -> Option<AnyView> {
    let drawn_block = match block {
        Block::Paragraph { inline, .. } if is_blank(&inline, t) => return None,
        Block::Paragraph { id, inline } => view! { <p data-block=name(id)>{line(inline, t)}</p> }.into_any(),
        // The section above is headed at the third level.
        Block::Heading { id, level: 3, inline } => {
            view! { <h5 data-block=name(id)>{line(inline, t)}</h5> }.into_any()
        }
        Block::Heading { id, inline, .. } => {
            view! { <h4 data-block=name(id)>{line(inline, t)}</h4> }.into_any()
        }
        Block::List { ordered, items } => {
            let items: Vec<_> = items.into_iter().map(|it| view! { <li>{drawn(it, t)}</li> }).collect();
            if ordered {
                view! { <ol>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }
        }
        Block::Table { rows } => {
            let rows: Vec<_> = rows
                .into_iter()
                .map(|row| {
                    let cells: Vec<_> = row.into_iter().map(|it| cell(it, t)).collect();
                    view! { <tr>{cells}</tr> }
                })
                .collect();
            view! {
                <div class="table-scroll" tabindex="0" role="region" aria-label=t.passage_table()>
                    <table class="table">
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }
    };
    Some(drawn_block)
}

/// A comment finds its paragraph by it; among other units' passages there are none.
fn name(id: String) -> Option<String> {
    (!id.is_empty()).then_some(id)
}

fn cell(cell: TableCell, t: Lang) -> AnyView {
    let TableCell { header, columns, rows, blocks } = cell;
    let columns = (columns > 1).then_some(columns);
    let rows = (rows > 1).then_some(rows);
    let inner = drawn(blocks, t);
    if header {
        view! { <th colspan=columns rowspan=rows>{inner}</th> }.into_any()
    } else {
        view! { <td colspan=columns rowspan=rows>{inner}</td> }.into_any()
    }
}

fn is_blank(inline: &[Inline], t: Lang) -> bool {
    inline.iter().all(|it| it.text(t).trim().is_empty())
}

fn line(pieces: Vec<Inline>, t: Lang) -> Vec<AnyView> {
    pieces.into_iter().map(|it| piece(it, t)).collect()
}

fn piece(inline: Inline, t: Lang) -> AnyView {
    match inline {
        Inline::Text { text, strong: true, em: true } => {
            view! { <strong><em>{text}</em></strong> }.into_any()
        }
        Inline::Text { text, strong: true, .. } => view! { <strong>{text}</strong> }.into_any(),
        Inline::Text { text, em: true, .. } => view! { <em>{text}</em> }.into_any(),
        Inline::Text { text, .. } => view! { {text} }.into_any(),
        Inline::Figure { indicator, amount, .. } => view! {
            <a class="figure-in-text" href=route::indicator(&indicator) title=indicator.clone()>
                {figure_text(amount.as_ref(), t)}
            </a>
        }
        .into_any(),
    }
}
