import { readFileSync } from 'node:fs';
import { alive, axe, expect, type Page, type Server, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'writer' });

const HALF = '6 tháng đầu năm 2016';
const EDUCATION = 'Phòng Giáo dục và Đào tạo';

/** The address of the report's form, found as a person finds it. */
async function formOf(page: Page): Promise<string> {
  await page.goto('/reports');
  const period = page.locator('section', { has: page.getByRole('heading', { name: HALF }) });
  const address = await period.getByRole('link', { name: EDUCATION }).getAttribute('href');
  if (!address) throw new Error(`${EDUCATION} has no report`);
  return `${address}/edit`;
}

const saved = (page: Page) =>
  expect(page.locator('.save-state')).toHaveText(/^Đã lưu lúc \d\d:\d\d:\d\d$/, { timeout: 20_000 });
const lost = (page: Page) => page.getByText('Mất kết nối từ', { exact: false });

/** Waits until the browser has written down what it was given: a reader waits for the writers before it. */
const writtenDown = (page: Page) =>
  page.evaluate(async () => {
    const name = (await indexedDB.databases()).map(it => it.name ?? '').find(it => /^giaoban\/.+\/.+/.test(it))!;
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    await new Promise(done => {
      // Both: the words, and when they were last the server's.
      const reading = database.transaction(['updates', 'custom']);
      reading.objectStore('updates').count();
      reading.oncomplete = done;
    });
    database.close();
  });

/** What the server's program takes of the machine's memory, in MB. */
function resident(server: Server): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1024;
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await alive(page);
  await expect(page.locator('passage-writer:not([data-ready])')).toHaveCount(0);
}

/** A passage of its own to write in; its number among the editors. */
async function addPassage(page: Page): Promise<string> {
  const before = await page.locator('passage-writer').count();
  await page.getByRole('button', { name: 'Thêm đoạn' }).first().click();
  await expect(page.locator('passage-writer')).toHaveCount(before + 1);
  const passage = await page.evaluate(() => document.activeElement?.closest('passage-writer')?.getAttribute('data-passage'));
  if (!passage) throw new Error('the new passage has not the focus');
  return passage;
}

const textOf = (page: Page, passage: string) => page.locator(`passage-writer[data-passage="${passage}"]`).getByRole('textbox');

/** The words alone, without the names of those who stand among them. */
const words = (page: Page, passage: string) =>
  textOf(page, passage).evaluate(text => {
    const copy = text.cloneNode(true) as HTMLElement;
    copy.querySelectorAll('.writer-cursor').forEach(it => it.remove());
    return [...copy.children].map(it => it.textContent).join('\n');
  });

async function caret(page: Page, passage: string, key: 'Home' | 'End', line = 0): Promise<void> {
  await textOf(page, passage).locator('p').nth(line).click();
  await page.keyboard.press(key);
}

async function paste(page: Page, data: Record<string, string>): Promise<void> {
  await page.evaluate(data => {
    const held = new DataTransfer();
    for (const [kind, text] of Object.entries(data)) held.setData(kind, text);
    const event = new ClipboardEvent('paste', { clipboardData: held, bubbles: true, cancelable: true });
    document.activeElement!.dispatchEvent(event);
  }, data);
}

test('two people write one paragraph, one of them without a network for a while', async ({ as, problems }) => {
  problems.allow(/net::ERR_/);
  const [one, two] = [await as('editor.pgddt'), await as('head.pgddt')];
  const address = await formOf(one);
  await open(one, address);
  const passage = await addPassage(one);
  await one.keyboard.type('Chất lượng giáo dục giữ vững.');
  await saved(one);
  await open(two, address);
  await expect.poll(() => words(two, passage)).toBe('Chất lượng giáo dục giữ vững.');

  await two.context().setOffline(true);
  await caret(two, passage, 'End');
  await two.keyboard.type(' Viết khi mất mạng.');
  await expect(lost(two)).toBeVisible();
  await caret(one, passage, 'Home');
  await one.keyboard.type('Năm 2016: ');
  await saved(one);
  await two.context().setOffline(false);

  const both = 'Năm 2016: Chất lượng giáo dục giữ vững. Viết khi mất mạng.';
  await expect.poll(() => words(one, passage), { timeout: 20_000 }).toBe(both);
  await expect.poll(() => words(two, passage), { timeout: 20_000 }).toBe(both);
  await saved(two);
  await expect(lost(two)).toBeHidden();
  await one.reload();
  await expect(textOf(one, passage)).toContainText(both);
});

