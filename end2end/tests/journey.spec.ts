import { alive, axe, expect, type Page, type Server, test } from '../fixtures';
import { devices } from '@playwright/test';

// From the report that is owed to the task that the next report begins with, on one server.
test.use({ data: 'journey' });

const H1 = '6 tháng đầu năm 2016';
const H2 = '6 tháng cuối năm 2016';
const EDUCATION = 'Phòng Giáo dục và Đào tạo';
const REASON = 'Nêu rõ số trường đạt chuẩn quốc gia.';
const TITLE = 'Giao ban khối Văn hóa - Xã hội, thử từ đầu đến cuối';
const CONCLUSION = 'Tập trung công nhận thêm một trường đạt chuẩn quốc gia trong năm 2016.';
const PRODUCT = 'Quyết định công nhận trường đạt chuẩn';
const TABLET = { viewport: { width: 1180, height: 820 }, hasTouch: true };
const PHONE = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } };

const cell = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const noteOf = (page: Page, label: string) => cell(page, label).locator('xpath=ancestor::td').locator('.cell-note');
const saved = (page: Page) =>
  expect(page.locator('.save-state')).toHaveText(/^Đã lưu lúc \d\d:\d\d:\d\d$/, { timeout: 20_000 });
const unsaved = (page: Page) => page.getByText('Mất kết nối', { exact: false });
const shown = (page: Page) => page.locator('[data-shown]');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Takes a report's step through its dialog. */
async function step(page: Page, name: string, reason?: string): Promise<void> {
  await button(page, name).click();
  const dialog = page.getByRole('dialog');
  if (reason) await dialog.getByLabel('Lý do').fill(reason);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await alive(page);
}

async function enter(page: Page, path: string): Promise<void> {
  await open(page, path);
  await expect(page.locator('.live-link').first()).toHaveAttribute('data-state', 'live');
}

/** What a page offers to change something with, apart from what changes only how it is seen. */
const offered = (page: Page) =>
  page.locator('main').locator(
    'button:visible, input:visible:not([type=hidden]), textarea:visible, select:visible, [contenteditable]:visible',
  ).and(page.locator(':not(form[method=get] *)'));

async function fits(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(page.viewportSize()!.width);
}

/** The editor's form: typed with the keyboard, refused, kept, and kept through two kinds of silence. */
async function write(page: Page, server: Server): Promise<string> {
  await page.goto('/');
  const owed = page.getByRole('listitem').filter({ hasText: H1 }).filter({ hasText: 'hạn gửi' });
  await owed.getByRole('link', { name: /Bắt đầu soạn|Tiếp tục soạn/ }).click();
  await page.waitForURL(/\/reports\/[^/]+\/edit$/);
  await alive(page);
  const address = new URL(page.url()).pathname.replace(/\/edit$/, '');

  await cell(page, 'Thực hiện, GD11').focus();
  await page.keyboard.type('04');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'Thực hiện, GD12')).toBeFocused();
  await page.keyboard.type('03');
  await page.keyboard.press('ArrowUp');
  await expect(cell(page, 'Thực hiện, GD11')).toBeFocused();
  await saved(page);

  const refused: [label: string, typed: string, reason: RegExp][] = [
    ['Thực hiện, GD11', '12a', /Không phải là số/],
    ['Thực hiện, GD11', '-3', /Không nhận số âm/],
    ['Thực hiện, GD03', '101', /lớn hơn 100%/],
    ['Thực hiện, GD11', '7'.repeat(40), /Số quá dài/],
    ['Thực hiện, GD11', 'lan@backan.gov.vn', /Không phải là số/],
  ];
  for (const [label, typed, reason] of refused) {
    const before = await cell(page, label).inputValue();
    await cell(page, label).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(typed);
    await expect(noteOf(page, label)).toHaveText(reason);
    await page.keyboard.press('Tab');
    await expect(cell(page, label)).toHaveValue(typed);
    await expect(page.locator('.save-state')).not.toHaveText(/^Đã lưu/);
    await cell(page, label).fill(before);
    await saved(page);
  }
  await page.reload();
  await alive(page);
  await expect(cell(page, 'Thực hiện, GD11')).toHaveValue('4');
  await expect(cell(page, 'Thực hiện, GD12')).toHaveValue('3');

  // The server dies in the middle of a word.
  await button(page, 'Thêm đoạn').first().click();
  await page.keyboard.type('Toàn thành phố có 4 học sinh ');
  await server.kill('SIGKILL');
  await page.keyboard.type('đạt giải cấp quốc gia.');
  await expect(unsaved(page)).toBeVisible();
  await expect(page.locator('.save-state')).toHaveText(/chưa lưu/);
  await server.start();
  await saved(page);
  await expect(unsaved(page)).toBeHidden();

  await page.context().setOffline(true);
  await page.keyboard.type(' Giữ vững chất lượng.');
  await expect(unsaved(page)).toBeVisible();
  await page.context().setOffline(false);
  await saved(page);
  await expect(unsaved(page)).toBeHidden();
  await page.reload();
  await expect(page.getByText('Toàn thành phố có 4 học sinh đạt giải cấp quốc gia. Giữ vững chất lượng.')).toBeVisible();
  return address;
}

