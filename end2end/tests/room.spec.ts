import { alive, axe, expect, test } from '../fixtures';
import {
  ask as askAt,
  button,
  cutOff,
  end,
  enter,
  expectLogOn,
  expectSameFold,
  join,
  NOBODY_THERE,
  PHONE,
  published,
  shown,
  TABLET,
  UPRIGHT,
  wording,
} from '../fixtures/room';

// One chair, one secretary, three delegates, a projector and a telephone, from the first code to the minutes.
test.use({ data: 'room' });

const OPINION = 'Đề nghị bố trí kinh phí sửa chữa trường học trước năm học mới.';
const DRAFT = 'Thống nhất bố trí kinh phí sửa chữa trường học.';
const PROPOSED = 'Thống nhất bố trí kinh phí sửa chữa trường học trước ngày 15/8.';
const NOTE = 'Hỏi lại phòng Tài chính về nguồn vốn.';

test('a whole meeting: floor, opinions, wording, votes, attendance, a tablet cut off', async ({ as, lineTo, problems, server }) => {
  test.setTimeout(300_000);
  problems.allow(NOBODY_THERE);
  const meeting = await published(await as('office'));
  const id = meeting.split('/').pop()!;
  const line = await lineTo(server);
  const chair = await as('chair', TABLET);
  const secretary = await as('secretary', TABLET);
  const ana = await as('delegate.pgddt', TABLET);
  const ben = await as('delegate.pyt', UPRIGHT);
  const cam = await as('delegate.pvhtt', { ...TABLET, baseURL: line.url });
  const screen = await as('office');
  const phone = await as('delegate.hctd', PHONE);
  const tablets = [chair, secretary, ana, ben, cam];
  const ask = (fn: string, data: object) => askAt(screen, fn, data);
  const room = async () => (await ask('show_meeting', { meeting: id })).room;

  await test.step('everybody comes in', async () => {
    for (const page of tablets) await enter(page, `${meeting}/live`);
    await enter(screen, `${meeting}/screen`);
  });

  await test.step('attendance by code, by oneself and by the list', async () => {
    await expect(screen.locator('.screen-code svg')).toBeVisible();
    const { path } = await ask('show_attend_address', { meeting: id });
    await phone.goto(path);
    await axe(phone, ['light']);
    await phone.getByRole('button', { name: 'Tôi có mặt' }).click();
    await expect(phone.getByText('Đã ghi nhận bạn có mặt.')).toBeVisible();
    await expect(secretary.locator('[data-attendance]')).toContainText('Có mặt 1/');
    await button(ana, 'Tôi có mặt').click();
    await expect(button(ana, 'Tôi có mặt')).toBeHidden();
    await expect(secretary.locator('[data-attendance]')).toContainText('Có mặt 2/');
    await button(secretary, 'Danh sách điểm danh').click();
    const list = secretary.getByRole('dialog');
    await list.locator('li').filter({ hasText: 'vắng' }).first().getByRole('button', { name: /^Ghi .* có mặt$/ }).click();
    await expect(secretary.locator('[data-attendance]')).toContainText('Có mặt 3/');
    await secretary.keyboard.press('Escape');
    await expect(screen.locator('.screen-code')).toContainText('có mặt 3/');
  });

  await test.step('the chair takes control and begins', async () => {
    await button(chair, 'Nhận điều hành trên máy này').click();
    await expect(button(chair, 'Nhận điều hành trên máy này')).toBeHidden();
    await button(chair, 'Bắt đầu').click();
    await button(chair, 'Tiếp').click();
    for (const page of [...tablets, screen]) await expect(shown(page)).toHaveAttribute('data-shown', '2');
    await expect(ana.locator('[data-says]')).not.toBeEmpty();
    // Looking ahead moves nobody, and one touch leads back.
    await ana.locator('.rail-item').nth(4).click();
    await expect(shown(ana)).toHaveAttribute('data-shown', '5');
    await expect(shown(ben)).toHaveAttribute('data-shown', '2');
    await button(ana, 'Trở lại nội dung đang họp').click();
    await expect(shown(ana)).toHaveAttribute('data-shown', '2');
  });

  await test.step('the floor', async () => {
    await button(ana, 'Xin phát biểu').click();
    await expect(chair.locator('.floor-line')).toHaveCount(1);
    await button(ben, 'Ý kiến về thủ tục').click();
    await expect(chair.locator('.floor-line')).toHaveCount(2);
    await expect(chair.locator('.floor-line').first()).toContainText('thủ tục');
    // By keyboard alone.
    await chair.locator('.floor-line').first().getByRole('button', { name: /^Mời/ }).focus();
    await chair.keyboard.press('Enter');
    for (const page of [...tablets, screen]) await expect(page.locator('[data-speaker]')).toBeVisible();
    await expect(ben.locator('.floor-line')).toHaveCount(1);
    await button(chair, 'Dừng lượt phát biểu').click();
    await expect(screen.locator('[data-speaker]')).toHaveCount(0);
    await chair.locator('.floor-line').first().getByRole('button', { name: /^Mời/ }).click();
    await expect(screen.locator('[data-speaker]')).toBeVisible();
  });

  await test.step('the secretary notes an opinion', async () => {
    await expect(secretary.getByLabel('Người phát biểu')).not.toHaveValue('');
    await secretary.getByLabel('Nội dung ý kiến').fill(OPINION);
    await button(secretary, 'Ghi ý kiến').click();
    await expect(ben.locator('[data-opinion]')).toContainText(OPINION);
    await expect(secretary.getByLabel('Nội dung ý kiến')).toHaveValue('');
  });

  await test.step('the wording is seen while it is written, answered, and another one proposed', async () => {
    await wording(secretary).fill(DRAFT);
    for (const page of [ana, ben, cam, chair]) await expect(page.locator('.draft')).toHaveText(DRAFT);
    await button(ana, 'Nhất trí').click();
    await expect(chair.locator('[data-answers]')).toContainText('1 nhất trí');
    await button(ben, 'Đề nghị lời văn khác').click();
    await ben.getByLabel('Lời văn đề nghị').fill(PROPOSED);
    await button(ben, 'Gửi đề nghị').click();
    await button(secretary, 'Tiếp thu').click();
    await expect(wording(secretary)).toHaveValue(PROPOSED);
    await expect(cam.locator('.draft')).toHaveText(PROPOSED);
    for (const page of [chair, secretary, ben]) await axe(page);
  });

  await test.step('a vote by name on the wording; one tablet is cut off meanwhile', async () => {
    await button(chair, 'Mở biểu quyết').click();
    const form = chair.getByRole('dialog');
    await form.locator('[name=vote-subject]').selectOption('1');
    await form.locator('[name=vote-quorum]').fill('3');
    await form.getByRole('button', { name: 'Bắt đầu biểu quyết' }).click();
    await expect(form).toBeHidden();
    for (const page of [...tablets, screen]) await expect(page.locator('[data-vote]')).toBeVisible();
    for (const page of [screen, ben]) await axe(page);

    await cutOff(cam, line);
    await expect(cam.locator('[data-offline]')).toContainText('Mất kết nối từ');
    await expect(cam.getByText('Mất kết nối: không biểu quyết được.')).toBeVisible();
    await axe(cam, ['light']);
    await button(cam, 'Tán thành').click({ force: true });
    await button(cam, 'Xin phát biểu').click();
    await expect(cam.getByText('Xin phát biểu đang chờ gửi.')).toBeVisible();
    await cam.getByLabel('Ghi chú về nội dung đang xem').fill(NOTE);
    await expect(cam.locator('[data-note]')).toContainText('Giữ trong máy này');

    await button(ana, 'Không tán thành').click();
    await expect(chair.locator('[data-no]')).toHaveText('1');
    await button(ana, 'Tán thành').click();
    await expect(chair.locator('[data-no]')).toHaveText('0');
    await button(ben, 'Tán thành').dblclick();
    await expect(screen.locator('[data-yes]')).toHaveText('2');

    await join(cam, line);
    await expect(cam.locator('.live-link')).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
    await expect(cam.locator('[data-note]')).toHaveText('Đã lưu.');
    await expect(chair.locator('.floor-line')).toHaveCount(1);
    await expect(cam.locator('[data-yes]')).toHaveText('2');
    await button(cam, 'Tán thành').click();
    for (const page of [...tablets, screen]) await expect(page.locator('[data-yes]')).toHaveText('3');
    await button(chair, 'Đóng biểu quyết').click();
    for (const page of tablets) await expect(page.locator('[data-result]')).toContainText('3 tán thành, 0 không tán thành');
    await expect(screen.locator('.screen-result')).toBeVisible();
    expect((await room()).votes[0].ballots).toHaveLength(3);
    await cam.reload();
    await alive(cam);
    await expect(cam.getByLabel('Ghi chú về nội dung đang xem')).toHaveValue(NOTE);
    await expect(ana.getByLabel('Ghi chú về nội dung đang xem')).toHaveValue('');
  });

  await test.step('hands are counted', async () => {
    await button(chair, 'Mở biểu quyết').click();
    const form = chair.getByRole('dialog');
    await form.locator('[name=vote-method]').selectOption('hands');
    await form.getByRole('button', { name: 'Bắt đầu biểu quyết' }).click();
    await expect(form).toBeHidden();
    await secretary.locator('[name=hands-yes]').fill('2');
    await secretary.locator('[name=hands-no]').fill('1');
    await button(secretary, 'Ghi số giơ tay').click();
    for (const page of [...tablets, screen]) await expect(page.locator('[data-yes]')).toHaveText('2');
    await button(chair, 'Đóng biểu quyết').click();
    await expect(ana.locator('[data-result]')).toHaveCount(2);
  });

  await test.step('the conclusion is recorded, and everybody sees it', async () => {
    await secretary.locator('section').getByRole('button', { name: 'Ghi kết luận' }).click();
    for (const page of tablets) await expect(page.locator('.conclusion')).toContainText(PROPOSED);
    await expect(screen.locator('.conclusion')).toContainText(PROPOSED, { timeout: 40_000 });
    await expect(ana.locator('.draft')).toBeHidden();
    const { votes, conclusions } = (await expectLogOn(meeting, screen, tablets, [screen], [])).room;
    expect([votes.length, conclusions.length]).toEqual([2, 1]);
  });

  const other = await test.step('the chair goes on from another device', async () => {
    const other = await as('chair', UPRIGHT);
    await enter(other, `${meeting}/live`);
    await button(other, 'Nhận điều hành trên máy này').click();
    await expect(button(chair, 'Tiếp')).toBeHidden();
    await button(other, 'Tiếp').click();
    for (const page of [...tablets, screen]) await expect(shown(page)).toHaveAttribute('data-shown', '3');
    await phone.goto(meeting);
    await expect(phone.locator('.agenda-item[aria-current]')).toBeVisible();
    return other;
  });

  await test.step('it ends, and every screen equals the log', async () => {
    await end(other);
    const { attendance } = (await expectLogOn(meeting, screen, [...tablets, other], [screen], [phone])).room;
    expect(attendance).toHaveLength(3);
    await expectSameFold(meeting, screen);
  });

  await test.step('the minutes tell it', async () => {
    await secretary.goto(`${meeting}/minutes`);
    const minutes = secretary.getByRole('article');
    await expect(minutes).toContainText('Có mặt 3/');
    await expect(minutes).toContainText(OPINION);
    await expect(minutes).toContainText('3 tán thành, 0 không tán thành');
    await expect(minutes).toContainText(PROPOSED);
    await axe(secretary);
  });
});
