// The door: short words, read in the dark at arm's length.

const count = new Intl.NumberFormat('en');

const duration = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return `${Math.max(1, Math.floor(seconds))} s`;
  if (hours < 1) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
};

export interface Before {
  ago_s: number;
  location: string | null;
  by: string;
}

/// "4 min ago at Gate A by sam"
const before = ({ ago_s, location, by }: Before): string =>
  `${duration(ago_s)} ago${location === null ? '' : ` at ${location}`} by ${by}`;

export const door = {
  title: 'Door',

  setup: {
    title: 'Where do you stand?',
    lead: 'Once for this device. You can change it at any time.',
    concert: 'Concert',
    others: (number: number) => (number === 1 ? '1 other concert' : `${count.format(number)} other concerts`),
    gate: 'Gate',
    gateHelp: 'The name that others read: "Gate A", "Stage door".',
    gateMissing: 'Give this gate a name.',
    concertMissing: 'Pick a concert.',
    scanType: 'What happens here',
    start: 'Start scanning',
    noConcerts: 'No concerts yet',
    noConcertsBody: 'As soon as an admin has created one, it shows up here.',
    leave: 'Leave the door',
    doctor: 'Is this device ready?',
  },
  scanTypes: {
    attendance: { name: 'Admission', about: 'Lets people in. Uses the ticket up.' },
    entry_check: { name: 'Outer check', about: 'Only looks: the ticket stays good for the door.' },
    sale_confirmation: { name: 'Sale check', about: 'Is this ticket sold? Changes nothing.' },
  },

  words: {
    admit: 'Admit',
    checked: 'Checked',
    seenBefore: 'Seen before',
    sold: 'Sold',
    stop: 'Stop',
    asking: 'Asking…',
    notJudged: 'Not judged',
  },
  reasons: {
    already_admitted: (previous: Before | null) =>
      previous === null ? 'Already admitted' : `Already admitted ${before(previous)}`,
    not_sold: 'Not sold yet: send them to the counter',
    refunded: 'This ticket was refunded',
    superseded: 'This code was replaced by a newer one: ask for the newest ticket',
    wrong_concert: 'This ticket is for another concert',
    unknown_ticket: 'There is no such ticket',
    forged: 'This code is not genuine',
  },
  checkedBefore: (previous: Before) => `Checked ${before(previous)}`,
  soldAndUsed: 'Used already: its holder is inside',
  rejected: (detail: string) => `The server could not judge this: ${detail}`,
  signedOut: 'Your session has ended. Sign in again: this scan is kept and asked again.',

  ticket: {
    unnamed: 'No name',
    standard: 'Standard',
    serial: (serial: number) => `No ${count.format(serial)}`,
    admitOne: 'Admit one',
  },
  spoken: (...parts: (string | null)[]) => parts.filter((part) => part !== null).join('. '),

  waiting: {
    asking: 'Asking the server…',
    late: 'No answer yet: still trying',
    lateHelp: 'Nobody is admitted until the server has answered. The same scan is sent again and again, and counts once.',
    queued: (number: number) => (number === 1 ? '1 more is waiting' : `${number} more are waiting`),
    setAside: 'Stop trying',
  },
  dismiss: 'Next',

  scanner: {
    title: (concert: string) => `Door: ${concert}`,
    ready: 'Hold the code into the frame',
    starting: 'Opening the camera…',
    decoderBroken: 'The code reader could not be loaded. Numbers, names and hand-held readers work.',
    change: 'Change concert, gate or type',
    ofSold: (sold: number) => `of ${count.format(sold)}`,
    number: (value: number) => count.format(value),
    counts: (attended: number, sold: number) =>
      `${count.format(attended)} admitted of ${count.format(sold)} sold`,
    countsStale: 'Counts are from before',
  },
  controls: {
    label: 'Camera and sound',
    torch: 'Torch',
    sound: 'Sound',
    lens: 'Change camera',
    photo: 'Photo',
    photoFile: 'Photo of a code',
    type: 'Number',
    find: 'Name',
    recent: 'Last scans',
  },
  lenses: {
    title: 'Which camera?',
    unnamed: (place: number) => `Camera ${place}`,
    current: 'in use',
  },

  camera: {
    insecure: {
      title: 'The camera needs a secure address',
      body: 'Browsers open the camera only on pages that came over https. This one did not.',
      advice: [
        'Open this page with https:// at the front, or ask whoever runs the server to switch on TLS.',
        'On the machine that runs the server, http://localhost works too.',
        'Until then: type numbers, find names, read photos, or use a hand-held reader.',
      ],
    },
    denied: {
      title: 'The camera is not allowed',
      body: 'This browser was told not to give this page the camera.',
      advice: [
        'Tap the sign beside the address, allow the camera, then try again.',
        'On an iPhone: Settings, Apps, Safari, Camera.',
        'Until then: type numbers, find names, or read photos.',
      ],
    },
    missing: {
      title: 'No camera here',
      body: 'This device has none, or it is unplugged.',
      advice: ['Plug one in, or use a hand-held reader, numbers, names or photos.'],
    },
    busy: {
      title: 'The camera is taken',
      body: 'Another program holds it.',
      advice: ['Close other programs and pages that use the camera, then try again.'],
    },
    unsupported: {
      title: 'No camera in this browser',
      body: 'This browser does not let pages use a camera.',
      advice: ['Use another browser, a hand-held reader, numbers, names or photos.'],
    },
    failed: {
      title: 'The camera did not open',
      body: 'The browser did not say why.',
      advice: ['Try again. If that changes nothing, close the browser and open it again.'],
    },
    retry: 'Try again',
  },

  typing: {
    title: 'Type a ticket number',
    label: 'Ticket number',
    help: 'Twelve characters, as printed: K7QM-2X9D-4HTR. Dashes and capitals do not matter.',
    submit: { attendance: 'Admit', entry_check: 'Check', sale_confirmation: 'Check' },
    unfinished: (missing: number) =>
      missing === 1 ? 'One character is missing.' : `${missing} characters are missing.`,
    tooLong: 'Too long: a ticket number has twelve characters.',
    impossible: (character: string) => `No ticket number has a "${character}" in it.`,
    mistyped: 'One of its characters is wrong. Compare it with the ticket.',
  },
  finding: {
    title: 'Find a name',
    label: 'Buyer’s name',
    help: 'Any part of the name, the e-mail address or the ticket number.',
    none: (typed: string) => `Nobody called “${typed}” has a ticket for this concert.`,
    more: 'There are more. Type more of the name.',
    failed: 'The list could not be loaded.',
    results: (number: number) => (number === 1 ? '1 ticket' : `${number} tickets`),
    question: {
      attendance: (name: string) => `Admit ${name}?`,
      entry_check: (name: string) => `Check ${name}’s ticket?`,
      sale_confirmation: (name: string) => `Check ${name}’s ticket?`,
    },
    compare: 'Compare the name with an identity card first.',
    confirm: { attendance: 'Admit', entry_check: 'Check', sale_confirmation: 'Check' },
    back: 'Not this one',
    statuses: {
      created: 'Not sold',
      sold: 'Not in yet',
      transferred: 'Not in yet',
      scanned_entry: 'Past the outer check',
      attended: 'Inside',
      refunded: 'Refunded',
    },
  },
  recent: {
    title: 'Last scans of this device',
    none: 'Nothing was scanned here yet.',
    unknown: 'Unknown code',
  },
  photo: {
    reading: 'Looking for a code in the photo…',
    nothing: 'There is no code in this photo. Take it from nearer, straight on, and with light.',
    unreadable: 'This file is not a picture that this browser can open.',
    broken: 'The code reader could not be loaded. Type the ticket number instead.',
  },
};
