//! What holds for every log.

use super::*;
use crate::id::PassageId;
use proptest::prelude::*;

/// A request by somebody: who, what of the many, of which, how long after the last.
type Ask = (usize, usize, usize, i64);

fn asks(most: usize) -> impl Strategy<Value = Vec<Ask>> {
    asked_by(0, most)
}

/// As [`asks`], by everybody from that one on.
fn asked_by(first: usize, most: usize) -> impl Strategy<Value = Vec<Ask>> {
    prop::collection::vec((first..8_usize, 0..ALL_KINDS, 0..6_usize, 0..40_i64), 0..most)
}

/// Those of which the example is made, which is kept as it is.
const KINDS: usize = 32;
const ALL_KINDS: usize = 37;

/// Something that somebody may try, sensible or not, in the room as it is.
fn attempt(room: &Room, kind: usize, which: usize) -> Happening {
    let at_item = item(1 + which as u128 % 3);
    let request = room.floor.requests.get(which % 3).map_or(which as i64, |it| it.seq);
    let open = room.votes.0.last().map_or(vote(0), |it| it.id);
    let wording = room.wordings.drafts.first().map_or(which as i64, |it| it.seq);
    let proposal = room.wordings.proposals.last().map_or(which as i64, |it| it.seq);
    let opinion = room.opinions.0.first().map_or(which as i64, |it| it.seq);
    let conclusion = ConclusionId(Uuid::from_u128(1 + which as u128 % 2));
    let body = format!("Lời {which}");
    let somebody = Who::Person(person(which));
    let closes = (which.is_multiple_of(2)).then(|| room.at.unwrap_or_default() + Duration::seconds(50));
    match kind {
        0 => Happening::Started,
        1 | 2 => Happening::ItemOpened { item: at_item },
        3 => Happening::Paused,
        4 => Happening::Resumed,
        5 if which == 5 => Happening::Ended,
        5 => Happening::Adjourned { until: None },
        6 => Happening::Reconvened,
        7 => Happening::ItemTimed { item: at_item, seconds: 60 },
        8 | 9 => Happening::FloorAsked { item: at_item, who: None, point_of_order: which == 0 },
        10 => Happening::FloorAsked { item: at_item, who: Some(somebody), point_of_order: false },
        11 => Happening::FloorWithdrawn { request },
        12 => Happening::FloorOrdered { item: at_item, order: vec![request] },
        13 => Happening::FloorGiven { request, seconds: Some(30) },
        14 => Happening::FloorTaken,
        15 => Happening::FloorSkipped { request },
        16 => opened(room.seq as u128, Method::ALL[which % 3], closes),
        17 | 18 => Happening::VoteCast { vote: open, choice: Choice::ALL[which % 3] },
        19 => Happening::HandsCounted { vote: open, yes: which as u32, no: 0, abstain: 0 },
        20 => Happening::VoteClosed { vote: open },
        21 => Happening::Arrived { who: None, way: Way::Own },
        22 => Happening::Arrived { who: Some(somebody), way: Way::List },
        23 => Happening::Left { who: (which > 3).then_some(somebody) },
        24 => Happening::Substituted {
            absent: person(FIRST),
            substitute: Who::Guest(body),
            name: String::new(),
        },
        25 => Happening::OpinionNoted { item: at_item, who: somebody, body },
        26 => Happening::OpinionReworded { opinion, body },
        27 => Happening::Drafted { item: at_item, conclusion: None, seen: 0, body },
        28 => Happening::WordingProposed { item: at_item, conclusion: None, body },
        29 if which < 3 => Happening::ProposalTaken { proposal },
        29 => Happening::ProposalDeclined { proposal },
        30 => Happening::WordingAnswered { wording, agrees: which.is_multiple_of(2) },
        31 => Happening::Concluded { conclusion, item: at_item, body },
        32 => Happening::ControlTaken { part: Part::ALL[which % 2], device: Uuid::from_u128(which as u128) },
        33 => Happening::OpinionStruck { opinion },
        34 => Happening::DraftDropped { item: at_item, conclusion: None },
        35 => Happening::PassageTaken {
            item: at_item,
            conclusion: None,
            passage: PassageId(Uuid::from_u128(which as u128)),
            body,
        },
        _ => Happening::Tasked {
            conclusion,
            task: TaskId(Uuid::from_u128(room.seq as u128)),
            code: String::new(),
            title: body,
            lead: String::new(),
            due_on: at(0).date_naive(),
        },
    }
}

fn sit(asks: &[Ask]) -> Sitting {
    let mut sitting = Sitting::begun();
    go_on(&mut sitting, asks);
    sitting
}

fn go_on(sitting: &mut Sitting, asks: &[Ask]) {
    for (who, kind, which, pause) in asks {
        sitting.now += pause;
        let what = attempt(&sitting.room, *kind, *which);
        let before = sitting.room.clone();
        if sitting.does(*who, what).is_err() {
            assert_eq!(sitting.room, before);
        }
    }
}

