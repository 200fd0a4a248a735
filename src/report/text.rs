use super::{Grade, PassageKind, ReportState, ReportStep};
use crate::indicator::Column;
use crate::text::Lang;

crate::texts! {
    figure_source(indicator, period): "{indicator}, {period}", "{indicator}, {period}";
    figure_source_report: "Báo cáo", "Report";
    figure_source_unit: "Đơn vị báo cáo", "Reporting unit";
    figure_source_state: "Trạng thái báo cáo", "State of the report";
    figure_source_version: "Phiên bản báo cáo", "Version of the report";
    figure_source_version_of(number, at): "{number} ({at})", "{number} ({at})";
    figure_source_by: "Người nhập gần nhất", "Last written by";
    figure_source_nobody: "Nhập khi khởi tạo dữ liệu", "Brought in with the first data";
    figure_source_open: "Xem báo cáo", "See the report";
    figure_source_indicator: "Chỉ tiêu", "Indicator";
    figure_source_changes: "Lịch sử số liệu", "History of the figure";
    figure_source_changes_none: "Số liệu chưa được sửa lần nào.", "The figure was never changed.";
    figure_source_before: "Trước", "Before";
    figure_source_after: "Sau", "After";
    figure_source_when: "Lúc", "When";
    figure_source_who: "Ai", "Who";
    figure_source_cell: "Ô", "Cell";
    figure_source_past: "Các kỳ trước", "Periods before";
    reports_title: "Báo cáo", "Reports";
    reports_none: "Chưa có báo cáo nào", "No reports yet";
    reports_none_text: "Khi văn phòng mở kỳ báo cáo, báo cáo của các đơn vị sẽ có ở đây.", "When the office opens a period, the units' reports appear here.";
    reports_unit: "Đơn vị", "Unit";
    reports_state: "Trạng thái", "State";
    reports_complete: "Số liệu", "Figures";
    reports_passages: "Số đoạn", "Passages";
    reports_sent_at: "Gửi lúc", "Sent";
    reports_due(day): "Hạn gửi {day}", "Due {day}";
    reports_of(given, due): "{given}/{due}", "{given}/{due}";

    report_state_draft: "đang soạn", "draft";
    report_state_submitted: "trình thủ trưởng", "with the head";
    report_state_returned: "trả lại", "returned";
    report_state_sent: "đã gửi", "sent";
    report_state_accepted: "đã tiếp nhận", "accepted";
    report_state_consolidated: "đã tổng hợp", "consolidated";
    report_late: "quá hạn", "late";
    report_overdue: "đã quá hạn gửi", "past due";

    step_submit: "Trình thủ trưởng", "Submit to the head";
    step_return: "Trả lại", "Return";
    step_send: "Gửi báo cáo", "Send the report";
    step_accept: "Tiếp nhận", "Accept";
    step_reopen: "Mở lại", "Reopen";
    step_consolidate: "Đưa vào tổng hợp", "Consolidate";
    step_release: "Đưa ra khỏi tổng hợp", "Take out of the consolidated report";
    step_keep: "Giữ lại", "Keep";
    step_restore: "Khôi phục", "Restore";
    done_submit: "trình thủ trưởng đơn vị", "submitted it to the head";
    done_return: "trả lại", "returned it";
    done_send: "gửi báo cáo", "sent it";
    done_accept: "tiếp nhận", "accepted it";
    done_reopen: "mở lại", "reopened it";
    done_consolidate: "đưa vào báo cáo tổng hợp", "took it into the consolidated report";
    done_release: "hoàn tác việc đưa vào báo cáo tổng hợp", "undid taking it into the consolidated report";
    done_keep: "giữ bản đang có trước khi khôi phục", "kept what stood before restoring";
    done_restore: "khôi phục báo cáo", "restored the report";
    ask_submit: "Thủ trưởng đơn vị sẽ đọc rồi gửi. Trong lúc đó chuyên viên không sửa được.", "The head of the unit will read and send it. Until then the editor cannot change it.";
    ask_return: "Đơn vị sẽ sửa và gửi lại. Nêu rõ cần sửa gì.", "The unit mends it and sends it again. Say what needs mending.";
    ask_send: "Báo cáo được gửi lên văn phòng; đơn vị không sửa được nữa trừ khi bị trả lại.", "The report goes to the office; the unit cannot change it unless it is returned.";
    ask_send_late: "Đã quá hạn gửi: báo cáo sẽ được ghi là quá hạn.", "The due date has passed: the report will be marked as late.";
    ask_accept: "Số liệu và nội dung được công bố cho mọi người đọc.", "Its figures and passages become readable for everyone.";
    ask_reopen: "Báo cáo đã tiếp nhận được trả về đơn vị để sửa; lần sửa được ghi lại và đếm.", "The accepted report goes back to the unit; the change is recorded and counted.";
    step_reason: "Lý do", "Reason";
    step_cancel: "Thôi", "Cancel";
    step_missing(count): "Còn {count} chỉ tiêu đến kỳ chưa có số, chưa ghi lý do và chưa đánh dấu không áp dụng:", "{count} indicators are due and have no figure, no reason and no mark that they do not apply:";
    step_unsent: "Còn nội dung chưa lưu. Chờ lưu xong rồi làm bước này.", "Something is not saved yet. Wait until it is.";
    step_by(who, what): "{who} {what}", "{who} {what}";
    step_someone: "Hệ thống", "The system";
    step_done_toast: "Đã ghi nhận.", "Done.";

    passage_assessment: "Đánh giá", "Assessment";
    passage_result: "Kết quả", "Result";
    passage_shortcoming: "Tồn tại, hạn chế", "Shortcoming";
    passage_plan: "Nhiệm vụ kỳ sau", "Next period";
    grade_exceeded: "đạt, vượt", "exceeded";
    grade_good: "tốt", "good";
    grade_fair: "khá", "fair";
    grade_neutral: "trung tính", "neutral";
    grade_effort: "có cố gắng", "effort";

    column_target: "Kế hoạch năm", "Year's target";
    column_actual: "Thực hiện", "Actual";
    column_prior: "Cùng kỳ năm trước", "Same period last year";
    column_reason: "Lý do thiếu", "Why it is missing";
    column_not_applicable: "Không áp dụng", "Not applicable";
    column_indicator: "Chỉ tiêu", "Indicator";
    column_percent: "Đạt % kế hoạch", "% of target";
    column_status: "So kế hoạch", "Against target";

    report_title(unit): "Báo cáo của {unit}", "Report of {unit}";
    report_edit: "Soạn báo cáo", "Write the report";
    report_read: "Xem bản đọc", "Read it";
    report_history: "Các phiên bản", "Versions";
    report_due_on: "Hạn gửi", "Due";
    report_cut_off: "Số liệu tính đến", "Figures up to";
    report_sent_at: "Gửi lúc", "Sent at";
    report_accepted_at: "Tiếp nhận lúc", "Accepted at";
    report_returned_because: "Bị trả lại:", "Returned:";
    report_tasks: "Nhiệm vụ từ hội nghị trước", "Tasks from the last conference";
    report_no_passages: "Chưa có nội dung.", "Nothing written yet.";
    report_no_sections: "Đơn vị chưa được giao lĩnh vực nào trong kỳ này.", "The unit answers for no sector in this period.";
    report_figures: "Số liệu", "Figures";
    report_not_due: "Chưa đến kỳ báo cáo", "Not due yet";
    report_not_due_count(count): "{count} chỉ tiêu chưa đến kỳ báo cáo", "{count} indicators not due yet";
    report_missing: "chưa có số liệu", "no figure";
    report_not_applicable: "không áp dụng", "not applicable";
    report_timeline: "Quá trình", "Course";
    report_timeline_none: "Chưa qua bước nào.", "No step taken yet.";
    report_facts: "Thông tin", "Facts";

}

