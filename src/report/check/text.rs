use super::{CheckKind, Rule, Severity, Told};
use crate::number::Number;
use crate::text::Lang;

crate::texts! {
    check_title: "Kiểm tra số liệu", "Checks of figures";
    check_errors(count): "{count} lỗi", "{count} errors";
    check_warnings(count): "{count} cảnh báo chưa có lý do", "{count} warnings without a reason";
    check_clean: "Số liệu không có lỗi, không có cảnh báo.", "No errors and no warnings.";
    check_settled: "Không còn lỗi; cảnh báo đều đã có lý do.", "No errors; every warning has its reason.";
    check_rule: "Có lỗi thì chưa trình, chưa gửi được. Cảnh báo thì sửa số, hoặc nêu lý do.", "With an error the report cannot be sent. A warning is mended, or answered with a reason.";
    check_error: "lỗi", "error";
    check_warning: "cảnh báo", "warning";
    check_reason: "Lý do", "Reason";
    check_reason_of(code): "Lý do cho cảnh báo của {code}", "Reason for the warning on {code}";
    check_answer: "Ghi lý do", "Give the reason";
    check_answered(reason, who, when): "Lý do: {reason} ({who}, {when})", "Reason: {reason} ({who}, {when})";
    check_change: "Sửa lý do", "Change the reason";
    check_missing: "Chưa có số liệu, chưa nêu lý do và chưa đánh dấu không áp dụng.", "No figure, no reason and no mark that it does not apply.";
    check_missing_many(count): "{count} chỉ tiêu đến kỳ chưa có số liệu, chưa nêu lý do và chưa đánh dấu không áp dụng:", "{count} indicators are due and have no figure, no reason and no mark that they do not apply:";
    check_below(value, low): "{value} nhỏ hơn mức thấp nhất là {low}.", "{value} is below the least, {low}.";
    check_above(value, high): "{value} lớn hơn mức cao nhất là {high}.", "{value} is above the most, {high}.";
    check_parts(value, codes, sum): "{value} khác tổng của {codes} là {sum}.", "{value} is not the sum of {codes}, {sum}.";
    check_below_last(value, period, last): "Số lũy kế {value} thấp hơn số đã báo cáo {period} là {last}.", "The running total {value} is below the {last} reported for {period}.";
    check_outlier(value, count, usual): "{value} khác xa {count} kỳ trước của chính đơn vị (thường quanh {usual}).", "{value} is far from the unit's own {count} earlier values (usually about {usual}).";
    check_needs_reason(message): "Cảnh báo chưa có lý do: {message}", "A warning without a reason: {message}";
    check_kind_range: "Trong khoảng", "Within bounds";
    check_kind_required: "Phải có số hoặc lý do", "A figure or a reason";
    check_kind_sum: "Bằng tổng các phần", "As much as its parts";
    check_kind_not_below: "Không thấp hơn lũy kế trước", "Not below the last running total";
    check_kind_outlier: "Khác xa các kỳ trước", "Far from earlier values";
    check_words_between(low, high): "từ {low} đến {high}", "from {low} to {high}";
    check_words_least(low): "từ {low} trở lên", "{low} or more";
    check_words_most(high): "không quá {high}", "{high} or less";
    check_words_required: "có số liệu, lý do khi thiếu, hoặc không áp dụng", "a figure, a reason why there is none, or not applicable";
    check_words_sum(codes): "bằng {codes}", "equal to {codes}";
    check_words_not_below: "không thấp hơn số lũy kế đã báo cáo trong năm", "not below the year's last reported running total";
    check_words_outlier(factor): "lệch không quá {factor} lần mức dao động thường thấy của chính đơn vị", "no more than {factor} times the unit's own usual spread away";
    check_refused: "Số liệu chưa qua kiểm tra:", "The figures have not passed their checks:";
}

impl CheckKind {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Range => t.check_kind_range(),
            Self::RequiredWithReason => t.check_kind_required(),
            Self::SumOfParts => t.check_kind_sum(),
            Self::NotBelowLast => t.check_kind_not_below(),
            Self::Outlier => t.check_kind_outlier(),
        }
    }
}

impl Rule {
    /// What it asks, without whom.
    pub fn words(&self, t: Lang) -> String {
        let show = |it: &Number| it.show(t);
        match self {
            Self::Range { low: Some(low), high: Some(high) } => t.check_words_between(show(low), show(high)),
            Self::Range { low: Some(low), high: None } => t.check_words_least(show(low)),
            Self::Range { low: None, high: Some(high) } => t.check_words_most(show(high)),
            Self::Range { low: None, high: None } => t.check_kind_range().to_owned(),
            Self::RequiredWithReason => t.check_words_required().to_owned(),
            Self::SumOfParts(codes) => t.check_words_sum(codes.join(" + ")),
            Self::NotBelowLast => t.check_words_not_below().to_owned(),
            Self::Outlier { factor } => t.check_words_outlier(show(factor)),
        }
    }
}

impl Severity {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Error => t.check_error(),
            Self::Warning => t.check_warning(),
        }
    }

    pub const fn tone(self) -> crate::ui::Tone {
        match self {
            Self::Error => crate::ui::Tone::Danger,
            Self::Warning => crate::ui::Tone::Warn,
        }
    }
}

impl Told {
    pub fn message(&self, t: Lang) -> String {
        let show = |it: &Number| it.show(t);
        match self {
            Self::Missing => t.check_missing().to_owned(),
            Self::Below { value, low } => t.check_below(show(value), show(low)),
            Self::Above { value, high } => t.check_above(show(value), show(high)),
            Self::Parts { value, sum, codes } => t.check_parts(show(value), codes.join(" + "), show(sum)),
            Self::BelowLast { value, last, period_vi, period_en } => {
                t.check_below_last(show(value), t.pick(period_vi, period_en), show(last))
            }
            Self::Outlier { value, usual, count } => t.check_outlier(show(value), count, show(usual)),
        }
    }
}
