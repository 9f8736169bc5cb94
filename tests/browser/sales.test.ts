import type { Locator, Page } from '@playwright/test';

import { addConcert, addTickets, scan, sell, soldTickets } from '../support/shows.ts';
import type { Concert, Ticket } from '../support/wire.ts';
import { expect, test, type BoxOffice } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Tickets of this concert' });
const row = (page: Page, index: number): Locator => grid(page).locator(`[data-row="${index}"]`);
const sold = (page: Page, serial: number): Locator => page.locator(`[data-sold="${serial}"]`);

/** Serials in the order in which they are in the page. */
const serialsShown = (page: Page): Promise<string[]> => grid(page).locator('[data-row] [data-column="serial"]').allInnerTexts();

async function concertWithTickets(boxOffice: BoxOffice, name: string, quantity: number): Promise<Concert> {
  const concert = await addConcert(boxOffice.cast.ada, { name });
  await addTickets(boxOffice.cast.ada, concert, quantity, { price: '29.00', tier: 'Standing' });
  return concert;
}

async function ticketOf(boxOffice: BoxOffice, concert: Concert, serial: number): Promise<Ticket> {
  const cursor = serial === 1 ? '' : `&cursor=${serial - 1}`;
  const { items } = await boxOffice.cast.ada.get<{ items: Ticket[] }>(`/api/tickets/concert/${concert.id}?limit=1${cursor}`);
  return items[0]!;
}

