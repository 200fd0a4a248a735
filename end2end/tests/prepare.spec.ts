import { alive, axe, expect, type Page, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'prepare' });

type As = (username: string) => Promise<Page>;

/** The office lays out an agenda for the half-year; answers with its plan. */
async function planned(as: As): Promise<Page> {
  const office = await as('office');
  await office.goto('/meetings?period=2016-H1');
  await alive(office);
  await office.getByRole('button', { name: 'Lập chương trình' }).click();
  await office.waitForURL(/\/plan$/);
  return office;
}

const address = (plan: Page) => new URL(plan.url()).pathname.replace(/\/plan$/, '');
const row = (page: Page, number: string) =>
  page.locator('.plan-item').filter({ has: page.getByLabel(`Nội dung ${number}`, { exact: true }) });
const kept = (page: Page) => expect(page.locator('.save-state')).toContainText('Đã lưu lúc');

async function publish(plan: Page): Promise<void> {
  await plan.getByRole('button', { name: 'Công bố' }).click();
  await expect(plan.getByText('Đã công bố')).toBeVisible();
}

test('items are moved and nested by keyboard, and the focus goes along', { tag: '@tablet' }, async ({ as }) => {
  const plan = await planned(as);
  const title = await plan.getByLabel('Nội dung 3', { exact: true }).inputValue();
  const up = plan.getByRole('button', { name: 'Chuyển nội dung 3 lên' });
  await up.focus();
  await plan.keyboard.press('Enter');
  await expect(plan.getByLabel('Nội dung 2', { exact: true })).toHaveValue(title);
  await expect(plan.getByRole('button', { name: 'Chuyển nội dung 2 lên' })).toBeFocused();
  await expect(plan.getByRole('status').filter({ hasText: `${title} giờ là nội dung 2` })).toHaveCount(1);
  // The first takes up the last conclusions and stays the first.
  await expect(plan.getByRole('button', { name: 'Chuyển nội dung 2 lên' })).toHaveAttribute('aria-disabled', 'true');

  await plan.getByRole('button', { name: 'Đưa nội dung 3 vào trong nội dung trước' }).click();
  await expect(plan.getByLabel('Nội dung 2.1', { exact: true })).toBeVisible();
  await expect(row(plan, '2')).toContainText('phút, cộng từ các nội dung bên trong');
  await axe(plan);
  await plan.getByRole('button', { name: 'Đưa nội dung 2.1 ra ngoài' }).click();
  await expect(plan.getByLabel('Nội dung 2.1', { exact: true })).toHaveCount(0);

  // Two quick presses are two steps, not a conflict with oneself.
  const fifth = await plan.getByLabel('Nội dung 5', { exact: true }).inputValue();
  await row(plan, '5').getByRole('button', { name: /lên$/ }).dblclick();
  await expect(plan.getByLabel('Nội dung 3', { exact: true })).toHaveValue(fifth);
  await kept(plan);
});

test('an item is dragged to where another stands', async ({ as }) => {
  const plan = await planned(as);
  const title = await plan.getByLabel('Nội dung 2', { exact: true }).inputValue();
  // Both stand in sight, and a browser begins to drag once the pointer has moved some way.
  const handle = (number: string) => row(plan, number).locator('.plan-handle');
  await handle('2').evaluate((it) => window.scrollBy({ top: it.getBoundingClientRect().top - 160, behavior: 'instant' }));
  await expect(handle('4')).toBeInViewport();
  await handle('2').hover();
  await plan.mouse.down();
  const onto = (await handle('4').boundingBox())!;
  await plan.mouse.move(onto.x + 8, onto.y - 60, { steps: 4 });
  await plan.mouse.move(onto.x + 8, onto.y + 10, { steps: 4 });
  await plan.mouse.up();
  await expect(plan.getByLabel('Nội dung 4', { exact: true })).toHaveValue(title);
  await plan.reload();
  await expect(plan.getByLabel('Nội dung 4', { exact: true })).toHaveValue(title);
});

