//! A sector's card: what it shows, and what it keeps to the unit until it is published.

use crate::on_both;
use axum::http::StatusCode;
use giaoban::error::Error;
use giaoban::indicator::FigureState;
use giaoban::sector::{SectorCard, counts, server as sectors};

on_both! {
    async fn a_card_has_figures_passages_conclusions_and_tasks(office) {
        let cx = office.of("chair").await;
        let card = sectors::card_by_code(&cx, "YT", None).await.unwrap();
        assert_eq!(card.period.code, "2016-H1", "the newest that something is published of");
        let counts = counts(&card.rows, &card.period);
        assert_eq!((counts.due, counts.achieved + counts.on_course, counts.missed.len()), (6, 3, 1));
        assert_eq!(card.passages.len(), 2);
        assert_eq!((card.conclusions.len(), card.tasks.len()), (3, 3));
        let beside = sectors::card_by_code(&cx, "GD", None).await.unwrap();
        let asked = [card.sector.id, beside.sector.id];
        let together = sectors::cards(&cx, &asked, card.period.id).await.unwrap();
        let alone = [card, beside].map(|it| SectorCard { periods: Vec::new(), ..it });
        assert_eq!(together, alone, "asked for at once they are the same");
    }

    async fn what_is_not_published_is_missing_for_others_and_not_zero(office) {
        let reader = sectors::card_by_code(&office.of("reader").await, "GD", None).await.unwrap();
        assert!(reader.passages.is_empty());
        assert!(reader.rows.iter().all(|it| it.figure.state == FigureState::Missing && it.figure.value.is_none()));
        assert_eq!(counts(&reader.rows, &reader.period).achieved, 0);
        let editor = sectors::card_by_code(&office.of("editor.pgddt").await, "GD", None).await.unwrap();
        assert!(editor.rows.iter().any(|it| it.figure.value.is_some()), "the unit sees its own draft");
    }

    async fn every_sector_stands_in_the_list(office) {
        let board = sectors::board(&office.of("reader").await, None).await.unwrap();
        assert_eq!(board.lines.len(), 15);
        let labour = board.lines.iter().find(|it| it.sector.code == "LD").unwrap();
        assert_eq!((labour.open_tasks, labour.late_tasks), (4, 0));
        let before = sectors::board(&office.of("reader").await, Some("2015-H1")).await.unwrap();
        assert_eq!(before.period.unwrap().code, "2015-H1");
        let unknown = sectors::card_by_code(&office.of("reader").await, "XX", None).await;
        assert_eq!(unknown, Err(Error::NotFound));
    }

    async fn the_card_is_whole_on_a_phone(office) {
        let phone = office.phone("reader").await;
        let page = phone.get("/sectors/YT?period=2016-H1").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in ["3/6 chỉ tiêu đạt hoặc đúng tiến độ", "<svg", "NV-2016-04", "Kết luận gần nhất"] {
            assert!(page.text.contains(words), "{words}");
        }
        assert_eq!(phone.get("/sectors").await.status, StatusCode::OK);
        assert_eq!(phone.get("/sectors/XX").await.status, StatusCode::NOT_FOUND);
    }
}
