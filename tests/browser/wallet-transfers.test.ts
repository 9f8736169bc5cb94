import { randomUUID } from 'node:crypto';

import { scan } from '../support/shows.ts';
import type { List, Ticket, Transfer } from '../support/wire.ts';
import { expect, test } from './support/box-office.ts';
import { codeShown, fill, guestWithTicket, newGuest, noticed, openTicket } from './support/guests.ts';
import { expectAccessible, shoot } from './support/looks.ts';

/// Axe in two themes and pictures at three sizes take their time where cores are few.
test.beforeEach(() => test.slow());

test('A transfer is offered, blocks a refund, and is withdrawn', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  await openTicket(page, boxOffice, guest, ticket);
  await page.getByRole('button', { name: 'Transfer to somebody' }).click();
  await fill(page, 'Username or e-mail', `nobody-${randomUUID().slice(0, 8)}`);
  await page.getByRole('button', { name: 'Offer the ticket' }).click();
  await expect(page.getByText('The username must be the username of somebody with an account.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'wallet-transfer-dialog');
  await fill(page, 'Username or e-mail', 'felix');
  await fill(page, 'A note for them', 'See you there.');
  await page.getByRole('button', { name: 'Offer the ticket' }).click();
  await expect(page.getByText('Offered to felix. Until it is accepted')).toBeVisible();
  await expect(page.getByText('A refund has to wait')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask for a refund' })).toHaveCount(0);
  await shoot(page, 'wallet-ticket-offered');

  await page.goto(`${boxOffice.url}/wallet/transfers`);
  await expect(page.getByText('To felix')).toBeVisible();
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing on offer' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'wallet-transfers-empty');
  expect((await guest.get<Ticket>(`/api/tickets/${ticket.id}`)).qr_code_data).toBe(ticket.qr_code_data);
});

test('A friend accepts a ticket and gets a new code; the old one is dead', async ({ browser, page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  const friend = await newGuest(boxOffice);
  await openTicket(page, boxOffice, guest, ticket);
  await page.getByRole('button', { name: 'Transfer to somebody' }).click();
  await fill(page, 'Username or e-mail', friend.username);
  await fill(page, 'A note for them', 'Mine is spare now.');
  await page.getByRole('button', { name: 'Offer the ticket' }).click();
  await expect(page.getByText(`Offered to ${friend.username}.`).first()).toBeVisible();

  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  const theirs = await context.newPage();
  await boxOffice.signIn(theirs, friend.account, '/wallet');
  await expect(theirs.getByRole('link', { name: /Transfers.*1 waiting for you/ })).toBeVisible();
  await expect(theirs.getByText('Somebody offers you a ticket.')).toBeVisible();
  await theirs.getByRole('link', { name: /See what is offered/ }).click();
  await expect(theirs.getByText(`From ${guest.username}`)).toBeVisible();
  await expect(theirs.getByText('Mine is spare now.')).toBeVisible();
  // What is only offered shows neither code nor number.
  await expect(theirs.getByText(ticket.ticket_number)).toHaveCount(0);
  await expectAccessible(theirs);
  await shoot(theirs, 'wallet-transfers');
  await theirs.getByRole('button', { name: 'Accept' }).click();

  await expect(theirs).toHaveURL(`${boxOffice.url}/wallet/${ticket.id}`);
  await expect(theirs.getByText('The ticket is yours. This is its new code.')).toBeVisible();
  const [newCode] = await codeShown(theirs.getByRole('img', { name: /QR code/ }));
  expect(newCode).toBe((await friend.get<Ticket>(`/api/tickets/${ticket.id}`)).qr_code_data);
  expect(newCode).not.toBe(ticket.qr_code_data);
  await expectAccessible(theirs);
  await shoot(theirs, 'wallet-ticket-arrived');

  // The giver's page notices, and the old code is refused at the door, the new one admitted.
  await expect(page.getByRole('heading', { level: 1, name: 'No such ticket' })).toBeVisible(noticed);
  const { sam } = boxOffice.cast;
  expect((await scan(sam, { code: ticket.qr_code_data })).reason).toBe('superseded');
  expect((await scan(sam, { code: newCode ?? '' })).verdict).toBe('accepted');
  await context.close();
});

test('A ticket that was rejected stays where it was', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  const friend = await newGuest(boxOffice);
  await guest.post<Transfer>('/api/transfers/initiate', { ticket_id: ticket.id, to_username: friend.username }, 201);
  await boxOffice.signIn(page, friend.account, '/wallet/transfers');
  await page.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByText(`${guest.username} keeps it and can offer it again.`)).toBeVisible();
  await page.getByRole('button', { name: 'Reject the ticket' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing on offer' })).toBeVisible();
  expect((await guest.get<List<Transfer>>('/api/transfers/pending')).items).toEqual([]);
  expect((await guest.get<Ticket>(`/api/tickets/${ticket.id}`)).current_holder_id).toBe(guest.id);
});

test('An offer that was withdrawn meanwhile says so when it is accepted', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  const friend = await newGuest(boxOffice);
  const transfer = await guest.post<Transfer>(
    '/api/transfers/initiate', { ticket_id: ticket.id, to_username: friend.username }, 201,
  );
  await boxOffice.signIn(page, friend.account, '/wallet/transfers');
  await expect(page.getByText(`From ${guest.username}`)).toBeVisible();
  await guest.post(`/api/transfers/${transfer.id}/cancel`, undefined, 200);
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByText('This transfer is cancelled already.')).toBeVisible();
});
