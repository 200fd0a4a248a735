use super::{Gap, Punctuality, Reporter, SectionState};
use crate::text::Lang;
use crate::ui::Tone;

crate::texts! {
    bloc_periods: "Kỳ báo cáo", "Periods";
    bloc_periods_subtitle: "Các kỳ báo cáo của khối: ai đã gửi, ai chậm, đã tổng hợp đến đâu.", "The bloc's reporting periods: who has sent, who is late, how far it is consolidated.";
    bloc_none_title: "Chưa có kỳ báo cáo nào", "No reporting period yet";
    bloc_none_text: "Quản trị viên lập lịch kỳ báo cáo, văn phòng mở kỳ.", "An administrator sets up the calendar; the office opens a period.";
    bloc_span(from, to): "từ {from} đến {to}", "{from} to {to}";
    bloc_due(day): "hạn gửi {day}", "due {day}";
    bloc_not_open: "chưa mở", "not open";
    bloc_locked: "đã khóa", "locked";
    bloc_sent_of(sent, all): "{sent}/{all} đơn vị đã gửi", "{sent} of {all} units have sent";
    bloc_waiting(count): "{count} chờ tiếp nhận", "{count} to accept";
    bloc_late(count): "{count} chậm", "{count} late";
    bloc_stat_sent: "đơn vị đã gửi", "units have sent";
    bloc_stat_on_time: "gửi đúng hạn", "sent on time";
    bloc_stat_late: "chậm, chưa gửi", "late, not sent";
    bloc_stat_accepted: "đã tiếp nhận", "accepted";
    bloc_stat_gaps: "lĩnh vực hở", "sectors with a gap";
    bloc_on_time: "đúng hạn", "on time";
    bloc_sent_late(days): "gửi chậm {days} ngày", "sent {days} days late";
    bloc_awaited(days): "chưa gửi, còn {days} ngày", "not sent, {days} days left";
    bloc_awaited_today: "chưa gửi, hạn hôm nay", "not sent, due today";
    bloc_overdue(days): "chậm {days} ngày", "{days} days late";
    bloc_reporters: "Ai đã gửi", "Who has sent";
    bloc_no_reporters: "Kỳ này chưa giao đơn vị nào báo cáo.", "No unit owes a report in this period.";
    bloc_col_unit: "Đơn vị", "Unit";
    bloc_col_state: "Trạng thái", "State";
    bloc_col_sent: "Đã gửi lúc", "Sent at";
    bloc_col_figures: "Số liệu", "Figures";
    bloc_col_passages: "Đoạn", "Passages";
    bloc_col_action: "Thao tác", "Action";
    bloc_not_sent: "chưa gửi", "not sent";
    bloc_sent: "đã gửi", "sent";
    bloc_dash: "–", "–";
    bloc_accept: "Tiếp nhận", "Accept";
    bloc_return: "Trả lại", "Return";
    bloc_of(unit, action): "{action}: {unit}", "{action}: {unit}";
    bloc_accepted(unit): "Đã tiếp nhận báo cáo của {unit}.", "The report of {unit} is accepted.";
    bloc_returned(unit): "Đã trả lại báo cáo của {unit}.", "The report of {unit} is returned.";
    bloc_return_title: "Trả lại báo cáo", "Return the report";
    bloc_return_reason: "Lý do trả lại, cần sửa gì", "Why it is returned, and what to mend";
    bloc_return_help(unit): "{unit} sẽ thấy lý do này ở đầu báo cáo.", "{unit} will see this at the head of the report.";
    bloc_cancel: "Thôi", "Cancel";
    bloc_coverage: "Độ phủ theo lĩnh vực", "Coverage by sector";
    bloc_coverage_note: "Tính từ các báo cáo đã gửi mà tài khoản này được xem.", "Computed from the sent reports that this account may see.";
    bloc_col_sector: "Lĩnh vực", "Sector";
    bloc_col_reported: "Được báo cáo", "Reported";
    bloc_col_assessed: "Được đánh giá", "Assessed";
    bloc_col_measured: "Có số đo", "Measured";
    bloc_col_tasked: "Có nhiệm vụ", "Tasked";
    bloc_col_gap: "Lưu ý", "Note";
    bloc_yes: "có", "yes";
    bloc_no: "chưa", "no";
    bloc_part: "một phần", "in part";
    bloc_units_of(some, all): "{some}/{all} đơn vị", "{some} of {all} units";
    bloc_figures_of(some, all): "{some}/{all} số liệu", "{some} of {all} figures";
    bloc_no_indicator: "không có chỉ tiêu đến hạn", "no indicator is due";
    bloc_tasks(count): "{count} nhiệm vụ", "{count} tasks";
    bloc_gap_no_task: "đã báo cáo, chưa có nhiệm vụ", "reported, no task";
    bloc_gap_no_report: "có nhiệm vụ, chưa báo cáo", "task, no report";
    bloc_gaps_banner(count): "{count} lĩnh vực hở giữa báo cáo và nhiệm vụ, xem cột Lưu ý.", "{count} sectors have a gap between report and task; see the last column.";
    bloc_plan_meeting: "Lập hội nghị", "Plan the conference";
    bloc_see_consolidated: "Báo cáo tổng hợp", "Consolidated report";

    bloc_stat_sent_late: "gửi chậm", "sent late";
    bloc_stat_on_time_rate(rate): "đúng hạn ({rate}% số đến hạn)", "on time ({rate}% of those due)";
    bloc_level_due(level, day): "{level}: {day}", "{level}: {day}";
    bloc_level_on_time(told, rate): "{told}, {rate}% đúng hạn", "{told}, {rate}% in time";
    bloc_level_sent(level, sent, all): "{level} {sent}/{all} đã gửi", "{level} {sent} of {all} sent";
    bloc_show: "Lọc đơn vị", "Which units";
    bloc_show_all: "Tất cả", "All";
    bloc_show_missing: "Chưa gửi", "Not sent";
    bloc_show_late: "Chậm", "Late";
    bloc_show_returned: "Bị trả lại", "Returned";
    bloc_show_waiting: "Chờ tiếp nhận", "To accept";
    bloc_show_none: "Không có đơn vị nào.", "No unit is here.";
    bloc_below(sent, all): "Đơn vị cấp dưới: {sent}/{all} đã gửi", "Units below: {sent} of {all} have sent";
    bloc_below_of(unit): "Đơn vị cấp dưới của {unit}", "Units below {unit}";
    bloc_pick(unit): "Chọn để nhắc: {unit}", "Choose to remind: {unit}";
    bloc_col_reminded: "Đã nhắc", "Reminded";
    bloc_reminded(times): "{times} lần", "{times} times";
    bloc_remind(count): "Nhắc đơn vị chưa gửi ({count})", "Remind units that have not sent ({count})";
    bloc_remind_note: "Nhắc các đơn vị được chọn; không chọn thì nhắc tất cả. Chuyên viên và thủ trưởng được báo trong hệ thống và qua thư điện tử.", "Reminds the chosen units, or all when none is chosen. Editors and heads are told here and by e-mail.";
    bloc_remind_done(units, people): "Đã nhắc {units} đơn vị, {people} người.", "Reminded {units} units, {people} people.";
    bloc_remind_held(units): "Hôm nay đã nhắc rồi: {units}.", "Reminded today already: {units}.";
    bloc_remind_again: "Vẫn nhắc lại", "Remind again";
    bloc_remind_nobody(units): "Chưa có ai nhận việc báo cáo của: {units}.", "Nobody writes or sends for: {units}.";
    bloc_days_now(days): "Tự động nhắc trước hạn: {days} ngày", "Automatic reminders before the deadline: {days} days";
    bloc_days_off: "Tự động nhắc trước hạn: đang tắt", "Automatic reminders before the deadline: off";
    bloc_days: "Nhắc trước hạn (ngày)", "Days before the deadline";
    bloc_days_help: "Viết các số ngày cách nhau dấu phẩy, như 3, 1. Bỏ trống để tắt. Áp dụng cho mọi kỳ.", "Days separated by commas, like 3, 1. Leave empty to turn it off. For every period.";
    bloc_days_save: "Ghi", "Save";
    bloc_days_kept: "Đã ghi ngày nhắc.", "The days are saved.";
    bloc_days_wrong: "Ngày nhắc chưa đúng: viết các số từ 0 đến 60, cách nhau dấu phẩy.", "Those are no days: write numbers from 0 to 60, separated by commas.";
    bloc_matrix: "Đơn vị và lĩnh vực", "Units and sectors";
    bloc_matrix_note: "✓ đủ số liệu và có đoạn viết, ◐ mới có một phần, ✕ chưa có gì; ô trống là lĩnh vực đơn vị không phụ trách.", "✓ every figure and a passage, ◐ in part, ✕ nothing yet; blank where the unit does not answer for the sector.";
    bloc_board_file: "Tải bảng tiến độ (.xlsx)", "Download the board (.xlsx)";
    bloc_col_code: "Mã", "Code";
    bloc_col_in_time: "Đúng hạn", "In time";
    bloc_col_figures_due: "Số liệu phải có", "Figures due";
    bloc_col_owing: "Đơn vị phải báo cáo", "Units that owe a report";
    bloc_section_not_asked: "không phụ trách", "not asked";
    bloc_section_empty: "chưa có gì", "nothing yet";
    bloc_section_part: "một phần", "in part";
    bloc_section_full: "đủ", "complete";

    consol_title: "Báo cáo tổng hợp", "Consolidated report";
    consol_subtitle(bloc, period): "{bloc}, {period}", "{bloc}, {period}";
    consol_drawn(taken, all): "Tổng hợp từ báo cáo đã tiếp nhận của {taken}/{all} đơn vị.", "Drawn from the accepted reports of {taken} of {all} units.";
    consol_updated(when): "Cập nhật {when}.", "Updated {when}.";
    consol_empty_title: "Chưa có báo cáo tổng hợp", "Not consolidated yet";
    consol_empty_text: "Văn phòng tổng hợp từ các báo cáo đã tiếp nhận; bản tổng hợp sẽ hiện ở đây.", "The office consolidates the accepted reports; the result appears here.";
    consol_empty_office: "Chưa có báo cáo nào được tiếp nhận. Tiếp nhận báo cáo của các đơn vị trước, rồi tổng hợp.", "No report is accepted yet. Accept the units' reports first, then consolidate.";
    consol_take(count): "Đưa {count} báo cáo đã tiếp nhận vào", "Take in {count} accepted reports";
    consol_take_text: "Câu chữ giữ nguyên như đơn vị viết, xếp theo lĩnh vực, loại đoạn và mức đánh giá; mỗi câu giữ đường dẫn về nguồn.", "The wording stays as the units wrote it, ordered by sector, kind and grade; each sentence keeps the way to its source.";
    consol_taken: "Đã đưa vào báo cáo tổng hợp.", "Taken into the consolidated report.";
    consol_source_changed: "nguồn đã thay đổi", "the source has changed";
    consol_source_reopened: "báo cáo nguồn đang mở lại", "the source report is reopened";
    consol_source_removed: "đoạn nguồn đã bị xóa", "the source passage was removed";
    consol_reworded: "đã sửa lời", "reworded";
    consol_keep: "Giữ câu này", "Keep the sentence";
    consol_edit: "Sửa câu", "Reword";
    consol_remove: "Bỏ câu", "Remove";
    consol_up: "Chuyển lên", "Move up";
    consol_down: "Chuyển xuống", "Move down";
    consol_save: "Ghi", "Save";
    consol_body: "Câu trong báo cáo tổng hợp", "The sentence as consolidated";
    consol_reload: "Xem bản mới", "Show the newest";
    consol_figures: "Số liệu", "Figures";
    consol_lead_reached(some, all): "Trong kỳ, {some}/{all} chỉ tiêu đạt kế hoạch hoặc đúng tiến độ", "In the period, {some} of {all} indicators reached their plan or are on course";
    consol_lead_behind(codes): "chưa đạt: {codes}", "not reached: {codes}";
    consol_lead_unknown(codes): "chưa có số liệu: {codes}", "no figure: {codes}";
    consol_lead_share(name, value, share): "{name}: {value}, đạt {share}% kế hoạch năm", "{name}: {value}, {share}% of the year's plan";
    consol_computed: "tính từ số liệu", "computed from figures";
    consol_figures_changed: "số liệu đã thay đổi", "the figures have changed";
    consol_renew: "Lấy bản mới", "Take the new one";
    consol_difference: "Khác với khi lấy", "Changed since it was taken";
    consol_units(given, all): "{given}/{all} đơn vị đã được tiếp nhận", "{given} of {all} units accepted";
    consol_offered: "Đoạn của các đơn vị", "The units' passages";
    consol_taken_mark: "đã lấy", "taken";
    consol_take_chosen: "Lấy câu đã chọn", "Take the chosen sentences";
    consol_choose: "Chọn ít nhất một câu.", "Choose at least one sentence.";
    consol_choose_one(sentence): "Chọn câu: {sentence}", "Choose: {sentence}";
    consol_of(unit, action): "{action}: {unit}", "{action}: {unit}";
    consol_take_whole: "Lấy cả đoạn", "Take it whole";
    consol_proposal(count): "Đề xuất bản đầu: {count} câu", "Proposed first draft: {count} sentences";
    consol_proposal_note: "Xếp theo quy tắc: câu tính từ số liệu, rồi câu của đơn vị theo loại đoạn và mức đánh giá. Không thêm lời nào khác.", "Ordered by rule: sentences computed from figures, then the units' own by kind and grade. Nothing else is added.";
    consol_take_sector: "Lấy đề xuất này", "Take this proposal";
    consol_undo: "Hoàn tác lần lấy vừa rồi", "Undo the last taking";
    consol_undone: "Đã hoàn tác.", "Undone.";
    consol_by_unit: "Số liệu từng đơn vị", "Figures by unit";
    consol_col_value: "Thực hiện", "Actual";
    consol_col_target: "Kế hoạch", "Target";
    consol_col_rule: "Cách cộng", "How it adds up";
    consol_col_have: "Có số liệu", "Given";
    consol_missing: "chưa có", "none yet";
    consol_theirs: "Bản mới của người khác ở trên; nội dung bạn gõ vẫn được giữ ở đây.", "Someone else's newest stands above; what you typed is kept here.";
    consol_in_report(count): "Đã đưa vào báo cáo tổng hợp ({count} câu)", "In the consolidated report ({count} sentences)";
    consol_changed_banner(count): "{count} câu có nguồn đã thay đổi sau khi tổng hợp.", "{count} sentences have a source that changed since.";
}