test('what is typed into a new passage before the document has come is in it', async ({ as }) => {
  const page = await as('editor.pgddt');
  const address = await formOf(page);
  let letGo = () => {};
  const held = new Promise<void>(done => (letGo = done));
  await page.route('**/document?*', async route => {
    await held;
    await route.continue();
  });
  await page.goto(address);
  await alive(page);
  const before = await page.locator('passage-writer').count();
  await page.getByRole('button', { name: 'Thêm đoạn' }).first().click();
  await page.keyboard.type('Chữ đầu tiên, ');
  const fresh = page.locator('passage-writer[data-fresh]');
  await expect(page.locator('passage-writer')).toHaveCount(before + 1);
  await expect(fresh.locator('textarea')).toHaveValue('Chữ đầu tiên, ');
  letGo();
  await expect(fresh.getByRole('textbox')).toHaveClass(/writer-text/);
  await page.keyboard.type('rồi chữ sau.');
  await saved(page);
  await page.reload();
  await expect(page.locator('.writer-text').filter({ hasText: 'Chữ đầu tiên, rồi chữ sau.' })).toBeVisible();
});

test('who writes here too is named, in the list and at their cursor', async ({ as }) => {
  const [one, two] = [await as('editor.pgddt'), await as('head.pgddt')];
  const address = await formOf(one);
  await open(one, address);
  const passage = await addPassage(one);
  await one.keyboard.type('Có nhau.');
  await saved(one);
  await open(two, address);
  await textOf(two, passage).click();
  const person = one.locator('.writer-person');
  await expect(person).toBeVisible();
  await expect(person).toContainText('Hà Thu Hà');
  await expect(textOf(one, passage).locator('.writer-cursor-name')).toHaveText('Hà Thu Hà');
  await axe(one);
  await two.close();
  // Windows of earlier tests that went without a word are gone after half a minute.
  await expect(person).toBeHidden({ timeout: 40_000 });
  await expect(textOf(one, passage).locator('.writer-cursor')).toHaveCount(0);
});

// As each way of typing makes a word: the keys v i e e t j, and d 9 u 7 o 7 c 5.
const COMPOSED = {
  Telex: ['V', 'Vi', 'Vie', 'Viê', 'Viêt', 'Việt'],
  VNI: ['D', 'Đ', 'Đu', 'Đư', 'Đưo', 'Đươ', 'Đươc', 'Được'],
};

for (const [way, made] of Object.entries(COMPOSED)) {
  test(`a word being composed by ${way} is not broken by what others write`, async ({ as }) => {
    const word = made.at(-1)!;
    const [one, two] = [await as('editor.pgddt'), await as('head.pgddt')];
    const address = await formOf(one);
    await open(one, address);
    const passage = await addPassage(one);
    await one.keyboard.type('Tiếng ');
    await saved(one);
    await open(two, address);
    await expect.poll(() => words(two, passage)).toContain('Tiếng');

    const keys = await one.context().newCDPSession(one);
    await keys.send('Network.enable');
    let arrived = 0;
    keys.on('Network.eventSourceMessageReceived', it => (arrived += Number(it.eventName === 'update')));
    const compose = (text: string) =>
      keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await caret(one, passage, 'End');
    for (const text of made.slice(0, -2)) await compose(text);
    await caret(two, passage, 'Home');
    const before = arrived;
    await two.keyboard.type('«');
    await saved(two);
    await expect.poll(() => arrived, 'the other person\'s letter has come').toBeGreaterThan(before);
    expect(await words(one, passage), 'drawn under the word').not.toContain('«');
    for (const text of made.slice(-2)) await compose(text);
    await keys.send('Input.insertText', { text: word });
    await one.keyboard.type(' Nam');
    await expect.poll(() => words(one, passage)).toBe(`«Tiếng ${word} Nam`);
    await expect.poll(() => words(two, passage)).toBe(`«Tiếng ${word} Nam`);
  });
}

