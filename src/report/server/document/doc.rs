//! One report's document in memory: a root for each passage, of the nodes that a passage may hold.

use super::scan::{Malformed, SERVER, Scan};
use crate::id::PassageId;
use crate::report::{Amount, Block, Inline, PassageEdit, Shown, TableCell};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use yrs::types::Attrs;
use yrs::types::text::YChange;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, BranchID, ClientID, Doc, OffsetKind, Options, Out, ReadTxn, StateVector, Text, Transact,
    TransactionMut, Update, WriteTxn, Xml, XmlElementPrelim, XmlElementRef, XmlFragment, XmlFragmentRef,
    XmlOut, XmlTextPrelim, XmlTextRef,
};

/// The longest passage, in bytes: a Vietnamese character takes up to three.
const LONGEST_PASSAGE: usize = 3 * PassageEdit::LONGEST as usize;
/// How deep nodes may stand in one another.
const DEEPEST: usize = 12;
/// The most nodes and pieces of text that a passage may have.
const MOST_NODES: usize = 10_000;

/// Characters that may be typed into what is there before it is measured again.
const UNMEASURED: usize = 1_000;

/// What a figure in a sentence comes to, by the indicator's code.
pub type LookUp<'a> = dyn Fn(&str, Shown) -> Option<Amount> + 'a;

/// A document is changed only through these functions. One that has refused an update is spoilt: it must be
/// dropped and read again.
pub struct Document {
    doc: Doc,
    /// Characters that were typed since the passages were last measured.
    unmeasured: usize,
}

fn root(passage: PassageId) -> String {
    format!("p:{passage}")
}

impl Document {
    pub fn empty() -> Self {
        let mut options = Options::with_client_id(ClientID::new(SERVER.into()));
        options.offset_kind = OffsetKind::Bytes;
        // What the server tidied by itself would be in no stored update.
        options.cleanup_formatting = false;
        Self { doc: Doc::with_options(options), unmeasured: 0 }
    }

    /// Takes an update in, and says whether it held anything new.
    ///
    /// # Errors
    /// [`Malformed`] for what the library cannot read or what goes beyond the limits of a passage.
    pub fn apply(&mut self, scan: &Scan, bytes: &[u8]) -> Result<bool, Malformed> {
        let changed = self.load(bytes)?;
        self.unmeasured += scan.characters;
        if scan.nodes > 0 || self.unmeasured > UNMEASURED {
            for passage in self.passages() {
                self.check(passage)?;
            }
            self.unmeasured = 0;
        }
        Ok(changed)
    }

    /// Takes in what was checked before it was stored.
    pub fn load(&mut self, bytes: &[u8]) -> Result<bool, Malformed> {
        let update = Update::decode_v1(bytes).map_err(|_| Malformed)?;
        let mut txn = self.doc.transact_mut();
        txn.apply_update(update).map_err(|_| Malformed)?;
        let changed = txn.has_changes();
        drop(txn);
        if self.doc.transact().has_missing_updates() { Err(Malformed) } else { Ok(changed) }
    }

    pub fn state(&self) -> StateVector {
        self.doc.transact().state_vector()
    }

    pub fn vector(&self) -> Vec<u8> {
        self.state().encode_v1()
    }

    /// What someone who has this state lacks.
    pub fn lacking(&self, state: &StateVector) -> Vec<u8> {
        self.doc.transact().encode_diff_v1(state)
    }

    /// All of it as one update.
    pub fn whole(&self) -> Vec<u8> {
        self.lacking(&StateVector::default())
    }

    /// Passages that have a root here.
    pub fn passages(&self) -> Vec<PassageId> {
        let txn = self.doc.transact();
        let mut found: Vec<PassageId> =
            txn.root_refs().filter_map(|(name, _)| name.strip_prefix("p:")?.parse().ok()).collect();
        found.sort();
        found
    }

    fn fragment(&self, txn: &mut TransactionMut, passage: PassageId) -> XmlFragmentRef {
        txn.get_or_insert_xml_fragment(root(passage))
    }

    /// Whether nothing stands in the passage's root, not even an empty paragraph.
    pub fn is_bare(&self, passage: PassageId) -> bool {
        let mut txn = self.doc.transact_mut();
        let fragment = self.fragment(&mut txn, passage);
        fragment.len(&txn) == 0
    }

