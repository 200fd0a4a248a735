use super::Field;
use crate::indicator::OverTime;
use crate::text::Lang;

crate::texts! {
    catalogue: "Danh mục chỉ tiêu", "Catalogue of indicators";
    catalogue_subtitle(count, over): "{count} chỉ tiêu đang thu thập, {over} đã ngừng", "{count} collected, {over} no longer";
    catalogue_note: "Định nghĩa, cách cộng, công thức, chế độ thu thập của từng chỉ tiêu.", "Definition, adding-up rule, formula and collection of each indicator.";
    catalogue_search: "Tìm theo mã hoặc tên", "Search by code or name";
    catalogue_search_help: "Gõ có dấu hoặc không dấu.", "With or without marks.";
    catalogue_sector: "Lĩnh vực", "Sector";
    catalogue_all_sectors: "Tất cả lĩnh vực", "All sectors";
    catalogue_show: "Tìm", "Search";
    catalogue_retired_too: "Cả chỉ tiêu đã ngừng", "Also those no longer collected";
    catalogue_none: "Không có chỉ tiêu nào như vậy", "No such indicators";
    catalogue_none_text: "Thử từ khác, lĩnh vực khác, hoặc tìm cả chỉ tiêu đã ngừng.", "Try other words, another sector, or those no longer collected.";
    catalogue_new: "Thêm chỉ tiêu", "Add an indicator";
    catalogue_import: "Nhập từ tệp…", "Import a file…";
    catalogue_csv: "Tải .csv", "Download .csv";
    catalogue_xlsx: "Tải .xlsx", "Download .xlsx";
    catalogue_line(code, measure): "{code} · {measure}", "{code} · {measure}";
    catalogue_derived: "tính theo công thức", "derived";
    catalogue_over_since(day): "ngừng từ {day}", "until {day}";
    catalogue_from(day): "từ {day}", "from {day}";

    entry_new: "Thêm chỉ tiêu", "Add an indicator";
    entry_edit: "Sửa định nghĩa", "Change the definition";
    entry_subtitle(code, version): "{code} · phiên bản {version}", "{code} · version {version}";
    entry_over(day): "Chỉ tiêu này ngừng thu thập từ ngày {day}. Số liệu đã có giữ nguyên.", "This indicator is no longer collected from {day} on. Its figures stay.";
    entry_definition: "Định nghĩa", "Definition";
    entry_measuring: "Đo và đánh giá", "Measuring and judging";
    entry_adding: "Cách cộng", "Adding up";
    entry_collecting: "Thu thập", "Collection";
    entry_answering: "Trách nhiệm và căn cứ", "Responsibility and source";
    entry_validity: "Hiệu lực", "Validity";
    entry_see: "Xem số liệu", "See its figures";
    entry_yes: "có", "yes";
    entry_no: "không", "no";
    entry_not_said: "chưa ghi", "not stated";
    entry_none: "không có", "none";
    entry_own_function: "Như lĩnh vực của chỉ tiêu", "That of its own sector";
    entry_choose: "Chọn", "Choose";
    entry_save: "Ghi thành phiên bản mới", "Save as a new version";
    entry_add: "Ghi", "Save";
    entry_cancel: "Thôi", "Cancel";
    entry_reason: "Lý do", "Reason";
    entry_reason_help: "Ai xem lịch sử cũng đọc được.", "Everybody who looks at the history reads it.";
    entry_mend: "Có ô cần sửa, xem lời nhắc bên cạnh.", "Some fields need mending; see the notes beside them.";
    entry_conflict: "Người khác vừa ghi một phiên bản mới. Xem bản đang dùng ở trang chỉ tiêu rồi ghi lại nếu vẫn cần; những gì đã gõ còn ở dưới.", "Someone else has just saved a newer version. Look at it on the indicator's page, then save again if it is still needed; what you typed is kept below.";
    entry_versions: "Các phiên bản", "Versions";
    entry_version(number): "Phiên bản {number}", "Version {number}";
    entry_version_from(day): "áp dụng từ {day}", "in force from {day}";
    entry_version_by(who, when): "{who}, {when}", "{who}, {when}";
    entry_version_loaded: "có từ khi nạp dữ liệu", "came with the data";
    entry_first: "Phiên bản đầu tiên.", "The first version.";
    entry_changed(field, before, after): "{field}: {before} → {after}", "{field}: {before} → {after}";
    entry_empty: "(trống)", "(empty)";
    entry_used: "Đang dùng ở", "Used in";
    entry_used_regimes: "Chế độ báo cáo", "Regimes";
    entry_used_formulas: "Công thức của", "Formulas of";
    entry_used_children: "Chỉ tiêu cấp dưới", "Indicators beneath";
    entry_used_units: "Đơn vị chịu trách nhiệm", "Units that answer for it";
    entry_used_figures: "Số liệu đã ghi", "Figures kept";
    entry_used_targets: "Kế hoạch đã giao", "Targets set";
    entry_retire: "Ngừng thu thập", "Stop collecting";
    entry_retire_note: "Không xóa: số liệu, kế hoạch và lịch sử giữ nguyên; kỳ chốt từ ngày này không hỏi nữa.", "Nothing is deleted: figures, targets and history stay; periods that end from this day on no longer ask for it.";
    entry_retire_used: "Chỉ tiêu khác đang tính từ chỉ tiêu này; khi ngừng, chúng không còn số liệu mới.", "Other indicators are worked out from this one; they will have no new figures.";
    entry_retire_from: "Ngừng từ ngày", "From the day";
    entry_reinstate: "Thu thập lại", "Collect it again";
    entry_why(field, problem): "{field}: {problem}", "{field}: {problem}";

    field_code: "Mã", "Code";
    field_code_help: "Là địa chỉ của chỉ tiêu và không đổi về sau. Ví dụ: GD11", "The indicator's address; it never changes. For example: GD11";
    field_sector: "Lĩnh vực", "Sector";
    field_name_vi: "Tên chỉ tiêu", "Name in Vietnamese";
    field_name_en: "Tên tiếng Anh", "Name in English";
    field_definition: "Khái niệm, nội dung", "Concept and content";
    field_measure: "Đơn vị tính", "Measure";
    field_decimals: "Số chữ số thập phân", "Decimals";
    field_direction: "Chiều tốt", "Better when";
    field_range_low: "Mức thấp nhất của khoảng", "Lowest of the range";
    field_range_high: "Mức cao nhất của khoảng", "Highest of the range";
    field_range_help: "Chỉ điền khi chiều tốt là trong khoảng.", "Only where it is to stay within a range.";
    field_aggregation: "Cộng giữa các đơn vị", "Over units";
    field_over_time: "Cộng theo thời gian", "Over time";
    field_numerator: "Tử số", "Numerator";
    field_denominator: "Mẫu số", "Denominator";
    field_ratio_help: "Chỉ điền cho chỉ tiêu tỷ lệ.", "Of ratios only.";
    field_formula: "Công thức", "Formula";
    field_formula_help: "Chỉ cho chỉ tiêu tính từ chỉ tiêu khác. Viết mã trong ngoặc nhọn, ví dụ {GD11} / {GD01} * 100. Nhiều đơn vị hoặc kỳ dài: các chỉ tiêu thành phần được cộng trước, công thức tính sau. Thiếu một số hoặc chia cho 0 thì không có số liệu.", "Only where it is worked out from others. Write codes in braces, such as {GD11} / {GD01} * 100. For several units or longer periods the inputs are put together first. A missing input or a division by 0 gives no figure.";
    field_frequency: "Kỳ thu thập", "Collected";
    field_period_set: "Cách chia kỳ", "How periods are cut";
    field_cumulative: "Lũy kế từ đầu năm", "Counted from the start of the year";
    field_shares: "Tiến độ riêng (% lũy kế)", "Own pace (cumulative %)";
    field_shares_help: "Để trống nếu chia đều. 2, 4 hoặc 12 số: đến hết mỗi nửa năm, quý hoặc tháng phải đạt bao nhiêu % kế hoạch năm, ví dụ 10; 40; 70; 100. Chỉ cho chỉ tiêu cộng lũy kế.", "Empty: even. 2, 4 or 12 numbers: the share of the year's target by the end of each half, quarter or month, such as 10; 40; 70; 100. Of counts from the start of the year only.";
    field_parent: "Mã cấp trên", "Parent code";
    field_function: "Chức năng chịu trách nhiệm", "Responsible function";
    field_responsible: "Cơ quan chịu trách nhiệm", "Responsible agency";
    field_legal_source: "Căn cứ pháp lý", "Legal source";
    field_valid_from: "Áp dụng từ ngày", "Valid from";
    field_valid_to: "Ngừng từ ngày", "No longer from";

    over_time_add: "Cộng các kỳ ngắn", "Shorter periods are added";
    over_time_last: "Lấy số kỳ cuối", "The last one stands";
    over_time_none: "Không tính từ kỳ ngắn", "Not made from shorter periods";

    catalogue_import_title: "Nhập danh mục từ tệp", "Import the catalogue from a file";
    catalogue_file: "Tệp .csv hoặc .xlsx", ".csv or .xlsx file";
    catalogue_file_help: "Tối đa 5 MB. Tốt nhất là tệp tải từ danh mục này. Cột có trong tệp được lấy đúng như tệp, cột không có thì giữ nguyên; mã chưa có là chỉ tiêu mới.", "At most 5 MB. Best a file downloaded from here. Columns that are in the file are taken as they are, others stay; a code that is not known is a new indicator.";
    catalogue_file_read: "Đọc tệp", "Read the file";
    catalogue_file_nothing_kept: "Đọc tệp chưa ghi gì: thay đổi hiện ra để xem trước.", "Reading keeps nothing yet: the changes are shown first.";
    catalogue_file_refused: "Tệp không được nhận:", "The file was not taken:";
    catalogue_preview: "Xem trước khi nhập", "Before it is imported";
    catalogue_preview_summary(rows, changes, refused, same): "{rows} dòng có mã: {changes} chỉ tiêu thay đổi, {refused} dòng bị từ chối, {same} dòng không đổi.", "{rows} rows with a code: {changes} indicators change, {refused} rows refused, {same} rows unchanged.";
    catalogue_preview_none: "Không có chỉ tiêu nào thay đổi.", "No indicator changes.";
    catalogue_preview_changes: "Chỉ tiêu thay đổi", "Indicators that change";
    catalogue_preview_new: "mới", "new";
    catalogue_preview_indicator: "Chỉ tiêu", "Indicator";
    catalogue_preview_line: "Dòng", "Row";
    catalogue_preview_why: "Lý do từ chối", "Why it is refused";
    catalogue_preview_refused: "Dòng bị từ chối", "Refused rows";
    catalogue_preview_refused_file: "Tải các dòng bị từ chối", "Download the refused rows";
    catalogue_preview_refused_help: "Sửa trong tệp này theo cột lý do rồi nhập lại.", "Mend this file by its column of reasons and import it again.";
    catalogue_preview_apply(count): "Ghi {count} thay đổi", "Keep {count} changes";
    catalogue_preview_applied(count, at): "Đã ghi {count} thay đổi lúc {at}.", "{count} changes were kept at {at}.";
    catalogue_preview_left(count): "{count} thay đổi không ghi được vì danh mục đã đổi trong lúc xem:", "{count} changes were not kept, since the catalogue changed meanwhile:";
    catalogue_preview_back: "Về danh mục", "Back to the catalogue";
    catalogue_preview_other: "Chọn tệp khác", "Choose another file";
    catalogue_reason_of_file(name): "Nhập từ tệp {name}", "Imported from {name}";
    catalogue_broken_cell: "Ô lỗi trong bảng tính.", "The cell is an error of the spreadsheet.";
    catalogue_twice: "Mã đã có ở dòng trên.", "The code stands in a row above.";
}