test('what is wrong stands beside its field, and what was typed stays', async ({ as, problems }) => {
  problems.allow(/409/);
  const plan = await planned(as);
  const minutes = plan.getByLabel('Số phút 2', { exact: true });
  await minutes.fill('0');
  await plan.keyboard.press('Tab');
  await expect(row(plan, '2').getByText('Không nhận số âm.')).toBeVisible();
  await expect(minutes).toHaveValue('0');
  await minutes.fill('11');
  await plan.keyboard.press('Tab');
  await expect(row(plan, '2').getByText('Không nhận số âm.')).toBeHidden();
  await kept(plan);

  // Someone else was first: theirs does not take away what was typed here.
  const other = await plan.context().newPage();
  await other.goto(plan.url());
  await alive(other);
  await other.getByLabel('Số phút 3', { exact: true }).fill('12');
  await other.keyboard.press('Tab');
  await kept(other);
  await plan.getByLabel('Nội dung 2', { exact: true }).fill('Tên của tôi');
  await plan.keyboard.press('Tab');
  await expect(plan.locator('.save-state')).toContainText('Người khác vừa sửa');
  await expect(plan.getByLabel('Nội dung 2', { exact: true })).toHaveValue('Tên của tôi');
  await expect(plan.getByLabel('Số phút 3', { exact: true })).toHaveValue('12');
  await row(plan, '2').getByRole('button', { name: 'Lưu lại' }).click();
  await kept(plan);
  await plan.reload();
  await expect(plan.getByLabel('Nội dung 2', { exact: true })).toHaveValue('Tên của tôi');
});

test('the rules are told by name, and never stand in the way', async ({ as }) => {
  const plan = await planned(as);
  await plan.getByLabel('Số phút 2', { exact: true }).fill('90');
  await plan.keyboard.press('Tab');
  const warnings = plan.getByRole('list', { name: 'Cần lưu ý' });
  await expect(warnings).toContainText('quá 240 phút');
  await expect(warnings).toContainText('Điều 12 Quyết định 45/2018/QĐ-TTg');
  await plan.getByLabel('Loại cuộc họp').selectOption({ label: 'Họp sơ kết, tổng kết' });
  await expect(warnings).toHaveCount(0);
  await axe(plan);
});

test('a meeting is published, people are asked, answer, and hear of a change', { tag: '@tablet' }, async ({ as }) => {
  test.setTimeout(90_000);
  const plan = await planned(as);
  const meeting = address(plan);
  await expect(plan.getByText('Công bố chương trình rồi mới gửi giấy mời.')).toBeVisible();
  await publish(plan);
  await plan.getByRole('button', { name: /^Gửi giấy mời cho/ }).click();
  await expect(plan.getByText('Mọi đại biểu đã có giấy mời.')).toBeVisible();
  await axe(plan);

  const first = await as('delegate.pyt');
  await first.goto('/notices');
  await first.getByRole('link', { name: /Mời dự họp/ }).first().click();
  await first.waitForURL(new RegExp(`${meeting}$`));
  await alive(first);
  const answer = first.getByRole('region', { name: 'Trả lời giấy mời' });
  await answer.getByRole('button', { name: 'Gửi trả lời' }).click();
  await expect(answer.getByText('Cần điền.').first()).toBeVisible();
  await answer.getByLabel('Tôi dự họp').check();
  await answer.getByRole('button', { name: 'Gửi trả lời' }).click();
  await expect(answer.getByRole('status')).toContainText('Tôi dự họp (trả lời lúc');
  await axe(first);

  const second = await as('delegate.pgddt');
  await second.goto(meeting);
  await alive(second);
  const own = second.getByRole('region', { name: 'Trả lời giấy mời' });
  await expect(own.getByLabel('Lý do không dự')).toBeHidden();
  await own.getByLabel('Tôi không dự được').check();
  await own.getByRole('button', { name: 'Gửi trả lời' }).click();
  await expect(own.getByText('Cần điền.').first()).toBeVisible();
  await own.getByLabel('Lý do không dự').fill('Đi công tác');
  await own.getByRole('button', { name: 'Gửi trả lời' }).click();
  await expect(own.getByRole('status')).toContainText('Đi công tác');
  await own.getByLabel('Tôi cử người dự thay').check();
  await own.getByLabel('Người dự thay', { exact: true }).fill('Hoàng Thị Hương');
  await own.getByRole('button', { name: 'Gửi trả lời' }).click();
  await expect(own.getByRole('status')).toContainText('Hoàng Thị Hương');

  const chair = await as('chair');
  await chair.goto(meeting);
  await chair.getByText(/đại biểu được mời: 1 dự, 1 cử thay/).click();
  await expect(chair.getByText('thay: Hoàng Thị Hương')).toBeVisible();

  await plan.getByLabel('Số phút 3', { exact: true }).fill('5');
  await plan.keyboard.press('Tab');
  await kept(plan);
  await first.goto('/notices');
  await expect(first.getByText(/Chương trình đã thay đổi/)).toHaveCount(1);
  await first.goto(meeting);
  await expect(first.getByText(/Chương trình đã đổi so với bản công bố/)).toBeVisible();
  await expect(first.locator('.agenda-item').nth(2)).toContainText('trước là 9 phút');
});