    fn check(&self, passage: PassageId) -> Result<(), Malformed> {
        let mut txn = self.doc.transact_mut();
        let fragment = self.fragment(&mut txn, passage);
        let (mut nodes, mut length) = (0, 0);
        let mut open: Vec<(XmlOut, usize)> = fragment.children(&txn).map(|it| (it, 1)).collect();
        while let Some((node, depth)) = open.pop() {
            nodes += 1;
            match node {
                XmlOut::Text(text) => length += text.len(&txn) as usize,
                XmlOut::Element(element) => open.extend(element.children(&txn).map(|it| (it, depth + 1))),
                XmlOut::Fragment(_) => return Err(Malformed),
            }
            if depth > DEEPEST || nodes > MOST_NODES || length > LONGEST_PASSAGE {
                return Err(Malformed);
            }
        }
        Ok(())
    }

    /// The passage as it reads. What stands where it may not is left out or read as a paragraph.
    pub fn read(&self, passage: PassageId, look_up: &LookUp) -> Vec<Block> {
        let mut txn = self.doc.transact_mut();
        let fragment = self.fragment(&mut txn, passage);
        let mut reading = Reading { txn: &txn, look_up, seen: HashSet::new() };
        let blocks = reading.blocks(fragment.children(&txn).collect(), 0);
        let empty = Block::lines(&blocks).iter().all(|it| it.inline.is_empty());
        if empty { Vec::new() } else { blocks }
    }

    /// Makes the passage read as this plain text, a paragraph for each line, with the fewest changes: what
    /// others write at the same time stays. Returns the update, empty when it read so already.
    pub fn rewrite(&mut self, passage: PassageId, body: &str, look_up: &LookUp) -> Vec<u8> {
        let mut txn = self.doc.transact_mut();
        let fragment = self.fragment(&mut txn, passage);
        Writing { txn: &mut txn, look_up }.rewrite(&fragment, body);
        if txn.has_changes() { txn.encode_update_v1() } else { Vec::new() }
    }

    /// Writes blocks into a passage that is bare; for a version that is restored and for tests.
    pub fn write(&mut self, passage: PassageId, blocks: &[Block]) -> Vec<u8> {
        let mut txn = self.doc.transact_mut();
        let fragment = self.fragment(&mut txn, passage);
        let length = fragment.len(&txn);
        fragment.remove_range(&mut txn, 0, length);
        write_blocks(&mut txn, &Home::Root(fragment), blocks);
        if txn.has_changes() { txn.encode_update_v1() } else { Vec::new() }
    }
}

struct Reading<'a, T: ReadTxn> {
    txn: &'a T,
    look_up: &'a LookUp<'a>,
    seen: HashSet<String>,
}