test('a word typed by a program that takes letters back and gives others is whole', async ({ as }) => {
  const [one, two] = [await as('editor.pgddt'), await as('head.pgddt')];
  const address = await formOf(one);
  await open(one, address);
  const passage = await addPassage(one);
  await one.keyboard.type('Tiếng ');
  await saved(one);
  await open(two, address);
  await expect.poll(() => words(two, passage)).toContain('Tiếng');
  await caret(two, passage, 'Home');
  await caret(one, passage, 'End');
  // Without composition, as UniKey does on Windows: v i e 6 t 5.
  await one.keyboard.type('Vie');
  await one.keyboard.press('Backspace');
  await one.keyboard.insertText('ê');
  await two.keyboard.type('«');
  await one.keyboard.type('t');
  await expect.poll(() => words(one, passage)).toContain('«');
  for (let times = 0; times < 2; times++) await one.keyboard.press('Backspace');
  await one.keyboard.insertText('ệt');
  await expect.poll(() => words(one, passage)).toBe('«Tiếng Việt');
  await expect.poll(() => words(two, passage)).toBe('«Tiếng Việt');
});

test('a killed server loses nothing', async ({ as, problems, server }) => {
  problems.allow(/net::ERR_/);
  const page = await as('editor.pgddt');
  const address = await formOf(page);
  await open(page, address);
  const passage = await addPassage(page);
  await page.keyboard.type('Trước khi máy chủ dừng');
  await saved(page);
  await server.kill('SIGKILL');
  await page.keyboard.type(', và sau đó');
  await expect(lost(page)).toBeVisible();
  await expect(page.locator('.save-state')).toHaveText(/chưa lưu/);
  // Left and opened again: the browser's own copy is all there is of it.
  await writtenDown(page);
  const context = page.context();
  await page.close();
  await server.start();
  const again = await context.newPage();
  await open(again, address);
  await expect.poll(() => words(again, passage)).toBe('Trước khi máy chủ dừng, và sau đó');
  await saved(again);
  const other = await as('head.pgddt');
  await open(other, address);
  await expect.poll(() => words(other, passage)).toBe('Trước khi máy chủ dừng, và sau đó');
});

test('where the document cannot be fetched the form opens the browser\'s own copy, and says of when', async ({ as, problems }) => {
  problems.allow(/net::ERR_/);
  const [one, two] = [await as('editor.pgddt'), await as('head.pgddt')];
  const address = await formOf(one);
  await open(one, address);
  const passage = await addPassage(one);
  await one.keyboard.type('Bản chung.');
  await saved(one);
  await writtenDown(one);
  const context = one.context();
  await one.close();
  await open(two, address);
  const later = await addPassage(two);
  await two.keyboard.type('Thủ trưởng viết sau.');
  await saved(two);

  const again = await context.newPage();
  await again.route('**/document?*', route => route.abort());
  await again.goto(address);
  await alive(again);
  await expect(textOf(again, passage)).toHaveClass(/writer-text/);
  expect(await words(again, passage)).toBe('Bản chung.');
  const told = again.getByText(/Đang mở bản lưu trên máy này lúc .*2016/);
  await expect(told).toBeVisible();
  // What the copy does not have is read as the page has it, and not taken for empty.
  await expect(again.locator(`passage-writer[data-passage="${later}"] textarea`)).toHaveValue('Thủ trưởng viết sau.');
  await axe(again, ['light']);
  await caret(again, passage, 'End');
  await again.keyboard.type(' Viết trên bản lưu.');
  await expect(again.locator('.save-state')).toHaveText(/chưa lưu/);
  await caret(two, passage, 'Home');
  await two.keyboard.type('Năm 2016: ');
  await saved(two);

  await again.unroute('**/document?*');
  // The form tries again by itself too, and may come first: then there is nothing to press any more.
  await again.getByRole('button', { name: 'Thử lại ngay' }).click({ timeout: 5_000 }).catch(() => undefined);
  const both = 'Năm 2016: Bản chung. Viết trên bản lưu.';
  await expect.poll(() => words(again, passage), { timeout: 20_000 }).toBe(both);
  await expect.poll(() => words(two, passage)).toBe(both);
  await expect(told).toBeHidden();
  await expect(textOf(again, later)).toHaveClass(/writer-text/);
  expect(await words(again, later)).toBe('Thủ trưởng viết sau.');
  await saved(again);
});