test('chair and secretary keep notes that the office never sees', async ({ as }) => {
  const plan = await planned(as);
  const meeting = address(plan);
  await publish(plan);
  const chair = await as('chair');
  await chair.goto(meeting);
  await alive(chair);
  const item = chair.locator('.agenda-item').nth(1);
  await item.getByText('Ghi chú riêng của chủ trì, thư ký').click();
  await item.getByLabel('Ghi chú riêng về nội dung 2').fill('Hỏi về kinh phí 7391');
  await item.getByRole('button', { name: 'Ghi', exact: true }).click();
  await expect(item.getByText('Đã ghi.')).toBeVisible();
  await axe(chair);
  await plan.goto(meeting);
  await expect(plan.getByText('Ghi chú riêng của chủ trì, thư ký')).toHaveCount(0);
  expect(await plan.content()).not.toContain('7391');
});

test('a paper is put on an item and opened by a reader', { tag: '@tablet' }, async ({ as }) => {
  const plan = await planned(as);
  const meeting = address(plan);
  await publish(plan);
  await row(plan, '2').getByText('Chi tiết nội dung 2').click();
  const name = 'Báo cáo tháng 6.pdf';
  await row(plan, '2').locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n') });
  await row(plan, '2').getByRole('button', { name: 'Thêm tài liệu' }).click();
  await plan.waitForURL(/#item-/);
  await alive(plan);
  await row(plan, '2').getByText('Chi tiết nội dung 2').click();
  await expect(row(plan, '2').getByRole('link', { name })).toBeVisible();
  await row(plan, '2').locator('input[type=file]').setInputFiles({ name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') });
  await row(plan, '2').getByRole('button', { name: 'Thêm tài liệu' }).click();
  await expect(plan.getByText(/Tệp không được nhận/)).toBeVisible();

  const reader = await as('reader');
  await reader.goto(meeting);
  const href = await reader.getByRole('link', { name }).getAttribute('href');
  const file = await reader.request.get(href!);
  expect(file.headers()['content-type']).toBe('application/pdf');
});

test('the agenda is read on every device and on paper, and answered by a plain form', { tag: ['@tablet', '@phone', '@nojs'] }, async ({ as, server, visitor }, info) => {
  // Prepared on a computer whatever device reads it.
  const context = await visitor({
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    hasTouch: false,
    isMobile: false,
    javaScriptEnabled: true,
    viewport: { width: 1280, height: 900 },
  });
  const office = await context.newPage();
  await office.goto('/login');
  await office.getByLabel('Tên đăng nhập').fill('office');
  await office.getByLabel('Mật khẩu').fill(server.password);
  await office.getByRole('button', { name: 'Đăng nhập' }).click();
  await office.waitForURL(url => url.pathname !== '/login');
  await office.goto('/meetings?period=2016-H1');
  await alive(office);
  await office.getByRole('button', { name: 'Lập chương trình' }).click();
  await office.waitForURL(/\/plan$/);
  const meeting = address(office);
  await publish(office);

  const page = await as('delegate.hctd');
  await page.goto(meeting);
  const items = page.locator('.agenda-item');
  await expect(items.first().locator('.agenda-time')).toBeVisible();
  await expect(items.first().locator('.agenda-time')).toHaveText('08:00');
  await expect(page.getByRole('link', { name: 'Thêm vào lịch' })).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 0);
  expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(page.viewportSize()!.width);
  if (info.project.name === 'phone') {
    await expect(page.getByText(/phiên trên điện thoại chỉ để đọc/)).toBeVisible();
  } else {
    await page.getByLabel('Tôi dự họp').check();
    await page.getByRole('button', { name: 'Gửi trả lời' }).click();
    await expect(page.getByText(/Tôi dự họp \(trả lời lúc/)).toBeVisible();
  }
  if (info.project.name !== 'no-js') await axe(page);

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(items.last()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Thêm vào lịch' })).toBeHidden();
  await expect(page.locator('.answer-form')).toBeHidden();
});
