use super::{Aggregation, Direction, Frequency};
use crate::text::Lang;

crate::texts! {
    indicators_title: "Chỉ tiêu", "Indicators";
    indicators_subtitle(count, period): "{count} chỉ tiêu · {period}", "{count} indicators · {period}";
    indicators_period: "Kỳ báo cáo", "Period";
    indicators_sector: "Lĩnh vực", "Sector";
    indicators_all_sectors: "Tất cả lĩnh vực", "All sectors";
    indicators_show: "Xem", "Show";
    indicators_by_status: "Lọc theo đánh giá", "By status";
    indicators_all: "Tất cả", "All";
    indicators_none: "Không có chỉ tiêu nào như vậy", "No such indicators";
    indicators_none_note: "Chọn kỳ, lĩnh vực hoặc đánh giá khác.", "Choose another period, sector or status.";
    indicator_target_short(value): "KH {value}", "target {value}";
    indicator_spark(name): "Diễn biến: {name}", "Over time: {name}";
    indicator_units_given(given, units): "{given}/{units} đơn vị", "{given}/{units} units";
    indicator_unpublished: "Chưa công bố", "Not published";
    indicator_subtitle(code, measure): "{code} · đơn vị tính: {measure}", "{code} · measured in {measure}";
    indicator_in_period(period): "Kết quả {period}", "Result, {period}";
    indicator_trend: "Diễn biến qua các kỳ", "Over the periods";
    indicator_trend_title(name): "{name} qua các kỳ, so với kế hoạch", "{name} over the periods, against target";
    indicator_bullet_title(name): "{name}: thực hiện so với kế hoạch", "{name}: actual against target";
    indicator_units: "Theo đơn vị", "By unit";
    indicator_reports: "Có trong báo cáo", "In these reports";
    indicator_no_reports: "Chưa có báo cáo nào nêu chỉ tiêu này", "No report gives this indicator yet";
    indicator_definition: "Định nghĩa", "Definition";
    indicator_code: "Mã số", "Code";
    indicator_measure: "Đơn vị tính", "Measure";
    indicator_sector: "Lĩnh vực", "Sector";
    indicator_direction: "Chiều tốt", "Better when";
    indicator_aggregation: "Cách cộng", "Adds up as";
    indicator_frequency: "Kỳ thu thập", "Collected";
    indicator_counted: "Lũy kế", "Counted";
    indicator_range: "Khoảng cho phép", "Range";
    indicator_responsible: "Chịu trách nhiệm", "Responsible";
    indicator_version: "Phiên bản", "Version";
    indicator_from_year_start: "Từ đầu năm", "From the start of the year";
    indicator_at_moment: "Không lũy kế", "Not cumulative";
    indicator_between(low, high): "từ {low} đến {high}", "{low} to {high}";
    indicator_column_name: "Chỉ tiêu", "Indicator";
    indicator_column_period: "Kỳ", "Period";
    indicator_column_unit: "Đơn vị", "Unit";
    indicator_column_target: "Kế hoạch năm", "Year's target";
    indicator_column_actual: "Thực hiện", "Actual";
    indicator_column_prior: "Cùng kỳ năm trước", "Same period last year";
    indicator_column_share: "So kế hoạch", "Of target";
    indicator_column_status: "Đánh giá", "Status";
    indicator_column_report: "Báo cáo", "Report";
    indicator_open_report: "Xem báo cáo", "See the report";
    indicator_first_half(year): "6T đầu {year}", "H1 {year}";
    indicator_second_half(year): "6T cuối {year}", "H2 {year}";
    indicator_no_figure: "Chưa có số liệu", "No figure";
    indicator_not_due: "Chưa đến kỳ", "Not due yet";
    indicator_not_applicable: "Không áp dụng", "Not applicable";
    indicator_dash: "–", "–";
    indicator_all_units: "Tất cả đơn vị gộp lại", "All units together";
    indicators_unit: "Đơn vị", "Unit";
    indicators_words: "Tìm theo tên hoặc mã", "Search names and codes";
    indicators_words_help: "Gõ có dấu hoặc không dấu", "With or without marks";
    indicators_status: "Đánh giá", "Status";
    coverage_title: "Độ phủ số liệu", "Coverage";
    coverage_subtitle(period): "Số liệu đã có trên số phải có, {period}", "Figures given of those owed, {period}";
    coverage_finding(given, owed): "Đã có {given}/{owed} số liệu phải có", "{given} of {owed} figures owed have come in";
    coverage_unit: "Đơn vị", "Unit";
    coverage_top: "Toàn bộ", "All";
    coverage_cell(given, owed): "{given}/{owed}", "{given}/{owed}";
    coverage_all_in: "đủ", "complete";
    coverage_some_in: "còn thiếu", "incomplete";
    coverage_none_in: "chưa có", "nothing yet";
    coverage_not_owed: "không phải báo cáo", "not owed";
    coverage_together: "Cộng", "Together";
    coverage_empty: "Kỳ này không có số liệu phải báo cáo", "No figures are owed in this period";
    coverage_empty_note: "Chọn kỳ khác.", "Choose another period.";
    indicators_compare: "So sánh", "Compare";
    indicator_provisional: "sơ bộ", "provisional";
    indicator_carried(units): "gồm số liệu của {units}", "with figures of {units}";
    indicator_accumulation(year): "Lũy kế năm {year} so với kế hoạch", "Accumulation in {year} against target";
    indicator_units_title(name, period): "{name} theo đơn vị, {period}", "{name} by unit, {period}";
    indicator_whole: "Gộp chung", "Together";
    indicator_average: "Trung bình", "Average";
    indicator_share_title(name, period): "Cơ cấu: {name}, {period}", "Shares: {name}, {period}";
    indicator_made_of: "Gồm các chỉ tiêu", "Made of";
    indicator_part_of: "Thuộc chỉ tiêu", "Part of";
    indicator_ratio_of: "Tử số / mẫu số", "Numerator / denominator";
    indicator_legal: "Căn cứ", "Legal source";
    indicator_versions: "Các lần sửa định nghĩa", "Revisions of the definition";
    indicator_version_from(number, day): "Phiên bản {number}, từ {day}", "Version {number}, from {day}";
    indicator_source: "Xem nguồn số liệu", "Where the figure comes from";
    indicator_up: "Đơn vị cấp trên", "Units above";
    indicator_column_given: "Đã có", "Given";
    indicator_column_source: "Nguồn", "Source";
    direction_higher: "Cao hơn", "Higher";
    direction_lower: "Thấp hơn", "Lower";
    direction_range: "Trong khoảng", "Within a range";
    aggregation_sum: "Cộng số phát sinh", "Counts are added";
    aggregation_stock: "Số tại thời điểm cuối kỳ", "The last value stands";
    aggregation_ratio: "Tử số và mẫu số cộng riêng, không lấy trung bình", "Numerators and denominators are added, never averaged";
    aggregation_difference: "Chênh lệch, không cộng giữa các đơn vị", "A difference; units are not added";
    frequency_monthly: "Hằng tháng", "Monthly";
    frequency_quarterly: "Hằng quý", "Quarterly";
    frequency_half_yearly: "6 tháng", "Half-yearly";
    frequency_yearly: "Hằng năm", "Yearly";
    frequency_school_yearly: "Theo năm học", "By school year";
}

impl Direction {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Higher => t.direction_higher(),
            Self::Lower => t.direction_lower(),
            Self::Range => t.direction_range(),
        }
    }
}

impl Aggregation {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Sum => t.aggregation_sum(),
            Self::Stock => t.aggregation_stock(),
            Self::Ratio => t.aggregation_ratio(),
            Self::Difference => t.aggregation_difference(),
        }
    }
}

impl Frequency {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Monthly => t.frequency_monthly(),
            Self::Quarterly => t.frequency_quarterly(),
            Self::HalfYearly => t.frequency_half_yearly(),
            Self::Yearly => t.frequency_yearly(),
            Self::SchoolYearly => t.frequency_school_yearly(),
        }
    }
}