impl<T: ReadTxn> Reading<'_, T> {
    fn blocks(&mut self, nodes: Vec<XmlOut>, depth: usize) -> Vec<Block> {
        nodes.into_iter().filter_map(|it| self.block(it, depth)).collect()
    }

    fn block(&mut self, node: XmlOut, depth: usize) -> Option<Block> {
        let XmlOut::Element(element) = node else {
            return None;
        };
        if depth > DEEPEST {
            return None;
        }
        let children: Vec<_> = element.children(self.txn).collect();
        match element.tag().as_ref() {
            "paragraph" => Some(Block::Paragraph { id: self.id(&element), inline: self.inline(children) }),
            "heading" => {
                let level =
                    if attribute(self.txn, &element, "level").as_deref() == Some("3") { 3 } else { 2 };
                Some(Block::Heading { id: self.id(&element), level, inline: self.inline(children) })
            }
            tag @ ("bullet_list" | "ordered_list") => {
                let items: Vec<_> = self.inside(children, &["list_item"], depth).collect();
                (!items.is_empty()).then_some(Block::List { ordered: tag == "ordered_list", items })
            }
            "table" => {
                let rows: Vec<_> =
                    elements(children, &["table_row"]).map(|row| self.row(&row, depth)).collect();
                rows.iter().any(|it| !it.is_empty()).then_some(Block::Table { rows })
            }
            _ => None,
        }
    }

    fn inside<'b>(
        &'b mut self,
        children: Vec<XmlOut>,
        tags: &'static [&'static str],
        depth: usize,
    ) -> impl Iterator<Item = Vec<Block>> + 'b {
        elements(children, tags).map(move |it| {
            let inner = it.children(self.txn).collect();
            self.blocks(inner, depth + 2)
        })
    }

    fn row(&mut self, row: &XmlElementRef, depth: usize) -> Vec<TableCell> {
        let cells = elements(row.children(self.txn).collect(), &["table_cell", "table_header"]);
        let span = |it: Option<String>| it.and_then(|it| it.parse().ok()).unwrap_or(1_u8).clamp(1, 50);
        cells
            .map(|cell| TableCell {
                header: cell.tag().as_ref() == "table_header",
                columns: span(attribute(self.txn, &cell, "colspan")),
                rows: span(attribute(self.txn, &cell, "rowspan")),
                blocks: self.blocks(cell.children(self.txn).collect(), depth + 3),
            })
            .collect()
    }

    /// The block's name; one without, or one that another block has already, is called by where it comes from.
    fn id(&mut self, element: &XmlElementRef) -> String {
        let origin = match AsRef::<yrs::branch::Branch>::as_ref(element).id() {
            BranchID::Nested(id) => format!("{:x}-{:x}", id.client.get(), id.clock),
            BranchID::Root(name) => name.to_string(),
        };
        let given = attribute(self.txn, element, "id").filter(|it| {
            !it.is_empty()
                && it.len() <= 40
                && it.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_')
        });
        match given {
            Some(given) if self.seen.insert(given.clone()) => given,
            _ => {
                self.seen.insert(origin.clone());
                origin
            }
        }
    }

    fn inline(&self, children: Vec<XmlOut>) -> Vec<Inline> {
        let mut found: Vec<Inline> = Vec::new();
        for child in children {
            match child {
                XmlOut::Text(text) => {
                    for piece in text.diff(self.txn, YChange::identity) {
                        let Out::Any(Any::String(piece_text)) = piece.insert else { continue };
                        let marked = |name: &str| {
                            piece
                                .attributes
                                .as_ref()
                                .and_then(|it| it.get(name))
                                .is_some_and(|it| !matches!(it, Any::Null | Any::Undefined))
                        };
                        join(&mut found, &piece_text, marked("strong"), marked("em"));
                    }
                }
                XmlOut::Element(element) => found.extend(figure(self.txn, &element, self.look_up)),
                XmlOut::Fragment(_) => {}
            }
        }
        // Composed once it is whole: a mark may have been typed after its letter, in another piece.
        for it in &mut found {
            if let Inline::Text { text, .. } = it {
                *text = clean(text);
            }
        }
        found
    }
}

/// A line of text: composed, and without line ends within.
fn clean(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { ' ' } else { it }).nfc().collect()
}

fn join(found: &mut Vec<Inline>, more: &str, more_strong: bool, more_em: bool) {
    if more.is_empty() {
        return;
    }
    if let Some(Inline::Text { text, strong, em }) = found.last_mut()
        && (*strong, *em) == (more_strong, more_em)
    {
        text.push_str(more);
    } else {
        found.push(Inline::Text { text: more.to_owned(), strong: more_strong, em: more_em });
    }
}

fn figure<T: ReadTxn>(txn: &T, element: &XmlElementRef, look_up: &LookUp) -> Option<Inline> {
    if element.tag().as_ref() != "figure" {
        return None;
    }
    let indicator = attribute(txn, element, "indicator")?;
    let show = attribute(txn, element, "show")?.parse().ok()?;
    let amount = look_up(&indicator, show);
    Some(Inline::Figure { indicator, show, amount })
}

fn elements(nodes: Vec<XmlOut>, tags: &'static [&'static str]) -> impl Iterator<Item = XmlElementRef> {
    nodes.into_iter().filter_map(XmlOut::into_xml_element).filter(|it| tags.contains(&it.tag().as_ref()))
}

fn attribute<T: ReadTxn>(txn: &T, element: &XmlElementRef, name: &str) -> Option<String> {
    match element.get_attribute(txn, name)? {
        Out::Any(Any::String(text)) => Some(text.to_string()),
        Out::Any(Any::Number(yrs::Number::Int(number))) => Some(number.to_string()),
        Out::Any(Any::Number(yrs::Number::Float(number))) => Some(number.to_string()),
        _ => None,
    }
}

/// Where a block stands.
#[derive(Clone)]
enum Home {
    Root(XmlFragmentRef),
    In(XmlElementRef),
}

