//! Sixty monthly indicators of every kind, the months, and the regime that asks for them.

use super::draw::Draw;
use super::tree::{SECTORS, Tree, put_all};
use super::{LAST, Size};
use crate::id::{
    IndicatorId, IndicatorVersionId, OutlineId, OutlineSectionId, PeriodId, PeriodSetId, RegimeId,
};
use crate::indicator::server::entity::{indicator, indicator_version};
use crate::indicator::{Aggregation, Direction, Frequency, OverTime};
use crate::number::Number;
use crate::period::server::entity::{
    outline, outline_indicator, outline_section, period, period_due, period_regime, regime, regime_due,
    regime_rule, regime_unit,
};
use crate::period::server::{calendar, put_set, set_of};
use crate::period::{
    DueRule, DueRules, Level, PeriodDates, PeriodKind, PeriodSet, RegimeType, RuleWord, SectionKind, Shift,
    dates,
};
use crate::sample::at;
use crate::text::Lang;
use anyhow::Context;
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// What an indicator of a sector counts, and how.
#[derive(Clone, Copy)]
pub struct Kind {
    name_vi: &'static str,
    name_en: &'static str,
    measure: &'static str,
    direction: Direction,
    pub aggregation: Aggregation,
    pub cumulative: bool,
}

impl Kind {
    /// The less of it, the better.
    pub fn is_late(self) -> bool {
        self.direction == Lower
    }

    /// It has bounds, and so no target.
    pub fn is_bounded(self) -> bool {
        self.direction == Range
    }
}

const fn kind(
    name_vi: &'static str,
    name_en: &'static str,
    measure: &'static str,
    direction: Direction,
    aggregation: Aggregation,
    cumulative: bool,
) -> Kind {
    Kind { name_vi, name_en, measure, direction, aggregation, cumulative }
}

use Aggregation::{Ratio, Stock, Sum};
use Direction::{Higher, Lower, Range};

const KINDS: [Kind; 12] = [
    kind("Số lượt người được phục vụ", "People served", "lượt", Higher, Sum, true),
    kind("Số hồ sơ giải quyết đúng hạn", "Files closed in time", "hồ sơ", Higher, Sum, true),
    kind("Số người tham gia tập huấn", "People trained", "người", Higher, Sum, true),
    kind("Kinh phí đã giải ngân", "Money paid out", "triệu đồng", Higher, Sum, true),
    kind("Số vụ vi phạm", "Breaches", "vụ", Lower, Sum, true),
    kind("Số cuộc tuyên truyền trong tháng", "Talks held in the month", "cuộc", Higher, Sum, false),
    kind("Số hộ đang quản lý", "Households on the books", "hộ", Higher, Stock, false),
    kind("Số hồ sơ tồn", "Files waiting", "hồ sơ", Lower, Stock, false),
    kind("Tỷ lệ bao phủ", "Share covered", "%", Higher, Ratio, false),
    kind("Tỷ lệ hài lòng", "Share content", "%", Higher, Ratio, false),
    kind("Tỷ lệ trễ hạn", "Share late", "%", Lower, Ratio, false),
    kind("Tỷ lệ trong ngưỡng cho phép", "Share within bounds", "%", Range, Ratio, false),
];

pub struct Month {
    pub id: PeriodId,
    pub year: i32,
    pub month: u32,
    pub cut_off: NaiveDate,
}

pub struct Dictionary {
    pub indicators: Vec<(IndicatorId, Kind)>,
    pub months: Vec<Month>,
    pub regime: RegimeId,
    pub outline: OutlineId,
}