test('Tickets are generated with what is wrong said at its field, and progress while it lasts', async ({ page, boxOffice }) => {
  const concert = await addConcert(boxOffice.cast.ada, { name: 'Fresh from the press', capacity: 25_000 });
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/tickets`);
  await expect(page.getByRole('heading', { name: 'No tickets yet' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'tickets-empty');
  await page.getByRole('button', { name: 'Generate tickets' }).click();
  const dialog = page.getByRole('dialog', { name: 'Generate tickets' });
  await expect(dialog.getByLabel('How many')).toBeFocused();
  await dialog.getByLabel('How many').fill('30000');
  await dialog.getByLabel('Price in EUR').fill('a lot');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('The capacity leaves room for 25,000 tickets.')).toBeVisible();
  await expect(dialog.getByText('An amount such as 49.00.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'tickets-generate');
  await dialog.getByLabel('How many').fill('25000');
  await dialog.getByLabel('Price in EUR').fill('12');
  const progress: string[] = [];
  await page.exposeFunction('told', (text: string) => progress.push(text));
  await page.evaluate(() => {
    const tell = (globalThis as unknown as { told: (text: string) => void }).told;
    new MutationObserver(() => {
      const text = document.querySelector('dialog [role="status"]')?.textContent;
      if (text) tell(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await page.keyboard.press('Enter');
  await expect(page.getByText('25,000 tickets are ready: 1 to 25,000.')).toBeVisible({ timeout: 40_000 });
  expect(progress).toContain('10,000 of 25,000 tickets numbered and signed');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '25001');
  await expect(row(page, 0)).toContainText('€12.00');
});

test('A table of 100,000 tickets is scrolled, searched, filtered and walked through by keyboard', async ({ page, boxOffice }) => {
  test.setTimeout(120_000);
  const { ada } = boxOffice.cast;
  const concert = await concertWithTickets(boxOffice, 'The largest of all', 100_000);
  for (const serial of [5, 41_000, 99_999]) await sell(ada, await ticketOf(boxOffice, concert, serial));
  const odd = await ticketOf(boxOffice, concert, 77_777);
  await ada.post(`/api/tickets/${odd.id}/mark-sold`, { buyer_name: 'Zoë O’Hara-Öz', buyer_email: 'zoe@example.org' }, 200);

  await page.setViewportSize({ width: 1440, height: 900 });
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/tickets`);
  await expect(page.getByText('100,000 tickets: 4 sold, 99,996 unsold')).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '100001');
  await expect(row(page, 4)).toContainText('Berta Buyer');
  await expectAccessible(page);
  await shoot(page, 'tickets');

  // One Tab stop; End and Home, arrows and pages. Only what is in view is in the page.
  await page.getByRole('button', { name: 'Go' }).focus();
  await page.keyboard.press('Tab');
  await expect(row(page, 0).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 1).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(row(page, 99_999).getByRole('link').first()).toBeFocused();
  await expect(row(page, 99_999)).toHaveAttribute('aria-rowindex', '100001');
  await page.keyboard.press('ArrowUp');
  await expect(row(page, 99_998)).toContainText('Berta Buyer');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await expect(row(page, 0).getByRole('link').first()).toBeFocused();
  expect((await grid(page).getByRole('row').count())).toBeLessThan(60);

  // Anywhere at once, by wheel or by number.
  await grid(page).evaluate((element) => { element.scrollTop = element.scrollHeight / 2; });
  await expect.poll(async () => (await serialsShown(page)).some((serial) => /^50,0\d\d$/.test(serial))).toBe(true);
  await page.getByLabel('Go to No').fill('41000');
  await page.keyboard.press('Enter');
  await expect(row(page, 40_999).getByRole('link').first()).toBeFocused();
  await expect(row(page, 40_999)).toContainText('Berta Buyer');

  // The server searches and filters all of them.
  await page.getByRole('searchbox', { name: 'Search buyer or ticket number' }).fill('o’hara');
  await expect(page.getByText('1 ticket found')).toBeVisible();
  await expect(row(page, 0)).toContainText('Zoë O’Hara-Öz');
  await expect(page).toHaveURL(/q=o/);
  await page.getByRole('searchbox').fill(odd.ticket_number.slice(0, 9).toLowerCase());
  await expect(row(page, 0)).toContainText(odd.ticket_number);
  await page.getByRole('searchbox').fill('');
  await page.getByLabel('Status').selectOption('Sold');
  await expect(page.getByText('4 tickets found')).toBeVisible();
  expect(await serialsShown(page)).toEqual(['5', '41,000', '77,777', '99,999']);
  await page.getByLabel('Status').selectOption('Unsold');
  await expect(page.getByText('200 tickets so far, more below')).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '-1');
  await grid(page).evaluate((element) => { element.scrollTop = element.scrollHeight; });
  await expect(page.getByText(/[46]00 tickets so far, more below/)).toBeVisible();

  // Into a ticket and back: the filter is still there.
  await page.getByLabel('Status').selectOption('Sold');
  await row(page, 2).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ticket No 77,777' })).toBeVisible();
  await page.goBack();
  await expect(page.getByText('4 tickets found')).toBeVisible();
  await page.getByRole('searchbox').fill('nobody of that name');
  await expect(page.getByRole('heading', { name: 'No ticket like that' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all tickets' }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '100001');
  await expect(page.getByRole('searchbox')).toHaveValue('');
});

test('A sale at the counter takes two keys besides the name and the address, and the next can begin', async ({ page, boxOffice }) => {
  const concert = await concertWithTickets(boxOffice, 'Queue to the corner', 5);
  await addTickets(boxOffice.cast.ada, concert, 3, { price: '79.00', tier: 'Balcony' });
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/sell`);
  await expect(page.getByRole('button', { name: 'Sell No 1 for €29.00' })).toBeEnabled();
  await expect(page.getByLabel('Buyer’s name')).toBeFocused();
  await expectAccessible(page);
  await shoot(page, 'sell');

  let keys = 0;
  const press = async (key: string): Promise<void> => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await page.keyboard.type('Hanna Berg');
  await press('Enter');
  await page.keyboard.type('hanna@example.org');
  await press('Enter');
  await expect(sold(page, 1)).toHaveText('Sold No 1 to Hanna Berg.');
  expect(keys).toBeLessThanOrEqual(3);

  // Ready for the next, of another tier this time: three keys.
  await expect(page.getByLabel('Buyer’s name')).toBeFocused();
  await expect(page.getByLabel('Buyer’s name')).toHaveValue('');
  keys = 0;
  await press('Alt+2');
  await expect(page.getByRole('radio', { name: /Balcony/ })).toBeChecked();
  await page.keyboard.type('Felix Ngo');
  await press('Enter');
  await page.keyboard.type('felix@example.org');
  await expect(page.getByRole('button', { name: 'Sell No 6 for €79.00' })).toBeEnabled();
  await press('Enter');
  await expect(sold(page, 6)).toHaveText('Sold No 6 to Felix Ngo.');
  expect(keys).toBe(3);
  const ticket = await ticketOf(boxOffice, concert, 6);
  expect(ticket).toMatchObject({ status: 'sold', buyer_name: 'Felix Ngo', price: '79.00' });
  await expect(page.getByText(ticket.ticket_number).first()).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Hanna Berg' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'sell-sold');
});

test('Two counters never sell one ticket: the later one gets the next, and is told so', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await concertWithTickets(boxOffice, 'Two counters', 4);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/sell`);
  await expect(page.getByRole('button', { name: 'Sell No 1 for €29.00' })).toBeEnabled();
  await page.getByLabel('Buyer’s name').fill('Hanna Berg');
  await page.getByLabel('Buyer’s e-mail').fill('hanna@example.org');
  await sell(ada, await ticketOf(boxOffice, concert, 1));
  await sell(ada, await ticketOf(boxOffice, concert, 2));
  await page.keyboard.press('Enter');
  await expect(sold(page, 3)).toBeVisible();
  await expect(page.getByText('Another counter sold 1 first, so this is 3.')).toBeVisible();
  expect((await ticketOf(boxOffice, concert, 3)).buyer_name).toBe('Hanna Berg');

  await expect(page.getByRole('button', { name: 'Sell No 4 for €29.00' })).toBeEnabled();
  await page.keyboard.type('Too Late');
  await page.getByLabel('Buyer’s e-mail').fill('late@example.org');
  await sell(ada, await ticketOf(boxOffice, concert, 4));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Sold out' })).toBeDisabled();
  await expect(page.getByText('Every ticket of this concert has a buyer.')).toBeVisible();
  await expect(page.getByLabel('Buyer’s name')).toHaveValue('Too Late');
});

