use super::Message;
use crate::text::Lang;
use crate::time::{show_date, show_instant};
use crate::ui::IconName;

crate::texts! {
    notice_title: "Thông báo", "Notices";
    notice_subtitle: "Những gì được báo cho riêng bạn: nhắc hạn, báo cáo bị trả lại, người nhắc đến bạn, giấy mời họp.", "What you were told: reminders, returned reports, comments that name you, invitations.";
    notice_bell(count): "Thông báo, {count} chưa đọc", "Notices, {count} unread";
    notice_none_title: "Chưa có thông báo nào", "No notices yet";
    notice_none_text: "Khi đến hạn báo cáo hoặc có người nhắc đến bạn, thông báo sẽ hiện ở đây.", "When a report falls due or someone names you, it appears here.";
    notice_unread: "chưa đọc", "unread";
    notice_read: "Đã đọc", "Mark read";
    notice_read_one(what): "Đánh dấu đã đọc: {what}", "Mark read: {what}";
    notice_read_all: "Đánh dấu đã đọc tất cả", "Mark all read";
    notice_newest(count): "{count} thông báo mới nhất.", "The newest {count} notices.";
    notice_reminder(unit, period): "Văn phòng nhắc: {unit} chưa gửi báo cáo {period}", "The office asks for the report of {unit}, {period}";
    notice_due_soon(unit, period, days): "Còn {days} ngày đến hạn báo cáo {period} của {unit}", "{days} days until the report of {unit} is due, {period}";
    notice_due_today(unit, period): "Hôm nay là hạn báo cáo {period} của {unit}", "The report of {unit} is due today, {period}";
    notice_returned(unit, period): "Báo cáo {period} của {unit} bị trả lại", "The report of {unit} was returned, {period}";
    notice_mention(who, unit, period): "{who} nhắc đến bạn trong báo cáo {period} của {unit}", "{who} named you in the report of {unit}, {period}";
    notice_invited(meeting): "Mời dự họp: {meeting}", "You are invited: {meeting}";
    notice_invited_again(meeting): "Thay đổi giấy mời: {meeting}", "The invitation changed: {meeting}";
    notice_uninvited(meeting): "Thu hồi giấy mời: {meeting}", "The invitation was withdrawn: {meeting}";
    notice_agenda_changed(meeting): "Chương trình đã thay đổi: {meeting}", "The agenda changed: {meeting}";
    notice_declined(who, meeting): "{who} không dự: {meeting}", "{who} does not come: {meeting}";
    notice_substituted(who, meeting): "{who} cử người dự thay: {meeting}", "{who} sends someone else: {meeting}";
    notice_substitute(name): "Người dự thay: {name}.", "In their place: {name}.";
    notice_meeting_at(when): "Thời gian: {when}.", "When: {when}.";
    notice_meeting_in(when, place): "Thời gian: {when}. Địa điểm: {place}.", "When: {when}. Where: {place}.";
    notice_due_on(day): "Hạn gửi {day}.", "Due {day}.";
    notice_letter_open: "Mở trên hệ thống giao ban:", "Open it here:";
    notice_letter_foot: "Thư này do hệ thống giao ban tự gửi, xin đừng trả lời.", "This letter was sent by the briefing system; please do not answer it.";
}

impl Message {
    /// The notice in one line; the subject of its letter.
    pub fn title(&self, t: Lang) -> String {
        match self {
            Self::Reminder { unit, period, .. } => t.notice_reminder(unit.pick(t), period.pick(t)),
            Self::DueSoon { unit, period, days: 0, .. } => t.notice_due_today(unit.pick(t), period.pick(t)),
            Self::DueSoon { unit, period, days, .. } => t.notice_due_soon(unit.pick(t), period.pick(t), days),
            Self::Returned { unit, period, .. } => t.notice_returned(unit.pick(t), period.pick(t)),
            Self::Mention { who, unit, period, .. } => t.notice_mention(who, unit.pick(t), period.pick(t)),
            Self::Invited { meeting, again: false, .. } => t.notice_invited(meeting),
            Self::Invited { meeting, .. } => t.notice_invited_again(meeting),
            Self::Uninvited { meeting, .. } => t.notice_uninvited(meeting),
            Self::AgendaChanged { meeting, .. } => t.notice_agenda_changed(meeting),
            Self::Declined { who, meeting, .. } => t.notice_declined(who, meeting),
            Self::Substituted { who, meeting, .. } => t.notice_substituted(who, meeting),
        }
    }

    /// What more there is to say.
    pub fn detail(&self, t: Lang) -> String {
        match self {
            Self::Reminder { due_on, .. } | Self::DueSoon { due_on, .. } => {
                t.notice_due_on(show_date(*due_on, t))
            }
            Self::Returned { reason, .. } | Self::Declined { reason, .. } => reason.clone(),
            Self::Invited { starts_at, place: Some(place), .. } => {
                t.notice_meeting_in(show_instant(*starts_at, t), place)
            }
            Self::Invited { starts_at, .. }
            | Self::Uninvited { starts_at, .. }
            | Self::AgendaChanged { starts_at, .. } => t.notice_meeting_at(show_instant(*starts_at, t)),
            Self::Substituted { substitute, .. } => t.notice_substitute(substitute),
            Self::Mention { excerpt, .. } => excerpt.clone(),
        }
    }

    pub(super) const fn icon(&self) -> IconName {
        match self {
            Self::Reminder { .. } | Self::DueSoon { .. } => IconName::Clock,
            Self::Returned { .. } => IconName::Undo,
            Self::Mention { .. } => IconName::Note,
            Self::Invited { .. } | Self::Uninvited { .. } | Self::AgendaChanged { .. } => IconName::Calendar,
            Self::Declined { .. } | Self::Substituted { .. } => IconName::People,
        }
    }
}
