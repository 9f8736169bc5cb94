import { historyOf, scan, soldTicket, soldTickets, type OpenTicket } from '../support/shows.ts';
import type { Concert, Refund } from '../support/wire.ts';
import { expect, test, type BoxOffice } from './support/box-office.ts';
import { nothing, shown } from './support/camera-video.ts';
import { closeDoors, expectUsable, look, newConcert, openDoor } from './support/door.ts';

// Each test starts a browser of its own.
test.describe.configure({ timeout: 120_000 });
test.afterEach(closeDoors);

async function refundedTicket({ cast }: BoxOffice, concert: Concert): Promise<OpenTicket> {
  const ticket = await soldTicket(cast.ada, concert, cast.hanna);
  const request = { ticket_id: ticket.id, reason: 'ill' };
  const refund = await cast.hanna.post<Refund>('/api/refunds/request', request, 201);
  await cast.ada.post(`/api/refunds/${refund.id}/approve`, {}, 200);
  return ticket;
}

/// Of the same shape, with a signature that does not hold.
function forged({ qr_code_data }: OpenTicket): string {
  const at = 90;
  return qr_code_data.slice(0, at) + (qr_code_data[at] === '0' ? '1' : '0') + qr_code_data.slice(at + 1);
}

test('Somebody says once where they stand; then the camera opens, also after a reload', async ({ boxOffice }) => {
  // Tonight, so that it stands first, whatever other tests have added.
  const date = new Date().toISOString().replace(/\.\d+/, '');
  const concert = await newConcert(boxOffice, 'Serenade for one phone', { date });
  const door = await openDoor(boxOffice);
  const { page } = door;
  await page.getByRole('radio', { name: concert.name }).check({ force: true });
  await expectUsable(page);
  await look(page, 'door-setup');
  await page.getByRole('button', { name: 'Start scanning' }).click();
  await expect(page.getByText('Give this gate a name.')).toBeVisible();
  await expect(page.getByLabel('Gate')).toBeFocused();
  await page.getByLabel('Gate').fill('Stage door');
  await page.getByRole('button', { name: 'Start scanning' }).click();
  await door.untilReady();
  await expect(page.getByRole('button', { name: concert.name })).toContainText('Stage door');
  await expectUsable(page);
  await look(page, 'door-ready');
  await page.reload();
  await door.untilReady();
  await expect(page.getByRole('button', { name: concert.name })).toContainText('Stage door');
});

test('The camera tells a good code, a repeated, a refunded, a forged, and a blurred and tilted one', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Five codes');
  const [good, tilted] = await soldTickets(boxOffice.cast.ada, concert, 2);
  const refunded = await refundedTicket(boxOffice, concert);
  if (good === undefined || tilted === undefined) throw new Error('no tickets');
  const door = await openDoor(boxOffice, {
    concert,
    scenes: [
      nothing(2500),
      shown(good.qr_code_data, 1200),
      nothing(3000),
      shown(good.qr_code_data, 1200),
      nothing(1000),
      shown(refunded.qr_code_data, 1200),
      nothing(1000),
      shown(forged(good), 1200),
      nothing(1000),
      shown(tilted.qr_code_data, 1500, { turned_degrees: 24, slanted: 0.16, blurred: 1, side: 270 }),
      nothing(3000),
    ],
  });
  await door.expectSpoken([
    'Admit. Berta Buyer',
    /^Stop\. Already admitted \d s ago at Gate A by sam\. Berta Buyer/,
    'Stop. This ticket was refunded. Berta Buyer',
    'Stop. This code is not genuine',
    'Admit. Berta Buyer',
  ], 30_000);
  const painted_ms = (await door.seenToPainted_ms()).sort((a, b) => a - b);
  expect(painted_ms).toHaveLength(5);
  const median_ms = painted_ms[2] ?? 0;
  test.info().annotations.push({ type: 'seen to painted, median', description: `${median_ms.toFixed(0)} ms` });
  expect((await historyOf(boxOffice.cast.sam, good.id)).map(({ reason }) => reason)).toEqual(['ok', 'already_admitted', 'forged']);
});