test('a line that says nothing does not keep the form waiting for its copy', async ({ as }) => {
  const page = await as('editor.pgddt');
  const address = await formOf(page);
  await open(page, address);
  const passage = await addPassage(page);
  await page.keyboard.type('Mạng đứng.');
  await saved(page);
  await writtenDown(page);
  let letGo = () => {};
  const held = new Promise<void>(done => (letGo = done));
  await page.route('**/document?*', async route => {
    await held;
    await route.continue();
  });
  await page.reload();
  await expect(textOf(page, passage)).toHaveClass(/writer-text/);
  await expect(page.getByText('Đang mở bản lưu trên máy này', { exact: false })).toBeVisible();
  await caret(page, passage, 'End');
  await page.keyboard.type(' Vẫn viết.');
  letGo();
  await expect(page.getByText('Đang mở bản lưu trên máy này', { exact: false })).toBeHidden();
  await saved(page);
  expect(await words(page, passage)).toBe('Mạng đứng. Vẫn viết.');
});

test('a session that ended keeps what is written and sends it afterwards', async ({ as, problems }) => {
  problems.allow(/status of 401/);
  const page = await as('editor.pgddt');
  await open(page, await formOf(page));
  const passage = await addPassage(page);
  await page.keyboard.type('Còn phiên. ');
  await saved(page);
  const context = page.context();
  const cookies = await context.cookies();
  await context.clearCookies();
  await textOf(page, passage).focus();
  await page.keyboard.type('Hết phiên.');
  await expect(page.getByText('Phiên làm việc đã hết', { exact: false })).toBeVisible();
  await context.addCookies(cookies);
  await page.getByRole('button', { name: 'Thử lại ngay' }).click();
  await saved(page);
  await page.reload();
  await expect.poll(() => words(page, passage)).toContain('Hết phiên.');
});