/** Gives the reason for each figure that is due and not there. */
async function explain(page: Page): Promise<void> {
  const empty = page.locator('td[data-state=missing] input');
  while ((await empty.count()) > 0) {
    const label = await empty.first().getAttribute('aria-label');
    await cell(page, label!.replace('Thực hiện', 'Lý do thiếu')).fill('Tổng kết cuối năm học');
  }
  await page.keyboard.press('Tab');
  await expect(page.locator('.save-state')).not.toHaveText(/chưa lưu|Đang lưu/);
}

test('from a report that is owed to the task that the next one begins with', async ({ as, problems, server }) => {
  test.setTimeout(300_000);
  problems.allow(/net::ERR_/);
  const [editor, head, office] = [await as('editor.pgddt'), await as('head.pgddt'), await as('office')];

  const report = await test.step('the editor writes', () => write(editor, server));

  await test.step('a figure with decimals is taken where the measure has them', async () => {
    const other = await as('editor.hctd');
    await other.goto('/');
    await other.getByRole('listitem').filter({ hasText: H1 }).getByRole('link', { name: /soạn/ }).first().click();
    await other.waitForURL(/\/edit$/);
    await alive(other);
    await cell(other, 'Thực hiện, CT03').fill('1.234,5');
    await saved(other);
    await expect(noteOf(other, 'Thực hiện, CT03')).toBeEmpty();
    await other.reload();
    await expect(cell(other, 'Thực hiện, CT03')).toHaveValue('1.234,5');
    await other.context().close();
  });

  await test.step('the head returns it with a reason, then sends it', async () => {
    await open(editor, `${report}/edit`);
    await explain(editor);
    await step(editor, 'Trình thủ trưởng');
    await head.goto('/');
    await head.getByRole('link', { name: 'Xem và gửi' }).first().click();
    await expect(head).toHaveURL(new RegExp(`${report}$`));
    await alive(head);
    await step(head, 'Trả lại', REASON);
    await editor.goto('/');
    await expect(editor.getByText(`Bị trả lại: ${REASON}`)).toBeVisible();
    await open(editor, `${report}/edit`);
    await expect(editor.getByText(REASON)).toBeVisible();
    await editor.getByLabel(/^Nội dung đoạn/).last().fill('Có thêm 01 trường đạt chuẩn quốc gia.');
    await saved(editor);
    await step(editor, 'Trình thủ trưởng');
    await open(head, report);
    await step(head, 'Gửi báo cáo');
  });

  await test.step('the office accepts and consolidates', async () => {
    await open(office, '/periods/2016-H1');
    const row = office.getByRole('row').filter({ hasText: EDUCATION }).first();
    await expect(row).toContainText('đã gửi');
    await expect(row).toContainText(/gửi chậm \d+ ngày/);
    await expect(office.getByRole('table').last().getByRole('row')).toHaveCount(16);
    await row.getByRole('button', { name: /^Tiếp nhận/ }).click();
    await expect(row).toContainText('đã tiếp nhận');

    await office.getByRole('link', { name: 'Báo cáo tổng hợp' }).click();
    await office.waitForURL(/consolidated$/);
    await office.getByRole('button', { name: /^Đưa \d+ báo cáo đã tiếp nhận vào/ }).click();
    const sentence = office.locator('section li').filter({ hasText: 'Có thêm 01 trường đạt chuẩn quốc gia.' });
    await expect(sentence.getByRole('link', { name: EDUCATION })).toHaveAttribute('href', new RegExp(`^${report}`));
    const unsourced = office.locator('section.card > ul > li').filter({ hasNot: office.locator('a[href^="/reports/"]') });
    await expect(unsourced).toHaveCount(0);
  });

  const meeting = await test.step('the office lays out the agenda', async () => {
    await open(office, '/meetings?period=2016-H1');
    await office.getByLabel('Tên hội nghị').fill(TITLE);
    await office.getByLabel('Ngày họp').fill('2027-01-12');
    await office.getByLabel('Giờ bắt đầu').fill('08:30');
    await button(office, 'Lập chương trình').click();
    await office.waitForURL(/\/plan$/);
    const items = office.locator('ol.agenda > li');
    await expect(items).toHaveCount(18);
    const title = (number: number) => office.getByLabel(`Nội dung ${number}`, { exact: true });
    await expect(title(1)).toHaveValue(/Khai mạc/);
    await expect(title(17)).toHaveValue(/Thảo luận/);
    await expect(title(18)).toHaveValue(/Kết luận/);
    const third = await title(3).inputValue();
    await button(office, 'Chuyển nội dung 3 lên').click();
    await expect(title(2)).toHaveValue(third);
    await button(office, 'Chuyển nội dung 2 xuống').click();
    await expect(title(3)).toHaveValue(third);
    await office.getByLabel('Số phút 3', { exact: true }).fill('12');
    await office.keyboard.press('Tab');
    await expect(office.locator('.save-state')).toHaveText(/^Đã lưu lúc/);
    await button(office, 'Công bố').click();
    await expect(office.getByText('Đã công bố')).toBeVisible();
    await office.reload();
    await expect(office.getByLabel('Số phút 3', { exact: true })).toHaveValue('12');
    return new URL(office.url()).pathname.replace(/\/plan$/, '');
  });

  const chair = await as('chair', TABLET);
  const delegate = await as('delegate.pgddt', TABLET);
  const screen = await as('reader');
  const education = await test.step('the chair begins, and everyone follows', async () => {
    await enter(chair, `${meeting}/live`);
    await button(chair, 'Bắt đầu').click();
    await expect(button(chair, 'Tiếp')).toBeVisible();
    await enter(delegate, `${meeting}/live`);
    await enter(screen, `${meeting}/screen`);
    const item = chair.locator('.rail-item').filter({ hasText: /Giáo dục/ });
    const number = await item.getAttribute('data-item');
    await item.click();
    await button(chair, 'Mở nội dung này').click();
    for (const page of [chair, delegate, screen]) {
      await expect(shown(page)).toHaveAttribute('data-shown', number!, { timeout: 2_000 });
    }
    const card = delegate.getByRole('main');
    await expect(card).toContainText('Có thêm 01 trường đạt chuẩn quốc gia.');
    await expect(card.locator('svg[role=img]:visible, figure svg:visible').first()).toBeVisible();
    await expect(card.getByRole('link', { name: /NV-2016-/ }).first()).toBeVisible();
    await axe(chair);
    await fits(chair);
    return number!;
  });

  await test.step('a delegate without a network catches up by itself', async () => {
    await delegate.context().setOffline(true);
    await button(chair, 'Tiếp').click();
    const next = String(Number(education) + 1);
    await expect(shown(chair)).toHaveAttribute('data-shown', next);
    await expect(shown(screen)).toHaveAttribute('data-shown', next);
    await delegate.context().setOffline(false);
    await expect(shown(delegate)).toHaveAttribute('data-shown', next, { timeout: 20_000 });
    await button(chair, 'Trước').click();
    await expect(shown(delegate)).toHaveAttribute('data-shown', education);
  });

  const code = await test.step('the secretary words a conclusion and makes it a task', async () => {
    const secretary = await as('secretary');
    await enter(secretary, `${meeting}/live`);
    await expect(shown(secretary)).toHaveAttribute('data-shown', education);
    await secretary.locator('textarea[id^=wording]').fill(CONCLUSION);
    await secretary.locator('section').getByRole('button', { name: 'Ghi kết luận' }).click();
    for (const page of [secretary, chair, delegate, screen]) {
      await expect(page.locator('.conclusion').filter({ hasText: CONCLUSION })).toBeVisible();
    }
    await button(secretary, 'Giao nhiệm vụ').first().click();
    const dialog = secretary.getByRole('dialog');
    const field = (name: string) => dialog.locator(`[name=${name}]`);
    await field('title').fill('');
    await field('due_on').fill('');
    await field('lead').selectOption('');
    await dialog.locator('button[type=submit]').click();
    for (const name of ['title', 'lead', 'due_on', 'product', 'responsibility']) {
      await expect(field(name)).toHaveAttribute('aria-invalid', 'true');
    }
    await field('product').fill(PRODUCT);
    await dialog.locator('button[type=submit]').click();
    await expect(field('title')).toHaveAttribute('aria-invalid', 'true');
    await expect(field('product')).toHaveValue(PRODUCT);
    await field('title').fill('Lập hồ sơ công nhận trường đạt chuẩn quốc gia');
    await field('lead').selectOption({ label: EDUCATION });
    await field('due_on').fill('2016-12-14');
    await field('responsibility').fill('Trưởng phòng Giáo dục và Đào tạo');
    await dialog.locator('button[type=submit]').click();
    await expect(dialog).toBeHidden();
    const task = chair.locator('.conclusion').getByRole('link', { name: /NV-2016-/ });
    await expect(task).toBeVisible();
    return /NV-2016-\d+/.exec(await task.innerText())![0];
  });

  await test.step('the chair ends it, and the minutes tell it', async () => {
    await button(chair, 'Kết thúc').click();
    await chair.getByRole('dialog').getByRole('button', { name: 'Kết thúc' }).click();
    await chair.getByRole('link', { name: 'Biên bản' }).click();
    const minutes = chair.getByRole('article');
    await expect(minutes).toContainText(CONCLUSION);
    await expect(minutes).toContainText(PRODUCT);
    await expect(minutes.getByRole('link', { name: code })).toBeVisible();
    await axe(chair);
  });

  await test.step('a phone reads it all and changes nothing', async () => {
    const phone = await as('reader', PHONE);
    for (const path of ['/', meeting, report, '/indicators/GD01?period=2016-H1', '/sectors/GD', `${meeting}/minutes`]) {
      await phone.goto(path);
      await expect(phone.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(offered(phone), `${path} offers something to write`).toHaveCount(0);
      await fits(phone);
    }
    await expect(phone.getByRole('article')).toContainText(CONCLUSION);
    await phone.goto(report);
    await expect(phone.getByText('Có thêm 01 trường đạt chuẩn quốc gia.')).toBeVisible();
    await phone.goto('/sectors/GD');
    await expect(phone.locator('figure svg:visible').first()).toBeVisible();

    // The one who may write from a desk may not from here.
    const writer = await as('editor.pgddt', PHONE);
    const refused = await writer.request.post('/api/fn/save_cells', {
      data: { id: report.split('/').pop(), edits: [] },
      headers: { origin: server.url },
    });
    expect(refused.status()).toBe(403);
    expect(await refused.text()).toContain('chỉ để đọc');
  });

  await test.step('the next report begins with the task', async () => {
    await editor.goto('/reports');
    const next = editor.locator('section', { has: editor.getByRole('heading', { name: H2 }) });
    await next.getByRole('link', { name: EDUCATION }).click();
    await editor.waitForURL(/\/reports\/[^/]+$/);
    await open(editor, `${new URL(editor.url()).pathname}/edit`);
    const task = editor.getByRole('row').or(editor.getByRole('listitem')).filter({ hasText: code });
    await expect(task.getByRole('link', { name: 'Lập hồ sơ công nhận trường đạt chuẩn quốc gia' })).toBeVisible();
  });
});

