import type { Locator, Page } from '@playwright/test';

import { addConcert, soldTickets, tryScan } from '../support/shows.ts';
import type { Refund } from '../support/wire.ts';
import { expect, test, type BoxOffice } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

const reasons = ['My train was cancelled.', 'Bought twice by mistake.', 'A cold, alas.'];

async function threeRefunds(boxOffice: BoxOffice, name: string) {
  const { ada, hanna } = boxOffice.cast;
  const concert = await addConcert(ada, { name });
  const tickets = await soldTickets(ada, concert, 3, hanna);
  const refunds: Refund[] = [];
  for (const [place, ticket] of tickets.entries()) {
    refunds.push(await hanna.post<Refund>('/api/refunds/request', { ticket_id: ticket.id, reason: `${name}: ${reasons[place]}` }, 201));
  }
  return { tickets, refunds };
}

const slip = (page: Page, text: string): Locator => page.getByRole('listitem').filter({ hasText: text });

test('A refund is approved after being asked, with a note, and then paid back', async ({ page, boxOffice }) => {
  const { tickets, refunds } = await threeRefunds(boxOffice, 'Approved');
  await boxOffice.signIn(page, 'ada', '/refunds');
  const first = slip(page, `Approved: ${reasons[0]}`);
  await expect(first).toContainText('€49.50');
  await expect(first).toContainText('Berta Buyer');
  await expect(first).toContainText('hanna asked');
  await expectAccessible(page);
  await shoot(page, 'refunds');
  await first.getByRole('button', { name: 'Approve €49.50 for Berta Buyer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Approve a refund of €49.50?' });
  await expect(dialog).toContainText('void at once');
  await dialog.getByLabel('Notes').fill('Gladly.');
  await expectAccessible(page);
  await shoot(page, 'refund-approve');
  await dialog.getByRole('button', { name: 'Approve refund' }).click();
  await expect(page.getByText('Refund of €49.50 approved.')).toBeVisible();
  await expect(first).toBeHidden();
  const answer = await tryScan(boxOffice.cast.sam, { code: tickets[0]!.qr_code_data });
  expect(answer.body.reason).toBe('refunded');

  await page.getByRole('radio', { name: 'To pay back' }).check({ force: true });
  await expect(page).toHaveURL(/status=approved/);
  await expect(first).toContainText('Gladly.');
  await expect(first).toContainText('ada decided');
  await first.getByRole('button', { name: /as paid back/ }).click();
  await page.getByRole('button', { name: 'Yes, it was paid' }).click();
  await expect(first).toBeHidden();
  await page.reload();
  await page.getByRole('radio', { name: 'Paid back' }).check({ force: true });
  await expect(first).toContainText('paid back');
  expect(refunds).toHaveLength(3);
});

test('A refund is rejected with a reason; Escape changes nothing', async ({ page, boxOffice }) => {
  await threeRefunds(boxOffice, 'Rejected');
  await boxOffice.signIn(page, 'ada', '/refunds');
  const second = slip(page, `Rejected: ${reasons[1]}`);
  await second.getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('dialog').getByLabel('Notes').fill('Not sent');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(second.getByRole('button', { name: 'Reject' })).toBeFocused();
  await second.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByRole('dialog').getByLabel('Notes')).toHaveValue('');
  await page.getByRole('dialog').getByLabel('Notes').fill('The doors are open already.');
  await page.getByRole('button', { name: 'Reject refund' }).click();
  await expect(second).toBeHidden();
  await page.goto(`${boxOffice.url}/refunds?status=rejected`);
  await expect(second).toContainText('The doors are open already.');
  await page.goto(`${boxOffice.url}/refunds?status=all`);
  await expect(slip(page, `Rejected: ${reasons[0]}`)).toContainText('To decide');
});

test('A refund that somebody else decided meanwhile says so, and keeps what was typed', async ({ page, boxOffice }) => {
  const { refunds } = await threeRefunds(boxOffice, 'Decided');
  await boxOffice.signIn(page, 'ada', '/refunds');
  const third = slip(page, `Decided: ${reasons[2]}`);
  await third.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('dialog').getByLabel('Notes').fill('Get well soon.');
  await boxOffice.cast.ada.post(`/api/refunds/${refunds[2]!.id}/reject`, {}, 200);
  await page.getByRole('button', { name: 'Approve refund' }).click();
  await expect(page.getByRole('alert')).toHaveText('This refund is rejected already.');
  await expect(page.getByRole('dialog').getByLabel('Notes')).toHaveValue('Get well soon.');
});
