use super::{
    Badge, Banner, Button, ButtonKind, ButtonTone, Card, ChartFigure, Checkbox, Crumb, Dialog, EmptyState,
    ErrorView, Icon, IconName, InputKind, LinkButton, Page, Progress, SampleBadge, Select, Size, Skeleton,
    StatusMark, Step, StepState, Steps, TextArea, TextField, Tone, use_toasts,
};
use crate::chart::Status;
use crate::error::{Error, Problem};
use crate::text::use_lang;
use leptos::prelude::*;

crate::texts! {
    gallery_title: "Bộ thành phần giao diện", "Interface components";
    gallery_note: "Mỗi thành phần ở từng trạng thái, để xem và để kiểm thử.", "Every component in every state, to look at and to test.";
    gallery_buttons: "Nút", "Buttons";
    gallery_fields: "Ô nhập", "Fields";
    gallery_states: "Trạng thái", "States";
    gallery_messages: "Thông báo", "Messages";
    gallery_sheet: "Bảng nhập số liệu", "Figures sheet";
    gallery_agenda: "Chương trình", "Agenda";
    gallery_save: "Lưu bản thảo", "Save the draft";
    gallery_send: "Gửi báo cáo", "Send the report";
    gallery_return: "Trả lại", "Return it";
    gallery_remove: "Xóa nhiệm vụ", "Remove the task";
    gallery_busy: "Đang gửi", "Sending";
    gallery_refused: "Còn 2 chỉ tiêu chưa có số liệu và chưa nêu lý do.", "2 indicators have neither a figure nor a reason.";
    gallery_reason: "Lý do trả lại", "Reason for returning";
    gallery_reason_help: "Đơn vị đọc được nguyên văn.", "The unit reads it word for word.";
    gallery_reason_text: "Số trường đạt chuẩn quốc gia chưa khớp với phụ lục; đề nghị rà soát lại mục II.1.", "The number of schools does not match the annex; please check II.1.";
    gallery_unit: "Đơn vị", "Unit";
    gallery_unit_name: "Phòng Giáo dục và Đào tạo", "Education Office";
    gallery_figure: "Thực hiện 6 tháng", "Actual of six months";
    gallery_date: "Ngày họp", "Meeting date";
    gallery_check: "Có gửi kèm bản giấy", "A paper copy follows";
    gallery_accepted: "Đã tiếp nhận", "Accepted";
    gallery_sent: "Đã gửi", "Sent";
    gallery_draft: "Đang soạn", "Draft";
    gallery_late: "Quá hạn 2 ngày", "2 days overdue";
    gallery_due: "Sắp đến hạn", "Due soon";
    gallery_step_head: "Thủ trưởng duyệt", "Head approves";
    gallery_step_office: "Văn phòng tiếp nhận", "Office accepts";
    gallery_step_done: "Tổng hợp", "Consolidated";
    gallery_progress: "Tiến độ nhiệm vụ", "Progress of the task";
    gallery_offline: "Mất kết nối từ 9:42. Nội dung đang gõ được giữ trên máy này.", "No connection since 9:42. What you type is kept on this device.";
    gallery_saved: "Đã lưu lúc 9:42.", "Saved at 9:42.";
    gallery_locked: "Kỳ báo cáo sẽ khóa lúc 17:00 hôm nay.", "The period will be locked at 17:00 today.";
    gallery_empty: "Chưa có nhiệm vụ nào", "No tasks yet";
    gallery_empty_text: "Nhiệm vụ sinh ra từ kết luận của cuộc họp. Ghi kết luận đầu tiên để bắt đầu.", "Tasks come from the conclusions of a meeting. Record the first one to begin.";
    gallery_open_dialog: "Mở hộp hỏi", "Open a dialog";
    gallery_dialog: "Trả lại báo cáo cho đơn vị?", "Return the report to the unit?";
    gallery_dialog_text: "Báo cáo trở về trạng thái đang soạn. Lý do được gửi cho chuyên viên và lưu trong lịch sử.", "The report goes back to draft. The reason is sent to the editor and kept in the history.";
    gallery_say: "Hiện thông báo", "Show a toast";
    gallery_indicator: "Chỉ tiêu", "Indicator";
    gallery_plan: "Kế hoạch năm", "Target of the year";
    gallery_note_column: "Ghi chú", "Note";
    gallery_gd11: "Tỷ lệ trường đạt chuẩn quốc gia", "Schools of national standard";
    gallery_gd12: "Số trường đạt chuẩn quốc gia được công nhận mới", "Schools newly recognised";
    gallery_cell_refused: "Tử số không được lớn hơn mẫu số.", "The part must not exceed the whole.";
    gallery_cell_conflict: "Bà Lan vừa ghi 57,5.", "Lan has just written 57.5.";
    gallery_cell_missing: "chưa có số liệu", "no figure";
    gallery_cell_na: "không áp dụng", "not applicable";
    gallery_item_1: "Khai mạc, giới thiệu đại biểu và chương trình", "Opening, delegates and programme";
    gallery_item_2: "Báo cáo kết quả công tác giáo dục và đào tạo 6 tháng đầu năm 2016", "Education in the first half of 2016";
    gallery_minutes(count): "{count} phút", "{count} min";
}

