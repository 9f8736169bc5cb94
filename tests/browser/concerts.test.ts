import type { Page } from '@playwright/test';

import { addConcert, addTickets, scan, second_ms, soldTickets } from '../support/shows.ts';
import type { Concert } from '../support/wire.ts';
import { expect, openEmptyServer, test, type BoxOffice } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

const tonight = (): string => new Date(Date.now() + 3_600_000).toISOString();

/** An evening with the doors open: ten tickets sold, three people inside, one sent away. */
async function openDoors(boxOffice: BoxOffice, name: string) {
  const { ada, sam } = boxOffice.cast;
  const concert = await addConcert(ada, { name, date: tonight(), description: 'Doors at eight.' });
  await addTickets(ada, concert, 20, { price: '49.50', tier: 'Standing' });
  const tickets = await soldTickets(ada, concert, 10);
  for (const ticket of tickets.slice(0, 3)) await scan(sam, { code: ticket.qr_code_data, location: 'Gate A' });
  await scan(sam, { code: tickets[0]!.qr_code_data, location: 'Gate B' });
  return { concert, tickets };
}

const inside = (page: Page) => page.locator('[data-figure="inside"]');

test('A promoter on an empty server sets up, creates a concert, generates 1,000 tickets and sells one', async ({ page }) => {
  const empty = await openEmptyServer();
  try {
    await page.goto(empty.url + empty.setupPath);
    await page.getByLabel('Username').fill('petra');
    await page.getByLabel('E-mail').fill('petra@example.org');
    await page.getByLabel('Password', { exact: true }).fill('petra promotes it all');
    await page.getByRole('button', { name: 'Make the admin account' }).click();
    await expect(page.getByRole('heading', { name: 'No concert yet' })).toBeVisible();
    await expectAccessible(page);
    await shoot(page, 'concerts-empty');

    await page.getByRole('link', { name: 'New concert' }).click();
    await page.getByLabel('Name').fill('First Night');
    await page.getByLabel('Venue', { exact: true }).fill('Town Hall');
    await page.getByLabel('Date and time').fill('2030-06-18T20:00');
    await page.getByLabel('Time zone of the venue').selectOption('Europe/Lisbon');
    await page.getByLabel('Capacity').fill('1,200');
    await page.getByRole('button', { name: 'Create concert' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'First Night' })).toBeVisible();
    await expect(page.getByText('Tue, 18 June 2030, 20:00')).toBeVisible();

    await page.getByRole('button', { name: 'Generate tickets' }).click();
    await page.getByLabel('How many').fill('1000');
    await page.getByLabel('Tier').fill('Standing');
    await page.getByLabel('Price in EUR').fill('29,5');
    await page.getByRole('button', { name: 'Generate 1,000 tickets' }).click();
    await expect(page.getByText('1,000 tickets are ready: 1 to 1,000.')).toBeVisible();
    await expect(page.getByText('1,000 tickets: 0 sold, 1,000 unsold')).toBeVisible();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '1001');

    await page.getByRole('link', { name: 'Sell', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Sell No 1 for €29.50' })).toBeEnabled();
    await page.getByLabel('Buyer’s name').fill('Hanna Berg');
    await page.getByLabel('Buyer’s e-mail').fill('hanna@example.org');
    await page.getByRole('button', { name: 'Sell No 1 for €29.50' }).click();
    await expect(page.getByText('Sold No 1 to Hanna Berg.')).toBeVisible();
    await expect(page.getByText('999 unsold')).toBeVisible();
  } finally {
    await page.goto('about:blank');
    await empty.close();
  }
});

test('The list has what is coming, how far it is sold, and what has been', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  await openDoors(boxOffice, 'Doors are open');
  await addConcert(ada, { name: 'Without tickets', date: '2031-01-02T20:00:00Z' });
  await addConcert(ada, { name: 'Long ago', date: '2020-01-02T20:00:00Z' });
  await boxOffice.signIn(page, 'ada', '/concerts');
  const strip = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });
  await expect(strip('Doors are open').getByText('Doors open', { exact: true })).toBeVisible();
  await expect(strip('Doors are open').getByText('3 of 10 came in')).toBeVisible();
  await expect(strip('Without tickets').getByText('No tickets yet')).toBeVisible();
  await expect(page.getByText('Long ago')).toBeHidden();
  await expectAccessible(page);
  await shoot(page, 'concerts');
  await page.getByRole('button', { name: /past concert/ }).click();
  await expect(strip('Long ago')).toBeVisible();
});

