import { alive, expect, type Page, signIn, test } from '../fixtures';
import { button, enter, NOBODY_THERE, published, shown, TABLET } from '../fixtures/room';

// Meetings of its own, so that no other test's agenda is in the way.
test.use({ data: 'offline' });

const PAPER = 'Dự thảo kế hoạch.pdf';
const TEXT = '%PDF-1.4\n';
const NOTE = 'Hỏi thêm về tiến độ.';

const note = (page: Page) => page.getByLabel('Ghi chú về nội dung đang xem');
const offline = (page: Page) => page.locator('[data-offline]');

/** The office publishes a meeting with a paper on its second item. */
async function withPaper(office: Page): Promise<string> {
  const meeting = await published(office);
  const row = office.locator('.plan-item').filter({ has: office.getByLabel('Nội dung 2', { exact: true }) });
  await row.getByText('Chi tiết nội dung 2').click();
  await row.locator('input[type=file]').setInputFiles({ name: PAPER, mimeType: 'application/pdf', buffer: Buffer.from(TEXT) });
  await row.getByRole('button', { name: 'Thêm tài liệu' }).click();
  await office.waitForURL(/#item-/);
  return meeting;
}

/** The addresses that the browser keeps. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    }
    return found;
  });

/** Waits until a meeting is there without network: both pages, the program and the paper. */
async function packed(page: Page, meeting: string): Promise<void> {
  const { pathname } = new URL(page.url());
  for (const path of [meeting, `${meeting}/live`, pathname]) await expect.poll(() => kept(page)).toContain(path);
  await expect.poll(() => kept(page)).toContainEqual(expect.stringMatching(/\/papers\//));
  await expect.poll(() => kept(page)).toContainEqual(expect.stringMatching(/\.wasm$/));
}

test('without network the room and the agenda stand there, and say since when', async ({ as, problems }) => {
  problems.allow(NOBODY_THERE);
  const meeting = await withPaper(await as('office'));
  const ana = await as('delegate.pgddt', TABLET);
  await enter(ana, `${meeting}/live`);
  await packed(ana, meeting);

  await ana.context().setOffline(true);
  await expect(offline(ana)).toContainText('Mất kết nối từ');
  const since = /Mất kết nối từ [^.]+/.exec(await offline(ana).innerText())![0];
  await ana.reload();
  await alive(ana);
  await expect(ana.locator('html')).toHaveAttribute('data-kept', /^\d+$/);
  await expect(offline(ana)).toContainText(since);

  await ana.locator('.rail-item').nth(1).click();
  await expect(shown(ana)).toHaveAttribute('data-shown', '2');
  // The page is left before the pause that keeps a note.
  await note(ana).fill(NOTE);
  await expect(ana.locator('[data-note]')).toContainText('Giữ trong máy này');

  // The agenda was not opened before: it came along.
  await ana.goto(meeting);
  await alive(ana);
  await expect(offline(ana)).toContainText('Mất kết nối từ');
  const paper = ana.getByRole('link', { name: PAPER });
  await expect(paper).toBeVisible();
  const read = await ana.evaluate(
    async path => {
      const answer = await fetch(path);
      return [answer.headers.get('content-type'), await answer.text()];
    },
    (await paper.getAttribute('href'))!,
  );
  expect(read).toEqual(['application/pdf', TEXT]);
  // From page to page as everywhere else.
  await ana.getByRole('link', { name: 'Vào phòng họp' }).click();
  await ana.waitForURL(`**${meeting}/live`);
  await expect(ana.locator('.rail-item').first()).toBeVisible();
  await alive(ana);

  await ana.context().setOffline(false);
  await expect(ana.locator('.live-link')).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
  await expect(offline(ana)).toHaveCount(0);
  await expect(ana.locator('html')).not.toHaveAttribute('data-kept');
  await ana.locator('.rail-item').nth(1).click();
  await expect(note(ana)).toHaveValue(NOTE);
  await expect(ana.locator('[data-note]')).toHaveText('Đã lưu.');
});

test('what happened meanwhile is caught up with by number', async ({ as, problems }) => {
  problems.allow(NOBODY_THERE);
  const meeting = await withPaper(await as('office'));
  const ana = await as('delegate.pgddt', TABLET);
  await enter(ana, `${meeting}/live`);
  await packed(ana, meeting);
  await ana.context().setOffline(true);
  await ana.reload();
  await alive(ana);

  const chair = await as('chair', TABLET);
  await enter(chair, `${meeting}/live`);
  await button(chair, 'Nhận điều hành trên máy này').click();
  await expect(button(chair, 'Nhận điều hành trên máy này')).toBeHidden();
  await button(chair, 'Bắt đầu').click();
  await button(chair, 'Tiếp').click();
  await expect(shown(chair)).toHaveAttribute('data-shown', '2');
  const seq = (await chair.locator('.live').getAttribute('data-seq'))!;
  expect(await ana.locator('.live').getAttribute('data-seq')).not.toBe(seq);

  await ana.context().setOffline(false);
  await expect(ana.locator('.live')).toHaveAttribute('data-seq', seq, { timeout: 20_000 });
  await expect(shown(ana)).toHaveAttribute('data-shown', '2');
});

test('who signs out leaves nothing of a meeting behind', async ({ as, visitor, server, problems }) => {
  problems.allow(NOBODY_THERE);
  problems.allow(/net::ERR_FAILED|status of 401/);
  const meeting = await withPaper(await as('office'));
  const context = await visitor();
  const page = await context.newPage();
  await signIn(page, 'delegate.pyt', server.password);
  await page.goto(meeting);
  await alive(page);
  await packed(page, meeting);
  await page.locator('.frame-tools details.menu > summary').last().click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.waitForURL(/\/login/);
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
  const heard = () => page.evaluate(() => Object.keys(localStorage).filter(it => it.startsWith('giaoban.heard.')));
  await expect.poll(heard).toEqual([]);

  await context.setOffline(true);
  await expect(page.goto(meeting)).rejects.toThrow(/net::ERR_/);
  await context.setOffline(false);
  await page.goto('/login');
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test('a session that has ended takes what was kept with it, and so does another person', async ({ as, visitor, server, problems }) => {
  problems.allow(NOBODY_THERE);
  problems.allow(/status of 401/);
  const meeting = await withPaper(await as('office'));
  const context = await visitor();
  const page = await context.newPage();
  await signIn(page, 'delegate.pyt', server.password);
  await page.goto(meeting);
  await alive(page);
  await packed(page, meeting);
  const owners = () =>
    page.evaluate(async () => {
      const found = new Set<string>();
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const it of await cache.keys()) found.add((await cache.match(it))?.headers.get('x-kept-for') ?? '');
      }
      return [...found].filter(Boolean);
    });
  const first = await owners();
  expect(first).toHaveLength(1);

  // Somebody else's session in the same browser, without the sign-in form between.
  const other = await as('delegate.pvhtt');
  await context.clearCookies();
  await context.addCookies(await other.context().cookies());
  await page.goto(meeting);
  await alive(page);
  await expect.poll(async () => (await owners()).filter(it => !first.includes(it))).toHaveLength(1);
  expect(await owners()).toHaveLength(1);

  await context.clearCookies();
  await page.goto(meeting);
  await page.waitForURL(/\/login/);
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
});
