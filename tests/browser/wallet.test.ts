import { addConcert, scan, sell, soldTicket, soldTickets } from '../support/shows.ts';
import type { Ticket } from '../support/wire.ts';
import { expect, test } from './support/box-office.ts';
import { codeShown, guestWithTicket, newGuest, noticed, openTicket, serialOf } from './support/guests.ts';
import { expectAccessible, shoot } from './support/looks.ts';

/// Axe in two themes and pictures at three sizes take their time where cores are few.
test.beforeEach(() => test.slow());

test('An empty wallet says how a ticket gets into it', async ({ page, boxOffice }) => {
  const guest = await newGuest(boxOffice);
  await boxOffice.signIn(page, guest.account, '/wallet');
  await expect(page.getByRole('heading', { name: 'No tickets yet' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'wallet-empty');
});

test('A wallet has what is to come first, then what was, and each ticket opens', async ({ page, boxOffice }) => {
  const { ada, sam } = boxOffice.cast;
  const guest = await newGuest(boxOffice);
  const later = await addConcert(ada, { name: 'Later', date: '2031-06-18T20:00:00Z' });
  const sooner = await addConcert(ada, { name: 'Sooner', date: '2030-06-18T20:00:00Z' });
  const gone = await addConcert(ada, { name: 'Gone', date: '2020-06-18T20:00:00Z' });
  await soldTicket(ada, later, guest);
  const stack = await soldTickets(ada, sooner, 3, guest);
  const used = await soldTicket(ada, gone, guest);
  await scan(sam, { code: used.qr_code_data });

  await boxOffice.signIn(page, guest.account, '/wallet');
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([
    /^Sooner/, /^Sooner/, /^Sooner/, /^Later/, /^Gone/,
  ]);
  await expect(page.getByText('Used: admitted at the door.')).toBeAttached();
  await expectAccessible(page);
  await shoot(page, 'wallet');

  // In a stack, too, a ticket is reached by its own visible part and by the keyboard.
  const [first] = stack;
  await page.getByRole('link', { name: `Sooner ticket ${serialOf(first ?? { serial: 0 })}` }).click();
  await expect(page).toHaveURL(`${boxOffice.url}/wallet/${first?.id}`);
  await page.goBack();
  await page.getByRole('link', { name: /^Later/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Later' })).toBeVisible();
});

test('The QR on the screen holds the ticket\'s code, also when it fills the screen', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  await openTicket(page, boxOffice, guest, ticket);
  const name = `QR code of ticket ${serialOf(ticket)}`;
  expect(await codeShown(page.getByRole('img', { name }))).toEqual([ticket.qr_code_data]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await codeShown(page.getByRole('img', { name }))).toEqual([ticket.qr_code_data]);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.getByText(ticket.ticket_number)).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'wallet-ticket');

  await page.getByRole('button', { name: 'Show the code large' }).click();
  const large = page.getByRole('dialog');
  expect(await codeShown(large.getByRole('img', { name }))).toEqual([ticket.qr_code_data]);
  await expectAccessible(page);
  await shoot(page, 'wallet-ticket-large');
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();
  await expect(page.getByRole('button', { name: 'Show the code large' })).toBeFocused();
});

test('The screen is kept awake while a code is to be seen, and no longer', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  await page.addInitScript(() => {
    const request = async () => {
      document.documentElement.dataset['awake'] = 'yes';
      return { release: async () => { document.documentElement.dataset['awake'] = 'no'; } };
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
  });
  await openTicket(page, boxOffice, guest, ticket);
  await expect(page.locator('html')).toHaveAttribute('data-awake', 'yes');
  await page.getByRole('link', { name: 'All tickets' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-awake', 'no');
});

test('A ticket shows by itself that the door has taken it, and its code is gone', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  await openTicket(page, boxOffice, guest, ticket);
  await scan(boxOffice.cast.sam, { code: ticket.qr_code_data, scan_type: 'entry_check' });
  await expect(page.getByText('Checked at the outer entrance. Keep it')).toBeVisible(noticed);
  await expect(page.getByRole('button', { name: 'Ask for a refund' })).toHaveCount(0);
  await shoot(page, 'wallet-ticket-entered');
  await scan(boxOffice.cast.sam, { code: ticket.qr_code_data });
  await expect(page.getByText('You were let in with it')).toBeVisible(noticed);
  await expect(page.getByRole('img', { name: /QR code/ })).toHaveCount(0);
  await expectAccessible(page);
  await shoot(page, 'wallet-ticket-attended');
});

test('A ticket of somebody else is an honest 404, and so is one that never was', async ({ page, boxOffice }) => {
  const { ticket } = await guestWithTicket(boxOffice);
  for (const id of [ticket.id, 999_999, 'nonsense']) {
    await boxOffice.signIn(page, 'hanna', `/wallet/${id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'No such ticket' })).toBeVisible();
  }
  await expectAccessible(page);
  await shoot(page, 'wallet-ticket-missing');
});

test('An admin\'s wallet has no ticket of others either', async ({ page, boxOffice }) => {
  const { ticket } = await guestWithTicket(boxOffice);
  await boxOffice.signIn(page, 'ada', `/wallet/${ticket.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'No such ticket' })).toBeVisible();
});

test('Nothing of a ticket is kept in the browser\'s storage', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  await openTicket(page, boxOffice, guest, ticket);
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain(ticket.qr_code_data);
  expect(kept).not.toContain(ticket.ticket_number);
});

test('Names of any length and script stay inside the ticket', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const guest = await newGuest(boxOffice);
  const names = [
    'An evening of everything, '.repeat(7).trim(), 'W'.repeat(60),
    '冬の弦楽四重奏と朗読の夕べ', 'ليلة العود والناي',
  ];
  for (const name of names) {
    const concert = await addConcert(ada, { name, venue: name });
    const { tickets } = await ada.post<{ tickets: Ticket[] }>(
      `/api/tickets/create/${concert.id}`, { quantity: 1, price: '5', tier: name.slice(0, 60) }, 201,
    );
    await Promise.all(tickets.map((ticket) => sell(ada, ticket, guest)));
  }
  for (const width of [320, 820]) {
    await page.setViewportSize({ width, height: 900 });
    await boxOffice.signIn(page, guest.account, '/wallet');
    await expect(page.getByRole('heading', { level: 3 })).toHaveCount(names.length);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await shoot(page, 'wallet-names');
});
