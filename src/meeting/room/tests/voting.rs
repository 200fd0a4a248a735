//! Votes.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap as Map;

fn cast(number: u128, choice: Choice) -> Happening {
    Happening::VoteCast { vote: vote(number), choice }
}

#[test]
fn a_vote_is_changed_until_it_is_closed_and_then_late() {
    let mut sitting = Sitting::begun();
    assert_eq!(sitting.does(FIRST, opened(1, Method::Named, None)), Err(Denial::NotAllowed));
    sitting.must(CHAIR, opened(1, Method::Named, None));
    assert_eq!(sitting.does(CHAIR, opened(2, Method::Named, None)), Err(Denial::WrongState), "one at a time");
    sitting.must(FIRST, cast(1, Choice::No));
    assert_eq!(sitting.does(FIRST, cast(1, Choice::No)), Err(Denial::AlreadyDone));
    sitting.must(FIRST, cast(1, Choice::Yes));
    sitting.must(FIRST + 1, cast(1, Choice::Yes));
    assert_eq!(sitting.does(READER, cast(1, Choice::Yes)), Err(Denial::NotSeated));
    assert_eq!(sitting.does(CHAIR, cast(1, Choice::Yes)), Err(Denial::NotSeated));
    assert_eq!(sitting.does(FIRST, Happening::VoteClosed { vote: vote(1) }), Err(Denial::NotAllowed));
    let outcome = sitting.room.votes.find(vote(1)).unwrap().outcome();
    assert!(!outcome.quorate && !outcome.carried);
    sitting.must(FIRST + 2, cast(1, Choice::Yes));
    sitting.must(CHAIR, Happening::VoteClosed { vote: vote(1) });
    assert_eq!(sitting.does(FIRST + 3, cast(1, Choice::No)), Err(Denial::VoteClosed));
    assert_eq!(sitting.does(CHAIR, Happening::VoteClosed { vote: vote(1) }), Err(Denial::VoteClosed));
    let outcome = sitting.room.votes.find(vote(1)).unwrap().outcome();
    assert_eq!(outcome.tally, Tally { yes: 3, no: 0, abstain: 0 });
    assert!(outcome.quorate && outcome.carried && outcome.voters == 5);
}

#[test]
fn a_vote_closes_by_its_time() {
    let mut sitting = Sitting::begun();
    sitting.must(CHAIR, opened(1, Method::Named, Some(at(60))));
    sitting.wait(59).must(FIRST, cast(1, Choice::Yes));
    sitting.wait(1);
    assert_eq!(sitting.does(FIRST + 1, cast(1, Choice::Yes)), Err(Denial::VoteClosed));
    let over = sitting.room.votes.find(vote(1)).unwrap();
    assert_eq!((over.over_at(at(59)), over.over_at(at(99))), (None, Some(at(60))));
    // The next may be opened without closing it by hand.
    sitting.must(CHAIR, opened(2, Method::Named, None));
}

#[test]
fn hands_are_counted_by_the_secretary_and_name_nobody() {
    let mut sitting = Sitting::begun();
    sitting.must(CHAIR, opened(1, Method::Hands, None));
    assert_eq!(sitting.does(FIRST, cast(1, Choice::Yes)), Err(Denial::WrongState));
    let counted = |yes, no| Happening::HandsCounted { vote: vote(1), yes, no, abstain: 0 };
    assert_eq!(sitting.does(FIRST, counted(1, 0)), Err(Denial::NotAllowed));
    assert_eq!(sitting.does(SECRETARY, counted(5, 1)), Err(Denial::TooManyHands));
    sitting.must(SECRETARY, counted(2, 2));
    sitting.must(SECRETARY, counted(4, 1));
    sitting.must(CHAIR, Happening::Ended);
    assert_eq!(sitting.does(SECRETARY, counted(5, 0)), Err(Denial::VoteClosed));
    let outcome = sitting.room.votes.find(vote(1)).unwrap().outcome();
    assert!(outcome.carried && outcome.tally == Tally { yes: 4, no: 1, abstain: 0 });
}

#[test]
fn who_says_nothing_agrees_and_is_counted_as_that() {
    let mut sitting = Sitting::begun();
    sitting.must(CHAIR, opened(1, Method::Silence, Some(at(60))));
    sitting.must(FIRST, cast(1, Choice::No));
    let outcome = sitting.room.votes.find(vote(1)).unwrap().outcome();
    assert_eq!((outcome.tally, outcome.silent), (Tally { yes: 4, no: 1, abstain: 0 }, 4));
}

#[test]
fn a_vote_is_asked_for_in_words_that_can_be_meant() {
    let input = VoteInput {
        subject: Subject::Item(item(1)),
        question: " ".into(),
        method: Method::Hands,
        agreement: false,
        quorum: "0".into(),
        seconds: "30".into(),
    };
    let wrong = input.parse().unwrap_err();
    assert_eq!(wrong.0.keys().collect::<Vec<_>>(), ["question", "quorum", "seconds"]);
    let silent = VoteInput { question: "?".into(), quorum: String::new(), seconds: String::new(), ..input };
    let silent = VoteInput { method: Method::Silence, ..silent };
    assert_eq!(silent.parse().unwrap_err().0.keys().collect::<Vec<_>>(), ["seconds"]);
    let named = VoteInput { method: Method::Named, ..silent };
    assert_eq!(named.parse().unwrap().seconds, None);
}

proptest! {
    #[test]
    fn each_is_counted_once_whatever_is_repeated(
        casts in prop::collection::vec((0..8_usize, 0..3_usize, 0..4_i64), 0..80),
    ) {
        let mut sitting = Sitting::begun();
        sitting.must(CHAIR, opened(1, Method::Named, Some(at(100))));
        let mut last = Map::new();
        for (who, choice, pause) in casts {
            sitting.now += pause;
            let choice = Choice::ALL[choice];
            // Sent twice, as an impatient finger or a bad line does.
            let taken = sitting.does(who, cast(1, choice)).is_ok();
            prop_assert!(sitting.does(who, cast(1, choice)).is_err());
            prop_assert!(!taken || sitting.now < 100);
            if taken {
                last.insert(person(who), choice);
            }
        }
        let outcome = sitting.room.votes.find(vote(1)).unwrap().outcome();
        let of = |choice| last.values().filter(|it| **it == choice).count() as u32;
        prop_assert_eq!(
            outcome.tally,
            Tally { yes: of(Choice::Yes), no: of(Choice::No), abstain: of(Choice::Abstain) }
        );
        prop_assert!(outcome.tally.total() <= outcome.voters);
    }
}
