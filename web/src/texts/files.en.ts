// Files of buyers that become tickets.

const count = new Intl.NumberFormat('en');

const tickets = (number: number): string =>
  number === 1 ? '1 ticket' : `${count.format(number)} tickets`;
const rows = (number: number): string => (number === 1 ? '1 row' : `${count.format(number)} rows`);
const letters = (number: number): string => (number === 1 ? '1 letter' : `${count.format(number)} letters`);
const problems = (number: number): string => (number === 1 ? '1 problem' : `${count.format(number)} problems`);

export const files = {
  number: (value: number) => count.format(value),
  title: (concert: string) => `Import buyers: ${concert}`,
  heading: 'Import buyers',
  lead: 'Tickets that were sold elsewhere, from a CSV file: each row becomes a sold ticket with a code of its own. It is checked first, and imported as a whole or not at all.',

  choose: {
    drop: 'Drop a CSV file here',
    or: 'or',
    open: 'Choose a CSV file',
    another: 'Choose another file',
    limits: 'Up to 100,000 rows and 32 MiB, in UTF-8, with commas, semicolons or tabs.',
    tooLarge: (name: string, size: string) => `${name} is too large (${size}): 32 MiB is the most. Split it into several files.`,
    several: 'One file at a time, please.',
    unreadable: (name: string) => `${name} could not be read. Choose it again.`,
  },

  sample: {
    heading: 'What the file looks like',
    body: 'The first line names the columns, in any order. Names that other shops use, such as “Buyer name”, “E-Mail” or “Category”, are understood too; other columns are left out.',
    columns: [
      ['name', 'Who bought it. Needed.'],
      ['email', 'Where the ticket belongs. Needed.'],
      ['tier', 'Standing, Balcony… Empty if there is only one kind.'],
      ['price', 'What was paid, such as 49.50 or 49,50. May be empty.'],
      ['reference', 'The other shop’s number for the ticket. May be empty, never twice in a concert.'],
    ] as const,
    save: 'Download a sample',
    file: 'buyers-sample.csv',
  },

  checking: 'The file is being checked. Nothing is imported yet.',
  checkingLabel: 'Checking the file',

  check: {
    heading: (file: string) => `Checked: ${file}`,
    good: (number: number) => `${rows(number)}, nothing wrong`,
    goodBody: 'Nothing was imported yet.',
    bad: (number: number) => problems(number),
    badBody: 'Nothing was imported. Correct the file, save it, and choose it again: it is imported as a whole or not at all.',
    rows: 'Rows',
    rowsOf: (valid: number, all: number) =>
      valid === all ? count.format(all) : `${count.format(all)}, of which ${count.format(valid)} are right`,
    delimiter: 'Separated by',
    delimiters: { ',': 'commas', ';': 'semicolons', '\t': 'tabs' } as Record<string, string>,
    columns: 'Columns',
    ignored: 'Left out',
    total: 'Paid in all',
    tiers: 'Tickets by tier',
    tier: 'Tier',
    noTier: 'No tier',
    tickets: 'Tickets',
    empty: 'The file has no rows below its header.',
    already: 'This file was imported already',
    alreadyBody: (detail: string, when: string) =>
      `${detail} That was on ${when}. Importing it again would change nothing: one file is one import. New buyers belong into a file of their own.`,
    submit: (number: number, sendsLetters: boolean) =>
      sendsLetters ? `Import ${tickets(number)} and send ${letters(number)}` : `Import ${tickets(number)}`,
    unsure: 'No answer came, so nobody knows yet whether the import has begun. Import again: the same file is never imported twice.',
    changed: 'Nothing was imported. Something changed since the file was checked, so it was checked again.',
  },

  letters: {
    choice: 'Send each buyer the ticket by e-mail',
    effect: (number: number) =>
      number === 1
        ? 'One letter, with the ticket as a PDF. It goes out once the import is done.'
        : `${letters(number)}, one for each ticket, each with the ticket as a PDF. They go out once the import is done, ten a second.`,
    notSetUp: 'E-mail is not set up: the tickets will not be sent to their buyers. Show or print them.',
  },

  problems: {
    heading: 'Problems',
    first: (shown: number, all: number) => `The first ${count.format(shown)} of ${count.format(all)}.`,
    label: 'What is wrong with the file, by line',
    line: 'Line',
    column: 'Column',
    detail: 'What is wrong',
    wholeLine: 'whole line',
    more: 'Show more problems',
    copy: 'Copy the list',
    copied: 'The list was copied.',
    notCopied: 'This browser does not let the page copy. It can be saved as a file instead.',
    save: 'Save the list',
    file: 'problems.txt',
  },

  job: {
    label: 'Tickets imported',
    queued: 'The import waits for its turn…',
    running: (done: number, total: number) => `${count.format(done)} of ${tickets(total)} numbered and signed`,
    stay: 'You can leave this page: the server goes on by itself, and this address shows how far it is.',
    lost: 'The server cannot be reached just now. The import goes on without this page; it will be asked again.',
    missing: 'This concert has no import at this address.',
    done: 'Imported',
    again: 'The same file again would change nothing: one file is one import.',
    failed: 'Nothing was imported',
    failedAgain: 'The file can be chosen and imported again.',
    toTickets: 'To the tickets',
    another: 'Import another file',
    retry: 'Choose a file',
  },
};