impl Dictionary {
    pub async fn put(
        db: &impl ConnectionTrait,
        size: &Size,
        tree: &Tree,
        draw: &mut Draw,
    ) -> anyhow::Result<Self> {
        let indicators = put_indicators(db, size, tree, draw).await?;
        let [legal, _] = PeriodSet::defaults();
        let set = match set_of(db, PeriodSet::LEGAL).await? {
            Some((id, _)) => id,
            None => put_set(db, &legal).await?,
        };
        let months = put_months(db, size, &legal, set, draw).await?;
        let made = Self { indicators, months, regime: RegimeId(draw.id()), outline: OutlineId(draw.id()) };
        made.put_regime(db, size, tree, set, draw).await?;
        Ok(made)
    }

    async fn put_regime(
        &self,
        db: &impl ConnectionTrait,
        size: &Size,
        tree: &Tree,
        set: PeriodSetId,
        draw: &mut Draw,
    ) -> anyhow::Result<()> {
        let row = regime::ActiveModel {
            id: Set(self.regime),
            code: Set("THANG-MAU".to_owned()),
            name_vi: Set("Báo cáo tháng (mẫu)".to_owned()),
            name_en: Set("Monthly report (sample)".to_owned()),
            cadence: Set(PeriodKind::Month.word().to_owned()),
            legal_basis: Set(None),
            bloc_id: Set(tree.bloc),
            regime_type: Set(RegimeType::Periodic),
            content: Set(None),
            receiver: Set(None),
            sending: Set(None),
            revision: Set(1),
        };
        regime::Entity::insert(row).exec_without_returning(db).await?;
        let row = outline::ActiveModel {
            id: Set(self.outline),
            regime_id: Set(self.regime),
            version: Set(1),
            created_at: Set(at(size.since(), 8 * 60)),
        };
        outline::Entity::insert(row).exec_without_returning(db).await?;
        let sections =
            (1..).zip(SECTORS.iter().zip(&tree.sectors)).map(|(position, ((_, vi, en), sector))| {
                outline_section::ActiveModel {
                    id: Set(OutlineSectionId(draw.id())),
                    outline_id: Set(self.outline),
                    position: Set(position),
                    kind: Set(SectionKind::Sector),
                    title_vi: Set((*vi).to_owned()),
                    title_en: Set((*en).to_owned()),
                    sector_id: Set(Some(*sector)),
                    guidance: Set(None),
                }
            });
        put_all(db, sections.collect()).await?;
        let asked = self.indicators.iter().map(|(it, _)| outline_indicator::ActiveModel {
            outline_id: Set(self.outline),
            indicator_id: Set(*it),
        });
        put_all(db, asked.collect()).await?;
        let opened = self.months.iter().map(|it| period_regime::ActiveModel {
            period_id: Set(it.id),
            regime_id: Set(self.regime),
            outline_id: Set(self.outline),
            opened_at: Set(at(it.cut_off, 8 * 60)),
            opened_by: Set(None),
        });
        put_all(db, opened.collect()).await?;
        let members = tree.reporters.iter().map(|it| regime_unit::ActiveModel {
            regime_id: Set(self.regime),
            unit_id: Set(it.id),
            valid_from: Set(it.from),
            valid_to: Set(it.to),
        });
        put_all(db, members.collect()).await?;
        let rule = regime_rule::ActiveModel {
            regime_id: Set(self.regime),
            set_id: Set(set),
            shift: Set(Shift::Next),
            lock_days: Set(Some(30)),
        };
        regime_rule::Entity::insert(rule).exec_without_returning(db).await?;
        let due = regime_due::ActiveModel {
            regime_id: Set(self.regime),
            level: Set(Level::Unit),
            rule: Set(RuleWord::WorkingDays),
            number: Set(3),
            months_after: Set(0),
        };
        regime_due::Entity::insert(due).exec_without_returning(db).await?;
        Ok(())
    }
}

