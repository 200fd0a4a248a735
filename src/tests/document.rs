//! Passages that several people write at once.

use crate::office::{Answer, Browser, Office};
use crate::on_both;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use giaoban::actor::Device;
use giaoban::error::{Denial, Error};
use giaoban::id::{PassageId, ReportId};
use giaoban::identity::server::entity::audit;
use giaoban::indicator::Column;
use giaoban::report::server as reports;
use giaoban::report::server::document::entity::report_update;
use giaoban::report::server::document::{self, ROUTES};
use giaoban::report::server::entity::passage;
use giaoban::report::{
    Block, CellEdit, Grade, Inline, Passage, PassageEdit, PassageHead, PassageKind, PassageOutcome,
    ReportStep, Shown, cell_text,
};
use giaoban::server::{Context, Need};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Doc, GetString, ReadTxn, StateVector, Text, Transact, Update, WriteTxn, Xml, XmlElementPrelim,
    XmlFragment, XmlOut, XmlTextPrelim, XmlTextRef,
};

const PERIOD: &str = "2016-H1";

async fn report_of(office: &Office, unit: &str) -> ReportId {
    let cx = office.of("office").await;
    let period = giaoban::period::server::by_code(&cx.db, PERIOD).await.unwrap();
    let lines = reports::lines(&cx, &period).await.unwrap();
    lines.into_iter().find(|it| it.unit.code == unit).unwrap().report.id
}

/// One window on the document, as the editor in the browser has it.
struct Window {
    cx: Context,
    report: ReportId,
    doc: Doc,
    client: u32,
    epoch: i64,
    known: Vec<u8>,
}

impl Window {
    async fn open(office: &Office, username: &str, report: ReportId, client: u32) -> Self {
        let cx = office.of(username).await;
        let mut window =
            Self { cx, report, doc: Doc::with_client_id(client.into()), client, epoch: 0, known: Vec::new() };
        window.hear().await;
        window
    }

    async fn hear(&mut self) {
        let vector = self.doc.transact().state_vector().encode_v1();
        let share = document::share(&self.cx, self.report, &vector).await.unwrap();
        self.doc.transact_mut().apply_update(Update::decode_v1(&share.update).unwrap()).unwrap();
        (self.epoch, self.known) = (share.epoch, share.vector);
    }

    fn unsent(&self) -> Vec<u8> {
        let known = StateVector::decode_v1(&self.known).unwrap();
        self.doc.transact().encode_diff_v1(&known)
    }

    async fn send(&self) -> Result<i64, Error> {
        let bytes = self.unsent();
        document::append(&self.cx, self.report, self.epoch, self.client, bytes).await.map(|it| it.number)
    }

    fn texts(&self, passage: PassageId) -> Vec<XmlTextRef> {
        let mut txn = self.doc.transact_mut();
        let fragment = txn.get_or_insert_xml_fragment(format!("p:{passage}"));
        let blocks = fragment.children(&txn).filter_map(XmlOut::into_xml_element);
        blocks.filter_map(|it| it.children(&txn).find_map(XmlOut::into_xml_text)).collect()
    }

    fn type_at(&self, passage: PassageId, line: usize, end: bool, text: &str) {
        let place = self.texts(passage)[line].clone();
        let mut txn = self.doc.transact_mut();
        let at = if end { place.len(&txn) } else { 0 };
        place.insert(&mut txn, at, text);
    }

    fn add(&self, passage: PassageId, text: &str) {
        let mut txn = self.doc.transact_mut();
        let fragment = txn.get_or_insert_xml_fragment(format!("p:{passage}"));
        let line = XmlElementPrelim::new("paragraph", [XmlTextPrelim::new(text).into()]);
        fragment.push_back(&mut txn, line);
    }

    fn add_figure(&self, passage: PassageId, indicator: &str, show: Shown) {
        let mut txn = self.doc.transact_mut();
        let fragment = txn.get_or_insert_xml_fragment(format!("p:{passage}"));
        let line = fragment.push_back(&mut txn, XmlElementPrelim::empty("paragraph"));
        line.push_back(&mut txn, XmlTextPrelim::new("Đạt "));
        let figure = line.push_back(&mut txn, XmlElementPrelim::empty("figure"));
        figure.insert_attribute(&mut txn, "indicator", indicator);
        figure.insert_attribute(&mut txn, "show", show.word());
        line.push_back(&mut txn, XmlTextPrelim::new(" kế hoạch."));
    }
}

