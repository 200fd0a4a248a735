import { alive, axe, expect, test } from '../fixtures';
import { begin, button, enter, follow, goOn, log, published, TABLET } from '../fixtures/room';

// What people are in the middle of while the meeting goes on without waiting for them.
test.use({ data: 'room-goes-on' });

test('what is half typed stays when the chair turns to the next item', async ({ as }) => {
  const meeting = await published(await as('office'));
  const chair = await as('chair', TABLET);
  const secretary = await as('secretary', TABLET);
  const delegate = await as('delegate.pgddt', TABLET);
  for (const page of [chair, secretary, delegate]) await enter(page, `${meeting}/live`);
  await begin(chair);
  await follow([secretary, delegate], [], 2);

  const opinion = secretary.getByLabel('Nội dung ý kiến');
  await opinion.fill('Đề nghị bố trí kinh phí');
  await button(delegate, 'Đề nghị lời văn khác').click();
  const proposal = delegate.getByLabel('Lời văn đề nghị');
  await proposal.fill('Thống nhất bố trí');
  await goOn(chair, 3);
  await follow([secretary, delegate], [], 3);
  await expect(opinion).toHaveValue('');
  await secretary.locator('.rail-item').nth(1).click();
  await delegate.locator('.rail-item').nth(1).click();
  await expect(opinion).toHaveValue('Đề nghị bố trí kinh phí');
  await expect(proposal).toHaveValue('Thống nhất bố trí');

  // Also over a reload; and it is gone once it was sent.
  await secretary.reload();
  await enter(secretary, `${meeting}/live`);
  await secretary.locator('.rail-item').nth(1).click();
  await expect(opinion).toHaveValue('Đề nghị bố trí kinh phí');
  await secretary.getByLabel('Người phát biểu').selectOption({ index: 1 });
  await button(secretary, 'Ghi ý kiến').click();
  await expect(delegate.locator('[data-opinion]')).toContainText('Đề nghị bố trí kinh phí');
  await expect(opinion).toHaveValue('');
});

test('an open tablet takes in an agenda that is changed before the meeting', async ({ as }) => {
  test.setTimeout(120_000);
  const office = await as('office');
  const meeting = await published(office);
  const delegate = await as('delegate.pgddt', TABLET);
  await enter(delegate, `${meeting}/live`);
  await expect(delegate.locator('.live-link')).toHaveAttribute('data-state', 'live');
  await office.goto(`${meeting}/plan`);
  await alive(office);
  await office.getByLabel('Nội dung 2', { exact: true }).fill('Tình hình chung của khối');
  await office.keyboard.press('Tab');
  await expect(delegate.locator('.rail-item').nth(1)).toContainText('Tình hình chung của khối', { timeout: 60_000 });
});

