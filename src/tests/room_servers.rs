//! Several servers of one database lead one meeting.

use crate::office::{Browser, Stream};
use crate::on_both;
use crate::room::{act, log, open, room, running, vote_on};
use axum::body::Body;
use axum::http::Method as Verb;
use futures::future::join_all;
use giaoban::error::{Denial, Error};
use giaoban::id::MeetingId;
use giaoban::meeting::server as meetings;
use giaoban::meeting::{Choice, Happening, Method, Room, Way};
use sea_orm::{ConnectionTrait, DbBackend};
use std::time::{Duration, Instant};
use uuid::Uuid;

async fn follow(browser: &Browser, meeting: MeetingId, after: i64) -> Stream {
    let path = format!("/meetings/{meeting}/events?after={after}");
    browser.stream(browser.request(Verb::GET, &path).body(Body::empty()).unwrap()).await
}

on_both! {
    async fn what_happens_at_one_server_reaches_those_at_the_other(office) {
        let (id, _) = running(&office).await;
        let other = office.beside().await;
        let mut stream = follow(&other.signed_in("reader").await, id, 0).await;
        stream.until("id: 2\n").await;
        let chair = office.of("chair").await;
        let began = Instant::now();
        for seq in 3..9 {
            let what = if seq % 2 == 1 { Happening::Paused } else { Happening::Resumed };
            act(&chair, id, what).await.unwrap();
            stream.until(&format!("id: {seq}\n")).await;
        }
        // Without a call each would wait for the next look, five seconds apart on PostgreSQL.
        assert!(began.elapsed() < Duration::from_secs(12), "{:?}", began.elapsed());
        let numbers = stream.heard.lines().filter_map(|it| it.strip_prefix("id: "));
        assert_eq!(numbers.collect::<Vec<_>>(), ["1", "2", "3", "4", "5", "6", "7", "8"], "each once, in order");
        assert_eq!(room(&chair, id).await, room(&other.of("chair").await, id).await);
    }

    async fn two_servers_leave_no_gap_and_fold_the_same(office) {
        let (id, item) = running(&office).await;
        let other = office.beside().await;
        let (here, there) = (office.of("chair").await, other.of("secretary").await);
        let events = (0..20).map(|number| {
            let cx = if number % 2 == 0 { &here } else { &there };
            act(cx, id, Happening::ItemTimed { item, seconds: 60 + number })
        });
        let mut given: Vec<_> = join_all(events).await.into_iter().map(|it| it.unwrap().seq).collect();
        given.sort_unstable();
        assert_eq!(given, (3..23).collect::<Vec<_>>());
        let events = log(&office, id).await;
        assert!(events.is_sorted_by_key(|it| it.at));
        let folded = Room::of(&events);
        assert_eq!(room(&here, id).await, folded);
        assert_eq!(room(&there, id).await, folded);
    }

    async fn a_vote_sent_to_both_is_counted_once(office) {
        let (id, item) = running(&office).await;
        let other = office.beside().await;
        let chair = office.of("chair").await;
        let opened = open(&chair, id, vote_on(item, Method::Named, "")).await;
        let Happening::VoteOpened { vote, .. } = opened.what else { panic!("{opened:?}") };
        let (here, there) = (office.of("delegate.pgddt").await, other.of("delegate.pgddt").await);
        let cast = Happening::VoteCast { vote, choice: Choice::Yes };
        let key = Uuid::now_v7();
        // The same request tried again elsewhere, and another one that says the same.
        let (one, same, again) = tokio::join!(
            meetings::act(&here, id, key, cast.clone()),
            meetings::act(&there, id, key, cast.clone()),
            act(&there, id, cast.clone()),
        );
        let kept: Vec<_> = [&one, &same, &again].into_iter().filter_map(|it| it.as_ref().ok()).collect();
        assert!(!kept.is_empty() && kept.iter().all(|it| it.seq == kept[0].seq), "{one:?} {same:?} {again:?}");
        for refused in [&one, &same, &again].into_iter().filter_map(|it| it.as_ref().err()) {
            assert_eq!(*refused, Error::Denied(Denial::AlreadyDone));
        }
        let votes = room(&other.of("chair").await, id).await.votes;
        assert_eq!(votes.find(vote).unwrap().outcome().tally.total(), 1);
    }

    async fn a_stream_goes_on_by_number_and_outlives_a_lost_listener(office) {
        let (id, _) = running(&office).await;
        let other = office.beside().await;
        let reader = other.signed_in("reader").await;
        let mut stream = follow(&reader, id, 1).await;
        stream.until("id: 2\n").await;
        let chair = office.of("chair").await;
        act(&chair, id, Happening::Paused).await.unwrap();
        stream.until("id: 3\n").await;
        if office.db().get_database_backend() == DbBackend::Postgres {
            let end = "select pg_terminate_backend(pid) from pg_stat_activity \
                       where datname = current_database() and query like 'LISTEN%'";
            office.db().execute_unprepared(end).await.unwrap();
        }
        act(&chair, id, Happening::Resumed).await.unwrap();
        stream.until("id: 4\n").await;
        drop(stream);
        act(&chair, id, Happening::Paused).await.unwrap();
        // A browser that comes back by itself names the last number it heard.
        let path = format!("/meetings/{id}/events?after=1");
        let back = reader.request(Verb::GET, &path).header("last-event-id", "4").body(Body::empty()).unwrap();
        let mut stream = reader.stream(back).await;
        stream.until("id: 5\n").await;
        assert!(!stream.heard.contains("id: 4\n"), "{}", stream.heard);
    }

    async fn a_stream_ends_when_its_owner_signs_out(office) {
        let (id, _) = running(&office).await;
        let delegate = office.signed_in("delegate.pgddt").await;
        let mut stream = follow(&delegate, id, 0).await;
        stream.until("id: 2\n").await;
        delegate.form("/logout", "").await;
        stream.end().await;
    }

    async fn many_followers_are_told_the_same(office) {
        let (id, _) = running(&office).await;
        let reader = office.signed_in("reader").await;
        let mut streams = join_all((0..40).map(|_| follow(&reader, id, 2))).await;
        let delegate = office.of("delegate.pgddt").await;
        for stream in &mut streams {
            stream.until("event: now\n").await;
        }
        act(&delegate, id, Happening::Arrived { who: None, way: Way::Own }).await.unwrap();
        for stream in &mut streams {
            stream.until("id: 3\n").await;
            let data = stream.heard.lines().find_map(|it| it.strip_prefix("data: {")).unwrap();
            assert!(data.contains(&delegate.actor.person.to_string()), "{data}");
        }
    }
}
