import { alive, axe, expect, type Page, test } from '../fixtures';

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
  await step(office, 'Mở lại', 'Đính chính số hộ');
  await expect(office.getByText('Đã sửa 1 lần sau tiếp nhận')).toBeVisible();

  // Two versions are compared, and one is restored.
  await open(head, `${address}/history`);
  await head.getByLabel('Từ').selectOption('1');
  await head.getByLabel('Đến').selectOption('2');
  await head.getByRole('button', { name: 'So sánh', exact: true }).click();
  await expect(head).toHaveURL(/from=1&to=2/);
  await expect(head.getByRole('heading', { name: 'Phiên bản 1 so với phiên bản 2' })).toBeVisible();
  await expect(head.getByText('Không có gì khác.')).toBeVisible();
  await alive(head);
  await head.getByLabel('Hiện cả phần không đổi').check();
  await head.getByRole('button', { name: 'So sánh', exact: true }).click();
  await expect(head.getByText('không đổi', { exact: true }).first()).toBeVisible();
  await axe(head);
  await alive(head);
  await head.getByRole('button', { name: 'Khôi phục: phiên bản 1', exact: true }).first().click();
  await head.getByRole('dialog').getByRole('button', { name: 'Khôi phục', exact: true }).click();
  await expect(head.getByText('Đã khôi phục.')).toBeVisible();
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
