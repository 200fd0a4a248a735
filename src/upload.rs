//! Files that people send in, and why one is refused as a whole.

use crate::text::Lang;

/// The largest file that is read, in bytes.
pub const UPLOAD_LIMIT: u64 = 5_000_000;

crate::words! {
    /// Why a whole file is refused.
    pub enum FileRefusal {
        /// No file was chosen.
        Nothing = "nothing",
        TooLarge = "too_large",
        NotXlsx = "not_xlsx",
        /// A text in another encoding than UTF-8.
        NotUtf8 = "not_utf8",
        /// Holds a program.
        Macros = "macros",
        /// Unpacks to more than any form of ours could be.
        Bomb = "bomb",
        /// Damaged, or not to be understood.
        Broken = "broken",
        /// No row of headings with a code and something to fill in.
        NoHeadings = "no_headings",
        TooManyRows = "too_many_rows",
        /// Taken out of another report.
        OtherReport = "other_report",
    }
}

crate::texts! {
    file_nothing: "Chưa chọn tệp.", "No file was chosen.";
    file_too_large(limit): "Tệp lớn hơn {limit} MB.", "The file is larger than {limit} MB.";
    file_not_xlsx: "Đây không phải là tệp .xlsx. Hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx, không đặt mật khẩu.", "This is no .xlsx file. Open it with Excel or LibreOffice and save it as .xlsx without a password.";
    file_not_utf8: "Tệp CSV không theo bảng mã UTF-8. Hãy lưu lại thành «CSV UTF-8», hoặc dùng tệp .xlsx.", "The CSV file is not in UTF-8. Save it as “CSV UTF-8”, or use an .xlsx file.";
    file_macros: "Tệp có chứa macro. Hãy lưu lại thành .xlsx không có macro.", "The file holds macros. Save it as .xlsx without macros.";
    file_bomb: "Tệp bung ra lớn bất thường nên không được mở.", "The file unpacks to an unusual size and was not opened.";
    file_broken: "Tệp hỏng hoặc không đọc được. Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại.", "The file is damaged or cannot be read. Open it with Excel or LibreOffice and save it again.";
    file_no_headings: "Không thấy dòng tên cột có «Mã» và cột cần điền. Hãy dùng biểu tải từ trang này.", "There is no row of headings with «Mã» and a column to fill in. Use the form downloaded from this page.";
    file_too_many_rows: "Tệp có quá nhiều dòng hoặc ô so với biểu mẫu.", "The file has far more rows or cells than the form.";
    file_other_report: "Đây là biểu của báo cáo khác (đơn vị khác hoặc kỳ khác).", "This form belongs to another report (another unit or period).";
}

impl FileRefusal {
    pub fn message(self, t: Lang) -> String {
        match self {
            Self::Nothing => t.file_nothing().to_owned(),
            Self::TooLarge => t.file_too_large(UPLOAD_LIMIT / 1_000_000),
            Self::NotXlsx => t.file_not_xlsx().to_owned(),
            Self::NotUtf8 => t.file_not_utf8().to_owned(),
            Self::Macros => t.file_macros().to_owned(),
            Self::Bomb => t.file_bomb().to_owned(),
            Self::Broken => t.file_broken().to_owned(),
            Self::NoHeadings => t.file_no_headings().to_owned(),
            Self::TooManyRows => t.file_too_many_rows().to_owned(),
            Self::OtherReport => t.file_other_report().to_owned(),
        }
    }
}
