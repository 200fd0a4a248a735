import { alive, axe, expect, type Page, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'catalogue' });
test.describe.configure({ mode: 'serial' });

const NAME = 'Tỷ lệ giải trên số trường đạt chuẩn';
const ENTRY = '/admin/catalogue/GD90';

const save = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('the office finds indicators with and without marks', { tag: '@nojs' }, async ({ as }) => {
  const page = await as('office');
  await page.goto('/admin');
  await page.getByRole('link', { name: /Danh mục chỉ tiêu/ }).click();
  await expect(page.getByText('60 chỉ tiêu đang thu thập, 0 đã ngừng')).toBeVisible();
  const search = page.getByRole('search');
  await search.getByLabel('Tìm theo mã hoặc tên').fill('nghien ma tuy');
  await search.getByRole('button', { name: 'Tìm' }).click();
  await expect(page.locator('main').getByRole('link', { name: /Số người nghiện ma túy/ })).toBeVisible();
  await expect(page.locator('.list-row')).toHaveCount(1);
  await search.getByLabel('Tìm theo mã hoặc tên').fill('gd1');
  await search.getByRole('button', { name: 'Tìm' }).click();
  await expect(page.locator('.list-row').first()).toContainText('GD10');
  await search.getByLabel('Tìm theo mã hoặc tên').fill('văn hóa');
  await search.getByLabel('Lĩnh vực').selectOption('GD');
  await search.getByRole('button', { name: 'Tìm' }).click();
  await expect(page.getByText('Không có chỉ tiêu nào như vậy')).toBeVisible();
});

test('a derived indicator is defined, and what is wrong stands beside its field', async ({ as, problems }) => {
  problems.allow(/status of 422/);
  const page = await as('office');
  await page.goto('/admin/catalogue');
  await page.getByRole('link', { name: 'Thêm chỉ tiêu' }).click();
  await alive(page);
  await page.getByLabel('Mã', { exact: true }).fill('GD90');
  await page.getByLabel('Lĩnh vực').selectOption({ label: 'Giáo dục và đào tạo' });
  await page.getByLabel('Đơn vị tính').fill('%');
  await page.getByLabel('Công thức').fill('{GD11} / {GD99');
  await axe(page);
  await save(page, 'Ghi');
  await expect(page.getByText('Cần điền.')).toBeVisible();
  await expect(page.getByText('Không hiểu công thức từ chỗ «{GD99».')).toBeVisible();
  await expect(page.getByLabel('Mã', { exact: true })).toHaveValue('GD90');
  await alive(page);
  await page.getByLabel('Tên chỉ tiêu').fill(NAME);
  await page.getByLabel('Công thức').fill('{gd11}/{GD01}×100');
  await axe(page);
  await save(page, 'Ghi');
  await expect(page).toHaveURL(ENTRY);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(NAME);
  await expect(page.getByText('{GD11} / {GD01} * 100')).toBeVisible();
  await expect(page.getByText('Phiên bản đầu tiên.')).toBeVisible();
  await axe(page);
  await page.goto('/admin/catalogue/GD01');
  await expect(page.getByRole('link', { name: new RegExp(NAME) })).toBeVisible();
});

test('a change is a new version with its reason, and a circle is refused with its path', async ({ as, problems }) => {
  problems.allow(/status of 422/);
  const page = await as('office');
  await page.goto('/admin/catalogue/GD01/edit');
  await alive(page);
  await page.getByLabel('Công thức').fill('{GD90} * 2');
  await page.getByLabel('Lý do').fill('Thử');
  await save(page, 'Ghi thành phiên bản mới');
  await expect(page.getByText('Quay vòng: GD01 → GD90 → GD01.')).toBeVisible();
  await page.goto(`${ENTRY}/edit`);
  await alive(page);
  await page.getByLabel('Chiều tốt').selectOption({ label: 'Thấp hơn' });
  await save(page, 'Ghi thành phiên bản mới');
  await expect(page.getByText('Cần điền.')).toBeVisible();
  await expect(page.getByLabel('Chiều tốt')).toHaveValue('lower');
  await page.getByLabel('Lý do').fill('Theo công văn 12');
  await save(page, 'Ghi thành phiên bản mới');
  await expect(page).toHaveURL(ENTRY);
  await expect(page.getByText('Chiều tốt: Cao hơn → Thấp hơn')).toBeVisible();
  await expect(page.getByText('Theo công văn 12')).toBeVisible();
});

