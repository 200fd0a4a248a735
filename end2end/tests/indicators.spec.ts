import { axe, expect, test } from '../fixtures';

// It saves views and plans a meeting.
test.use({ data: 'indicators' });

const CASES = '/compare?indicator=YT05&unit=all&period=2015-H1&period=2016-H1';

test('the list is narrowed by words without marks, by unit and by status', { tag: ['@nojs', '@phone', '@tablet'] }, async ({ as }, info) => {
  const page = await as('reader');
  await page.goto('/indicators?period=2016-H1');
  await page.getByLabel('Tìm theo tên hoặc mã').fill('truyen nhiem');
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await expect(page).toHaveURL(/words=truyen/);
  await expect(page.locator('.gauge[data-key="YT05"]')).toBeVisible();
  await expect(page.locator('.gauge[data-key="YT01"]')).toHaveCount(0);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(page.viewportSize()!.width);
  if (info.project.name !== 'no-js') await axe(page);
});

test('a figure leads to its report, version and writer in one step', { tag: ['@nojs', '@phone'] }, async ({ as }) => {
  const page = await as('reader');
  await page.goto('/indicators/YT05?period=2016-H1&unit=PYT');
  await page.getByRole('link', { name: 'Xem nguồn số liệu' }).click();
  await expect(page).toHaveURL(/\/reports\/.+\/figures\/YT05/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('6 tháng đầu năm 2016');
  await expect(page.getByText('Phiên bản báo cáo')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Lịch sử số liệu' })).toBeVisible();
});

test('a mark of a chart is read by the keyboard and leads to its figure', async ({ as }) => {
  const page = await as('reader');
  await page.goto(CASES);
  const chart = page.getByRole('application').first();
  await chart.focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('status').filter({ hasText: '152' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/(indicators\/YT05|reports\/.+\/figures\/YT05)/);
});

test('a comparison is kept by its address and can be taken along', { tag: ['@nojs', '@phone', '@tablet'] }, async ({ as }, info) => {
  const page = await as('reader');
  await page.goto('/compare');
  await page.getByLabel('Chỉ tiêu', { exact: true }).selectOption(['YT05', 'YT08']);
  await page.getByLabel('Đơn vị', { exact: true }).selectOption(['below']);
  await page.getByLabel('Kỳ', { exact: true }).selectOption(['2016-H1']);
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await expect(page).toHaveURL(/indicator=YT05&indicator=YT08&unit=below&period=2016-H1/);
  await expect(page.locator('svg.chart-matrix:visible')).toHaveCount(1);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(page.viewportSize()!.width);
  if (info.project.name !== 'no-js') await axe(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'XLSX' }).click();
  expect((await coming).suggestedFilename()).toBe('so-sanh.xlsx');
});

test('a view is saved, and an agenda shows it', async ({ as }) => {
  const page = await as('office');
  await page.goto(CASES);
  const name = `Ca bệnh ${Date.now()}`;
  await page.getByLabel('Tên khung nhìn').fill(name);
  await page.getByLabel('Ai dùng được').selectOption('all');
  await page.getByRole('button', { name: 'Lưu khung nhìn' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Đã lưu.' })).toBeVisible();
  await expect(page.getByRole('link', { name })).toBeVisible();

  await page.goto('/meetings');
  await page.getByRole('button', { name: /Chuẩn bị hội nghị|Lập chương trình/ }).first().click();
  await expect(page).toHaveURL(/\/plan$/);
  const item = page.locator('.agenda-item').nth(1);
  await item.locator('.plan-more > summary').click();
  await item.getByLabel('Đưa khung nhìn đã lưu vào nội dung này').selectOption({ label: name });
  await expect(item.locator('[data-item-views] .badge')).toContainText(name);
  await page.getByRole('link', { name: 'Xem chương trình' }).or(page.getByRole('link', { name: /chương trình/i })).first().click();
  const more = page.locator('.agenda-item').nth(1).locator('details');
  await more.locator('summary').first().click();
  await expect(more.locator('[data-item-view]')).toContainText(name);
  await axe(page);
});