test('A code that is held in view is sent once', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Patience');
  const ticket = await soldTicket(boxOffice.cast.ada, concert);
  const door = await openDoor(boxOffice, { concert, scenes: [shown(ticket.qr_code_data, 1000)] });
  await door.expectSpoken(['Admit. Berta Buyer']);
  // The admission clears by itself, and the code is still there.
  await expect(door.page.locator('[data-verdict]')).toHaveCount(0);
  await door.page.waitForFunction((from) => performance.now() - from > 4000, await door.page.evaluate(() => performance.now()));
  await door.expectSpoken(['Admit. Berta Buyer']);
  expect(await door.scanIds()).toHaveLength(1);
});

test('An admission is green from edge to edge, with name, tier and serial', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Green');
  const { ada } = boxOffice.cast;
  const ticket = await soldTicket(ada, concert);
  const door = await openDoor(boxOffice, { concert, isSlow: true });
  await door.untilReady();
  await door.read(ticket.qr_code_data);
  const verdict = door.page.locator('[data-verdict=admit]');
  await expect(verdict).toContainText('Berta Buyer');
  await expect(verdict).toContainText('No 1');
  await expectUsable(door.page);
  await look(door.page, 'door-admit');
  await door.page.keyboard.press('Escape');
  await expect(verdict).toHaveCount(0);
  await expect(door.page.getByText('1 admitted of 1 sold')).toBeAttached();
});

test('A refusal stays until it is put away, by key or by tap', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Red');
  const [first, second, third] = await soldTickets(boxOffice.cast.ada, concert, 3);
  if (first === undefined || second === undefined || third === undefined) throw new Error('no tickets');
  for (const ticket of [first, second, third]) await scan(boxOffice.cast.sam, { code: ticket.qr_code_data, location: 'Gate B' });
  const door = await openDoor(boxOffice, { concert });
  await door.untilReady();
  const verdict = door.page.locator('[data-verdict=refuse]');
  const putAways = [
    [first, () => door.page.keyboard.press('Escape')],
    [second, () => door.page.keyboard.press('Space')],
    [third, () => verdict.click({ position: { x: 20, y: 300 } })],
  ] as const;
  for (const [ticket, putAway] of putAways) {
    await door.read(ticket.qr_code_data);
    await expect(verdict).toContainText(/Already admitted \d+ s ago at Gate B by sam/);
    if (ticket === first) {
      await expectUsable(door.page);
      await look(door.page, 'door-refuse');
    }
    await putAway();
    await expect(verdict).toHaveCount(0);
  }
});

test('An outer check that was made before is amber', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Amber');
  const ticket = await soldTicket(boxOffice.cast.ada, concert);
  await scan(boxOffice.cast.sam, { code: ticket.qr_code_data, scan_type: 'entry_check', location: 'Gate A' });
  const door = await openDoor(boxOffice, { concert, scanType: 'entry_check', gate: 'Fence', isSlow: true });
  await door.untilReady();
  await door.read(ticket.qr_code_data);
  await expect(door.page.locator('[data-verdict=caution]')).toContainText(/Checked \d+ s ago at Gate A by sam/);
  await expectUsable(door.page);
  await look(door.page, 'door-caution');
});

test('A server that stops in the middle of a scan is asked again with the same scan_id, and admits once', async ({ boxOffice }) => {
  const { processId } = boxOffice.stage.server;
  const concert = await newConcert(boxOffice, 'Silence');
  const ticket = await soldTicket(boxOffice.cast.ada, concert);
  const door = await openDoor(boxOffice, { concert });
  await door.untilReady();
  process.kill(processId, 'SIGSTOP');
  try {
    await door.read(ticket.qr_code_data);
    await expect(door.page.getByText('No answer yet: still trying').last()).toBeVisible();
    await expectUsable(door.page);
    await look(door.page, 'door-no-answer');
    await expect.poll(async () => (await door.scanIds()).length, { timeout: 15_000 }).toBeGreaterThan(1);
    expect(await door.spoken()).toEqual(['No answer yet: still trying']);
  } finally {
    process.kill(processId, 'SIGCONT');
  }
  await door.expectSpoken(['No answer yet: still trying', 'Admit. Berta Buyer']);
  expect(new Set(await door.scanIds()).size).toBe(1);
  const history = await historyOf(boxOffice.cast.sam, ticket.id);
  expect(history.map(({ reason }) => reason)).toEqual(['ok']);
});

