// Sheets of tickets: drawn by the server, printed and cut by people, sold on paper.

const count = new Intl.NumberFormat('en');

const tickets = (number: number): string => (number === 1 ? '1 ticket' : `${count.format(number)} tickets`);
const pages = (number: number): string => (number === 1 ? '1 page' : `${count.format(number)} pages`);

const megabyte = 1_000_000;
const kilobyte = 1_000;

/** "84 kB", "12.4 MB" */
const size = (octets: number): string =>
  octets < megabyte
    ? `${Math.max(1, Math.round(octets / kilobyte))} kB`
    : `${(octets / megabyte).toFixed(1)} MB`;

export const printSheets = {
  title: (concert: string) => `Print sheets: ${concert}`,
  heading: 'Print tickets on paper',
  lead: 'Sheets to print and cut. A ticket on paper opens the door once the counter has sold it.',
  first: 'From No',
  last: 'To No',
  serialWrong: (total: number) => `A number from 1 to ${count.format(total)}.`,
  turned: 'This comes before the first one.',
  tooMany: (max: number) => `At most ${tickets(max)} on one sheet. Ask for several.`,
  paper: 'Paper',
  papers: { a4: 'A4', letter: 'US Letter' },
  grid: 'Tickets on a page',
  grids: {
    two_by_four: { name: '8', about: '2 × 4, larger' },
    two_by_five: { name: '10', about: '2 × 5' },
  },
  plan: (number: number, sheets: number) => `${tickets(number)} on ${pages(sheets)}`,
  noPlan: 'Say which tickets.',
  submit: 'Draw the sheets',
  wanted: 'Asked for. The sheets are being drawn.',

  list: 'Sheets of this concert',
  empty: 'None yet. What you have drawn stays here for a day.',
  range: (first: number, last: number) =>
    first === last ? `No ${count.format(first)}` : `No ${count.format(first)} to ${count.format(last)}`,
  facts: (number: number, sheets: number, paper: string) => `${tickets(number)}, ${pages(sheets)} ${paper}`,
  status: { queued: 'Waiting', running: 'Being drawn', done: 'Ready', failed: 'Failed' },
  progressLabel: 'Tickets drawn',
  progress: (done: number, all: number) => `${count.format(done)} of ${tickets(all)} drawn`,
  queued: 'Waits for its turn.',
  failed: 'It could not be drawn',
  failedUnknown: 'The server did not say why. Ask for the sheet again.',
  keptUntil: (when: string) => `Kept until ${when}`,
  removedAt: (when: string) => `Removed on ${when}`,
  download: (octets: number | null) => (octets === null ? 'Download' : `Download ${size(octets)}`),
  downloading: 'Octets that have come',
  come: (come: number, all: number | null) =>
    all === null ? `${size(come)} have come` : `${size(come)} of ${size(all)} have come`,
  stop: 'Stop',
  saved: (name: string) => `Saved ${name}.`,
  remove: 'Remove',
  confirm: {
    title: 'Remove this sheet?',
    body: (range: string) =>
      `The file with ${range} goes away. The tickets stay as they are; what was printed stays good.`,
    bodyUnfinished: (range: string) => `${range}: the drawing stops. The tickets stay as they are.`,
    yes: 'Remove the sheet',
  },
  removed: 'The sheet is removed.',
  noTickets: {
    title: 'Nothing to print',
    body: 'Generate tickets first.',
    action: 'To the tickets',
  },
};