test('A date is typed on the clock of the venue, also in the night when clocks change', async ({ page, boxOffice }) => {
  await boxOffice.signIn(page, 'ada', '/concerts/new');
  await page.getByLabel('Name').fill('Clocks go back');
  await page.getByLabel('Venue', { exact: true }).fill('Somewhere in New York');
  await page.getByLabel('Time zone of the venue').selectOption('America/New_York');
  await page.getByLabel('Date and time').fill('2030-11-03T01:30');
  await expect(page.getByText('this time comes twice')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'concert-new');
  await page.getByLabel('Date and time').fill('2030-11-03T20:00');
  await expect(page.getByText('Sun, 3 November 2030, 20:00 UTC−5; Mon, 4 November 2030, 02:00 on your own clock.')).toBeVisible();
  await page.getByRole('button', { name: 'Create concert' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Clocks go back' })).toBeVisible();
  const id = Number(/concerts\/(\d+)\//.exec(page.url())?.[1]);
  const concert = await boxOffice.cast.ada.get<Concert>(`/api/concerts/${id}`);
  expect(new Date(concert.date).toISOString()).toBe('2030-11-04T01:00:00.000Z');
});

test('What is wrong is said at each field, and nothing that was typed is lost without a network', async ({ page, context, boxOffice }) => {
  await boxOffice.signIn(page, 'ada', '/concerts/new');
  await page.getByLabel('Venue', { exact: true }).fill('The Cellar');
  await page.getByLabel('Capacity').fill('plenty');
  await page.getByRole('button', { name: 'Create concert' }).click();
  await expect(page.getByText('Name is needed.')).toBeVisible();
  await expect(page.getByText('Say when it begins: date and time.')).toBeVisible();
  await expect(page.getByText('A whole number from 1 to 100,000,000, or nothing.')).toBeVisible();
  await expect(page.getByLabel('Name')).toBeFocused();
  await expectAccessible(page);

  await page.getByLabel('Name').fill('Cut off');
  await page.getByLabel('Capacity').fill('80');
  await page.getByLabel('Date and time').fill('2030-06-18T20:00');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Create concert' }).click();
  await expect(page.getByRole('alert')).toContainText('The server could not be reached');
  await context.setOffline(false);
  await expect(page.getByLabel('Venue', { exact: true })).toHaveValue('The Cellar');
  await page.getByRole('button', { name: 'Create concert' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cut off' })).toBeVisible();
});

test('A concert is changed, keeps its currency once it has tickets, and says which capacity is too small', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'Before' });
  await addTickets(ada, concert, 20);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/edit`);
  await expect(page.getByLabel('Date and time')).toHaveValue('2027-06-18T20:00');
  await expect(page.getByLabel('Currency')).toBeDisabled();
  await expectAccessible(page);
  await shoot(page, 'concert-edit');
  await page.getByLabel('Capacity').fill('10');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('alert')).toContainText('There are 20 tickets already');
  await page.getByLabel('Capacity').fill('');
  await page.getByLabel('Name').fill('After');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'After' })).toBeVisible();
  const changed = await ada.get<Concert>(`/api/concerts/${concert.id}`);
  expect(changed).toEqual({ ...concert, name: 'After' });
});

test('Removing a concert asks first; one that was sold is kept', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'Called off' });
  await addTickets(ada, concert, 20);
  const kept = await addConcert(ada, { name: 'Sold already' });
  await soldTickets(ada, kept, 1);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/edit`);
  await page.getByRole('button', { name: 'Remove concert…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Called off?' });
  await expect(dialog).toContainText('20 tickets');
  await expectAccessible(page);
  await shoot(page, 'concert-remove');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Remove concert…' }).click();
  await dialog.getByRole('button', { name: 'Remove it' }).click();
  await expect(page).toHaveURL(`${boxOffice.url}/concerts`);
  await expect(page.getByRole('link', { name: 'Sold already' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Called off' })).toBeHidden();
  await page.goto(`${boxOffice.url}/concerts/${kept.id}/edit`);
  await expect(page.getByText('Tickets of this concert were sold already, so it is kept.')).toBeVisible();
});

test('The live page moves within a second of a scan, without a reload', async ({ page, boxOffice }) => {
  const { concert, tickets } = await openDoors(boxOffice, 'A night to watch');
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}`);
  await expect(page.getByText('Live', { exact: true }).last()).toBeVisible();
  await expect(inside(page)).toHaveText('3');
  await expect(page.getByText('inside, of 10 sold')).toBeVisible();
  await expect(page.getByText(/^3 came in/)).toBeVisible();

  await scan(boxOffice.cast.sam, { code: tickets[3]!.qr_code_data, location: 'Gate C' });
  const committed = Date.now();
  await expect(inside(page)).toHaveText('4', { timeout: second_ms });
  console.log(`      the count moved ${Date.now() - committed} ms after the scan`);
  await expect(page.locator('[data-figure="rate"]')).toHaveText('40%');
  await expect(page.getByRole('meter')).toHaveAttribute('aria-valuetext', '4 of 10 sold tickets are inside');
  await expect(page.getByRole('row', { name: /^Gate C 1 0/ })).toBeVisible();
  await expect(page.getByText(/^4 came in/)).toBeVisible();
  await expect(page.getByText('Admitted', { exact: true })).toHaveCount(4);

  await scan(boxOffice.cast.sam, { code: tickets[3]!.qr_code_data, location: 'Gate A' });
  await expect(page.getByRole('row', { name: /^Gate A 3 1/ })).toBeVisible({ timeout: second_ms });
  await expect(page.getByText(/Already admitted at \d\d:\d\d:\d\d, Gate C, by sam/)).toBeVisible();
  await expect(inside(page)).toHaveText('4');

  await page.getByText('As a table').click();
  await expect(page.getByRole('columnheader', { name: 'Entries' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'concert-live');
});

test('A hundred scans at once leave the counts, the chart and the gates right', async ({ page, boxOffice }) => {
  const { ada, sam } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'The rush', date: tonight() });
  const tickets = await soldTickets(ada, concert, 100);
  await boxOffice.signIn(page, 'sam', `/concerts/${concert.id}`);
  await expect(page.getByText('Live', { exact: true }).last()).toBeVisible();
  await Promise.all(tickets.map((ticket) => scan(sam, { code: ticket.qr_code_data, location: 'Gate A' })));
  await expect(inside(page)).toHaveText('100', { timeout: second_ms });
  await expect(page.getByText(/^100 came in/)).toBeVisible();
  await expect(page.getByRole('row', { name: /^Gate A 100 0/ })).toBeVisible();
});

test('A stream that is cut off says so, and takes up where it was', async ({ page, boxOffice }) => {
  const { concert, tickets } = await openDoors(boxOffice, 'Cut off in the middle');
  const asked: (string | null)[] = [];
  let isCut = true;
  await page.route('**/live', async (route) => {
    asked.push(await route.request().headerValue('last-event-id'));
    if (!isCut) return route.continue();
    const counts = await boxOffice.cast.ada.get(`/api/scans/concert/${concert.id}/attendance`);
    const newest = await boxOffice.cast.ada.get<{ items: { number: number }[] }>('/api/journal/?limit=1');
    const event = `id: ${newest.items[0]!.number}\nevent: attendance\ndata: ${JSON.stringify(counts)}\n\n`;
    return route.fulfill({ status: 200, contentType: 'text/event-stream', body: event });
  });
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}`);
  await expect(page.getByText('Reconnecting… the figures are from before')).toBeVisible();
  await expect(inside(page)).toHaveText('3');
  await scan(boxOffice.cast.sam, { code: tickets[5]!.qr_code_data, location: 'Gate A' });
  isCut = false;
  await expect(inside(page)).toHaveText('4', { timeout: 15_000 });
  await expect(page.getByText('Live', { exact: true }).last()).toBeVisible();
  expect(asked[0]).toBeNull();
  expect(Number(asked.at(-1))).toBeGreaterThan(0);
});

test('Door staff watch the evening, and are not offered what they may not do', async ({ page, boxOffice }) => {
  const { concert } = await openDoors(boxOffice, 'Seen by the door');
  await boxOffice.signIn(page, 'sam', `/concerts/${concert.id}`);
  await expect(inside(page)).toHaveText('3');
  await expect(page.getByRole('navigation', { name: 'Pages of this concert' }).getByRole('link')).toHaveText(['Live', 'Tickets']);
  await page.goto(`${boxOffice.url}/concerts/${concert.id}/sell`);
  await expect(page.getByRole('heading', { level: 1, name: 'Not your door' })).toBeVisible();
});

test('A concert that is not there is an honest 404; deep links and the back button work', async ({ page, boxOffice }) => {
  for (const path of ['/concerts/999999', '/concerts/nothing', '/concerts/999999/tickets']) {
    await boxOffice.signIn(page, 'ada', path);
    await expect(page.getByRole('heading', { level: 1, name: 'Nothing here' })).toBeVisible();
  }
  await expectAccessible(page);
  const { concert } = await openDoors(boxOffice, 'There and back');
  await page.goto(`${boxOffice.url}/concerts/${concert.id}/edit`);
  await expect(page).toHaveTitle(/Edit There and back/);
  const pages = page.getByRole('navigation', { name: 'Pages of this concert' });
  await pages.getByRole('link', { name: 'Tickets' }).click();
  await expect(page).toHaveTitle(/Tickets for There and back/);
  await pages.getByRole('link', { name: 'Live' }).click();
  await expect(inside(page)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('grid')).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Capacity')).toBeVisible();
});
