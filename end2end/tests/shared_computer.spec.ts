import { alive, expect, type Page, signIn, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'shared computer' });

const EDUCATION = 'Phòng Giáo dục và Đào tạo';

async function formOf(page: Page): Promise<string> {
  await page.goto('/reports');
  const period = page.locator('section', { has: page.getByRole('heading', { name: '6 tháng đầu năm 2016' }) });
  return `${await period.getByRole('link', { name: EDUCATION }).getAttribute('href')}/edit`;
}

const saved = (page: Page) =>
  expect(page.locator('.save-state')).toHaveText(/^Đã lưu lúc \d\d:\d\d:\d\d$/, { timeout: 20_000 });

async function write(page: Page, text: string): Promise<void> {
  await page.goto(await formOf(page));
  await alive(page);
  await expect(page.locator('passage-writer:not([data-ready])')).toHaveCount(0);
  const before = await page.locator('passage-writer').count();
  await page.getByRole('button', { name: 'Thêm đoạn' }).first().click();
  await expect(page.locator('passage-writer')).toHaveCount(before + 1);
  await page.keyboard.type(text);
}

async function signOut(page: Page): Promise<void> {
  await page.locator('.frame-tools details.menu > summary').last().click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.waitForURL(/\/login/);
}

/** What the browser keeps of reports: copies of the text, and notes of what it owes. */
const copies = (page: Page) =>
  page.evaluate(async () =>
    (await indexedDB.databases()).map(it => it.name ?? '').filter(it => it.startsWith('giaoban/')),
  );
const notes = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter(it => it.startsWith('giaoban/')));

test('what was written is gone from the computer once its writer has signed out', async ({ visitor, server, problems }) => {
  // What the page says last may come after the session has ended.
  problems.allow(/status of 401/);
  const page = await (await visitor()).newPage();
  await signIn(page, 'editor.pgddt', server.password);
  await write(page, 'Viết trên máy dùng chung.');
  await saved(page);
  expect(await copies(page)).toHaveLength(1);
  await signOut(page);
  await expect.poll(() => copies(page)).toEqual([]);
  await expect.poll(() => notes(page)).toEqual([]);
});

test('whoever signs in next finds nothing of the one before, who never signed out', async ({ visitor, server }) => {
  const context = await visitor();
  const page = await context.newPage();
  await signIn(page, 'editor.pgddt', server.password);
  await write(page, 'Quên đăng xuất.');
  await saved(page);
  await page.goto('/');
  await context.clearCookies();
  await signIn(page, 'head.pgddt', server.password);
  await expect.poll(() => copies(page)).toEqual([]);
});

test('what the server does not have yet stays for its writer, and goes once it is sent', async ({ visitor, server, problems }) => {
  // Signed out, the page may ask once more for what others wrote.
  problems.allow(/net::ERR_|status of 401/);
  const context = await visitor();
  const page = await context.newPage();
  page.on('dialog', dialog => void dialog.accept());
  await signIn(page, 'editor.pgddt', server.password);
  await write(page, 'Đã gửi. ');
  await saved(page);
  await page.route('**/reports/*/document', route =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await page.keyboard.type('Chưa gửi được.');
  await expect(page.locator('.save-state')).toHaveText(/chưa lưu/);
  await signOut(page);
  await page.unroute('**/reports/*/document');
  await signIn(page, 'head.pgddt', server.password);
  await page.goto('/reports');
  expect(await copies(page)).toHaveLength(1);

  await context.clearCookies();
  await signIn(page, 'editor.pgddt', server.password);
  await page.goto(await formOf(page));
  await alive(page);
  await expect(page.locator('.writer-text').filter({ hasText: 'Đã gửi. Chưa gửi được.' })).toBeVisible();
  await saved(page);
  await signOut(page);
  await expect.poll(() => copies(page)).toEqual([]);
  await expect.poll(() => notes(page)).toEqual([]);
});

test('a tab that is still open keeps its copy until it is closed', async ({ visitor, server, problems }) => {
  problems.allow(/status of 401/);
  const context = await visitor();
  const page = await context.newPage();
  await signIn(page, 'editor.pgddt', server.password);
  await write(page, 'Thẻ còn mở.');
  await saved(page);
  const other = await context.newPage();
  await other.goto('/');
  await signOut(other);
  await expect(page.getByText('Phiên làm việc đã hết', { exact: false })).toBeVisible();
  expect(await copies(other)).toHaveLength(1);
  await page.close();
  await other.reload();
  await expect.poll(() => copies(other)).toEqual([]);
});
