import { alive, axe, expect, type Page, test } from '../fixtures';
import { button, end, enter, published, shown } from '../fixtures/room';

// What it writes is no business of the other files' tests.
test.use({ data: 'meeting' });

type As = (username: string) => Promise<Page>;

const next = (page: Page) => button(page, 'Tiếp');

async function begun(as: As, meeting: string): Promise<Page> {
  const chair = await as('chair');
  await enter(chair, `${meeting}/live`);
  await chair.getByRole('button', { name: 'Bắt đầu' }).click();
  await expect(next(chair)).toBeVisible();
  await next(chair).click();
  await expect(shown(chair)).toHaveAttribute('data-shown', '2');
  return chair;
}

test('the agenda is laid out, changed and kept as it is changed', { tag: '@tablet' }, async ({ as }) => {
  const office = await as('office');
  await office.goto('/meetings?period=2016-H1');
  await alive(office);
  await axe(office);
  await office.getByRole('button', { name: 'Lập chương trình' }).click();
  await office.waitForURL(/\/plan$/);
  await expect(office.getByText('235/240 phút')).toBeVisible();
  await axe(office);
  await office.getByLabel('Số phút 2', { exact: true }).fill('90');
  await office.keyboard.press('Tab');
  await expect(office.getByText(/quá 240 phút/)).toBeVisible();
  await office.getByRole('button', { name: 'Chuyển nội dung 3 lên' }).click();
  await expect(office.getByLabel('Số phút 3', { exact: true })).toHaveValue('90');
  await office.reload();
  await expect(office.getByLabel('Số phút 3', { exact: true })).toHaveValue('90');

  const delegate = await as('reader');
  const answer = await delegate.request.get(office.url().replace(/\/plan$/, ''));
  expect(answer.status()).toBe(403);
});

test('every screen follows the chair, and one that was cut off catches up by itself', async ({ as, lineTo, server, problems }) => {
  problems.allow(/ERR_|Failed to load/);
  test.setTimeout(90_000);
  const meeting = await published(await as('office'));
  const chair = await begun(as, meeting);
  const screen = await as('reader');
  await enter(screen, `${meeting}/screen`);
  await expect(shown(screen)).toHaveAttribute('data-shown', '2');

  const line = await lineTo(server);
  const away = await as('delegate.pgddt', { baseURL: line.url });
  await enter(away, `${meeting}/live`);
  await next(chair).click();
  await expect(shown(away)).toHaveAttribute('data-shown', '3', { timeout: 1_000 });
  await expect(shown(screen)).toHaveAttribute('data-shown', '3', { timeout: 1_000 });

  line.cut();
  await expect(away.locator('.live-link')).toContainText('Mất kết nối từ');
  await next(chair).click();
  await expect(shown(chair)).toHaveAttribute('data-shown', '4');
  await next(chair).click();
  await expect(shown(chair)).toHaveAttribute('data-shown', '5');
  await expect(shown(away)).toHaveAttribute('data-shown', '3');
  line.mend();
  await expect(shown(away)).toHaveAttribute('data-shown', '5', { timeout: 15_000 });
  await expect(away.locator('.live-link')).toHaveAttribute('data-state', 'live');

  // A server that stops does not wait for those who listen, and they find it again.
  const stopped = Date.now();
  await server.restart();
  expect(Date.now() - stopped).toBeLessThan(5_000);
  await expect(screen.locator('.live-link')).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
  await next(chair).click();
  await expect(shown(screen)).toHaveAttribute('data-shown', '6');
});

test('a conclusion is worded, reaches everybody, and becomes a task', { tag: '@tablet' }, async ({ as, problems }) => {
  problems.allow(/ERR_INTERNET_DISCONNECTED/);
  const meeting = await published(await as('office'));
  const chair = await begun(as, meeting);
  const secretary = await as('secretary');
  await enter(secretary, `${meeting}/live`);
  // Looking ahead moves nobody; opening what one looks at does.
  await chair.locator('.rail-item').filter({ hasText: 'Y tế' }).click();
  await expect(shown(chair)).toHaveAttribute('data-shown', '5');
  await expect(shown(secretary)).toHaveAttribute('data-shown', '2');
  await chair.getByRole('button', { name: 'Mở nội dung này' }).click();
  await expect(shown(secretary)).toHaveAttribute('data-shown', '5');
  await secretary.getByText('Lấy từ báo cáo').click();
  await secretary.getByRole('button', { name: 'Đưa vào kết luận' }).first().click();
  const words = secretary.getByLabel('Lời văn kết luận', { exact: true }).and(secretary.locator('textarea'));
  await expect(words).not.toHaveValue('');
  await words.fill('Giữ vững kỷ cương hành chính.');

  // What cannot be sent is kept on the device, also over a reload, and goes when the line is back.
  await secretary.context().setOffline(true);
  await secretary.locator('section').getByRole('button', { name: 'Ghi kết luận' }).click();
  await expect(secretary.getByText(/Chưa gửi được. Nội dung/)).toBeVisible();
  await secretary.context().setOffline(false);
  await expect(chair.locator('.conclusion')).toHaveText(/Giữ vững kỷ cương hành chính/);
  await expect(chair.locator('.conclusion')).toHaveCount(1);

  await secretary.getByRole('button', { name: 'Sửa lời văn' }).click();
  await words.fill('Giữ vững kỷ luật, kỷ cương hành chính.');
  await secretary.getByRole('button', { name: 'Lưu lời văn mới' }).click();
  await expect(chair.locator('.conclusion')).toHaveText(/kỷ luật, kỷ cương/);
  await expect(chair.locator('.conclusion')).toHaveCount(1);

  await secretary.getByRole('button', { name: 'Giao nhiệm vụ' }).click();
  const dialog = secretary.getByRole('dialog');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.getByText('Cần điền.').first()).toBeVisible();
  await dialog.locator('[name=product]').fill('Báo cáo quý');
  await dialog.locator('[name=responsibility]').fill('Chánh Văn phòng');
  await dialog.locator('[name=due_on]').fill('2016-12-14');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toBeHidden();
  await expect(chair.locator('.conclusion').getByRole('link', { name: /NV-2016-/ })).toBeVisible();
  await axe(secretary);
  await axe(chair);

  await end(chair);
  await chair.goto(`${meeting}/minutes`);
  await expect(chair.getByRole('article')).toContainText('kỷ luật, kỷ cương');
});

test('the held conference reads on every device', { tag: ['@tablet', '@phone', '@nojs'] }, async ({ as }, info) => {
  const page = await as('reader');
  await page.goto('/meetings');
  await page.getByRole('link', { name: /05\/07\/2016/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('6 tháng đầu năm 2016');
  const papers = page.locator('.agenda-more').nth(3);
  await papers.locator('summary').click();
  await expect(papers.locator('svg').first()).toBeVisible();
  if (info.project.name !== 'no-js') {
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, 'the page scrolls sideways').toBeLessThanOrEqual(0);
    await axe(page);
  }
  const meeting = new URL(page.url()).pathname;
  await page.goto(`${meeting}/minutes`);
  await expect(page.getByRole('article')).toContainText('BIÊN BẢN');
  await expect(page.getByRole('article')).toContainText('Hội nghị kết thúc vào');
  if (info.project.name !== 'no-js') await axe(page);
});
