import { execFileSync } from 'node:child_process';
import { alive, axe, expect, type Page, type Server, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'workflow' });

const HALF = '6 tháng đầu năm 2016';

async function reportOf(page: Page, unit: string): Promise<string> {
  await page.goto('/reports');
  const period = page.locator('section', { has: page.getByRole('heading', { name: HALF }) });
  const address = await period.getByRole('link', { name: unit }).getAttribute('href');
  if (!address) throw new Error(`${unit} has no report`);
  return address;
}

async function step(page: Page, name: string, reason?: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (reason) await dialog.getByLabel('Lý do').fill(reason);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await alive(page);
}

/** Compares two versions, chosen as a person chooses them. */
async function compare(page: Page, from: number, to: number): Promise<void> {
  await page.getByLabel('Từ').selectOption(String(from));
  await page.getByLabel('Đến').selectOption(String(to));
  await page.getByRole('button', { name: 'So sánh', exact: true }).click();
  await expect(page.getByRole('heading', { name: `Phiên bản ${from} so với phiên bản ${to}` })).toBeVisible();
}

/** Sees that the report is the unit's to write, whatever happened to it before. */
async function giveBack(office: Page, address: string): Promise<void> {
  await open(office, address);
  if (await office.getByRole('button', { name: 'Trả lại', exact: true }).isVisible()) {
    await step(office, 'Trả lại', 'Xem lại số hộ');
  }
}

/** The number of the newest version, on the page of versions. */
async function newest(page: Page): Promise<number> {
  const words = await page.getByText(/^Phiên bản \d+$/).first().innerText();
  return Number(/\d+/.exec(words)![0]);
}

/** Sets the day after which the half-year takes nothing more. */
function lock(server: Server, day: string): void {
  const script = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=10)
