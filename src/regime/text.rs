use super::DueChoice;
use crate::period::RegimeType;
use crate::text::Lang;

crate::texts! {
    nav_admin: "Quản trị", "Administration";
    admin_subtitle: "Những gì văn phòng đặt ra cho cả khối.", "What the office sets for the whole bloc.";
    admin_regimes_note: "Căn cứ, đề cương, đơn vị báo cáo, hạn gửi của từng chế độ.", "Legal basis, outline, reporting units and deadlines of each regime.";
    admin_days_note: "Ngày nghỉ và ngày làm bù, để tính hạn theo ngày làm việc.", "Days off and days worked in exchange, for deadlines in working days.";

    regimes: "Chế độ báo cáo", "Reporting regimes";
    regimes_subtitle: "Đơn vị nào báo cáo gì, theo đề cương nào, khi nào.", "Which units report what, by which outline, and when.";
    regimes_none: "Chưa có chế độ báo cáo nào", "No reporting regime yet";
    regimes_none_text: "Thêm chế độ báo cáo, rồi mở kỳ từ chế độ đó.", "Add a regime, then open periods from it.";
    regime_new: "Thêm chế độ", "Add a regime";
    regime_edit: "Sửa chế độ", "Edit the regime";
    regime_line(cadence, sections, units): "{cadence} · {sections} mục · {units} đơn vị báo cáo", "{cadence} · {sections} sections · {units} reporting units";
    regime_version(number): "đề cương {number}", "outline {number}";
    regime_type_periodic: "Định kỳ", "Periodic";
    regime_type_thematic: "Chuyên đề", "Thematic";
    regime_type_ad_hoc: "Đột xuất", "Ad hoc";

    regime_definition: "Quy định của chế độ", "Definition";
    regime_dates: "Kỳ, ngày chốt và hạn gửi", "Periods, cut-off and deadlines";
    regime_code: "Mã", "Code";
    regime_code_help: "Là địa chỉ của chế độ và không đổi về sau. Ví dụ: BC-THANG", "The regime's address; it never changes. For example: BC-THANG";
    regime_name_vi: "Tên", "Name in Vietnamese";
    regime_name_en: "Tên tiếng Anh", "Name in English";
    regime_type: "Loại", "Type";
    regime_legal_basis: "Căn cứ pháp lý", "Legal basis";
    regime_content: "Nội dung yêu cầu", "Required content";
    regime_receiver: "Cơ quan nhận", "Receiving agency";
    regime_sending: "Phương thức gửi", "Sending method";
    regime_cadence: "Tần suất", "Frequency";
    regime_set: "Cách chia kỳ", "How periods are cut";
    regime_due(level): "Hạn: {level}", "Deadline: {level}";
    regime_due_number: "Số ngày, hoặc ngày trong tháng", "Days, or day of the month";
    regime_due_number_of(level): "Số ngày, hoặc ngày trong tháng: {level}", "Days, or day of the month: {level}";
    regime_due_none: "không đặt hạn", "no deadline";
    regime_due_working: "ngày làm việc sau ngày chốt", "working days after the cut-off";
    regime_due_same: "ngày của tháng chốt số liệu", "day of the cut-off's month";
    regime_due_next: "ngày của tháng sau", "day of the next month";
    regime_shift: "Hạn rơi vào ngày nghỉ", "A deadline on a day of rest";
    regime_lock_days: "Khóa sau hạn gửi của đơn vị (ngày)", "Locks after the units' deadline (days)";
    regime_lock_help: "Để trống nếu không khóa.", "Empty: it never locks.";
    regime_lock_after(days): "{days} ngày sau hạn gửi của đơn vị", "{days} days after the units' deadline";
    regime_lock_never: "không khóa", "never";
    regime_lock: "Khóa kỳ", "Lock";
    regime_save: "Ghi", "Save";
    regime_saved: "Đã ghi.", "Saved.";
    regime_cancel: "Thôi", "Cancel";
    regime_mend: "Có ô cần sửa, xem lời nhắc bên cạnh.", "Some fields need mending; see the notes beside them.";
    regime_not_said: "chưa ghi", "not stated";

    regime_outline: "Đề cương", "Outline";
    regime_outline_edit: "Sửa đề cương", "Edit the outline";
    regime_outline_of(number): "Đề cương {number}", "Outline {number}";
    regime_outline_note: "Ghi đề cương tạo ra một bản mới. Báo cáo đã mở vẫn theo bản cũ.", "Saving makes a new version. Reports already open keep theirs.";
    regime_outline_old(number): "Đây là đề cương {number}, không phải bản đang dùng.", "This is outline {number}, not the one in force.";
    regime_outline_newest: "Xem bản đang dùng", "Show the one in force";
    regime_versions: "Các bản đề cương", "Versions of the outline";
    regime_version_reports(count): "{count} báo cáo theo bản này", "{count} reports follow it";
    regime_version_in_force: "đang dùng", "in force";
    regime_section_title: "Tên mục", "Section title";
    regime_section_title_of(number): "Tên mục {number}", "Title of section {number}";
    regime_section_title_en: "Tên mục tiếng Anh", "Title in English";
    regime_section_general: "Mục chung của cả báo cáo", "Of the whole report";
    regime_section_guidance: "Hướng dẫn viết", "Guidance";
    regime_section_indicators(count): "{count} chỉ tiêu, hướng dẫn, tên tiếng Anh", "{count} indicators, guidance, English title";
    regime_indicators: "Chỉ tiêu", "Indicators";
    regime_indicators_of(count): "{count} chỉ tiêu", "{count} indicators";
    regime_section_none: "Lĩnh vực này chưa có chỉ tiêu.", "This sector has no indicators.";
    regime_section_up(title): "Chuyển lên: {title}", "Move up: {title}";
    regime_section_down(title): "Chuyển xuống: {title}", "Move down: {title}";
    regime_section_remove(title): "Bỏ mục: {title}", "Remove: {title}";
    regime_section_drag(title): "Kéo để đổi chỗ: {title}", "Drag to move: {title}";
    regime_section_moved(title, place): "{title}: mục {place}", "{title}: section {place}";
    regime_section_add: "Thêm mục", "Add a section";
    regime_section_sector: "Lĩnh vực của mục mới", "Sector of the new section";
    regime_outline_change: "Đổi gì so với bản trước", "What changed";
    regime_outline_save: "Ghi thành bản mới", "Save as a new version";
    regime_outline_saved(number): "Đã ghi đề cương {number}.", "Outline {number} is saved.";

    regime_reporters: "Đơn vị báo cáo", "Reporting units";
    regime_reporters_edit: "Sửa đơn vị báo cáo", "Change the reporting units";
    regime_reporters_from: "Áp dụng từ ngày", "From";
    regime_reporters_note: "Kỳ mở từ ngày này theo danh sách mới; trước ngày đó giữ nguyên.", "Periods from this day on follow the new list; what was before stays.";
    regime_reporters_since(day): "từ {day}", "since {day}";
    regime_reporters_between(from, to): "từ {from} đến trước {to}", "from {from} until {to}";
    regime_reporters_none: "Chưa có đơn vị nào.", "No units yet.";
    regime_periods: "Các kỳ đã mở", "Periods opened";
    regime_periods_none: "Chưa mở kỳ nào từ chế độ này.", "No period was opened from it.";

    set_new: "Thêm cách chia kỳ", "Add a way of cutting periods";
    set_code: "Mã cách chia", "Code of the set";
    set_start_day: "Kỳ bắt đầu từ ngày", "Periods begin on day";
    set_month_offset: "Lệch tháng (−1: tháng trước, 0: đúng tháng)", "Month offset (−1: the month before, 0: the month itself)";
    set_school_month: "Năm học bắt đầu từ tháng", "School year begins in month";
    set_school_months: "Năm học kéo dài (tháng)", "School year lasts (months)";
    set_added: "Đã thêm cách chia kỳ.", "Added.";

    open_title: "Mở kỳ báo cáo", "Open a period";
    open_subtitle: "Chọn chế độ và kỳ; xem ngày đề xuất, sửa nếu cần, rồi mở.", "Choose regime and period, look at the dates, change them if need be, open.";
    open_regime: "Chế độ", "Regime";
    open_kind: "Loại kỳ", "Kind";
    open_year: "Năm", "Year";
    open_ordinal: "Kỳ thứ", "Number";
    open_show: "Xem ngày đề xuất", "Show the dates";
    open_starts_on: "Từ ngày", "From";
    open_cut_off: "Chốt số liệu hết ngày", "Figures up to";
    open_locks_on: "Khóa hết ngày", "Locks after";
    open_set_rule(set): "{set}.", "{set}.";
    open_rule(rule): "Theo chế độ: {rule}.", "By the regime: {rule}.";
    open_rule_moved(rule, day): "Theo chế độ: {rule}, là {day}; đã dời.", "By the regime: {rule}, which is {day}; moved.";
    open_doubts: "Cần xem lại", "Look again";
    open_confirm: "Vẫn dùng các ngày này", "Use these dates all the same";
    open_units(count): "{count} đơn vị sẽ có báo cáo phải gửi", "{count} units will owe a report";
    open_units_none: "Ngày chốt số liệu của kỳ này chưa có đơn vị nào báo cáo theo chế độ. Thêm đơn vị trước.", "No unit reports under the regime on the cut-off. Add units first.";
    open_version(number): "Theo đề cương {number} của chế độ.", "By outline {number}.";
    open_do(period): "Mở {period}", "Open {period}";
    open_is_open: "Kỳ này đã mở từ chế độ này.", "The period is open from this regime already.";
    open_see: "Xem kỳ", "See the period";
    open_shared: "Kỳ này đã mở từ một chế độ khác: giữ nguyên ngày, thêm báo cáo của chế độ này.", "Another regime opened this period: its days stand, this regime's reports are added.";
    open_done(period): "Đã mở {period}.", "{period} is open.";
    open_no_regime: "Chưa có chế độ báo cáo. Thêm chế độ trước.", "There is no regime. Add one first.";

    exception_title: "Ngày của kỳ và ngoại lệ sau khóa", "Days, and exceptions from the lock";
    exception_never: "Kỳ này không đặt ngày khóa.", "This period never locks.";
    exception_none: "Không có ngoại lệ nào.", "No exceptions.";
    exception_grant: "Cho phép sau khóa", "Except a unit";
    exception_unit: "Đơn vị", "Unit";
    exception_choose: "Chọn đơn vị", "Choose a unit";
    exception_until: "Được sửa và gửi đến hết ngày", "May write and send until";
    exception_reason: "Lý do", "Reason";
    exception_until_day(day): "đến hết {day}", "until {day}";
    exception_by(who, when): "{who}, {when}", "{who}, {when}";
    exception_running: "đang có hiệu lực", "running";
    exception_over: "đã hết", "over";
    exception_revoked(when): "đã thu hồi {when}", "revoked {when}";
    exception_revoke: "Thu hồi", "Revoke";
    exception_revoke_of(unit): "Thu hồi: {unit}", "Revoke: {unit}";
    exception_granted: "Đã cho phép.", "Granted.";
    exception_gone: "Đã thu hồi.", "Revoked.";
    exception_only_later: "Chỉ có tác dụng sau ngày khóa.", "Takes effect after the lock only.";
    dates_change: "Đổi ngày của kỳ", "Change the days";
    dates_reason: "Lý do đổi", "Why they change";
    dates_changed: "Đã đổi ngày của kỳ.", "The days are changed.";

    days_title: "Lịch làm việc", "Working days";
    days_year(year): "Ngày nghỉ và làm bù năm {year}", "Days off and worked in exchange, {year}";
    days_before(year): "Năm {year}", "{year}";
    days_none: "Chưa ghi ngày nào của năm này.", "No days are kept of this year.";
    days_day: "Ngày", "Day";
    days_kind: "Loại", "Kind";
    days_name: "Tên", "Name";
    days_source: "Nguồn", "Source";
    days_source_own: "văn phòng ghi", "the office";
    days_remove: "Xóa", "Remove";
    days_remove_of(name, day): "Xóa: {name}, {day}", "Remove: {name}, {day}";
    days_add: "Thêm ngày", "Add a day";
    days_added: "Đã ghi.", "Saved.";
    days_weekend: "Ngày nghỉ hằng tuần", "Weekly days of rest";
    days_note: "Kỳ đã mở giữ nguyên hạn; kỳ mở sau tính theo lịch mới.", "Open periods keep their deadlines; later ones follow the new calendar.";
    admin_checks_note: "Số liệu phải qua những gì trước khi báo cáo được gửi.", "What figures must pass before a report goes.";
    checks_title: "Kiểm tra số liệu", "Checks of figures";
    checks_subtitle: "Lỗi thì báo cáo chưa gửi được; cảnh báo thì đơn vị nêu lý do.", "An error stops a report; a warning asks the unit for a reason.";
    checks_kept: "Văn phòng đặt ra", "Set by the office";
    checks_none: "Chưa đặt kiểm tra nào ngoài mặc định.", "Nothing is set beyond what comes by itself.";
    checks_indicator: "Chỉ tiêu", "Indicator";
    checks_kind: "Loại kiểm tra", "Kind of check";
    checks_rule: "Yêu cầu", "What is asked";
    checks_severity: "Mức", "Severity";
    checks_from: "Từ ngày", "From";
    checks_off: "đã tắt", "switched off";
    checks_set: "Đặt kiểm tra", "Set a check";
    checks_was_kept(code): "Đã ghi kiểm tra của {code}.", "The check of {code} is kept.";
    checks_was_switched_off(code): "Đã tắt kiểm tra của {code}.", "The check of {code} is switched off.";
    checks_usual: "Mặc định", "By itself";
    checks_usual_required: "Đến kỳ thì phải có số, có lý do khi thiếu, hoặc đánh dấu không áp dụng.", "A figure that is due is given, explained, or marked as not applicable.";
    checks_usual_range: "Tỷ lệ phần trăm từ 0 đến 100, trừ tốc độ tăng.", "A percentage is from 0 to 100, but for rates of growth.";
    checks_usual_last: "Số lũy kế không thấp hơn số đã báo cáo trong năm.", "A running total is not below what was reported in the year.";
    checks_usual_outlier: "Số khác xa các kỳ trước của chính đơn vị thì phải nêu lý do.", "A figure far from the unit's own earlier values asks for a reason.";
    checks_usual_note: "Đặt một kiểm tra cùng loại để thay hoặc tắt mặc định của một chỉ tiêu.", "Set a check of the same kind to replace one of these or switch it off for an indicator.";
    check_form: "Đặt kiểm tra", "Set the check";
    check_low: "Thấp nhất", "At least";
    check_high: "Cao nhất", "At most";
    check_parts_codes: "Mã các phần", "Codes of the parts";
    check_parts_help: "Cách nhau bằng dấu cách hoặc dấu +. Ví dụ: GD11 + GD12", "With spaces or + between them. For example: GD11 + GD12";
    check_factor: "Bao nhiêu lần mức dao động", "How many times the usual spread";
    check_factor_help: "Mặc định là 5; số nhỏ hơn thì chặt hơn.", "5 unless set; a smaller number is stricter.";
    check_severity_help: "Lỗi: chưa sửa thì chưa gửi được. Cảnh báo: nêu lý do rồi gửi.", "An error stops the report until it is mended; a warning lets it go with a reason.";
    check_message_vi: "Câu nhắc", "Sentence in Vietnamese";
    check_message_en: "Câu nhắc tiếng Anh", "Sentence in English";
    check_message_help: "Hiện bên cạnh ô thay cho câu thường dùng.", "Shown beside the cell in place of the usual sentence.";
    check_from: "Áp dụng cho kỳ chốt số liệu từ ngày", "For periods with a cut-off from this day on";
    check_from_help: "Kỳ chốt trước ngày này vẫn theo quy định cũ.", "Periods with an earlier cut-off keep the rule they had.";
    check_keep: "Ghi kiểm tra", "Keep the check";
    check_switch_off: "Tắt kiểm tra này", "Switch it off";
    check_versions: "Đã đặt", "Set so far";
    check_no_version: "Chưa đặt lần nào.", "Never set.";
    check_since(number, day): "Lần {number}, từ {day}", "No. {number}, from {day}";
    check_by_itself(rule, severity): "Đang theo mặc định: {rule} ({severity}).", "Comes by itself: {rule} ({severity}).";
    days_week_1: "Thứ Hai", "Monday";
    days_week_2: "Thứ Ba", "Tuesday";
    days_week_3: "Thứ Tư", "Wednesday";
    days_week_4: "Thứ Năm", "Thursday";
    days_week_5: "Thứ Sáu", "Friday";
    days_week_6: "Thứ Bảy", "Saturday";
    days_week_7: "Chủ nhật", "Sunday";
}

impl RegimeType {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Periodic => t.regime_type_periodic(),
            Self::Thematic => t.regime_type_thematic(),
            Self::AdHoc => t.regime_type_ad_hoc(),
        }
    }
}

impl DueChoice {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::None => t.regime_due_none(),
            Self::WorkingDays => t.regime_due_working(),
            Self::SameMonth => t.regime_due_same(),
            Self::NextMonth => t.regime_due_next(),
        }
    }
}

/// The name of a day of the week by its ISO number.
pub const fn weekday(number: u32, t: Lang) -> &'static str {
    match number {
        1 => t.days_week_1(),
        2 => t.days_week_2(),
        3 => t.days_week_3(),
        4 => t.days_week_4(),
        5 => t.days_week_5(),
        6 => t.days_week_6(),
        _ => t.days_week_7(),
    }
}
