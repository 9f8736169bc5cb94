// A file of buyers: chosen or dropped, checked, imported, and chosen again.

import { readFile } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';

import { buyersFile, dryRun, importFile } from '../support/imports.ts';
import { addConcert, attendanceOf } from '../support/shows.ts';
import { expect, test } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const input = (page: Page): Locator => page.locator('input[type="file"]');

test('A file of buyers is checked, imported with progress, and never twice', async ({ page, boxOffice }) => {
  test.setTimeout(120_000);
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'Sold by the other shop' });
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/tickets`);
  await page.getByRole('link', { name: 'Import buyers' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Import buyers' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'import');

  await input(page).setInputFiles(file('buyers.csv', buyersFile(20_000)));
  await expect(page.getByText('20,000 rows, nothing wrong')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('heading', { name: 'Checked: buyers.csv' })).toBeFocused();
  await expect(page.getByText('€990,000.00')).toBeVisible();
  await expect(page.getByRole('row', { name: 'Balcony 20,000' })).toBeVisible();
  expect((await attendanceOf(ada, concert)).total).toBe(0);
  await expectAccessible(page);
  await shoot(page, 'import-checked');

  await page.getByRole('button', { name: 'Import 20,000 tickets' }).click();
  await expect(page.getByRole('progressbar', { name: 'Tickets imported' })).toBeVisible();
  await expect(page).toHaveURL(/job=\d+/);
  await shoot(page, 'import-running', ['light']);
  await page.reload();
  await expect(page.getByText('Imported 20,000 tickets, 1 to 20,000.')).toBeVisible({ timeout: 60_000 });
  expect((await attendanceOf(ada, concert)).sold).toBe(20_000);
  await expectAccessible(page);
  await shoot(page, 'import-done');

  await page.getByRole('button', { name: 'Import another file' }).click();
  await input(page).setInputFiles(file('again.csv', buyersFile(20_000)));
  await expect(page.getByText('This file was imported already')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  await expectAccessible(page);
  await shoot(page, 'import-again', ['light']);
  await page.getByRole('link', { name: 'Tickets', exact: true }).click();
  await expect(page.getByText('20,000 tickets: 20,000 sold, 0 unsold')).toBeVisible();
});

test('What is wrong with a file is said line by line, and can be copied', async ({ page, context, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'Typed in a hurry' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/import`);
  const text = `Buyer name;E-Mail;Seat;Price\nאבי לוי;avi@example.org;7;49,50\n;nobody;8;a lot\n${'Ana;wrong;1;2\n'.repeat(1_500)}`;
  await input(page).setInputFiles(file('רוכשים.csv', text));
  await expect(page.getByRole('alert')).toContainText('1,503 problems');
  await expect(page.getByText('The first 1,000 of 1,503.')).toBeVisible();
  await expect(page.getByText('semicolons')).toBeVisible();
  await expect(page.getByText('name, email, price')).toBeVisible();
  await expect(page.getByText('Seat')).toBeVisible();
  await expect(page.getByRole('row', { name: /^3 email/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  await expectAccessible(page);
  await shoot(page, 'import-problems');
  await page.getByRole('button', { name: 'Copy the list' }).click();
  await expect(page.getByText('The list was copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const { problems } = await dryRun(ada, concert, text);
  expect(copied.trimEnd().split('\n')).toEqual(problems.map(({ line, column, detail }) => `${line}\t${column}\t${detail}`));
  await page.getByRole('button', { name: 'Show more problems' }).scrollIntoViewIfNeeded();
  await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(150);

  // Corrected and chosen again.
  await input(page).setInputFiles(file('buyers.csv', 'name;email\nAna;ana@example.org\n'));
  await expect(page.getByRole('button', { name: 'Import 1 ticket' })).toBeVisible();
  expect((await attendanceOf(ada, concert)).total).toBe(0);
});

test('A file is dropped; one that is too large, or two, are refused before anything is sent', async ({ page, boxOffice }) => {
  const concert = await addConcert(boxOffice.cast.ada, { name: 'Dropped' });
  let sent = 0;
  await page.route('**/imports*', (route) => {
    sent += 1;
    return route.continue();
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/import`);
  const drop = (sizes: number[]): Promise<void> => page.locator('.file-drop').evaluate((element, octets) => {
    const dataTransfer = new DataTransfer();
    for (const size of octets) {
      dataTransfer.items.add(new File([`name,email\nAna,ana@example.org\n${' '.repeat(size)}`], 'dropped.csv'));
    }
    element.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  }, sizes);
  await expect(page.getByText('Drop a CSV file here')).toBeVisible();
  await drop([33 * 1024 * 1024]);
  await expect(page.getByRole('alert')).toContainText('dropped.csv is too large (35 MB): 32 MiB is the most.');
  await expectAccessible(page);
  await shoot(page, 'import-too-large', ['light']);
  await drop([0, 0]);
  await expect(page.getByRole('alert')).toContainText('One file at a time');
  expect(sent).toBe(0);
  await drop([0]);
  await expect(page.getByRole('button', { name: 'Import 1 ticket' })).toBeVisible();
  expect(sent).toBe(1);
});

test('An import whose answer was lost is asked for again, and happens once', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'Cable out at the worst moment' });
  let isLost = true;
  await page.route('**/imports', async (route) => {
    if (!isLost) return route.continue();
    isLost = false;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/import`);
  await input(page).setInputFiles(file('buyers.csv', buyersFile(30)));
  await page.getByRole('button', { name: 'Import 30 tickets' }).click();
  await expect(page.getByRole('alert')).toContainText('nobody knows yet whether the import has begun');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Import 30 tickets' }).click();
  await expect(page.getByText('Imported 30 tickets, 1 to 30.')).toBeVisible();
  expect((await attendanceOf(ada, concert)).total).toBe(30);
});

test('What became wrong after the check is said, and nothing is imported', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'Filled up meanwhile', capacity: 40 });
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/import`);
  await input(page).setInputFiles(file('buyers.csv', buyersFile(30)));
  await expect(page.getByRole('button', { name: 'Import 30 tickets' })).toBeVisible();
  await importFile(ada, concert, buyersFile(20, 'Other'));
  await page.getByRole('button', { name: 'Import 30 tickets' }).click();
  await expect(page.getByText('Nothing was imported. Something changed since the file was checked')).toBeVisible();
  await expect(page.getByText(/room for 20 more/)).toBeVisible();
  expect((await attendanceOf(ada, concert)).total).toBe(20);
});

test('The sample is a file that can be imported, in the currency of the concert', async ({ page, boxOffice }) => {
  const concert = await addConcert(boxOffice.cast.ada, { name: 'First time', currency: 'JPY' });
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/import`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download a sample' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('buyers-sample.csv');
  const text = await readFile(await download.path(), 'utf8');
  await input(page).setInputFiles(file('buyers-sample.csv', text));
  await expect(page.getByText('3 rows, nothing wrong')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 3 tickets' })).toBeVisible();
  await page.getByRole('button', { name: 'Import 3 tickets' }).click();
  await expect(page.getByText('Imported 3 tickets, 1 to 3.')).toBeVisible();

  await page.goto(`${boxOffice.url}/concerts/${concert.id}/import?job=999999`);
  await expect(page.getByText('This concert has no import at this address.')).toBeVisible();
});