test('A sale whose answer was lost is looked up before anything is sold again', async ({ page, boxOffice }) => {
  const concert = await concertWithTickets(boxOffice, 'Cable pulled', 3);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/sell`);
  let isLost = true;
  await page.route('**/mark-sold', async (route) => {
    if (!isLost) return route.continue();
    isLost = false;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await expect(page.getByRole('button', { name: 'Sell No 1 for €29.00' })).toBeEnabled();
  await page.getByLabel('Buyer’s name').fill('Hanna Berg');
  await page.getByLabel('Buyer’s e-mail').fill('hanna@example.org');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('nobody knows yet whether it was sold');
  await expect(page.getByLabel('Buyer’s name')).toHaveValue('Hanna Berg');
  await page.getByRole('button', { name: /^Sell No/ }).click();
  await expect(sold(page, 1)).toBeVisible();
  expect((await ticketOf(boxOffice, concert, 2)).status).toBe('created');
});

test('A chosen ticket is sold from the table, with a price of its own and into a wallet', async ({ page, boxOffice }) => {
  const concert = await concertWithTickets(boxOffice, 'That very seat', 10);
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/tickets`);
  await row(page, 0).getByRole('link').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('link', { name: 'Sell ticket 3' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ticket 3, chosen from the table.')).toBeVisible();
  await page.getByText('Price and account').click();
  await page.getByLabel('Price in EUR').fill('12,5');
  await page.getByLabel('Username').fill('nobody-known');
  await page.getByLabel('Buyer’s name').fill('Hanna Berg');
  await page.getByLabel('Buyer’s e-mail').fill('hanna@example.org');
  await page.getByRole('button', { name: 'Sell No 3 for €12.50' }).click();
  await expect(page.getByText('Username must be the username of an active user.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Username').fill('hanna');
  await page.getByRole('button', { name: 'Sell No 3 for €12.50' }).click();
  await expect(sold(page, 3)).toBeVisible();
  expect(await ticketOf(boxOffice, concert, 3)).toMatchObject({ price: '12.50', current_holder_id: boxOffice.cast.hanna.id });
  await expect(page.getByRole('button', { name: 'Sell No 1 for €29.00' })).toBeEnabled();
});

test('A ticket tells its whole history, from its number to its refused second scan', async ({ page, boxOffice }) => {
  const { ada, sam, hanna } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'A full life' });
  const [ticket] = await soldTickets(ada, concert, 1, hanna);
  await scan(sam, { code: ticket!.qr_code_data, location: 'Street', scan_type: 'entry_check' });
  await scan(sam, { code: ticket!.qr_code_data, location: 'Gate A' });
  await scan(sam, { code: ticket!.qr_code_data, location: 'Gate B' });
  await boxOffice.signIn(page, 'ada', `/tickets/${ticket!.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Ticket No 1' })).toBeVisible();
  const facts = page.getByRole('listitem').filter({ has: page.locator('time') });
  await expect(facts).toHaveCount(5);
  await expect(facts.nth(0)).toContainText('Created');
  await expect(facts.nth(1)).toContainText('Sold to Berta Buyer');
  await expect(facts.nth(3)).toContainText(/Scan accepted.*by sam/);
  await expect(facts.nth(3)).toContainText('Gate A');
  await expect(facts.nth(4)).toContainText('Scan refused');
  await expect(facts.nth(4)).toContainText('Gate B');
  await expect(page.getByText('Admitted', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'ticket-history');
  await page.getByRole('link', { name: 'All tickets' }).click();
  await expect(grid(page)).toBeVisible();
  await boxOffice.signIn(page, 'ada', '/tickets/99999999');
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing here' })).toBeVisible();
});
