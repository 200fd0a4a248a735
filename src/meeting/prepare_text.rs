//! Texts for preparing a meeting, and names of what is prepared.

use super::{
    InvitationAnswer, ItemChange, MeetingChange, MeetingKind, MeetingWarning, PAPER_LIMIT, PAPERS_PER_ITEM,
    PaperKind, PaperRefusal,
};
use crate::text::Lang;
use crate::time::{show_date, show_instant};
use crate::ui::Tone;

crate::texts! {
    meeting_type: "Loại cuộc họp", "Type of meeting";
    meeting_type_advisory: "Họp tham mưu, tư vấn", "Advisory";
    meeting_type_working: "Họp giải quyết công việc", "Working";
    meeting_type_professional: "Họp chuyên môn", "Professional";
    meeting_type_briefing: "Họp giao ban", "Briefing";
    meeting_type_review: "Họp sơ kết, tổng kết", "Review";
    meeting_type_coordination: "Họp điều phối", "Coordination";
    meeting_type_thematic: "Họp chuyên đề", "Thematic";
    meeting_type_training: "Họp tập huấn, triển khai", "Training";
    meeting_urgent: "Họp đột xuất, khẩn cấp", "Urgent";
    meeting_urgent_reason: "Lý do họp gấp", "Why it is urgent";

    meeting_rule_12: "Điều 12 Quyết định 45/2018/QĐ-TTg", "Decision 45/2018/QĐ-TTg, Article 12";
    meeting_rule_6: "Điều 6 Quyết định 45/2018/QĐ-TTg", "Decision 45/2018/QĐ-TTg, Article 6";
    meeting_rule_45: "Quyết định 45/2018/QĐ-TTg", "Decision 45/2018/QĐ-TTg";
    meeting_warnings: "Cần lưu ý", "To be looked at";
    meeting_warn_limit(minutes, limit): "Chương trình dài {minutes} phút, quá {limit} phút của loại cuộc họp này.", "The agenda takes {minutes} min, above the {limit} of this type of meeting.";
    meeting_warn_invitation(days, day): "Giấy mời chậm: phải gửi trước ngày họp ít nhất {days} ngày làm việc, muộn nhất {day}. Họp đột xuất thì ghi lý do.", "Invitations are late: they go out at least {days} working days ahead, by {day}. Give the reason if the meeting is urgent.";
    meeting_warn_purpose(items): "Chưa ghi mục đích hoặc quyết định mong đợi ở nội dung {items}.", "Neither purpose nor expected decision is given for item {items}.";
    meeting_warn_notice(days, day): "Thông báo kết luận chậm: hạn là {day}, {days} ngày làm việc sau khi họp.", "The notice of conclusions is late: it was due by {day}, {days} working days after the meeting.";
    meeting_invite_by(day): "Gửi giấy mời chậm nhất {day}", "Invitations by {day}";
    meeting_notice_by(day): "Thông báo kết luận chậm nhất {day}", "Notice of conclusions by {day}";

    meeting_decision: "Quyết định mong đợi", "Expected decision";
    meeting_decision_of(what): "Cần quyết định: {what}", "To be decided: {what}";
    meeting_field_purpose_only: "Mục đích", "Purpose";
    meeting_field_sector: "Lĩnh vực", "Sector";
    meeting_no_sector: "không thuộc lĩnh vực", "no sector";
    meeting_field_presenter_name: "Người trình bày", "Who presents";
    meeting_presenter_name_help: "Họ tên, chức vụ như ghi trong chương trình.", "Name and post as the agenda has them.";
    meeting_field_note: "Ghi chú chung", "Note for everybody";
    meeting_note: "Ghi chú", "Note";
    meeting_private: "Ghi chú riêng của chủ trì, thư ký", "Private note of chair and secretary";
    meeting_private_on(number): "Ghi chú riêng về nội dung {number}", "Private note on item {number}";
    meeting_private_help: "Chỉ chủ trì và thư ký đọc được; không in, không vào biên bản.", "Read by chair and secretary alone; never printed, never in the minutes.";
    meeting_private_kept: "Đã ghi.", "Kept.";
    meeting_keep: "Ghi", "Keep";
    meeting_details_of(number): "Chi tiết nội dung {number}", "Details of item {number}";
    meeting_indent(number): "Đưa nội dung {number} vào trong nội dung trước", "Put item {number} below the one before";
    meeting_outdent(number): "Đưa nội dung {number} ra ngoài", "Take item {number} out";
    meeting_drag(number): "Kéo để chuyển nội dung {number}", "Drag to move item {number}";
    meeting_moved(title, number): "{title} giờ là nội dung {number}", "{title} is item {number} now";
    meeting_group_minutes(minutes): "{minutes} phút, cộng từ các nội dung bên trong", "{minutes} min, from the items below";
    meeting_unsaved: "Thay đổi ở nội dung này chưa được lưu.", "What changed in this item is not kept yet.";
    meeting_save_again: "Lưu lại", "Try again";
    meeting_opening_stays: "Nội dung đầu nêu lại kết luận kỳ trước nên luôn đứng đầu.", "The first item takes up the last conclusions and stays first.";

    meeting_files: "Tài liệu", "Papers";
    meeting_file_add: "Thêm tài liệu", "Add a paper";
    meeting_file_choose(number): "Tệp cho nội dung {number}", "File for item {number}";
    meeting_file_help(limit): "PDF, DOCX, XLSX, PNG, JPEG, tối đa {limit} MB.", "PDF, DOCX, XLSX, PNG or JPEG, at most {limit} MB.";
    meeting_file_remove(name): "Bỏ tài liệu {name}", "Remove {name}";
    meeting_file_size(kind, size): "{kind}, {size}", "{kind}, {size}";
    meeting_file_refused: "Tệp không được nhận:", "The file was not taken:";
    meeting_file_nothing: "chưa chọn tệp nào.", "no file was chosen.";
    meeting_file_large(limit): "lớn hơn {limit} MB.", "larger than {limit} MB.";
    meeting_file_kind: "chỉ nhận PDF, DOCX, XLSX, PNG, JPEG.", "only PDF, DOCX, XLSX, PNG and JPEG are taken.";
    meeting_file_macros: "tệp có macro.", "it holds macros.";
    meeting_file_broken: "tệp hỏng hoặc không đọc được.", "it is damaged or cannot be read.";
    meeting_file_many(limit): "mỗi nội dung tối đa {limit} tài liệu.", "an item has at most {limit} papers.";
    meeting_linked: "Đoạn báo cáo liên quan", "Passages it takes up";
    meeting_link_choose(number): "Đoạn báo cáo cho nội dung {number}", "Passage for item {number}";
    meeting_link_add: "Gắn đoạn", "Link";
    meeting_unlink(what): "Bỏ gắn: {what}", "Unlink: {what}";

    meeting_changed_since(when): "Chương trình đã đổi so với bản công bố lúc {when}.", "The agenda differs from the one published at {when}.";
    meeting_changed: "đã đổi", "changed";
    meeting_changed_new: "mới thêm", "new";
    meeting_removed(items): "Đã bỏ: {items}.", "No longer on it: {items}.";
    meeting_was_title(old): "tên cũ: {old}", "was called: {old}";
    meeting_was_kind(old): "loại cũ: {old}", "was: {old}";
    meeting_was_minutes(old): "trước là {old} phút", "was {old} min";
    meeting_was_sector: "lĩnh vực", "sector";
    meeting_was_presenter: "người trình bày", "presenter";
    meeting_was_purpose: "mục đích, quyết định mong đợi", "purpose, expected decision";
    meeting_was_note: "ghi chú", "note";
    meeting_was_papers: "tài liệu", "papers";
    meeting_was_number(old): "trước ở số {old}", "was item {old}";
    meeting_was_called(old): "Tên cũ: {old}.", "It was called: {old}.";
    meeting_was_in(old): "Địa điểm cũ: {old}.", "It was to be in: {old}.";
    meeting_was_nowhere: "Trước đây chưa có địa điểm.", "It had no place before.";
    meeting_was_at(old): "Thời gian cũ: {old}.", "It was to begin at {old}.";

    meeting_answer_title: "Trả lời giấy mời", "Your answer";
    meeting_answer_accept: "Tôi dự họp", "I come";
    meeting_answer_decline: "Tôi không dự được", "I cannot come";
    meeting_answer_substitute: "Tôi cử người dự thay", "I send someone else";
    meeting_answer_reason: "Lý do không dự", "Why you cannot come";
    meeting_answer_name: "Người dự thay", "Who comes instead";
    meeting_answer_post: "Chức vụ người dự thay", "Their post";
    meeting_answer_send: "Gửi trả lời", "Send the answer";
    meeting_answer_sent: "Đã gửi trả lời.", "Your answer was sent.";
    meeting_answered_at(answer, when): "{answer} (trả lời lúc {when})", "{answer} (answered at {when})";
    meeting_answer_none: "Bạn chưa trả lời.", "You have not answered yet.";
    meeting_answer_phone: "Trả lời trên máy tính hoặc máy tính bảng: phiên trên điện thoại chỉ để đọc.", "Answer on a computer or tablet: a session on a phone only reads.";
    meeting_answer_over: "Hội nghị đã bắt đầu hoặc chưa công bố, không trả lời được nữa.", "The meeting has begun or is not published: it cannot be answered now.";
    meeting_says_accepted: "dự họp", "comes";
    meeting_says_declined: "không dự", "does not come";
    meeting_says_substituted: "cử người dự thay", "sends someone else";
    meeting_says_nothing: "chưa trả lời", "no answer yet";
    meeting_in_place(name): "thay: {name}", "instead: {name}";
    meeting_counts(all, accepted, declined, substituted, waiting): "{all} đại biểu được mời: {accepted} dự, {substituted} cử thay, {declined} không dự, {waiting} chưa trả lời", "{all} invited: {accepted} come, {substituted} send someone, {declined} do not come, {waiting} have not answered";

    meeting_calendar_add: "Thêm vào lịch", "Add to calendar";
    meeting_print: "In", "Print";
    meeting_people: "Đại biểu", "Delegates";
    meeting_person_add: "Mời thêm", "Ask another";
    meeting_person_choose: "Người được mời", "Who is asked";
    meeting_person_remove(name): "Không mời {name}", "Do not ask {name}";
    meeting_invite(count): "Gửi giấy mời cho {count} người", "Send {count} invitations";
    meeting_invited_all: "Mọi đại biểu đã có giấy mời.", "Everybody has an invitation.";
    meeting_invite_draft: "Công bố chương trình rồi mới gửi giấy mời.", "Publish the agenda first.";
    meeting_invited_at(when): "mời lúc {when}", "invited at {when}";
    meeting_not_invited: "chưa gửi giấy mời", "no invitation yet";
    meeting_copy_from: "Lấy chương trình từ", "Take over the agenda of";
    meeting_copy_none: "lập mới theo đề cương", "none, lay it out from the outline";
}

