import { alive, axe, expect, type Page, test } from '../fixtures';

const PAGES: [name: string, address: string | ((page: Page) => Promise<string>)][] = [
  ['the desk', '/'],
  ['the account', '/account'],
  ['the periods', '/periods'],
  ['a period', '/periods/2016-H1'],
  ['the consolidated report', '/periods/2016-H1/consolidated'],
  ['the reports', '/reports'],
  ['a report', report],
  ['the versions of a report', async page => `${await report(page)}/history`],
  ['the indicators', '/indicators'],
  ['an indicator', '/indicators/GD01?period=2016-H1'],
  ['the sectors', '/sectors'],
  ['a sector', '/sectors/GD?period=2016-H1'],
  ['the meetings', '/meetings'],
  ['an agenda', meeting],
  ['a room', async page => `${await meeting(page)}/live`],
  ['a projector', async page => `${await meeting(page)}/screen`],
  ['minutes', async page => `${await meeting(page)}/minutes`],
  ['the tasks', '/tasks'],
  ['a task', task],
];

async function linked(page: Page, list: string, name: RegExp | string): Promise<string> {
  await page.goto(list);
  const address = await page.getByRole('main').getByRole('link', { name }).first().getAttribute('href');
  if (!address) throw new Error(`${list} leads to no ${name}`);
  return address;
}

async function report(page: Page): Promise<string> {
  return linked(page, '/reports', 'Phòng Y tế');
}

async function meeting(page: Page): Promise<string> {
  return linked(page, '/meetings', /6 tháng đầu năm 2016/);
}

async function task(page: Page): Promise<string> {
  return linked(page, '/tasks?sector=GD', /\S/);
}

for (const [name, address] of PAGES) {
  test(`${name}: whole, quiet, accessible, no wider than the screen`, { tag: ['@tablet', '@phone'] }, async ({ as, isMobile }) => {
    const page = await as('head.pyt');
    await page.goto(typeof address === 'string' ? address : await address(page));
    // A phone only reads: it gets no program.
    if (!isMobile) await alive(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, 'the page scrolls sideways').toBeLessThanOrEqual(0);
    await axe(page);
  });
}