test('the projector shows the chart that was laid before everybody, and names the papers', async ({ as }) => {
  const [view, paper] = ['Ca bệnh truyền nhiễm', 'Dự thảo kế hoạch.pdf'];
  const office = await as('office');
  await office.goto('/compare?indicator=YT05&indicator=YT08&unit=all&period=2015-H1&period=2016-H1');
  await alive(office);
  await office.getByLabel('Tên khung nhìn').fill(view);
  await office.getByLabel('Ai dùng được').selectOption('all');
  await button(office, 'Lưu khung nhìn').click();
  await expect(office.getByRole('link', { name: view })).toBeVisible();

  const meeting = await published(office);
  const row = office.locator('.plan-item').filter({ has: office.getByLabel('Nội dung 2', { exact: true }) });
  await row.getByText('Chi tiết nội dung 2').click();
  await row.getByLabel('Đưa khung nhìn đã lưu vào nội dung này').selectOption({ label: view });
  await expect(row.locator('[data-item-views] .badge')).toContainText(view);
  await row.locator('input[type=file]').setInputFiles({ name: paper, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n') });
  await row.getByRole('button', { name: 'Thêm tài liệu' }).click();
  await office.waitForURL(/#item-/);

  const chair = await as('chair', TABLET);
  const screen = await as('reader');
  await enter(chair, `${meeting}/live`);
  await enter(screen, `${meeting}/screen`);
  await begin(chair);
  await follow([chair, screen], [], 2);
  const chart = screen.locator('.screen-chart svg');
  await expect(chart).toBeVisible();
  const files = screen.locator('[data-files]');
  await expect(files).toContainText(paper);
  const [box, below] = [await chart.boundingBox(), await files.boundingBox()];
  expect(box!.height, 'the chart is small').toBeGreaterThan(200);
  expect(box!.y + box!.height, 'the chart lies over the names of the papers').toBeLessThanOrEqual(below!.y);
  await axe(screen);
});

test('a substitute put down wrongly is corrected, and gives the seat back', async ({ as }) => {
  const meeting = await published(await as('office'));
  const secretary = await as('secretary', TABLET);
  await enter(secretary, `${meeting}/live`);
  await button(secretary, 'Danh sách điểm danh').click();
  const list = secretary.getByRole('dialog');
  const person = list.locator('li').first();
  const replace = async (name: string) => {
    await person.getByRole('button', { name: /^Người dự thay/ }).click();
    await person.getByRole('textbox').fill(name);
    await person.getByRole('button', { name: 'Ghi người dự thay' }).click();
    await expect(person.locator('.badge')).toContainText(name);
  };
  await replace('Nguyễn Văn Bính');
  await replace('Nguyễn Văn Bình');
  await expect(secretary.locator('[data-attendance]')).toContainText('Có mặt 1/');
  await person.getByRole('button', { name: /^Ghi .* có mặt$/ }).click();
  await expect(person.locator('.badge')).toContainText('có mặt từ');
  await expect(secretary.locator('[data-attendance]')).toContainText('Có mặt 1/');
  await axe(secretary);
});

test('what the screens said at a minute is shown again', async ({ as }) => {
  const meeting = await published(await as('office'));
  const chair = await as('chair', TABLET);
  await enter(chair, `${meeting}/live`);
  await begin(chair);
  const reader = await as('reader');
  await reader.goto(meeting);
  await reader.getByRole('link', { name: 'Xem lại phòng họp' }).click();
  await expect(reader.locator('[data-replay]')).toContainText('Đang bàn');
  const first = (await log(chair, meeting)).find(it => it.what.kind === 'started')!;
  // The committee's clock is seven hours ahead.
  const before = new Date(Date.parse(first.at) + 7 * 3600e3 - 60e3).toISOString();
  await reader.getByLabel('Ngày', { exact: true }).fill(before.slice(0, 10));
  await reader.getByLabel('Lúc', { exact: true }).fill(before.slice(11, 16));
  await reader.getByRole('button', { name: 'Xem', exact: true }).click();
  await expect(reader.locator('[data-replay]')).toContainText('Chưa bắt đầu');
  await axe(reader);
});

test('a delegate marks words in the papers, for themselves alone', async ({ as }) => {
  const meeting = await published(await as('office'));
  const delegate = await as('delegate.pgddt', TABLET);
  await enter(delegate, `${meeting}/live`);
  await delegate.locator('.rail-item').nth(3).click();
  const said = delegate.locator('.live-item h1');
  const words = ((await said.textContent()) ?? '').trim();
  await button(delegate, 'Đánh dấu chữ đang chọn').click();
  await expect(delegate.getByText('Hãy chọn chữ trong tài liệu trước.')).toBeVisible();
  await said.selectText();
  await button(delegate, 'Đánh dấu chữ đang chọn').click();
  const marks = delegate.locator('[data-marks] mark');
  await expect(marks).toHaveText(words);
  await axe(delegate);
  await delegate.reload();
  await enter(delegate, `${meeting}/live`);
  await delegate.locator('.rail-item').nth(3).click();
  await expect(marks).toHaveText(words);
  const other = await as('delegate.pyt', TABLET);
  const told = other.waitForResponse(it => it.url().endsWith('/list_my_notes'));
  await enter(other, `${meeting}/live`);
  await told;
  await other.locator('.rail-item').nth(3).click();
  await expect(other.locator('[data-marks] mark')).toHaveCount(0);
  await delegate.locator('[data-marks]').getByRole('button').click();
  await expect(marks).toHaveCount(0);
});