test('an indicator is retired and taken up again', { tag: '@nojs' }, async ({ as }) => {
  const page = await as('office');
  await page.goto('/admin/catalogue/CT03');
  await page.getByText('Ngừng thu thập', { exact: true }).first().click();
  await page.getByLabel('Ngừng từ ngày').fill('2016-07-01');
  await page.getByLabel('Lý do').fill('Không còn trong hệ thống chỉ tiêu');
  await save(page, 'Ngừng thu thập');
  await expect(page.getByText('Chỉ tiêu này ngừng thu thập từ ngày 01/07/2016.')).toBeVisible();
  await page.goto('/admin/catalogue?sector=CT');
  await expect(page.getByText('Tổng giá trị hoạt động nhân đạo')).toHaveCount(0);
  await page.getByLabel('Cả chỉ tiêu đã ngừng').check();
  await page.getByRole('search').getByRole('button', { name: 'Tìm' }).click();
  await expect(page.getByText('ngừng từ 01/07/2016')).toBeVisible();
  await page.getByRole('link', { name: /Tổng giá trị hoạt động nhân đạo/ }).click();
  await page.getByText('Thu thập lại', { exact: true }).first().click();
  await page.getByLabel('Lý do').fill('Cần lại');
  await save(page, 'Thu thập lại');
  await expect(page.getByText(/ngừng thu thập từ ngày/)).toHaveCount(0);
});

test('a file is looked at before it is kept', { tag: '@nojs' }, async ({ as }, info) => {
  const page = await as('office');
  const code = info.project.name === 'no-js' ? 'GD92' : 'GD91';
  const file = `Mã;Tên chỉ tiêu;Đơn vị tính;Lĩnh vực\n${code};Chỉ tiêu từ tệp;em;GD\nGD9 9;Sai mã;em;GD\n`;
  await page.goto('/admin/catalogue/import');
  await page.getByLabel('Tệp .csv hoặc .xlsx').setInputFiles({ name: 'danh-muc.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await save(page, 'Đọc tệp');
  await expect(page.getByText('2 dòng có mã: 1 chỉ tiêu thay đổi, 1 dòng bị từ chối, 0 dòng không đổi.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Sai mã/ })).toContainText('Mã: Chỉ dùng chữ in hoa không dấu');
  if (info.project.name !== 'no-js') await axe(page);
  await save(page, 'Ghi 1 thay đổi');
  await expect(page.getByText(/Đã ghi 1 thay đổi lúc/)).toBeVisible();
  await page.goto(`/admin/catalogue/${code}`);
  await expect(page.getByText('Nhập từ tệp danh-muc.csv')).toBeVisible();
});

test('targets are set, revised with a reason, and filled in from a spreadsheet', async ({ as, problems }) => {
  problems.allow(/status of 422/);
  const page = await as('office');
  await page.goto('/admin/targets?year=2016&sector=GD');
  await alive(page);
  const prizes = page.getByLabel('Số học sinh đạt giải cấp quốc gia, Phòng Giáo dục và Đào tạo');
  await expect(prizes).toHaveValue('5');
  await prizes.fill('sáu');
  await save(page, 'Ghi kế hoạch');
  await expect(page.getByText('Không phải là số.')).toBeVisible();
  await expect(prizes).toHaveValue('sáu');
  await prizes.fill('6');
  await save(page, 'Ghi kế hoạch');
  await expect(page.getByText('Cần điền.')).toBeVisible();
  await page.getByLabel('Lý do, căn cứ').fill('Nghị quyết 10');
  await axe(page);
  await save(page, 'Ghi kế hoạch');
  await expect(page.getByRole('row', { name: /Nghị quyết 10/ })).toContainText('6');

  await page.getByText('Dán từ bảng tính', { exact: true }).click();
  await page.getByLabel('Các ô đã chép').fill('Mã\tPGDDT\nGD12\t3\nGD77\t1');
  await save(page, 'Điền vào bảng');
  await expect(page.getByText('1 ô không tìm được chỗ.')).toBeVisible();
  await expect(page.getByLabel('Số giải tại Hội khỏe Phù Đổng toàn quốc, Phòng Giáo dục và Đào tạo')).toHaveValue('3');
});

const PAGES = ['/admin/catalogue', '/admin/catalogue/GD11', '/admin/catalogue/import', '/admin/targets'];

for (const path of PAGES) {
  test(`${path} is fit to read`, { tag: ['@tablet', '@phone'] }, async ({ as }) => {
    const page = await as('office');
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(page.viewportSize()!.width);
    await axe(page);
  });
}

test('an editor is refused at the catalogue', async ({ as, problems }) => {
  problems.allow(/status of 403/);
  const page = await as('editor.pgddt');
  const answer = await page.goto('/admin/catalogue');
  expect(answer!.status()).toBe(403);
});