test('what is pasted from Word comes clean, with its lists and tables', async ({ as }) => {
  const page = await as('editor.pgddt');
  await open(page, await formOf(page));
  const passage = await addPassage(page);
  await paste(page, {
    'text/plain': 'x',
    'text/html': `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
      <style>p.MsoNormal{color:red}</style><script>window.ran = 1</script></head><body lang=VI>
      <!--StartFragment--><p class=MsoNormal style='margin:0cm'><b style='mso-bidi-font-weight:normal'>Kết quả</b>
      <span style='font-style:italic;color:red' onclick="window.ran = 2">nổi bật</span><o:p>&nbsp;</o:p></p>
      <p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
      style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7pt "Times New Roman"'>&nbsp;&nbsp;
      </span></span></span><![endif]>Mục một</p>
      <p class=MsoListParagraphCxSpLast style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
      style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>Mục hai</p>
      <st1:place>Bắc Kạn</st1:place>
      <table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=208 style='width:155.8pt'>
      <p class=MsoNormal>Trường<img src=x onerror="window.ran = 3"></p></td><td><p>Số lớp</p></td></tr>
      <tr><td><p>Mầm non</p></td><td><p>12</p></td></tr></table><!--EndFragment--></body></html>`,
  });
  const text = textOf(page, passage);
  await expect(text.locator('strong')).toHaveText('Kết quả');
  await expect(text.locator('em')).toHaveText('nổi bật');
  await expect(text.locator('ul > li')).toHaveText(['Mục một', 'Mục hai']);
  await expect(text.locator('td')).toHaveText(['Trường', 'Số lớp', 'Mầm non', '12']);
  await expect(text.getByText('Bắc Kạn')).toBeVisible();
  expect(await text.evaluate(it => it.querySelectorAll('[style], [class*=Mso], img, script, font').length)).toBe(0);
  expect(await page.evaluate(() => (window as { ran?: number }).ran)).toBeUndefined();
  await saved(page);

  // Beneath the table there is a line to write on.
  await text.locator(':scope > p').last().click();
  await page.keyboard.type('Sau bảng');
  await expect(text.locator(':scope > p').last()).toHaveText('Sau bảng');
  await page.keyboard.press('Enter');
  await paste(page, { 'text/plain': 'Dòng một\r\nDòng hai\r\n' });
  await expect(text.locator(':scope > p', { hasText: 'Dòng' })).toHaveText(['Dòng một', 'Dòng hai']);
  await saved(page);
  await page.reload();
  await expect(textOf(page, passage).locator('td')).toHaveText(['Trường', 'Số lớp', 'Mầm non', '12']);
});

test('a passage takes no more than it holds, and says so; the rest of the report goes on', async ({ as }) => {
  const page = await as('editor.pgddt');
  await open(page, await formOf(page));
  const passage = await addPassage(page);
  const full = page.locator(`passage-writer[data-passage="${passage}"] .writer-full`);
  await page.keyboard.type('Đầu. ');
  await paste(page, { 'text/plain': 'chữ '.repeat(6000) });
  await expect(full).toContainText('Một đoạn chỉ chứa tối đa 20000 ký tự');
  expect(await words(page, passage)).toBe('Đầu. ');
  const cells = `<tr>${'<td>1</td>'.repeat(60)}</tr>`.repeat(60);
  await paste(page, { 'text/plain': 'x', 'text/html': `<table>${cells}</table>` });
  await expect(full).toContainText('quá nhiều ô');
  await paste(page, { 'text/plain': 'a'.repeat(19_990) });
  await expect(full).toBeEmpty();
  await page.keyboard.type('123456');
  await expect(full).toContainText('Một đoạn chỉ chứa tối đa');
  expect((await words(page, passage)).slice(-8)).toBe('aaa12345');
  await saved(page);
  await axe(page, ['light']);
  await page.keyboard.press('Backspace');
  await expect(full).toBeEmpty();
  const other = await addPassage(page);
  await page.keyboard.type('Đoạn khác vẫn lưu.');
  await saved(page);
  await page.reload();
  await expect.poll(async () => (await words(page, passage)).length).toBe(19_999);
  await expect.poll(() => words(page, other)).toBe('Đoạn khác vẫn lưu.');
});

test('a passage that two people made too long together is sent once it is shortened', async ({ as, problems }) => {
  problems.allow(/net::ERR_/);
  const [one, two] = [await as('editor.pgddt'), await as('head.pgddt')];
  const address = await formOf(one);
  await open(one, address);
  const passage = await addPassage(one);
  await one.keyboard.type('Chung.');
  await saved(one);
  await open(two, address);
  await expect.poll(() => words(two, passage)).toBe('Chung.');
  await two.context().setOffline(true);
  await caret(two, passage, 'End');
  await two.keyboard.press('Enter');
  await paste(two, { 'text/plain': 'hai '.repeat(3000) });
  await expect(lost(two)).toBeVisible();
  await caret(one, passage, 'Home');
  // What the page says may still be of the words before.
  const taken = one.waitForResponse(it => it.url().endsWith('/document') && it.request().method() === 'POST' && it.ok());
  await paste(one, { 'text/plain': 'một '.repeat(3000) });
  await taken;
  await two.context().setOffline(false);
  const full = two.locator(`passage-writer[data-passage="${passage}"] .writer-full`);
  await expect(full).toContainText('Ghép với phần của người khác');
  await expect(two.locator('.save-state')).toHaveText(/chưa lưu/);
  await textOf(two, passage).locator('p').last().click({ clickCount: 3 });
  await two.keyboard.type('Rút gọn.');
  await expect(full).toBeEmpty();
  await saved(two);
  await expect.poll(() => words(one, passage)).toMatch(/^một (một )+.*Chung\.\nRút gọn\.$/s);
});

