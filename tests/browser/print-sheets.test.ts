import { readFile } from 'node:fs/promises';

import type { Page, Route } from '@playwright/test';

import { addConcert, addTickets } from '../support/shows.ts';
import type { Concert, PrintSheet } from '../support/wire.ts';
import { expect, test, type BoxOffice } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

/// Axe in two themes and pictures at three sizes take their time where cores are few.
test.beforeEach(() => test.slow());

async function concertToPrint(boxOffice: BoxOffice, name: string, tickets: number): Promise<Concert> {
  const concert = await addConcert(boxOffice.cast.ada, { name });
  if (tickets > 0) await addTickets(boxOffice.cast.ada, concert, tickets);
  return concert;
}

const slip = (page: Page, range: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: range, exact: true }) });
const drawn = { timeout: 30_000 };

/** Answers the list with what a sheet turns into, as it would on a busy server. */
async function pretend(page: Page, change: (sheet: PrintSheet) => Partial<PrintSheet>): Promise<() => void> {
  let isOver = false;
  await page.route('**/api/concerts/*/print-sheets?*', async (route: Route) => {
    const answer = await route.fetch();
    const list = (await answer.json()) as { items: PrintSheet[] };
    await route.fulfill({ response: answer, json: { ...list, items: list.items.map((sheet) => ({ ...sheet, ...(isOver ? {} : change(sheet)) })) } });
  });
  return () => { isOver = true; };
}

test('Sheets are asked for, drawn, fetched and removed, and what is not printed yet is offered next', async ({ page, boxOffice }) => {
  const concert = await concertToPrint(boxOffice, 'On paper', 1200);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/tickets`);
  await page.getByRole('link', { name: 'Print', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Print tickets on paper' })).toBeVisible();
  await expect(page.getByLabel('From No')).toHaveValue('1');
  await expect(page.getByLabel('To No')).toHaveValue('1200');
  await expect(page.getByText('1,200 tickets on 120 pages')).toBeVisible();
  await page.getByText('2 × 4, larger').click();
  await expect(page.getByText('1,200 tickets on 150 pages')).toBeVisible();
  await page.getByLabel('To No').fill('21');
  await expect(page.getByText('21 tickets on 3 pages')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'print-sheets');

  await page.getByRole('button', { name: 'Draw the sheets' }).click();
  const sheet = slip(page, 'No 1 to 21');
  await expect(sheet.getByText('Ready')).toBeVisible(drawn);
  await expect(sheet.getByText('21 tickets, 3 pages A4')).toBeVisible();
  await expect(sheet.getByText(/^Kept until/)).toBeVisible();
  await expect(page.getByLabel('From No')).toHaveValue('22');
  await expect(page.getByLabel('To No')).toHaveValue('1200');
  await expectAccessible(page);
  await shoot(page, 'print-sheets-drawn');

  const [download] = await Promise.all([
    page.waitForEvent('download'), page.getByRole('button', { name: /^Download .* No 1 to 21$/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`tickets-${concert.id}-1-21.pdf`);
  expect((await readFile(await download.path())).toString('latin1')).toMatch(/^%PDF-/);

  await page.getByRole('button', { name: 'Remove No 1 to 21' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove this sheet?' });
  await expectAccessible(page);
  await shoot(page, 'print-sheets-remove');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet).toBeVisible();
  await page.getByRole('button', { name: 'Remove No 1 to 21' }).click();
  await dialog.getByRole('button', { name: 'Remove the sheet' }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByText('None yet.')).toBeVisible();
});

test('What cannot be printed is said at its field before anything is asked for', async ({ page, boxOffice }) => {
  const concert = await concertToPrint(boxOffice, 'Not like that', 30);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/print-sheets`);
  await page.getByLabel('From No').fill('9');
  await page.getByLabel('To No').fill('8');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This comes before the first one.')).toBeVisible();
  await expect(page.getByLabel('To No')).toBeFocused();
  await page.getByLabel('To No').fill('31');
  await page.keyboard.press('Enter');
  await expect(page.getByText('A number from 1 to 30.')).toBeVisible();
  await expect(page.getByText('Say which tickets.')).toBeVisible();
  await expectAccessible(page);
});

test('A long drawing tells how far it is, and a failed one why', async ({ page, boxOffice }) => {
  const concert = await concertToPrint(boxOffice, 'Slow press', 5000);
  await boxOffice.cast.ada.post(`/api/concerts/${concert.id}/print-sheets`, { first_serial: 1, last_serial: 5000 }, 202);
  await boxOffice.cast.ada.post(`/api/concerts/${concert.id}/print-sheets`, { first_serial: 7, last_serial: 9 }, 202);
  const stop = await pretend(page, ({ last_serial }) => last_serial === 9
    ? { status: 'failed', done: 0, detail: 'The disk of the server is full.', file_bytes: null }
    : { status: 'running', done: 1700, total: 5000, file_bytes: null, finished_at: null, removed_at: null });
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/print-sheets`);
  await expect(slip(page, 'No 1 to 5,000').getByText('1,700 of 5,000 tickets drawn')).toBeVisible();
  await expect(slip(page, 'No 7 to 9').getByText('The disk of the server is full.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'print-sheets-under-way');
  stop();
  await expect(slip(page, 'No 1 to 5,000').getByText('Ready')).toBeVisible(drawn);
});

test('A large file says how far it is, and can be stopped', async ({ page, boxOffice }) => {
  const concert = await concertToPrint(boxOffice, 'Heavy', 40);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/print-sheets`);
  await page.getByRole('button', { name: 'Draw the sheets' }).click();
  await expect(slip(page, 'No 1 to 40').getByText('Ready')).toBeVisible(drawn);
  let goOn = (): void => {};
  const held = new Promise<void>((done) => { goOn = done; });
  await page.route('**/sheet.pdf', async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.getByRole('button', { name: /^Download .* No 1 to 40$/ }).click();
  await expect(page.getByText(/have come/)).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'print-sheets-downloading');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: /^Download .* No 1 to 40$/ })).toBeVisible();
  goOn();
});

test('A concert without tickets has nothing to print, and scanners no page for it', async ({ page, boxOffice }) => {
  const concert = await concertToPrint(boxOffice, 'Nothing yet', 0);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/print-sheets`);
  await expect(page.getByRole('heading', { name: 'Nothing to print' })).toBeVisible();
  await expectAccessible(page);
  await page.context().clearCookies();
  await boxOffice.signIn(page, 'sam', `/concerts/${concert.id}/print-sheets`);
  await expect(page.getByRole('heading', { name: 'Not your door' })).toBeVisible();
});
