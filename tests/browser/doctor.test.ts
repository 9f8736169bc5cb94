import type { Page } from '@playwright/test';

import { chromium, expect, test, type BoxOffice } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

interface Device {
  arguments: readonly string[];
  /// How far its clock is ahead of the server's.
  skew_ms?: number;
}

/// A browser of its own on the page, signed out; closed when the work is done.
async function onDevice(
  boxOffice: BoxOffice,
  device: Device,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', ...device.arguments],
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 }, locale: 'en-GB', reducedMotion: 'reduce', colorScheme: 'light',
    });
    if (device.skew_ms !== undefined) await context.addInitScript(moveClock, device.skew_ms);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
    });
    await page.goto(`${boxOffice.url}/doctor`);
    await work(page);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}

/// Runs in the page.
function moveClock(skew_ms: number): void {
  const now = Date.now.bind(Date);
  Date.now = () => now() + skew_ms;
}

const withCamera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const checkOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

test('A good device is ready for the door, and nobody need be signed in to learn it', async ({ boxOffice }) => {
  await onDevice(boxOffice, { arguments: withCamera }, async (page) => {
    const tryCamera = page.getByRole('button', { name: 'Try the camera' });
    for (const name of ['Secure address', 'Code reader', 'Clock', 'Memory', 'Way to the server']) {
      await expect(checkOf(page, name)).toContainText('Good', { timeout: 20_000 });
    }
    // A browser that was not asked before asks now, where it does not know the answer yet.
    if (await tryCamera.isVisible()) await tryCamera.click();
    await expect(checkOf(page, 'Camera')).toContainText('It opens');
    await expect(page.getByRole('status')).toContainText('Ready for the door');
    await expectAccessible(page);
    await shoot(page, 'doctor');
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(checkOf(page, 'Clock')).toContainText('It agrees', { timeout: 20_000 });
  });
});

test('A device without a camera and with a wrong clock is told what to do', async ({ boxOffice }) => {
  const device = {
    arguments: ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream'],
    skew_ms: 10 * 60_000,
  };
  await onDevice(boxOffice, device, async (page) => {
    const clock = checkOf(page, 'Clock');
    await expect(clock).toContainText('Take care');
    await expect(clock).toContainText('10 min ahead of the server’s');
    const tryCamera = page.getByRole('button', { name: 'Try the camera' });
    await expect(checkOf(page, 'Code reader')).toContainText('Good', { timeout: 20_000 });
    if (await tryCamera.isVisible()) await tryCamera.click();
    await expect(checkOf(page, 'Camera')).toContainText('No camera here');
    await expect(page.getByRole('status')).toContainText('Not ready for the door');
    await expectAccessible(page);
    await shoot(page, 'doctor-trouble');
  });
});

test('The page is a step away from the door and from signing in', async ({ page, boxOffice }) => {
  await page.goto(`${boxOffice.url}/sign-in`);
  await page.getByRole('link', { name: 'Is this device ready for the door?' }).click();
  await expect(page.getByRole('heading', { name: 'Is this device ready?' })).toBeVisible();
  await boxOffice.signIn(page, 'sam', '/door');
  await page.getByRole('link', { name: 'Is this device ready?' }).click();
  await expect(page).toHaveURL(/\/doctor$/);
});
