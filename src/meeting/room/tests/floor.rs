//! The floor, attendance, opinions and wording.

use super::*;

fn asks(point_of_order: bool) -> Happening {
    Happening::FloorAsked { item: item(1), who: None, point_of_order }
}

fn order(sitting: &Sitting) -> Vec<i64> {
    sitting.room.floor.waiting_on(item(1)).map(|it| it.seq).collect()
}

#[test]
fn a_point_of_order_goes_before_and_the_chair_orders_the_rest() {
    let mut sitting = Sitting::begun();
    let first = sitting.must(FIRST, asks(false));
    let second = sitting.must(FIRST + 1, asks(false));
    assert_eq!(sitting.does(FIRST, asks(false)), Err(Denial::AlreadyDone));
    let urgent = sitting.must(FIRST + 2, asks(true));
    assert_eq!(order(&sitting), [urgent, first, second]);
    sitting.must(CHAIR, Happening::FloorOrdered { item: item(1), order: vec![urgent, second, 99] });
    assert_eq!(order(&sitting), [urgent, second, first]);
    sitting.must(CHAIR, Happening::FloorSkipped { request: urgent });
    assert_eq!(
        sitting.does(FIRST + 1, Happening::FloorWithdrawn { request: first }),
        Err(Denial::NotAllowed)
    );
    sitting.must(FIRST, Happening::FloorWithdrawn { request: first });
    assert_eq!(sitting.does(FIRST, Happening::FloorWithdrawn { request: first }), Err(Denial::AlreadyDone));
    assert_eq!(order(&sitting), [second]);
    let guest = Happening::FloorAsked {
        item: item(1),
        who: Some(Who::Guest("Sở Y tế".into())),
        point_of_order: false,
    };
    assert_eq!(sitting.does(FIRST, guest.clone()), Err(Denial::NotAllowed));
    sitting.must(CHAIR, guest);
}

#[test]
fn speaking_times_stop_with_the_meeting_and_are_kept() {
    let mut sitting = Sitting::begun();
    let request = sitting.must(FIRST, asks(false));
    let given = Happening::FloorGiven { request, seconds: Some(120) };
    assert_eq!(sitting.does(FIRST, given.clone()), Err(Denial::NotAllowed));
    sitting.wait(5).must(CHAIR, given);
    sitting.wait(50).must(CHAIR, Happening::Paused);
    let clock = sitting.room.speakers_clock(at(500)).unwrap();
    assert_eq!((clock.spent, clock.left(), clock.runs), (50, Some(70), false));
    sitting.wait(400).must(CHAIR, Happening::Resumed);
    sitting.wait(100).must(CHAIR, Happening::FloorTaken);
    assert_eq!(sitting.does(CHAIR, Happening::FloorTaken), Err(Denial::AlreadyDone));
    let turn = &sitting.room.floor.turns[0];
    assert_eq!(
        (turn.seconds, turn.who.is(person(FIRST)), sitting.room.floor.speaking.is_none()),
        (150, true, true)
    );
}

#[test]
fn attendance_counts_those_here_and_a_substitute_takes_the_seat() {
    let mut sitting = Sitting::default();
    let own = Happening::Arrived { who: None, way: Way::Own };
    sitting.must(FIRST, own.clone());
    assert_eq!(sitting.does(FIRST, own.clone()), Err(Denial::AlreadyDone));
    assert_eq!(sitting.does(READER, own.clone()), Err(Denial::NotSeated));
    let listed = |number| Happening::Arrived { who: Some(Who::Person(person(number))), way: Way::List };
    assert_eq!(sitting.does(FIRST, listed(FIRST + 1)), Err(Denial::NotAllowed));
    sitting.must(SECRETARY, listed(FIRST + 1));
    let stands = Happening::Substituted {
        absent: person(FIRST + 2),
        substitute: Who::Person(person(READER)),
        name: "Bình".into(),
    };
    sitting.must(SECRETARY, stands.clone());
    assert_eq!(sitting.does(SECRETARY, stands), Err(Denial::AlreadyDone));
    assert_eq!(sitting.does(FIRST + 2, own.clone()), Err(Denial::NotSeated));
    sitting.must(FIRST, Happening::Left { who: None });
    assert_eq!(sitting.room.attendance.here(), 2);
    sitting.must(FIRST, own);
    assert_eq!((sitting.room.attendance.here(), sitting.room.attendance.0.len()), (3, 3));
    sitting.must(CHAIR, Happening::Started);
    sitting.must(READER, Happening::FloorAsked { item: item(1), who: None, point_of_order: false });
}

#[test]
fn a_substitute_is_corrected_and_gives_the_seat_back() {
    let mut sitting = Sitting::default();
    let absent = person(FIRST);
    let by = |name: &str| Happening::Substituted {
        absent,
        substitute: Who::Guest(name.into()),
        name: String::new(),
    };
    sitting.must(SECRETARY, by("Nguyễn Văn Bính"));
    sitting.must(SECRETARY, by("Nguyễn Văn Bình"));
    let names =
        |sitting: &Sitting| sitting.room.attendance.0.iter().map(|it| it.who.clone()).collect::<Vec<_>>();
    assert_eq!(names(&sitting), [Who::Guest("Nguyễn Văn Bình".into())]);
    sitting.must(SECRETARY, Happening::Arrived { who: Some(Who::Person(absent)), way: Way::List });
    assert_eq!(sitting.room.attendance.substitute_of(absent), None);
    assert_eq!((sitting.room.attendance.here(), names(&sitting).len()), (1, 2));
    assert_eq!(sitting.does(SECRETARY, by("Nguyễn Văn Bình")), Err(Denial::AlreadyDone));
}

