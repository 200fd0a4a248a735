//! The conference that was held: agenda, delegates, log, conclusions and the tasks that came of them.
//!
//! The source gives the tasks' texts. When and where it was held, who sat there and the other four clear points
//! of a task are invented.

use super::catalogue::Calendar;
use super::indicators::Indicators;
use super::people::Staff;
use super::reports::Passages;
use super::source::{Assignment, Source, table};
use super::units::Units;
use super::{at, day};
use crate::id::{AgendaItemId, ConclusionId, ConclusionRevisionId, MeetingId, PersonId, TaskId};
use crate::meeting::server::entity::{
    agenda_item, conclusion, conclusion_revision, conclusion_source, meeting, meeting_delegate, meeting_event,
};
use crate::meeting::{ConclusionState, Happening, ItemKind, MeetingKind, MeetingState};
use crate::task::TaskState;
use crate::task::server::entity::{task, task_indicator, task_sector, task_unit};
use crate::time::Instant;
use anyhow::Context;
use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

const TASKS: &str = include_str!("data/tasks.csv");

/// The invented points of a task.
#[derive(Deserialize)]
struct Points {
    id: String,
    product: String,
    responsibility: String,
    /// Codes of units, separated by spaces.
    cooperating: String,
}

/// A conclusion and the task it became, before they are written.
struct Outcome<'a> {
    conclusion: ConclusionId,
    task: TaskId,
    /// `NV-2016-03`.
    code: String,
    position: i32,
    from: &'a Assignment,
    points: Points,
}

impl Outcome<'_> {
    fn body(&self) -> String {
        format!("{}.", self.from.text)
    }

    fn sector(&self) -> &str {
        self.from.sectors.first().map_or("", String::as_str)
    }
}

fn starts_at() -> Instant {
    at(day(2016, 7, 5), 7 * 60 + 30)
}

fn due_on() -> NaiveDate {
    day(2016, 12, 14)
}

pub async fn put(
    db: &impl ConnectionTrait,
    source: &Source,
    units: &Units,
    staff: &Staff,
    indicators: &Indicators,
    calendar: &Calendar,
    passages: &Passages,
) -> anyhow::Result<()> {
    let id = MeetingId::fresh();
    let agenda = agenda(source, units, id)?;
    let outcomes = outcomes(source)?;
    let log = Log::of(source, &agenda, &outcomes)?;
    let row = meeting::ActiveModel {
        id: Set(id),
        bloc_id: Set(units.bloc),
        period_id: Set(calendar.period("2016-H1")?),
        plans_period_id: Set(Some(calendar.period("2016-H2")?)),
        kind: Set(MeetingKind::Briefing),
        title: Set("Hội nghị giao ban khối văn hóa – xã hội 6 tháng đầu năm 2016".to_owned()),
        place: Set(Some("Phòng họp UBND thành phố Bắc Kạn".to_owned())),
        starts_at: Set(starts_at()),
        limit_minutes: Set(240),
        urgent: Set(None),
        sequence: Set(0),
        state: Set(MeetingState::Ended),
        created_by: Set(Some(staff.person("office")?)),
        created_at: Set(at(day(2016, 6, 28), 9 * 60)),
        last_seq: Set(i64::try_from(log.entries.len())?),
        revision: Set(1),
        sample: Set(true),
    };
    meeting::Entity::insert(row).exec_without_returning(db).await?;
    let items = agenda.iter().map(|it| it.row.clone());
    agenda_item::Entity::insert_many(items).exec_without_returning(db).await?;
    put_delegates(db, source, units, staff, id).await?;
    put_conclusions(db, &outcomes, &agenda, units, staff.person("secretary")?, id, &log, passages).await?;
    put_tasks(db, &outcomes, units, indicators, calendar, &log).await?;
    put_log(db, log, id, staff).await
}

/// An agenda item and the code of its sector.
struct Item {
    id: AgendaItemId,
    sector: Option<String>,
    row: agenda_item::ActiveModel,
}

