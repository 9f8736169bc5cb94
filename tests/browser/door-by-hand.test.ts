// The door without a code in front of the camera: readers, numbers, names, photos.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { accounts } from '../support/people.ts';
import { historyOf, soldTicket, soldTickets } from '../support/shows.ts';
import { expect, test } from './support/box-office.ts';
import { nothing, photoOf, shown } from './support/camera-video.ts';
import { closeDoors, expectUsable, look, newConcert, openDoor } from './support/door.ts';

// Each test starts a browser of its own.
test.describe.configure({ timeout: 120_000 });
test.afterEach(closeDoors);

test('A hand-held reader is heard while somebody types in a field', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Reader');
  const ticket = await soldTicket(boxOffice.cast.ada, concert);
  const door = await openDoor(boxOffice, { concert });
  await door.untilReady();
  await door.page.getByRole('button', { name: 'Name', exact: true }).click();
  await door.page.getByLabel('Buyer’s name').pressSequentially('Ber', { delay: 70 });
  await door.read(ticket.qr_code_data);
  await door.expectSpoken(['Admit. Berta Buyer']);
  await expect(door.page.getByRole('dialog')).toHaveCount(0);
});

test('A typed number is checked before it is sent, and admits', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Typing');
  const ticket = await soldTicket(boxOffice.cast.ada, concert);
  const door = await openDoor(boxOffice, { concert });
  await door.untilReady();
  const { page } = door;
  const opener = page.getByRole('button', { name: 'Number', exact: true });
  await opener.focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Ticket number' });
  await expect(field).toBeFocused();
  await field.fill('K7QM-2X9D-4HTV');
  await expect(page.getByText('One of its characters is wrong.')).toBeVisible();
  await expectUsable(page);
  await look(page, 'door-number');
  await field.fill(ticket.ticket_number.toLowerCase().replaceAll('-', ' '));
  await field.press('Enter');
  await door.expectSpoken(['Admit. Berta Buyer']);
  await expect(page.locator('[data-verdict]')).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('A guest without a ticket at hand is found by name, asked back, and admitted', async ({ boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await newConcert(boxOffice, 'Guests');
  const [, , ticket] = await soldTickets(ada, concert, 3);
  if (ticket === undefined) throw new Error('no ticket');
  const door = await openDoor(boxOffice, { concert });
  await door.untilReady();
  const { page } = door;
  await page.getByRole('button', { name: 'Name', exact: true }).click();
  await page.getByLabel('Buyer’s name').fill('nobody of that name');
  await expect(page.getByText(/^Nobody called/)).toBeVisible();
  await page.getByLabel('Buyer’s name').fill('berta');
  await expect(page.getByRole('button', { name: /Berta Buyer/ })).toHaveCount(3);
  await expectUsable(page);
  await look(page, 'door-name');
  await page.getByRole('button', { name: /No 3/ }).click();
  await expect(page.getByRole('heading', { name: 'Admit Berta Buyer?' })).toBeVisible();
  await look(page, 'door-name-question');
  await page.getByRole('button', { name: 'Admit', exact: true }).click();
  await door.expectSpoken(['Admit. Berta Buyer']);
  expect(await historyOf(boxOffice.cast.sam, ticket.id)).toHaveLength(1);
  await expect(page.locator('[data-verdict]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Last scans' }).click();
  await expect(page.getByRole('listitem')).toContainText(['Berta Buyer']);
  await expectUsable(page);
  await look(page, 'door-recent');
});

test('Without leave for the camera it says what to do, and reads photos', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Photos');
  const ticket = await soldTicket(boxOffice.cast.ada, concert);
  const door = await openDoor(boxOffice, { concert, isCameraDenied: true });
  const { page } = door;
  await expect(page.getByRole('heading', { name: 'The camera is not allowed' })).toBeVisible();
  await expectUsable(page);
  await look(page, 'door-denied');
  const folder = await mkdtemp(join(tmpdir(), 'admitone-photo-'));
  try {
    const blank = join(folder, 'blank.bmp');
    await writeFile(blank, photoOf(nothing(0)));
    await page.getByLabel('Photo of a code').setInputFiles(blank);
    await expect(page.getByText('There is no code in this photo.')).toBeVisible();
    const photo = join(folder, 'code.bmp');
    await writeFile(photo, photoOf(shown(ticket.qr_code_data, 0, { turned_degrees: 33, side: 220 })));
    await page.getByLabel('Photo of a code').setInputFiles(photo);
    await door.expectSpoken(['Admit. Berta Buyer']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('On a page without https it says why the camera is off, and the rest works', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Insecure');
  const ticket = await soldTicket(boxOffice.cast.ada, concert);
  const door = await openDoor(boxOffice, { concert, arguments: ['--host-resolver-rules=MAP box-office.test 127.0.0.1'] });
  const { page } = door;
  await page.goto(boxOffice.url.replace('127.0.0.1', 'box-office.test') + '/door');
  await page.getByLabel('Username or e-mail').fill(accounts.sam.username);
  await page.getByLabel('Password', { exact: true }).fill(accounts.sam.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The camera needs a secure address' })).toBeVisible();
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await expectUsable(page);
  await look(page, 'door-insecure');
  await door.read(ticket.qr_code_data);
  await door.expectSpoken(['Admit. Berta Buyer']);
});

test('A ticket of another concert and a code that is none are refused in words', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'This one');
  const other = await newConcert(boxOffice, 'That one');
  const ticket = await soldTicket(boxOffice.cast.ada, other);
  const door = await openDoor(boxOffice, { concert });
  await door.untilReady();
  await door.read(ticket.qr_code_data);
  await expect(door.page.locator('[data-verdict=refuse]')).toContainText('This ticket is for another concert');
  await door.read('HTTPS://EXAMPLE.ORG');
  await expect(door.page.locator('[data-verdict=refuse]')).toContainText('There is no such ticket');
  const history = await historyOf(boxOffice.cast.sam, ticket.id);
  expect(history.map(({ verdict }) => verdict)).toEqual(['refused']);
});