test('an update of 20 MB is refused with a sentence, and takes no memory', async ({ as, server, problems }) => {
  problems.allow(/status of 4\d\d/);
  const page = await as('editor.pgddt');
  const address = await formOf(page);
  await open(page, address);
  const passage = await addPassage(page);
  await page.keyboard.type('Còn nguyên.');
  await saved(page);
  const path = `${address.replace(/\/edit$/, '')}/document`;
  const whole = async () => (await page.request.get(`${path}?vector=`)).body();
  const kept = await whole();
  const send = (data: Buffer) =>
    page.request.post(path, {
      data,
      headers: {
        origin: new URL(page.url()).origin,
        'content-type': 'application/octet-stream',
        'x-document-epoch': '1',
        'x-document-client': '7',
      },
    });
  const before = resident(server);
  for (let times = 0; times < 3; times++) {
    const large = await send(Buffer.alloc(20_000_000, 7));
    expect(large.status()).toBe(413);
    expect((await large.json()).message).toContain('quá lớn');
  }
  const broken = await send(Buffer.alloc(900_000, 0xff));
  expect(broken.status()).toBe(422);
  expect((await broken.json()).message).toContain('không đọc được');
  const after = resident(server);
  expect(after - before, `from ${before} MB to ${after} MB`).toBeLessThan(30);
  expect((await whole()).equals(kept), 'the document is as it was').toBe(true);
  expect(await words(page, passage)).toBe('Còn nguyên.');
});