/// The education office's open report and its first passage.
async fn open(office: &Office) -> (Context, ReportId, Passage) {
    let cx = office.of("editor.pgddt").await;
    let report = report_of(office, "PGDDT").await;
    let sheet = reports::sheet(&cx, report).await.unwrap();
    if let Some(passage) = sheet.sections.iter().flat_map(|it| &it.passages).next() {
        return (cx, report, passage.clone());
    }
    let edit = PassageEdit {
        id: PassageId::fresh(),
        sector: sheet.sections[0].sector.id,
        kind: PassageKind::Assessment,
        body: "Câu đầu tiên.\nCâu thứ hai.".into(),
        grade: Some(Grade::Good),
        seen: 0,
        sent: Vec::new(),
    };
    let saved = reports::save_passages(&cx, report, vec![edit]).await.unwrap();
    let [PassageOutcome::Saved { passage, .. }] = saved.as_slice() else { panic!("{saved:?}") };
    (cx, report, passage.clone())
}

async fn read(cx: &Context, report: ReportId, id: PassageId) -> Passage {
    let sheet = reports::sheet(cx, report).await.unwrap();
    sheet.sections.into_iter().flat_map(|it| it.passages).find(|it| it.id == id).unwrap()
}

async fn plain(cx: &Context, report: ReportId, from: &Passage, body: &str) -> PassageOutcome {
    let edit = PassageEdit {
        id: from.id,
        sector: from.sector,
        kind: from.kind,
        body: body.into(),
        grade: from.grade,
        seen: from.revision,
        sent: Vec::new(),
    };
    reports::save_passages(cx, report, vec![edit]).await.unwrap().remove(0)
}

/// Everything that is due gets a reason, and the head gets it.
async fn submit(office: &Office, report: ReportId) {
    let cx = office.of("editor.pgddt").await;
    let sheet = reports::sheet(&cx, report).await.unwrap();
    let rows = sheet.sections.iter().flat_map(|it| &it.rows).filter(|it| it.due);
    let edits = rows
        .map(|it| CellEdit {
            indicator: it.indicator.id,
            column: Column::Reason,
            text: "Chưa tổng hợp xong".into(),
            base: cell_text(&it.figure, Column::Reason),
            sent: Vec::new(),
        })
        .collect();
    reports::save_cells(&cx, report, edits).await.unwrap();
    let seen = reports::sheet(&cx, report).await.unwrap().report.revision;
    reports::take_step(&cx, report, ReportStep::Submit, "", seen).await.unwrap();
}

async fn give_back(office: &Office, report: ReportId) {
    let head = office.of("head.pgddt").await;
    let seen = reports::sheet(&head, report).await.unwrap().report.revision;
    reports::take_step(&head, report, ReportStep::Return, "Bổ sung đánh giá", seen).await.unwrap();
}

