//! What people are told, the letters that carry it, and the reminders that the office sends.

use crate::on_both;
use axum::http::StatusCode;
use giaoban::actor::Device;
use giaoban::bloc::server as bloc;
use giaoban::error::{Denial, Error};
use giaoban::id::{PersonId, UnitId};
use giaoban::identity::server as identity;
use giaoban::notice::server::entity::letter;
use giaoban::notice::server::{self as notices, LetterState, MailOptions, Mailer};
use giaoban::notice::{Message, Name, Notice};
use giaoban::org::server::entity::{unit, unit_parent};
use giaoban::period::server::entity::{period, regime_unit};
use giaoban::server::Context;
use giaoban::time::local;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::path::Path;

const PERIOD: &str = "2016-H1";

fn mention(excerpt: &str) -> Notice {
    let message = Message::Mention {
        who: "Nông Thị Lan".into(),
        unit: Name::new("Phòng Y tế", "Health Office"),
        period: Name::new("6 tháng đầu năm 2016", "first half of 2016"),
        excerpt: excerpt.into(),
    };
    Notice::new(message, "/reports")
}

async fn tell(cx: &Context, to: &[PersonId], notice: &Notice) {
    let tx = cx.write().await.unwrap();
    notices::tell(&tx, cx.now(), to, notice).await.unwrap();
    tx.commit().await.unwrap();
}

fn mailer(folder: &Path) -> Mailer {
    let options = MailOptions {
        smtp_url: None,
        mail_dir: Some(folder.to_owned()),
        mail_from: "Giao ban <giaoban@example.vn>".into(),
        public_url: Some("https://giaoban.example.vn/".into()),
    };
    options.open().unwrap().unwrap()
}

fn letters_in(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|it| std::fs::read_to_string(it.unwrap().path()).unwrap())
        .collect()
}

async fn unit_of(cx: &Context, code: &str) -> UnitId {
    let row = unit::Entity::find().filter(unit::Column::Code.eq(code)).one(&cx.db).await.unwrap();
    row.unwrap().id
}

