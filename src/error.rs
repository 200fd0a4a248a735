//! What can go wrong, in the words of the person it goes wrong for.

use crate::number::Number;
use crate::text::Lang;
use leptos::server_fn::Bytes;
use leptos::server_fn::{
    ContentType, Decodes, Encodes, Format, FormatType,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The one error that crosses the wire.
///
/// No variant has room for a cause, so a cause cannot leak. Causes are logged where they happen and
/// leave only a number behind, in [`Error::Fault`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Error {
    #[error("invalid: {0:?}")]
    Invalid(FieldErrors),
    #[error("signed out")]
    SignedOut,
    #[error("denied: {0:?}")]
    Denied(Denial),
    #[error("not found")]
    NotFound,
    /// Someone else changed it first.
    #[error("conflict")]
    Conflict,
    /// More than the server takes at once; the limit is in bytes.
    #[error("too large: {0}")]
    TooLarge(u64),
    /// More things than the server takes at once, or keeps; the limit is their number.
    #[error("too many: {0}")]
    TooMany(u64),
    /// The server could not be reached; made in the browser.
    #[error("offline")]
    Offline,
    /// A fault on our side, logged under this number.
    #[error("fault F-{0:x}")]
    Fault(u64),
}

/// Why a person may not do something, said so that they know what would change that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Denial {
    /// The role lacks the permission, anywhere or on this scope.
    NotAllowed,
    /// A session begun on a phone reads only.
    ReadOnlyDevice,
    /// The workflow does not allow it in the present state.
    WrongState,
    /// The period is locked.
    Locked,
    /// It is not published, or outside this person's scope.
    NotPublished,
    /// It was done before, by another request: nothing is counted twice.
    AlreadyDone,
    /// Only those who sit in the meeting may.
    NotSeated,
    /// The vote was closed, by hand or by its time; what comes now is late.
    VoteClosed,
    /// Not one of those who had a vote when it was opened.
    NotAVoter,
    /// More hands than there are votes.
    TooManyHands,
    /// It was worded anew meanwhile.
    Outdated,
    /// Another device leads or writes now; it can be taken back.
    Elsewhere,
    /// The address was good for a short time only.
    Expired,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    Required,
    NotANumber,
    Negative,
    /// Above the largest allowed value, given as text in the reader's notation.
    Above(String),
    TooManyDigits,
    /// More decimal places than allowed.
    TooManyDecimals(u8),
    /// The part of a ratio exceeds its whole, or the whole is zero.
    BadRatio,
    NotWhole,
    /// Longer than this many characters.
    TooLong(u32),
    NotADate,
    NotATime,
    BeforeStart,
    /// A day to come, of something that has happened.
    InFuture,
    Unknown,
    WrongPassword,
    /// Too many failed attempts; the number is of minutes to wait.
    TryLater(u32),
    /// What a rule kept as data says, in the reader's language.
    Told(String),
    /// Below the smallest allowed value, given as text in the reader's notation.
    Below(String),
    /// Codes are capital letters, digits and hyphens.
    NotACode,
    /// Something else has it already.
    Taken,
    /// Allowed only when the person says that it is meant.
    Unconfirmed,
    /// Not written in the form it should have, or beyond what that form allows.
    Malformed,
    /// A formula that cannot be read from here on; empty where it ends too early.
    BadFormula(String),
    /// A formula that uses no indicator.
    NoReference,
    /// No indicator has this code.
    UnknownCode(String),
    /// Leads back to itself, by this path.
    Cycle(String),
    /// Nested deeper than this.
    TooDeep(u32),
    /// Shares of a year that are not two, four or twelve, or do not rise to 100.
    BadShares,
    /// Contradicts what is chosen in another field.
    DoesNotFit,
}

/// What is wrong with a form, field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(pub BTreeMap<String, Problem>);

impl FieldErrors {
    pub fn of(field: &str, problem: Problem) -> Self {
        Self(BTreeMap::from([(field.to_owned(), problem)]))
    }

    /// Keeps a good value; notes a bad one against its field and returns nothing.
    pub fn keep<T>(&mut self, field: &str, parsed: Result<T, Problem>) -> Option<T> {
        parsed.map_err(|problem| self.0.insert(field.to_owned(), problem)).ok()
    }

    pub fn on(&self, field: &str) -> Option<&Problem> {
        self.0.get(field)
    }
}

