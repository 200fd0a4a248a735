import { alive, axe, expect, type Page, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'regime' });
test.describe.configure({ mode: 'serial' });

const NAME = 'Báo cáo tháng khối văn hóa – xã hội';
const REGIME = '/admin/regimes/BC-THANG';

/** What a unit still has to send, as its people see it first of all. */
const owedTo = (page: Page) => page.locator('section').filter({ has: page.getByRole('heading', { name: 'Báo cáo phải gửi' }) });
const toast = (page: Page, words: string | RegExp) => expect(page.getByText(words).first()).toBeVisible();

async function step(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('the office defines a regime with its outline', async ({ as }) => {
  const page = await as('office');
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Các phần' }).getByRole('link', { name: 'Quản trị' }).click();
  await page.getByRole('link', { name: /Chế độ báo cáo/ }).click();
  await page.getByRole('link', { name: 'Thêm chế độ' }).click();
  await alive(page);
  await page.getByLabel('Tên', { exact: true }).first().fill(NAME);
  await page.getByRole('button', { name: 'Ghi' }).click();
  await expect(page.getByText('Cần điền.')).toBeVisible();
  await expect(page.getByLabel('Tên', { exact: true }).first()).toHaveValue(NAME);
  await page.getByLabel('Mã', { exact: true }).fill('BC-THANG');
  await page.getByLabel('Căn cứ pháp lý').fill('Nghị định 09/2019/NĐ-CP');
  await page.getByRole('checkbox', { name: 'quý' }).check();
  await axe(page);
  await page.getByRole('button', { name: 'Ghi' }).click();
  await expect(page).toHaveURL(REGIME);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(NAME);
  await expect(page.getByText('Nghị định 09/2019/NĐ-CP')).toBeVisible();
  await axe(page);
});

test('an outline is put in order by keyboard and by hand', async ({ as }) => {
  const page = await as('office');
  await page.goto(`${REGIME}/outline`);
  await alive(page);
  const titles = page.locator('input[name=title_vi]');
  const first = await titles.nth(0).inputValue();
  const second = await titles.nth(1).inputValue();
  const third = await titles.nth(2).inputValue();
  await page.getByRole('button', { name: `Chuyển xuống: ${first}` }).focus();
  await page.keyboard.press('Enter');
  await expect(titles.nth(0)).toHaveValue(second);
  await expect(page.getByRole('button', { name: `Chuyển xuống: ${first}` })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(titles.nth(2)).toHaveValue(first);

  const row = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Bỏ mục: ${title}` }) });
  await row(first).locator('[draggable=true]').dragTo(row(second));
  await expect(titles.nth(0)).toHaveValue(first);
  await expect(titles.nth(2)).toHaveValue(third);

  await titles.nth(1).fill('');
  await page.getByRole('button', { name: 'Ghi thành bản mới' }).click();
  await expect(page.getByText('Cần điền.')).toBeVisible();
  await titles.nth(1).fill('Mục được đặt tên lại');
  await page.getByLabel('Đổi gì so với bản trước').fill('Đổi tên một mục');
  await axe(page);
  await page.getByRole('button', { name: 'Ghi thành bản mới' }).click();
  await expect(page).toHaveURL(REGIME);
  await expect(page.getByText('Mục được đặt tên lại')).toBeVisible();
  await page.getByRole('link', { name: /Đề cương 1/ }).click();
  await expect(page.getByText('Đây là đề cương 1')).toBeVisible();
  await expect(page.getByText('Mục được đặt tên lại')).toHaveCount(0);
});

test('after the lock only the unit with an exception writes', async ({ as }) => {
  const page = await as('office');
  await page.goto('/periods/2016-H1');
  await alive(page);
  // Locked yesterday, as the days now stand.
  await page.getByText('Đổi ngày của kỳ', { exact: true }).first().click();
  await page.getByLabel('Khóa hết ngày').fill('2016-07-10');
  await page.getByLabel('Lý do đổi').fill('Khóa sớm để tổng hợp');
  await page.getByRole('button', { name: 'Đổi ngày của kỳ' }).click();
  await toast(page, 'Đã đổi ngày của kỳ.');

  const editor = await as('editor.pgddt');
  await editor.goto('/');
  await expect(owedTo(editor).getByText('6 tháng đầu năm 2016')).toHaveCount(0);

  await page.getByText('Cho phép sau khóa', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Cho phép sau khóa' }).click();
  await expect(page.getByText('Cần điền.').first()).toBeVisible();
  await page.getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Phòng Giáo dục và Đào tạo' });
  await page.getByLabel('Được sửa và gửi đến hết ngày').fill('2016-07-13');
  await page.getByLabel('Lý do', { exact: true }).fill('Mất điện ba ngày');
  await page.getByRole('button', { name: 'Cho phép sau khóa' }).click();
  await expect(page.getByText('đến hết 13/07/2016')).toBeVisible();
  await axe(page);

  await editor.goto('/');
  await expect(owedTo(editor).getByText('6 tháng đầu năm 2016').first()).toBeVisible();
  const other = await as('editor.hctd');
  await other.goto('/');
  await expect(owedTo(other).getByText('6 tháng đầu năm 2016')).toHaveCount(0);

  await page.getByRole('button', { name: 'Thu hồi: Phòng Giáo dục và Đào tạo' }).click();
  await expect(page.getByText(/đã thu hồi/)).toBeVisible();
});

test('a holiday is added and moves the next deadline', async ({ as }) => {
  const page = await as('office');
  await page.goto('/admin/holidays?year=2016');
  await alive(page);
  await expect(page.getByRole('row', { name: /Giỗ Tổ Hùng Vương/ }).first()).toContainText('16/04/2016');
  await page.getByLabel('Ngày', { exact: true }).fill('2016-08-17');
  await page.getByLabel('Tên', { exact: true }).fill('Nghỉ bão');
  await page.getByRole('button', { name: 'Thêm ngày' }).click();
  await expect(page.getByRole('row', { name: /Nghỉ bão/ })).toBeVisible();
  await axe(page);
  await page.goto('/periods/open?regime=BC-THANG&kind=month&year=2016&ordinal=8');
  await expect(page.getByLabel('Hạn: Đơn vị gửi văn phòng')).toHaveValue('2016-08-18');
});

const PAGES = ['/admin', '/admin/regimes', REGIME, '/admin/holidays', '/periods/open'];

for (const path of PAGES) {
  test(`${path} is fit to read`, { tag: ['@tablet', '@phone'] }, async ({ as }) => {
    const page = await as('office');
    await page.goto(path === REGIME ? '/admin/regimes/KTXH-6T' : path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(page.viewportSize()!.width);
    await axe(page);
  });
}

test('an editor is not led to the administration, and is refused there', async ({ as, problems }) => {
  problems.allow(/status of 403/);
  const page = await as('editor.pgddt');
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Quản trị' })).toHaveCount(0);
  const answer = await page.goto('/admin/regimes');
  expect(answer!.status()).toBe(403);
});

test('the office opens July 2016, and a unit owes, writes and sends it', async ({ as }) => {
  const page = await as('office');
  await page.goto('/periods');
  await page.getByRole('link', { name: 'Mở kỳ báo cáo' }).click();
  await alive(page);
  await page.getByLabel('Chế độ').selectOption({ label: NAME });
  await expect(page.getByLabel('Loại kỳ')).toHaveValue('month');
  await expect(page.getByLabel('Kỳ thứ')).toHaveValue('7');
  await expect(page.getByLabel('Hạn: Đơn vị gửi văn phòng')).toHaveValue('2016-07-19');
  await expect(page.getByText('ngày làm việc thứ 3 sau ngày chốt')).toBeVisible();
  await expect(page.getByText('11 đơn vị sẽ có báo cáo phải gửi')).toBeVisible();
  await page.getByLabel('Hạn: Đơn vị gửi văn phòng').fill('2016-07-15');
  await expect(page.getByText(/chưa đủ một ngày làm việc/)).toBeVisible();
  await page.getByRole('button', { name: 'Mở Tháng 7 năm 2016' }).click();
  await expect(page.getByText('Xem các điểm cần lưu ý rồi đánh dấu xác nhận.')).toBeVisible();
  await page.getByLabel('Hạn: Đơn vị gửi văn phòng').fill('2016-07-19');
  await expect(page.getByText(/chưa đủ một ngày làm việc/)).toHaveCount(0);
  await axe(page);
  await page.getByRole('button', { name: 'Mở Tháng 7 năm 2016' }).click();
  await expect(page).toHaveURL('/periods/2016-M07');
  await toast(page, 'Đã mở Tháng 7 năm 2016.');
  await page.goto('/periods/open?regime=BC-THANG&kind=month&year=2016&ordinal=7');
  await expect(page.getByText('Kỳ này đã mở từ chế độ này.')).toBeVisible();

  const editor = await as('editor.pgddt');
  await editor.goto('/');
  const owed = editor.getByRole('listitem').filter({ hasText: 'Tháng 7 năm 2016' }).first();
  await expect(owed).toContainText('19/07/2016');
  await owed.getByRole('link', { name: 'Bắt đầu' }).click();
  await alive(editor);
  await expect(editor.getByRole('heading', { name: /Giáo dục và đào tạo/ }).first()).toBeVisible();
  await expect(editor.locator('passage-writer:not([data-ready])')).toHaveCount(0);
  await editor.getByRole('button', { name: 'Thêm đoạn' }).first().click();
  await editor.keyboard.type('Hoàn thành tuyển sinh đầu cấp.');
  await expect(editor.locator('.save-state')).toHaveText(/^Đã lưu lúc/, { timeout: 20_000 });
  await step(editor, 'Trình thủ trưởng');
  const address = editor.url().replace(/\/edit$/, '');

  const head = await as('head.pgddt');
  await head.goto(address);
  await alive(head);
  await expect(head.getByText('Hoàn thành tuyển sinh đầu cấp.')).toBeVisible();
  await step(head, 'Gửi báo cáo');
  await page.goto('/periods/2016-M07');
  await expect(page.getByRole('row').filter({ hasText: 'Phòng Giáo dục và Đào tạo' }).first()).toContainText('đã gửi');
});
