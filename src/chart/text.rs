crate::texts! {
    chart_actual: "Thực hiện", "Actual";
    chart_target: "Kế hoạch (KH)", "Target";
    chart_prior: "Cùng kỳ năm trước (CK)", "Same period last year";
    chart_pace: "Mức cần đạt đến nay", "Due by now";
    chart_target_short(value): "KH {value}", "target {value}";
    chart_prior_short(value): "CK {value}", "last year {value}";
    chart_target_of(value): "kế hoạch {value}", "target {value}";
    chart_prior_of(value): "cùng kỳ năm trước {value}", "same period last year {value}";
    chart_pace_of(value): "mức cần đạt đến nay {value}", "due by now {value}";
    chart_between(low, high): "{low} đến {high}", "{low} to {high}";
    chart_achieved: "Đạt", "Met";
    chart_on_course: "Đúng tiến độ", "On course";
    chart_behind: "Chậm tiến độ", "Behind";
    chart_missed: "Chưa đạt", "Not met";
    chart_no_target: "Chưa có kế hoạch", "No target";
    chart_no_figure: "Chưa có số liệu", "No figure";
    chart_not_applicable: "Không áp dụng", "Not applicable";
    chart_not_due: "Chưa đến kỳ", "Not due yet";
}