test('the tools do what they say, by mouse and by keyboard', async ({ as }) => {
  const page = await as('editor.pgddt');
  await open(page, await formOf(page));
  const passage = await addPassage(page);
  const text = textOf(page, passage);
  const tools = page.locator(`passage-writer[data-passage="${passage}"]`).getByRole('toolbar');
  const tool = (name: string) => tools.getByRole('button', { name, exact: true });
  await tool('Đậm').click();
  await expect(tool('Đậm')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.type('đậm');
  await page.keyboard.press('Control+B');
  await page.keyboard.type(' thường');
  await expect(text.locator('strong')).toHaveText('đậm');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- một');
  await page.keyboard.press('Enter');
  await page.keyboard.type('hai');
  await expect(text.locator('ul > li')).toHaveText(['một', 'hai']);
  await page.keyboard.press('Tab');
  await expect(text.locator('ul ul > li')).toHaveText(['hai']);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await tool('Chèn bảng').click();
  await expect(text.locator('th')).toHaveCount(3);
  await tool('Thêm hàng bên dưới').click();
  await expect(text.locator('tr')).toHaveCount(4);
  await tool('Thêm cột bên phải').click();
  await expect(text.locator('th')).toHaveCount(4);
  // What follows quickly is undone together: it takes one step or three until the table is gone.
  await expect(async () => {
    await page.keyboard.press('Control+Z');
    await expect(text.locator('table')).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await page.keyboard.press('Control+Y');
  await expect(text.locator('table')).toHaveCount(1);
  // One stop for Tab, arrows within.
  await tool('Đậm').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tool('Nghiêng')).toBeFocused();
  expect(await tools.locator('button[tabindex="0"]').count()).toBe(1);
  await page.keyboard.press('Escape');
  await expect(text).toBeFocused();
  await saved(page);
  await axe(page);
});

test('undone to the last letter, it all comes back', async ({ as }) => {
  const page = await as('editor.pgddt');
  const address = await formOf(page);
  await open(page, address);
  const passage = await addPassage(page);
  const text = textOf(page, passage);
  await page.keyboard.type('Số trẻ đến trường tăng.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Chất lượng giữ vững.');
  const all = await words(page, passage);
  const until = (keys: string, said: string) =>
    expect(async () => {
      await page.keyboard.press(keys);
      expect(await words(page, passage)).toBe(said);
    }).toPass();
  await until('Control+Z', '');
  // A look elsewhere is no deed that would end what can be done again.
  await page.getByLabel('Thực hiện, GD11', { exact: true }).focus();
  await text.focus();
  await page.keyboard.press('ArrowRight');
  await saved(page);
  await until('Control+Y', all);
  await saved(page);
  const other = await as('head.pgddt');
  await open(other, address);
  await expect.poll(() => words(other, passage)).toBe(all);
});

test('a figure in a sentence says what the grid says', async ({ as }) => {
  const page = await as('editor.pgddt');
  const address = await formOf(page);
  await open(page, address);
  const actual = page.getByLabel('Thực hiện, GD11', { exact: true });
  await actual.fill('4');
  await saved(page);
  const passage = await addPassage(page);
  await page.keyboard.type('Đạt ');
  await page.keyboard.press('Control+Shift+F');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tìm chỉ tiêu theo mã hoặc tên').fill('gd11');
  await axe(page, ['light']);
  await dialog.getByRole('button', { name: 'Chèn', exact: true }).click();
  await page.keyboard.type(' em.');
  const figure = textOf(page, passage).locator('.writer-figure');
  await expect(figure).toHaveText('4');
  await saved(page);
  await actual.fill('5');
  await expect(figure).toHaveText('5');
  await saved(page);
  await page.goto(address.replace(/\/edit$/, ''));
  await expect(page.getByText('Đạt 5 em.')).toBeVisible();
});

test('each paragraph keeps its identity', async ({ as }) => {
  const page = await as('editor.pgddt');
  await open(page, await formOf(page));
  const passage = await addPassage(page);
  await page.keyboard.type('Đầu cuối');
  await saved(page);
  const ids = async () => {
    const answer = await page.request.post('/api/fn/show_report', {
      data: { id: new URL(page.url()).pathname.split('/')[2] },
      headers: { origin: new URL(page.url()).origin },
    });
    const sheet = (await answer.json()) as { sections: { passages: { id: string; content: { id: string }[] }[] }[] };
    const found = sheet.sections.flatMap(it => it.passages).find(it => it.id === passage);
    return found!.content.map(it => it.id);
  };
  const [first] = await ids();
  expect(first).toMatch(/^[0-9a-z]{12}$/);
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await saved(page);
  await expect.poll(async () => (await ids()).length).toBe(2);
  const split = await ids();
  expect(split[0]).toBe(first);
  expect(split[1]).not.toBe(first);
  // Room made above a paragraph is new; the words keep their name.
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await ids()).at(-1)).toBe(split[1]);
});

test('its program is loaded by this page alone', async ({ as }) => {
  const page = await as('editor.pgddt');
  const asked: string[] = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  const address = await formOf(page);
  await page.goto(address.replace(/\/edit$/, ''));
  await alive(page);
  expect(asked.filter(it => it.includes('writer'))).toEqual([]);
  await open(page, address);
  expect(asked.filter(it => /^\/pkg\/writer\..*\.js$/.test(it))).toHaveLength(1);
});

