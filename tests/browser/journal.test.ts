import { addConcert, addTickets, scan, soldTickets } from '../support/shows.ts';
import { expect, test } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

test('The journal says who did what to which concert, and is filtered by concert and kind', async ({ page, boxOffice }) => {
  test.slow();  // axe looks at a long page four times.
  const { ada, sam } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'On the record' });
  const other = await addConcert(ada, { name: 'Another story' });
  const [ticket] = await soldTickets(ada, concert, 1);
  await scan(sam, { code: ticket!.qr_code_data, location: 'Gate A' });
  await soldTickets(ada, other, 1);

  await boxOffice.signIn(page, 'ada', '/journal');
  const facts = page.getByRole('listitem').filter({ has: page.locator('time') });
  await expect(facts.first()).toContainText('Ticket sold');
  await expectAccessible(page);
  await shoot(page, 'journal');
  await page.getByLabel('Concert').selectOption('On the record');
  await expect(facts).toHaveCount(4);
  await expect(facts.nth(0)).toContainText('Scan accepted');
  await expect(facts.nth(0)).toContainText('sam');
  await expect(facts.nth(1)).toContainText('Sold to Berta Buyer for 49.50 EUR');
  await expect(facts.nth(3)).toContainText('Concert created');
  await page.getByLabel('What').selectOption('Ticket sold');
  await expect(facts).toHaveCount(1);
  await page.reload();
  await expect(facts).toHaveCount(1);
  await facts.getByRole('link', { name: 'Ticket' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ticket No 1' })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('What')).toHaveValue('ticket.sold');

  await page.getByLabel('What').selectOption('Person disabled');
  await expect(page.getByRole('heading', { name: 'Nothing like that' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(facts.first()).toBeVisible();
});

test('The journal goes back to its very beginning, a page at a time', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'A long story' });
  for (let batch = 0; batch < 130; ++batch) await addTickets(ada, concert, 1);
  await boxOffice.signIn(page, 'ada', `/journal?concert=${concert.id}`);
  const facts = page.getByRole('listitem').filter({ has: page.locator('time') });
  await expect(facts.first()).toContainText('Created ticket 130');
  await page.keyboard.press('End');
  await expect(page.getByText('That is where it all began.')).toBeVisible();
  await expect(facts).toHaveCount(131);
  await expect(facts.last()).toContainText('Concert created');
});

test('Nothing moves when the names of the concerts arrive after the facts', async ({ page, boxOffice }) => {
  const { ada } = boxOffice.cast;
  const concert = await addConcert(ada, { name: 'A late name' });
  let arrive = (): void => undefined;
  const mayArrive = new Promise<void>((done) => {
    arrive = done;
  });
  await page.route('**/api/concerts?*', async (route) => {
    await mayArrive;
    await route.continue();
  });
  await boxOffice.signIn(page, 'ada', `/journal?concert=${concert.id}`);
  const fact = page.getByRole('listitem').filter({ hasText: 'Concert created' });
  const heightOf = async (): Promise<number | undefined> => (await fact.boundingBox())?.height;
  await expect(fact).toBeVisible();
  const before = await heightOf();
  arrive();
  await expect(fact.getByRole('link', { name: 'A late name' })).toBeVisible();
  expect(await heightOf()).toBe(before);
});

test('Door staff do not read the journal', async ({ page, boxOffice }) => {
  await boxOffice.signIn(page, 'sam', '/journal');
  await expect(page.getByRole('heading', { level: 1, name: 'Not your door' })).toBeVisible();
});
