import { alive, expect, type Page, signIn, test } from '../fixtures';

/** What a person reads in the page's main part, folded details and all; not what is only there to be clicked. */
async function words(page: Page): Promise<string> {
  await page.locator('main').evaluate(main => {
    main.querySelectorAll('details').forEach(it => it.setAttribute('open', ''));
    // How to read a chart by pointer and keys, which only the program can do.
    main.querySelectorAll<HTMLElement>('.chart-readout').forEach(it => (it.hidden = true));
  });
  const text = await page.locator('main').innerText();
  return text.replace(/\s+/g, ' ').trim();
}

// Runs without JavaScript; a second context with it reads the same addresses.
test('the pages say the same without JavaScript as with it', { tag: '@only-nojs' }, async ({ as, visitor, server }) => {
  test.setTimeout(90_000);
  const plain = await as('reader');
  const lively = await (await visitor({ javaScriptEnabled: true })).newPage();
  await signIn(lively, 'reader', server.password);

  await plain.goto('/reports');
  const report = await plain.getByRole('link', { name: 'Phòng Y tế' }).first().getAttribute('href');
  await plain.goto('/meetings');
  const meeting = await plain.getByRole('link', { name: /6 tháng đầu năm 2016/ }).first().getAttribute('href');

  for (const path of ['/', report!, '/indicators/GD01', '/sectors/GD', meeting!, `${meeting}/minutes`]) {
    await plain.goto(path);
    await lively.goto(path);
    await alive(lively);
    const told = await words(plain);
    expect(told.length, `${path} says something`).toBeGreaterThan(100);
    await expect.poll(() => words(lively), { message: path }).toBe(told);
    if (path !== '/' && !path.endsWith('/minutes')) await expect(plain.locator('main svg:visible').first()).toBeVisible();
  }
});