impl Home {
    fn children<T: ReadTxn>(&self, txn: &T) -> Vec<XmlOut> {
        match self {
            Self::Root(it) => it.children(txn).collect(),
            Self::In(it) => it.children(txn).collect(),
        }
    }

    fn place<T: ReadTxn>(&self, txn: &T, of: &XmlElementRef) -> Option<u32> {
        let found = self
            .children(txn)
            .iter()
            .position(|it| matches!(it, XmlOut::Element(element) if element == of))?;
        u32::try_from(found).ok()
    }

    fn insert(&self, txn: &mut TransactionMut, at: u32, node: XmlElementPrelim) -> XmlElementRef {
        match self {
            Self::Root(it) => it.insert(txn, at, node),
            Self::In(it) => it.insert(txn, at, node),
        }
    }

    fn length<T: ReadTxn>(&self, txn: &T) -> u32 {
        match self {
            Self::Root(it) => it.len(txn),
            Self::In(it) => it.len(txn),
        }
    }

    fn remove(&self, txn: &mut TransactionMut, of: &XmlElementRef) {
        if let Some(at) = self.place(txn, of) {
            match self {
                Self::Root(it) => it.remove(txn, at),
                Self::In(it) => it.remove(txn, at),
            }
        }
    }
}

/// A paragraph or heading with all it stands in, outermost first.
struct Standing {
    element: XmlElementRef,
    homes: Vec<Home>,
    text: String,
}

/// A piece of a line that is changed as a whole.
struct Token {
    text: String,
    source: Source,
}

#[derive(Clone)]
enum Source {
    /// In a text, from this byte on.
    Text(XmlTextRef, u32),
    Figure(XmlElementRef),
}

struct Writing<'a, 'b, 'c> {
    txn: &'a mut TransactionMut<'b>,
    look_up: &'a LookUp<'c>,
}