on_both! {
    async fn a_notice_is_its_readers_alone(office) {
        let (editor, other) = (office.of("editor.pyt").await, office.of("editor.pgddt").await);
        tell(&editor, &[editor.actor.person, editor.actor.person], &mention("xem lại câu này")).await;
        let list = notices::list(&editor).await.unwrap();
        assert_eq!((list.lines.len(), list.unread), (1, 1), "told once");
        let id = list.lines[0].id;
        assert!(notices::list(&other).await.unwrap().lines.is_empty());

        let browser = office.signed_in("editor.pgddt").await;
        assert_eq!(browser.get(&format!("/notices/{id}")).await.status, StatusCode::NOT_FOUND);
        notices::mark_read(&other, Some(id)).await.unwrap();
        assert_eq!(notices::unread(&editor).await.unwrap(), 1, "nobody else reads it away");

        let phone = office.phone("editor.pyt").await;
        assert_eq!(phone.get(&format!("/notices/{id}")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(notices::unread(&editor).await.unwrap(), 1, "a phone changes nothing");
        let page = phone.get("/notices").await;
        assert!(page.text.contains("xem lại câu này") && !page.text.contains("Đánh dấu đã đọc"));

        let browser = office.signed_in("editor.pyt").await;
        let page = browser.get("/notices").await;
        assert!(page.text.contains("Nông Thị Lan nhắc đến bạn") && page.text.contains("1 chưa đọc"));
        assert_eq!(browser.get(&format!("/notices/{id}")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(notices::unread(&editor).await.unwrap(), 0);
    }

    async fn what_is_rolled_back_was_never_told(office) {
        let cx = office.of("office").await;
        let tx = cx.write().await.unwrap();
        notices::tell(&tx, cx.now(), &[cx.actor.person], &mention("thôi")).await.unwrap();
        tx.rollback().await.unwrap();
        assert!(notices::list(&cx).await.unwrap().lines.is_empty());
        assert!(letter::Entity::find().all(&cx.db).await.unwrap().is_empty());
    }

    async fn a_letter_leaves_once_whoever_sends_it(office) {
        let cx = office.of("office").await;
        let folder = tempfile::tempdir().unwrap();
        tell(&cx, &[cx.actor.person], &mention("đoạn hai")).await;
        let mailer = mailer(folder.path());
        let (one, other) = tokio::join!(
            notices::send_letters(&cx.db, cx.clock, &mailer),
            notices::send_letters(&cx.db, cx.clock, &mailer),
        );
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        assert_eq!(notices::send_letters(&cx.db, cx.clock, &mailer).await.unwrap(), 0);
        let letters = letters_in(folder.path());
        assert_eq!(letters.len(), 1);
        assert!(letters[0].contains("To: office@example.vn") && letters[0].contains("Message-ID:"));
        let row = letter::Entity::find().one(&cx.db).await.unwrap().unwrap();
        assert_eq!((row.state, row.attempts, row.lease), (LetterState::Sent, 1, None));
    }

    async fn a_letter_that_cannot_leave_is_tried_later_and_given_up_at_last(office) {
        let mut office = office;
        let cx = office.of("office").await;
        let folder = tempfile::tempdir().unwrap();
        tell(&cx, &[cx.actor.person], &mention("đoạn hai")).await;
        let broken = mailer(&folder.path().join("gone"));
        std::fs::remove_dir(folder.path().join("gone")).unwrap();
        assert_eq!(notices::send_letters(&cx.db, cx.clock, &broken).await.unwrap(), 0);
        let row = letter::Entity::find().one(&cx.db).await.unwrap().unwrap();
        assert_eq!((row.state, row.attempts), (LetterState::Waiting, 1));
        assert!((row.due_at - cx.now()).num_seconds() > 50);
        let mailer = mailer(folder.path());
        assert_eq!(notices::send_letters(&cx.db, cx.clock, &mailer).await.unwrap(), 0, "not due again yet");
        office.at("2016-07-11T07:40:00");
        assert_eq!(notices::send_letters(office.db(), office.state.clock, &mailer).await.unwrap(), 1);

        tell(&cx, &[cx.actor.person], &mention("đoạn ba")).await;
        office.at("2016-07-15T08:00:00");
        assert_eq!(notices::send_letters(office.db(), office.state.clock, &mailer).await.unwrap(), 0);
        let rows = letter::Entity::find().all(office.db()).await.unwrap();
        assert!(rows.iter().any(|it| it.state == LetterState::Dropped), "three days late misleads");
    }

    async fn the_office_reminds_once_a_day_and_again_when_asked_twice(office) {
        let mut office = office;
        let cx = office.of("office").await;
        let first = bloc::remind(&cx, PERIOD, &[], false).await.unwrap();
        assert_eq!((first.told.len(), first.people), (3, 6), "{first:?}");
        let editor = office.of("editor.pgddt").await;
        let told = notices::list(&editor).await.unwrap();
        assert!(matches!(told.lines[0].message, Message::Reminder { .. }), "{told:?}");
        assert!(notices::list(&office.of("editor.pyt").await).await.unwrap().lines.is_empty(), "it has sent");

        let second = bloc::remind(&cx, PERIOD, &[], false).await.unwrap();
        assert_eq!((second.told.len(), second.held.len()), (0, 3));
        let chosen = [unit_of(&cx, "PGDDT").await];
        let again = bloc::remind(&cx, PERIOD, &chosen, true).await.unwrap();
        assert_eq!(again.told, ["PGDDT"]);
        let sheet = bloc::sheet(&cx, PERIOD).await.unwrap();
        let reporter = |code: &str| sheet.reporters.iter().find(|it| it.unit.code == code).unwrap().clone();
        assert_eq!(reporter("PGDDT").reminded.unwrap().times, 2);
        assert_eq!(reporter("PYT").reminded, None);
        let seen = bloc::sheet(&office.of("reader").await, PERIOD).await.unwrap();
        assert!(seen.reporters.iter().all(|it| it.reminded.is_none()), "the office's own business");

        office.at("2016-07-12T08:00:00");
        let cx = office.of("office").await;
        assert_eq!(bloc::remind(&cx, PERIOD, &[], false).await.unwrap().told.len(), 3, "a new day");
    }

    async fn reminding_is_the_offices_and_not_from_a_phone(office) {
        for name in ["chair", "head.pgddt", "reader"] {
            let cx = office.of(name).await;
            let unit = unit_of(&cx, "PGDDT").await;
            assert_eq!(bloc::remind(&cx, PERIOD, &[unit], false).await, Err(Denial::NotAllowed.into()), "{name}");
            assert!(bloc::remind(&cx, PERIOD, &[], false).await.unwrap().told.is_empty(), "{name}");
            assert_eq!(bloc::set_days(&cx, "2").await, Err(Denial::NotAllowed.into()));
        }
        let phone = office.on("office", Device::Phone).await;
        let unit = unit_of(&phone, "PGDDT").await;
        let refused = bloc::remind(&phone, PERIOD, &[unit], false).await;
        assert_eq!(refused, Err(Denial::ReadOnlyDevice.into()));
    }

    async fn units_are_reminded_by_themselves_as_the_days_come(office) {
        let mut office = office;
        let cx = office.of("office").await;
        assert_eq!(bloc::set_days(&cx, "1, 3").await.unwrap(), [3, 1]);
        assert!(matches!(bloc::set_days(&cx, "mai").await, Err(Error::Invalid(_))));
        let mut sent = Vec::new();
        let row = period::Entity::find().filter(period::Column::Code.eq(PERIOD)).one(&cx.db).await.unwrap();
        let due = row.unwrap().due_on;
        for (before, hour) in [(5, 9), (3, 6), (3, 9), (3, 10), (2, 9), (0, 9), (-1, 9)] {
            let day = due - chrono::TimeDelta::days(before);
            office.at(&format!("{day}T{hour:02}:00:00"));
            sent.push(bloc::remind_of_deadlines(office.db(), office.state.clock).await.unwrap());
        }
        assert_eq!(sent, [0, 0, 3, 0, 0, 3, 0]);
        let editor = office.of("editor.pgddt").await;
        let told = notices::list(&editor).await.unwrap();
        let days: Vec<_> = told
            .lines
            .iter()
            .filter_map(|it| match it.message {
                Message::DueSoon { days, .. } => Some(days),
                _ => None,
            })
            .collect();
        assert_eq!(days, [0, 3], "the day before was missed and made up for on the day itself");
        assert_eq!(local(told.lines[1].created_at).date(), due - chrono::TimeDelta::days(3));
    }

    async fn a_unit_is_followed_up_with_those_below_it(office) {
        let cx = office.of("office").await;
        let ward = unit::Entity::find().filter(unit::Column::Code.eq("DXU")).one(&cx.db).await.unwrap().unwrap();
        let above = unit_of(&cx, "PGDDT").await;
        let since = ward.valid_from;
        let tx = cx.write().await.unwrap();
        let link = unit_parent::ActiveModel {
            unit_id: Set(ward.id),
            parent_id: Set(above),
            valid_from: Set(since),
            valid_to: Set(None),
        };
        unit_parent::Entity::insert(link).exec_without_returning(&tx).await.unwrap();
        let regime = regime_unit::Entity::find().one(&tx).await.unwrap().unwrap().regime_id;
        let row = regime_unit::ActiveModel {
            regime_id: Set(regime),
            unit_id: Set(ward.id),
            valid_from: Set(since),
            valid_to: Set(None),
        };
        regime_unit::Entity::insert(row).exec_without_returning(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let sheet = bloc::sheet(&cx, PERIOD).await.unwrap();
        let found = sheet.reporters.iter().find(|it| it.unit.id == ward.id).unwrap();
        assert_eq!(found.above, Some(above));
        let page = office.signed_in("office").await.get("/periods/2016-H1").await;
        assert!(page.text.contains("Đơn vị cấp dưới: 0/1 đã gửi"));
        let outcome = bloc::remind(&cx, PERIOD, &[ward.id], false).await.unwrap();
        assert_eq!((outcome.told, outcome.people), (vec!["DXU".to_owned()], 2));

        // The head of the unit above reminds those below, and nobody else does.
        let head = office.of("head.pgddt").await;
        let followed = bloc::sheet(&head, PERIOD).await.unwrap();
        let mine: Vec<_> = followed.reporters.iter().filter(|it| it.may_remind).map(|it| it.unit.code.as_str()).collect();
        assert_eq!(mine, ["DXU"]);
        let outcome = bloc::remind(&head, PERIOD, &[], true).await.unwrap();
        assert_eq!(outcome.told, ["DXU"]);
        assert_eq!(bloc::remind(&head, PERIOD, &[above], true).await, Err(Denial::NotAllowed.into()), "one's own");
        for name in ["editor.pgddt", "head.hctd", "chair"] {
            let other = office.of(name).await;
            assert_eq!(bloc::remind(&other, PERIOD, &[ward.id], true).await, Err(Denial::NotAllowed.into()), "{name}");
        }
        let page = office.signed_in("head.pgddt").await.get("/periods/2016-H1").await;
        assert!(page.text.contains("Nhắc đơn vị chưa gửi (1)"), "{}", page.text);
        let form = office.signed_in("head.pgddt").await;
        let sent = form.form("/periods/2016-H1/remind", &format!("unit={}&again=1", ward.id)).await;
        assert!(sent.location.starts_with("/periods/2016-H1?reminded=1"), "{}", sent.location);
        let page = office.phone("head.pgddt").await.get("/periods/2016-H1").await;
        assert!(!page.text.contains("Nhắc đơn vị chưa gửi"));
        let nobody = identity::people_of_unit(&cx.db, ward.id, &[]).await.unwrap();
        assert!(nobody.is_empty(), "asked for no role");
    }
}
