use super::doc::Document;
use super::scan::{Malformed, scan, state_of};
use crate::id::PassageId;
use crate::report::{Amount, Block, Inline, Shown, TableCell};
use proptest::prelude::*;
use proptest::sample::Index;
use yrs::types::Attrs;
use yrs::updates::decoder::Decode;
use yrs::{
    Any, Doc, Map, ReadTxn, StateVector, Text, Transact, Update, WriteTxn, Xml, XmlElementPrelim,
    XmlFragment, XmlOut, XmlTextPrelim,
};

fn passage() -> PassageId {
    PassageId(uuid::Uuid::from_u128(7))
}

fn nothing(_: &str, _: Shown) -> Option<Amount> {
    None
}

fn some(_: &str, show: Shown) -> Option<Amount> {
    let number = 12_i64.into();
    Some(Amount { number, places: None, percent: show == Shown::Percent, change: false })
}

/// A browser's document.
fn browser(client: u64) -> Doc {
    Doc::with_client_id(client)
}

fn take(doc: &Doc, update: &[u8]) {
    doc.transact_mut().apply_update(Update::decode_v1(update).unwrap()).unwrap();
}

fn accept(document: &mut Document, update: &[u8]) -> Result<bool, Malformed> {
    let seen = scan(update)?;
    if seen.lacks(&document.state()) || seen.forges(&document.state()) {
        return Err(Malformed);
    }
    document.apply(&seen, update)
}

fn body(document: &Document) -> String {
    Block::body(&document.read(passage(), &nothing))
}

/// One change by one browser, of the kinds that an editor makes.
#[derive(Clone, Debug)]
enum Act {
    Type { block: Index, at: Index, text: String },
    Delete { block: Index, at: Index },
    Mark { block: Index, strong: bool },
    Paragraph { at: Index, text: String },
    List { at: Index, text: String },
    Figure { block: Index },
    Remove { at: Index },
}

fn act() -> impl Strategy<Value = Act> {
    let text = "[a-zâêô ươ]{1,6}";
    prop_oneof![
        4 => (any::<Index>(), any::<Index>(), text).prop_map(|(block, at, text)| Act::Type { block, at, text }),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(block, at)| Act::Delete { block, at }),
        1 => (any::<Index>(), any::<bool>()).prop_map(|(block, strong)| Act::Mark { block, strong }),
        2 => (any::<Index>(), text).prop_map(|(at, text)| Act::Paragraph { at, text }),
        1 => (any::<Index>(), text).prop_map(|(at, text)| Act::List { at, text }),
        1 => any::<Index>().prop_map(|block| Act::Figure { block }),
        1 => any::<Index>().prop_map(|at| Act::Remove { at }),
    ]
}