db.execute("update period set locks_on = ? where code = '2016-H1'", (sys.argv[2],))
db.commit()
`;
  const file = server.databaseUrl.replace(/^sqlite:\/\//, '').replace(/\?.*/, '');
  execFileSync('python3', ['-c', script, file, day]);
}

test('comments go back and forth, and who is named hears of it', async ({ as }) => {
  const [office, editor] = [await as('office'), await as('editor.ttds')];
  const address = await reportOf(office, 'Trung tâm Dân số');
  await open(office, address);
  const passage = office.locator('.annotated').first();
  await passage.getByRole('button', { name: 'Thêm nhận xét' }).click();
  await passage.getByRole('button', { name: 'Gửi nhận xét' }).click();
  await expect(passage.getByText('Cần điền.')).toBeVisible();
  const options = passage.getByLabel('Về').locator('option');
  expect(await options.count()).toBeGreaterThan(1);
  await passage.getByLabel('Về').selectOption({ index: 1 });
  await passage.getByLabel('Nội dung nhận xét').fill('Đề nghị nêu nguồn số liệu, @');
  const people = passage.getByRole('list', { name: 'Người có thể nhắc' });
  const first = people.getByRole('button').first();
  const name = await first.innerText();
  await first.click();
  await expect(passage.getByLabel('Nội dung nhận xét')).toHaveValue(`Đề nghị nêu nguồn số liệu, @${name} `);
  await axe(office);
  await passage.getByRole('button', { name: 'Gửi nhận xét' }).click();
  await expect(passage.locator('.comment-thread')).toContainText('Đề nghị nêu nguồn số liệu');
  await expect(passage.locator('.mention')).toHaveText(`@${name}`);

  await open(editor, address);
  const thread = editor.locator('.annotated').first().locator('.comment-thread');
  await expect(thread).toContainText('Đề nghị nêu nguồn số liệu');
  await expect(thread.getByRole('button', { name: 'Sửa', exact: true })).toHaveCount(0);
  await thread.getByRole('button', { name: 'Trả lời' }).click();
  await thread.getByLabel('Nội dung nhận xét').fill('Theo sổ theo dõi của các trạm.');
  await thread.getByRole('button', { name: 'Trả lời' }).click();
  await expect(thread.locator('.comment')).toHaveCount(2);
  await thread.getByRole('button', { name: 'Đã xử lý' }).click();
  await expect(thread).toContainText('Đã xử lý:');
  await axe(editor);

  await office.reload();
  await alive(office);
  await expect(passage.locator('.comment')).toHaveCount(2);
  await passage.getByRole('button', { name: 'Mở lại', exact: true }).click();
  await passage.getByRole('button', { name: 'Sửa', exact: true }).click();
  await passage.getByLabel('Nội dung nhận xét').fill('Đề nghị ghi rõ nguồn.');
  await passage.getByRole('button', { name: 'Ghi', exact: true }).click();
  await expect(passage.locator('.comment-thread')).toContainText('Đề nghị ghi rõ nguồn.');
  await expect(passage.locator('.comment-thread')).toContainText('đã sửa');
});

test('a comment is about the paragraph that one is at, also one written a moment ago', async ({ as }) => {
  const editor = await as('editor.pgddt');
  const address = await reportOf(editor, 'Phòng Giáo dục và Đào tạo');
  await open(editor, `${address}/edit`);
  await expect(editor.locator('passage-writer:not([data-ready])')).toHaveCount(0);
  const before = await editor.locator('passage-writer').count();
  await editor.getByRole('button', { name: 'Thêm đoạn' }).first().click();
  await expect(editor.locator('passage-writer')).toHaveCount(before + 1);
  await editor.keyboard.type('Câu mở đầu.');
  await editor.keyboard.press('Enter');
  await editor.keyboard.type('Câu cần hỏi lại.');
  await editor.keyboard.press('Enter');
  await editor.keyboard.type('Câu kết.');
  await expect(editor.locator('.save-state')).toHaveText(/^Đã lưu lúc/, { timeout: 20_000 });
  const passage = editor.locator('section.passage', { hasText: 'Câu cần hỏi lại.' });
  const about = passage.getByLabel('Về');
  const chosen = () => about.locator('option:checked').innerText();

  // The caret is in the second paragraph; the form says so, and the keyboard goes through the list.
  await passage.locator('.writer-text p').nth(1).click();
  await passage.getByRole('button', { name: 'Thêm nhận xét' }).click();
  expect(await about.locator('option').allInnerTexts()).toEqual(['Cả đoạn', 'Câu mở đầu.', 'Câu cần hỏi lại.', 'Câu kết.']);
  expect(await chosen()).toBe('Câu cần hỏi lại.');
  await about.focus();
  await editor.keyboard.press('ArrowDown');
  expect(await chosen()).toBe('Câu kết.');
  await editor.keyboard.press('ArrowUp');
  await passage.getByLabel('Nội dung nhận xét').fill('Số này lấy ở đâu?');
  await passage.getByRole('button', { name: 'Gửi nhận xét' }).click();
  await expect(passage.locator('.comment-quote')).toHaveText('Câu cần hỏi lại.');

  // Read, not written: what is selected counts as well, and what is selected elsewhere does not.
  await open(editor, address);
  const read = editor.locator('.annotated', { hasText: 'Câu cần hỏi lại.' });
  await read.locator('.prose p', { hasText: 'Câu kết.' }).selectText();
  await read.getByRole('button', { name: 'Thêm nhận xét' }).click();
  expect(await read.getByLabel('Về').locator('option:checked').innerText()).toBe('Câu kết.');
  await read.getByRole('button', { name: 'Thôi' }).click();
  await editor.getByRole('heading', { level: 1 }).selectText();
  await read.getByRole('button', { name: 'Thêm nhận xét' }).click();
  expect(await read.getByLabel('Về').locator('option:checked').innerText()).toBe('Cả đoạn');
  await axe(editor, ['light']);
});

test('a cell is commented on', async ({ as }) => {
  const office = await as('office');
  await open(office, await reportOf(office, 'Trung tâm Dân số'));
  const figures = office.getByRole('complementary', { name: 'Nhận xét về số liệu' }).first();
  await figures.getByRole('button', { name: 'Nhận xét một ô' }).click();
  await figures.getByLabel('Cột').selectOption({ label: 'Kế hoạch năm' });
  await figures.getByLabel('Nội dung nhận xét').fill('Kế hoạch này lấy từ nghị quyết nào?');
  await figures.getByRole('button', { name: 'Gửi nhận xét' }).click();
  await expect(figures.locator('.comment-thread')).toContainText('Kế hoạch năm:');
  await expect(office.getByRole('link', { name: '1 nhận xét' })).toBeVisible();
});

test('a returned report stays in the sight of the office as it was received', async ({ as, problems }) => {
  test.setTimeout(90_000);
  problems.allow(/status of 403/);
  const [office, head, reader] = [await as('office'), await as('head.pdt'), await as('reader')];
  const address = await reportOf(office, 'Phòng Dân tộc');
  await open(office, address);
  await office.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
  await expect(office.getByRole('dialog')).toContainText('Cần điền.');
  await office.getByRole('dialog').getByLabel('Lý do').fill('Bổ sung số hộ');
  await office.getByRole('dialog').getByRole('button', { name: 'Trả lại', exact: true }).click();
  await expect(office.getByText('Đơn vị đang sửa lại.', { exact: false })).toBeVisible();
  await expect(office.locator('.annotated').first()).toBeVisible();
  await axe(office);
  await reader.goto(address);
  await expect(reader.getByText('chưa được công bố', { exact: false })).toBeVisible();

  await open(head, `${address}/history`);
  await expect(head.getByText('Lý do: Bổ sung số hộ')).toBeVisible();
  await open(head, address);
  await step(head, 'Gửi báo cáo');
  await open(office, address);
  await step(office, 'Tiếp nhận');
  await office.getByRole('button', { name: 'Mở lại', exact: true }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Mở lại', exact: true }).click();
  await expect(office.getByRole('dialog')).toContainText('Cần điền.');
  await office.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click();
  await step(office, 'Mở lại', 'Đính chính số hộ');
  await expect(office.getByText('Đã sửa 1 lần sau tiếp nhận')).toBeVisible();

  // Two versions that are the same are said to be.
  await open(head, `${address}/history`);
  await compare(head, 1, 2);
  await expect(head).toHaveURL(/from=1&to=2/);
  await expect(head.getByRole('heading', { name: 'Phiên bản 1 so với phiên bản 2' })).toBeVisible();
  await expect(head.getByText('Không có gì khác.')).toBeVisible();
  await alive(head);
  await head.getByLabel('Hiện cả phần không đổi').check();
  await head.getByRole('button', { name: 'So sánh', exact: true }).click();
  await expect(head.getByText('không đổi', { exact: true }).first()).toBeVisible();
  await axe(head);
});

test('a word and a figure that changed between two versions are shown, and brought back', async ({ as }) => {
  test.setTimeout(90_000);
  const [office, head] = [await as('office'), await as('head.pdt')];
  const address = await reportOf(head, 'Phòng Dân tộc');
  await giveBack(office, address);
  await open(head, `${address}/history`);
  const before = await newest(head);
  const actual = head.getByLabel('Thực hiện, DT02', { exact: true });
  await open(head, `${address}/edit`);
  await expect(head.locator('passage-writer:not([data-ready])')).toHaveCount(0);
  await expect(actual).toHaveValue('1.985/4.460');
  await actual.fill('2.100/4.460');
  await head.locator('.writer-text p', { hasText: 'có nhiều cố gắng.' }).click();
  await head.keyboard.press('End');
  for (const _ of 'cố gắng.') await head.keyboard.press('Backspace');
  await head.keyboard.type('tiến bộ.');
  // That something was saved may still be told of the figure.
  await expect.poll(async () => (await head.request.get(address)).text(), { timeout: 20_000 }).toContain('có nhiều tiến bộ.');
  await expect(head.locator('.save-state')).toHaveText(/^Đã lưu lúc/, { timeout: 20_000 });
  await open(head, address);
  await step(head, 'Gửi báo cáo');

  await open(head, `${address}/history`);
  await compare(head, before, before + 1);
  const words = head.locator('.diff-passage', { hasText: 'dân tộc' });
  const pieces = async (kind: 'del' | 'ins') => (await words.locator(kind).allTextContents()).join(' ');
  expect(await pieces('del')).toMatch(/cố.*gắng/);
  expect(await pieces('ins')).toMatch(/tiến.*bộ/);
  const row = head.getByRole('row', { name: /DT02/ });
  await expect(row.locator('del')).toHaveText('1.985/4.460');
  await expect(row.locator('ins')).toHaveText('2.100/4.460');
  await axe(head);

  // Sent, it is not written into; what was sent is no longer the unit's to bring back.
  await expect(head.getByRole('button', { name: /^Khôi phục/ })).toHaveCount(0);
  await open(office, address);
  await step(office, 'Trả lại', 'Dùng lại số cũ');
  await open(head, `${address}/history`);
  await head.getByRole('button', { name: `Khôi phục: phiên bản ${before}`, exact: true }).first().click();
  const dialog = head.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Khôi phục', exact: true }).click();
  await expect(dialog).toBeHidden();
  await open(head, `${address}/edit`);
  await expect(head.locator('passage-writer:not([data-ready])')).toHaveCount(0);
  await expect(actual).toHaveValue('1.985/4.460');
  await expect(head.locator('.writer-text p', { hasText: 'có nhiều cố gắng.' })).toBeVisible();
  await expect(head.locator('.writer-text', { hasText: 'tiến bộ' })).toHaveCount(0);
  await open(head, address);
  await expect(head.getByText('có nhiều cố gắng.', { exact: false }).first()).toBeVisible();
  await expect(head.getByRole('row', { name: /DT02/ }).first()).toContainText('1.985/4.460');
});

test('a step that is stale, another\'s, or after the lock is refused in words', async ({ as, server, problems }) => {
  problems.allow(/status of 4(03|09)/);
  const [office, editor, head] = [await as('office'), await as('editor.pdt'), await as('head.pdt')];
  const address = await reportOf(head, 'Phòng Dân tộc');
  await giveBack(office, address);
  const take = async (page: Page, name: string) => {
    const dialog = page.getByRole('dialog');
    if (!(await dialog.isVisible())) await page.getByRole('button', { name, exact: true }).click();
    await dialog.getByRole('button', { name, exact: true }).click();
    return dialog.getByRole('alert');
  };

  // The editor submits; the head has looked at the report as it was before.
  await open(head, address);
  await open(editor, address);
  await step(editor, 'Trình thủ trưởng');
  await expect(await take(head, 'Gửi báo cáo')).toHaveText('Người khác vừa sửa trước. Xem bản mới rồi chọn.');

  await editor.goto(`${address}/steps/send`);
  await expect(editor.getByText('Việc này của thủ trưởng đơn vị lập báo cáo.')).toBeVisible();
  const asked = (page: Page, step: string, seen: number) =>
    page.request.post('/api/fn/take_report_step', {
      data: { id: address.split('/')[2], step, reason: '', seen },
      headers: { origin: new URL(page.url()).origin },
    });
  const sheet = await head.request.post('/api/fn/show_report', {
    data: { id: address.split('/')[2] },
    headers: { origin: new URL(head.url()).origin },
  });
  const seen = ((await sheet.json()) as { report: { revision: number } }).report.revision;
  const refused = await asked(editor, 'send', seen);
  expect(refused.status()).toBe(403);
  expect((await refused.json()).message).toBe('Tài khoản này không có quyền làm việc đó.');
  expect((await asked(head, 'accept', seen)).status(), 'accepting is the office\'s').toBe(403);

  // The day of the lock passes while the head looks at the report.
  await open(head, address);
  lock(server, '2016-06-30');
  try {
    await expect(await take(head, 'Gửi báo cáo')).toHaveText('Kỳ báo cáo đã khóa.');
    await head.goto(`${address}/steps/send`);
    await expect(head.getByText('Kỳ báo cáo đã khóa.').first()).toBeVisible();
  } finally {
    lock(server, '2016-07-31');
  }
});

test('a task is told of within the report', async ({ as }) => {
  const editor = await as('editor.pyt');
  await editor.goto('/reports');
  const period = editor.locator('section', { has: editor.getByRole('heading', { name: '6 tháng cuối năm 2016' }) });
  const address = await period.getByRole('link', { name: 'Phòng Y tế' }).getAttribute('href');
  await open(editor, `${address}/edit`);
  await editor.getByRole('button', { name: /^Ghi tiến độ NV-/ }).first().click();
  await editor.getByRole('button', { name: 'Ghi tiến độ vào báo cáo' }).click();
  await expect(editor.getByText('Cần điền.').first()).toBeVisible();
  await editor.getByLabel('Tiến độ', { exact: true }).fill('Đã kiểm tra 7 cơ sở.');
  await editor.getByLabel('Mức hoàn thành (%)').fill('35');
  await editor.getByRole('button', { name: 'Ghi tiến độ vào báo cáo' }).click();
  await expect(editor.getByText('35%').first()).toBeVisible();
});

test('steps are taken without the program', { tag: '@only-nojs' }, async ({ as }) => {
  const office = await as('office');
  const address = await reportOf(office, 'Trung tâm Dân số');
  await office.goto(address);
  await office.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await expect(office).toHaveURL(/\/steps\/return/);
  await office.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await expect(office.getByText('Cần điền.')).toBeVisible();
  await office.getByLabel('Lý do').fill('Thiếu số liệu các xã, phường');
  await office.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await expect(office).toHaveURL(new RegExp(`${address}$`));
  await expect(office.getByText('Đơn vị đang sửa lại.', { exact: false })).toBeVisible();
  await office.goto(`${address}/steps/accept`);
  await expect(office.getByText('Đơn vị chưa gửi báo cáo nên chưa tiếp nhận được.')).toBeVisible();
  await office.goto(`${address}/history`);
  await office.getByLabel('Từ').selectOption('1');
  await office.getByRole('button', { name: 'So sánh', exact: true }).click();
  await expect(office.getByText('Không có gì khác.')).toBeVisible();
});

test('a phone reads comments and is offered nothing to write with', { tag: '@only-phone' }, async ({ as }) => {
  const office = await as('office');
  const address = await reportOf(office, 'Phòng Y tế');
  await office.goto(address);
  await expect(office.getByRole('button', { name: /nhận xét/i })).toHaveCount(0);
  await expect(office.getByRole('button', { name: 'Mở lại', exact: true })).toHaveCount(0);
  await office.goto(`${address}/steps/reopen`);
  await expect(office.getByText('chỉ để đọc', { exact: false }).first()).toBeVisible();
  await office.goto(`${address}/history`);
  const width = await office.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(office.viewportSize()!.width);
  await axe(office);
});
