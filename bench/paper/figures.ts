// Figures of what people hold, for script/bench: tickets made and signed, pages, pictures and print sheets over
// HTTP, beside the same work done by python3-qrcode and python3-reportlab (bench/peers/paper). Markdown goes to
// standard output, progress to standard error.
//
//   node bench/paper/figures.ts FOLDER     raw figures go to FOLDER/paper.json

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { mustRun, projectRoot } from '../../tests/support/commands.ts';
import type { Person } from '../../tests/support/people.ts';
import { drawnSheet } from '../../tests/support/sheets.ts';
import { addConcert, withCode, type OpenTicket } from '../../tests/support/shows.ts';
import { Stage } from '../../tests/support/stage.ts';
import type { Concert, CreatedTickets, Ticket } from '../../tests/support/wire.ts';

const ticketsMade = 100_000;
const ticketsOnSheet = 10_000;
const pagesDrawn = 2_000;
const picturesDrawn = 5_000;
const buyers = 100;
const connections = 4;
const rounds = 3;
// A peer's work is the same for each piece, so fewer tell its rate.
const peerPieces = { qr: 200, page: 100, sheet: 500 };

const note = (line: string): void => console.error(line);

interface Figure {
  pieces: number;
  seconds: number;
  cpu_s: number;
  resident_peak_mib?: number;
}

const perSecond = ({ pieces, seconds }: Figure): number => pieces / seconds;
const perCpuSecond = ({ pieces, cpu_s }: Figure): number => pieces / cpu_s;

// --- the server's process -------------------------------------------------------------------------------