/// Does it, and gives the update that the browser would send.
fn perform(doc: &Doc, act: &Act) -> Vec<u8> {
    let mut txn = doc.transact_mut();
    let fragment = txn.get_or_insert_xml_fragment(format!("p:{}", passage()));
    let length = fragment.len(&txn);
    let paragraph = |text: &str| XmlElementPrelim::new("paragraph", [XmlTextPrelim::new(text).into()]);
    let texts: Vec<_> = fragment
        .children(&txn)
        .filter_map(XmlOut::into_xml_element)
        .filter_map(|it| it.children(&txn).find_map(XmlOut::into_xml_text))
        .collect();
    let place = |at: &Index| at.index(length as usize + 1) as u32;
    match act {
        Act::Type { block, at, text } if !texts.is_empty() => {
            let line = block.get(&texts);
            // Not within a letter: positions are bytes here.
            let end = if at.index(2) == 0 { 0 } else { line.len(&txn) };
            line.insert(&mut txn, end, text);
        }
        Act::Delete { block, at } if !texts.is_empty() => {
            let line = block.get(&texts);
            let held = line.diff(&txn, yrs::types::text::YChange::identity);
            if let Some(yrs::Out::Any(Any::String(first))) = held.first().map(|it| it.insert.clone()) {
                let cut = first.char_indices().nth(at.index(first.chars().count())).unwrap().0;
                line.remove_range(&mut txn, cut as u32, (first.len() - cut) as u32);
            }
        }
        Act::Mark { block, strong } if !texts.is_empty() => {
            let line = block.get(&texts);
            let name = if *strong { "strong" } else { "em" };
            let all = line.len(&txn);
            let on = Any::Map(std::sync::Arc::new(std::collections::HashMap::new()));
            line.format(&mut txn, 0, all, Attrs::from([(name.into(), on)]));
        }
        Act::Figure { block } if length > 0 => {
            let at = block.index(length as usize) as u32;
            if let Some(XmlOut::Element(element)) = fragment.get(&txn, at)
                && element.tag().as_ref() == "paragraph"
            {
                let figure = element.push_back(&mut txn, XmlElementPrelim::empty("figure"));
                figure.insert_attribute(&mut txn, "indicator", "GD11");
                figure.insert_attribute(&mut txn, "show", "percent");
            }
        }
        Act::List { at, text } => {
            let list = fragment.insert(&mut txn, place(at), XmlElementPrelim::empty("bullet_list"));
            let item = list.push_back(&mut txn, XmlElementPrelim::empty("list_item"));
            item.push_back(&mut txn, paragraph(text));
        }
        Act::Remove { at } if length > 0 => fragment.remove(&mut txn, at.index(length as usize) as u32),
        Act::Paragraph { at, text } => {
            fragment.insert(&mut txn, place(at), paragraph(text));
        }
        _ => {}
    }
    txn.encode_update_v1()
}

/// Three browsers write at once, hearing of each other now and then. All updates, each behind those that its
/// writer had.
fn written(acts: &[(usize, Act, bool)]) -> Vec<Vec<u8>> {
    let browsers: Vec<_> = (0..3).map(|it| browser(100 + it)).collect();
    let mut updates: Vec<Vec<u8>> = Vec::new();
    for (who, act, hears) in acts {
        if *hears {
            updates.iter().for_each(|it| take(&browsers[*who], it));
        }
        updates.push(perform(&browsers[*who], act));
    }
    updates
}

fn inline() -> impl Strategy<Value = Vec<Inline>> {
    let piece = prop_oneof![
        4 => ("[a-zA-Zđăâêôơư ]{1,12}", any::<bool>(), any::<bool>())
            .prop_map(|(text, strong, em)| Inline::Text { text, strong, em }),
        1 => prop::sample::select(Shown::ALL.to_vec())
            .prop_map(|show| Inline::Figure { indicator: "GD11".into(), show, amount: None }),
    ];
    prop::collection::vec(piece, 1..4).prop_map(|pieces| {
        // Neighbours of one manner are one piece.
        let mut joined: Vec<Inline> = Vec::new();
        for piece in pieces {
            match (joined.last_mut(), piece) {
                (
                    Some(Inline::Text { text, strong, em }),
                    Inline::Text { text: more, strong: more_strong, em: more_em },
                ) if (*strong, *em) == (more_strong, more_em) => text.push_str(&more),
                (_, piece) => joined.push(piece),
            }
        }
        joined
    })
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let line = || inline().prop_map(|inline| Block::Paragraph { id: String::new(), inline });
    let leaf = prop_oneof![
        line(),
        (2..=3_u8, inline()).prop_map(|(level, inline)| Block::Heading { id: String::new(), level, inline }),
    ];
    let list = (any::<bool>(), prop::collection::vec(prop::collection::vec(line(), 1..3), 1..3))
        .prop_map(|(ordered, items)| Block::List { ordered, items });
    let cell = (any::<bool>(), 1..4_u8, 1..3_u8, prop::collection::vec(line(), 1..2))
        .prop_map(|(header, columns, rows, blocks)| TableCell { header, columns, rows, blocks });
    let table =
        prop::collection::vec(prop::collection::vec(cell, 1..3), 1..3).prop_map(|rows| Block::Table { rows });
    prop::collection::vec(prop_oneof![3 => leaf, 1 => list, 1 => table], 1..6).prop_map(|mut blocks| {
        name(&mut blocks, &mut 0);
        blocks
    })
}