impl Writing<'_, '_, '_> {
    fn rewrite(&mut self, fragment: &XmlFragmentRef, body: &str) {
        let home = Home::Root(fragment.clone());
        let mut standing = Vec::new();
        self.collect(vec![home.clone()], &mut standing);
        let old: Vec<&str> = standing.iter().map(|it| it.text.as_str()).collect();
        let new: Vec<&str> = if body.is_empty() { Vec::new() } else { body.lines().collect() };
        // From the end, so that what comes before keeps its place.
        for op in capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().rev() {
            match op {
                DiffOp::Equal { .. } => {}
                DiffOp::Delete { old_index, old_len, .. } => {
                    self.remove(&standing[old_index..old_index + old_len])
                }
                DiffOp::Insert { old_index, new_index, new_len } => {
                    let after = old_index.checked_sub(1).map(|it| &standing[it]);
                    self.insert(&home, after, &new[new_index..new_index + new_len]);
                }
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    let paired = old_len.min(new_len);
                    if new_len > paired {
                        let after = Some(&standing[old_index + paired - 1]);
                        self.insert(&home, after, &new[new_index + paired..new_index + new_len]);
                    }
                    self.remove(&standing[old_index + paired..old_index + old_len]);
                    for at in (0..paired).rev() {
                        self.retext(&standing[old_index + at].element, new[new_index + at]);
                    }
                }
            }
        }
    }

    fn collect(&self, homes: Vec<Home>, found: &mut Vec<Standing>) {
        let Some(home) = homes.last().filter(|_| homes.len() <= DEEPEST + 1) else {
            return;
        };
        for child in home.children(self.txn) {
            let XmlOut::Element(element) = child else { continue };
            if matches!(element.tag().as_ref(), "paragraph" | "heading") {
                let text = self.tokens(&element).iter().map(|it| it.text.as_str()).collect::<String>();
                found.push(Standing { element, homes: homes.clone(), text: clean(&text) });
            } else {
                let mut homes = homes.clone();
                homes.push(Home::In(element));
                self.collect(homes, found);
            }
        }
    }

    /// The words of a line, and the figures in it.
    fn tokens(&self, element: &XmlElementRef) -> Vec<Token> {
        let mut found = Vec::new();
        for child in element.children(self.txn) {
            match child {
                XmlOut::Text(text) => {
                    let mut at = 0;
                    for piece in text.diff(self.txn, YChange::identity) {
                        let Out::Any(Any::String(piece)) = piece.insert else { continue };
                        for word in words(&piece) {
                            found.push(Token {
                                text: word.to_owned(),
                                source: Source::Text(text.clone(), at),
                            });
                            at += word.len() as u32;
                        }
                    }
                }
                XmlOut::Element(element) => {
                    if let Some(inline) = figure(self.txn, &element, self.look_up) {
                        let text = inline.text(crate::text::Lang::Vi);
                        found.push(Token { text, source: Source::Figure(element) });
                    }
                }
                XmlOut::Fragment(_) => {}
            }
        }
        found
    }

    fn retext(&mut self, element: &XmlElementRef, line: &str) {
        let tokens = self.tokens(element);
        let old: Vec<&str> = tokens.iter().map(|it| it.text.as_str()).collect();
        let figures = tokens.iter().filter(|it| matches!(it.source, Source::Figure(_)));
        let new = words_around(line, figures.map(|it| it.text.as_str()));
        for op in capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().rev() {
            let (at, gone, more) = match op {
                DiffOp::Equal { .. } => continue,
                DiffOp::Delete { old_index, old_len, .. } => (old_index, old_len, String::new()),
                DiffOp::Insert { old_index, new_index, new_len } => {
                    (old_index, 0, new[new_index..new_index + new_len].concat())
                }
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    (old_index, old_len, new[new_index..new_index + new_len].concat())
                }
            };
            for token in tokens[at..at + gone].iter().rev() {
                match &token.source {
                    Source::Text(text, from) => text.remove_range(self.txn, *from, token.text.len() as u32),
                    Source::Figure(figure) => Home::In(element.clone()).remove(self.txn, figure),
                }
            }
            if !more.is_empty() {
                self.put(element, &tokens, at, &more);
            }
        }
    }

    /// Writes before the token at this place, in the manner of what stands before it.
    fn put(&mut self, element: &XmlElementRef, tokens: &[Token], at: usize, more: &str) {
        if let Some(Token { text: word, source: Source::Text(text, from) }) =
            at.checked_sub(1).and_then(|it| tokens.get(it))
        {
            text.insert(self.txn, from + word.len() as u32, more);
        } else if let Some(Source::Text(text, from)) = tokens.get(at).map(|it| &it.source) {
            text.insert(self.txn, *from, more);
        } else {
            let before = at.checked_sub(1).and_then(|it| tokens.get(it));
            let place = match before.map(|it| &it.source) {
                Some(Source::Figure(figure)) => {
                    Home::In(element.clone()).place(self.txn, figure).map_or(0, |it| it + 1)
                }
                _ => 0,
            };
            element.insert(self.txn, place, XmlTextPrelim::new(more));
        }
    }

    fn insert(&mut self, root: &Home, after: Option<&Standing>, lines: &[&str]) {
        for line in lines.iter().rev() {
            let paragraph = new_paragraph(self.txn, line);
            let Some(after) = after else {
                root.insert(self.txn, 0, paragraph);
                continue;
            };
            let Some(home) = after.homes.last() else { continue };
            // In a list a new line is a new point of it.
            match home {
                Home::In(item) if item.tag().as_ref() == "list_item" => {
                    let list = &after.homes[after.homes.len() - 2];
                    let at = list.place(self.txn, item).map_or(0, |it| it + 1);
                    let item = list.insert(self.txn, at, XmlElementPrelim::empty("list_item"));
                    item.insert(self.txn, 0, paragraph);
                }
                _ => {
                    let at = home.place(self.txn, &after.element).map_or(0, |it| it + 1);
                    home.insert(self.txn, at, paragraph);
                }
            }
        }
    }

    /// Takes paragraphs away, with the points and lists that are left with nothing. A table keeps its cells.
    fn remove(&mut self, gone: &[Standing]) {
        for Standing { element, homes, .. } in gone.iter().rev() {
            let mut element = element.clone();
            for (up, home) in homes.iter().enumerate().rev() {
                let alone = home.length(self.txn) == 1;
                let is = |tags: &[&str]| matches!(home, Home::In(it) if tags.contains(&it.tag().as_ref()));
                if alone && is(&["table_cell", "table_header"]) {
                    self.retext(&element, "");
                    break;
                }
                match home {
                    Home::In(outer) if alone && up > 0 => element = outer.clone(),
                    _ => {
                        home.remove(self.txn, &element);
                        break;
                    }
                }
            }
        }
    }
}

/// A name for a paragraph of the server's own. Its writing is counted, so no two are the same.
fn next_id(txn: &TransactionMut) -> String {
    format!("s{:x}", txn.state_vector().get(&ClientID::new(SERVER.into())))
}

