import { alive, axe, expect, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'office' });

const PAGES: [who: string, path: string, heading: string][] = [
  ['office', '/', 'Việc của tôi'],
  ['editor.pgddt', '/', 'Việc của tôi'],
  ['chair', '/', 'Việc của tôi'],
  ['reader', '/periods', 'Kỳ báo cáo'],
  ['office', '/periods/2016-H1', '6 tháng đầu năm 2016'],
  ['reader', '/periods/2016-H1', '6 tháng đầu năm 2016'],
  ['reader', '/periods/2016-H1/consolidated', 'Báo cáo tổng hợp'],
  ['reader', '/tasks', 'Nhiệm vụ'],
  ['reader', '/sectors', 'Lĩnh vực'],
  ['chair', '/sectors/YT', 'Y tế, chăm sóc sức khỏe, an toàn thực phẩm'],
];

for (const [who, path, heading] of PAGES) {
  test(`${path} is fit to read for ${who}`, { tag: ['@tablet', '@phone'] }, async ({ as }) => {
    const page = await as(who);
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    // A phone widens its window to what does not fit, so it is held against the screen.
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(page.viewportSize()!.width);
    await axe(page);
  });
}

test('the office accepts a report, returns another with a reason, and consolidates', async ({ as }) => {
  const page = await as('office');
  await page.goto('/periods/2016-H1');
  await alive(page);
  const units = page.getByRole('region', { name: 'Ai đã gửi' });
  const row = (unit: string) => units.getByRole('row').filter({ hasText: unit });
  await row('Phòng Dân tộc').getByRole('button', { name: /^Tiếp nhận/ }).click();
  await expect(row('Phòng Dân tộc')).toContainText('đã tiếp nhận');

  await row('Trung tâm Dân số').getByRole('button', { name: /^Trả lại/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Trả lại' }).click();
  await expect(dialog).toContainText('Cần điền');
  await dialog.getByLabel('Lý do trả lại').fill('Thiếu số liệu các xã');
  await dialog.getByRole('button', { name: 'Trả lại' }).click();
  await expect(dialog).toBeHidden();
  await expect(row('Trung tâm Dân số')).toContainText('trả lại');

  await page.goto('/periods/2016-H1/consolidated');
  await alive(page);
  await page.getByRole('button', { name: /Đưa 7 báo cáo/ }).click();
  const health = page.locator('section').filter({ has: page.getByRole('heading', { name: /Y tế/ }) });
  await expect(health.getByRole('link', { name: 'Phòng Y tế' }).first()).toBeVisible();

  await health.getByRole('button', { name: 'Sửa câu' }).first().click();
  await health.getByLabel('Câu trong báo cáo tổng hợp').fill('Câu đã được văn phòng sửa.');
  await health.getByRole('button', { name: 'Ghi' }).click();
  await expect(health).toContainText('Câu đã được văn phòng sửa.');
  await expect(health).toContainText('đã sửa lời');
  await axe(page);

  const reader = await as('reader');
  await reader.goto('/periods/2016-H1/consolidated');
  await expect(reader.getByText('Câu đã được văn phòng sửa.')).toBeVisible();
  await expect(reader.getByRole('button', { name: 'Sửa câu' })).toHaveCount(0);
});

test('a unit tells of a task and the office closes it', async ({ as }) => {
  const editor = await as('editor.pyt');
  await editor.goto('/tasks?unit=PYT');
  await editor.getByRole('link', { name: /Tăng kiểm tra, giám sát/ }).click();
  await alive(editor);
  await editor.getByLabel('Tiến độ (%)').fill('120');
  await editor.getByRole('button', { name: 'Ghi cập nhật' }).click();
  await expect(editor.getByText('Không được lớn hơn 100.').first()).toBeVisible();
  await editor.getByLabel('Đã làm được gì').fill('Đã kiểm tra 12 cơ sở.');
  await editor.getByLabel('Tiến độ (%)').fill('60');
  await editor.getByRole('button', { name: 'Ghi cập nhật' }).click();
  await expect(editor.getByText('Đã kiểm tra 12 cơ sở.')).toBeVisible();
  await expect(editor.getByRole('button', { name: 'Đóng nhiệm vụ' })).toHaveCount(0);

  const office = await as('office');
  await office.goto(new URL(editor.url()).pathname);
  await alive(office);
  await expect(office.getByText('Đã kiểm tra 12 cơ sở.')).toBeVisible();
  await office.getByLabel('Kết quả, căn cứ đóng').fill('Đã có báo cáo kiểm tra.');
  await office.getByRole('button', { name: 'Đóng nhiệm vụ' }).click();
  await expect(office.getByText('đã hoàn thành').first()).toBeVisible();
  await axe(office);
});

test('the list of tasks is narrowed without the program', { tag: '@only-nojs' }, async ({ as }) => {
  const page = await as('reader');
  await page.goto('/tasks');
  await page.getByLabel('Lĩnh vực').selectOption('GD');
  await page.getByRole('button', { name: 'Lọc' }).click();
  await expect(page.getByText('NV-2016-02')).toBeVisible();
  await expect(page.getByText('NV-2016-04')).toHaveCount(0);
  await page.getByLabel('Tình trạng').selectOption('done');
  await page.getByRole('button', { name: 'Lọc' }).click();
  await expect(page.getByText('Không có nhiệm vụ nào khớp')).toBeVisible();
});

test('a phone is offered nothing to write with', { tag: '@only-phone' }, async ({ as }) => {
  const page = await as('office');
  await page.goto('/periods/2016-H1');
  await expect(page.getByRole('button', { name: /Tiếp nhận|Trả lại/ })).toHaveCount(0);
  await page.goto('/periods/2016-H1/consolidated');
  await expect(page.getByRole('button', { name: /Đưa .* vào/ })).toHaveCount(0);
});