// The form, and the versions. In a list of its own: the compiler counts the entries of one.
crate::texts! {
    saved_never: "Chưa có thay đổi", "No changes yet";
    saved_at(time): "Đã lưu lúc {time}", "Saved at {time}";
    saving: "Đang lưu…", "Saving…";
    save_waiting(count): "{count} thay đổi chưa lưu", "{count} changes not saved";
    save_offline(count): "Mất kết nối: {count} thay đổi chưa gửi được lên máy chủ. Nội dung được giữ trong trình duyệt này và sẽ tự gửi lại khi có mạng.", "Connection lost: {count} changes have not reached the server. They are kept in this browser and are sent again by themselves.";
    save_signed_out: "Phiên làm việc đã hết. Nội dung đang gõ được giữ trong trình duyệt này; đăng nhập lại ở thẻ mới rồi quay về đây.", "You are signed out. What you typed is kept in this browser; sign in again in a new tab and come back here.";
    save_sign_in: "Đăng nhập", "Sign in";
    save_stopped(reason): "Không lưu được nữa: {reason} Nội dung chưa lưu được giữ trong trình duyệt này.", "Nothing more can be saved: {reason} What is not saved is kept in this browser.";
    save_retry: "Thử lại ngay", "Try again now";
    save_attention(count): "{count} ô cần xem lại", "{count} cells need attention";
    cell_saved: "đã lưu", "saved";
    cell_saving: "đang lưu", "saving";
    cell_unsent: "chưa gửi", "not sent";
    cell_theirs(theirs): "Người khác vừa ghi: {theirs}", "Someone else wrote: {theirs}";
    cell_empty: "(trống)", "(empty)";
    keep_mine: "Giữ của tôi", "Keep mine";
    take_theirs: "Lấy của họ", "Take theirs";
    cell_kept: "đã báo cáo", "as reported";
    cell_label(column, code): "{column}, {code}", "{column}, {code}";
    grid_label(sector): "Bảng số liệu {sector}", "Figures of {sector}";
    form_locked: "Báo cáo này không sửa được ở bước hiện tại.", "This report cannot be changed at its present step.";
    form_needs_js: "Soạn báo cáo cần JavaScript; trang đang ở chế độ chỉ đọc.", "Writing a report needs JavaScript; this page is read-only.";
    passages_title: "Nội dung", "Passages";
    passage_kind: "Loại", "Kind";
    passage_grade: "Mức đánh giá", "Grade";
    passage_no_grade: "Chưa xếp mức", "No grade";
    passage_body(kind): "Nội dung đoạn {kind}", "Text of the {kind} passage";
    passage_add: "Thêm đoạn", "Add a passage";
    passage_remove: "Xóa đoạn", "Remove";
    passage_empty: "Đoạn để trống chưa được ghi; muốn bỏ hẳn hãy bấm Xóa đoạn.", "An emptied passage is not saved; press Remove to take it out.";
    passage_theirs: "Người khác vừa sửa đoạn này:", "Someone else changed this passage:";
    passage_theirs_removed: "(họ đã xóa đoạn này)", "(they removed it)";

    history_title: "Các phiên bản", "Versions";
    history_version(number): "Phiên bản {number}", "Version {number}";
    history_none: "Chưa có phiên bản nào", "No versions yet";
    history_none_text: "Mỗi lần trình, gửi, trả lại, tiếp nhận báo cáo được giữ thành một phiên bản.", "Each time the report is submitted, sent, returned or accepted, a version is kept.";
    history_reason(reason): "Lý do: {reason}", "Reason: {reason}";
}

