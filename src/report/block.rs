//! A passage as it is read: blocks whose paragraphs keep their identity while they are rewritten.

use crate::indicator::{Figure, FigureState, Indicator};
use crate::number::Number;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

crate::words! {
    /// What a figure in a sentence says of its indicator.
    pub enum Shown {
        /// The figure itself.
        Value = "value",
        /// Its share of the target.
        Percent = "percent",
        Target = "target",
        /// How it moved since the same period last year.
        Change = "change",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    Paragraph {
        id: String,
        inline: Vec<Inline>,
    },
    Heading {
        id: String,
        /// 2 or 3: the page's own headings stand above.
        level: u8,
        inline: Vec<Inline>,
    },
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Table {
        rows: Vec<Vec<TableCell>>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCell {
    pub header: bool,
    /// How many columns and rows it spans, at least 1.
    pub columns: u8,
    pub rows: u8,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Inline {
    Text {
        text: String,
        #[serde(default, skip_serializing_if = "is_false")]
        strong: bool,
        #[serde(default, skip_serializing_if = "is_false")]
        em: bool,
    },
    /// A figure by reference: it says what the grid says.
    Figure {
        /// Code of the indicator.
        indicator: String,
        show: Shown,
        /// Nothing where the grid has no figure for it.
        amount: Option<Amount>,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(it: &bool) -> bool {
    !*it
}

/// What a figure in a sentence comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    pub number: Number,
    /// Decimal places it is shown with; none: as many as it has.
    pub places: Option<u32>,
    /// A share in per cent.
    pub percent: bool,
    /// A change, which is told by a word for its direction.
    pub change: bool,
}

crate::texts! {
    passage_table: "Bảng trong đoạn văn", "Table in the passage";
    figure_in_text_missing: "chưa có số liệu", "no figure yet";
    figure_in_text_up(by): "tăng {by}", "up {by}";
    figure_in_text_down(by): "giảm {by}", "down {by}";
    figure_in_text_level: "không đổi", "unchanged";
    figure_in_text_points(by): "{by} điểm %", "{by} percentage points";
}

impl Amount {
    /// What the grid's figure comes to, shown so; nothing where it is missing or has nothing to be held against.
    pub fn of(show: Shown, indicator: &Indicator, figure: &Figure) -> Option<Self> {
        let value = figure.value.filter(|_| figure.state == FigureState::Value);
        let bare = |number: Number| {
            let places = (indicator.decimals > 0 && (!number.is_whole() || indicator.is_percentage()))
                .then_some(indicator.decimals);
            Self { number, places, percent: indicator.is_percentage(), change: false }
        };
        match show {
            Shown::Value => value.map(bare),
            Shown::Target => figure.target.map(bare),
            Shown::Percent => {
                let number = value?.percent_of(figure.target?)?;
                Some(Self { number, places: Some(1), percent: true, change: false })
            }
            Shown::Change => {
                let moved = value?.minus(figure.prior?);
                if indicator.is_percentage() {
                    return Some(Self { number: moved, places: Some(1), percent: false, change: true });
                }
                let number = moved.percent_of(figure.prior?)?;
                Some(Self { number, places: Some(1), percent: true, change: true })
            }
        }
    }

    pub fn text(&self, t: Lang) -> String {
        let show = |number: Number| match self.places {
            Some(places) => number.show_places(t, places),
            None => number.show(t),
        };
        let sign = |text: String| if self.percent { format!("{text}%") } else { text };
        if !self.change {
            return sign(show(self.number));
        }
        let size = if self.number.is_negative() { Number::default().minus(self.number) } else { self.number };
        let by = if self.percent { sign(show(size)) } else { t.figure_in_text_points(show(size)) };
        match (self.number.round(self.places.unwrap_or(Number::PLACES)).is_zero(), self.number.is_negative())
        {
            (true, _) => t.figure_in_text_level().to_owned(),
            (false, true) => t.figure_in_text_down(by),
            (false, false) => t.figure_in_text_up(by),
        }
    }
}

impl Inline {
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), strong: false, em: false }
    }

    pub fn text(&self, t: Lang) -> String {
        match self {
            Self::Text { text, .. } => text.clone(),
            Self::Figure { amount, .. } => figure_text(amount.as_ref(), t),
        }
    }
}

/// What a figure in a sentence reads as.
pub fn figure_text(amount: Option<&Amount>, t: Lang) -> String {
    amount.map_or_else(|| t.figure_in_text_missing().to_owned(), |it| it.text(t))
}

/// A paragraph or heading, wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    pub id: &'a str,
    pub inline: &'a [Inline],
}

impl Line<'_> {
    pub fn text(&self, t: Lang) -> String {
        self.inline.iter().map(|it| it.text(t)).collect()
    }
}

impl Block {
    pub fn paragraph(id: impl Into<String>, text: &str) -> Self {
        let inline = if text.is_empty() { Vec::new() } else { vec![Inline::plain(text)] };
        Self::Paragraph { id: id.into(), inline }
    }

