/** What is printed on a ticket, and what is said of it. */
export const ticket = {
  mark: 'Admit One',
  serial: (serial: string) => `No ${serial}`,
  date: 'Date',
  time: 'Starts',
  tier: 'Ticket',
  general: 'Standard',
  holder: 'Name',
  unnamed: 'Not named',
  number: 'Ticket number',
  qr: (serial: string) => `QR code of ticket ${serial}`,
  stamp: { refunded: 'Void', created: 'Not sold', transferred: 'New issue' },
  status: {
    created: 'Not sold yet.',
    sold: 'Valid.',
    scanned_entry: 'Checked at the outer entrance, still valid at the door.',
    attended: 'Used: admitted at the door.',
    refunded: 'Refunded: this ticket is void.',
    transferred: 'Valid: issued anew after a transfer.',
  },
};