// Versions side by side.
crate::texts! {
    history_compare: "So với hiện nay", "Compare with now";
    history_compare_before: "So với bản trước", "Compare with the one before";
    history_of(what, number): "{what}: phiên bản {number}", "{what}: version {number}";
    history_from: "Từ", "From";
    history_to: "Đến", "To";
    history_all: "Hiện cả phần không đổi", "Show what did not change too";
    history_compare_button: "So sánh", "Compare";
    history_present: "Hiện nay", "Now";
    history_compared(number): "Phiên bản {number} so với hiện nay", "Version {number} against now";
    history_compared_two(from, to): "Phiên bản {from} so với phiên bản {to}", "Version {from} against version {to}";
    history_count(passages, cells): "{passages} đoạn, {cells} ô đã đổi", "{passages} passages, {cells} cells changed";
    history_same: "Không có gì khác.", "Nothing differs.";
    history_legend: "Chữ gạch ngang là phần bỏ, chữ gạch chân là phần thêm.", "Struck words were taken out, underlined words were put in.";
    history_form_only: "Chỉ đổi định dạng, lời văn giữ nguyên.", "Only the form changed, not the words.";
    history_column: "Cột", "Column";
    history_then: "Trước", "Before";
    history_after: "Sau", "After";
    history_fate: "Thay đổi", "Change";
    history_yes: "có", "yes";
    history_restore: "Khôi phục", "Restore";
    history_restore_title(number): "Khôi phục phiên bản {number}?", "Restore version {number}?";
    history_restore_text(number): "Số liệu và nội dung của phiên bản {number} được ghi lại vào báo cáo đang mở. Bản đang có được giữ lại thành một phiên bản trước khi khôi phục.", "Figures and passages of version {number} are written into the open report again. What stands there now is kept as a version first.";
    history_restored: "Đã khôi phục.", "Restored.";
    history_restored_but(codes): "Đã khôi phục. Còn số liệu không ghi lại được: {codes}.", "Restored. Figures that could not be put back: {codes}.";
    history_from_version(number): "Phiên bản được khôi phục: {number}", "Version restored: {number}";
    fate_same: "không đổi", "same";
    fate_added: "thêm", "added";
    fate_removed: "bỏ", "removed";
    fate_changed: "sửa", "changed";
    diff_removed: "bỏ: ", "removed: ";
    diff_added: "thêm: ", "added: ";
}

