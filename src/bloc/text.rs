use super::{Gap, Punctuality};
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
    consol_source_was: "Khi lấy", "When taken";
    consol_source_is: "Nguồn hiện nay", "The source now";
    consol_keep: "Giữ câu này", "Keep the sentence";
    consol_edit: "Sửa câu", "Reword";
    consol_remove: "Bỏ câu", "Remove";
    consol_up: "Chuyển lên", "Move up";
    consol_down: "Chuyển xuống", "Move down";
    consol_save: "Ghi", "Save";
    consol_body: "Câu trong báo cáo tổng hợp", "The sentence as consolidated";
    consol_reload: "Xem bản mới", "Show the newest";
    consol_waiting: "Đoạn chưa lấy vào", "Passages not taken";
    consol_add: "Lấy vào", "Take in";
    consol_figures: "Số liệu", "Figures";
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