    /// What was written as plain text: a paragraph for each line, known by its place.
    pub fn of_body(body: &str) -> Vec<Self> {
        if body.trim().is_empty() {
            return Vec::new();
        }
        let lines = body.lines().enumerate();
        lines.map(|(at, line)| Self::paragraph(format!("line-{}", at + 1), line)).collect()
    }

    /// The paragraphs and headings among these, in reading order.
    pub fn lines(blocks: &[Self]) -> Vec<Line<'_>> {
        let mut found = Vec::new();
        for block in blocks {
            match block {
                Self::Paragraph { id, inline } | Self::Heading { id, inline, .. } => {
                    found.push(Line { id, inline });
                }
                Self::List { items, .. } => found.extend(items.iter().flat_map(|it| Self::lines(it))),
                Self::Table { rows } => {
                    found.extend(rows.iter().flatten().flat_map(|it| Self::lines(&it.blocks)));
                }
            }
        }
        found
    }

    /// The text alone, a line for each paragraph. The document is Vietnamese, so its figures are too.
    pub fn body(blocks: &[Self]) -> String {
        let lines: Vec<_> = Self::lines(blocks).iter().map(|it| it.text(Lang::Vi)).collect();
        lines.join("\n").trim().to_owned()
    }

    /// Looks every figure up again; says whether one of them changed.
    pub fn refresh(blocks: &mut [Self], look_up: &impl Fn(&str, Shown) -> Option<Amount>) -> bool {
        let mut changed = false;
        for block in blocks {
            match block {
                Self::Paragraph { inline, .. } | Self::Heading { inline, .. } => {
                    for it in inline {
                        if let Inline::Figure { indicator, show, amount } = it {
                            let now = look_up(indicator, *show);
                            changed |= now != *amount;
                            *amount = now;
                        }
                    }
                }
                Self::List { items, .. } => {
                    for item in items {
                        changed |= Self::refresh(item, look_up);
                    }
                }
                Self::Table { rows } => {
                    for cell in rows.iter_mut().flatten() {
                        changed |= Self::refresh(&mut cell.blocks, look_up);
                    }
                }
            }
        }
        changed
    }

    /// Whether these are the same but for the names of paragraphs and what figures come to.
    pub fn same_shape(some: &[Self], others: &[Self]) -> bool {
        let bare = |blocks: &[Self]| {
            let mut blocks = blocks.to_vec();
            Self::refresh(&mut blocks, &|_, _| None);
            Self::unname(&mut blocks);
            blocks
        };
        bare(some) == bare(others)
    }

    /// Takes the names of paragraphs away.
    pub fn unname(blocks: &mut [Self]) {
        for block in blocks {
            match block {
                Self::Paragraph { id, .. } | Self::Heading { id, .. } => id.clear(),
                Self::List { items, .. } => items.iter_mut().for_each(|it| Self::unname(it)),
                Self::Table { rows } => rows.iter_mut().flatten().for_each(|it| Self::unname(&mut it.blocks)),
            }
        }
    }

    /// Whether a figure stands in one of these.
    pub fn have_figures(blocks: &[Self]) -> bool {
        Self::lines(blocks).iter().flat_map(|it| it.inline).any(|it| matches!(it, Inline::Figure { .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_reads_back_the_same() {
        for body in ["", "Một câu.", "Đoạn một.\nĐoạn hai.", "Đoạn một.\n\nĐoạn ba."] {
            assert_eq!(Block::body(&Block::of_body(body)), body);
        }
    }

    #[test]
    fn a_figure_reads_as_the_grid_says() {
        let share =
            Amount { number: Number::from_stored(535_000), places: Some(1), percent: true, change: false };
        assert_eq!(share.text(Lang::Vi), "53,5%");
        let fall =
            Amount { number: Number::from_stored(-31_200), places: Some(1), percent: true, change: true };
        assert_eq!(fall.text(Lang::Vi), "giảm 3,1%");
        assert_eq!(fall.text(Lang::En), "down 3.1%");
        let points = Amount { percent: false, ..fall };
        assert_eq!(points.text(Lang::Vi), "giảm 3,1 điểm %");
        assert_eq!(figure_text(None, Lang::Vi), "chưa có số liệu");
    }

    #[test]
    fn blocks_cross_the_wire_unchanged() {
        let blocks = vec![
            Block::Heading { id: "a".into(), level: 2, inline: vec![Inline::plain("Kết quả")] },
            Block::List { ordered: true, items: vec![vec![Block::paragraph("b", "Một")]] },
            Block::Table {
                rows: vec![vec![TableCell {
                    header: true,
                    columns: 2,
                    rows: 1,
                    blocks: vec![Block::Paragraph {
                        id: "c".into(),
                        inline: vec![Inline::Figure {
                            indicator: "GD11".into(),
                            show: Shown::Percent,
                            amount: None,
                        }],
                    }],
                }]],
            },
        ];
        let text = serde_json::to_string(&blocks).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Block>>(&text).unwrap(), blocks);
        assert_eq!(Block::body(&blocks), "Kết quả\nMột\nchưa có số liệu");
    }
}
