import type { Page } from '@playwright/test';

import { addConcert, addTickets, scan, sell, withCode, type OpenTicket } from '../support/shows.ts';
import type { Concert } from '../support/wire.ts';
import { expect, test, type BoxOffice } from './support/box-office.ts';
import { shown } from './support/camera-video.ts';
import { Door } from './support/door.ts';
import { noticed } from './support/guests.ts';
import { readByHand } from './support/hand-reader.ts';
import { expectAccessible, shoot } from './support/looks.ts';

/// Axe in two themes and pictures at three sizes take their time where cores are few.
test.beforeEach(() => test.slow());

interface Pile {
  concert: Concert;
  tickets: OpenTicket[];
}

async function pileOf(boxOffice: BoxOffice, quantity: number, name: string): Promise<Pile> {
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name });
  const { tickets } = await addTickets(ada, concert, quantity, { price: '29.00' });
  return { concert, tickets: tickets.map(withCode) };
}

async function openCounter(page: Page, boxOffice: BoxOffice, { concert }: Pile): Promise<void> {
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/sell`);
  await page.getByText('Paper, by scan').click();
  await expect(page.getByText('Ready for the first ticket.')).toBeVisible();
}

const find = async (boxOffice: BoxOffice, { id }: OpenTicket) =>
  boxOffice.cast.ada.get<OpenTicket>(`/api/tickets/${id}`);

test('Paper is sold with a scan and a press, without a name, and the next scan goes on', async ({ page, boxOffice }) => {
  const pile = await pileOf(boxOffice, 5, 'On paper');
  await openCounter(page, boxOffice, pile);
  await expectAccessible(page);
  await shoot(page, 'paper');
  const [, second, third] = pile.tickets as [OpenTicket, OpenTicket, OpenTicket];

  await readByHand(page, second.qr_code_data);
  await expect(page.getByText('No 2 is unsold')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sell No 2 for €29.00' })).toBeFocused();
  await expectAccessible(page);
  await shoot(page, 'paper-found');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No 2 is sold for €29.00')).toBeVisible();
  expect(await find(boxOffice, second)).toMatchObject({ status: 'sold', buyer_name: null, buyer_email: null, price: '29.00' });
  await expectAccessible(page);
  await shoot(page, 'paper-sold');

  // Another one is looked at and put aside, then taken after all, by its number.
  await readByHand(page, third.qr_code_data);
  await page.getByRole('button', { name: 'Not this one' }).click();
  expect((await find(boxOffice, third)).status).toBe('created');
  await page.getByLabel('Ticket number').fill(third.ticket_number.toLowerCase());
  await page.getByRole('button', { name: 'Find it' }).click();
  await page.getByText('Name, price and account').click();
  await page.getByLabel('Buyer’s name').fill('Hanna Berg');
  await page.getByRole('button', { name: 'Sell No 3 for €29.00' }).click();
  await expect(page.getByText('An e-mail address is needed.')).toBeVisible();
  await page.getByLabel('Buyer’s e-mail').fill('hanna@example.org');
  await page.getByLabel('Price in EUR').fill('20');
  await page.getByRole('button', { name: 'Sell No 3 for €20.00' }).click();
  await expect(page.getByText('No 3 is sold for €20.00')).toBeVisible();
  expect(await find(boxOffice, third)).toMatchObject({ buyer_name: 'Hanna Berg', price: '20.00' });
});

test('Sold at once, each scan is a sale, also when the reader is faster than the server', async ({ page, boxOffice }) => {
  const pile = await pileOf(boxOffice, 4, 'A quick pile');
  await openCounter(page, boxOffice, pile);
  await page.getByLabel('Sell at once').check();
  for (const { qr_code_data } of pile.tickets) await readByHand(page, qr_code_data);
  await expect(page.getByText('No 4 is sold for €29.00')).toBeVisible();
  for (const ticket of pile.tickets) expect((await find(boxOffice, ticket)).status).toBe('sold');
  await expect(page.getByRole('listitem').filter({ hasText: 'Nobody named' })).toHaveCount(3);
  await expectAccessible(page);
  await shoot(page, 'paper-at-once');
});

test('What cannot be sold is said with the reason, by whom and when, and the next scan goes on', async ({ page, boxOffice }) => {
  const { ada, sam, hanna } = boxOffice.cast;
  const pile = await pileOf(boxOffice, 4, 'Mixed pile');
  const other = await pileOf(boxOffice, 1, 'Another evening');
  const [sold, used, refunded, good] = pile.tickets as [OpenTicket, OpenTicket, OpenTicket, OpenTicket];
  await sell(ada, sold);
  await sell(ada, used);
  await scan(sam, { code: used.qr_code_data });
  await sell(ada, refunded, hanna);
  const refund = await hanna.post<{ id: number }>('/api/refunds/request', { ticket_id: refunded.id, reason: 'ill' }, 201);
  await ada.post(`/api/refunds/${refund.id}/approve`, {}, 200);

  await openCounter(page, boxOffice, pile);
  await page.getByLabel('Sell at once').check();
  await readByHand(page, sold.qr_code_data);
  await expect(page.getByText('No 1 was sold before')).toBeVisible();
  await expect(page.getByText(/Sold to Berta Buyer for 29.00 EUR, .*, by ada. Do not sell it again./)).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'paper-refused');
  await readByHand(page, used.qr_code_data);
  await expect(page.getByText('No 2 was sold before, and its holder is inside')).toBeVisible();
  await readByHand(page, refunded.qr_code_data);
  await expect(page.getByText('No 3 was refunded')).toBeVisible();
  await readByHand(page, other.tickets[0]!.qr_code_data);
  await expect(page.getByText('No 1 is of another concert')).toBeVisible();
  await expect(page.getByText('It is for Another evening.')).toBeVisible();
  expect((await find(boxOffice, other.tickets[0]!)).status).toBe('created');
  await readByHand(page, 'HTTPS://EXAMPLE.ORG/MENU');
  await expect(page.getByText('Not a ticket to sell')).toBeVisible();
  await expect(page.getByText('No ticket answers to this')).toBeVisible();
  await readByHand(page, good.qr_code_data);
  await expect(page.getByText('No 4 is sold for €29.00')).toBeVisible();
});

test('A ticket that another counter sold between the scan and the press is not sold twice', async ({ page, boxOffice }) => {
  const pile = await pileOf(boxOffice, 1, 'Two counters, one pile');
  const [ticket] = pile.tickets as [OpenTicket];
  await openCounter(page, boxOffice, pile);
  await readByHand(page, ticket.qr_code_data);
  await expect(page.getByRole('button', { name: 'Sell No 1 for €29.00' })).toBeVisible();
  await sell(boxOffice.cast.ada, ticket);
  await page.getByRole('button', { name: 'Sell No 1 for €29.00' }).click();
  await expect(page.getByText('No 1 was sold before')).toBeVisible();
  expect((await find(boxOffice, ticket)).buyer_name).toBe('Berta Buyer');
});

test('One ticket after the other is held into the camera, and each is sold once', async ({ boxOffice }) => {
  const pile = await pileOf(boxOffice, 2, 'In front of the camera');
  const scenes = pile.tickets.map(({ qr_code_data }) => shown(qr_code_data, 1_500));
  const phone = await Door.open(boxOffice, { who: 'ada', scenes });
  const { page } = phone;
  await openCounter(page, boxOffice, pile);
  await page.getByLabel('Sell at once').check();
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await expect(page.getByRole('heading', { name: 'Just sold' })).toBeVisible(noticed);
  for (const ticket of pile.tickets) {
    await expect.poll(async () => (await find(boxOffice, ticket)).status, noticed).toBe('sold');
  }
  await expectAccessible(page);
  await shoot(page, 'paper-camera');
  expect(phone.complaints).toEqual([]);
  await phone.close();
});

test('Without a camera the counter says so, and the reader goes on', async ({ page, boxOffice }) => {
  const pile = await pileOf(boxOffice, 1, 'No camera');
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'));
  });
  await openCounter(page, boxOffice, pile);
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await expect(page.getByText('There is no camera on this device.')).toBeVisible();
  await expectAccessible(page);
  await readByHand(page, pile.tickets[0]!.qr_code_data);
  await expect(page.getByText('No 1 is unsold')).toBeVisible();
});
