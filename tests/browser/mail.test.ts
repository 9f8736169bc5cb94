// Letters as people meet them on the screen, with a real mail server.

import { MailServer } from '../support/mail-server.ts';
import { lettersTo, letterTo, mailEnvironment, newAddress, newVisitor, sellTo } from '../support/mail-stage.ts';
import { addConcert } from '../support/shows.ts';
import { BoxOffice, expect, test as base } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

const test = base.extend<object, { mail: MailServer }>({
  mail: [
    async ({}, use) => {
      const mail = await MailServer.start();
      await use(mail);
      await mail.close();
    },
    { scope: 'worker' },
  ],
  boxOffice: [
    async ({ mail }, use) => {
      const boxOffice = await BoxOffice.open(mailEnvironment(mail));
      await use(boxOffice);
      await boxOffice.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/// The path of the link in a letter: "/verify#…".
const linkIn = (text: string | undefined, page: string): string => {
  const link = new RegExp(`/${page}#[\\w-]+`).exec(text ?? '')?.[0];
  if (link === undefined) throw new Error(`no link to ${page} in: ${text}`);
  return link;
};

test.beforeEach(({ mail }) => {
  test.slow();
  mail.manners = 'take';
});

test('The link in a letter verifies the address, and tells what came of it', async ({ page, boxOffice, mail }) => {
  const { cast: { ada }, stage } = boxOffice;
  const email = newAddress('vera');
  await sellTo(ada, await addConcert(ada, { name: 'Bought before there was an account' }), email);
  const vera = await newVisitor(stage, email);
  const [, letter] = await lettersTo(mail, email, 2);
  const link = linkIn(letter?.mail.text, 'verify');

  await boxOffice.signIn(page, vera.account, '/wallet');
  await expect(page.getByText(`Is ${email} yours?`)).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'wallet-unverified');
  await page.getByRole('button', { name: 'Send the link again' }).click();
  await expect(page.getByRole('status').filter({ hasText: /Try again in/ })).toBeVisible();

  await page.goto(boxOffice.url + link);
  await expect(page.getByRole('heading', { level: 1, name: 'It is yours' })).toBeVisible();
  await expect(page.getByText(`1 ticket came into the wallet of ${vera.username}`)).toBeVisible();
  await expect(page).toHaveURL(`${boxOffice.url}/verify`);
  await expectAccessible(page);
  await shoot(page, 'verified');
  await page.getByRole('link', { name: 'Open the wallet' }).click();
  await expect(page.getByText('Bought before there was an account').first()).toBeVisible();
  await expect(page.getByText(`Is ${email} yours?`)).toHaveCount(0);

  // Opened once more it says the same; one that was never sent is refused.
  await page.goto(`${boxOffice.url}/account`);
  await page.goto(boxOffice.url + link);
  await expect(page.getByText(`${email} is verified.`)).toBeVisible();
  await page.goto(`${boxOffice.url}/account`);
  await page.goto(`${boxOffice.url}/verify#not-a-token-of-this-house`);
  await expect(page.getByText('This link is not valid any more: sign in and ask for another one.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'verify-refused', ['light']);
  await page.goto(`${boxOffice.url}/account`);
  await page.goto(`${boxOffice.url}/verify`);
  await expect(page.getByText('This address is not whole.')).toBeVisible();
});

test('The link in a ticket’s letter leads through registration into the wallet', async ({ page, boxOffice, mail }) => {
  const { cast: { ada } } = boxOffice;
  const email = newAddress('clara');
  const ticket = await sellTo(ada, await addConcert(ada, { name: 'Claimed on the way home' }), email);
  const link = linkIn((await letterTo(mail, email)).mail.text, 'claim');
  await page.goto(boxOffice.url + link);
  await expect(page).toHaveURL(/\/sign-in/);
  expect(page.url()).not.toContain(ticket.ticket_number);
  await page.getByRole('link', { name: 'Register' }).click();
  // Until it is there, the fields are those for signing in.
  await expect(page.getByRole('heading', { level: 1, name: 'Register' })).toBeVisible();
  await page.getByLabel('Username').fill('clara');
  await page.getByLabel('E-mail').fill(newAddress('clara'));
  await page.getByLabel('Password', { exact: true }).fill('claimed on the way home');
  await page.getByRole('button', { name: 'Register' }).click();
  // A password is hashed when nothing more urgent is to be done.
  await expect(page.getByRole('heading', { level: 1, name: 'Claimed on the way home' })).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL(`${boxOffice.url}/wallet/${ticket.id}`);
  await page.goto(`${boxOffice.url}/wallet/claim`);
  await expect(page.getByLabel('Ticket number or code')).toHaveValue('');
});

test('A ticket’s page tells what became of its letters, and sends them again', async ({ page, boxOffice, mail }) => {
  const { cast: { ada } } = boxOffice;
  mail.manners = 'refuse';
  const email = newAddress('nobody');
  const ticket = await sellTo(ada, await addConcert(ada, { name: 'Mistyped at the counter' }), email);
  await boxOffice.signIn(page, 'ada', `/tickets/${ticket.id}`);
  const letters = page.getByRole('listitem').filter({ hasText: `to ${email}` });
  await expect(letters.getByText('Given up')).toBeVisible({ timeout: 15_000 });
  await expect(letters).toContainText('There is no such mailbox');
  await page.getByRole('heading', { name: 'Letters' }).scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await shoot(page, 'ticket-letters');
  await page.goto(`${boxOffice.url}/concerts`);
  await expect(page.getByText('Letters are not getting through')).toBeVisible();
  await expect(page.getByText('1 letter was given up.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'mail-trouble');

  mail.manners = 'take';
  await page.goto(`${boxOffice.url}/tickets/${ticket.id}`);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText(`A letter to ${email} is on its way.`)).toBeVisible();
  await expect(letters.getByText('Sent', { exact: true })).toBeVisible({ timeout: 15_000 });
  await lettersTo(mail, email);
});

test('An import sends each buyer the ticket where that is chosen', async ({ page, boxOffice, mail }) => {
  const { cast: { ada } } = boxOffice;
  const concert = await addConcert(ada, { name: 'Sold by the other shop' });
  const email = newAddress('rita');
  await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}/import`);
  await page.locator('input[type="file"]').setInputFiles({
    name: 'buyers.csv', mimeType: 'text/csv', buffer: Buffer.from(`name,email\n${`Rita Sousa,${email}\n`.repeat(2)}`),
  });
  const choice = page.getByRole('checkbox', { name: 'Send each buyer the ticket by e-mail' });
  await expect(choice).not.toBeChecked();
  await expect(page.getByText('2 letters, one for each ticket')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 2 tickets', exact: true })).toBeVisible();
  await choice.check();
  await expectAccessible(page);
  await shoot(page, 'import-letters');
  await page.getByRole('button', { name: 'Import 2 tickets and send 2 letters' }).click();
  await expect(page.getByText('Imported 2 tickets, 1 to 2; each buyer gets a letter.')).toBeVisible({ timeout: 15_000 });
  await lettersTo(mail, email, 2);
});
