use super::{Given, Why};
use crate::text::Lang;

crate::texts! {
    book_download: "Tải biểu .xlsx", "Download .xlsx";
    book_import: "Nhập từ .xlsx…", "Import .xlsx…";
    book_import_title: "Nhập số liệu từ tệp .xlsx", "Import figures from an .xlsx file";
    book_file: "Tệp .xlsx", ".xlsx file";
    book_file_help: "Tối đa 5 MB, không có macro. Tốt nhất là biểu tải từ báo cáo này; biểu khác cần có cột «Mã» và tên cột như biểu mẫu.", "At most 5 MB, without macros. Best the form downloaded from this report; another needs a column «Mã» and the form's column names.";
    book_read: "Đọc tệp", "Read the file";
    book_nothing_kept: "Đọc tệp chưa ghi gì: số thay đổi hiện ra để xem trước.", "Reading keeps nothing yet: the changes are shown first.";
    book_refused_file: "Tệp không được nhận:", "The file was not taken:";
    book_preview_title: "Xem trước khi nhập", "Before it is imported";
    book_summary(rows, changes, refused, same): "{rows} dòng có mã: {changes} ô thay đổi, {refused} dòng bị từ chối, {same} dòng không đổi.", "{rows} rows with a code: {changes} cells change, {refused} rows refused, {same} rows unchanged.";
    book_changes: "Ô thay đổi", "Cells that change";
    book_no_changes: "Không có ô nào thay đổi.", "No cell changes.";
    book_before: "Hiện có", "Now";
    book_after: "Sẽ thành", "Becomes";
    book_column: "Cột", "Column";
    book_indicator: "Chỉ tiêu", "Indicator";
    book_line: "Dòng", "Row";
    book_reason: "Lý do từ chối", "Why it is refused";
    book_refused_rows: "Dòng bị từ chối", "Refused rows";
    book_refused_sheet: "Tải các dòng bị từ chối", "Download the refused rows";
    book_refused_help: "Sửa trong tệp này theo cột lý do rồi nhập lại; các dòng khác không bị ảnh hưởng.", "Mend this file by its column of reasons and import it again; other rows are not affected.";
    book_apply(count): "Ghi {count} thay đổi", "Keep {count} changes";
    book_applied(count, at): "Đã ghi {count} thay đổi lúc {at}.", "{count} changes were kept at {at}.";
    book_left(count): "{count} ô không ghi được vì báo cáo đã đổi trong lúc xem:", "{count} cells were not kept, since the report changed meanwhile:";
    book_empty: "(trống)", "(empty)";
    book_marked: "x", "x";
    book_back: "Về báo cáo", "Back to the report";
    book_other_file: "Chọn tệp khác", "Choose another file";
    book_heading: "BIỂU SỐ LIỆU BÁO CÁO", "REPORT FIGURES";
    book_unit(name): "Đơn vị: {name}", "Unit: {name}";
    book_period(name): "Kỳ báo cáo: {name}", "Period: {name}";
    book_note: "Chỉ điền các ô không tô màu. Ô trống là chưa có số; chỉ tiêu không áp dụng thì ghi x.", "Fill only the cells without colour. Empty means no figure yet; mark with x what does not apply.";

    why_no_such_code: "Mã không có trong danh mục chỉ tiêu.", "The code is not in the catalogue.";
    why_not_asked: "Báo cáo này không có chỉ tiêu đó.", "This report does not ask for it.";
    why_not_due: "Chỉ tiêu chưa đến kỳ báo cáo.", "It is not due in this period.";
    why_twice: "Mã đã có ở dòng trên.", "The code stands in a row above.";
    why_error_value(value): "Ô lỗi {value}.", "The cell is an error, {value}.";
    why_a_date: "Ô là ngày tháng, không phải số. Đặt lại định dạng ô rồi gõ lại số.", "The cell is a date, not a number. Format it as a number and type it again.";
    why_not_a_mark: "Cột không áp dụng chỉ nhận x hoặc để trống.", "The column takes x or nothing.";
    why_value_and_mark: "Đã đánh dấu không áp dụng thì không ghi số.", "What does not apply has no value.";
    why_mismatch: "Thực hiện không bằng tử số chia mẫu số.", "The figure is not the numerator over the denominator.";
    why_half_ratio: "Cần cả tử số và mẫu số.", "Both numerator and denominator are needed.";
    why_kept_prior: "Cùng kỳ năm trước lấy từ báo cáo đã tiếp nhận, không sửa ở đây.", "Last year's figure comes from the accepted report and is not changed here.";
    why_changed(theirs): "Báo cáo đã có số khác từ khi tải biểu: {theirs}", "The report holds something else since the form was downloaded: {theirs}";
    why_at(column, why): "{column}: {why}", "{column}: {why}";
}

impl Why {
    pub fn message(&self, t: Lang) -> String {
        match self {
            Self::Cell(problem) => problem.message(t),
            Self::NoSuchCode => t.why_no_such_code().to_owned(),
            Self::NotAsked => t.why_not_asked().to_owned(),
            Self::NotDue => t.why_not_due().to_owned(),
            Self::Twice => t.why_twice().to_owned(),
            Self::ErrorValue(value) => t.why_error_value(value),
            Self::ADate => t.why_a_date().to_owned(),
            Self::NotAMark => t.why_not_a_mark().to_owned(),
            Self::ValueAndMark => t.why_value_and_mark().to_owned(),
            Self::Mismatch => t.why_mismatch().to_owned(),
            Self::HalfRatio => t.why_half_ratio().to_owned(),
            Self::KeptPrior => t.why_kept_prior().to_owned(),
            Self::ChangedMeanwhile(theirs) if theirs.is_empty() => t.why_changed(t.book_empty()),
            Self::ChangedMeanwhile(theirs) => t.why_changed(theirs),
        }
    }
}

impl super::RefusedCell {
    /// The reason with the column it is about.
    pub fn message(&self, t: Lang) -> String {
        match self.column {
            Some(column) => t.why_at(column.name(t), self.why.message(t)),
            None => self.why.message(t),
        }
    }
}

impl Given {
    pub fn show(&self, t: Lang) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.show(t),
            Self::Text(text) => text.clone(),
        }
    }
}