fn agenda(source: &Source, units: &Units, meeting: MeetingId) -> anyhow::Result<Vec<Item>> {
    type Plan<'a> = (ItemKind, &'a str, Option<(&'a str, &'a str)>, i32, &'a str);
    const OPENING: Plan<'_> = (
        ItemKind::Opening,
        "Khai mạc; thông qua chương trình",
        None,
        10,
        "Thống nhất chương trình làm việc.",
    );
    const DISCUSSION: Plan<'_> = (
        ItemKind::Discussion,
        "Thảo luận chung",
        None,
        45,
        "Làm rõ khó khăn, vướng mắc; đề xuất nhiệm vụ 6 tháng cuối năm.",
    );
    const CONCLUSIONS: Plan<'_> = (
        ItemKind::Conclusions,
        "Kết luận hội nghị; bế mạc",
        None,
        25,
        "Chốt kết luận và giao nhiệm vụ trọng tâm.",
    );
    let reports = source.sectors.iter().map(|it| -> Plan<'_> {
        let whose = Some((it.code.as_str(), it.unit.as_str()));
        (
            ItemKind::Report,
            &it.name_vi,
            whose,
            10,
            "Đánh giá kết quả 6 tháng đầu năm; thống nhất nhiệm vụ trọng tâm.",
        )
    });
    let plans = std::iter::once(OPENING).chain(reports).chain([DISCUSSION, CONCLUSIONS]);
    let mut items = Vec::new();
    for (position, (kind, title, whose, minutes, purpose)) in (1..).zip(plans) {
        let id = AgendaItemId::fresh();
        let (sector_id, presenter_unit_id) = match whose {
            Some((sector, unit)) => (Some(units.sector(sector)?), Some(units.unit(unit)?)),
            None => (None, None),
        };
        let row = agenda_item::ActiveModel {
            id: Set(id),
            meeting_id: Set(meeting),
            position: Set(position),
            kind: Set(kind),
            title: Set(title.to_owned()),
            sector_id: Set(sector_id),
            presenter_unit_id: Set(presenter_unit_id),
            minutes: Set(minutes),
            purpose: Set(Some(purpose.to_owned())),
            parent_id: Set(None),
            presenter_name: Set(None),
            decision: Set(None),
            note: Set(None),
        };
        items.push(Item { id, sector: whose.map(|it| it.0.to_owned()), row });
    }
    Ok(items)
}

fn item_of(agenda: &[Item], sector: &str) -> anyhow::Result<AgendaItemId> {
    let found = agenda.iter().find(|it| it.sector.as_deref() == Some(sector));
    found.map(|it| it.id).with_context(|| format!("no agenda item for {sector}"))
}

fn outcomes(source: &Source) -> anyhow::Result<Vec<Outcome<'_>>> {
    let mut points: HashMap<_, _> =
        table::<Points>(TASKS)?.into_iter().map(|it| (it.id.clone(), it)).collect();
    let mut outcomes = Vec::new();
    for (position, from) in (1..).zip(&source.tasks) {
        outcomes.push(Outcome {
            conclusion: ConclusionId::fresh(),
            task: TaskId::fresh(),
            code: format!("NV-2016-{position:02}"),
            position,
            from,
            points: points.remove(&from.id).with_context(|| format!("no points for task {}", from.id))?,
        });
    }
    Ok(outcomes)
}

/// The log, and when each conclusion was worded and became a task.
struct Log {
    entries: Vec<(Instant, Happening)>,
    worded: HashMap<ConclusionId, Instant>,
}