async fn put_indicators(
    db: &impl ConnectionTrait,
    size: &Size,
    tree: &Tree,
    draw: &mut Draw,
) -> anyhow::Result<Vec<(IndicatorId, Kind)>> {
    let (mut known, mut rows, mut versions) = (Vec::new(), Vec::new(), Vec::new());
    let mut position = 1000;
    for ((code, vi, en), sector) in SECTORS.iter().zip(&tree.sectors) {
        for (number, kind) in (1..).zip(KINDS) {
            let id = IndicatorId(draw.id());
            position += 1;
            known.push((id, kind));
            rows.push(indicator::ActiveModel {
                id: Set(id),
                code: Set(format!("{code}{number:02}")),
                sector_id: Set(*sector),
                version: Set(1),
                position: Set(position),
            });
            let range = (kind.direction == Range).then(|| (Number::from(80), Number::from(95)));
            versions.push(indicator_version::ActiveModel {
                id: Set(IndicatorVersionId(draw.id())),
                indicator_id: Set(id),
                version: Set(1),
                valid_from: Set(size.since()),
                name_vi: Set(format!("{}, {}", kind.name_vi, vi.to_lowercase())),
                name_en: Set(format!("{}, {}", kind.name_en, en.to_lowercase())),
                measure: Set(kind.measure.to_owned()),
                direction: Set(kind.direction),
                aggregation: Set(kind.aggregation),
                over_time: Set(OverTime::of(kind.aggregation, kind.cumulative)),
                frequency: Set(Frequency::Monthly.word().to_owned()),
                decimals: Set(i32::from(matches!(kind.measure, "%" | "triệu đồng"))),
                range_low: Set(range.map(|it| it.0.to_stored())),
                range_high: Set(range.map(|it| it.1.to_stored())),
                cumulative: Set(kind.cumulative),
                sector_id: Set(Some(*sector)),
                ..Default::default()
            });
        }
    }
    put_all(db, rows).await?;
    put_all(db, versions).await?;
    Ok(known)
}

/// The months, those that are kept already as they are.
async fn put_months(
    db: &impl ConnectionTrait,
    size: &Size,
    legal: &PeriodSet,
    set: PeriodSetId,
    draw: &mut Draw,
) -> anyhow::Result<Vec<Month>> {
    let worked = calendar(db).await?;
    let rules = DueRules {
        levels: vec![(Level::Unit, DueRule::WorkingDays(3))],
        shift: Shift::Next,
        lock_days: Some(30),
    };
    let (mut months, mut rows, mut dues) = (Vec::new(), Vec::new(), Vec::new());
    for (year, month) in (size.first_year()..=LAST).flat_map(|it| (1..=12).map(move |month| (it, month))) {
        let proposal = dates(legal, PeriodKind::Month, year, month, &worked, &rules);
        let PeriodDates { starts_on, cut_off, dues: due, locks_on } =
            proposal.context("a month has no dates")?.dates;
        let code = legal.code_of(PeriodKind::Month, year, month).to_string();
        let kept = period::Entity::find().filter(period::Column::Code.eq(code.as_str())).one(db).await?;
        if let Some(kept) = kept {
            months.push(Month { id: kept.id, year, month, cut_off: kept.cut_off });
            continue;
        }
        let id = PeriodId(draw.id());
        months.push(Month { id, year, month, cut_off });
        let due_on = due.first().map_or(cut_off, |it| it.1);
        rows.push(period::ActiveModel {
            id: Set(id),
            set_id: Set(set),
            code: Set(code),
            kind: Set(PeriodKind::Month),
            name_vi: Set(PeriodKind::Month.title(year, month, Lang::Vi)),
            name_en: Set(PeriodKind::Month.title(year, month, Lang::En)),
            year: Set(year),
            starts_on: Set(starts_on),
            cut_off: Set(cut_off),
            due_on: Set(due_on),
            locks_on: Set(locks_on),
            opened_at: Set(Some(at(starts_on, 8 * 60))),
        });
        dues.push(period_due::ActiveModel {
            period_id: Set(id),
            level: Set(Level::Unit),
            due_on: Set(due_on),
        });
    }
    put_all(db, rows).await?;
    put_all(db, dues).await?;
    Ok(months)
}