impl MeetingKind {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Advisory => t.meeting_type_advisory(),
            Self::Working => t.meeting_type_working(),
            Self::Professional => t.meeting_type_professional(),
            Self::Briefing => t.meeting_type_briefing(),
            Self::Review => t.meeting_type_review(),
            Self::Coordination => t.meeting_type_coordination(),
            Self::Thematic => t.meeting_type_thematic(),
            Self::Training => t.meeting_type_training(),
        }
    }
}

impl MeetingWarning {
    pub fn message(&self, t: Lang) -> String {
        match self {
            Self::OverLimit { minutes, limit } => t.meeting_warn_limit(minutes, limit),
            Self::LateInvitation { by, days } => t.meeting_warn_invitation(days, show_date(*by, t)),
            Self::Unpurposed { items } => t.meeting_warn_purpose(items.join(", ")),
            Self::LateNotice { by, days } => t.meeting_warn_notice(days, show_date(*by, t)),
        }
    }

    /// What it goes against.
    pub const fn rule(&self, t: Lang) -> &'static str {
        match self {
            Self::OverLimit { .. } => t.meeting_rule_12(),
            Self::Unpurposed { .. } => t.meeting_rule_6(),
            Self::LateInvitation { .. } | Self::LateNotice { .. } => t.meeting_rule_45(),
        }
    }
}

