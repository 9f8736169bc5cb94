import { addConcert, soldTicket } from '../support/shows.ts';
import type { Ticket } from '../support/wire.ts';
import { expect, test } from './support/box-office.ts';
import { photoOf, shown } from './support/camera-video.ts';
import { Door } from './support/door.ts';
import { fill, guestWithTicket, newGuest, noticed, openTicket } from './support/guests.ts';
import { expectAccessible, shoot } from './support/looks.ts';

/// Axe in two themes and pictures at three sizes take their time where cores are few.
test.beforeEach(() => test.slow());

test('Somebody claims a ticket by typing its number, however it is written', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const guest = await newGuest(boxOffice);
  const ticket = await soldTicket(ada, await addConcert(ada));
  await boxOffice.signIn(page, guest.account, '/wallet/claim');
  await page.getByRole('button', { name: 'Claim', exact: true }).click();
  await expect(page.getByLabel('Ticket number or code')).toBeFocused();
  await expect(page.getByText('Type the ticket number, or scan the code.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'wallet-claim');

  await fill(page, 'Ticket number or code', ticket.ticket_number.toLowerCase().replaceAll('-', ' '));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${boxOffice.url}/wallet/${ticket.id}`);
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  expect((await guest.get<Ticket>(`/api/tickets/${ticket.id}`)).current_holder_id).toBe(guest.id);
});

test('Somebody claims a ticket by pasting its code', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const guest = await newGuest(boxOffice);
  const ticket = await soldTicket(ada, await addConcert(ada));
  await boxOffice.signIn(page, guest.account, '/wallet/claim');
  await fill(page, 'Ticket number or code', ticket.qr_code_data);
  await page.getByRole('button', { name: 'Claim', exact: true }).click();
  await expect(page).toHaveURL(`${boxOffice.url}/wallet/${ticket.id}`);
});

test('Somebody claims a ticket with a photo of its QR', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const { guest: present, ticket: pictured } = await guestWithTicket(boxOffice);
  const guest = await newGuest(boxOffice);
  const ticket = await soldTicket(ada, await addConcert(ada));

  // The picture of another's QR is read, and refused in words; a page without a code is no code.
  await openTicket(page, boxOffice, present, pictured);
  const taken = await page.getByRole('img', { name: /QR code/ }).screenshot();
  await page.context().clearCookies();
  await boxOffice.signIn(page, guest.account, '/wallet/claim');
  const choose = async (buffer: Buffer, mimeType = 'image/png') =>
    page.getByLabel('Read a photo').last().setInputFiles({ name: 'photo', mimeType, buffer });
  await choose(taken);
  await expect(page.getByRole('alert')).toContainText('Somebody else holds this ticket already.');
  await choose(await page.getByRole('heading', { level: 1 }).screenshot());
  await expect(page.getByText('No QR code found in this file.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'wallet-claim-refused');

  await choose(photoOf(shown(ticket.qr_code_data, 0)), 'image/bmp');
  await expect(page).toHaveURL(`${boxOffice.url}/wallet/${ticket.id}`);
});

test('Somebody claims a ticket by holding it in front of the camera', async ({ boxOffice }) => {
  const { ada } = boxOffice.cast;
  const ticket = await soldTicket(ada, await addConcert(ada));
  const phone = await Door.open(boxOffice, { who: 'hanna', scenes: [shown(ticket.qr_code_data, 2_000)] });
  const { page } = phone;
  await page.goto(`${boxOffice.url}/wallet/claim`);
  await page.getByRole('button', { name: 'Scan with the camera' }).click();
  await expect(page).toHaveURL(`${boxOffice.url}/wallet/${ticket.id}`, noticed);
  await phone.close();
});

test('Without leave for the camera the claim page says what to do', async ({ boxOffice }) => {
  const phone = await Door.open(boxOffice, { who: 'hanna', isCameraDenied: true });
  const { page } = phone;
  await page.goto(`${boxOffice.url}/wallet/claim`);
  await page.getByRole('button', { name: 'Scan with the camera' }).click();
  await expect(page.getByText('The camera is not allowed here.')).toBeVisible(noticed);
  await expectAccessible(page);
  await shoot(page, 'wallet-claim-no-camera');
  await phone.close();
});

test('A number that opens nothing is refused in words, and stays in the field', async ({ page, boxOffice }) => {
  await boxOffice.signIn(page, 'felix', '/wallet/claim');
  await fill(page, 'Ticket number or code', 'K7QM-2X9D-4HTR');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('No ticket answers to this.');
  await expect(page.getByLabel('Ticket number or code')).toHaveValue('K7QM-2X9D-4HTR');
});
