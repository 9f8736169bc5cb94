// A concert's lists, saved from its page.

import { readFile } from 'node:fs/promises';

import { buyersFile, importFile } from '../support/imports.ts';
import { addConcert, addTickets } from '../support/shows.ts';
import { expect, test } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

test('Tickets, scans and refunds are saved as the server has them', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'For the accounts' });
  await importFile(ada, concert, buyersFile(500));
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}`);
  await expect(page.getByRole('heading', { level: 2, name: 'Files' })).toBeVisible();
  for (const list of ['tickets', 'scans', 'refunds']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Download ${list} as CSV` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${list}-${concert.id}.csv`);
    const { text } = await ada.call('GET', `/api/concerts/${concert.id}/${list}.csv`);
    expect(await readFile(await download.path(), 'utf8')).toBe(text);
    await expect(page.getByText(new RegExp(`${list}-${concert.id}\\.csv was saved: `))).toBeVisible();
  }
  await page.getByRole('heading', { name: 'Files' }).scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await shoot(page, 'concert-files');
  await page.getByRole('link', { name: 'Import buyers' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Import buyers' })).toBeVisible();
});

test('A download that is refused or breaks off says so, and can be stopped and begun again', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'A bad line' });
  await addTickets(ada, concert, 3);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}`);
  await page.route('**/tickets.csv', (route) => route.abort('connectionreset'), { times: 1 });
  await page.getByRole('button', { name: 'Download tickets as CSV' }).click();
  await expect(page.getByRole('alert')).toContainText('The server could not be reached.');
  await expectAccessible(page);

  await page.route('**/tickets.csv', () => undefined, { times: 1 });  // Never answered.
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Stop the download of tickets' }).click();
  await expect(page.getByRole('button', { name: 'Download tickets as CSV' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download tickets as CSV' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain('ticket_number');
});

test('Who is no admin is offered no files', async ({ page, boxOffice }) => {
  const concert = await addConcert(boxOffice.cast.ada, { name: 'Not for the door' });
  await boxOffice.signIn(page, 'sam', `/concerts/${concert.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Not for the door' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Files' })).toHaveCount(0);
  await boxOffice.signIn(page, 'sam', `/concerts/${concert.id}/import`);
  await expect(page.getByRole('heading', { level: 1, name: 'Not your door' })).toBeVisible();
});
