import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { alive, axe, expect, type Page, type Server, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'workbook' });

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Debian's, which sees the modules that its packages bring, where there is one. */
const PYTHON = process.env.PYTHON ?? (existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3');
let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'giaoban-sheets-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function reportOf(page: Page, unit = 'Phòng Giáo dục và Đào tạo'): Promise<string> {
  await page.goto('/reports');
  const period = page.locator('section', { has: page.getByRole('heading', { name: '6 tháng đầu năm 2016' }) });
  const address = await period.getByRole('link', { name: unit }).getAttribute('href');
  if (!address) throw new Error(`${unit} has no report`);
  return address;
}

async function download(page: Page, address: string, name: string): Promise<string> {
  const answer = await page.request.get(`${address}/figures.xlsx`);
  expect(answer.status()).toBe(200);
  const path = join(folder, name);
  writeFileSync(path, await answer.body());
  return path;
}

function sheets(...args: unknown[]): string {
  const [command, path, ...rest] = args;
  const script = resolve(__dirname, '../fixtures/sheets.py');
  return execFileSync(PYTHON, [script, String(command), String(path), ...rest.map(it => JSON.stringify(it))], {
    encoding: 'utf8',
  });
}

/** Opens a file with LibreOffice and saves it in another form. */
function converted(path: string, format: string, extension: string): string {
  const out = join(folder, 'converted');
  execFileSync(
    'soffice',
    ['--headless', `-env:UserInstallation=file://${join(folder, 'profile')}`, '--convert-to', format, '--outdir', out, path],
    { stdio: 'pipe', timeout: 120_000 },
  );
  return join(out, basename(path).replace(/\.xlsx$/, `.${extension}`));
}

async function upload(page: Page, address: string, file: { name: string; body: Buffer }) {
  return page.request.post(`${address}/figures.xlsx`, {
    headers: { accept: 'application/json' },
    multipart: { file: { name: file.name, mimeType: XLSX, buffer: file.body } },
  });
}

/** Megabytes that the program holds. */
function resident(server: Server): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1024;
}

test('a form opens in LibreOffice with numbers as numbers, and comes back unchanged', async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as('editor.pgddt');
  const address = await reportOf(page);
  const path = await download(page, address, 'form.xlsx');

  const seen = JSON.parse(sheets('show', path));
  expect(seen).toMatchObject({ landscape: 'landscape', paper: 9, protected: true, font: 'Times New Roman' });
  expect(seen.hidden).toEqual(['visible', 'veryHidden']);
  expect(seen.frozen).toBe('D6');

  // Text is quoted and numbers are not: they are as the form shows them, by LibreOffice's own reckoning.
  const csv = readFileSync(
    converted(path, 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,true', 'csv'),
    'utf8',
  );
  const row = csv.split('\n').find(it => it.includes('"GD01"'))!;
  expect(row).toMatch(/^\d+;"GD01";"[^"]+";"trường";16;15;/);
  const ratio = csv.split('\n').find(it => it.includes('"GD03"'))!;
  expect(ratio).toContain(';93.0;93.7;92.6;100.7;101.1;;;1,965;2,098');

  const again = converted(path, 'xlsx', 'xlsx');
  const answer = await upload(page, address, { name: 'libreoffice.xlsx', body: readFileSync(again) });
  expect(answer.status(), await answer.text()).toBe(200);
  const preview = await answer.json();
  expect(preview.changes).toEqual([]);
  expect(preview.refused).toEqual([]);
  expect(preview.rows).toBeGreaterThan(5);
});

