import { alive, axe, expect, type Page, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'report' });

const HALF = '6 tháng đầu năm 2016';
const EDUCATION = 'Phòng Giáo dục và Đào tạo';
const ACTUAL = 'Thực hiện, GD11';

/** The address of a unit's report, found as a person finds it. */
async function reportOf(page: Page, unit: string): Promise<string> {
  await page.goto('/reports');
  const period = page.locator('section', { has: page.getByRole('heading', { name: HALF }) });
  const address = await period.getByRole('link', { name: unit }).getAttribute('href');
  if (!address) throw new Error(`${unit} has no report`);
  return address;
}

async function openForm(page: Page, unit = EDUCATION): Promise<string> {
  const address = await reportOf(page, unit);
  await page.goto(`${address}/edit`);
  await alive(page);
  return address;
}

const cell = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const noteOf = (page: Page, label: string) => cell(page, label).locator('xpath=ancestor::td').locator('.cell-note');
const saved = (page: Page) => expect(page.locator('.save-state')).toHaveText(/^Đã lưu lúc \d\d:\d\d:\d\d$/);

async function step(page: Page, name: string, reason?: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (reason) await dialog.getByLabel('Lý do').fill(reason);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a figure is kept as it is typed', async ({ as }) => {
  const page = await as('editor.pgddt');
  await openForm(page);
  await cell(page, ACTUAL).fill('04');
  await saved(page);
  await cell(page, ACTUAL).press('Enter');
  await expect(cell(page, ACTUAL)).toHaveValue('4');
  await page.reload();
  await expect(cell(page, ACTUAL)).toHaveValue('4');
});

test('what is no figure is refused beside its cell, and stays to be mended', async ({ as }) => {
  const page = await as('editor.pgddt');
  await openForm(page);
  const refused: [string, RegExp][] = [
    ['12a', /Không phải là số/],
    ['-3', /Không nhận số âm/],
    ['1.234,5', /Chỉ nhận số nguyên/],
    ['1'.repeat(40), /Số quá dài/],
    ['lan@backan.gov.vn', /Không phải là số/],
  ];
  for (const [typed, reason] of refused) {
    await cell(page, ACTUAL).fill(typed);
    await expect(noteOf(page, ACTUAL)).toHaveText(reason);
    await expect(cell(page, ACTUAL)).toHaveValue(typed);
  }
  await cell(page, 'Thực hiện, GD03').fill('101');
  await expect(noteOf(page, 'Thực hiện, GD03')).toHaveText(/lớn hơn 100%/);
  await cell(page, 'Thực hiện, GD03').fill('47/50');
  await expect(noteOf(page, 'Thực hiện, GD03')).toHaveText('= 94,0%');
  await cell(page, ACTUAL).fill('4');
  await saved(page);
});

