/** Words that belong to no feature: the frame of every page, and what is said when something goes wrong. */

const waiting = (seconds: number | null): string => {
  if (seconds === null) return 'Wait a little, then try again.';
  if (seconds === 1) return 'Try again in a second.';
  if (seconds < 60) return `Try again in ${seconds} seconds.`;
  const minutes = Math.ceil(seconds / 60);
  return `Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
};

export const common = {
  product: 'Admit One',
  title: (page: string) => `${page} · Admit One`,
  motto: 'Every ticket admits one. Exactly one.',

  navigation: {
    name: 'Main',
    skip: 'Skip to the content',
    concerts: 'Concerts',
    door: 'Door',
    refunds: 'Refunds',
    team: 'Team',
    journal: 'Journal',
    tickets: 'Tickets',
    claim: 'Claim',
    transfers: 'Transfers',
    account: 'Account',
    waiting: (count: number) => (count === 1 ? '1 waiting for you' : `${count} waiting for you`),
  },

  actions: {
    retry: 'Try again',
    cancel: 'Cancel',
    close: 'Close',
    back: 'Back',
    dismiss: 'Dismiss',
    reload: 'Load the page again',
    start: 'Go to the start page',
    signIn: 'Sign in',
    more: 'Show more',
  },

  states: {
    loading: 'Loading…',
    working: 'Working…',
    optional: 'optional',
    offline: 'No network. What you see may be out of date; what you type is kept.',
  },

  failures: {
    heading: 'That did not work',
    noAnswer: 'The server could not be reached. Nothing that you typed is lost: check the network and try again.',
    unexpected: 'Something went wrong in this page. Load it again; if it happens again, tell whoever runs this server.',
    signedOut: 'You are not signed in any more. Sign in again.',
    tooMany: (seconds: number | null) => `Too many attempts. ${waiting(seconds)}`,
    tooLarge: 'This is too much for one request. Make it shorter.',
    unavailable: 'The server is busy or its database is not there. Nothing was changed. Try again in a moment.',
    server: (status: number) => `The server could not do this (status ${status}). Try again in a moment.`,
    field: (label: string, detail: string) => `${label} ${detail}.`,
  },

  missing: {
    title: 'Nothing here',
    body: 'There is no page at this address. It may have been moved, or the link was cut off.',
  },
  forbidden: {
    title: 'Not your door',
    body: (role: string) => `Your account (${role}) does not open this page. Ask whoever runs this box office, or sign in with another account.`,
  },
  crashed: {
    title: 'This page fell over',
    body: 'Something in it went wrong. Nothing on the server was changed by that.',
  },

  roles: { admin: 'Admin', scanner: 'Door staff', viewer: 'Ticket holder' },

  theme: {
    name: 'Colours',
    system: 'As the device',
    light: 'Light',
    dark: 'Dark',
  },

  password: {
    show: 'Show',
    hide: 'Hide',
    showLong: 'Show the password',
    hideLong: 'Hide the password',
  },
};