/// Every component in every state; for those who build screens, and for tests.
#[component]
pub fn GalleryPage() -> impl IntoView {
    let t = use_lang();
    view! {
        <Page
            title=t.gallery_title()
            subtitle=t.gallery_note()
            crumbs=vec![Crumb::new(t.ui_error_home(), "/")]
            actions=move || view! { <LinkButton href="#sheet" tone=ButtonTone::Secondary icon=IconName::List>{t.gallery_sheet()}</LinkButton> }
        >
            <Buttons />
            <Fields />
            <States />
            <Messages />
            <Sheet />
            <Agenda />
        </Page>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let t = use_lang();
    view! {
        <Card title=t.gallery_buttons()>
            <div class="stack">
                <div class="row">
                    <Button>{t.gallery_send()}</Button>
                    <Button tone=ButtonTone::Secondary icon=IconName::Check>{t.gallery_save()}</Button>
                    <Button tone=ButtonTone::Quiet>{t.gallery_return()}</Button>
                    <Button tone=ButtonTone::Danger icon=IconName::Trash>{t.gallery_remove()}</Button>
                    <Button tone=ButtonTone::Secondary icon=IconName::Print label=t.gallery_save() />
                </div>
                <div class="row">
                    <Button size=Size::Small>{t.gallery_send()}</Button>
                    <Button size=Size::Large>{t.gallery_send()}</Button>
                    <Button busy=true>{t.gallery_busy()}</Button>
                    <Button refused=Some(t.gallery_refused().to_owned())>{t.gallery_send()}</Button>
                </div>
            </div>
        </Card>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let t = use_lang();
    let unit = ("pgddt".to_owned(), t.gallery_unit_name().to_owned());
    view! {
        <Card title=t.gallery_fields()>
            <form class="form">
                <div class="form-row">
                    <Select name="unit" label=t.gallery_unit() options=vec![unit] />
                    <TextField name="held_on" label=t.gallery_date() kind=InputKind::Date value="2016-07-05" />
                </div>
                <TextField
                    name="figure"
                    label=t.gallery_figure()
                    kind=InputKind::Figure
                    value="57,1,2"
                    error=Some(Problem::NotANumber.message(t))
                />
                <TextArea name="reason" label=t.gallery_reason() help=t.gallery_reason_help() value=t.gallery_reason_text() optional=true />
                <TextField name="fixed" label=t.gallery_unit() value=t.gallery_unit_name() readonly=true />
                <Checkbox name="paper" label=t.gallery_check() checked=true />
            </form>
        </Card>
    }
}

#[component]
fn States() -> impl IntoView {
    let t = use_lang();
    let statuses = [
        Status::Achieved,
        Status::OnCourse,
        Status::Behind,
        Status::Missed,
        Status::NoTarget,
        Status::NoFigure,
    ];
    let steps = vec![
        Step::new(t.gallery_draft(), StepState::Done),
        Step::new(t.gallery_step_head(), StepState::Done),
        Step::new(t.gallery_step_office(), StepState::Current),
        Step::new(t.gallery_step_done(), StepState::Ahead),
    ];
    let returned = vec![
        Step::new(t.gallery_return(), StepState::Returned),
        Step::new(t.gallery_step_head(), StepState::Ahead),
    ];
    view! {
        <Card title=t.gallery_states() aside=|| view! { <SampleBadge /> }>
            <div class="stack">
                <div class="row">
                    <Badge text=t.gallery_draft() />
                    <Badge tone=Tone::Info text=t.gallery_sent() />
                    <Badge tone=Tone::Accent text=t.gallery_step_office() />
                    <Badge tone=Tone::Ok text=t.gallery_accepted() />
                    <Badge tone=Tone::Warn text=t.gallery_due() />
                    <Badge tone=Tone::Danger text=t.gallery_late() />
                </div>
                <div class="row">{statuses.map(|status| view! { <StatusMark status /> }).collect_view()}</div>
                <div class="row">{statuses.map(|status| view! { <StatusMark status bare=true /> }).collect_view()}</div>
                <Steps steps />
                <Steps steps=returned />
                <Progress percent=40 label=t.gallery_progress() />
                <Skeleton />
                <ChartFigure svg=String::new() caption=t.gallery_gd11()>
                    <table class="table">
                        <tbody>
                            <tr>
                                <th scope="row">"2015"</th>
                                <td class="num">"52,4"</td>
                            </tr>
                        </tbody>
                    </table>
                </ChartFigure>
            </div>
        </Card>
    }
}

#[component]
fn Messages() -> impl IntoView {
    let t = use_lang();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    let close = move || {
        view! {
            <Button tone=ButtonTone::Secondary kind=ButtonKind::Button on_press=move |_| open.set(false)>
                {t.ui_close()}
            </Button>
        }
    };
    view! {
        <Card title=t.gallery_messages()>
            <div class="stack">
                <Banner tone=Tone::Danger icon=IconName::Offline>
                    <p>{t.gallery_offline()}</p>
                </Banner>
                <Banner tone=Tone::Warn icon=IconName::Lock>
                    <p>{t.gallery_locked()}</p>
                </Banner>
                <Banner tone=Tone::Ok>
                    <p>{t.gallery_saved()}</p>
                </Banner>
                <Banner>
                    <p>{t.ui_sample_note()}</p>
                </Banner>
                <EmptyState icon=IconName::Task title=t.gallery_empty() text=t.gallery_empty_text()>
                    <LinkButton href="/meetings">{t.gallery_agenda()}</LinkButton>
                </EmptyState>
                <div class="row">
                    <Button tone=ButtonTone::Secondary kind=ButtonKind::Button on_press=move |_| open.set(true)>
                        {t.gallery_open_dialog()}
                    </Button>
                    <Button
                        tone=ButtonTone::Secondary
                        kind=ButtonKind::Button
                        on_press=move |_| toasts.say(Tone::Ok, t.gallery_saved())
                    >
                        {t.gallery_say()}
                    </Button>
                </div>
                <Dialog id="gallery-dialog" title=t.gallery_dialog() open actions=close>
                    <p>{t.gallery_dialog_text()}</p>
                </Dialog>
                <ErrorView error=Error::Fault(0x2a) />
            </div>
        </Card>
    }
}

#[component]
fn Sheet() -> impl IntoView {
    let t = use_lang();
    let cells = [
        ("", "57,1", ""),
        ("saving", "57,1", ""),
        ("saved", "57,1", t.gallery_saved()),
        ("refused", "120,0", t.gallery_cell_refused()),
        ("conflict", "57,1", t.gallery_cell_conflict()),
        ("missing", "", t.gallery_cell_missing()),
        ("na", "", t.gallery_cell_na()),
        ("locked", "57,1", ""),
    ];
    let rows = cells
        .map(|(state, value, note)| {
            let fixed = matches!(state, "na" | "locked");
            let word = (!state.is_empty()).then_some(state);
            view! {
                <tr>
                    <th scope="row">{t.gallery_gd11()} <span class="sheet-code">"GD11 · %"</span></th>
                    <td class="num">"68"</td>
                    <td class="cell" data-state=word>
                        <input
                            class="cell-input"
                            inputmode="decimal"
                            value=value
                            readonly=fixed
                            aria-label=t.gallery_figure()
                            aria-invalid=(state == "refused").then_some("true")
                        />
                        <span class="cell-note">{note}</span>
                    </td>
                    <td class="cell">
                        <input class="cell-input cell-text" aria-label=t.gallery_note_column() />
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section id="sheet" class="stack stack-sm">
            <div class="section-head">
                <h2>{t.gallery_sheet()}</h2>
                <p class="save-state" role="status">
                    <Icon name=IconName::Check />
                    {t.gallery_saved()}
                </p>
            </div>
            <div class="sheet-scroll" tabindex="0" role="region" aria-label=t.gallery_sheet()>
                <table class="sheet">
                    <thead>
                        <tr>
                            <th scope="col">{t.gallery_indicator()}</th>
                            <th scope="col" class="num">{t.gallery_plan()}</th>
                            <th scope="col" class="num">{t.gallery_figure()}</th>
                            <th scope="col">{t.gallery_note_column()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Agenda() -> impl IntoView {
    let t = use_lang();
    let items = [("1", "8:00", t.gallery_item_1(), 10, true), ("2", "8:10", t.gallery_item_2(), 15, false)]
        .map(|(number, clock, title, minutes, done)| {
            view! {
                <li class="agenda-item" data-state=done.then_some("done") aria-current=(!done).then_some("true")>
                    <span class="agenda-no">{number}</span>
                    <time class="agenda-time">{clock}</time>
                    <div>
                        <p class="agenda-title">{title}</p>
                        <p class="agenda-meta">
                            <span>{t.gallery_unit_name()}</span>
                        </p>
                    </div>
                    <span class="agenda-minutes">{t.gallery_minutes(minutes)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <Card title=t.gallery_agenda() flush=true>
            <ol class="agenda">{items}</ol>
        </Card>
    }
}

#[cfg(test)]
mod tests {
    use super::GalleryPage;
    use crate::ui::{Frame, IconName, NavItem};
    use leptos::prelude::*;
    use leptos_meta::provide_meta_context;
    use leptos_router::{components::Router, location::RequestUrl};

    #[test]
    fn every_component_draws_on_the_server() {
        let owner = Owner::new();
        let html = owner.with(|| {
            provide_context(RequestUrl::new("/dev/components"));
            provide_meta_context();
            let items = vec![NavItem::new("Báo cáo", "/reports", IconName::Report)];
            view! {
                <Router>
                    <Frame items>
                        <GalleryPage />
                    </Frame>
                </Router>
            }
            .to_html()
        });
        assert!(html.contains(r##"<use href="/icons.svg#trash">"##), "{html}");
        assert!(html.contains(r#"aria-describedby="figure-help figure-error""#));
        assert!(html.contains(r#"name="return_to" value="/dev/components""#));
        assert!(!html.contains("style="), "the content policy refuses inline styles");
    }
}
