crate::texts! {
    sector_title: "Lĩnh vực", "Sectors";
    sector_subtitle(period): "Tình hình các lĩnh vực, {period}", "How the sectors stand, {period}";
    sector_col_good: "Đạt hoặc đúng tiến độ", "Achieved or on course";
    sector_col_behind: "Chậm", "Behind";
    sector_col_missed: "Chưa đạt", "Missed";
    sector_col_no_figure: "Chưa có số liệu", "No figure";
    sector_col_tasks: "Nhiệm vụ mở", "Open tasks";
    sector_late(count): "{count} quá hạn", "{count} late";
    sector_nothing_due: "Kỳ này chưa có chỉ tiêu nào đến hạn báo cáo", "No indicator is due in this period";
    sector_head_good(good, due): "{good}/{due} chỉ tiêu đạt hoặc đúng tiến độ", "{good} of {due} indicators achieved or on course";
    sector_head_missed(codes): "chưa đạt: {codes}", "missed: {codes}";
    sector_head_behind(codes): "chậm tiến độ: {codes}", "behind: {codes}";
    sector_head_no_target(count): "{count} chưa có kế hoạch", "{count} without a target";
    sector_head_no_figure(count): "{count} chưa có số liệu", "{count} without a figure";
    sector_none_title: "Chưa có kỳ báo cáo nào", "No reporting period yet";
    sector_none_text: "Khi văn phòng mở kỳ báo cáo, tình hình từng lĩnh vực sẽ hiện ở đây.", "Once the office opens a period, each sector's standing appears here.";
    sector_figures: "Chỉ tiêu", "Indicators";
    sector_no_indicators: "Lĩnh vực này chưa có chỉ tiêu định lượng.", "This sector has no measured indicator.";
    sector_passages: "Các đơn vị báo cáo", "What the units reported";
    sector_no_passages: "Chưa có nội dung báo cáo được tiếp nhận.", "No accepted report speaks of it yet.";
    sector_conclusions: "Kết luận gần nhất", "Last conclusions";
    sector_no_conclusions: "Chưa có kết luận nào về lĩnh vực này.", "No conclusion on this sector yet.";
    sector_tasks: "Nhiệm vụ chưa đóng", "Open tasks";
    sector_closed_tasks(count): "{count} nhiệm vụ đã đóng", "{count} closed tasks";
    sector_period: "Kỳ báo cáo", "Period";
    sector_period_show: "Xem kỳ", "Show";
}