fn name(blocks: &mut [Block], next: &mut u32) {
    for block in blocks {
        match block {
            Block::Paragraph { id, .. } | Block::Heading { id, .. } => {
                *next += 1;
                *id = format!("b{next}");
            }
            Block::List { items, .. } => items.iter_mut().for_each(|it| name(it, next)),
            Block::Table { rows } => rows.iter_mut().flatten().for_each(|it| name(&mut it.blocks, next)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 64 } else { 512 }))]

    #[test]
    fn merging_in_any_order_gives_the_same_document(
        acts in prop::collection::vec((0..3_usize, act(), any::<bool>()), 1..24),
        order in any::<u64>(),
    ) {
        let updates = written(&acts);
        let mut straight = Document::empty();
        for update in &updates {
            prop_assert!(accept(&mut straight, update).is_ok());
        }
        // Each update waits until what it builds on is there, as a browser does that is told to.
        let mut waiting = updates.clone();
        let mut mixed = Document::empty();
        let mut seed = order | 1;
        while !waiting.is_empty() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let first = (seed >> 33) as usize % waiting.len();
            let ready = (0..waiting.len()).map(|it| (first + it) % waiting.len()).find(|it| {
                !scan(&waiting[*it]).unwrap().lacks(&mixed.state())
            });
            let update = waiting.remove(ready.unwrap());
            prop_assert!(accept(&mut mixed, &update).is_ok());
        }
        prop_assert_eq!(straight.read(passage(), &some), mixed.read(passage(), &some));
        let folded = straight.whole();
        let mut again = Document::empty();
        again.load(&folded).unwrap();
        prop_assert_eq!(again.read(passage(), &some), mixed.read(passage(), &some));
        // Whoever takes all of it a second time has nothing new.
        for update in &updates {
            prop_assert_eq!(accept(&mut mixed, update), Ok(false));
        }
    }

    #[test]
    fn what_is_mutated_never_stops_the_server(
        acts in prop::collection::vec((0..3_usize, act(), any::<bool>()), 2..12),
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..6),
        cut in any::<Index>(),
    ) {
        let updates = written(&acts);
        let (last, earlier) = updates.split_last().unwrap();
        let mut document = Document::empty();
        for update in earlier {
            accept(&mut document, update).unwrap();
        }
        let before = document.whole();
        let mut bytes = last.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len() * 4).max(1));
        let mut tried = Document::empty();
        tried.load(&before).unwrap();
        // What is refused leaves the kept document as it was; what is taken can be read by everyone.
        if accept(&mut tried, &bytes).is_ok() {
            let _ = tried.read(passage(), &some);
            let mut again = Document::empty();
            prop_assert!(again.load(&tried.whole()).is_ok());
        }
        prop_assert_eq!(document.whole(), before);
    }

    #[test]
    fn no_bytes_stop_the_scanner(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = (scan(&bytes).is_ok(), state_of(&bytes).is_ok());
    }

    #[test]
    fn what_is_built_of_blocks_reads_as_these_blocks(blocks in blocks()) {
        let mut document = Document::empty();
        document.write(passage(), &blocks);
        prop_assert_eq!(document.read(passage(), &nothing), blocks);
    }

    #[test]
    fn a_passage_rewritten_as_plain_text_reads_so(
        blocks in blocks(),
        lines in prop::collection::vec("[a-zA-Zđâê]{1,8}( [a-zđ]{1,5}){0,3}", 0..6),
    ) {
        // A table keeps its cells, so its lines stay.
        prop_assume!(!blocks.iter().any(|it| matches!(it, Block::Table { .. })));
        let mut document = Document::empty();
        document.write(passage(), &blocks);
        let wanted = lines.join("\n");
        let update = document.rewrite(passage(), &wanted, &nothing);
        prop_assert_eq!(body(&document), wanted.clone());
        prop_assert!(document.rewrite(passage(), &wanted, &nothing).is_empty());
        prop_assert!(update.is_empty() || scan(&update).is_ok());
    }

    #[test]
    fn rewriting_as_it_reads_changes_nothing(blocks in blocks()) {
        let mut document = Document::empty();
        document.write(passage(), &blocks);
        let lines: Vec<_> = Block::lines(&blocks).iter().map(|it| it.text(crate::text::Lang::Vi)).collect();
        prop_assert!(document.rewrite(passage(), &lines.join("\n"), &nothing).is_empty());
    }
}