// What the reading page says beside the report itself.
crate::texts! {
    report_as_received(number, when): "Đơn vị đang sửa lại. Đây là phiên bản {number} mà văn phòng đã nhận (giữ lúc {when}); bản mới xem được khi đơn vị gửi lại.", "The unit is at work on it again. This is version {number} as the office received it (kept at {when}); the new one is open when the unit sends it.";
    report_since_accepted(passages, cells): "{passages} đoạn, {cells} ô đã đổi so với bản tiếp nhận.", "{passages} passages, {cells} cells changed since it was accepted.";
    report_same_as_accepted: "Chưa có gì đổi so với bản tiếp nhận.", "Nothing has changed since it was accepted.";
    report_see_changes: "Xem thay đổi", "See what changed";
    report_amended(count): "Đã sửa {count} lần sau tiếp nhận", "Changed {count} times after acceptance";
    report_amended_at(when): "Mở lại lúc {when}", "Reopened at {when}";
    column_against_prior: "so năm trước %", "% against last year";
    no_prior: "không có số năm trước để so", "nothing last year to compare with";
    evidence_grade(grade): "Mức «{grade}»:", "Grade “{grade}”:";
    evidence_supports(count): "{count} chỉ tiêu ủng hộ", "{count} indicators support it";
    evidence_contradicts: "trái với mức này: ", "against it: ";
    evidence_silent: "chưa có số liệu nào để đối chiếu", "no figure to hold it against";

    refused_already_submitted: "Báo cáo đã trình thủ trưởng rồi.", "The report is with the head already.";
    refused_already_sent: "Báo cáo đã gửi văn phòng rồi. Muốn sửa, đề nghị văn phòng trả lại.", "The report was sent already. To change it, ask the office to return it.";
    refused_already_accepted: "Báo cáo đã được tiếp nhận. Muốn sửa, đề nghị văn phòng mở lại.", "The report was accepted already. To change it, ask the office to reopen it.";
    refused_nothing_to_return: "Đơn vị đang soạn báo cáo: chưa có gì để trả lại.", "The unit is writing the report: there is nothing to return.";
    refused_reopen_instead: "Báo cáo đã tiếp nhận thì không trả lại được; muốn đơn vị sửa, hãy mở lại.", "An accepted report is not returned; to have it changed, reopen it.";
    refused_not_sent_yet: "Đơn vị chưa gửi báo cáo nên chưa tiếp nhận được.", "The unit has not sent the report, so it cannot be accepted.";
    refused_only_accepted: "Chỉ mở lại được báo cáo đã tiếp nhận.", "Only an accepted report can be reopened.";
    refused_writers: "Việc này của chuyên viên hoặc thủ trưởng đơn vị lập báo cáo.", "This is for the unit's editor or head.";
    refused_heads: "Việc này của thủ trưởng đơn vị lập báo cáo.", "This is for the head of the unit.";
    refused_offices: "Việc này của văn phòng tiếp nhận báo cáo.", "This is for the office that receives the reports.";
    report_tasks_closed(count): "{count} nhiệm vụ đã đóng", "{count} closed tasks";
    report_task_tell: "Ghi tiến độ", "Tell of it";
    report_task_tell_of(code): "Ghi tiến độ {code}", "Tell of {code}";
    report_task_body: "Tiến độ", "Progress";
    report_task_percent: "Mức hoàn thành (%)", "Done (%)";
    report_task_save: "Ghi tiến độ vào báo cáo", "Save it with the report";
    report_task_told: "Đã ghi tiến độ.", "Progress saved.";
    report_present(names): "Đang mở báo cáo: {names}", "Has it open: {names}";
    step_back: "Về báo cáo", "Back to the report";
    step_not_now: "Chưa làm được bước này", "This step cannot be taken";
}