fn new_paragraph(txn: &TransactionMut, line: &str) -> XmlElementPrelim {
    let text = (!line.is_empty()).then(|| XmlTextPrelim::new(line).into());
    let mut paragraph = XmlElementPrelim::new("paragraph", text);
    paragraph.attributes.insert("id".into(), next_id(txn));
    paragraph
}

/// Runs of letters and digits, runs of blanks, and single signs.
fn words(text: &str) -> Vec<&str> {
    let kind =
        |it: char| if it.is_alphanumeric() || is_mark(it) { 1 } else { i32::from(!it.is_whitespace()) * 2 };
    let mut found = Vec::new();
    let mut from = 0;
    let mut last = None;
    for (at, letter) in text.char_indices() {
        let now = kind(letter);
        if last.is_some_and(|last| last != now || now == 2) {
            found.push(&text[from..at]);
            from = at;
        }
        last = Some(now);
    }
    if from < text.len() {
        found.push(&text[from..]);
    }
    found
}

/// A mark that belongs to the letter before it.
fn is_mark(it: char) -> bool {
    unicode_normalization::char::is_combining_mark(it)
}

/// As [`words`], but a figure's text found in its order is one piece.
fn words_around<'a, 'b>(line: &'a str, figures: impl Iterator<Item = &'b str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut rest = line;
    for figure in figures {
        let apart = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric());
        let place = rest.match_indices(figure).find(|(at, text)| {
            apart(rest[..*at].chars().next_back()) && apart(rest[at + text.len()..].chars().next())
        });
        if let Some((at, text)) = place {
            found.extend(words(&rest[..at]));
            found.push(text);
            rest = &rest[at + text.len()..];
        }
    }
    found.extend(words(rest));
    found
}

fn write_blocks(txn: &mut TransactionMut, home: &Home, blocks: &[Block]) {
    for block in blocks {
        let end = home.length(txn);
        match block {
            Block::Paragraph { id, inline } => {
                let element = home.insert(txn, end, XmlElementPrelim::empty("paragraph"));
                write_line(txn, &element, id, inline);
            }
            Block::Heading { id, level, inline } => {
                let element = home.insert(txn, end, XmlElementPrelim::empty("heading"));
                element.insert_attribute(txn, "level", Any::from(i64::from(*level)));
                write_line(txn, &element, id, inline);
            }
            Block::List { ordered, items } => {
                let tag = if *ordered { "ordered_list" } else { "bullet_list" };
                let list = home.insert(txn, end, XmlElementPrelim::empty(tag));
                for item in items {
                    let element = list.push_back(txn, XmlElementPrelim::empty("list_item"));
                    write_blocks(txn, &Home::In(element), item);
                }
            }
            Block::Table { rows } => {
                let table = home.insert(txn, end, XmlElementPrelim::empty("table"));
                for row in rows {
                    let element = table.push_back(txn, XmlElementPrelim::empty("table_row"));
                    for cell in row {
                        let tag = if cell.header { "table_header" } else { "table_cell" };
                        let made = element.push_back(txn, XmlElementPrelim::empty(tag));
                        made.insert_attribute(txn, "colspan", Any::from(i64::from(cell.columns)));
                        made.insert_attribute(txn, "rowspan", Any::from(i64::from(cell.rows)));
                        write_blocks(txn, &Home::In(made), &cell.blocks);
                    }
                }
            }
        }
    }
}

fn write_line(txn: &mut TransactionMut, element: &XmlElementRef, id: &str, inline: &[Inline]) {
    element.insert_attribute(txn, "id", id.to_owned());
    for it in inline {
        match it {
            Inline::Text { text, strong, em } => {
                let node = element.push_back(txn, XmlTextPrelim::new(""));
                let on = || Any::Map(Arc::new(HashMap::new()));
                let mut marks = Attrs::new();
                if *strong {
                    marks.insert("strong".into(), on());
                }
                if *em {
                    marks.insert("em".into(), on());
                }
                node.insert_with_attributes(txn, 0, text, marks);
            }
            Inline::Figure { indicator, show, .. } => {
                let node = element.push_back(txn, XmlElementPrelim::empty("figure"));
                node.insert_attribute(txn, "indicator", indicator.clone());
                node.insert_attribute(txn, "show", show.word().to_owned());
            }
        }
    }
}