crate::texts! {
    err_invalid: "Có ô cần sửa, xem lời nhắc bên cạnh.", "Some fields need mending; see the notes beside them.";
    err_signed_out: "Phiên làm việc đã hết. Mời đăng nhập lại; nội dung đang gõ vẫn được giữ.", "You are signed out. Sign in again; what you typed is kept.";
    err_not_allowed: "Tài khoản này không có quyền làm việc đó.", "This account may not do that.";
    err_read_only: "Phiên đăng nhập trên điện thoại chỉ để đọc. Muốn sửa, hãy đăng nhập trên máy tính hoặc máy tính bảng.", "A session begun on a phone is read-only. Sign in on a computer or tablet to make changes.";
    err_wrong_state: "Không làm được ở bước này. Tải lại trang để xem trạng thái hiện tại.", "That cannot be done at this step. Reload to see the present state.";
    err_locked: "Kỳ báo cáo đã khóa.", "The period is locked.";
    err_not_published: "Nội dung này chưa được công bố hoặc ngoài phạm vi của tài khoản.", "This is not published yet, or is outside this account's scope.";
    err_already_done: "Việc này đã được ghi nhận rồi.", "This was taken down already.";
    err_not_seated: "Chỉ đại biểu của hội nghị này làm được việc đó.", "Only those who sit in this meeting may do that.";
    err_vote_closed: "Biểu quyết đã kết thúc; lựa chọn này đến muộn nên không được tính.", "The vote is closed; this came late and is not counted.";
    err_not_a_voter: "Tài khoản này không có trong danh sách biểu quyết.", "This account has no vote here.";
    err_too_many_hands: "Số giơ tay nhiều hơn số người biểu quyết.", "More hands than there are votes.";
    err_outdated: "Lời văn vừa được sửa. Xem bản mới rồi trả lời.", "It was just worded anew. Look at the new wording, then answer.";
    err_elsewhere: "Thiết bị khác đang điều hành. Bấm nhận điều hành để tiếp tục trên máy này.", "Another device is in control. Take control to go on here.";
    err_expired: "Mã điểm danh đã hết hạn. Quét lại mã đang hiện trên màn chiếu.", "This attendance code has expired. Scan the one on the screen now.";
    err_not_found: "Không tìm thấy nội dung này. Địa chỉ có thể đã đổi.", "This is not here. The address may have changed.";
    err_conflict: "Người khác vừa sửa trước. Xem bản mới rồi chọn.", "Someone else changed this first. Look at their version and choose.";
    err_too_large(limit): "Dữ liệu gửi lên quá lớn (tối đa {limit}).", "Too large to take (at most {limit}).";
    err_too_many(limit): "Vượt số lượng được nhận (tối đa {limit}).", "More than can be taken (at most {limit}).";
    err_offline: "Không kết nối được máy chủ. Nội dung đã gõ được giữ trong trình duyệt và sẽ tự gửi lại.", "The server cannot be reached. What you typed is kept in the browser and will be sent again.";
    err_fault(number): "Hệ thống gặp lỗi. Khi báo lỗi xin nêu mã F-{number}.", "Something broke on our side. Quote F-{number} when you report it.";
    problem_required: "Cần điền.", "Required.";
    problem_not_a_number: "Không phải là số. Viết như 1.234,5.", "Not a number. Write it like 1,234.5.";
    problem_negative: "Không nhận số âm.", "A negative number is not accepted.";
    problem_above(limit): "Không được lớn hơn {limit}.", "Must not be above {limit}.";
    problem_too_many_digits: "Số quá dài: tối đa 13 chữ số phần nguyên.", "Too long: at most 13 digits before the decimal mark.";
    problem_too_many_decimals(places): "Tối đa {places} chữ số thập phân.", "At most {places} decimal places.";
    problem_bad_ratio: "Tử số không được lớn hơn mẫu số, mẫu số phải khác 0.", "The part must not exceed the whole, and the whole must not be 0.";
    problem_not_whole: "Chỉ nhận số nguyên.", "Whole numbers only.";
    problem_too_long(limit): "Dài quá {limit} ký tự.", "Longer than {limit} characters.";
    problem_not_a_date: "Ngày chưa đúng, viết như 23/11/2026.", "Not a date; write it like 23/11/2026.";
    problem_not_a_time: "Giờ chưa đúng, viết như 08:00.", "Not a time; write it like 08:00.";
    problem_before_start: "Không được trước ngày bắt đầu.", "Must not be before the start.";
    problem_in_future: "Không được sau hôm nay.", "Must not be after today.";
    problem_unknown: "Không có trong danh mục.", "Not in the catalogue.";
    problem_wrong_password: "Tên đăng nhập hoặc mật khẩu chưa đúng.", "Wrong user name or password.";
    problem_below(limit): "Không được nhỏ hơn {limit}.", "Must not be below {limit}.";
    problem_not_a_code: "Chỉ dùng chữ in hoa không dấu, chữ số và gạch nối, bắt đầu bằng chữ cái.", "Capital letters, digits and hyphens only, beginning with a letter.";
    problem_taken: "Đã có rồi.", "There is one already.";
    problem_unconfirmed: "Xem các điểm cần lưu ý rồi đánh dấu xác nhận.", "Look at the notes, then confirm.";
    problem_malformed: "Nội dung gửi lên không đọc được, hoặc vượt quá giới hạn cho phép.", "What was sent cannot be read, or goes beyond what is allowed.";
    problem_bad_formula(at): "Không hiểu công thức từ chỗ «{at}».", "The formula cannot be read from “{at}” on.";
    problem_formula_ends: "Công thức chưa hết: thiếu số, mã chỉ tiêu hoặc dấu ngoặc.", "The formula ends too early: a number, a code or a bracket is missing.";
    problem_no_reference: "Công thức phải dùng ít nhất một chỉ tiêu, viết như {GD11}.", "A formula must use an indicator, written like {GD11}.";
    problem_unknown_code(code): "Không có chỉ tiêu mang mã {code}.", "No indicator has the code {code}.";
    problem_cycle(path): "Quay vòng: {path}.", "This goes in a circle: {path}.";
    problem_too_deep(limit): "Lồng nhau quá {limit} tầng.", "Nested more than {limit} deep.";
    problem_bad_shares: "Cần 2, 4 hoặc 12 tỷ lệ % lũy kế, cách nhau bằng dấu ;, không giảm và kết thúc ở 100.", "Give 2, 4 or 12 cumulative percentages with ; between them, never falling and ending at 100.";
    problem_does_not_fit: "Không hợp với lựa chọn ở ô khác.", "Does not fit what is chosen in another field.";
    problem_try_later(minutes): "Sai quá nhiều lần. Mời thử lại sau {minutes} phút.", "Too many failed attempts. Try again in {minutes} minutes.";
}