fn document_of(text: &str) -> (Document, Doc) {
    let mut document = Document::empty();
    document.rewrite(passage(), text, &nothing);
    let browser = browser(100);
    take(&browser, &document.whole());
    (document, browser)
}

#[test]
fn a_plain_form_and_an_editor_keep_each_others_words() {
    let (mut document, browser) = document_of("Sản lượng tăng.\nCòn chậm ở hai xã.");
    let typed = perform(&browser, &Act::Type { block: first(), at: last(), text: " nhanh".into() });
    let form = document.rewrite(passage(), "Sản lượng lương thực tăng.\nCòn chậm ở hai xã.", &nothing);
    accept(&mut document, &typed).unwrap();
    take(&browser, &form);
    let read = body(&document);
    assert!(
        read.contains("lương thực") && read.contains("nhanh") && read.ends_with("Còn chậm ở hai xã."),
        "{read}"
    );
    let mut other = Document::empty();
    other.load(&browser.transact().encode_diff_v1(&StateVector::default())).unwrap();
    assert_eq!(other.read(passage(), &nothing), document.read(passage(), &nothing));
}

#[test]
fn a_paragraph_keeps_its_name_while_it_is_rewritten() {
    let (mut document, _) = document_of("Một.\nHai.\nBa.");
    let names = |it: &Document| {
        let blocks = it.read(passage(), &nothing);
        Block::lines(&blocks).iter().map(|it| it.id.to_owned()).collect::<Vec<_>>()
    };
    let before = names(&document);
    document.rewrite(passage(), "Một.\nMột rưỡi.\nHai, và thêm.\nBa.", &nothing);
    let after = names(&document);
    assert_eq!(body(&document), "Một.\nMột rưỡi.\nHai, và thêm.\nBa.");
    assert_eq!((&after[0], after.last()), (&before[0], before.last()));
}

#[test]
fn a_figure_stays_a_figure_when_the_words_around_it_change() {
    let mut document = Document::empty();
    let figure = Inline::Figure { indicator: "GD11".into(), show: Shown::Percent, amount: None };
    let line = vec![Inline::plain("Đạt "), figure, Inline::plain(" kế hoạch.")];
    document.write(passage(), &[Block::Paragraph { id: "a".into(), inline: line }]);
    assert_eq!(Block::body(&document.read(passage(), &some)), "Đạt 12% kế hoạch.");
    document.rewrite(passage(), "Chỉ đạt 12% kế hoạch năm.", &some);
    let read = document.read(passage(), &some);
    assert!(Block::have_figures(&read));
    assert_eq!(Block::body(&read), "Chỉ đạt 12% kế hoạch năm.");
    document.rewrite(passage(), "Chỉ đạt 15% kế hoạch năm.", &some);
    let read = document.read(passage(), &some);
    assert!(!Block::have_figures(&read), "a number typed over a figure is a number");
    assert_eq!(Block::body(&read), "Chỉ đạt 15% kế hoạch năm.");
}

fn first() -> Index {
    index(0)
}

fn last() -> Index {
    index(usize::MAX)
}

