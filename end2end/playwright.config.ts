import { defineConfig, devices } from '@playwright/test';
import { existsSync } from 'node:fs';

/** Debian's browser where there is one, else the one that `npx playwright install chromium` fetched. */
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

// A test runs on the desktop unless it says otherwise. `@tablet`, `@phone` and `@nojs` run it there as well,
// `@only-tablet`, `@only-phone` and `@only-nojs` there alone.
const on = (place: string) => new RegExp(`@(only-)?${place}\\b`);

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  globalSetup: './fixtures/template.ts',
  // A test that hangs ends; several people on a busy machine take their time.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(existsSync(chromium) ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'desktop',
      grepInvert: /@only-/,
      use: { viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'tablet',
      grep: on('tablet'),
      use: { viewport: { width: 1180, height: 820 }, hasTouch: true },
    },
    {
      name: 'phone',
      grep: on('phone'),
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
    {
      name: 'no-js',
      grep: on('nojs'),
      use: { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false },
    },
  ],
});