impl Error {
    /// A stable word for programs and logs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::SignedOut => "signed_out",
            Self::Denied(_) => "denied",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::TooLarge(_) => "too_large",
            Self::TooMany(_) => "too_many",
            Self::Offline => "offline",
            Self::Fault(_) => "fault",
        }
    }

    /// The HTTP status it is answered with.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Invalid(_) => 422,
            Self::SignedOut => 401,
            Self::Denied(_) => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::TooLarge(_) | Self::TooMany(_) => 413,
            Self::Offline => 503,
            Self::Fault(_) => 500,
        }
    }

    /// The sentence for the person who meets it.
    pub fn message(&self, t: Lang) -> String {
        match self {
            Self::Invalid(fields) => match fields.0.values().next() {
                Some(only) if fields.0.len() == 1 => only.message(t),
                _ => t.err_invalid().to_owned(),
            },
            Self::SignedOut => t.err_signed_out().to_owned(),
            Self::Denied(denial) => denial.message(t).to_owned(),
            Self::NotFound => t.err_not_found().to_owned(),
            Self::Conflict => t.err_conflict().to_owned(),
            Self::TooLarge(limit) => t.err_too_large(format_args!("{} kB", limit / 1000)),
            Self::TooMany(limit) => t.err_too_many(count(*limit, t)),
            Self::Offline => t.err_offline().to_owned(),
            Self::Fault(number) => t.err_fault(format_args!("{number:x}")),
        }
    }
}

/// A count as it is written in either language.
fn count(number: u64, t: Lang) -> String {
    Number::from(i64::try_from(number).unwrap_or(i64::MAX)).show(t)
}

impl Denial {
    pub const fn message(self, t: Lang) -> &'static str {
        match self {
            Self::NotAllowed => t.err_not_allowed(),
            Self::ReadOnlyDevice => t.err_read_only(),
            Self::WrongState => t.err_wrong_state(),
            Self::Locked => t.err_locked(),
            Self::NotPublished => t.err_not_published(),
            Self::AlreadyDone => t.err_already_done(),
            Self::NotSeated => t.err_not_seated(),
            Self::VoteClosed => t.err_vote_closed(),
            Self::NotAVoter => t.err_not_a_voter(),
            Self::TooManyHands => t.err_too_many_hands(),
            Self::Outdated => t.err_outdated(),
            Self::Elsewhere => t.err_elsewhere(),
            Self::Expired => t.err_expired(),
        }
    }
}

