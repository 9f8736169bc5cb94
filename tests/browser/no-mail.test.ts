// A house without a mail server.

import { newAddress, newVisitor, sellTo } from '../support/mail-stage.ts';
import { addConcert } from '../support/shows.ts';
import { expect, test } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

test.beforeEach(() => test.slow());

test('Without a mail server everything works, and says that nothing is sent', async ({ page, boxOffice }) => {
  const { cast: { ada }, stage } = boxOffice;
  const concert = await addConcert(ada, { name: 'By hand alone' });
  const ticket = await sellTo(ada, concert, newAddress('buyer'));
  await boxOffice.signIn(page, 'ada', '/concerts');
  await expect(page.getByText('E-mail is not set up: tickets are not sent to their buyers.')).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${boxOffice.url}/tickets/${ticket.id}`);
  await expect(page.getByText('E-mail is not set up, so this ticket’s letters are not sent.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
  await page.goto(`${boxOffice.url}/concerts/${concert.id}/sell`);
  await expect(page.getByRole('button', { name: 'Sold out' })).toBeVisible();
  await expect(page.getByText('the ticket will not be sent to the buyer')).toBeVisible();
  await page.goto(`${boxOffice.url}/concerts/${concert.id}/import`);
  await page.locator('input[type="file"]').setInputFiles({
    name: 'buyers.csv', mimeType: 'text/csv', buffer: Buffer.from('name,email\nAna,ana@example.org\n'),
  });
  await expect(page.getByText('the tickets will not be sent to their buyers')).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Import 1 ticket', exact: true })).toBeVisible();
  const visitor = await newVisitor(stage, newAddress('guest'));
  await page.context().clearCookies();
  await boxOffice.signIn(page, visitor.account, '/account');
  await page.getByRole('button', { name: 'Send the link again' }).click();
  await expect(page.getByText('This box office sends no e-mail.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'account-no-mail');
});