impl super::WhyNot {
    /// The sentence that says what would change it.
    pub const fn sentence(self, step: ReportStep, t: Lang) -> &'static str {
        use crate::actor::Permission;
        use ReportState as S;
        use ReportStep as T;
        match self {
            Self::Phone => t.err_read_only(),
            Self::Locked => t.err_locked(),
            Self::Whose(Permission::WriteReport) => t.refused_writers(),
            Self::Whose(Permission::SendReport) => t.refused_heads(),
            Self::Whose(_) => t.refused_offices(),
            Self::State(state) => match (step, state) {
                (T::Submit, S::Submitted) => t.refused_already_submitted(),
                (T::Submit | T::Send, S::Sent) => t.refused_already_sent(),
                (T::Submit | T::Send | T::Accept, S::Accepted | S::Consolidated) => {
                    t.refused_already_accepted()
                }
                (T::Return, S::Draft | S::Returned) => t.refused_nothing_to_return(),
                (T::Return, S::Accepted | S::Consolidated) => t.refused_reopen_instead(),
                (T::Accept, S::Draft | S::Returned | S::Submitted) => t.refused_not_sent_yet(),
                (T::Reopen, _) => t.refused_only_accepted(),
                _ => t.err_wrong_state(),
            },
        }
    }
}

impl ReportState {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Draft => t.report_state_draft(),
            Self::Submitted => t.report_state_submitted(),
            Self::Returned => t.report_state_returned(),
            Self::Sent => t.report_state_sent(),
            Self::Accepted => t.report_state_accepted(),
            Self::Consolidated => t.report_state_consolidated(),
        }
    }

    pub const fn tone(self) -> crate::ui::Tone {
        use crate::ui::Tone;
        match self {
            Self::Draft => Tone::Muted,
            Self::Submitted | Self::Sent => Tone::Info,
            Self::Returned => Tone::Warn,
            Self::Accepted | Self::Consolidated => Tone::Ok,
        }
    }
}

impl ReportStep {
    /// On the button.
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Submit => t.step_submit(),
            Self::Return => t.step_return(),
            Self::Send => t.step_send(),
            Self::Accept => t.step_accept(),
            Self::Reopen => t.step_reopen(),
            Self::Consolidate => t.step_consolidate(),
            Self::Release => t.step_release(),
            Self::Keep => t.step_keep(),
            Self::Restore => t.step_restore(),
        }
    }

    /// After the name of who did it.
    pub const fn told(self, t: Lang) -> &'static str {
        match self {
            Self::Submit => t.done_submit(),
            Self::Return => t.done_return(),
            Self::Send => t.done_send(),
            Self::Accept => t.done_accept(),
            Self::Reopen => t.done_reopen(),
            Self::Consolidate => t.done_consolidate(),
            Self::Release => t.done_release(),
            Self::Keep => t.done_keep(),
            Self::Restore => t.done_restore(),
        }
    }

    /// What follows from it, said before it is done.
    pub const fn warning(self, t: Lang) -> &'static str {
        match self {
            Self::Submit => t.ask_submit(),
            Self::Return => t.ask_return(),
            Self::Send => t.ask_send(),
            Self::Accept | Self::Consolidate | Self::Release | Self::Keep | Self::Restore => t.ask_accept(),
            Self::Reopen => t.ask_reopen(),
        }
    }
}

impl super::ReportVersion {
    /// Why the step was taken, or which version it was about.
    pub fn note(&self, t: Lang) -> Option<String> {
        let reason = self.reason.as_ref()?;
        Some(match self.step {
            ReportStep::Keep | ReportStep::Restore => t.history_from_version(reason),
            _ => t.history_reason(reason),
        })
    }
}

impl PassageKind {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Assessment => t.passage_assessment(),
            Self::Result => t.passage_result(),
            Self::Shortcoming => t.passage_shortcoming(),
            Self::Plan => t.passage_plan(),
        }
    }
}

impl Grade {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Exceeded => t.grade_exceeded(),
            Self::Good => t.grade_good(),
            Self::Fair => t.grade_fair(),
            Self::Neutral => t.grade_neutral(),
            Self::Effort => t.grade_effort(),
        }
    }

    pub const fn tone(self) -> crate::ui::Tone {
        use crate::ui::Tone;
        match self {
            Self::Exceeded | Self::Good => Tone::Ok,
            Self::Fair => Tone::Info,
            Self::Neutral => Tone::Muted,
            Self::Effort => Tone::Warn,
        }
    }
}

impl Column {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Target => t.column_target(),
            Self::Actual => t.column_actual(),
            Self::Prior => t.column_prior(),
            Self::Reason => t.column_reason(),
            Self::NotApplicable => t.column_not_applicable(),
        }
    }
}