impl Problem {
    pub fn message(&self, t: Lang) -> String {
        match self {
            Self::Required => t.problem_required().to_owned(),
            Self::NotANumber => t.problem_not_a_number().to_owned(),
            Self::Negative => t.problem_negative().to_owned(),
            Self::Above(limit) => t.problem_above(limit),
            Self::TooManyDigits => t.problem_too_many_digits().to_owned(),
            Self::TooManyDecimals(places) => t.problem_too_many_decimals(places),
            Self::BadRatio => t.problem_bad_ratio().to_owned(),
            Self::NotWhole => t.problem_not_whole().to_owned(),
            Self::TooLong(limit) => t.problem_too_long(limit),
            Self::NotADate => t.problem_not_a_date().to_owned(),
            Self::NotATime => t.problem_not_a_time().to_owned(),
            Self::BeforeStart => t.problem_before_start().to_owned(),
            Self::InFuture => t.problem_in_future().to_owned(),
            Self::Unknown => t.problem_unknown().to_owned(),
            Self::WrongPassword => t.problem_wrong_password().to_owned(),
            Self::TryLater(minutes) => t.problem_try_later(minutes),
            Self::Told(sentence) => sentence.clone(),
            Self::Below(limit) => t.problem_below(limit),
            Self::NotACode => t.problem_not_a_code().to_owned(),
            Self::Taken => t.problem_taken().to_owned(),
            Self::Unconfirmed => t.problem_unconfirmed().to_owned(),
            Self::Malformed => t.problem_malformed().to_owned(),
            Self::BadFormula(at) if at.is_empty() => t.problem_formula_ends().to_owned(),
            Self::BadFormula(at) => t.problem_bad_formula(at),
            Self::NoReference => t.problem_no_reference().to_owned(),
            Self::UnknownCode(code) => t.problem_unknown_code(code),
            Self::Cycle(path) => t.problem_cycle(path),
            Self::TooDeep(limit) => t.problem_too_deep(limit),
            Self::BadShares => t.problem_bad_shares().to_owned(),
            Self::DoesNotFit => t.problem_does_not_fit().to_owned(),
        }
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl From<Denial> for Error {
    fn from(denial: Denial) -> Self {
        Self::Denied(denial)
    }
}

impl FromServerFnError for Error {
    type Encoder = Wire;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                Self::Invalid(FieldErrors::default())
            }
            _ => Self::Fault(0),
        }
    }
}

/// How an error crosses the wire: its code and its sentence for whoever reads the answer by hand, and the
/// error itself for the browser.
pub struct Wire;

#[derive(Serialize)]
struct Sent<'a> {
    code: &'static str,
    message: String,
    error: &'a Error,
}

#[derive(Deserialize)]
struct Received {
    error: Error,
}

impl Error {
    pub fn to_wire(&self, t: Lang) -> Vec<u8> {
        let sent = Sent { code: self.code(), message: self.message(t), error: self };
        serde_json::to_vec(&sent).unwrap_or_default()
    }
}

impl ContentType for Wire {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for Wire {
    const FORMAT_TYPE: Format = Format::Text;
}

impl Encodes<Error> for Wire {
    type Error = serde_json::Error;

    fn encode(error: &Error) -> Result<Bytes, Self::Error> {
        Ok(error.to_wire(crate::text::use_lang()).into())
    }
}

impl Decodes<Error> for Wire {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<Error, Self::Error> {
        <crate::wire::JsonText as Decodes<Received>>::decode(bytes).map(|it| it.error)
    }
}

/// A text of at most `longest` characters, trimmed and in Unicode NFC; empty reads as absent.
pub fn parse_text(text: &str, longest: u32) -> Result<Option<String>, Problem> {
    use unicode_normalization::UnicodeNormalization;
    let text: String = text.trim().nfc().collect();
    match text.chars().count() {
        0 => Ok(None),
        length if length > longest as usize => Err(Problem::TooLong(longest)),
        _ => Ok(Some(text)),
    }
}

/// As [`parse_text`], but something must be there.
pub fn parse_required(text: &str, longest: u32) -> Result<String, Problem> {
    parse_text(text, longest)?.ok_or(Problem::Required)
}

/// Two to thirty capital letters, digits and hyphens, beginning with a letter.
pub fn parse_code(text: &str) -> Result<String, Problem> {
    let text = parse_required(text, 30)?;
    let signs = text.chars().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '-');
    let begins = text.starts_with(|it: char| it.is_ascii_uppercase());
    if signs && begins && text.len() > 1 { Ok(text) } else { Err(Problem::NotACode) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_told_in_kilobytes_and_a_count_in_its_number() {
        assert_eq!(Error::TooLarge(1_000_000).message(Lang::En), "Too large to take (at most 1000 kB).");
        assert_eq!(Error::TooMany(1000).message(Lang::Vi), "Vượt số lượng được nhận (tối đa 1.000).");
        assert_eq!(Error::TooMany(1000).message(Lang::En), "More than can be taken (at most 1,000).");
    }
}