test('A reload while there is no answer asks again with the same scan_id', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Reload');
  const ticket = await soldTicket(boxOffice.cast.ada, concert);
  const door = await openDoor(boxOffice, { concert });
  await door.untilReady();
  // The request arrives and is judged; its answer is lost on the way back.
  await door.loseAnswers();
  await door.read(ticket.qr_code_data);
  await expect(door.page.getByText('No answer yet: still trying').last()).toBeVisible();
  await door.reloadInPeace();
  await door.expectSpoken(['Admit. Berta Buyer']);
  expect(new Set(await door.scanIds()).size).toBe(1);
  expect(await historyOf(boxOffice.cast.sam, ticket.id)).toHaveLength(1);
});

test('Two doors race for one ticket: one admits, the other says where it was used', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Race');
  const ticket = await soldTicket(boxOffice.cast.ada, concert);
  const racers = await Promise.all(
    ['Gate A', 'Gate B'].map((gate) => openDoor(boxOffice, { concert, gate, who: gate === 'Gate A' ? 'sam' : 'ada' })),
  );
  await Promise.all(racers.map((door) => door.untilReady()));
  await Promise.all(racers.map((door) => door.read(ticket.qr_code_data)));
  await Promise.all(racers.map((door) => expect.poll(() => door.spoken()).toHaveLength(1)));
  const verdicts = (await Promise.all(racers.map((door) => door.spoken()))).flat().sort();
  expect(verdicts[0]).toBe('Admit. Berta Buyer. No 1');
  expect(verdicts[1]).toMatch(/^Stop\. Already admitted \d+ s ago at Gate (A by sam|B by ada)\. Berta Buyer\. No 1$/);
});

test('The camera comes back after the phone slept, and after it was taken away', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Sleep');
  const ticket = await soldTicket(boxOffice.cast.ada, concert);
  const door = await openDoor(boxOffice, { concert, scenes: [nothing(3000), shown(ticket.qr_code_data, 500)] });
  await door.expectSpoken(['Admit. Berta Buyer']);
  await door.sleep();
  await expect(door.page.getByText('Opening the camera…')).toBeVisible();
  await door.wake();
  await door.untilReady();
  await door.loseCamera();
  await door.untilReady();
  await expect.poll(async () => (await door.spoken()).length, { timeout: 15_000 }).toBeGreaterThan(1);
  expect((await door.spoken()).at(-1)).toMatch(/^Stop\. Already admitted/);
});

test('Another camera is picked, and remembered', async ({ boxOffice }) => {
  const concert = await newConcert(boxOffice, 'Lenses');
  const door = await openDoor(boxOffice, { concert, cameras: 2 });
  await door.untilReady();
  const { page } = door;
  const lens = (): Promise<string | undefined> =>
    page.evaluate(() => (document.querySelector('video')?.srcObject as MediaStream | null)?.getVideoTracks()[0]?.label);
  const first = await lens();
  await page.getByRole('button', { name: 'Change camera' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: /fake_device/ })).toHaveCount(2);
  await expectUsable(page);
  await look(page, 'door-lenses');
  await page.getByRole('dialog').locator('button:not([aria-current]):not([aria-label])').click();
  // While the cameras change places there is none.
  await expect.poll(async () => [first, undefined].includes(await lens())).toBe(false);
  const second = await lens();
  await page.reload();
  await door.untilReady();
  expect(await lens()).toBe(second);
});
