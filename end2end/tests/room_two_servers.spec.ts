import { expect, test } from '../fixtures';
import {
  begin,
  button,
  cutOff,
  end,
  enter,
  expectLogOn,
  expectMarked,
  follow,
  goOn,
  join,
  link,
  log,
  mark,
  NOBODY_THERE,
  openVote,
  PHONE,
  published,
  shown,
  TABLET,
  UPRIGHT,
  wording,
} from '../fixtures/room';

// Two programs on one PostgreSQL: whoever leads and whoever writes on one, everybody else on the other.
test.use({ data: 'room-two-servers', database: 'postgres' });
test.skip(!process.env.TEST_DATABASE_URL, 'needs a PostgreSQL server: set TEST_DATABASE_URL, or run .ci/postgres.sh');

const OPINION = 'Đề nghị bố trí kinh phí sửa chữa trường học trước năm học mới.';
const WORDING = 'Thống nhất bố trí kinh phí sửa chữa trường học.';

test('a whole meeting over two servers, each of which is killed, with a tablet cut off', async ({
  as,
  lineTo,
  problems,
  server,
}) => {
  test.setTimeout(360_000);
  problems.allow(NOBODY_THERE);
  const other = await server.beside();
  const line = await lineTo(other);
  const there = { baseURL: other.url };
  const meeting = await published(await as('office'));
  const chair = await as('chair', TABLET);
  const secretary = await as('secretary', TABLET);
  const ana = await as('delegate.pgddt', { ...TABLET, ...there });
  const ben = await as('delegate.pyt', { ...UPRIGHT, ...there });
  const cam = await as('delegate.pvhtt', { ...TABLET, baseURL: line.url });
  const screen = await as('office', there);
  const phone = await as('delegate.hctd', { ...PHONE, ...there });
  const here = [chair, secretary];
  const delegates = [ana, ben, cam];
  const tablets = [...here, ...delegates];
  for (const page of tablets) await enter(page, `${meeting}/live`);
  await enter(screen, `${meeting}/screen`);
  await phone.goto(meeting);
  expect(new URL(chair.url()).origin).toBe(server.url);
  for (const page of [ana, ben, screen, phone]) expect(new URL(page.url()).origin).toBe(other.url);

  await test.step('those who come in at one are counted at the other', async () => {
    for (const page of delegates) await button(page, 'Tôi có mặt').click();
    await expect(secretary.locator('[data-attendance]')).toContainText('Có mặt 3/');
  });

  await test.step('the chair’s moves reach the screens of the other server', async () => {
    await begin(chair);
    await follow([...tablets, screen], [phone], 2);
    await mark(...tablets, screen);
    await button(ana, 'Xin phát biểu').click();
    await chair.locator('.floor-line').first().getByRole('button', { name: /^Mời/ }).click();
    for (const page of [...tablets, screen]) await expect(page.locator('[data-speaker]')).toBeVisible();
    await secretary.getByLabel('Nội dung ý kiến').fill(OPINION);
    await button(secretary, 'Ghi ý kiến').click();
    await expect(ben.locator('[data-opinion]')).toContainText(OPINION);
    await wording(secretary).fill(WORDING);
    for (const page of delegates) await expect(page.locator('.draft')).toHaveText(WORDING);
    await button(ben, 'Nhất trí').click();
    await expect(chair.locator('[data-answers]')).toContainText('1 nhất trí');
  });

  await test.step('votes cast at one are counted at the other; a tablet is cut off meanwhile', async () => {
    await openVote(chair, 2);
    for (const page of [...tablets, screen]) await expect(page.locator('[data-vote]')).toBeVisible();
    await cutOff(cam, line);
    await expect(cam.locator('[data-offline]')).toContainText(/Mất kết nối từ \d\d:\d\d/);
    await button(cam, 'Xin phát biểu').click();
    await expect(cam.getByText('Xin phát biểu đang chờ gửi.')).toBeVisible();
    await button(ana, 'Tán thành').click();
    await button(ben, 'Không tán thành').click();
    for (const page of here) {
      await expect(page.locator('[data-yes]')).toHaveText('1');
      await expect(page.locator('[data-no]')).toHaveText('1');
    }
    await button(ben, 'Tán thành').click();
    await expect(chair.locator('[data-yes]')).toHaveText('2');
    await join(cam, line);
    await expect(link(cam)).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
    await expect(chair.locator('.floor-line')).toHaveCount(1);
    await button(cam, 'Tán thành').click();
    for (const page of [...tablets, screen]) await expect(page.locator('[data-yes]')).toHaveText('3');
    await button(chair, 'Đóng biểu quyết').click();
    for (const page of tablets) await expect(page.locator('[data-result]')).toContainText('3 tán thành');
    await secretary.locator('section').getByRole('button', { name: 'Ghi kết luận' }).click();
    for (const page of tablets) await expect(page.locator('.conclusion')).toContainText(WORDING);
    await expect(phone.locator('.agenda-item .conclusion')).toContainText(WORDING);
  });

  await test.step('the delegates’ server is killed; the chair goes on; its screens return and catch up', async () => {
    await other.kill('SIGKILL');
    for (const page of [...delegates, screen]) {
      await expect(link(page)).toHaveAttribute('data-state', 'lost', { timeout: 30_000 });
    }
    await goOn(chair, 3);
    await goOn(chair, 4);
    await expect(shown(secretary)).toHaveAttribute('data-shown', '4');
    for (const page of delegates) await expect(shown(page)).toHaveAttribute('data-shown', '2');
    await other.start();
    await follow([...tablets, screen], [phone], 4);
    for (const page of [...delegates, screen]) await expect(link(page)).toHaveAttribute('data-state', 'live');
    await openVote(chair, 1);
    await button(cam, 'Tán thành').click();
    for (const page of [...tablets, screen]) await expect(page.locator('[data-yes]')).toHaveText('1');
  });

  const before = await test.step('the chair’s server is killed; the other goes on alone', async () => {
    const before = await log(chair, meeting);
    await server.kill('SIGKILL');
    for (const page of here) {
      await expect(link(page)).toHaveAttribute('data-state', 'lost', { timeout: 30_000 });
    }
    await button(ben, 'Không tán thành').click();
    for (const page of [...delegates, screen]) {
      await expect(page.locator('[data-no]')).toHaveText('1');
      await expect(link(page)).toHaveAttribute('data-state', 'live');
    }
    await button(chair, 'Đóng biểu quyết').click();
    await expect(chair.getByText('Chưa gửi được tới máy chủ, đang thử lại.')).toBeVisible();
    return before;
  });

  await test.step('started again, the chair is back and goes on', async () => {
    await server.start();
    for (const page of tablets) await expect(page.locator('[data-result]')).toContainText('1 tán thành, 1 không tán thành');
    for (const page of here) await expect(link(page)).toHaveAttribute('data-state', 'live');
    await goOn(chair, 5);
    await follow([...tablets, screen], [phone], 5);
  });

  await test.step('it ends, and every screen equals the log, as both servers tell it', async () => {
    await expectLogOn(meeting, chair, tablets, [screen], [phone]);
    await end(chair);
    const { room, events } = await expectLogOn(meeting, chair, tablets, [screen], [phone]);
    expect(await log(ana, meeting)).toEqual(events);
    expect(events.slice(0, before.length), 'what was acknowledged before it died').toEqual(before);
    expect(room.votes.map(it => it.ballots.length)).toEqual([3, 2]);
    expect(events.filter(it => it.what.kind === 'vote_closed')).toHaveLength(2);
    await expectMarked(...tablets, screen);
  });
});
