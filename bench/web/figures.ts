// Figures of the web app in a real browser on this machine, for script/bench: what Lighthouse says of three pages
// (mobile settings), how long the door takes from a code in view to the painted verdict, and how far the live
// page lags behind an admission. Markdown goes to standard output, progress to standard error.
//
//   node bench/web/figures.ts FOLDER     raw figures go to FOLDER/web.json

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import lighthouse from 'lighthouse';

import { BoxOffice, chromium, type BrowserContext } from '../../tests/browser/support/box-office.ts';
import { Door } from '../../tests/browser/support/door.ts';
import { addConcert, scan, soldTickets, withCode, type OpenTicket } from '../../tests/support/shows.ts';
import type { Concert } from '../../tests/support/wire.ts';

const lighthouseRounds = 3;
const attemptsMax = 3;
const doorCodes = 20;
const liveScans = 20;

const note = (line: string): void => console.error(line);

/// The value below which `part` of the values lie.
function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}

// --- Lighthouse -----------------------------------------------------------------------------------------

interface Scores {
  page: string;
  performance: number;
  accessibility: number;
  'best-practices': number;
}

/// What a score of performance is made of.
const metrics = [
  ['first paint', 'first-contentful-paint'],
  ['largest paint', 'largest-contentful-paint'],
  ['speed index', 'speed-index'],
  ['blocked', 'total-blocking-time'],
  ['shift', 'cumulative-layout-shift'],
] as const;

/// Nothing when the browser recorded no trace that Lighthouse can read, which says nothing of the page.
async function scoresOf(url: string, port: number): Promise<Omit<Scores, 'page'> | null> {
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
    // The session is in there.
    disableStorageReset: true,
  });
  if (result === undefined) throw new Error(`Lighthouse has nothing to say of ${url}`);
  if (result.lhr.runtimeError) {
    note(`  no figure: ${result.lhr.runtimeError.message}`);
    return null;
  }
  const score = (category: string): number => {
    const { [category]: found } = result.lhr.categories;
    return Math.round((found?.score ?? 0) * 100);
  };
  const failed = Object.values(result.lhr.audits)
    .filter(({ score: value, scoreDisplayMode }) => scoreDisplayMode === 'binary' && value === 0)
    .map(({ id }) => id);
  if (failed.length > 0) note(`  not passed: ${failed.join(', ')}`);
  note(`  ${metrics.map(([name, audit]) => `${name} ${result.lhr.audits[audit]?.displayValue ?? '?'}`).join(', ')}`);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    'best-practices': score('best-practices'),
  };
}

/// As on a first visit; who is signed in stays so.
async function emptyCache(context: BrowserContext): Promise<void> {
  const tab = await context.newPage();
  const session = await context.newCDPSession(tab);
  await session.send('Network.clearBrowserCache');
  await tab.close();
}

