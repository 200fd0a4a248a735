import { alive, axe, expect, type Page, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'left behind' });

const EDUCATION = 'Phòng Giáo dục và Đào tạo';
const saved = (page: Page) =>
  expect(page.locator('.save-state')).toHaveText(/^Đã lưu lúc \d\d:\d\d:\d\d$/, { timeout: 20_000 });

/** Waits until the browser has written down what it was given: a reader waits for the writers before it. */
const writtenDown = (page: Page) =>
  page.evaluate(async () => {
    const name = (await indexedDB.databases()).map(it => it.name ?? '').find(it => it.startsWith('giaoban/'))!;
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    await new Promise(done => {
      const read = database.transaction('updates').objectStore('updates').count();
      read.onsuccess = done;
    });
    database.close();
  });

test('what was typed without a network is not lost from sight when the report has moved on', async ({ as, problems }) => {
  test.setTimeout(90_000);
  problems.allow(/net::ERR_|status of 409/);
  const [page, head] = [await as('editor.pgddt'), await as('head.pgddt')];
  await page.goto('/reports');
  const period = page.locator('section', { has: page.getByRole('heading', { name: '6 tháng đầu năm 2016' }) });
  const address = (await period.getByRole('link', { name: EDUCATION }).getAttribute('href'))!;
  await page.goto(`${address}/edit`);
  await alive(page);
  await expect(page.locator('passage-writer:not([data-ready])')).toHaveCount(0);
  const before = await page.locator('passage-writer').count();
  await page.getByRole('button', { name: 'Thêm đoạn' }).first().click();
  await expect(page.locator('passage-writer')).toHaveCount(before + 1);
  await page.keyboard.type('Kịp giờ.');
  await saved(page);
  const empty = page.locator('td[data-state=missing] input');
  while ((await empty.count()) > 0) {
    const label = await empty.first().getAttribute('aria-label');
    await page.getByLabel(label!.replace('Thực hiện', 'Lý do thiếu'), { exact: true }).fill('Chưa có');
  }
  await page.keyboard.press('Tab');
  await saved(page);

  const context = page.context();
  await context.setOffline(true);
  await page.locator('.writer-text', { hasText: 'Kịp giờ.' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Trễ giờ.');
  await page.getByLabel('Thực hiện, GD11', { exact: true }).fill('77');
  await expect(page.getByText('Mất kết nối từ', { exact: false })).toBeVisible();
  await writtenDown(page);
  const report = address.split('/')[2];
  await head.goto('/');
  const told = (path: string, data: object) =>
    head.request.post(`/api/fn/${path}`, { data, headers: { origin: new URL(head.url()).origin } });
  const sheet = (await (await told('show_report', { id: report })).json()) as { report: { revision: number } };
  const step = await told('take_report_step', { id: report, step: 'submit', reason: '', seen: sheet.report.revision });
  expect(step.status(), await step.text()).toBe(200);
  await page.close();
  await context.setOffline(false);

  const again = await context.newPage();
  await again.goto(`${address}/edit`);
  await alive(again);
  await expect(again.getByText('Báo cáo này không sửa được', { exact: false })).toBeVisible();
  await expect(again.locator('.card', { hasText: 'Còn giữ trên máy này' })).toContainText('77');
  // The words are the server's to keep, and are shown apart.
  await expect(again.getByText('Phần đó không mất', { exact: false })).toBeVisible({ timeout: 20_000 });
  await expect(again.locator('.writer-late')).toContainText('Trễ giờ.');
  await axe(again);

  await again.getByRole('button', { name: /^Bỏ: GD11/ }).click();
  await expect(again.getByText('Còn giữ trên máy này', { exact: false })).toBeHidden();
  await again.reload();
  await alive(again);
  await expect(again.getByText('Báo cáo này không sửa được', { exact: false })).toBeVisible();
  await expect(again.getByText('Còn giữ trên máy này', { exact: false })).toBeHidden();
});
