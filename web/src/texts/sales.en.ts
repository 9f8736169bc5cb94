// Tickets: generating them, the table of all of them, selling one, and what has happened to it.

const count = new Intl.NumberFormat('en');

const tickets = (number: number): string =>
  number === 1 ? '1 ticket' : `${count.format(number)} tickets`;

export const sales = {
  number: (value: number) => count.format(value),
  serial: (serial: number) => `No ${count.format(serial)}`,
  general: 'Standard',
  free: 'No price',
  status: {
    created: 'Unsold',
    sold: 'Sold',
    scanned_entry: 'Outer check',
    attended: 'Admitted',
    refunded: 'Refunded',
    transferred: 'Transferred',
  },

  table: {
    title: (concert: string) => `Tickets for ${concert}`,
    heading: 'Tickets',
    import: 'Import buyers',
    summary: (total: number, sold: number, left: number) =>
      `${tickets(total)}: ${count.format(sold)} sold, ${count.format(left)} unsold`,
    search: 'Search buyer or ticket number',
    status: 'Status',
    anyStatus: 'Any status',
    label: 'Tickets of this concert',
    keys: 'Arrow keys move from row to row, Enter opens a ticket.',
    columns: {
      serial: 'No',
      number: 'Ticket number',
      tier: 'Tier',
      status: 'Status',
      price: 'Price',
      buyer: 'Buyer',
      sold: 'Sold',
    },
    sell: 'Sell',
    sellTicket: (serial: number) => `Sell ticket ${count.format(serial)}`,
    found: (number: number, isAll: boolean) =>
      isAll ? `${tickets(number)} found` : `${tickets(number)} so far, more below`,
    loadingRow: 'Loading…',
    empty: {
      title: 'No tickets yet',
      body: 'Say how many, at what price and of which tier. Each gets its own number and its own code. Sold elsewhere already? Import the file of buyers.',
    },
    noMatch: {
      title: 'No ticket like that',
      body: 'Names, e-mail addresses and the beginning of a ticket number are searched.',
      clear: 'Show all tickets',
    },
    jump: 'Go to No',
    jumpGo: 'Go',
    cut: (rows: number) => `The table shows the first ${count.format(rows)}. Search or filter for the others.`,
  },

  generate: {
    open: 'Generate tickets',
    title: 'Generate tickets',
    quantity: 'How many',
    quantityWrong: 'A whole number from 1 to 100,000.',
    overCapacity: (left: number) =>
      left === 0
        ? 'The concert is at its capacity. Raise that first.'
        : `The capacity leaves room for ${tickets(left)}.`,
    tier: 'Tier',
    tierHelp: 'Standing, Balcony, Row 4… Leave it empty if there is only one kind.',
    price: (currency: string) => `Price in ${currency}`,
    priceHelp: 'Empty means that it is said at the counter.',
    priceWrong: (example: string) => `An amount such as ${example}.`,
    submit: (quantity: number) => `Generate ${tickets(quantity)}`,
    submitPlain: 'Generate',
    cancel: 'Cancel',
    stop: 'Stop here',
    stopping: 'Stopping after this batch…',
    progress: (done: number, quantity: number) =>
      `${count.format(done)} of ${tickets(quantity)} numbered and signed`,
    progressLabel: 'Tickets generated',
    doneToast: (made: number, first: number, last: number) =>
      made === 1
        ? `Ticket ${count.format(first)} is ready.`
        : `${tickets(made)} are ready: ${count.format(first)} to ${count.format(last)}.`,
    partly: (made: number, quantity: number) =>
      `${count.format(made)} of ${tickets(quantity)} were generated. The rest can be generated now.`,
  },

  sell: {
    title: (concert: string) => `Sell: ${concert}`,
    heading: 'At the counter',
    hint: 'Name, Enter, e-mail, Enter: sold.',
    tier: 'Ticket',
    tierKeys: 'Alt and a digit chooses a ticket while you type.',
    left: (number: number) => `${count.format(number)} unsold`,
    soldOut: 'Sold out',
    chosen: (serial: number) => `Ticket ${count.format(serial)}, chosen from the table.`,
    chosenGone: (serial: number) => `Ticket ${count.format(serial)} is not unsold any more; the next one is shown.`,
    letGo: 'Take the next unsold one instead',
    name: 'Buyer’s name',
    email: 'Buyer’s e-mail',
    nameMissing: 'Whose ticket is it?',
    emailMissing: 'Where does it belong? An e-mail address is needed.',
    more: 'Price and account',
    price: (currency: string) => `Price in ${currency}`,
    priceHelp: (price: string) => `Empty: ${price}.`,
    account: 'Username',
    accountHelp: 'Puts the ticket into this person’s wallet at once.',
    submit: (serial: string, price: string) => `Sell ${serial} for ${price}`,
    submitFree: (serial: string) => `Sell ${serial}`,
    soldTitle: 'Just sold',
    soldTo: (serial: string, name: string) => `Sold ${serial} to ${name}.`,
    taken: (serials: number[], serial: number) =>
      serials.length === 1
        ? `Another counter sold ${count.format(serials[0] ?? 0)} first, so this is ${count.format(serial)}.`
        : `Other counters sold ${serials.length} tickets first, so this is ${count.format(serial)}.`,
    soldOutNow: 'Another counter sold the last one. Choose another ticket.',
    unsure: 'No answer came, so nobody knows yet whether it was sold. Sell again: it looks first, and never sells twice.',
    today: 'Sold here',
    none: 'What you sell is listed here until you leave.',
    noTickets: {
      title: 'Nothing to sell',
      body: 'Generate tickets first.',
      action: 'To the tickets',
    },
    allSold: {
      title: 'Sold out',
      body: 'Every ticket of this concert has a buyer.',
    },
    open: 'Open ticket',
  },

  ticket: {
    title: (serial: string, concert: string) => `Ticket ${serial}, ${concert}`,
    heading: (serial: string) => `Ticket ${serial}`,
    facts: 'Details',
    status: 'Status',
    price: 'Price',
    buyer: 'Buyer',
    email: 'E-mail',
    holder: 'Wallet',
    holderKnown: 'In somebody’s wallet',
    holderNone: 'Not in a wallet yet; whoever shows the code can claim it',
    sold: 'Sold',
    created: 'Created',
    notSold: 'Not sold yet',
    sell: 'Sell this ticket',
    history: 'History',
    historyNone: 'Nothing has happened to this ticket yet.',
    by: (name: string) => `by ${name}`,
    byHouse: 'by the house',
    scan: {
      ok: 'Let through',
      already_admitted: 'Already admitted before',
      not_sold: 'Not sold',
      refunded: 'Refunded',
      superseded: 'An older code; the ticket was issued anew',
      wrong_concert: 'For another concert',
      unknown_ticket: 'No ticket of ours',
      forged: 'Not genuine',
    },
    scanType: { attendance: 'admission', entry_check: 'outer check', sale_confirmation: 'sale confirmation' },
    back: 'All tickets',
    kind: {
      'ticket.created': 'Created',
      'ticket.sold': 'Sold',
      'ticket.imported': 'Imported',
      'ticket.claimed': 'Claimed',
      'letter.requested': 'Letter sent again',
      'letter.given_up': 'Letter given up',
      'refund.requested': 'Refund asked for',
      'refund.approved': 'Refund approved',
      'refund.rejected': 'Refund rejected',
      'refund.completed': 'Paid back',
      'transfer.initiated': 'Transfer offered',
      'transfer.accepted': 'Transfer accepted',
      'transfer.rejected': 'Transfer declined',
      'transfer.cancelled': 'Transfer withdrawn',
      'scan.accepted': 'Scan accepted',
      'scan.refused': 'Scan refused',
    } as Record<string, string>,
  },
};