impl Log {
    fn of(source: &Source, agenda: &[Item], outcomes: &[Outcome<'_>]) -> anyhow::Result<Self> {
        // A little quicker than planned.
        let (opening, sector, discussion, closing) = (6, 9, 38, 22);
        let mut clock = starts_at();
        let mut log = Self { entries: vec![(clock, Happening::Started)], worded: HashMap::new() };
        let last = agenda.len().saturating_sub(1);
        for (index, item) in agenda.iter().enumerate() {
            log.entries.push((clock, Happening::ItemOpened { item: item.id }));
            let mut within = clock + TimeDelta::minutes(4);
            let here = outcomes.iter().filter(|it| item.sector.as_deref() == Some(it.sector()));
            for outcome in here {
                log.conclude(source, item.id, outcome, within)?;
                within += TimeDelta::seconds(70);
            }
            clock += TimeDelta::minutes(match &item.sector {
                Some(_) => sector,
                None if index == 0 => opening,
                None if index == last => closing,
                None => discussion,
            });
        }
        log.entries.push((clock, Happening::Ended));
        Ok(log)
    }

    fn conclude(
        &mut self,
        source: &Source,
        item: AgendaItemId,
        outcome: &Outcome<'_>,
        when: Instant,
    ) -> anyhow::Result<()> {
        let lead = source.units.iter().find(|it| it.code == outcome.from.lead);
        let lead = lead.with_context(|| format!("no unit {}", outcome.from.lead))?.name_vi.clone();
        let conclusion = outcome.conclusion;
        self.worded.insert(conclusion, when);
        self.entries.push((when, Happening::Concluded { conclusion, item, body: outcome.body() }));
        let tasked = Happening::Tasked {
            conclusion,
            task: outcome.task,
            code: outcome.code.clone(),
            title: outcome.from.text.clone(),
            lead,
            due_on: due_on(),
        };
        self.entries.push((when + TimeDelta::seconds(40), tasked));
        Ok(())
    }

    fn worded(&self, conclusion: ConclusionId) -> Instant {
        self.worded.get(&conclusion).copied().unwrap_or_else(starts_at)
    }
}

async fn put_delegates(
    db: &impl ConnectionTrait,
    source: &Source,
    units: &Units,
    staff: &Staff,
    meeting: MeetingId,
) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    for code in source.codes() {
        rows.push((staff.of_unit("delegate", code)?, Some(units.unit(code)?)));
    }
    for person in ["chair", "secretary"] {
        rows.push((staff.person(person)?, None));
    }
    let rows = rows.into_iter().map(|(person, unit)| meeting_delegate::ActiveModel {
        meeting_id: Set(meeting),
        person_id: Set(person),
        unit_id: Set(unit),
    });
    meeting_delegate::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

#[expect(
    clippy::too_many_arguments,
    reason = "what a conclusion is made of, named at the one place that calls it"
)]
async fn put_conclusions(
    db: &impl ConnectionTrait,
    outcomes: &[Outcome<'_>],
    agenda: &[Item],
    units: &Units,
    secretary: PersonId,
    meeting: MeetingId,
    log: &Log,
    passages: &Passages,
) -> anyhow::Result<()> {
    let (mut rows, mut revisions, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    for outcome in outcomes {
        let when = log.worded(outcome.conclusion);
        rows.push(conclusion::ActiveModel {
            id: Set(outcome.conclusion),
            meeting_id: Set(meeting),
            agenda_item_id: Set(Some(item_of(agenda, outcome.sector())?)),
            sector_id: Set(Some(units.sector(outcome.sector())?)),
            position: Set(outcome.position),
            body: Set(outcome.body()),
            state: Set(ConclusionState::Agreed),
            revision: Set(1),
            created_at: Set(when),
            updated_at: Set(when),
            recorded_by: Set(Some(secretary)),
            sample: Set(false),
        });
        revisions.push(conclusion_revision::ActiveModel {
            id: Set(ConclusionRevisionId::fresh()),
            conclusion_id: Set(outcome.conclusion),
            revision: Set(1),
            body: Set(outcome.body()),
            at: Set(when),
            person_id: Set(Some(secretary)),
        });
        for finding in &outcome.from.continues {
            let kept = passages.get(finding).with_context(|| format!("no passage for {finding}"))?;
            sources.extend(kept.iter().map(|it| conclusion_source::ActiveModel {
                conclusion_id: Set(outcome.conclusion),
                passage_id: Set(*it),
            }));
        }
    }
    conclusion::Entity::insert_many(rows).exec_without_returning(db).await?;
    conclusion_revision::Entity::insert_many(revisions).exec_without_returning(db).await?;
    conclusion_source::Entity::insert_many(sources).exec_without_returning(db).await?;
    Ok(())
}

async fn put_tasks(
    db: &impl ConnectionTrait,
    outcomes: &[Outcome<'_>],
    units: &Units,
    indicators: &Indicators,
    calendar: &Calendar,
    log: &Log,
) -> anyhow::Result<()> {
    let (mut rows, mut sectors, mut helpers, mut moved) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for outcome in outcomes {
        rows.push(task::ActiveModel {
            id: Set(outcome.task),
            code: Set(outcome.code.clone()),
            conclusion_id: Set(outcome.conclusion),
            lead_unit_id: Set(units.unit(&outcome.from.lead)?),
            period_id: Set(Some(calendar.period("2016-H2")?)),
            title: Set(outcome.from.text.clone()),
            product: Set(outcome.points.product.clone()),
            responsibility: Set(outcome.points.responsibility.clone()),
            due_on: Set(due_on()),
            state: Set(TaskState::Open),
            opened_at: Set(log.worded(outcome.conclusion) + TimeDelta::seconds(40)),
            closed_at: Set(None),
            closed_by: Set(None),
            closing_note: Set(None),
            revision: Set(1),
            sample: Set(true),
        });
        for sector in &outcome.from.sectors {
            sectors.push(task_sector::ActiveModel {
                task_id: Set(outcome.task),
                sector_id: Set(units.sector(sector)?),
            });
        }
        for unit in outcome.points.cooperating.split_whitespace() {
            helpers
                .push(task_unit::ActiveModel { task_id: Set(outcome.task), unit_id: Set(units.unit(unit)?) });
        }
        for code in &outcome.from.indicators {
            moved.push(task_indicator::ActiveModel {
                task_id: Set(outcome.task),
                indicator_id: Set(indicators.known(code)?.id),
            });
        }
    }
    task::Entity::insert_many(rows).exec_without_returning(db).await?;
    task_sector::Entity::insert_many(sectors).exec_without_returning(db).await?;
    task_unit::Entity::insert_many(helpers).exec_without_returning(db).await?;
    task_indicator::Entity::insert_many(moved).exec_without_returning(db).await?;
    Ok(())
}

/// The chair moves the conference, the secretary writes.
async fn put_log(
    db: &impl ConnectionTrait,
    log: Log,
    meeting: MeetingId,
    staff: &Staff,
) -> anyhow::Result<()> {
    let (chair, secretary) = (staff.person("chair")?, staff.person("secretary")?);
    let mut rows = Vec::new();
    for (seq, (when, what)) in (1..).zip(log.entries) {
        let writes = matches!(what, Happening::Concluded { .. } | Happening::Tasked { .. });
        rows.push(meeting_event::ActiveModel {
            meeting_id: Set(meeting),
            seq: Set(seq),
            at: Set(when),
            person_id: Set(Some(if writes { secretary } else { chair })),
            kind: Set(what.word().to_owned()),
            body: Set(serde_json::to_string(&what)?),
            key: Set(Uuid::now_v7()),
        });
    }
    meeting_event::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