impl Gap {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::ReportedWithoutTask => t.bloc_gap_no_task(),
            Self::TaskWithoutReport => t.bloc_gap_no_report(),
        }
    }
}

impl SectionState {
    /// Nothing for a sector that the unit is not asked about, or of which the reader may not know.
    pub const fn name(self, t: Lang) -> Option<&'static str> {
        match self {
            Self::NotAsked | Self::Hidden => None,
            Self::Empty => Some(t.bloc_section_empty()),
            Self::Part => Some(t.bloc_section_part()),
            Self::Full => Some(t.bloc_section_full()),
        }
    }
}

impl Reporter {
    /// How far the report is, in the words of the most that the reader may know of it.
    pub fn state_name(&self, t: Lang) -> &'static str {
        match self.state() {
            Some(state) => state.name(t),
            None if self.sent_at.is_some() => t.bloc_sent(),
            None => t.bloc_not_sent(),
        }
    }
}

impl Punctuality {
    pub fn words(self, t: Lang) -> String {
        match self {
            Self::OnTime => t.bloc_on_time().to_owned(),
            Self::SentLate(days) => t.bloc_sent_late(days),
            Self::Awaited(0) => t.bloc_awaited_today().to_owned(),
            Self::Awaited(days) => t.bloc_awaited(days),
            Self::Overdue(days) => t.bloc_overdue(days),
        }
    }

    pub const fn tone(self) -> Tone {
        match self {
            Self::OnTime => Tone::Ok,
            Self::SentLate(_) => Tone::Warn,
            Self::Awaited(_) => Tone::Muted,
            Self::Overdue(_) => Tone::Danger,
        }
    }
}