test('a report that moved on is not written into, and late words are kept', async ({ as, problems }) => {
  problems.allow(/net::ERR_|status of 409/);
  const [one, head] = [await as('editor.pgddt'), await as('head.pgddt')];
  const address = await formOf(one);
  await open(one, address);
  const passage = await addPassage(one);
  await one.keyboard.type('Kịp giờ.');
  await saved(one);
  const empty = one.locator('td[data-state=missing] input');
  while ((await empty.count()) > 0) {
    const label = await empty.first().getAttribute('aria-label');
    await one.getByLabel(label!.replace('Thực hiện', 'Lý do thiếu'), { exact: true }).fill('Chưa có');
  }
  await one.keyboard.press('Tab');
  await saved(one);
  await open(head, address);
  await one.context().setOffline(true);
  await textOf(one, passage).focus();
  await one.keyboard.type(' Trễ giờ.');
  await expect(lost(one)).toBeVisible();
  const report = address.split('/')[2];
  const told = (path: string, data: object) =>
    head.request.post(`/api/fn/${path}`, { data, headers: { origin: new URL(head.url()).origin } });
  const sheet = (await (await told('show_report', { id: report })).json()) as { report: { revision: number } };
  const step = await told('take_report_step', { id: report, step: 'submit', reason: '', seen: sheet.report.revision });
  expect(step.status(), await step.text()).toBe(200);
  await one.context().setOffline(false);
  await expect(one.getByText('Phần đó không mất', { exact: false })).toBeVisible({ timeout: 20_000 });
  await expect(one.locator('.writer-late')).toContainText('Trễ giờ.');
  await expect(textOf(one, passage)).toHaveAttribute('contenteditable', 'false');
  await expect.poll(() => words(one, passage)).toBe('Kịp giờ.');
});

test('without scripts a passage is written by a plain form', { tag: '@only-nojs' }, async ({ as }) => {
  const page = await as('editor.pgddt');
  const address = await formOf(page);
  await page.goto(address);
  const section = page.locator('.plain-passages section').first();
  await section.getByLabel('Đoạn mới').fill('Viết không cần chương trình.');
  await section.getByRole('button', { name: 'Thêm đoạn' }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await expect(page.locator('.plain-passages textarea', { hasText: 'Viết không cần chương trình.' })).toBeVisible();
  await page.goto(address.replace(/\/edit$/, ''));
  await expect(page.getByText('Viết không cần chương trình.')).toBeVisible();
});

test('what a plain form could not save stays in it', { tag: '@only-nojs' }, async ({ as, problems }) => {
  // Pages that stay open without scripts have fetched the program in vain.
  problems.allow(/status of 4(09|22)|preloaded using link preload but not used/);
  const page = await as('editor.pgddt');
  const address = await formOf(page);
  await page.goto(address);
  const section = page.locator('.plain-passages section').first();
  await section.getByLabel('Đoạn mới').fill('Bản đầu.');
  await section.getByRole('button', { name: 'Thêm đoạn' }).click();
  const held = page.locator('.plain-passages form', { hasText: 'Bản đầu.' });
  const other = await page.context().newPage();
  await other.goto(address);
  await other.locator('.plain-passages form', { hasText: 'Bản đầu.' }).locator('textarea').fill('Bản của người khác.');
  await other.locator('.plain-passages form', { hasText: 'Bản đầu.' }).getByRole('button', { name: 'Lưu đoạn này' }).click();
  await held.locator('textarea').fill('Bản của tôi.');
  await held.getByRole('button', { name: 'Lưu đoạn này' }).click();
  const refused = page.locator('.plain-refused');
  await expect(refused.getByRole('alert')).toContainText('Người khác vừa sửa trước.');
  await expect(refused.locator('blockquote')).toHaveText('Bản của người khác.');
  await expect(refused.getByLabel('Nội dung bạn viết')).toHaveValue('Bản của tôi.');
  await refused.getByLabel('Nội dung bạn viết').fill('Dài '.repeat(5001));
  await refused.getByRole('button', { name: 'Lưu đoạn này' }).click();
  await expect(refused.getByRole('alert')).toContainText('Dài quá 20000 ký tự.');
  await expect(refused.getByLabel('Nội dung bạn viết')).toHaveValue('Dài '.repeat(5001));
  await refused.getByLabel('Nội dung bạn viết').fill('Bản ghép.');
  await refused.getByRole('button', { name: 'Lưu đoạn này' }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await expect(page.locator('.plain-passages textarea', { hasText: 'Bản ghép.' })).toBeVisible();
});
