import { createServer, connect, type Server as Listener, type Socket } from 'node:net';
import { once } from 'node:events';
import { alive, axe, expect, type Page, type Server, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'meeting' });

/** A line to the server that can be cut: what is open breaks, what is new is refused. */
class Line {
  private readonly sockets = new Set<Socket>();
  private readonly listener: Listener;
  private whole = true;

  constructor(server: Server) {
    const { hostname, port } = new URL(server.url);
    this.listener = createServer(near => {
      if (!this.whole) {
        near.destroy();
        return;
      }
      const far = connect(Number(port), hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          this.sockets.delete(from);
          to.destroy();
        });
      }
    });
  }

  async open(): Promise<string> {
    this.listener.listen(0, '127.0.0.1');
    await once(this.listener, 'listening');
    const address = this.listener.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  cut(): void {
    this.whole = false;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.whole = true;
  }

  close(): void {
    this.cut();
    this.listener.close();
  }
}

type As = (username: string) => Promise<Page>;

/** The office lays out an agenda for the half-year and publishes it; answers with its address. */
async function published(as: As): Promise<string> {
  const office = await as('office');
  await office.goto('/meetings?period=2016-H1');
  await alive(office);
  await office.getByRole('button', { name: 'Lập chương trình' }).click();
  await office.waitForURL(/\/plan$/);
  await office.getByRole('button', { name: 'Công bố' }).click();
  await expect(office.getByText('Đã công bố')).toBeVisible();
  return new URL(office.url()).pathname.replace(/\/plan$/, '');
}

const shown = (page: Page) => page.locator('[data-shown]');
const next = (page: Page) => page.getByRole('button', { name: 'Tiếp', exact: true });

async function enter(page: Page, path: string): Promise<Page> {
  await page.goto(path);
  await alive(page);
  await expect(page.locator('.live-link').first()).toHaveAttribute('data-state', 'live');
  return page;
}

async function begun(as: As, meeting: string): Promise<Page> {
  const chair = await enter(await as('chair'), `${meeting}/live`);
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

test('every screen follows the chair, and one that was cut off catches up by itself', async ({ as, visitor, server, problems }) => {
  problems.allow(/ERR_|Failed to load/);
  test.setTimeout(90_000);
  const meeting = await published(as);
  const chair = await begun(as, meeting);
  const screen = await enter(await as('reader'), `${meeting}/screen`);
  await expect(shown(screen)).toHaveAttribute('data-shown', '2');

  const line = new Line(server);
  try {
    const far = await line.open();
    const away = await (await visitor({ baseURL: far })).newPage();
    await away.goto('/login');
    await away.getByLabel('Tên đăng nhập').fill('delegate.pgddt');
    await away.getByLabel('Mật khẩu').fill(server.password);
    await away.getByRole('button', { name: 'Đăng nhập' }).click();
    await away.waitForURL(url => url.pathname !== '/login');
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
  } finally {
    line.close();
  }

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
  test.setTimeout(60_000);
  const meeting = await published(as);
  const chair = await begun(as, meeting);
  const secretary = await enter(await as('secretary'), `${meeting}/live`);
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

  await chair.getByRole('button', { name: 'Kết thúc' }).click();
  await chair.getByRole('dialog').getByRole('button', { name: 'Kết thúc' }).click();
  await expect(chair.getByRole('link', { name: 'Biên bản' })).toBeVisible();
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
