import { alive, axe, expect, type Page, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'consolidate' });

const REPORT = '/periods/2016-H1/consolidated';

const sector = (page: Page, name: RegExp) =>
  page.locator('section.card').filter({ has: page.getByRole('heading', { level: 2, name }) });

test.describe.configure({ mode: 'serial' });

test('a sector is drafted by rule, and taken back', { tag: '@tablet' }, async ({ as }) => {
  const page = await as('office');
  await page.goto(REPORT);
  await alive(page);
  const health = sector(page, /Y tế/);
  await health.getByText(/Đề xuất bản đầu/).click();
  await expect(health.locator('.proposal')).toContainText('tính từ số liệu');
  await expect(health.locator('.proposal')).toContainText('Trong kỳ,');
  await axe(page);
  await health.getByRole('button', { name: 'Lấy đề xuất này' }).click();
  await expect(health.locator('li.sentence').first()).toContainText('Trong kỳ,');
  await expect(health.getByText(/Đề xuất bản đầu/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Hoàn tác lần lấy vừa rồi' }).click();
  await expect(health.locator('li.sentence')).toHaveCount(0);
  await health.getByText('Số liệu từng đơn vị').click();
  await expect(health.getByRole('region', { name: 'Số liệu từng đơn vị' })).toContainText('1/1 đơn vị');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(page.viewportSize()!.width);
});

test('a passage is taken whole and led back to from its report', async ({ as }) => {
  const page = await as('office');
  await page.goto(REPORT);
  await alive(page);
  const health = sector(page, /Y tế/);
  await health.getByRole('button', { name: /Lấy cả đoạn/ }).first().click();
  await expect(health.locator('li.sentence').first()).toBeVisible();
  await health.locator('li.sentence').first().getByRole('link', { name: 'Phòng Y tế' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Phòng Y tế');
  await page.getByRole('link', { name: /Đã đưa vào báo cáo tổng hợp/ }).first().click();
  await expect(page).toHaveURL(/consolidated#passage-/);
  await expect(page.locator('li.sentence').first()).toBeVisible();
});

test('two who reword one sentence: the second is told and keeps the words', async ({ as, problems }) => {
  problems.allow(/status of 409/);
  const [one, other] = [await as('office'), await as('office')];
  for (const page of [one, other]) {
    await page.goto(REPORT);
    await alive(page);
    await sector(page, /Y tế/).getByRole('button', { name: 'Sửa câu' }).first().click();
  }
  const field = (page: Page) => sector(page, /Y tế/).getByLabel('Câu trong báo cáo tổng hợp');
  await field(one).fill('Lời của người thứ nhất.');
  await sector(one, /Y tế/).getByRole('button', { name: 'Ghi' }).click();
  await expect(sector(one, /Y tế/).locator('li.sentence').first()).toContainText('Lời của người thứ nhất.');
  await field(other).fill('Lời của người thứ hai.');
  await sector(other, /Y tế/).getByRole('button', { name: 'Ghi' }).click();
  await expect(other.getByRole('alert').filter({ hasText: 'Người khác vừa sửa trước' })).toBeVisible();
  await expect(field(other)).toHaveValue('Lời của người thứ hai.');
  await other.getByRole('button', { name: 'Xem bản mới' }).click();
  await expect(sector(other, /Y tế/).locator('li.sentence').first()).toContainText('Lời của người thứ nhất.');
  await expect(field(other)).toHaveValue('Lời của người thứ hai.');
  await sector(other, /Y tế/).getByRole('button', { name: 'Ghi' }).click();
  await expect(sector(other, /Y tế/).locator('li.sentence').first()).toContainText('Lời của người thứ hai.');
  await expect(sector(other, /Y tế/)).toContainText('đã sửa lời');
});

test('a reader reads the document and is offered nothing to take', { tag: '@phone' }, async ({ as }) => {
  const page = await as('reader');
  await page.goto(REPORT);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Báo cáo tổng hợp');
  await expect(page.getByRole('button', { name: /Lấy|Hoàn tác|Sửa câu/ })).toHaveCount(0);
  await expect(page.getByText('Đoạn của các đơn vị')).toHaveCount(0);
  await axe(page);
});
