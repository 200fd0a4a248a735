use super::TaskState;
use crate::text::Lang;

crate::texts! {
    task_title: "Nhiệm vụ", "Tasks";
    task_subtitle: "Nhiệm vụ các hội nghị đã giao, theo dõi đến khi hoàn thành.", "What the conferences asked for, followed until it is done.";
    task_state_open: "đang thực hiện", "in progress";
    task_state_done: "đã hoàn thành", "done";
    task_state_cancelled: "đã hủy", "cancelled";
    task_late_days(days): "quá hạn {days} ngày", "{days} days late";
    task_due_days(days): "còn {days} ngày", "{days} days left";
    task_due_today: "hạn hôm nay", "due today";
    task_open_count: "đang thực hiện", "in progress";
    task_late_count: "quá hạn", "late";
    task_done_count: "đã hoàn thành", "done";
    task_who: "Rõ người", "Who";
    task_what: "Rõ việc", "What";
    task_product: "Rõ sản phẩm", "Product";
    task_responsibility: "Rõ trách nhiệm", "Responsibility";
    task_when: "Rõ thời gian", "When";
    task_lead: "Chủ trì", "Lead";
    task_with(units): "phối hợp: {units}", "with {units}";
    task_cooperating: "Đơn vị phối hợp", "Cooperating units";
    task_five_points: "Năm điểm rõ", "The five clear points";
    task_filter: "Lọc nhiệm vụ", "Narrow the list";
    task_filter_unit: "Đơn vị", "Unit";
    task_filter_sector: "Lĩnh vực", "Sector";
    task_filter_state: "Tình trạng", "State";
    task_filter_all: "tất cả", "all";
    task_filter_late: "quá hạn", "late";
    task_filter_apply: "Lọc", "Narrow";
    task_filter_clear: "Bỏ lọc", "Show all";
    task_shown(count): "{count} nhiệm vụ", "{count} tasks";
    task_none_title: "Chưa có nhiệm vụ nào", "No tasks yet";
    task_none_text: "Nhiệm vụ được giao từ kết luận của hội nghị và sẽ hiện ở đây.", "Tasks are made from the conclusions of a conference and appear here.";
    task_none_match_title: "Không có nhiệm vụ nào khớp", "No task matches";
    task_none_match_text: "Bỏ bớt điều kiện lọc để xem nhiều hơn.", "Take away a condition to see more.";
    task_none_here: "Không có nhiệm vụ.", "No tasks.";
    task_origin: "Từ kết luận", "From the conclusion";
    task_indicators: "Chỉ tiêu cần chuyển biến", "Indicators it should move";
    task_no_indicators: "Chưa gắn chỉ tiêu nào.", "None is tied to it.";
    task_sectors: "Lĩnh vực", "Sectors";
    task_state: "Tình trạng", "State";
    task_log: "Tiến độ thực hiện", "Progress";
    task_told_in_report: "trong báo cáo", "in a report";
    task_log_empty: "Chưa có lần cập nhật nào.", "Nothing has been told yet.";
    task_percent: "Tiến độ (%)", "Progress (%)";
    task_percent_help: "Số nguyên từ 0 đến 100; để trống nếu chưa ước lượng được.", "A whole number from 0 to 100; leave it empty when it cannot be judged.";
    task_percent_now(percent): "{percent}%", "{percent}%";
    task_progress_label: "Tiến độ", "Progress";
    task_progress_add: "Cập nhật tiến độ", "Report progress";
    task_progress_body: "Đã làm được gì, vướng gì", "What was done, what stands in the way";
    task_progress_save: "Ghi cập nhật", "Keep it";
    task_progress_saved: "Đã ghi cập nhật tiến độ.", "Progress is kept.";
    task_someone: "Không rõ người ghi", "Unknown";
    task_closing: "Đóng nhiệm vụ", "Close the task";
    task_closing_text: "Chỉ đóng khi sản phẩm đã có. Nhiệm vụ chưa đóng luôn được chuyển tiếp sang kỳ sau.", "Close it only when the product is there. An open task is always carried forward.";
    task_closing_note: "Kết quả, căn cứ đóng", "Result, and why it can be closed";
    task_close: "Đóng nhiệm vụ", "Close the task";
    task_result: "Kết quả", "Result";
    task_closed(who, when): "{who} đóng lúc {when}", "Closed by {who}, {when}";
    task_closed_done: "Đã đóng nhiệm vụ.", "The task is closed.";
    task_form_save: "Giao nhiệm vụ", "Give the task";
    task_form_lead: "Rõ người: đơn vị chủ trì", "Who: the unit that leads";
    task_form_choose: "Chọn đơn vị", "Choose a unit";
    task_form_title: "Rõ việc: việc phải làm", "What is to be done";
    task_form_product: "Rõ sản phẩm: kết quả nhìn thấy được", "The product: what will be there to see";
    task_form_responsibility: "Rõ trách nhiệm: ai chịu trách nhiệm, báo cáo ai", "Responsibility: who answers for it, and to whom";
    task_form_when: "Rõ thời gian: hạn hoàn thành", "When: to be done by";
    task_form_mend: "Cần đủ cả năm điểm rõ mới giao được.", "All five points are needed before it can be given.";
}

impl TaskState {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Open => t.task_state_open(),
            Self::Done => t.task_state_done(),
            Self::Cancelled => t.task_state_cancelled(),
        }
    }
}
