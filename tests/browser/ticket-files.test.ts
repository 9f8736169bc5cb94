import { readFile } from 'node:fs/promises';

import type { Download, Page } from '@playwright/test';

import { addConcert, soldTicket } from '../support/shows.ts';
import { expect, test } from './support/box-office.ts';
import { guestWithTicket, openTicket } from './support/guests.ts';
import { expectAccessible, shoot } from './support/looks.ts';
import { readQr } from './support/read-qr.ts';

/// Axe in two themes and pictures at three sizes take their time where cores are few.
test.beforeEach(() => test.slow());

async function press(page: Page, button: string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return download;
}

const contentOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

test('A holder saves the ticket as a page of the paper they have, and as a picture with its code', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  await openTicket(page, boxOffice, guest, ticket);
  await expect(page.getByRole('heading', { name: 'Take it with you' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('heading', { name: 'Take it with you' }).scrollIntoViewIfNeeded();
  await shoot(page, 'wallet-files');

  const pdf = await press(page, 'Save as PDF');
  expect(pdf.suggestedFilename()).toBe('ticket-000001.pdf');
  const small = (await contentOf(pdf)).toString('latin1');
  expect(small).toMatch(/^%PDF-/);
  await expect(page.getByText('Saved ticket-000001.pdf.')).toBeVisible();
  await page.getByLabel('Paper').selectOption('US Letter');
  const asked = page.waitForRequest(/ticket\.pdf/);
  const letter = await press(page, 'Save as PDF');
  expect((await asked).url()).toContain('page=letter');
  expect(letter.suggestedFilename()).toBe('ticket-000001.pdf');

  const picture = await press(page, 'Save as picture');
  expect(picture.suggestedFilename()).toBe('ticket-000001.png');
  expect(await readQr(await contentOf(picture))).toEqual([ticket.qr_code_data]);
});

test('A phone that shares files is handed the picture, also when it asks for a second tap', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  await page.addInitScript(() => {
    let isEarly = true;
    const share = async ({ files }: ShareData): Promise<void> => {
      if (isEarly) {
        isEarly = false;
        throw new DOMException('no tap', 'NotAllowedError');
      }
      document.documentElement.dataset['shared'] = files?.[0]?.name;
    };
    Object.assign(navigator, { share, canShare: () => true });
  });
  await openTicket(page, boxOffice, guest, ticket);
  await page.getByRole('button', { name: 'Share the picture' }).click();
  await expect(page.getByText('Tap once more to share it.')).toBeVisible();
  await page.getByRole('button', { name: 'Share the picture' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-shared', 'ticket-000001.png');
});

test('A refunded ticket cannot be saved, and says why', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  const refund = await guest.post<{ id: number }>('/api/refunds/request', { ticket_id: ticket.id, reason: 'ill' }, 201);
  await boxOffice.cast.ada.post(`/api/refunds/${refund.id}/approve`, {}, 200);
  await openTicket(page, boxOffice, guest, ticket);
  await expect(page.getByText('there is nothing to print or save')).toBeVisible();
  for (const name of ['Save as PDF', 'Save as picture']) await expect(page.getByRole('button', { name })).toBeDisabled();
  await expectAccessible(page);
  await shoot(page, 'wallet-files-refunded');
});

test('A file that the server does not give is told of in words, and the next press works', async ({ page, boxOffice }) => {
  const { guest, ticket } = await guestWithTicket(boxOffice);
  await openTicket(page, boxOffice, guest, ticket);
  await page.route('**/ticket.png*', (route) => route.abort('connectionreset'), { times: 1 });
  await page.getByRole('button', { name: 'Save as picture' }).click();
  await expect(page.getByText('The server could not be reached.')).toBeVisible();
  expect((await press(page, 'Save as picture')).suggestedFilename()).toBe('ticket-000001.png');
});

test('The office saves any ticket for printing, and its bare QR', async ({ page, boxOffice }) => {
  const { ada, hanna } = boxOffice.cast;
  const ticket = await soldTicket(ada, await addConcert(ada, { name: 'On paper' }), hanna);
  await boxOffice.signIn(page, 'ada', `/tickets/${ticket.id}`);
  await expect(page.getByRole('heading', { name: 'Print and save' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('heading', { name: 'Print and save' }).scrollIntoViewIfNeeded();
  await shoot(page, 'office-files');
  expect(await readQr(await contentOf(await press(page, 'QR as picture (PNG)')))).toEqual([ticket.qr_code_data]);
  expect((await contentOf(await press(page, 'QR to scale (SVG)'))).toString()).toContain('<svg');
  expect((await press(page, 'Save as PDF')).suggestedFilename()).toBe('ticket-000001.pdf');
});

test('Door staff see a ticket, and no way to save what is not theirs', async ({ page, boxOffice }) => {
  const { ada, hanna } = boxOffice.cast;
  const ticket = await soldTicket(ada, await addConcert(ada), hanna);
  await boxOffice.signIn(page, 'sam', `/tickets/${ticket.id}`);
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Print and save' })).toHaveCount(0);
});
