import type { List, Refund } from '../support/wire.ts';
import { expect, test } from './support/box-office.ts';
import { fill, guestWithTicket, noticed, openTicket } from './support/guests.ts';
import { expectAccessible, shoot } from './support/looks.ts';

/// Axe in two themes and pictures at three sizes take their time where cores are few.
test.beforeEach(() => test.slow());

test('A refund is asked for, followed while it is decided, and paid back', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const { guest, ticket } = await guestWithTicket(boxOffice);
  await openTicket(page, boxOffice, guest, ticket);
  await page.getByRole('button', { name: 'Ask for a refund' }).click();
  await page.getByRole('button', { name: 'Ask for the refund' }).click();
  await expect(page.getByText('Say in a few words why.')).toBeVisible();
  await expect(page.getByLabel('Reason')).toBeFocused();
  await expectAccessible(page);
  await shoot(page, 'wallet-refund-dialog');
  await fill(page, 'Reason', 'I fell ill.');
  await fill(page, 'Amount', '49.51');
  await page.getByRole('button', { name: 'Ask for the refund' }).click();
  await expect(page.getByText('At most what was paid, €49.50.')).toBeVisible();
  await fill(page, 'Amount', '20,5');
  await page.getByRole('button', { name: 'Ask for the refund' }).click();

  // It blocks a transfer, and says so.
  await expect(page.getByText('A transfer has to wait until the refund is decided.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Transfer to somebody' })).toHaveCount(0);
  await shoot(page, 'wallet-ticket-refund-pending');

  await page.getByRole('link', { name: 'Follow the refund' }).click();
  await expect(page.getByText('Waiting for a decision.')).toBeVisible();
  await expect(page.getByText('€20.50')).toBeVisible();
  await expectAccessible(page);
  const [refund] = (await guest.get<List<Refund>>('/api/refunds/mine')).items;
  await ada.post(`/api/refunds/${refund?.id}/approve`, { notes: 'Get well soon.' }, 200);
  await expect(page.getByText('Approved. The money is on its way')).toBeVisible(noticed);
  await expect(page.getByText('Get well soon.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'wallet-refunds');
  await ada.post(`/api/refunds/${refund?.id}/complete`, {}, 200);
  await expect(page.getByText('Paid back.', { exact: true })).toBeVisible(noticed);

  await page.goto(`${boxOffice.url}/wallet/${ticket.id}`);
  await expect(page.getByText('Refunded. Its code is dead.')).toBeVisible();
  await expect(page.getByRole('img', { name: /QR code/ })).toHaveCount(0);
  await expectAccessible(page);
  await shoot(page, 'wallet-ticket-refunded');
});

test('A refund that is not granted leaves the ticket as it was', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  const refund = await guest.post<Refund>('/api/refunds/request', { ticket_id: ticket.id, reason: 'Rain' }, 201);
  await boxOffice.signIn(page, guest.account, '/wallet/refunds');
  await expect(page.getByText('Waiting for a decision.')).toBeVisible();
  await boxOffice.cast.ada.post(`/api/refunds/${refund.id}/reject`, { notes: 'It takes place inside.' }, 200);
  await expect(page.getByText('Not granted. The ticket is yours')).toBeVisible(noticed);
  await page.getByRole('link', { name: /Nachtmusik/ }).click();
  await expect(page.getByRole('button', { name: 'Ask for a refund' })).toBeVisible();
});

test('When the server is silent the form for a refund keeps what was written', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  await openTicket(page, boxOffice, guest, ticket);
  await page.getByRole('button', { name: 'Ask for a refund' }).click();
  await fill(page, 'Reason', 'A long story.');
  await page.route('**/api/refunds/request', (route) => route.abort());
  await page.getByRole('button', { name: 'Ask for the refund' }).click();
  await expect(page.getByRole('alert')).toContainText('could not be reached');
  await page.unroute('**/api/refunds/request');
  await expect(page.getByLabel('Reason')).toHaveValue('A long story.');
  await page.getByRole('button', { name: 'Ask for the refund' }).click();
  await expect(page.getByText('You have asked for a refund.')).toBeVisible();
});
