import { axe, expect, type Page, test } from '../fixtures';
import { button, enter, published, shown, TABLET, wording } from '../fixtures/room';
import type { Locator } from '@playwright/test';

// A meeting that is held without a pointer, and followed without looking.
test.use({ data: 'room-goes-on' });

/** Goes to something by the Tab key alone. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 250; presses++) {
    if (await target.evaluate(it => it === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no key leads to ${target}`);
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

test('a whole meeting is held by keyboard alone, and told to those who listen', async ({ as }) => {
  test.setTimeout(240_000);
  const meeting = await published(await as('office'));
  const chair = await as('chair', TABLET);
  const secretary = await as('secretary', TABLET);
  const ana = await as('delegate.pgddt', TABLET);
  for (const page of [chair, secretary, ana]) await enter(page, `${meeting}/live`);
  const says = (words: string | RegExp) => expect(ana.locator('[data-says]')).toContainText(words);
  await expect(ana.locator('[data-says]')).toHaveAttribute('aria-live', 'polite');

  await test.step('attendance', async () => {
    await press(ana, button(ana, 'Tôi có mặt'));
    await press(secretary, button(secretary, 'Danh sách điểm danh'));
    const list = secretary.getByRole('dialog');
    await expect(list).toBeVisible();
    await axe(secretary, ['light']);
    await press(secretary, list.locator('li').filter({ hasText: 'vắng' }).first().getByRole('button', { name: /^Ghi .* có mặt$/ }));
    await secretary.keyboard.press('Escape');
    await expect(secretary.locator('[data-attendance]')).toContainText('Có mặt 2/');
  });

  await test.step('control, beginning, going on', async () => {
    await press(chair, button(chair, 'Nhận điều hành trên máy này'));
    await press(chair, button(chair, 'Bắt đầu'));
    await press(chair, button(chair, 'Tiếp'));
    await expect(shown(ana)).toHaveAttribute('data-shown', '2');
    await says('2');
  });

  await test.step('the floor', async () => {
    await press(ana, button(ana, 'Xin phát biểu'));
    await press(chair, chair.locator('.floor-line').first().getByRole('button', { name: /^Mời/ }));
    await expect(ana.locator('[data-speaker]')).toBeVisible();
    await says(/phát biểu$/);
    await press(chair, button(chair, 'Dừng lượt phát biểu'));
    await says('Lượt phát biểu kết thúc');
  });

  await test.step('an opinion and a wording', async () => {
    await reach(secretary, secretary.getByLabel('Người phát biểu'));
    await secretary.keyboard.press('ArrowDown');
    await type(secretary, secretary.getByLabel('Nội dung ý kiến'), 'Đề nghị sớm có kinh phí.');
    await press(secretary, button(secretary, 'Ghi ý kiến'));
    await expect(ana.locator('[data-opinion]')).toContainText('Đề nghị sớm có kinh phí.');
    await type(secretary, wording(secretary), 'Thống nhất bố trí kinh phí.');
    await expect(ana.locator('.draft')).toHaveText('Thống nhất bố trí kinh phí.');
    await press(ana, button(ana, 'Nhất trí'));
    await expect(chair.locator('[data-answers]')).toContainText('1 nhất trí');
  });

  await test.step('a vote', async () => {
    await press(chair, button(chair, 'Mở biểu quyết'));
    const form = chair.getByRole('dialog');
    await expect(form).toBeVisible();
    await axe(chair, ['light']);
    await type(chair, form.locator('[name=vote-quorum]'), '1');
    await press(chair, form.getByRole('button', { name: 'Bắt đầu biểu quyết' }));
    await expect(form).toBeHidden();
    await says('Mở biểu quyết');
    await axe(ana);
    await axe(chair, ['light']);
    await press(ana, button(ana, 'Tán thành'));
    await expect(chair.locator('[data-yes]')).toHaveText('1');
    await press(chair, button(chair, 'Đóng biểu quyết'));
    await says(/Kết quả biểu quyết .*: Không được thông qua/);
  });

  await test.step('the conclusion, and the end', async () => {
    await press(secretary, secretary.locator('section').getByRole('button', { name: 'Ghi kết luận' }));
    await says('Kết luận: Thống nhất bố trí kinh phí.');
    await press(chair, button(chair, 'Kết thúc'));
    await press(chair, chair.getByRole('dialog').getByRole('button', { name: 'Kết thúc' }));
    await expect(chair.getByRole('link', { name: 'Biên bản' })).toBeVisible();
    await press(chair, chair.getByRole('link', { name: 'Biên bản' }));
    await expect(chair.getByRole('article')).toContainText('1 tán thành, 0 không tán thành');
  });
});