fn index(value: usize) -> Index {
    use proptest::strategy::{Strategy, ValueTree};
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    loop {
        let found = any::<Index>().new_tree(&mut runner).unwrap().current();
        if (found.index(2) == 0) == (value == 0) && found.index(1) == 0 {
            return found;
        }
    }
}

#[test]
fn what_a_passage_may_not_hold_is_refused() {
    let refused = |write: &dyn Fn(&mut yrs::TransactionMut)| {
        let doc = browser(100);
        let mut txn = doc.transact_mut();
        write(&mut txn);
        scan(&txn.encode_update_v1()).is_err()
    };
    let root = || format!("p:{}", passage());
    assert!(refused(&|txn| {
        txn.get_or_insert_xml_fragment("elsewhere").push_back(txn, XmlElementPrelim::empty("paragraph"));
    }));
    assert!(refused(&|txn| {
        txn.get_or_insert_xml_fragment(root()).push_back(txn, XmlElementPrelim::empty("script"));
    }));
    assert!(refused(&|txn| {
        let it = txn.get_or_insert_xml_fragment(root()).push_back(txn, XmlElementPrelim::empty("paragraph"));
        it.insert_attribute(txn, "onclick", "alert(1)");
    }));
    assert!(refused(&|txn| {
        txn.get_or_insert_map(root()).insert(txn, "id", yrs::MapPrelim::default());
    }));
    assert!(refused(&|txn| {
        let it = txn.get_or_insert_xml_fragment(root()).push_back(txn, XmlTextPrelim::new("a"));
        it.format(txn, 0, 1, Attrs::from([("color".into(), Any::from("red"))]));
    }));
    assert!(refused(&|txn| {
        let mut at =
            txn.get_or_insert_xml_fragment(root()).push_back(txn, XmlElementPrelim::empty("bullet_list"));
        for _ in 0..40 {
            at = at.push_back(txn, XmlElementPrelim::empty("list_item"));
        }
    }));
    assert!(!refused(&|txn| {
        let it = txn.get_or_insert_xml_fragment(root()).push_back(txn, XmlElementPrelim::empty("heading"));
        it.insert_attribute(txn, "level", Any::from(2_i64));
        it.push_back(txn, XmlTextPrelim::new("Kết quả"));
    }));
}

#[test]
fn a_node_that_stands_in_itself_is_refused() {
    // One client, two items, each the parent of the other.
    let bytes = [1, 2, 100, 0, 7, 0, 100, 1, 6, 7, 0, 100, 0, 6, 0];
    assert_eq!(scan(&bytes).err(), Some(Malformed));
    // Counts that the bytes cannot hold make no room.
    assert_eq!(scan(&[0xff, 0xff, 0xff, 0xff, 0x0f]).err(), Some(Malformed));
    assert_eq!(state_of(&[0xff, 0xff, 0xff, 0xff, 0x0f]).err(), Some(Malformed));
}

#[test]
fn too_long_a_passage_is_refused() {
    let (mut document, browser) = document_of("Đầu.");
    let long = "dài ".repeat(20_000);
    let update = perform(&browser, &Act::Paragraph { at: first(), text: long });
    assert_eq!(accept(&mut document, &update), Err(Malformed));
}

#[test]
fn an_update_that_builds_on_a_lost_one_is_known() {
    let (mut document, browser) = document_of("Đầu.");
    let lost = perform(&browser, &Act::Paragraph { at: first(), text: "Mất".into() });
    let next = perform(&browser, &Act::Paragraph { at: first(), text: "Sau".into() });
    assert!(scan(&next).unwrap().lacks(&document.state()));
    accept(&mut document, &lost).unwrap();
    assert!(!scan(&next).unwrap().lacks(&document.state()));
    accept(&mut document, &next).unwrap();
    let state = state_of(&document.vector()).unwrap();
    assert_eq!(state, document.state());
    assert_eq!(document.lacking(&state), Update::EMPTY_V1);
}