test('the keyboard alone is enough', async ({ as }) => {
  const page = await as('editor.pgddt');
  await openForm(page);
  await cell(page, 'Thực hiện, GD11').focus();
  await page.keyboard.press('ArrowUp');
  await expect(cell(page, 'Thực hiện, GD09')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await expect(cell(page, 'Kế hoạch năm, GD11')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  const before = await cell(page, ACTUAL).inputValue();
  await page.keyboard.type('88');
  await page.keyboard.press('Escape');
  await expect(cell(page, ACTUAL)).toHaveValue(before);
  await page.keyboard.press('Shift+Enter');
  await expect(cell(page, 'Thực hiện, GD09')).toBeFocused();
});

test('cells copied from a spreadsheet are spread over the grid', async ({ as }) => {
  const page = await as('editor.pgddt');
  await openForm(page);
  await cell(page, 'Kế hoạch năm, GD11').focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text', '6\t5\r\n3\t2\r\n');
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement!.dispatchEvent(paste);
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Dán 4 ô' }).click();
  await saved(page);
  await page.reload();
  for (const [label, value] of [['Kế hoạch năm, GD11', '6'], [ACTUAL, '5'], ['Kế hoạch năm, GD12', '3']] as const) {
    await expect(cell(page, label)).toHaveValue(value);
  }
});

test('nothing typed without a network is lost', async ({ as, problems }) => {
  problems.allow(/net::ERR_/);
  const page = await as('editor.pgddt');
  await openForm(page);
  // What is open before the network goes.
  await expect(page.locator('passage-writer:not([data-ready])')).toHaveCount(0);
  await page.context().setOffline(true);
  await cell(page, ACTUAL).fill('7');
  await page.getByRole('button', { name: 'Thêm đoạn' }).click();
  await expect(page.locator('passage-writer [role=textbox]').last()).toBeFocused();
  await page.keyboard.type('Viết khi mất mạng.');
  await expect(page.getByText('Mất kết nối', { exact: false })).toBeVisible();
  await page.context().setOffline(false);
  await saved(page);
  await page.reload();
  await expect(cell(page, ACTUAL)).toHaveValue('7');
  await expect(page.getByText('Viết khi mất mạng.')).toBeVisible();
});

test('what a killed server did not take is sent when the form is opened again', async ({ as, problems, server }) => {
  problems.allow(/net::ERR_/);
  const page = await as('editor.pgddt');
  const address = await openForm(page);
  await server.kill('SIGKILL');
  await cell(page, ACTUAL).fill('9');
  await expect(page.getByText('Mất kết nối', { exact: false })).toBeVisible();
  const context = page.context();
  await page.close();
  await server.start();
  const again = await context.newPage();
  await again.goto(`${address}/edit`);
  await expect(cell(again, ACTUAL)).toHaveValue('9');
  await saved(again);
});

test('a session that ended keeps what is typed', async ({ as, problems }) => {
  problems.allow(/status of 401/);
  const page = await as('editor.pgddt');
  await openForm(page);
  const context = page.context();
  const cookies = await context.cookies();
  await context.clearCookies();
  await cell(page, ACTUAL).fill('6');
  await expect(page.getByText('Phiên làm việc đã hết', { exact: false })).toBeVisible();
  await context.addCookies(cookies);
  await page.getByRole('button', { name: 'Thử lại ngay' }).click();
  await saved(page);
});

test('two people in one cell choose with both values in sight', async ({ as, problems }) => {
  problems.allow(/status of 409|net::ERR_/);
  const [editor, head] = [await as('editor.pgddt'), await as('head.pgddt')];
  await openForm(editor);
  await openForm(head);
  const mine = (await cell(editor, ACTUAL).inputValue()) === '3' ? '2' : '3';
  // What is written elsewhere appears at once, unless one cannot hear of it.
  await editor.context().setOffline(true);
  await cell(head, ACTUAL).fill('8');
  await saved(head);
  await cell(editor, ACTUAL).fill(mine);
  await editor.context().setOffline(false);
  await expect(noteOf(editor, ACTUAL)).toContainText(/ghi lúc \d\d:\d\d: 8/);
  await editor.getByRole('button', { name: 'Giữ của tôi' }).click();
  await saved(editor);
  await head.reload();
  await expect(cell(head, ACTUAL)).toHaveValue(mine);
});

test('a report goes to the office and comes back with a reason', async ({ as, problems }) => {
  problems.allow(/status of 422/);
  const unit = 'Hội Chữ thập đỏ';
  const [editor, head, office] = [await as('editor.hctd'), await as('head.hctd'), await as('office')];
  const address = await openForm(editor, unit);
  const empty = editor.locator('td[data-state=missing] input');
  if ((await empty.count()) > 0) {
    await editor.getByRole('button', { name: 'Trình thủ trưởng' }).click();
    await editor.getByRole('dialog').getByRole('button', { name: 'Trình thủ trưởng' }).click();
    await expect(editor.getByRole('dialog')).toContainText('chưa có số');
    await editor.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click();
  }
  while ((await empty.count()) > 0) {
    const label = await empty.first().getAttribute('aria-label');
    await cell(editor, label!.replace('Thực hiện', 'Lý do thiếu')).fill('Chưa tổng hợp xong');
  }
  await editor.keyboard.press('Tab');
  await expect(editor.locator('.save-state')).not.toHaveText(/chưa lưu|Đang lưu/);
  await step(editor, 'Trình thủ trưởng');
  await head.goto(address);
  await alive(head);
  await step(head, 'Gửi báo cáo');
  await office.goto(address);
  await alive(office);
  await step(office, 'Trả lại', 'Bổ sung số người hiến máu');
  await expect(office.locator('.step[aria-current]')).toContainText('trả lại');
  await expect(office.getByText('mà văn phòng đã nhận', { exact: false })).toBeVisible();
  await editor.goto(`${address}/edit`);
  await expect(editor.getByText('Bổ sung số người hiến máu')).toBeVisible();
  await head.goto(address);
  await alive(head);
  await step(head, 'Gửi báo cáo');
  await office.goto(address);
  await alive(office);
  await step(office, 'Tiếp nhận');
  await expect(office.locator('.step[aria-current]')).toContainText('đã tiếp nhận');
  await office.goto(`${address}/history`);
  await expect(office.getByText('Phiên bản 5', { exact: true }).last()).toBeVisible();
});

test('a report reads whole', { tag: ['@tablet', '@phone', '@nojs'] }, async ({ as }) => {
  const page = await as('office');
  await page.goto(await reportOf(page, 'Phòng Y tế'));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Phòng Y tế');
  await expect(page.locator('.step[aria-current]')).toContainText('đã tiếp nhận');
  await expect(page.getByRole('table').first()).toBeAttached();
});

test('its pages are accessible, in light and dark', { tag: ['@tablet', '@phone'] }, async ({ as, isMobile }) => {
  const page = await as('editor.pgddt');
  await page.goto('/reports');
  await axe(page);
  const address = await reportOf(page, EDUCATION);
  await page.goto(address);
  await axe(page);
  await page.goto(`${address}/history`);
  await axe(page);
  await page.goto(`${address}/edit`);
  if (!isMobile) await alive(page);
  await axe(page);
});

test('on a phone a report is read and never written', { tag: '@only-phone' }, async ({ as }) => {
  const page = await as('editor.pgddt');
  const address = await reportOf(page, EDUCATION);
  await page.goto(`${address}/edit`);
  await expect(page.getByText('chỉ để đọc', { exact: false })).toBeVisible();
  await expect(page.locator('[data-row]')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Trình thủ trưởng' })).toHaveCount(0);
});