#[test]
fn a_phone_only_says_that_its_owner_is_here() {
    let phone = Actor { device: Device::Phone, ..actor(FIRST) };
    let hand = Hand { actor: &phone, meeting: MeetingId::default(), invited: true, device: None };
    let may = |way| {
        let what = Happening::Arrived { who: None, way };
        may_cause(&hand, &Room::default(), &Event { seq: 1, at: at(0), by: Some(phone.person), what })
    };
    assert_eq!((may(Way::Code), may(Way::Own)), (Ok(()), Err(Denial::ReadOnlyDevice)));
}

fn drafted(seen: i64, body: &str) -> Happening {
    Happening::Drafted { item: item(1), conclusion: None, seen, body: body.into() }
}

#[test]
fn a_wording_is_written_answered_proposed_and_recorded() {
    let mut sitting = Sitting::begun();
    let draft = sitting.must(SECRETARY, drafted(0, "Thống nhất"));
    assert_eq!(sitting.does(FIRST, drafted(draft, "Của tôi")), Err(Denial::NotAllowed));
    sitting.must(FIRST, Happening::WordingAnswered { wording: draft, agrees: true });
    let again = Happening::WordingAnswered { wording: draft, agrees: true };
    assert_eq!(sitting.does(FIRST, again.clone()), Err(Denial::AlreadyDone));
    let proposed =
        Happening::WordingProposed { item: item(1), conclusion: None, body: "Thống nhất cao".into() };
    let proposal = sitting.must(FIRST + 1, proposed.clone());
    assert_eq!(sitting.does(FIRST + 1, proposed), Err(Denial::AlreadyDone));
    assert_eq!(sitting.does(FIRST + 1, Happening::ProposalTaken { proposal }), Err(Denial::NotAllowed));
    let taken = sitting.must(SECRETARY, Happening::ProposalTaken { proposal });
    assert_eq!(sitting.does(FIRST, again), Err(Denial::Outdated));
    assert_eq!(sitting.room.wordings.draft(item(1), None).unwrap().body, "Thống nhất cao");
    sitting.must(FIRST, Happening::WordingAnswered { wording: taken, agrees: false });
    let passage = crate::id::PassageId(Uuid::from_u128(5));
    let with = sitting.must(
        SECRETARY,
        Happening::PassageTaken { item: item(1), conclusion: None, passage, body: "Tăng 3%.".into() },
    );
    let draft = sitting.room.wordings.draft(item(1), None).unwrap().clone();
    assert_eq!((draft.body.as_str(), draft.sources), ("Thống nhất cao\nTăng 3%.", vec![passage]));
    sitting.must(FIRST, Happening::WordingAnswered { wording: with, agrees: true });
    let conclusion = ConclusionId(Uuid::from_u128(7));
    let recorded =
        sitting.must(SECRETARY, Happening::Concluded { conclusion, item: item(1), body: draft.body });
    assert!(sitting.room.wordings.drafts.is_empty());
    assert_eq!(sitting.room.wordings.answers_to(recorded), (1, 0), "it was recorded as it was answered");
    let tasked = Happening::Tasked {
        conclusion,
        task: TaskId::default(),
        code: "NV-2016-01".into(),
        title: "Tăng kiểm tra".into(),
        lead: "Phòng Y tế".into(),
        due_on: NaiveDate::from_ymd_opt(2016, 12, 15).unwrap(),
    };
    sitting.must(SECRETARY, tasked);
    assert_eq!(sitting.room.wordings.answers_to(recorded), (1, 0));
    sitting.must(SECRETARY, Happening::Concluded { conclusion, item: item(1), body: "Khác".into() });
    assert_eq!(sitting.room.wordings.answers_to(recorded), (0, 0));
    let kept = &sitting.room.conclusions;
    assert_eq!((kept.len(), kept[0].body.as_str(), kept[0].tasks.len()), (1, "Khác", 1));
}

#[test]
fn opinions_are_noted_reworded_and_struck_by_the_secretary() {
    let mut sitting = Sitting::begun();
    let noted =
        Happening::OpinionNoted {
            item: item(1), who: Who::Person(person(FIRST)), body: "Nhất trí".into()
        };
    assert_eq!(sitting.does(FIRST, noted.clone()), Err(Denial::NotAllowed));
    let opinion = sitting.must(SECRETARY, noted);
    sitting.must(SECRETARY, Happening::OpinionReworded { opinion, body: "Nhất trí cao".into() });
    assert_eq!(sitting.room.opinions.on(item(1)).next().unwrap().body, "Nhất trí cao");
    sitting.must(CHAIR, Happening::Ended);
    sitting.must(SECRETARY, Happening::OpinionStruck { opinion });
    assert_eq!(sitting.does(SECRETARY, Happening::OpinionStruck { opinion }), Err(Denial::AlreadyDone));
}
