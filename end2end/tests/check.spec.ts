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

test('the office sets a check by plain forms, and a report stops at it until it is switched off', async ({ as, problems }) => {
  test.setTimeout(90_000);
  // A page that stays open without scripts has fetched the program in vain.
  problems.allow(/preloaded using link preload but not used/);
  problems.allow(/status of 422/);
  const office = await as('office', { javaScriptEnabled: false });
  await office.goto('/admin');
  await office.getByRole('link', { name: /Kiểm tra số liệu/ }).click();
  await office.getByLabel('Chỉ tiêu').selectOption('GD11');
  await office.getByLabel('Loại kiểm tra').selectOption({ label: 'Trong khoảng' });
  await office.getByRole('button', { name: 'Đặt kiểm tra' }).click();
  await office.getByLabel('Cao nhất').fill('năm mươi');
  await office.getByLabel('Mức', { exact: true }).selectOption({ label: 'lỗi' });
  await office.getByRole('button', { name: 'Ghi kiểm tra' }).click();
  await expect(office.getByText('Không phải là số.', { exact: false })).toBeVisible();
  await expect(office.getByLabel('Cao nhất')).toHaveValue('năm mươi');
  await expect(office.getByLabel('Mức', { exact: true })).toHaveValue('error');
  await office.getByLabel('Cao nhất').fill('50');
  await office.getByLabel('Câu nhắc', { exact: false }).first().fill('Chưa năm nào quá 50 giải.');
  await office.getByRole('button', { name: 'Ghi kiểm tra' }).click();
  await expect(office.getByText('Đã ghi kiểm tra của GD11.')).toBeVisible();
  const rule = office.getByRole('row', { name: /GD11 · Trong khoảng/ });
  await expect(rule).toContainText('không quá 50');

  // The screens are whole with the program too.
  const lively = await as('office');
  for (const path of ['/admin/checks', '/admin/checks/rule?code=GD11&kind=range']) {
    await lively.goto(path);
    await alive(lively);
    await axe(lively);
  }

  // The head may write as long as the report is not sent.
  const head = await as('head.pgddt');
  await openForm(head);
  const panel = head.getByRole('region', { name: 'Kiểm tra số liệu' });
  await head.getByLabel('Thực hiện, GD11', { exact: true }).fill('51');
  await expect(panel.getByText('Chưa năm nào quá 50 giải.')).toBeVisible();
  await head.getByRole('button', { name: 'Gửi báo cáo', exact: true }).click();
  const dialog = head.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Gửi báo cáo', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Chưa năm nào quá 50 giải.');
  await dialog.getByRole('button', { name: 'Thôi' }).click();

  await rule.getByRole('link').click();
  await office.getByRole('button', { name: 'Tắt kiểm tra này' }).click();
  await expect(office.getByText('Đã tắt kiểm tra của GD11.')).toBeVisible();
  await expect(rule).toContainText('đã tắt');
  await head.reload();
  await alive(head);
  await expect(head.getByLabel('Thực hiện, GD11', { exact: true })).toHaveValue('51');
  await expect(panel.getByText('Chưa năm nào quá 50 giải.')).toBeHidden();
});
