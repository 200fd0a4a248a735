//! Comments on a paragraph or a cell of a report, between those who write it and the office that receives it.
//!
//! `CommentBook::provide(&sheet)` once a page; below it `<PassageComments passage/>` beside a passage,
//! `<CellComments indicator column/>` beside a cell, `<FigureComments indicators/>` under a table.

mod model;
mod place;
mod text;
mod view;

pub use model::{
    Anchor, AnchorState, Audience, Comment, CommentInput, Comments, Mentionable, Thread, audience,
    begins_inner, may_comment, mentioned,
};
pub use view::{CellComments, CommentBook, CommentCount, FigureComments, GoneComments, PassageComments};
