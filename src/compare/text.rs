use super::{Shape, Share};
use crate::text::Lang;

crate::texts! {
    compare_title: "So sánh chỉ tiêu", "Compare indicators";
    compare_note: "Chọn chỉ tiêu, đơn vị và kỳ; địa chỉ trang giữ nguyên lựa chọn để gửi cho người khác.", "Choose indicators, units and periods; the address keeps the choice, to send to others.";
    compare_choice: "Lựa chọn", "Choice";
    compare_indicators: "Chỉ tiêu", "Indicators";
    compare_units: "Đơn vị", "Units";
    compare_periods: "Kỳ", "Periods";
    compare_most(count): "Tối đa {count}. Giữ Ctrl để chọn nhiều.", "At most {count}. Hold Ctrl to choose several.";
    compare_shape: "Dạng biểu đồ", "Kind of chart";
    compare_shape_fitting: "Theo câu hỏi", "By the question";
    compare_show: "Xem", "Show";
    compare_below_units: "Từng đơn vị trực thuộc", "Each unit below the top";
    compare_nothing: "Chưa chọn gì để so sánh", "Nothing is chosen to compare";
    compare_nothing_note: "Chọn ít nhất một chỉ tiêu, một đơn vị và một kỳ.", "Choose at least one indicator, one unit and one period.";
    compare_cells(cells, most): "{cells} số liệu là quá nhiều cho một khung nhìn; tối đa {most}. Bớt đơn vị hoặc kỳ.", "{cells} figures are too many for one view; at most {most}. Take fewer units or periods.";
    compare_too_many(count, most): "Đã chọn {count}, tối đa {most}.", "{count} chosen, at most {most}.";
    compare_unknown(codes): "Không có trong danh mục: {codes}.", "Not in the catalogue: {codes}.";
    compare_in_period(what, period): "{what}, {period}", "{what}, {period}";
    compare_grid_title(count, period): "{count} chỉ tiêu theo đơn vị, {period}", "{count} indicators by unit, {period}";
    compare_many_title(count): "{count} chỉ tiêu", "{count} indicators";
    compare_change_title(what, from, to): "{what}: từ {from} đến {to}", "{what}: from {from} to {to}";
    compare_table: "Số liệu", "Figures";
    compare_source(day): "Số liệu trên hệ thống đến ngày {day}", "Figures as known on {day}";
    compare_given(given, expected): "{given}/{expected} đơn vị", "{given}/{expected} units";
    compare_views: "Khung nhìn đã lưu", "Saved views";
    compare_views_none: "Chưa có khung nhìn nào được lưu.", "No view is saved yet.";
    compare_save: "Lưu khung nhìn", "Save this view";
    compare_save_name: "Tên khung nhìn", "Name of the view";
    compare_save_share: "Ai dùng được", "Who may use it";
    compare_save_note: "Người xem chỉ thấy số liệu trong phạm vi của mình.", "Whoever looks sees only figures within their own scope.";
    compare_saved: "Đã lưu.", "Saved.";
    compare_remove(name): "Bỏ khung nhìn {name}", "Remove the view {name}";
    compare_by(owner): "của {owner}", "by {owner}";
    compare_phone: "Phiên đăng nhập trên điện thoại chỉ để đọc: muốn lưu, hãy dùng máy tính.", "A session begun on a phone is read-only: to save, use a computer.";
    share_own: "Chỉ mình tôi", "Only me";
    share_unit: "Đơn vị của tôi", "My unit";
    share_all: "Mọi người", "Everyone";
    shape_bullets: "Thực hiện so với kế hoạch", "Actual against target";
    shape_units: "So sánh đơn vị", "Units compared";
    shape_trend: "Diễn biến", "Trend";
    shape_multiples: "Nhiều diễn biến nhỏ", "Small multiples";
    shape_change: "Thay đổi giữa hai kỳ", "Change between two periods";
    shape_grid: "Đơn vị theo chỉ tiêu", "Units by indicator";
    shape_share: "Cơ cấu", "Share of parts";
    file_indicator_code: "Mã chỉ tiêu", "Indicator code";
    file_indicator: "Chỉ tiêu", "Indicator";
    file_measure: "Đơn vị tính", "Measure";
    file_unit_code: "Mã đơn vị", "Unit code";
    file_unit: "Đơn vị", "Unit";
    file_period_code: "Mã kỳ", "Period code";
    file_period: "Kỳ", "Period";
    file_target: "Kế hoạch năm", "Year's target";
    file_value: "Thực hiện", "Actual";
    file_part: "Tử số", "Numerator";
    file_whole: "Mẫu số", "Denominator";
    file_status: "Đánh giá", "Status";
    file_given: "Số đơn vị đã có", "Units given";
    file_expected: "Số đơn vị phải có", "Units owed";
    file_state: "Tình trạng số liệu", "State of the figure";
    file_final: "Chính thức", "Final";
    file_provisional: "Sơ bộ", "Provisional";
}

impl Shape {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Bullets => t.shape_bullets(),
            Self::Units => t.shape_units(),
            Self::Trend => t.shape_trend(),
            Self::Multiples => t.shape_multiples(),
            Self::Change => t.shape_change(),
            Self::Grid => t.shape_grid(),
            Self::Share => t.shape_share(),
        }
    }
}

impl Share {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Own => t.share_own(),
            Self::Unit => t.share_unit(),
            Self::All => t.share_all(),
        }
    }
}
