// The concerts of a house: list, form, and the evening as it happens.

const count = new Intl.NumberFormat('en');

const tickets = (number: number): string =>
  number === 1 ? '1 ticket' : `${count.format(number)} tickets`;

export const concerts = {
  title: 'Concerts',
  lead: 'Every evening of the house: what is coming, what is on, what has been.',
  add: 'New concert',
  sections: { open: 'Doors open', coming: 'Coming up', past: 'Past' },
  state: {
    open: 'Doors open',
    onSale: 'On sale',
    soldOut: 'Sold out',
    noTickets: 'No tickets yet',
    past: 'Past',
  },
  sold: (sold: number, total: number) => `${count.format(sold)} of ${tickets(total)} sold`,
  came: (attended: number, sold: number) => `${count.format(attended)} of ${count.format(sold)} came in`,
  sell: 'Sell',
  sellFor: (name: string) => `Sell tickets for ${name}`,
  showPast: (number: number) => (number === 1 ? 'Show the past concert' : `Show ${count.format(number)} past concerts`),
  hidePast: 'Hide past concerts',
  empty: {
    title: 'No concert yet',
    body: 'Create the first one: a name, a date and a place are enough. Tickets come next.',
  },
  pages: {
    label: 'Pages of this concert',
    live: 'Live',
    tickets: 'Tickets',
    sell: 'Sell',
    printSheets: 'Print',
    edit: 'Edit',
  },

  form: {
    createTitle: 'New concert',
    editTitle: (name: string) => `Edit ${name}`,
    createdToast: (name: string) => `${name} is in the house.`,
    changedToast: (name: string) => `${name} was changed.`,
    name: 'Name',
    venue: 'Venue',
    date: 'Date and time',
    dateHelp: 'As the clock at the venue shows it.',
    dateMissing: 'Say when it begins: date and time.',
    dateMeans: (there: string, here: string | undefined) =>
      here === undefined ? `${there}.` : `${there}; ${here} on your own clock.`,
    dateTwice: 'Clocks go back that night, so this time comes twice. The first one is meant.',
    dateSkipped: (time: string) =>
      `Clocks go forward that night and jump over this time. It will be ${time}.`,
    timezone: 'Time zone of the venue',
    otherZones: 'Other',
    currency: 'Currency',
    currencyFixed: 'Tickets have prices in this currency already; it cannot change any more.',
    capacity: 'Capacity',
    capacityHelp: 'The most tickets there can ever be. Leave it empty for no limit.',
    capacityWrong: 'A whole number from 1 to 100,000,000, or nothing.',
    description: 'Description',
    descriptionHelp: 'For the people who hold a ticket.',
    required: (field: string) => `${field} is needed.`,
    create: 'Create concert',
    save: 'Save changes',
    cancel: 'Cancel',
  },

  remove: {
    heading: 'Remove this concert',
    body: 'Only while nothing of it was sold or scanned. Its unsold tickets go with it.',
    kept: 'Tickets of this concert were sold already, so it is kept.',
    open: 'Remove concert…',
    title: (name: string) => `Remove ${name}?`,
    question: (number: number) =>
      number === 0
        ? 'The concert disappears from every list. This cannot be undone.'
        : `The concert and its ${tickets(number)} disappear from every list. This cannot be undone.`,
    confirm: 'Remove it',
    removedToast: (name: string) => `${name} was removed.`,
  },

  files: {
    heading: 'Files',
    lead: 'Lists as CSV, for a spreadsheet or the accounts. Codes that open the door are not in them.',
    lists: {
      tickets: { name: 'Tickets', body: 'Every ticket: number, tier, status, price and buyer.' },
      scans: { name: 'Scans', body: 'Every attempt at every gate, the newest first.' },
      refunds: { name: 'Refunds', body: 'Every refund that was asked for, and what became of it.' },
    },
    save: 'Download',
    saveList: (list: string) => `Download ${list.toLowerCase()} as CSV`,
    stop: 'Stop',
    stopList: (list: string) => `Stop the download of ${list.toLowerCase()}`,
    received: (size: string) => `${size} so far…`,
    saved: (file: string, size: string) => `${file} was saved: ${size}.`,
    importTitle: 'Buyers from elsewhere',
    importBody: 'Tickets that were sold by another shop: from a CSV file of buyers.',
    import: 'Import buyers',
  },

  live: {
    title: (name: string) => `${name}: live`,
    connection: {
      connecting: 'Connecting…',
      live: 'Live',
      reconnecting: 'Reconnecting… the figures are from before',
      ended: 'No longer live',
    },
    noTickets: {
      title: 'Nothing to count yet',
      body: 'Generate tickets first. As soon as one is scanned, this page moves by itself.',
      action: 'Generate tickets',
    },
    inside: 'Inside',
    insideOf: (sold: string) => `inside, of ${sold} sold`,
    percent: (rate: number) =>
      new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 }).format(rate),
    meter: (attended: number, sold: number) =>
      `${count.format(attended)} of ${count.format(sold)} sold tickets are inside`,
    toCome: 'Still to come',
    checked: 'Past the outer check',
    unsold: 'Unsold',
    refunded: 'Refunded',
    revenue: 'Revenue',
    pace: 'Entering per minute',
    number: (value: number) => count.format(value),
    paceNumber: (value: number) =>
      new Intl.NumberFormat('en', { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value),
    arrivals: {
      titleOf: (minutes: number) => (minutes === 1 ? 'Entries per minute' : `Entries per ${minutes} minutes`),
      hour: 'Last hour',
      evening: 'Last 6 hours',
      range: 'Range of the chart',
      summary: (total: number, peak: number, at: string) =>
        total === 0
          ? 'Nobody came in during this time.'
          : `${count.format(total)} came in; the most, ${count.format(peak)}, at ${at}.`,
      table: 'As a table',
      time: 'Time',
      entries: 'Entries',
      bar: (time: string, admitted: number) => `${time}: ${count.format(admitted)}`,
    },
    gates: {
      title: 'Gates',
      gate: 'Gate',
      accepted: 'Accepted',
      refused: 'Refused',
      last: 'Last scan',
      unnamed: 'No gate named',
      none: 'No gate has scanned yet.',
    },
    scans: {
      title: 'Last scans',
      none: 'Nothing was scanned yet.',
      unknown: 'Unknown code',
      verdict: { admitted: 'Admitted', checked: 'Checked', confirmed: 'Confirmed', refused: 'Refused' },
      unnamed: 'No name',
      ticket: (serial: number) => `No ${count.format(serial)}`,
      reason: {
        ok: '',
        already_admitted: 'Already admitted',
        not_sold: 'Not sold',
        refunded: 'Refunded',
        superseded: 'An older code; the ticket was issued anew',
        wrong_concert: 'For another concert',
        unknown_ticket: 'No ticket of ours',
        forged: 'Not genuine',
      },
      before: (time: string, gate: string | null, by: string) =>
        gate === null ? `at ${time} by ${by}` : `at ${time}, ${gate}, by ${by}`,
    },
  },
};
