import { alive, axe, expect, signIn, test } from '../fixtures';

test.describe('signing in', { tag: ['@tablet', '@phone', '@nojs'] }, () => {
  test('a stranger is led to the form, and from there in', async ({ page, server }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/login/);
    await signIn(page, 'office', server.password);
    await expect(page).toHaveURL(/\/$/);
    await page.goto('/tasks');
    await expect(page).toHaveURL(/\/tasks$/);
  });

  test('a wrong password is told, and the name stays in its field', async ({ page, problems }) => {
    problems.allow(/Failed to load resource: the server responded with a status of 4\d\d/);
    await page.goto('/login');
    await page.getByLabel('Tên đăng nhập').fill('office');
    await page.getByLabel('Mật khẩu').fill('không phải mật khẩu này');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByLabel('Tên đăng nhập')).toHaveValue('office');
    await expect(page.getByLabel('Mật khẩu')).toHaveValue('');
  });

  test('signing out ends the session', async ({ page, server }) => {
    await signIn(page, 'chair', server.password);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await expect(page).toHaveURL(/\/login/);
    await page.goto('/');
    await expect(page).toHaveURL(/\/login/);
  });
});

test('the form is accessible, in light and dark', { tag: ['@tablet', '@phone'] }, async ({ page }) => {
  await page.goto('/login');
  await axe(page);
});

test('the form is reached and sent by keyboard alone', async ({ page, server }) => {
  await page.goto('/login');
  await alive(page);
  await page.getByLabel('Tên đăng nhập').focus();
  await page.keyboard.type('secretary');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Mật khẩu')).toBeFocused();
  await page.keyboard.type(server.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/$/);
});

test('a session outlives the server', async ({ as, problems, server }) => {
  problems.allow(/net::ERR_/);
  const page = await as('office');
  await page.goto('/');
  await expect(page).toHaveURL(/\/$/);
  await server.restart('SIGKILL');
  await page.reload();
  await expect(page).toHaveURL(/\/$/);
});
