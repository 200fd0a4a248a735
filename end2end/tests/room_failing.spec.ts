import { createServer } from 'node:http';
import { once } from 'node:events';
import { expect, type Server, test } from '../fixtures';
import {
  ask,
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

// What becomes of a meeting when the network is cut and when the server dies.
test.use({ data: 'room-failing' });

const NOTE = 'Hỏi lại nguồn vốn sửa chữa trường học.';
const LATER = 'Xem lại số liệu trước khi đến nội dung này.';
const LAST = 'Đã rõ số liệu, không hỏi thêm.';
const DRAFT = 'Giao các đơn vị rà soát cơ sở vật chất';
const WORDING = 'Giao các đơn vị rà soát cơ sở vật chất trước ngày 15/8.';

test('a tablet without network says since when, keeps what is asked and noted, casts no vote, and catches up', async ({
  as,
  lineTo,
  problems,
  server,
}) => {
  test.setTimeout(240_000);
  problems.allow(NOBODY_THERE);
  const meeting = await published(await as('office'));
  const line = await lineTo(server);
  const chair = await as('chair', TABLET);
  const ana = await as('delegate.pgddt', TABLET);
  const cam = await as('delegate.pvhtt', { ...UPRIGHT, baseURL: line.url });
  const screen = await as('office');
  const tablets = [chair, ana, cam];
  const note = cam.getByLabel('Ghi chú về nội dung đang xem');
  for (const page of tablets) await enter(page, `${meeting}/live`);
  await enter(screen, `${meeting}/screen`);
  await begin(chair);
  await follow([...tablets, screen], [], 2);
  await mark(...tablets, screen);

  await test.step('it says since when, by the clock on its own face', async () => {
    const before = await cam.locator('.live-clock').innerText();
    await cutOff(cam, line);
    await expect(link(cam)).toHaveAttribute('data-state', 'lost');
    const after = await cam.locator('.live-clock').innerText();
    const said = /Mất kết nối từ (\d\d:\d\d)/.exec(await cam.locator('[data-offline]').innerText());
    expect([before, after]).toContain(said?.[1]);
    await expect(link(cam)).toContainText(`Mất kết nối từ ${said?.[1]}`);
  });

  await test.step('the floor is asked for, and notes are written on this item and on one ahead', async () => {
    await button(cam, 'Xin phát biểu').click();
    await expect(cam.getByText('Xin phát biểu đang chờ gửi.')).toBeVisible();
    await note.fill(NOTE);
    await cam.locator('.rail-item').nth(4).click();
    await expect(shown(cam)).toHaveAttribute('data-shown', '5');
    await expect(cam.locator('.live-body')).not.toBeEmpty();
    await expect(note).toHaveValue('');
    await note.fill(LATER);
    await expect(cam.locator('[data-offline]')).toContainText('Đang chờ gửi: 3.');
    await button(cam, 'Trở lại nội dung đang họp').click();
    await expect(note).toHaveValue(NOTE);
    await expect(cam.locator('[data-note]')).toContainText('Giữ trong máy này');
  });

  await test.step('meanwhile the others vote, and the chair goes on by two items', async () => {
    await openVote(chair, 1);
    await button(ana, 'Tán thành').click();
    await expect(chair.locator('[data-yes]')).toHaveText('1');
    await button(chair, 'Đóng biểu quyết').click();
    await expect(ana.locator('[data-result]')).toHaveCount(1);
    await goOn(chair, 3);
    await goOn(chair, 4);
    await button(ana, 'Xin phát biểu').click();
    await expect(chair.locator('.floor-line')).toHaveCount(1);
    await follow([chair, ana, screen], [], 4);
    await expect(shown(cam)).toHaveAttribute('data-shown', '2');
    await expect(cam.locator('[data-vote]')).toHaveCount(0);
  });

  await test.step('back, it catches up by number and sends what waited', async () => {
    await join(cam, line);
    await expect(link(cam)).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
    await expect(cam.locator('[data-offline]')).toBeHidden();
    await follow(tablets, [], 4);
    // A request to speak on what is over would speak on something else: it says so, and is not sent.
    await expect(cam.getByText(/đã sang nội dung khác; xin phát biểu .* không được gửi/)).toBeVisible();
    await expect(chair.locator('.floor-line')).toHaveCount(1);
    await cam.locator('.rail-item').nth(1).click();
    await expect(cam.locator('[data-note]')).toHaveText('Đã lưu.');
    await expect(cam.locator('[data-result]')).toContainText('1 tán thành');
    const kept: { body: string }[] = await ask(cam, 'list_my_notes', { meeting: meeting.split('/').pop() });
    expect(kept.map(it => it.body).sort()).toEqual([NOTE, LATER].sort());
    await button(cam, 'Trở lại nội dung đang họp').click();
    await button(cam, 'Xin phát biểu').click();
    await expect(chair.locator('.floor-line')).toHaveCount(2);
  });

  await test.step('cut off again on an item that is still discussed, its request reaches the chair', async () => {
    await goOn(chair, 5);
    await follow(tablets, [], 5);
    await expect(note).toHaveValue(LATER);
    await openVote(chair, 1);
    await expect(cam.locator('[data-vote]')).toBeVisible();
    await cutOff(cam, line);
    await expect(cam.getByText('Mất kết nối: không biểu quyết được.')).toBeVisible();
    await button(cam, 'Tán thành').click({ force: true });
    await button(cam, 'Ý kiến về thủ tục').click();
    await expect(cam.getByText('Xin phát biểu đang chờ gửi.')).toBeVisible();
    await expect(chair.locator('.floor-line')).toHaveCount(0);
    await join(cam, line);
    await expect(chair.locator('.floor-line')).toContainText('thủ tục', { timeout: 30_000 });
    await expect(chair.locator('.floor-line')).toHaveCount(1);
    await expect(cam.getByText('Xin phát biểu đang chờ gửi.')).toBeHidden();
    await button(chair, 'Đóng biểu quyết').click();
    await expect(cam.locator('[data-result]')).toBeVisible();
  });

  await test.step('a network that is there and carries nothing is noticed as well', async () => {
    line.silence();
    await expect(cam.locator('[data-offline]')).toContainText(/Mất kết nối từ \d\d:\d\d/, { timeout: 40_000 });
    await goOn(chair, 6);
    await follow([chair, ana, screen], [], 6);
    await note.fill(LAST);
    await expect(cam.locator('[data-offline]')).toContainText('Đang chờ gửi: 1.');
    await expect(shown(cam)).toHaveAttribute('data-shown', '5');
    line.mend();
    await follow([cam], [], 6);
    await cam.locator('.rail-item').nth(4).click();
    await expect(cam.locator('[data-note]')).toHaveText('Đã lưu.');
    await expect(note).toHaveValue(LAST);
    await button(cam, 'Trở lại nội dung đang họp').click();
  });

  await test.step('every screen equals the log, and no vote was cast by a machine', async () => {
    await end(chair);
    const { room } = await expectLogOn(meeting, chair, tablets, [screen], []);
    expect(room.votes.map(it => it.ballots.length)).toEqual([1, 0]);
    await expectMarked(...tablets, screen);
  });
});

test('the server is killed in the middle of a meeting; every screen waits, comes back by itself and goes on', async ({
  as,
  problems,
  server,
}) => {
  test.setTimeout(300_000);
  problems.allow(NOBODY_THERE);
  const meeting = await published(await as('office'));
  const chair = await as('chair', TABLET);
  const secretary = await as('secretary', TABLET);
  const ana = await as('delegate.pgddt', TABLET);
  const ben = await as('delegate.pyt', UPRIGHT);
  const screen = await as('office');
  const phone = await as('delegate.hctd', PHONE);
  const tablets = [chair, secretary, ana, ben];
  for (const page of tablets) await enter(page, `${meeting}/live`);
  await enter(screen, `${meeting}/screen`);
  await begin(chair);
  await phone.goto(meeting);
  await follow([...tablets, screen], [phone], 2);
  await mark(...tablets, screen);

  const before = await test.step('it dies under an open vote, a speaker and half a wording', async () => {
    await button(ana, 'Xin phát biểu').click();
    await chair.locator('.floor-line').first().getByRole('button', { name: /^Mời/ }).click();
    await expect(screen.locator('[data-speaker]')).toBeVisible();
    await wording(secretary).fill(DRAFT);
    await expect(ben.locator('.draft')).toHaveText(DRAFT);
    await openVote(chair, 2);
    await button(ana, 'Tán thành').click();
    for (const page of [...tablets, screen]) await expect(page.locator('[data-yes]')).toHaveText('1');
    const before = await log(chair, meeting);
    await server.kill('SIGKILL');
    return before;
  });

  await test.step('every screen says that it waits, and keeps what it showed', async () => {
    for (const page of [...tablets, screen]) {
      await expect(link(page)).toHaveAttribute('data-state', 'lost', { timeout: 30_000 });
      await expect(link(page)).toContainText(/Mất kết nối từ \d\d:\d\d/);
      await expect(page.locator('[data-yes]')).toHaveText('1');
    }
    for (const page of tablets) await expect(page.locator('[data-offline]')).toContainText(/Mất kết nối từ \d\d:\d\d/);
    // A telephone's page tells of what time it is.
    await expect(link(phone)).toContainText(/trạng thái lúc \d\d:\d\d/);
    await follow([], [phone], 2);
  });

  await test.step('what is done meanwhile waits, but for votes', async () => {
    await expect(ben.getByText('Mất kết nối: không biểu quyết được.')).toBeVisible();
    await button(ben, 'Không tán thành').click({ force: true });
    await button(ben, 'Xin phát biểu').click();
    await expect(ben.getByText('Xin phát biểu đang chờ gửi.')).toBeVisible();
    await ben.getByLabel('Ghi chú về nội dung đang xem').fill(NOTE);
    await expect(ben.locator('[data-offline]')).toContainText('Đang chờ gửi: 2.');
    await wording(secretary).fill(WORDING);
    await button(chair, 'Đóng biểu quyết').click();
    await expect(chair.getByText('Chưa gửi được tới máy chủ, đang thử lại.')).toBeVisible();
  });

  await test.step('started again at the same place, all are back by themselves', async () => {
    await server.start();
    for (const page of [...tablets, screen]) {
      await expect(link(page)).toHaveAttribute('data-state', 'live', { timeout: 40_000 });
    }
    for (const page of tablets) await expect(page.locator('[data-offline]')).toBeHidden();
    // The chair's touch arrives once.
    for (const page of tablets) await expect(page.locator('[data-result]')).toContainText('1 tán thành');
    await expect(chair.locator('.floor-line')).toHaveCount(1);
    await expect(ben.locator('[data-note]')).toHaveText('Đã lưu.');
    await expect(wording(secretary)).toHaveValue(WORDING);
    for (const page of [ana, ben, chair]) await expect(page.locator('.draft')).toHaveText(WORDING);
    await expect(screen.locator('[data-speaker]')).toBeVisible();
  });

  await test.step('the chair goes on, and all follow', async () => {
    await secretary.locator('section').getByRole('button', { name: 'Ghi kết luận' }).click();
    for (const page of tablets) await expect(page.locator('.conclusion')).toContainText(WORDING);
    await expect(phone.locator('.agenda-item .conclusion')).toContainText(WORDING);
    await goOn(chair, 3);
    await follow([...tablets, screen], [phone], 3);
  });

  await test.step('it dies once more, with a touch on its way, and nothing is lost or done twice', async () => {
    await server.kill('SIGKILL');
    await button(chair, 'Tiếp').click();
    await expect(chair.getByText('Chưa gửi được tới máy chủ, đang thử lại.').last()).toBeVisible();
    for (const page of [...tablets, screen]) {
      await expect(link(page)).toHaveAttribute('data-state', 'lost', { timeout: 30_000 });
    }
    await server.start();
    await follow([...tablets, screen], [phone], 4);
    await goOn(chair, 5);
    await follow([...tablets, screen], [phone], 5);
  });

  await test.step('it ends, and every screen equals the log', async () => {
    await expectLogOn(meeting, chair, tablets, [screen], [phone]);
    await end(chair);
    const { room, events } = await expectLogOn(meeting, chair, tablets, [screen], [phone]);
    expect(events.slice(0, before.length), 'what was acknowledged before it died').toEqual(before);
    const times = (kind: string) => events.filter(it => it.what.kind === kind).length;
    expect(times('vote_closed')).toBe(1);
    expect(times('floor_asked')).toBe(2);
    expect(times('item_opened')).toBe(5);
    expect(room.votes[0]!.ballots).toHaveLength(1);
    await expectMarked(...tablets, screen);
  });
});

/** Something at the server's place that answers for it while it is away, as a proxy before it does. */
async function badGateway(server: Server): Promise<() => Promise<void>> {
  const { hostname, port } = new URL(server.url);
  const gate = createServer((_, answer) => answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>'));
  gate.listen(Number(port), hostname);
  await once(gate, 'listening');
  return async () => {
    gate.closeAllConnections();
    gate.close();
    await once(gate, 'close');
  };
}

test('a proxy that answers for the server while it is away sends no screen away for good', async ({ as, problems, server }) => {
  test.setTimeout(180_000);
  problems.allow(NOBODY_THERE);
  problems.allow(/status of 502|MIME type/);
  const meeting = await published(await as('office'));
  const chair = await as('chair', TABLET);
  const ana = await as('delegate.pgddt', TABLET);
  const screen = await as('office');
  for (const page of [chair, ana]) await enter(page, `${meeting}/live`);
  await enter(screen, `${meeting}/screen`);
  await begin(chair);
  await follow([chair, ana, screen], [], 2);
  await mark(chair, ana, screen);
  await server.kill('SIGKILL');
  const open = await badGateway(server);
  for (const page of [chair, ana, screen]) {
    await expect(link(page)).toHaveAttribute('data-state', 'lost', { timeout: 30_000 });
  }
  await button(ana, 'Xin phát biểu').click();
  await ana.getByLabel('Ghi chú về nội dung đang xem').fill(NOTE);
  await expect(ana.locator('[data-offline]')).toContainText('Đang chờ gửi: 2.');
  const answered = chair.waitForResponse(it => it.url().endsWith('/act_in_meeting') && it.status() === 502);
  await button(chair, 'Thêm 5 phút').click();
  await answered;
  await open();
  await server.start();
  for (const page of [chair, ana, screen]) {
    await expect(link(page)).toHaveAttribute('data-state', 'live', { timeout: 40_000 });
  }
  await expect(chair.locator('.floor-line')).toHaveCount(1);
  await expect(ana.locator('[data-note]')).toHaveText('Đã lưu.');
  await goOn(chair, 3);
  await follow([chair, ana, screen], [], 3);
  await expectLogOn(meeting, chair, [chair, ana], [screen], []);
  await expectMarked(chair, ana, screen);
});

test('nor a telephone', async ({ as, problems, server }) => {
  problems.allow(NOBODY_THERE);
  problems.allow(/status of 502|MIME type/);
  const meeting = await published(await as('office'));
  const chair = await as('chair', TABLET);
  const phone = await as('delegate.hctd', PHONE);
  await enter(chair, `${meeting}/live`);
  await begin(chair);
  await phone.goto(meeting);
  await follow([chair], [phone], 2);
  await server.kill('SIGKILL');
  const open = await badGateway(server);
  await phone.waitForResponse(it => it.url().includes('/events') && it.status() === 502);
  await open();
  await server.start();
  await goOn(chair, 3);
  await follow([chair], [phone], 3);
});
