//! What the writer of passages says; most of it is handed over to it as JSON.

crate::texts! {
    writer_toolbar(label): "Công cụ soạn: {label}", "Tools: {label}";
    writer_bold: "Đậm", "Bold";
    writer_italic: "Nghiêng", "Italic";
    writer_heading: "Đề mục", "Heading";
    writer_bullets: "Gạch đầu dòng", "Bulleted list";
    writer_numbers: "Danh sách đánh số", "Numbered list";
    writer_table: "Chèn bảng", "Insert a table";
    writer_row_add: "Thêm hàng bên dưới", "Add a row below";
    writer_row_remove: "Xóa hàng", "Remove the row";
    writer_column_add: "Thêm cột bên phải", "Add a column to the right";
    writer_column_remove: "Xóa cột", "Remove the column";
    writer_table_remove: "Xóa bảng", "Remove the table";
    writer_undo: "Hoàn tác", "Undo";
    writer_redo: "Làm lại", "Redo";
    writer_figure: "Chèn số liệu", "Insert a figure";
    writer_figure_title: "Chèn số liệu từ bảng", "Insert a figure from the grid";
    writer_figure_search: "Tìm chỉ tiêu theo mã hoặc tên", "Find an indicator by code or name";
    writer_figure_show: "Hiện", "Show";
    writer_figure_value: "Thực hiện", "The figure";
    writer_figure_percent: "Đạt % kế hoạch", "% of the target";
    writer_figure_target: "Kế hoạch năm", "The year's target";
    writer_figure_change: "So với cùng kỳ", "Against last year";
    writer_figure_insert: "Chèn", "Insert";
    writer_figure_none: "Không có chỉ tiêu nào khớp.", "No indicator matches.";
    writer_cancel: "Thôi", "Cancel";
    writer_together: "Đang cùng soạn:", "Writing here too:";
    writer_in(label): "ở {label}", "in {label}";
    writer_lost_at(time): "Mất kết nối từ {time} – vẫn ghi trên máy này. Cứ viết tiếp, khi có mạng sẽ tự gửi.", "No connection since {time} – still kept on this computer. Go on writing; it is sent by itself once there is a line.";
    writer_lost_unheld(time): "Mất kết nối từ {time}, và trình duyệt này không giữ được bản sao. Đừng đóng trang: phần vừa viết sẽ tự gửi khi có mạng.", "No connection since {time}, and this browser keeps no copy. Leave the page open: what was written is sent by itself once there is a line.";
    writer_lost(time, count): "Mất kết nối từ {time} – vẫn ghi trên máy này. {count} thay đổi sẽ tự gửi khi có mạng.", "No connection since {time} – still kept on this computer. {count} changes are sent by themselves once there is a line.";
    writer_stopped(reason): "Máy chủ không nhận phần vừa viết: {reason} Chép phần đó ra nơi khác rồi mở lại bản trên máy chủ.", "The server does not take what was just written: {reason} Copy it elsewhere, then open the server's copy again.";
    writer_anew: "Mở lại bản trên máy chủ", "Open the server's copy";
    writer_closed: "Báo cáo đã chuyển sang bước khác nên không viết tiếp được ở đây.", "The report has moved on, so it cannot be written in here.";
    writer_kept: "Báo cáo đã chuyển bước trước khi phần bạn viết tới máy chủ. Phần đó không mất: máy chủ giữ riêng để xem lại bên dưới.", "The report moved on before what you wrote arrived. It is not lost: the server keeps it apart, to be looked at below.";
    late_title: "Viết sau khi báo cáo đã chuyển bước", "Written after the report had moved on";
    late_by(who, when): "{who}, gửi tới lúc {when}", "{who}, arrived {when}";
    late_someone: "Một người soạn", "A writer";
    late_merge: "Đưa vào báo cáo", "Put it into the report";
    late_drop: "Không dùng", "Leave it out";
    plain_title: "Nội dung các đoạn", "Passages";
    plain_save: "Lưu đoạn này", "Save this passage";
    plain_add: "Thêm đoạn", "Add a passage";
    plain_new: "Đoạn mới", "A new passage";
    plain_refused: "Chưa lưu được: đoạn này vừa được người khác sửa, hoặc quá dài. Nội dung dưới đây là bản trên máy chủ.", "Not saved: someone else has just changed this passage, or it is too long. Below is the server's copy.";
    plain_note: "Trang đang chạy không có JavaScript: mỗi đoạn lưu bằng nút riêng; bảng số liệu chỉ đọc.", "This page runs without JavaScript: each passage is saved by its own button, and the grid is read-only.";
}