impl Field {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Code => t.field_code(),
            Self::Sector => t.field_sector(),
            Self::NameVi => t.field_name_vi(),
            Self::NameEn => t.field_name_en(),
            Self::Definition => t.field_definition(),
            Self::Measure => t.field_measure(),
            Self::Decimals => t.field_decimals(),
            Self::Direction => t.field_direction(),
            Self::RangeLow => t.field_range_low(),
            Self::RangeHigh => t.field_range_high(),
            Self::Aggregation => t.field_aggregation(),
            Self::OverTime => t.field_over_time(),
            Self::Numerator => t.field_numerator(),
            Self::Denominator => t.field_denominator(),
            Self::Formula => t.field_formula(),
            Self::Frequency => t.field_frequency(),
            Self::PeriodSet => t.field_period_set(),
            Self::Cumulative => t.field_cumulative(),
            Self::Shares => t.field_shares(),
            Self::Parent => t.field_parent(),
            Self::Function => t.field_function(),
            Self::Responsible => t.field_responsible(),
            Self::LegalSource => t.field_legal_source(),
            Self::ValidFrom => t.field_valid_from(),
            Self::ValidTo => t.field_valid_to(),
        }
    }

    /// What a form says beneath it.
    pub const fn help(self, t: Lang) -> Option<&'static str> {
        Some(match self {
            Self::Code => t.field_code_help(),
            Self::RangeLow | Self::RangeHigh => t.field_range_help(),
            Self::Numerator | Self::Denominator => t.field_ratio_help(),
            Self::Formula => t.field_formula_help(),
            Self::Shares => t.field_shares_help(),
            _ => return None,
        })
    }
}

impl OverTime {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Add => t.over_time_add(),
            Self::Last => t.over_time_last(),
            Self::None => t.over_time_none(),
        }
    }
}
