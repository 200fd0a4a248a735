import { execFileSync } from 'node:child_process';
import { alive, axe, expect, type Page, type Server, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'grid' });

const EDUCATION = 'Phòng Giáo dục và Đào tạo';
const ACTUAL = 'Thực hiện, GD11';
/** The indicators that are asked for besides the demonstration's. */
const MORE = 120;

/** A form as long as those of a province: indicators of the education office, copied from one it has. */
function lengthen(server: Server): void {
  const script = `
import sqlite3, sys, uuid
db = sqlite3.connect(sys.argv[1], timeout=10)
names = lambda table: [it[1] for it in db.execute(f"pragma table_info({table})")]
row = lambda table, where, *of: dict(zip(names(table), db.execute(f"select * from {table} where {where}", of).fetchone()))
put = lambda table, it: db.execute(f"insert into {table}({','.join(it)}) values({','.join('?' * len(it))})", list(it.values()))
like = row("indicator", "code = 'GD11'")
version = row("indicator_version", "indicator_id = ? order by version desc", like["id"])
outlines = db.execute("select outline_id from outline_indicator where indicator_id = ?", (like["id"],)).fetchall()
for at in range(1, int(sys.argv[2]) + 1):
    one = uuid.uuid4().bytes
    put("indicator", {**like, "id": one, "code": f"ZZ{at:03}", "position": 9000 + at})
    put("indicator_version", {**version, "id": uuid.uuid4().bytes, "indicator_id": one, "version": like["version"],
        "name_vi": f"Chỉ tiêu bổ sung số {at} của ngành giáo dục", "name_en": f"Further indicator {at}"})
    for outline, in outlines:
        put("outline_indicator", {"outline_id": outline, "indicator_id": one})
db.commit()
`;
  const file = server.databaseUrl.replace(/^sqlite:\/\//, '').replace(/\?.*/, '');
  execFileSync('python3', ['-c', script, file, String(MORE)]);
}

let long = false;

async function openForm(page: Page, server: Server, unit = EDUCATION): Promise<string> {
  if (!long) lengthen(server);
  long = true;
  await page.goto('/reports');
  const period = page.locator('section', { has: page.getByRole('heading', { name: '6 tháng đầu năm 2016' }) });
  const address = await period.getByRole('link', { name: unit }).getAttribute('href');
  await page.goto(`${address}/edit`);
  await alive(page);
  return address!;
}

const cell = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const cellOf = (page: Page, label: string) => cell(page, label).locator('xpath=ancestor::td');
const actual = (at: number) => `Thực hiện, ZZ${String(at).padStart(3, '0')}`;
const target = (at: number) => `Kế hoạch năm, ZZ${String(at).padStart(3, '0')}`;
const saved = (page: Page) =>
  expect(page.locator('.save-state')).toHaveText(/^Đã lưu lúc \d\d:\d\d:\d\d$/, { timeout: 15_000 });

/** Pastes into the cell that has the focus, as a spreadsheet puts it on the clipboard. */
async function paste(page: Page, rows: string[][]): Promise<void> {
  const quote = (it: string) => (/[\t\n"]/.test(it) ? `"${it.replaceAll('"', '""')}"` : it);
  const plain = rows.map(row => row.map(quote).join('\t') + '\r\n').join('');
  const html =
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>' +
    rows.map(row => `<tr>${row.map(it => `<td class=xl65>${it}</td>`).join('')}</tr>`).join('') +
    '</table></body></html>';
  await page.evaluate(
    ([plain, html]) => {
      const data = new DataTransfer();
      data.setData('text/html', html!);
      data.setData('text/plain', plain!);
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement!.dispatchEvent(event);
    },
    [plain, html],
  );
}

/** What a copy from the cell with the focus puts on the clipboard. */
function copied(page: Page, kind: 'copy' | 'cut' = 'copy'): Promise<{ plain: string; html: string }> {
  return page.evaluate(kind => {
    const data = new DataTransfer();
    const event = new ClipboardEvent(kind, { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement!.dispatchEvent(event);
    return { plain: data.getData('text/plain'), html: data.getData('text/html') };
  }, kind);
}

test('a block of 60 rows from Excel is shown first, then taken as one step', async ({ as, server }) => {
  test.slow();
  const page = await as('editor.pgddt');
  await openForm(page, server);
  const rows = [
    ['BIỂU SỐ LIỆU 6 THÁNG ĐẦU NĂM 2016', '', '', '', '', ''],
    ['Mã', 'Chỉ tiêu', 'Năm 2016', '', 'Cùng kỳ năm 2015', 'Lý do'],
    ['', '', 'Kế hoạch', 'Thực hiện', '', ''],
    ['I. Giáo dục mầm non', '', '', '', '', ''],
  ];
  for (let at = 1; at <= 56; at += 1) {
    const code = `ZZ${String(at).padStart(3, '0')}`;
    const plan = (1000 + at).toLocaleString('vi-VN');
    rows.push([code, `Chỉ tiêu ${at}`, plan, String(at * 2), String(at), at % 9 ? '' : 'Chưa chốt\n"lần hai"']);
  }
  rows[4]![3] = '12a';
  rows[5]![3] = 'KAD';
  rows[6]![3] = '7.500 em';
  rows[7]![3] = '1.234,5';
  rows[8]![3] = '-';
  rows[9]![3] = '40 trường';
  await cell(page, ACTUAL).click();
  await paste(page, rows);

  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Bỏ qua 4 dòng, cột')).toBeVisible();
  await expect(dialog.getByText('3 ô không nhận được.')).toBeVisible();
  await expect(dialog.getByText('ZZ001, Thực hiện: «12a» – Không phải là số', { exact: false })).toBeVisible();
  await expect(dialog.getByText('Đơn vị tính khác: trường.', { exact: true })).toBeVisible();
  await axe(page, ['light']);
  await dialog.getByRole('button', { name: /^Dán \d+ ô$/ }).click();
  await expect(dialog).toBeHidden();
  await saved(page);

  await page.reload();
  await expect(cell(page, target(56))).toHaveValue('1.056');
  await expect(cell(page, actual(56))).toHaveValue('112');
  await expect(cell(page, 'Cùng kỳ năm trước, ZZ056')).toHaveValue('56');
  await expect(cell(page, 'Lý do thiếu, ZZ054')).toHaveValue('Chưa chốt "lần hai"');
  await expect(cell(page, actual(3))).toHaveValue('7.500');
  await expect(cell(page, actual(1))).toHaveValue('');
  await expect(cell(page, 'Không áp dụng, ZZ002')).toBeChecked();
});

test('undo takes a paste back whole, and redo does it again', async ({ as, server }) => {
  const page = await as('editor.pgddt');
  await openForm(page, server);
  await cell(page, target(100)).click();
  await paste(page, [
    ['6', '5'],
    ['3', '2'],
  ]);
  await page.getByRole('dialog').getByRole('button', { name: 'Dán 4 ô' }).click();
  await expect(cell(page, actual(101))).toHaveValue('2');
  await saved(page);
  await cell(page, actual(101)).press('Control+z');
  for (const label of [target(100), actual(100), target(101), actual(101)]) {
    await expect(cell(page, label)).toHaveValue('');
  }
  await page.keyboard.press('Control+y');
  await expect(cell(page, actual(101))).toHaveValue('2');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+z');
  await expect(cell(page, target(100))).toHaveValue('6');
  await saved(page);
  await page.reload();
  await expect(cell(page, actual(101))).toHaveValue('2');
});

test('cells are selected, filled, copied out and emptied by keys', async ({ as, server }) => {
  const page = await as('editor.pgddt');
  await openForm(page, server);
  await cell(page, target(110)).click();
  await page.keyboard.type('1500');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('4');
  await page.keyboard.press('ArrowLeft');
  await expect(cell(page, target(110))).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('td[aria-selected=true]')).toHaveCount(6);
  await page.keyboard.press('Control+d');
  await expect(cell(page, actual(112))).toHaveValue('4');
  const { plain, html } = await copied(page);
  expect(plain.split('\r\n')).toEqual(['1500\t4', '1500\t4', '1500\t4', '']);
  expect(html).toContain('<td>1500</td><td>4</td>');
  await page.keyboard.press('Delete');
  await expect(cell(page, actual(112))).toHaveValue('');
  await page.keyboard.press('Control+z');
  await expect(cell(page, actual(112))).toHaveValue('4');
  await saved(page);
  // What was copied here goes back where it was without a question.
  await cell(page, target(114)).click();
  await paste(page, plain.trim().split('\r\n').map(it => it.split('\t')));
  await expect(cell(page, actual(116))).toHaveValue('4');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('cells are filled by drawing on the corner of what is selected', async ({ as, server }) => {
  const page = await as('editor.pgddt');
  await openForm(page, server);
  await cell(page, actual(64)).click();
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  await page.keyboard.type('9');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowDown');
  const corner = cellOf(page, actual(65));
  await expect(corner).toHaveAttribute('data-corner', '');
  await cell(page, actual(69)).scrollIntoViewIfNeeded();
  const [from, to] = [(await corner.boundingBox())!, (await cell(page, actual(69)).boundingBox())!];
  await page.mouse.move(from.x + from.width - 3, from.y + from.height - 3);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await expect(page.locator('td[aria-selected=true]')).toHaveCount(6);
  await page.mouse.up();
  for (const [at, value] of [[66, '7'], [67, '9'], [68, '7'], [69, '9']] as const) {
    await expect(cell(page, actual(at))).toHaveValue(value);
  }
  await saved(page);
  // One step, and taken back as one.
  await page.keyboard.press('Control+z');
  for (const at of [66, 67, 68, 69]) await expect(cell(page, actual(at))).toHaveValue('');
  await expect(cell(page, actual(65))).toHaveValue('9');
});

test('a cell is edited as in a sheet', async ({ as, server }) => {
  const page = await as('editor.pgddt');
  await openForm(page, server);
  const first = cell(page, actual(90));
  await first.click();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(cell(page, actual(91))).toBeFocused();
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('F2');
  await page.keyboard.type('3');
  await expect(first).toHaveValue('123');
  await page.keyboard.press('ArrowLeft');
  await expect(first).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(first).toHaveValue('12');
  await page.keyboard.press('Home');
  await expect(cell(page, target(90))).toBeFocused();
  await page.keyboard.press('End');
  await expect(cell(page, 'Lý do thiếu, ZZ090')).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(cell(page, `Lý do thiếu, ZZ${MORE}`)).toBeFocused();
});

test('what another saves appears here, and never over what is typed', async ({ as, server, problems }) => {
  problems.allow(/net::ERR_/);
  const [editor, head] = [await as('editor.pgddt'), await as('head.pgddt')];
  await openForm(editor, server);
  await openForm(head, server);
  await cell(head, actual(80)).fill('8');
  await saved(head);
  await expect(cell(editor, actual(80))).toHaveValue('8');
  await expect(cellOf(editor, actual(80))).toContainText(/vừa ghi lúc \d\d:\d\d/);
  await cell(editor, actual(81)).focus();
  await editor.context().setOffline(true);
  await cell(editor, actual(81)).fill('5');
  await cell(head, actual(81)).fill('6');
  await saved(head);
  await expect(cell(editor, actual(81))).toHaveValue('5');
  await editor.context().setOffline(false);
  await expect(cellOf(editor, actual(81))).toContainText(/ghi lúc \d\d:\d\d: 6/);
  await expect(cellOf(editor, actual(81))).toContainText('Của tôi: 5');
  await editor.keyboard.press('Tab');
  await expect(editor.getByRole('button', { name: 'Giữ của tôi' })).toBeFocused();
  await editor.keyboard.press('Tab');
  await editor.keyboard.press('Enter');
  await expect(cell(editor, actual(81))).toHaveValue('6');
  await expect(cell(editor, actual(81))).toBeFocused();
  await expect(cellOf(editor, actual(81))).not.toContainText('ghi lúc');
});

test('a stale tab keeps its text and sends it after signing in again', async ({ visitor, server, problems }) => {
  problems.allow(/status of 401/);
  const context = await visitor();
  const page = await context.newPage();
  const signIn = async (tab: Page, name = 'editor.pgddt') => {
    await tab.getByLabel('Tên đăng nhập').fill(name);
    await tab.getByLabel('Mật khẩu').fill(server.password);
    await tab.getByRole('button', { name: 'Đăng nhập' }).click();
    await tab.waitForURL(url => url.pathname !== '/login');
  };
  await page.goto('/login');
  await signIn(page);
  await openForm(page, server);
  await expect(page.locator('passage-writer:not([data-ready])')).toHaveCount(0);
  const before = await page.locator('passage-writer').count();
  await page.getByRole('button', { name: 'Thêm đoạn' }).first().click();
  await expect(page.locator('passage-writer')).toHaveCount(before + 1);
  await page.keyboard.type('Còn phiên. ');
  await saved(page);
  const passage = await page.evaluate(() => document.activeElement?.closest('passage-writer')?.getAttribute('data-passage'));
  const text = page.locator(`passage-writer[data-passage="${passage}"]`).getByRole('textbox');
  await context.clearCookies();
  await text.click();
  await page.keyboard.press('End');
  await page.keyboard.type('Của người soạn.');
  await cell(page, actual(70)).fill('77');
  await expect(page.getByText('Phiên làm việc đã hết', { exact: false })).toBeVisible();
  await expect(cell(page, actual(70))).toHaveValue('77');
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    page.locator('.banner').getByRole('link', { name: 'Đăng nhập' }).click(),
  ]);
  // Somebody else signs in first: nothing is sent in their name.
  await signIn(other, 'head.pgddt');
  await page.getByRole('button', { name: 'Thử lại ngay' }).click();
  await expect(page.locator('.save-state')).toHaveText('2 thay đổi chưa lưu');
  await expect(page.getByText('Phiên làm việc đã hết', { exact: false })).toBeVisible();
  const report = new URL(page.url()).pathname.split('/')[2];
  const sheet = await other.request.post('/api/fn/show_report', {
    data: { id: report },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(sheet.status()).toBe(200);
  expect(await sheet.text()).not.toContain('Của người soạn.');
  await context.clearCookies();
  await other.goto('/login');
  await signIn(other);
  await other.close();
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await saved(page);
  await page.reload();
  await expect(cell(page, actual(70))).toHaveValue('77');
  await expect(text).toHaveText('Còn phiên. Của người soạn.');
});

test('beside a cell stands where its figure is going', async ({ as, server }) => {
  const page = await as('editor.pgddt');
  await openForm(page, server);
  await cell(page, 'Thực hiện, GD03').click();
  const panel = page.getByRole('complementary', { name: 'Ô đang chọn' });
  await expect(panel).toContainText('GD03');
  await expect(panel.getByText('Các kỳ trước')).toBeVisible();
  await expect(panel.locator('.panel-spark svg')).toBeVisible();
  await cell(page, actual(60)).fill('9');
  await saved(page);
  await expect(panel).toContainText('Thực hiện:');
  await expect(panel.getByRole('listitem').first()).toContainText('9');
  await panel.getByRole('button', { name: 'Ẩn thông tin ô' }).click();
  await expect(panel).toBeHidden();
  await page.getByRole('button', { name: 'Thông tin ô' }).click();
  await expect(panel).toBeVisible();
  await axe(page);
});

test('what the checks find stands beside the cells, with links to them', async ({ as, server }) => {
  const page = await as('editor.pgddt');
  await openForm(page, server);
  const findings = page.getByRole('region', { name: 'Kiểm tra số liệu' });
  await findings.getByRole('link', { name: /^ZZ119/ }).click();
  await expect(cell(page, actual(119))).toBeFocused();
  await cell(page, 'Lý do thiếu, ZZ119').fill('Chưa tổng hợp');
  await saved(page);
  await expect(findings.getByRole('link', { name: /^ZZ119/ })).toHaveCount(0);
});

test('hundreds of rows do not hold up typing', async ({ as, server }) => {
  const page = await as('editor.pgddt');
  await openForm(page, server);
  const slowest = await cell(page, actual(MORE)).evaluate(async (input: HTMLInputElement) => {
    input.focus();
    const took: number[] = [];
    for (let at = 0; at < 20; at += 1) {
      const began = performance.now();
      input.value = String(at);
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      took.push(performance.now() - began);
    }
    return took.sort((one, other) => one - other)[15]!;
  });
  // The program that is tested is not optimized.
  expect(slowest).toBeLessThan(50);
});

test('another unit has no form, and a phone none either', { tag: '@phone' }, async ({ as, server, isMobile, problems }) => {
  problems.allow(/status of 403/);
  const page = await as(isMobile ? 'editor.pgddt' : 'editor.pvhtt');
  if (isMobile) {
    await page.goto('/reports');
    const link = page.getByRole('link', { name: EDUCATION }).first();
    await page.goto(`${await link.getAttribute('href')}/edit`);
    await expect(page.getByText('Phiên đăng nhập trên điện thoại chỉ để đọc', { exact: false })).toBeVisible();
  } else {
    const own = await as('editor.pgddt');
    const address = await openForm(own, server);
    await page.goto(`${address}/edit`);
    await expect(page.getByText('chưa được công bố', { exact: false })).toBeVisible();
  }
  await expect(page.locator('[data-row]')).toHaveCount(0);
});

test('a tablet has cells to touch', { tag: '@only-tablet' }, async ({ as, server }) => {
  const page = await as('editor.pgddt');
  await openForm(page, server);
  const box = await cell(page, ACTUAL).boundingBox();
  expect(box!.height).toBeGreaterThanOrEqual(44);
  await axe(page);
});
