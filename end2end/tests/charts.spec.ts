import { alive, axe, expect, type Page, test } from '../fixtures';

const KINDS = ['bullets', 'trend', 'units', 'grid', 'multiples', 'accumulation', 'change', 'share', 'spark'];
const CASES = ['full', 'mixed', 'empty', 'one', 'negative', 'huge', 'missing', 'not-applicable', 'long-names'];

/** The drawing of the two that fits. */
function drawing(page: Page, kind: string, name: string) {
  return page.locator(`#figure-${kind}-${name} .chart-reader svg:visible`);
}

async function open(page: Page, kind: string): Promise<void> {
  await page.goto(`/dev/charts?kind=${kind}`);
  await page.evaluate(() => document.fonts.ready);
}

for (const kind of KINDS) {
  // The narrow drawings differ in place, not in colour, and their text is kept in src/chart/golden.
  test(`${kind}: drawn as it was found good, in light and in dark`, { tag: '@phone' }, async ({ as, isMobile }) => {
    const page = await as('reader');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await open(page, kind);
      for (const name of isMobile ? CASES.slice(0, 2) : CASES) {
        await expect(drawing(page, kind, name)).toHaveScreenshot(`${kind}-${name}-${colorScheme}.png`, {
          maxDiffPixelRatio: 0.001,
        });
      }
    }
  });

  test(`${kind}: accessible and no wider than the screen`, { tag: ['@tablet', '@phone', '@nojs'] }, async ({ as, isMobile, javaScriptEnabled }) => {
    const page = await as('reader');
    await page.goto(`/dev/charts?kind=${kind}`);
    await expect(drawing(page, kind, 'full')).toBeVisible();
    if (!javaScriptEnabled) return;
    if (!isMobile) await alive(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, 'the page scrolls sideways').toBeLessThanOrEqual(0);
    await axe(page);
  });
}

test.describe('a chart under the keyboard', () => {
  test('arrows read its marks one by one, Home and End go to the ends, Escape lets go', async ({ as }) => {
    const page = await as('reader');
    await open(page, 'units');
    await alive(page);
    const figure = page.locator('#figure-units-full');
    const chart = figure.getByRole('application');
    const line = figure.getByRole('status');
    await expect(line).toContainText('phím mũi tên');

    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await expect(line).toContainText('thứ 1/8');
    await page.keyboard.press('ArrowDown');
    await expect(line).toContainText('thứ 2/8');
    await page.keyboard.press('End');
    await expect(line).toContainText('thứ 8/8');
    await page.keyboard.press('ArrowRight');
    await expect(line).toContainText('thứ 8/8');
    await page.keyboard.press('Home');
    await expect(line).toContainText('thứ 1/8');
    await expect(figure.locator('[data-current]')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(figure.locator('[data-current]')).toHaveCount(0);
  });

  test('up and down keep to the column of a grid', async ({ as }) => {
    const page = await as('reader');
    await open(page, 'grid');
    await alive(page);
    const figure = page.locator('#figure-grid-full');
    const line = figure.getByRole('status');
    await figure.getByRole('application').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(line).toContainText('Phường Đức Xuân, GD09');
    await page.keyboard.press('ArrowDown');
    await expect(line).toContainText('Phường Sông Cầu, GD09');
    await page.keyboard.press('ArrowUp');
    await expect(line).toContainText('Phường Đức Xuân, GD09');
  });

  test('one stop of the tab key a chart, and the table after it', async ({ as }) => {
    const page = await as('reader');
    await open(page, 'change');
    await alive(page);
    const figure = page.locator('#figure-change-full');
    await figure.getByRole('application').focus();
    await page.keyboard.press('Tab');
    await expect(figure.locator('summary')).toBeFocused();
  });
});

test('a pointer and a tap read a mark, and the reading stays', { tag: ['@tablet'] }, async ({ as, hasTouch }) => {
  const page = await as('reader', { hasTouch });
  await open(page, 'bullets');
  await alive(page);
  const figure = page.locator('#figure-bullets-full');
  const row = figure.locator('svg:visible [data-key="GD09"]');
  if (hasTouch) await row.tap();
  else await row.hover();
  await expect(figure.getByRole('status')).toContainText('Trẻ 5 tuổi đến trường:');
  await page.mouse.move(0, 0);
  await expect(figure.getByRole('status')).toContainText('Trẻ 5 tuổi đến trường:');
});

test('without the program each mark has a title, and the table is there', { tag: ['@only-nojs', '@only-phone'] }, async ({ as }) => {
  const page = await as('reader');
  await page.goto('/dev/charts?kind=units');
  const figure = page.locator('#figure-units-full');
  await expect(figure.locator('svg:visible [data-mark] > title').first()).toHaveText(/thứ 1\/8/);
  await figure.locator('summary').click();
  await expect(figure.getByRole('table')).toBeVisible();
});

test('in the running program every drawing is the same text as the server\'s', async ({ as }) => {
  const page = await as('reader');
  await open(page, KINDS.at(-1)!);
  await alive(page);
  const drawings = (html: string | null) =>
    page.evaluate(html => {
      const root = html === null ? document : new DOMParser().parseFromString(html, 'text/html');
      const figures = [...root.querySelectorAll('[id^="figure-"]')];
      return figures.map(it => [it.id, ...[...it.querySelectorAll('svg')].map(svg => svg.outerHTML)]);
    }, html);
  for (const kind of KINDS) {
    const address = `/dev/charts?kind=${kind}`;
    const served = await drawings(await (await page.request.get(address)).text());
    expect(served.map(([id]) => id)).toEqual(expect.arrayContaining(CASES.map(name => `figure-${kind}-${name}`)));
    await page.locator(`a[href="${address}"]`).click();
    await expect(page.locator(`#figure-${kind}-full`)).toBeVisible();
    expect(await drawings(null)).toEqual(served);
  }
});