/// A log with most of the kinds in it.
pub fn example() -> Sitting {
    let mut sitting = Sitting::begun();
    for kind in (0..KINDS).rev().chain(0..KINDS) {
        for who in [CHAIR, SECRETARY, FIRST + 1, FIRST + 2] {
            let what = attempt(&sitting.room, kind, 1);
            let _ = sitting.does(who, what);
            sitting.now += 1;
        }
    }
    sitting
}

/// All that only the chair and the secretary may change.
fn led(room: &Room) -> impl PartialEq + std::fmt::Debug + use<> {
    let votes: Vec<_> = room
        .votes
        .0
        .iter()
        .map(|it| (it.id, it.closed_at, it.closes_at, it.hands, it.voters.clone(), it.quorum))
        .collect();
    let decided: Vec<_> = room
        .wordings
        .proposals
        .iter()
        .filter(|it| it.state != ProposalState::Open)
        .map(|it| (it.seq, it.state))
        .collect();
    // Each comes and goes by themselves; who sits in whose place, and who else is there, is the secretary's.
    let own = |who: &Who| (FIRST..8).any(|it| who.is(person(it)));
    let seats: Vec<_> = room
        .attendance
        .0
        .iter()
        .map(|it| (it.who.clone(), it.stands_for))
        .filter(|it| it.1.is_some())
        .collect();
    let others: Vec<_> = room.attendance.0.iter().filter(|it| !own(&it.who)).cloned().collect();
    (
        (decided, seats, others),
        (room.phase, room.current, room.clock_from, room.spent.clone(), room.given.clone(), room.ended_at),
        (room.floor.speaking.clone(), room.floor.turns.clone(), votes),
        (room.conclusions.clone(), room.wordings.drafts.clone(), room.opinions.clone(), room.control.clone()),
    )
}

proptest! {
    #[test]
    fn a_log_folds_to_one_room_on_either_side_of_the_wire(asks in asks(120)) {
        let sitting = sit(&asks);
        prop_assert_eq!(&Room::of(&sitting.events), &sitting.room);
        let wire: Vec<Event> = sitting
            .events
            .iter()
            .map(|it| serde_json::from_str(&serde_json::to_string(it).unwrap()).unwrap())
            .collect();
        prop_assert_eq!(&Room::of(&wire), &sitting.room);
        let room: Room = serde_json::from_str(&serde_json::to_string(&sitting.room).unwrap()).unwrap();
        prop_assert_eq!(room, sitting.room);
    }

    #[test]
    fn what_the_network_repeats_and_reorders_changes_nothing(
        asks in asks(80),
        cut in 0..80_usize,
        order in prop::collection::vec((any::<prop::sample::Index>(), 1..3_usize), 0..200),
    ) {
        let sitting = sit(&asks);
        let cut = cut.min(sitting.events.len());
        let mut inbox = Inbox::new(Room::of(&sitting.events[..cut]));
        for (index, times) in order {
            for _ in 0..times {
                inbox.hear(index.get(&sitting.events).clone());
                let so_far = inbox.room().seq as usize;
                prop_assert_eq!(inbox.room(), &Room::of(&sitting.events[..so_far]));
            }
        }
        // Then it asks for the rest by number, and may get some of it twice.
        let missed = inbox.missing_after().unwrap_or(inbox.room().seq) as usize;
        for event in &sitting.events[missed.saturating_sub(2)..] {
            inbox.hear(event.clone());
        }
        prop_assert_eq!(inbox.room(), &sitting.room);
        prop_assert_eq!(inbox.missing_after(), None);
    }

    #[test]
    fn nothing_that_delegates_try_changes_what_only_the_chair_may(
        prelude in asks(60),
        asks in asked_by(FIRST, 120),
    ) {
        let mut sitting = sit(&prelude);
        let before = led(&sitting.room);
        go_on(&mut sitting, &asks);
        prop_assert_eq!(led(&sitting.room), before);
    }

    #[test]
    fn any_moment_of_the_past_is_shown_as_it_was(asks in asks(80)) {
        let mut sitting = Sitting::begun();
        let mut shown = vec![(sitting.now, sitting.room.clone())];
        for ask in asks {
            go_on(&mut sitting, &[ask]);
            shown.push((sitting.now, sitting.room.clone()));
        }
        for pair in shown.windows(2) {
            let [(now, room), (next, _)] = pair else { unreachable!() };
            if now < next {
                prop_assert_eq!(&Room::as_of(&sitting.events, at(*now)), room);
                prop_assert_eq!(&Room::as_of(&sitting.events, at(next - 1)), room);
            }
        }
        prop_assert_eq!(Room::as_of(&sitting.events, at(-1)), Room::default());
    }

    #[test]
    fn the_items_clocks_together_never_exceed_the_time_that_passed(asks in asks(120)) {
        let sitting = sit(&asks);
        let now = at(sitting.now);
        let spent: i64 = (1..4).map(|it| sitting.room.spent_on(item(it), now)).sum();
        prop_assert!((0..=sitting.now).contains(&spent));
        let spoken: i64 = sitting.room.floor.turns.iter().map(|it| it.seconds).sum();
        prop_assert!((0..=sitting.now).contains(&spoken));
    }
}
