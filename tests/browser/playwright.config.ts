// Tests of the web app in Debian's Chromium, against the real binary on an empty database.

import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

import { defineConfig } from '@playwright/test';

const build = resolve(import.meta.dirname, '../../build');

export default defineConfig({
  testDir: '.',
  testMatch: '*.test.ts',
  outputDir: resolve(build, 'browser-results'),
  fullyParallel: false,
  workers: Math.min(2, availableParallelism()),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 5_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['ADMITONE_BROWSER_REPORT'] ?? resolve(build, 'browser-results.json') }],
  ],
  use: {
    browserName: 'chromium',
    viewport: { width: 390, height: 844 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
});