/// User and system time so far.
async function cpuOf(pid: number): Promise<number> {
  const ticksPerSecond = 100;
  const fields = (await readFile(`/proc/${pid}/stat`, 'latin1')).replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/// The most that was resident since the process began.
async function residentPeakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

async function timed(pid: number, pieces: number, work: () => Promise<unknown>): Promise<Figure> {
  const cpuBefore_s = await cpuOf(pid);
  const begin_ms = performance.now();
  await work();
  const seconds = (performance.now() - begin_ms) / 1000;
  return { pieces, seconds, cpu_s: (await cpuOf(pid)) - cpuBefore_s };
}

/// The round whose rate is the middle one.
async function middleOf(what: string, round: () => Promise<Figure>): Promise<Figure> {
  const figures: Figure[] = [];
  for (let number = 1; number <= rounds; ++number) {
    note(`${what}, round ${number} of ${rounds}`);
    figures.push(await round());
  }
  const [middle] = figures.toSorted((a, b) => perSecond(a) - perSecond(b)).slice(Math.floor(rounds / 2));
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

// --- over HTTP ------------------------------------------------------------------------------------------

/// One request for all of them: ids, signatures, rows, and a durable commit.
async function make(ada: Person, pid: number, concert: Concert): Promise<Figure> {
  return timed(pid, ticketsMade, async () => {
    const answer = await ada.call<CreatedTickets>('POST', `/api/tickets/create/${concert.id}`, {
      body: { quantity: ticketsMade, price: '49.50' }, timeout_ms: 120_000,
    });
    if (answer.status !== 201) throw new Error(`creating answered ${answer.status}: ${answer.text}`);
  });
}

/// Sold tickets whose buyers all have another name.
async function sellToMany(ada: Person, concert: Concert): Promise<OpenTicket[]> {
  const { tickets } = await ada.post<CreatedTickets>(
    `/api/tickets/create/${concert.id}`, { quantity: buyers, price: '49.50', tier: 'Parkett' }, 201,
  );
  return Promise.all(tickets.map(async ({ id }, index) => withCode(await ada.post<Ticket>(
    `/api/tickets/${id}/mark-sold`,
    { buyer_name: `Berta Buyer the ${index + 1}th`, buyer_email: 'berta@example.org' },
    200,
  ))));
}

/// A file of each ticket in turn, on several connections that ask again as soon as they are answered.
async function fetchFiles(
  ada: Person, pid: number, tickets: OpenTicket[], file: string, pieces: number,
): Promise<Figure> {
  let asked = 0;
  const connection = async (): Promise<void> => {
    while (asked < pieces) {
      const ticket = tickets[asked++ % tickets.length];
      const answer = await ada.call('GET', `/api/tickets/${ticket?.id}/${file}`);
      if (answer.status !== 200) throw new Error(`${file} answered ${answer.status}: ${answer.text}`);
    }
  };
  return timed(pid, pieces, () => Promise.all(Array.from({ length: connections }, connection)));
}

/// From asking for the sheet to the end of its job.
async function drawSheet(ada: Person, pid: number, concert: Concert): Promise<Figure> {
  const figure = await timed(pid, ticketsOnSheet, () => drawnSheet(ada, concert, 1, ticketsOnSheet));
  return { ...figure, resident_peak_mib: await residentPeakOf(pid) };
}

async function measureServer(stage: Stage) {
  const { ada } = stage.cast;
  const pid = stage.server.processId;
  const concert = await addConcert(ada);
  const made = await middleOf(`${ticketsMade} tickets in one request`, () => make(ada, pid, concert));
  const tickets = await sellToMany(ada, concert);
  await fetchFiles(ada, pid, tickets, 'ticket.pdf', buyers); // opens the fonts
  const page = await middleOf('Pages', () => fetchFiles(ada, pid, tickets, 'ticket.pdf', pagesDrawn));
  const qr = await middleOf('Pictures', () => fetchFiles(ada, pid, tickets, 'qr.png', picturesDrawn));
  // Anew, so that what is resident is the sheet's.
  await stage.server.stop();
  note(`A print sheet of ${ticketsOnSheet}`);
  const again = await stage.startAgain();
  const sheet = await drawSheet(again.cast.ada, again.server.processId, concert);
  return { made, page, qr, sheet, codes: tickets.map(({ qr_code_data }) => qr_code_data) };
}

// --- beside it --------------------------------------------------------------------------------------------

/// One of the programs in bench/peers/paper, which gets the same codes.
async function measurePeer(program: keyof typeof peerPieces, codes: readonly string[]): Promise<Figure> {
  const pieces = peerPieces[program];
  note(`python3: ${pieces} × ${program}`);
  const path = join(projectRoot, 'bench/peers/paper', `${program}.py`);
  return JSON.parse(await mustRun('/usr/bin/python3', ['-B', path, String(pieces), ...codes], { timeout_ms: 120_000 })) as Figure;
}

// --- the run ----------------------------------------------------------------------------------------------

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: figures.ts FOLDER');
  process.exit(2);
}

const rate = (value: number): string =>
  new Intl.NumberFormat('en', { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value);
const row = (what: string, figure: Figure, aim = ''): string => {
  const resident = figure.resident_peak_mib?.toFixed(0) ?? '';
  return `| ${what} | ${rate(figure.pieces)} | ${figure.seconds.toFixed(2)} | ${rate(perSecond(figure))} | `
    + `${rate(perCpuSecond(figure))} | ${resident} | ${aim} |`;
};
const ratio = (what: string, ours: Figure, theirs: Figure): string =>
  `| ${what} | ${rate(perCpuSecond(ours) / perCpuSecond(theirs))} |`;

const stage = await Stage.open('sqlite');
try {
  const { codes, ...ours } = await measureServer(stage);
  const theirs = {
    qr: await measurePeer('qr', codes),
    page: await measurePeer('page', codes),
    sheet: await measurePeer('sheet', codes),
  };
  await writeFile(join(folder, 'paper.json'), JSON.stringify({ ours, theirs }));
  console.log(`
| what people hold | in all | seconds | per second | per CPU second | MiB at most | aim |
|---|---:|---:|---:|---:|---:|---|
${row('tickets made and signed, one request', ours.made, '≥ 25,000 a second')}
${row(`\`ticket.pdf\`, ${connections} connections`, ours.page, '≥ 300 a CPU second')}
${row(`\`qr.png\`, ${connections} connections`, ours.qr)}
${row('print sheet, two by five on A4', ours.sheet, '≤ 15 s, ≤ 150 MB')}
${row('python3-qrcode: PNG', theirs.qr)}
${row('python3-reportlab: page', theirs.page)}
${row('python3-reportlab: sheet', theirs.sheet)}

| ratio of rates per CPU second | |
|---|---:|
${ratio('`qr.png` over HTTP / python3-qrcode', ours.qr, theirs.qr)}
${ratio('`ticket.pdf` over HTTP / python3-reportlab', ours.page, theirs.page)}
${ratio('print sheet, stubs / python3-reportlab', ours.sheet, theirs.sheet)}`);
} finally {
  await stage.close();
}