/// Every score is the median of the rounds. `who` signs in first, in the same browser profile.
async function judge(
  boxOffice: BoxOffice,
  page: string,
  path: string,
  who?: 'ada' | 'hanna',
): Promise<Scores> {
  const profile = await mkdtemp(join(tmpdir(), 'admitone-lighthouse-'));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
  });
  try {
    if (who !== undefined) {
      const tab = await context.newPage();
      await boxOffice.signIn(tab, who, path);
      await tab.getByRole('heading', { level: 1 }).waitFor();
      await tab.close();
    }
    const rounds: Omit<Scores, 'page'>[] = [];
    for (let round = 1; round <= lighthouseRounds; ++round) {
      await emptyCache(context);
      note(`Lighthouse, ${page}, round ${round} of ${lighthouseRounds}`);
      let scores: Omit<Scores, 'page'> | null = null;
      for (let attempt = 1; scores === null; ++attempt) {
        if (attempt > attemptsMax) throw new Error(`Lighthouse has failed ${attemptsMax} times at ${page}`);
        scores = await scoresOf(boxOffice.url + path, port);
      }
      note(`  performance ${scores.performance}`);
      rounds.push(scores);
    }
    const median = (key: keyof Omit<Scores, 'page'>): number => quantile(rounds.map((round) => round[key]), 0.5);
    return {
      page,
      performance: median('performance'),
      accessibility: median('accessibility'),
      'best-practices': median('best-practices'),
    };
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

// --- the door -------------------------------------------------------------------------------------------

async function timeDoor(boxOffice: BoxOffice, concert: Concert, tickets: OpenTicket[]): Promise<number[]> {
  note(`The door: ${tickets.length} codes before a camera`);
  const scenes = tickets.flatMap((ticket) => [
    { code: ticket.qr_code_data, duration_ms: 1200 },
    { duration_ms: 600 },
  ]);
  const door = await Door.open(boxOffice, { concert, scenes: [{ duration_ms: 1000 }, ...scenes] });
  try {
    const deadline = Date.now() + 120_000;
    let times: number[] = [];
    // The camera begins again at the end of its video, so what was missed comes once more.
    while (times.length < tickets.length && Date.now() < deadline) {
      await door.page.waitForTimeout(500);
      times = await door.seenToPainted_ms();
    }
    if (times.length === 0) throw new Error('the door has judged nothing');
    return times;
  } finally {
    await door.close();
  }
}

// --- the live page --------------------------------------------------------------------------------------

async function timeLive(boxOffice: BoxOffice, concert: Concert, tickets: OpenTicket[]): Promise<number[]> {
  note(`The live page: ${tickets.length} admissions`);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await (await browser.newContext()).newPage();
    await boxOffice.signIn(page, 'ada', `/concerts/${concert.id}`);
    await page.getByText(tickets[0]?.buyer_name ?? '', { exact: false }).first().waitFor({ state: 'attached' }).catch(() => undefined);
    const lags: number[] = [];
    for (const ticket of tickets) {
      const shown = page.evaluate((number) => new Promise<number>((done) => {
        const look = (): boolean => document.body.textContent?.includes(number) === true;
        const observer = new MutationObserver(() => {
          if (!look()) return;
          observer.disconnect();
          requestAnimationFrame(() => done(Date.now()));
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }), ticket.buyer_name ?? '');
      await scan(boxOffice.cast.sam, { code: ticket.qr_code_data, location: 'Gate A' });
      const answered = Date.now();
      lags.push(Math.max(0, (await shown) - answered));
    }
    return lags;
  } finally {
    await browser.close();
  }
}

/// Sold tickets whose buyers all have another name, so that each is recognised on a page.
async function soldToMany(boxOffice: BoxOffice, concert: Concert, quantity: number): Promise<OpenTicket[]> {
  const { tickets } = await boxOffice.cast.ada.post<{ tickets: { id: number }[] }>(
    `/api/tickets/create/${concert.id}`, { quantity, price: '20.00' }, 201,
  );
  return Promise.all(tickets.map(async ({ id }, index) => withCode(
    await boxOffice.cast.ada.post(
      `/api/tickets/${id}/mark-sold`,
      { buyer_name: `Guest Number ${index + 1001}`, buyer_email: 'guest@example.org' },
      200,
    ),
  )));
}

// --- the run --------------------------------------------------------------------------------------------

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: figures.ts FOLDER');
  process.exit(2);
}
const boxOffice = await BoxOffice.open();
try {
  const { ada, hanna } = boxOffice.cast;
  const concert = await addConcert(ada);
  await soldTickets(ada, concert, 3, hanna);
  const scores = [
    await judge(boxOffice, 'sign-in', '/sign-in'),
    await judge(boxOffice, 'wallet', '/wallet', 'hanna'),
    await judge(boxOffice, 'dashboard', `/concerts/${concert.id}`, 'ada'),
  ];
  const door_ms = await timeDoor(boxOffice, concert, await soldToMany(boxOffice, concert, doorCodes));
  const live = await addConcert(ada);
  const live_ms = await timeLive(boxOffice, live, await soldToMany(boxOffice, live, liveScans));
  await writeFile(join(folder, 'web.json'), JSON.stringify({ scores, door_ms, live_ms }));

  const row = (what: string, values: readonly number[], aim: string): string =>
    `| ${what} | ${values.length} | ${quantile(values, 0.5).toFixed(0)} | ${quantile(values, 0.95).toFixed(0)} | ${aim} |`;
  console.log(`
| Lighthouse, mobile, median of ${lighthouseRounds} | performance | accessibility | best practices |
|---|---:|---:|---:|
${scores.map((score) => `| ${score.page} | ${score.performance} | ${score.accessibility} | ${score['best-practices']} |`).join('\n')}

| in the browser | measured | median ms | p95 ms | aim |
|---|---:|---:|---:|---|
${row('code in view to painted verdict, fake camera', door_ms, 'median ≤ 250 ms')}
${row('admission answered to shown on the live page', live_ms, '≤ 1,000 ms')}`);
} finally {
  await boxOffice.close();
}