test('what is filled in elsewhere is looked at, then kept', async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as('editor.pgddt');
  const address = await reportOf(page);
  const path = await download(page, address, 'filled.xlsx');
  sheets('change', path, [
    ['GD11', 'Thực hiện', 4],
    ['GD12', 'Thực hiện', 'ba'],
    ['GD08', 'Lý do khi thiếu', '=Chờ kết quả của Sở'.slice(1)],
    ['GD05', 'Tử số', 660],
    ['GD05', 'Thực hiện', null],
  ]);

  await page.goto(`${address}/edit`);
  await alive(page);
  await page.getByRole('link', { name: 'Nhập từ .xlsx…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tệp .xlsx').setInputFiles(path);
  await axe(page);
  await dialog.getByRole('button', { name: 'Đọc tệp' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Xem trước khi nhập' })).toBeVisible();
  await expect(page.getByRole('row', { name: /GD11/ }).getByRole('cell', { name: '4', exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /GD05/ }).getByRole('cell', { name: '660/671' })).toBeVisible();
  await expect(page.getByRole('row', { name: /GD12/ })).toContainText('Thực hiện: Không phải là số');
  await axe(page);

  const refused = page.getByRole('link', { name: 'Tải các dòng bị từ chối' });
  const back = join(folder, 'refused.xlsx');
  writeFileSync(back, await (await page.request.get((await refused.getAttribute('href'))!)).body());
  const told = JSON.parse(sheets('show', back));
  expect(JSON.stringify(told.rows)).toContain('Không phải là số');

  await page.getByRole('button', { name: 'Ghi 3 thay đổi' }).click();
  await expect(page.getByText(/^Đã ghi 3 thay đổi lúc/)).toBeVisible();
  await page.goto(`${address}/edit`);
  await expect(page.getByLabel('Thực hiện, GD11', { exact: true })).toHaveValue('4');
  await expect(page.getByLabel('Thực hiện, GD05', { exact: true })).toHaveValue('660/671');

  // The refused row, mended, is all that the second file says.
  sheets('change', back, [['GD12', 'Thực hiện', 3]]);
  const answer = await upload(page, address, { name: 'mended.xlsx', body: readFileSync(back) });
  const preview = await answer.json();
  expect(preview.changes.map((it: { code: string; after: string }) => [it.code, it.after])).toEqual([['GD12', '3']]);
});

test('a sheet made by hand is read by its headings', async ({ as }) => {
  const page = await as('editor.pgddt');
  const address = await reportOf(page);
  const path = join(folder, 'hand.xlsx');
  sheets('make', path, [['gd04', '99,5', ''], ['GD07', '98.2', ''], ['GD12', '=1/0', ''], ['GD99', 1, '']]);
  const answer = await upload(page, address, { name: 'hand.xlsx', body: readFileSync(path) });
  const preview = await answer.json();
  expect(preview.changes.map((it: { code: string; after: string }) => [it.code, it.after])).toEqual([
    ['GD04', '99,5'],
    ['GD07', '98,2'],
  ]);
  expect(preview.refused.map((it: { code: string }) => it.code)).toEqual(['GD99']);
  // LibreOffice computes what openpyxl left to be computed, and the error is told.
  const computed = await upload(page, address, {
    name: 'computed.xlsx',
    body: readFileSync(converted(path, 'xlsx', 'xlsx')),
  });
  const told = await computed.json();
  expect(told.refused.map((it: { code: string }) => it.code)).toEqual(['GD12', 'GD99']);
  expect(JSON.stringify(told.refused[0])).toContain('#DIV/0!');
});

test('what is too large, or only seems small, is refused and takes no memory', async ({ as, server, problems }) => {
  test.setTimeout(120_000);
  problems.allow(/status of 4\d\d/);
  const page = await as('editor.pgddt');
  const address = await reportOf(page);
  await upload(page, address, { name: 'warm.xlsx', body: readFileSync(await download(page, address, 'warm.xlsx')) });
  const before = resident(server);

  const large = await upload(page, address, { name: 'large.xlsx', body: Buffer.alloc(30_000_000, 'P') });
  expect(large.status()).toBe(413);
  expect((await large.json()).message).toContain('quá lớn');
  const path = join(folder, 'bomb.xlsx');
  sheets('bomb', path);
  for (let times = 0; times < 3; times++) {
    const bomb = await upload(page, address, { name: 'bomb.xlsx', body: readFileSync(path) });
    expect(bomb.status()).toBe(422);
    expect((await bomb.json()).message).toContain('lớn bất thường');
  }
  const after = resident(server);
  expect(after - before, `from ${before} MB to ${after} MB`).toBeLessThan(60);
});

test('a file is brought in without a script @only-nojs', async ({ as }) => {
  const page = await as('editor.pgddt', { javaScriptEnabled: false });
  const address = await reportOf(page);
  const path = join(folder, 'plain.xlsx');
  sheets('make', path, [['GD12', 3, '']]);
  await page.goto(`${address}/import`);
  await page.getByLabel('Tệp .xlsx').setInputFiles({ name: 'a.xlsx', mimeType: XLSX, buffer: Buffer.from('TT;Ma') });
  await page.getByRole('button', { name: 'Đọc tệp' }).click();
  await expect(page.getByText('Đây không phải là tệp .xlsx', { exact: false })).toBeVisible();
  await page.getByLabel('Tệp .xlsx').setInputFiles(path);
  await page.getByRole('button', { name: 'Đọc tệp' }).click();
  await page.getByRole('button', { name: 'Ghi 1 thay đổi' }).click();
  await expect(page.getByText(/^Đã ghi 1 thay đổi lúc/)).toBeVisible();
});
