use super::{DayKind, Doubt, DueRule, Level, PeriodKind, Shift};
use crate::text::Lang;

crate::texts! {
    period_month(month, year): "Tháng {month} năm {year}", "Month {month} of {year}";
    period_quarter(number, year): "Quý {number} năm {year}", "Quarter {number} of {year}";
    period_first_half(year): "6 tháng đầu năm {year}", "First half of {year}";
    period_second_half(year): "6 tháng cuối năm {year}", "Second half of {year}";
    period_nine_months(year): "9 tháng năm {year}", "First nine months of {year}";
    period_year(year): "Năm {year}", "Year {year}";
    period_school_year(year, next): "Năm học {year}–{next}", "School year {year}–{next}";
    period_set_legal: "Theo Nghị định 09/2019: từ ngày 15 tháng trước đến ngày 14", "Decree 09/2019: from the 15th of the month before to the 14th";
    period_set_calendar: "Theo lịch: từ ngày đầu đến ngày cuối tháng", "Calendar: first to last day of the month";

    period_kind_month: "tháng", "monthly";
    period_kind_quarter: "quý", "quarterly";
    period_kind_half: "6 tháng", "half-yearly";
    period_kind_nine_months: "9 tháng", "nine-monthly";
    period_kind_year: "năm", "yearly";
    period_kind_school_year: "năm học", "by school year";

    period_level_unit: "Đơn vị gửi văn phòng", "Units to the office";
    period_level_office: "Văn phòng tổng hợp xong", "Office has consolidated";
    period_level_committee: "Ủy ban gửi cấp trên", "Committee to the level above";

    period_rule_working_days(count): "ngày làm việc thứ {count} sau ngày chốt", "working day {count} after the cut-off";
    period_rule_day(day): "ngày {day} của tháng chốt số liệu", "day {day} of the cut-off's month";
    period_rule_day_next(day): "ngày {day} tháng sau", "day {day} of the next month";
    period_rule_day_later(day, months): "ngày {day}, {months} tháng sau", "day {day}, {months} months later";

    period_shift_next: "Lùi sang ngày làm việc kế tiếp", "Move to the next working day";
    period_shift_previous: "Đưa lên ngày làm việc liền trước", "Move to the working day before";
    period_shift_stay: "Giữ nguyên ngày", "Keep the day";

    period_day_holiday: "Ngày nghỉ", "Day off";
    period_day_working: "Ngày làm bù", "Worked in exchange";

    period_doubt_too_soon(level): "{level}: chưa đủ một ngày làm việc giữa ngày chốt số liệu và hạn gửi (Nghị định 09/2019, Điều 8).", "{level}: less than one working day between cut-off and deadline (Decree 09/2019, Article 8).";
    period_doubt_rest_day(level): "{level}: hạn rơi vào ngày nghỉ.", "{level}: the deadline is not a working day.";
    period_doubt_order(level): "{level}: hạn không sau hạn của cấp dưới.", "{level}: not due after the level below.";
    period_doubt_lock: "Kỳ khóa trước khi hết hạn gửi của đơn vị.", "The period locks before the units' deadline.";
}

impl PeriodKind {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Month => t.period_kind_month(),
            Self::Quarter => t.period_kind_quarter(),
            Self::Half => t.period_kind_half(),
            Self::NineMonths => t.period_kind_nine_months(),
            Self::Year => t.period_kind_year(),
            Self::SchoolYear => t.period_kind_school_year(),
        }
    }
}

impl Level {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Unit => t.period_level_unit(),
            Self::Office => t.period_level_office(),
            Self::Committee => t.period_level_committee(),
        }
    }
}

impl DueRule {
    pub fn words(self, t: Lang) -> String {
        match self {
            Self::WorkingDays(count) => t.period_rule_working_days(count),
            Self::DayOfMonth { day, months_after: 0 } => t.period_rule_day(day),
            Self::DayOfMonth { day, months_after: 1 } => t.period_rule_day_next(day),
            Self::DayOfMonth { day, months_after } => t.period_rule_day_later(day, months_after),
        }
    }
}

impl Shift {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Next => t.period_shift_next(),
            Self::Previous => t.period_shift_previous(),
            Self::Stay => t.period_shift_stay(),
        }
    }
}

impl DayKind {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Holiday => t.period_day_holiday(),
            Self::Working => t.period_day_working(),
        }
    }
}

impl Doubt {
    pub fn words(self, t: Lang) -> String {
        match self {
            Self::TooSoon(level) => t.period_doubt_too_soon(level.name(t)),
            Self::RestDay(level) => t.period_doubt_rest_day(level.name(t)),
            Self::OutOfOrder(level) => t.period_doubt_order(level.name(t)),
            Self::LocksEarly => t.period_doubt_lock().to_owned(),
        }
    }
}
