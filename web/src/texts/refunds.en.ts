// Refunds that people have asked for, and what the house decides.

const count = new Intl.NumberFormat('en');

export const refunds = {
  title: 'Refunds',
  lead: 'Approving makes a ticket void at once. Paying back happens where you keep your money; note it here.',
  filter: 'Refunds by state',
  tabs: {
    pending: 'To decide',
    approved: 'To pay back',
    completed: 'Paid back',
    rejected: 'Rejected',
    all: 'All',
  },
  status: { pending: 'To decide', approved: 'Approved', rejected: 'Rejected', completed: 'Paid back' },
  empty: {
    pending: { title: 'Nothing to decide', body: 'When somebody asks for a refund, it waits here for you.' },
    approved: { title: 'Nothing to pay back', body: 'Refunds that you approve wait here until they are paid.' },
    completed: { title: 'Nothing paid back yet', body: 'Refunds that were paid are kept here.' },
    rejected: { title: 'Nothing rejected', body: 'Refunds that you reject are kept here.' },
    all: { title: 'No refunds', body: 'Nobody has asked for one yet.' },
  },
  ticket: (serial: number, tier: string | null) => `No ${count.format(serial)}, ${tier ?? 'Standard'}`,
  askedBy: (name: string, when: string) => `${name} asked ${when}`,
  decidedBy: (name: string, when: string) => `${name} decided ${when}`,
  ticketUsed: (when: string) => `closed ${when}: the ticket was used`,
  paidOn: (when: string) => `paid back ${when}`,
  reason: 'Reason',
  notes: 'Notes',
  approve: 'Approve…',
  reject: 'Reject…',
  complete: 'Mark as paid back…',
  approveFor: (amount: string, name: string) => `Approve ${amount} for ${name}`,
  rejectFor: (amount: string, name: string) => `Reject ${amount} for ${name}`,
  completeFor: (amount: string, name: string) => `Mark ${amount} for ${name} as paid back`,
  more: 'Show more',
  loadingMore: 'Loading more…',
  cancel: 'Cancel',
  notesHelp: 'The person who asked can read this.',
  dialogs: {
    approve: {
      title: (amount: string) => `Approve a refund of ${amount}?`,
      body: 'The ticket becomes void at once, and no gate admits it any more. This cannot be undone.',
      confirm: 'Approve refund',
      busy: 'Approving…',
      done: (amount: string) => `Refund of ${amount} approved.`,
    },
    reject: {
      title: (amount: string) => `Reject a refund of ${amount}?`,
      body: 'The ticket stays valid. Say why, so that nobody has to ask again.',
      confirm: 'Reject refund',
      busy: 'Rejecting…',
      done: (amount: string) => `Refund of ${amount} rejected.`,
    },
    complete: {
      title: (amount: string) => `Was ${amount} paid back?`,
      body: 'Mark it only after the money has left. This cannot be undone.',
      confirm: 'Yes, it was paid',
      busy: 'Marking…',
      done: (amount: string) => `Refund of ${amount} is paid back.`,
    },
  },
};
