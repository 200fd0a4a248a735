//! The demonstration holds what the source states, and says of the rest that it does not.

use crate::on_both;
use giaoban::chart::Status;
use giaoban::indicator::standing;
use giaoban::meeting::{Event, Happening, Phase, Room};
use giaoban::org::UnitKind;
use giaoban::{indicator, meeting, org, period, report, task};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashSet;

on_both! {
    async fn it_holds_what_the_source_counts(office) {
        let cx = office.of("office").await;
        let org = org::server::at(&cx.db, cx.today()).await.unwrap();
        let count = |kind| org.units.iter().filter(|it| it.kind == kind).count();
        assert_eq!(count(UnitKind::Office), 11);
        assert_eq!(count(UnitKind::Ward) + count(UnitKind::Commune), 8);
        assert_eq!(org.sectors.len(), 15);
        assert_eq!(org.functions.len(), 15);
        assert_eq!(indicator::server::all(&cx.db).await.unwrap().len(), 60);
        assert_eq!(task::server::entity::task::Entity::find().all(&cx.db).await.unwrap().len(), 16);
        let passages = report::server::entity::passage::Entity::find().all(&cx.db).await.unwrap();
        let results: HashSet<_> = passages.iter().map(|it| it.body.as_str()).collect();
        assert_eq!(results.len(), 16);
        assert!(passages.iter().all(|it| !it.sample), "the passages are the source's own words");
    }

    async fn every_invented_figure_says_so_and_the_two_real_ones_are_left_to_type(office) {
        let db = office.db();
        let figures = indicator::server::entity::figure::Entity::find().all(db).await.unwrap();
        assert!(figures.len() > 100 && figures.iter().all(|it| it.sample));
        let targets = indicator::server::entity::target::Entity::find().all(db).await.unwrap();
        assert!(targets.iter().all(|it| it.sample));
        let reviewed = period::server::by_code(db, "2016-H1").await.unwrap();
        for code in ["GD11", "GD12"] {
            let it = indicator::server::by_code(db, code).await.unwrap();
            assert!(!figures.iter().any(|row| row.indicator_id == it.id && row.period_id == reviewed.id), "{code}");
        }
    }

    async fn a_second_load_is_refused_in_a_sentence(office) {
        let again = giaoban::sample::load(office.db(), "bac-kan-2016", None, false).await.unwrap_err();
        assert_eq!(again.to_string(), "the database holds units already; load the demonstration into an empty one");
        giaoban::sample::load(office.db(), "bac-kan-2016", None, true).await.unwrap();
        let unknown = giaoban::sample::load(office.db(), "ha-noi", None, true).await.unwrap_err();
        assert!(unknown.to_string().contains("bac-kan-2016"), "{unknown}");
    }

    async fn the_conferences_log_folds_into_sixteen_conclusions_with_a_task_each(office) {
        use meeting::server::entity::{conclusion, meeting as conference, meeting_event};
        let db = office.db();
        let held = conference::Entity::find().one(db).await.unwrap().unwrap();
        let rows = meeting_event::Entity::find()
            .filter(meeting_event::Column::MeetingId.eq(held.id))
            .order_by_asc(meeting_event::Column::Seq)
            .all(db)
            .await
            .unwrap();
        let events: Vec<_> = rows
            .into_iter()
            .map(|it| Event { seq: it.seq, at: it.at, by: it.person_id, what: serde_json::from_str::<Happening>(&it.body).unwrap() })
            .collect();
        assert!(events.is_sorted_by_key(|it| it.at), "time runs backwards in the log");
        let room = Room::of(&events);
        assert_eq!((room.seq, room.phase), (held.last_seq, Phase::Ended));
        assert_eq!(room.conclusions.len(), 16);
        assert!(room.conclusions.iter().all(|it| it.tasks.len() == 1));
        let length = room.ended_at.unwrap() - room.started_at.unwrap();
        assert!(length.num_minutes() <= i64::from(held.limit_minutes));
        let kept = conclusion::Entity::find().all(db).await.unwrap();
        for told in &room.conclusions {
            let row = kept.iter().find(|it| it.id == told.id).unwrap();
            assert_eq!((&row.body, row.agenda_item_id), (&told.body, Some(told.item)));
        }
    }

    async fn its_charts_have_every_status_to_show(office) {
        let cx = office.of("reader").await;
        let list = indicator::server::list(&cx, None, None).await.unwrap();
        assert_eq!(list.period.code, "2016-H1");
        let statuses: HashSet<_> =
            list.lines.iter().map(|it| standing(&it.row.indicator, &list.period, &it.row.figure).status).collect();
        for status in [Status::Achieved, Status::OnCourse, Status::Behind, Status::Missed, Status::NoFigure] {
            assert!(statuses.contains(&status), "{status:?}");
        }
    }
}