impl ItemChange {
    /// None for an item that is new as a whole.
    pub fn message(&self, t: Lang) -> Option<String> {
        Some(match self {
            Self::Added => return None,
            Self::Title(old) => t.meeting_was_title(old),
            Self::Kind(old) => t.meeting_was_kind(old.name(t)),
            Self::Minutes(old) => t.meeting_was_minutes(old),
            Self::Sector => t.meeting_was_sector().to_owned(),
            Self::Presenter => t.meeting_was_presenter().to_owned(),
            Self::Purpose => t.meeting_was_purpose().to_owned(),
            Self::Note => t.meeting_was_note().to_owned(),
            Self::Papers => t.meeting_was_papers().to_owned(),
            Self::Moved(old) => t.meeting_was_number(old),
        })
    }
}

impl MeetingChange {
    pub fn message(&self, t: Lang) -> String {
        match self {
            Self::Title(old) => t.meeting_was_called(old),
            Self::Place(Some(old)) => t.meeting_was_in(old),
            Self::Place(None) => t.meeting_was_nowhere().to_owned(),
            Self::Start(old) => t.meeting_was_at(show_instant(*old, t)),
        }
    }
}

impl InvitationAnswer {
    /// As others read it of somebody.
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Accepted => t.meeting_says_accepted(),
            Self::Declined => t.meeting_says_declined(),
            Self::Substituted => t.meeting_says_substituted(),
        }
    }

    /// As one says it of oneself.
    pub const fn own(self, t: Lang) -> &'static str {
        match self {
            Self::Accepted => t.meeting_answer_accept(),
            Self::Declined => t.meeting_answer_decline(),
            Self::Substituted => t.meeting_answer_substitute(),
        }
    }

    pub const fn tone(self) -> Tone {
        match self {
            Self::Accepted => Tone::Ok,
            Self::Declined => Tone::Danger,
            Self::Substituted => Tone::Info,
        }
    }
}

impl PaperKind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Xlsx => "XLSX",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        }
    }
}

impl PaperRefusal {
    pub fn message(self, t: Lang) -> String {
        let megabytes = PAPER_LIMIT / 1_000_000;
        match self {
            Self::Nothing => t.meeting_file_nothing().to_owned(),
            Self::TooLarge => t.meeting_file_large(megabytes),
            Self::OtherKind => t.meeting_file_kind().to_owned(),
            Self::Macros => t.meeting_file_macros().to_owned(),
            Self::Broken => t.meeting_file_broken().to_owned(),
            Self::TooMany => t.meeting_file_many(PAPERS_PER_ITEM),
        }
    }
}

/// `1,2 MB`, `340 kB`: whole kilobytes, tenths of megabytes.
pub fn file_size(bytes: i64, t: Lang) -> String {
    let mark = t.pick(",", ".");
    if bytes < 1_000_000 {
        return format!("{} kB", (bytes + 999) / 1000);
    }
    let tenths = bytes / 100_000;
    format!("{}{mark}{} MB", tenths / 10, tenths % 10)
}
