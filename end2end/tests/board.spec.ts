import { axe, expect, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'board' });

const BOARD = '/periods/2016-H1';

test('the board tells who is missing and what of each report is there', { tag: ['@tablet', '@phone'] }, async ({ as }) => {
  const page = await as('office');
  await page.goto(BOARD);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('6 tháng đầu năm 2016');
  const units = page.getByRole('region', { name: 'Ai đã gửi' });
  await expect(units.getByRole('row')).toHaveCount(12);
  await page.getByRole('navigation', { name: 'Lọc đơn vị' }).getByRole('link', { name: /Chưa gửi/ }).click();
  await expect(page).toHaveURL(/show=missing/);
  await expect(units.getByRole('row')).toHaveCount(4);
  await expect(units).toContainText('Phòng Giáo dục và Đào tạo');
  const matrix = page.getByRole('region', { name: 'Đơn vị và lĩnh vực' });
  await expect(matrix.getByRole('columnheader', { name: 'GD', exact: true })).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(page.viewportSize()!.width);
  await axe(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải bảng tiến độ (.xlsx)' }).click();
  expect((await coming).suggestedFilename()).toBe('tien-do-2016-H1.xlsx');
});

test('the office reminds those missing, once a day', { tag: '@nojs' }, async ({ as }, info) => {
  const scripted = info.project.name !== 'no-js';
  const page = await as('office');
  await page.goto(BOARD);
  const before = await page.getByRole('status').first().textContent();
  expect(before ?? '').not.toContain('Đã nhắc');
  await page.getByRole('button', { name: /Nhắc đơn vị chưa gửi \(3\)/ }).click();
  // The same test runs with and without the program, on one day of one office.
  await expect(page.getByRole('status').filter({ hasText: /Đã nhắc 3 đơn vị, 6 người|Hôm nay đã nhắc rồi/ })).toBeVisible();
  await page.getByLabel(/Chọn để nhắc: Phòng Giáo dục/).check();
  await page.getByRole('button', { name: /Nhắc đơn vị chưa gửi/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Hôm nay đã nhắc rồi: Phòng Giáo dục và Đào tạo' })).toBeVisible();
  await page.getByRole('button', { name: 'Vẫn nhắc lại' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Đã nhắc 1 đơn vị, 2 người' })).toBeVisible();
  if (scripted) await axe(page);

  const editor = await as('editor.pgddt');
  await editor.goto('/');
  await editor.getByRole('link', { name: /Thông báo, \d+ chưa đọc/ }).click();
  await expect(editor.getByRole('heading', { level: 1 })).toHaveText('Thông báo');
  await expect(editor.getByText('Văn phòng nhắc: Phòng Giáo dục và Đào tạo chưa gửi báo cáo').first()).toBeVisible();
  if (scripted) await axe(editor);
  await editor.getByRole('main').getByRole('link', { name: /Văn phòng nhắc/ }).first().click();
  await expect(editor).toHaveURL(/\/reports\//);
  await editor.goto('/notices');
  await editor.getByRole('button', { name: 'Đánh dấu đã đọc tất cả' }).click();
  await expect(editor.getByRole('link', { name: 'Thông báo, 0 chưa đọc' })).toBeVisible();
});

test('the days before the deadline are the office’s to set', async ({ as }) => {
  const page = await as('office');
  await page.goto(BOARD);
  await page.getByText('Tự động nhắc trước hạn: 3, 1 ngày').click();
  await page.getByLabel('Nhắc trước hạn (ngày)').fill('năm');
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Ngày nhắc chưa đúng' })).toBeVisible();
  await page.getByText('Tự động nhắc trước hạn: 3, 1 ngày').click();
  await page.getByLabel('Nhắc trước hạn (ngày)').fill('5, 2');
  await page.getByRole('button', { name: 'Ghi', exact: true }).click();
  await expect(page.getByText('Tự động nhắc trước hạn: 5, 2 ngày')).toBeVisible();
});

test('a phone is reminded and reminds nobody', { tag: '@only-phone' }, async ({ as }) => {
  const page = await as('office');
  await page.goto(BOARD);
  await expect(page.getByRole('button', { name: /Nhắc|Vẫn nhắc/ })).toHaveCount(0);
  await page.goto('/notices');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thông báo');
  await expect(page.getByRole('button', { name: /đã đọc/ })).toHaveCount(0);
  await axe(page);
});
