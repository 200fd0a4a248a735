import { alive, axe, expect, type Page, test } from '../fixtures';

// What it writes is no business of the other files' tests.
test.use({ data: 'check' });

async function openForm(page: Page): Promise<string> {
  await page.goto('/reports');
  const period = page.locator('section', { has: page.getByRole('heading', { name: '6 tháng đầu năm 2016' }) });
  const address = await period.getByRole('link', { name: 'Phòng Giáo dục và Đào tạo' }).getAttribute('href');
  await page.goto(`${address}/edit`);
  await alive(page);
  return address!;
}

test('a warning asks for a reason, and the report goes with it', async ({ as, problems }) => {
  test.setTimeout(90_000);
  problems.allow(/status of 422/);
  const page = await as('editor.pgddt');
  const address = await openForm(page);
  const panel = page.getByRole('region', { name: 'Kiểm tra số liệu' });
  await expect(panel.getByText('2 chỉ tiêu đến kỳ chưa có số liệu', { exact: false })).toBeVisible();
  await expect(panel.getByRole('link', { name: 'GD11' })).toHaveAttribute('href', '#cell-GD11-actual');

  await page.getByLabel('Thực hiện, GD11', { exact: true }).fill('4');
  await page.getByLabel('Thực hiện, GD12', { exact: true }).fill('3');
  await page.getByLabel('Thực hiện, GD09', { exact: true }).fill('7,5');
  await expect(panel.getByText('1 cảnh báo chưa có lý do')).toBeVisible();
  await expect(panel.getByText('2 chỉ tiêu đến kỳ', { exact: false })).toBeHidden();
  await axe(page);

  const submit = async () => {
    await page.getByRole('button', { name: 'Trình thủ trưởng', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trình thủ trưởng', exact: true }).click();
  };
  await submit();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Cảnh báo chưa có lý do', { exact: false })).toBeVisible();
  await axe(page);
  await dialog.getByRole('button', { name: 'Thôi' }).click();

  await panel.getByLabel('Lý do cho cảnh báo của GD09').fill('Học sinh chuyển trường theo gia đình');
  await panel.getByRole('button', { name: 'Ghi lý do' }).click();
  await expect(panel.getByText('Lý do: Học sinh chuyển trường theo gia đình', { exact: false })).toBeVisible();
  await expect(panel.getByText('Không còn lỗi', { exact: false })).toBeVisible();
  await submit();
  await page.waitForURL(url => url.pathname === address);
  await expect(page.getByText('Lý do: Học sinh chuyển trường theo gia đình', { exact: false }).first()).toBeVisible();
});