on_both! {
    async fn two_people_write_one_paragraph_and_both_texts_are_read(office) {
        let (cx, report, passage) = open(&office).await;
        let mut one = Window::open(&office, "editor.pgddt", report, 101).await;
        let mut two = Window::open(&office, "head.pgddt", report, 102).await;
        assert!(!one.texts(passage.id).is_empty(), "the text from before is in the document");
        assert_eq!(one.doc.transact().state_vector(), two.doc.transact().state_vector(), "it was brought in once");
        one.type_at(passage.id, 0, false, "MỘT ");
        two.type_at(passage.id, 0, true, " HAI");
        one.send().await.unwrap();
        two.send().await.unwrap();
        one.hear().await;
        two.hear().await;
        assert_eq!(one.doc.transact().state_vector(), two.doc.transact().state_vector());
        let read = read(&cx, report, passage.id).await;
        assert!(read.body.starts_with("MỘT ") && read.body.contains(" HAI"), "{}", read.body);
        assert_eq!(Block::body(&read.content), read.body);
        assert!(read.revision > passage.revision);
        // Nothing changed since: reading again writes nothing.
        assert_eq!(self::read(&cx, report, passage.id).await, read);
    }

    async fn what_was_sent_twice_is_kept_once(office) {
        let (_, report, passage) = open(&office).await;
        let window = Window::open(&office, "editor.pgddt", report, 101).await;
        window.add(passage.id, "Thêm.");
        let first = window.send().await.unwrap();
        assert_eq!(window.send().await.unwrap(), first);
    }

    async fn another_process_reads_what_this_one_acknowledged(office) {
        let (cx, report, passage) = open(&office).await;
        let window = Window::open(&office, "editor.pgddt", report, 101).await;
        for number in 0..5 {
            window.add(passage.id, &format!("Đoạn {number}."));
            window.send().await.unwrap();
        }
        // A second process on the same database, with nothing in memory.
        let mut other = office.state.clone();
        other.documents = document::Documents::new(office.db());
        let mut there = cx.clone();
        there.documents = other.documents.clone();
        let read = read(&there, report, passage.id).await;
        assert!((0..5).all(|it| read.body.contains(&format!("Đoạn {it}."))), "{}", read.body);
        let mut window = Window { cx: there, ..window };
        window.hear().await;
        window.add(passage.id, "Từ máy chủ khác.");
        let number = window.send().await.unwrap();
        // The first process goes on behind the other's numbers.
        window.cx = cx.clone();
        window.add(passage.id, "Từ máy chủ đầu.");
        assert_eq!(window.send().await.unwrap(), number + 1);
        let read = self::read(&cx, report, passage.id).await;
        assert!(read.body.ends_with("Từ máy chủ khác.\nTừ máy chủ đầu."), "{}", read.body);
    }

    async fn many_updates_are_folded_and_open_the_same(office) {
        let (cx, report, passage) = open(&office).await;
        let mut window = Window::open(&office, "editor.pgddt", report, 101).await;
        window.add(passage.id, "Gấp: ");
        let line = window.texts(passage.id).len() - 1;
        for number in 0..205 {
            window.type_at(passage.id, line, true, &format!("{number} "));
            window.send().await.unwrap();
            window.known = window.doc.transact().state_vector().encode_v1();
        }
        let before = read(&cx, report, passage.id).await;
        let mut there = cx.clone();
        there.documents = document::Documents::new(office.db());
        let whole = document::share(&there, report, &[]).await.unwrap();
        let mine = document::share(&cx, report, &[]).await.unwrap();
        assert_eq!((whole.number, whole.vector.len()), (mine.number, mine.vector.len()));
        assert!(before.body.ends_with("203 204"), "{}", before.body);
        use sea_orm::EntityTrait;
        let kept = document::entity::report_document::Entity::find_by_id(report).one(office.db()).await.unwrap();
        assert!(kept.unwrap().number >= 200);
    }

    async fn a_plain_form_and_an_editor_write_the_same_passage(office) {
        let (cx, report, _) = open(&office).await;
        let (_, _, passage) = open(&office).await;
        let saved = plain(&cx, report, &passage, "Câu một.\nCâu hai.").await;
        let PassageOutcome::Saved { passage, .. } = saved else { panic!("{saved:?}") };
        assert_eq!(passage.body, "Câu một.\nCâu hai.");
        let mut window = Window::open(&office, "head.pgddt", report, 101).await;
        window.type_at(passage.id, 1, true, " Thêm từ trình duyệt.");
        // The form is posted between typing and sending.
        let saved = plain(&cx, report, &passage, "Câu một, sửa.\nCâu hai.").await;
        assert!(matches!(saved, PassageOutcome::Saved { .. }), "{saved:?}");
        window.send().await.unwrap();
        window.hear().await;
        let read = read(&cx, report, passage.id).await;
        assert_eq!(read.body, "Câu một, sửa.\nCâu hai. Thêm từ trình duyệt.");
        // A form that saw an older text is told of the newer one.
        let stale = plain(&cx, report, &passage, "Của tôi.").await;
        let PassageOutcome::Conflict { theirs } = stale else { panic!("{stale:?}") };
        assert_eq!(theirs.body, read.body);
    }

    async fn a_passage_is_made_described_and_removed(office) {
        let (cx, report, other) = open(&office).await;
        let mut head = PassageHead {
            id: PassageId::fresh(),
            sector: other.sector,
            kind: PassageKind::Plan,
            grade: Some(Grade::Good),
        };
        let made = document::describe_passage(&cx, report, head.clone()).await.unwrap();
        assert_eq!((made.body.as_str(), made.grade), ("", None), "a plan is not graded");
        let window = Window::open(&office, "editor.pgddt", report, 101).await;
        window.add(head.id, "Việc kỳ sau.");
        window.send().await.unwrap();
        head.kind = PassageKind::Assessment;
        document::describe_passage(&cx, report, head.clone()).await.unwrap();
        let read = read(&cx, report, head.id).await;
        assert_eq!((read.body.as_str(), read.kind, read.grade), ("Việc kỳ sau.", head.kind, Some(Grade::Good)));
        // Someone types while it is removed: it comes back with what was typed.
        window.add(head.id, "Viết tiếp.");
        document::remove_passage(&cx, report, head.id).await.unwrap();
        let gone = reports::sheet(&cx, report).await.unwrap();
        assert!(!gone.sections.iter().flat_map(|it| &it.passages).any(|it| it.id == head.id));
        window.send().await.unwrap();
        assert_eq!(self::read(&cx, report, head.id).await.body, "Viết tiếp.");
    }

    async fn a_figure_in_a_sentence_says_what_the_grid_says(office) {
        let (cx, report, passage) = open(&office).await;
        let window = Window::open(&office, "editor.pgddt", report, 101).await;
        window.add_figure(passage.id, "GD11", Shown::Percent);
        window.send().await.unwrap();
        let figure = |text: &str, column| {
            let (cx, text) = (cx.clone(), text.to_owned());
            async move {
                let sheet = reports::sheet(&cx, report).await.unwrap();
                let row = sheet.sections.iter().flat_map(|it| &it.rows).find(|it| it.indicator.code == "GD11").unwrap();
                let base = cell_text(&row.figure, column);
                let edit = CellEdit { indicator: row.indicator.id, column, text, base, sent: Vec::new() };
                reports::save_cells(&cx, report, vec![edit]).await.unwrap();
            }
        };
        figure("8", Column::Target).await;
        figure("4", Column::Actual).await;
        let now = read(&cx, report, passage.id).await;
        assert!(now.body.ends_with("Đạt 50,0% kế hoạch."), "{}", now.body);
        figure("6", Column::Actual).await;
        let now = read(&cx, report, passage.id).await;
        assert!(now.body.ends_with("Đạt 75,0% kế hoạch."), "{}", now.body);
        let stored = Block::lines(&now.content).last().unwrap().inline[1].clone();
        assert!(matches!(stored, Inline::Figure { .. }), "{stored:?}");
        // What was sent keeps the figure as it was then.
        submit(&office, report).await;
        let kept = read(&cx, report, passage.id).await;
        assert!(kept.body.ends_with("Đạt 75,0% kế hoạch."), "{}", kept.body);
    }

    async fn a_step_keeps_everything_that_was_acknowledged(office) {
        let (cx, report, passage) = open(&office).await;
        let window = Window::open(&office, "editor.pgddt", report, 101).await;
        window.add(passage.id, "Ngay trước khi trình.");
        window.send().await.unwrap();
        submit(&office, report).await;
        let compare = giaoban::report::Compare { from: Some(1), to: None, all: false };
        let history = reports::history(&cx, report, compare).await.unwrap();
        assert!(history.compared.unwrap().passages.is_empty(), "the version has what the report has");
        assert!(read(&cx, report, passage.id).await.body.ends_with("Ngay trước khi trình."));
    }

    async fn what_comes_after_a_step_is_kept_aside_and_merged_by_hand(office) {
        let (cx, report, passage) = open(&office).await;
        let mut window = Window::open(&office, "editor.pgddt", report, 101).await;
        window.add(passage.id, "Viết khi mất mạng.");
        submit(&office, report).await;
        assert_eq!(window.send().await, Err(Denial::WrongState.into()));
        give_back(&office, report).await;
        // Open again, but it is another epoch: not merged silently.
        window.add(passage.id, "Viết thêm.");
        assert_eq!(window.send().await, Err(Denial::WrongState.into()));
        assert!(!read(&cx, report, passage.id).await.body.contains("mất mạng"));
        let late = document::late_updates(&cx, report).await.unwrap();
        assert_eq!(late.len(), 2);
        assert!(late[0].by.is_some() && late[0].passages[0].1.ends_with("Viết khi mất mạng."), "{late:?}");
        document::merge_late(&cx, report, late[0].id).await.unwrap();
        document::drop_late(&cx, report, late[1].id).await.unwrap();
        assert!(document::late_updates(&cx, report).await.unwrap().is_empty());
        assert!(read(&cx, report, passage.id).await.body.ends_with("Viết khi mất mạng."));
        window.doc = Doc::with_client_id(201_u32.into());
        window.hear().await;
        window.add(passage.id, "Tiếp.");
        window.send().await.unwrap();
    }

    async fn what_is_late_is_kept_once_however_often_it_is_tried(office) {
        let (cx, report, passage) = open(&office).await;
        let window = Window::open(&office, "editor.pgddt", report, 101).await;
        window.add(passage.id, "Viết khi mất mạng.");
        submit(&office, report).await;
        for _ in 0..2 {
            assert_eq!(window.send().await, Err(Denial::WrongState.into()));
        }
        let [late] = &document::late_updates(&cx, report).await.unwrap()[..] else { panic!("one copy") };
        for _ in 0..2 {
            assert_eq!(document::merge_late(&cx, report, late.id).await, Err(Denial::WrongState.into()));
        }
        assert_eq!(document::late_updates(&cx, report).await.unwrap(), std::slice::from_ref(late));
        give_back(&office, report).await;
        document::merge_late(&cx, report, late.id).await.unwrap();
        assert_eq!(document::merge_late(&cx, report, late.id).await, Err(Error::NotFound));
        assert!(document::late_updates(&cx, report).await.unwrap().is_empty());
        let merged = read(&cx, report, passage.id).await;
        assert_eq!(merged.body.matches("Viết khi mất mạng.").count(), 1);
    }

    /// The log is kept short, and whoever was behind it still gets everything.
    async fn what_is_folded_leaves_the_log_and_nobody_behind(office) {
        let (cx, report, passage) = open(&office).await;
        let clock = office.state.clock.now();
        let other = giaoban::server::state(office.elsewhere().await, None, Some(clock)).await.unwrap();
        let head = office.of("head.pgddt").await.actor;
        let other = Context::new(&other, head, &giaoban::server::Visitor::default());
        // The other process has the document as it is now.
        document::share(&other, report, &[]).await.unwrap();

        let mut window = Window::open(&office, "editor.pgddt", report, 101).await;
        window.add(passage.id, "Số");
        let line = window.texts(passage.id).len() - 1;
        for number in 1..=210 {
            window.type_at(passage.id, line, true, &format!(" {number}"));
            window.send().await.unwrap();
            window.known = window.doc.transact().state_vector().encode_v1();
        }
        let last = read(&cx, report, passage.id).await;
        assert!(last.body.ends_with(" 209 210"), "{}", last.body);
        let rows = report_update::Entity::find()
            .filter(report_update::Column::ReportId.eq(report))
            .count(&cx.db)
            .await
            .unwrap();
        assert!(rows <= 20, "{rows} updates are kept");

        // A follower that has nothing gets all of it as one.
        let path = format!("/reports/{report}/document/events?after=0&epoch={}", window.epoch);
        let browser = office.signed_in("head.pgddt").await;
        let request = browser.request(Method::GET, &path).body(Body::empty()).unwrap();
        let mut stream = browser.stream(request).await;
        stream.until("event: now").await;
        assert!(stream.heard.matches("event: update").count() <= 20, "{}", stream.heard.len());
        let data = stream.heard.lines().find_map(|it| it.strip_prefix("data: ")).unwrap();
        let heard = Doc::with_client_id(7_u32.into());
        let bytes = STANDARD.decode(data).unwrap();
        heard.transact_mut().apply_update(Update::decode_v1(&bytes).unwrap()).unwrap();
        let mut txn = heard.transact_mut();
        let text = txn.get_or_insert_xml_fragment(format!("p:{}", passage.id)).get_string(&txn);
        drop(txn);
        assert!(text.contains(" 209 210"), "{text}");

        // The other process goes on where the first is, and what it takes in builds on it.
        let mut elsewhere = Window { cx: other, report, doc: Doc::with_client_id(202_u32.into()), client: 202, epoch: 0, known: Vec::new() };
        elsewhere.hear().await;
        elsewhere.type_at(passage.id, line, true, " và hết");
        elsewhere.send().await.unwrap();
        assert!(read(&cx, report, passage.id).await.body.ends_with(" 209 210 và hết"));
    }

    async fn writing_is_one_record_for_some_minutes(office) {
        let (cx, report, passage) = open(&office).await;
        let mut office = office;
        let records = async || {
            audit::Entity::find()
                .filter(audit::Column::SubjectId.eq(passage.id.0))
                .filter(audit::Column::Action.eq("passage.write"))
                .order_by_asc(audit::Column::At)
                .order_by_asc(audit::Column::Id)
                .all(&cx.db)
                .await
                .unwrap()
        };
        let before = records().await.len();
        // Long after the passage was made.
        office.at("2016-07-11T08:00:00");
        let mut window = Window::open(&office, "editor.pgddt", report, 101).await;
        for words in ["Một.", "Hai.", "Ba."] {
            window.add(passage.id, words);
            window.send().await.unwrap();
            window.hear().await;
            read(&window.cx, report, passage.id).await;
        }
        let kept = records().await;
        assert_eq!(kept.len(), before + 1);
        let told = |it: &audit::Model| (it.before.clone().unwrap(), it.after.clone().unwrap());
        let (from, to) = told(kept.last().unwrap());
        assert!(!from.contains("Một.") && to.contains("Ba."), "{from} {to}");

        office.at("2016-07-11T08:06:00");
        let mut window = Window::open(&office, "editor.pgddt", report, 102).await;
        window.add(passage.id, "Sau đó.");
        window.send().await.unwrap();
        window.hear().await;
        read(&window.cx, report, passage.id).await;
        let kept = records().await;
        assert_eq!(kept.len(), before + 2);
        let (from, to) = told(kept.last().unwrap());
        assert!(from.contains("Ba.") && to.contains("Sau đó."), "{from} {to}");
    }

    async fn a_report_takes_so_many_passages_and_no_more(office) {
        let (cx, report, first) = open(&office).await;
        let row = passage::Entity::find_by_id(first.id).one(&cx.db).await.unwrap().unwrap();
        let more = (0..500).map(|_| passage::Model { id: PassageId::fresh(), ..row.clone() }.into_active_model());
        passage::Entity::insert_many(more).exec_without_returning(&cx.db).await.unwrap();
        let head = PassageHead { id: PassageId::fresh(), sector: first.sector, kind: PassageKind::Plan, grade: None };
        let refused = document::describe_passage(&cx, report, head).await;
        assert_eq!(refused.unwrap_err(), Error::TooMany(500));
        let edit = PassageEdit {
            id: PassageId::fresh(),
            sector: first.sector,
            kind: PassageKind::Plan,
            body: "Thêm một đoạn.".into(),
            grade: None,
            seen: 0,
            sent: Vec::new(),
        };
        assert_eq!(reports::save_passages(&cx, report, vec![edit]).await.unwrap_err(), Error::TooMany(500));
    }

    async fn what_is_refused_leaves_the_document_as_it_was(office) {
        let (cx, report, passage) = open(&office).await;
        let window = Window::open(&office, "editor.pgddt", report, 101).await;
        let before = document::share(&cx, report, &[]).await.unwrap();
        let passage = read(&cx, report, passage.id).await;
        let append = |bytes: Vec<u8>| {
            let cx = cx.clone();
            async move { document::append(&cx, report, before.epoch, 7, bytes).await }
        };
        for bytes in [vec![], vec![0xff; 40], vec![1, 2, 3, 4, 5], b"<script>".to_vec()] {
            assert!(matches!(append(bytes.clone()).await, Err(Error::Invalid(_))), "{bytes:?}");
        }
        assert!(matches!(append(vec![0; 1_000_001]).await, Err(Error::TooLarge(_))));
        // A passage of another report.
        let foreign = Doc::with_client_id(300_u32.into());
        let mut txn = foreign.transact_mut();
        txn.get_or_insert_xml_fragment(format!("p:{}", PassageId::fresh()))
            .push_back(&mut txn, XmlElementPrelim::empty("paragraph"));
        let bytes = txn.encode_update_v1();
        drop(txn);
        assert!(matches!(append(bytes).await, Err(Error::Invalid(_))));
        // Behind something that never came.
        window.add(passage.id, "Mất.");
        let lost = window.doc.transact().state_vector();
        window.add(passage.id, "Sau.");
        let behind = window.doc.transact().encode_diff_v1(&lost);
        assert_eq!(append(behind).await.unwrap_err(), Error::Conflict);
        let after = document::share(&cx, report, &[]).await.unwrap();
        assert_eq!((after.update, after.number), (before.update, before.number));
        assert_eq!(read(&cx, report, passage.id).await, passage);
    }

    async fn others_are_seen_and_leave_when_they_are_silent(office) {
        let mut office = office;
        let (cx, report, _) = open(&office).await;
        let head = office.of("head.pgddt").await;
        let now = office.state.clock.now();
        cx.documents.is_here(report, &cx.actor, "101", None, now);
        cx.documents.is_here(report, &head.actor, "102", Some("AAAA".into()), now);
        let here = document::who_is_here(&cx, report).await.unwrap();
        assert_eq!(here.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), [&cx.actor.name, &head.actor.name]);
        assert!(here[0].colour != here[1].colour && here.iter().all(|it| it.colour < 8));
        cx.documents.has_left(report, cx.actor.person, "101");
        assert_eq!(document::who_is_here(&cx, report).await.unwrap().len(), 1);
        office.at("2016-07-11T07:31:30");
        let cx = office.of("editor.pgddt").await;
        assert!(document::who_is_here(&cx, report).await.unwrap().is_empty());
    }

    async fn the_routes_let_in_whom_they_should(office) {
        let (_, report, passage) = open(&office).await;
        let mut editor = Window::open(&office, "editor.pgddt", report, 101).await;
        editor.add(passage.id, "Qua cửa.");
        let bytes = editor.unsent();
        let fill = |path: &str| path.replace("{report}", &report.to_string());
        for route in ROUTES {
            let path = fill(route.path);
            let stranger = send(&office.stranger(), &route.method, &path, editor.epoch, bytes.clone()).await;
            assert_eq!(stranger.status, StatusCode::UNAUTHORIZED, "{path}");
            assert!(stranger.text.contains("signed_out"), "{}", stranger.text);
            for (name, device) in [
                ("editor.pgddt", Device::Phone), ("reader", Device::Computer), ("office", Device::Computer),
                ("delegate.pgddt", Device::Computer), ("admin", Device::Computer),
            ] {
                let browser = match device {
                    Device::Phone => office.phone(name).await,
                    _ => office.signed_in(name).await,
                };
                let writes = matches!(route.need, Need::Write(_));
                // A stream does not end, so whoever is let into it is not asked here.
                let may = !writes && name == "editor.pgddt";
                if may && path.ends_with("/events") {
                    continue;
                }
                let answer = send(&browser, &route.method, &path, editor.epoch, bytes.clone()).await;
                let expected = if may { StatusCode::OK } else { StatusCode::FORBIDDEN };
                assert_eq!(answer.status, expected, "{name} at {} {path}: {}", route.method, answer.text);
            }
        }
        // Nobody's update got in but the editor's own.
        let browser = office.signed_in("editor.pgddt").await;
        let path = fill("/reports/{report}/document");
        let answer = send(&browser, &Method::POST, &path, editor.epoch, bytes.clone()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert!(answer.text.contains("\"number\":"), "{}", answer.text);
        let stale = send(&browser, &Method::POST, &path, editor.epoch + 1, bytes.clone()).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text.contains("WrongState"), "{}", stale.text);
        let large = send(&browser, &Method::POST, &path, editor.epoch, vec![0; 1_000_001]).await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", large.text);
        let broken = send(&browser, &Method::POST, &path, editor.epoch, vec![9, 9, 9]).await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", broken.text);
        let given = browser.get(&format!("{path}?vector=")).await;
        assert_eq!(given.status, StatusCode::OK);
        assert_eq!(given.headers["x-document-open"], "true");
        assert_eq!(given.headers["x-document-epoch"], editor.epoch.to_string());
        let missing = browser.get(&format!("{path}?vector=!!!")).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        editor.hear().await;
    }

    async fn a_tab_left_open_writes_in_nobody_elses_name(office) {
        let (cx, report, passage) = open(&office).await;
        let window = Window::open(&office, "editor.pgddt", report, 101).await;
        window.add(passage.id, "Của người soạn.");
        // The head may write here too, and has signed in where the editor's tab is still open.
        let head = office.signed_in("head.pgddt").await;
        let path = format!("/reports/{report}/document");
        let labelled = |browser: &Browser, method: &Method, path: &str, person: String| {
            let body = if path.ends_with("/presence") { br#"{"client":"101"}"#.to_vec() } else { window.unsent() };
            browser
                .request(method.clone(), path)
                .header("x-document-epoch", window.epoch.to_string())
                .header("x-document-client", "101")
                .header("x-document-person", person)
                .body(if method == Method::GET { Body::empty() } else { Body::from(body) })
                .unwrap()
        };
        let own = cx.actor.person.to_string();
        for (method, path) in
            [(Method::GET, path.clone()), (Method::POST, path.clone()), (Method::POST, format!("/reports/{report}/presence"))]
        {
            let answer = head.send(labelled(&head, &method, &path, own.clone())).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}: {}", answer.text);
        }
        let unreadable = head.send(labelled(&head, &Method::POST, &path, "ai".into())).await;
        assert_eq!(unreadable.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unreadable.text);
        let described = serde_json::json!({
            "id": report,
            "head": PassageHead { id: passage.id, sector: passage.sector, kind: PassageKind::Plan, grade: None },
            "writer": own,
        });
        let removed = serde_json::json!({"id": report, "passage": passage.id, "writer": own});
        for (function, arguments) in [("describe_passage", &described), ("remove_passage", &removed)] {
            let answer = head.call(&format!("/api/fn/{function}"), &arguments.to_string()).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{function}: {}", answer.text);
        }
        let stands = read(&cx, report, passage.id).await;
        assert_eq!((stands.kind, stands.body), (passage.kind, passage.body.clone()));

        let editor = office.signed_in("editor.pgddt").await;
        let taken = editor.send(labelled(&editor, &Method::POST, &path, own.clone())).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
        let answer = editor.call("/api/fn/describe_passage", &described.to_string()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let written = read(&cx, report, passage.id).await;
        assert_eq!(written.kind, PassageKind::Plan);
        assert!(written.body.ends_with("Của người soạn."), "{}", written.body);
    }

    async fn a_follower_is_told_of_what_others_write(office) {
        let (_, report, passage) = open(&office).await;
        let window = Window::open(&office, "editor.pgddt", report, 101).await;
        let browser = office.signed_in("head.pgddt").await;
        let path = format!("/reports/{report}/document/events?after=0&epoch={}", window.epoch);
        let request = browser.request(Method::GET, &path).body(Body::empty()).unwrap();
        let mut stream = browser.stream(request).await;
        window.cx.documents.is_here(report, &window.cx.actor, "101", None, window.cx.now());
        window.add(passage.id, "Tin mới.");
        let number = window.send().await.unwrap();
        stream.until(&format!("id: {number}\n")).await;
        submit(&office, report).await;
        stream.until("event: closed").await;
        assert!(stream.heard.contains("event: presence") && stream.heard.contains("submitted"), "{}", stream.heard);
    }

    async fn a_stream_ends_with_its_session_and_its_rights(office) {
        let (_, report, _) = open(&office).await;
        let follow = async |browser: &Browser, path: &str| {
            let request = browser.request(Method::GET, &format!("/reports/{report}/{path}")).body(Body::empty());
            browser.stream(request.unwrap()).await
        };
        let head = office.signed_in("head.pgddt").await;
        let other = office.signed_in("head.pgddt").await;
        let (mut words, mut figures) =
            (follow(&head, "document/events").await, follow(&head, "figures/events").await);
        let mut stays = follow(&other, "document/events").await;
        for stream in [&mut words, &mut stays] {
            stream.until("event: now").await;
        }
        figures.until("data: look").await;
        head.form("/logout", "").await;
        words.end().await;
        figures.end().await;

        // A right that is taken away ends the session's stream with the next thing that happens.
        let taken = "delete from role_grant where person_id in (select id from person where username = 'head.pgddt')";
        office.db().execute_unprepared(taken).await.unwrap();
        submit(&office, report).await;
        stays.end().await;
        assert!(!stays.heard.contains("event: closed"), "{}", stays.heard);
    }
}

async fn send(browser: &Browser, method: &Method, path: &str, epoch: i64, bytes: Vec<u8>) -> Answer {
    let body = if path.ends_with("/presence") { br#"{"client":"101"}"#.to_vec() } else { bytes };
    let request = browser
        .request(method.clone(), path)
        .header("x-document-epoch", epoch.to_string())
        .header("x-document-client", "101")
        .body(if method == Method::GET { Body::empty() } else { Body::from(body) });
    browser.send(request.unwrap()).await
}
