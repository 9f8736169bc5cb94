// Whether this device is ready for the door: what was found, and what to do.

const seconds = (value_ms: number): string => {
  const whole = Math.round(Math.abs(value_ms) / 1000);
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
};

export const doctor = {
  title: 'Is this device ready?',
  lead: 'For the door: open this page on the device that will scan there, in the browser that will be used.',
  again: 'Check again',
  tryCamera: 'Try the camera',
  door: 'To the door',

  verdicts: {
    checking: 'Checking…',
    waiting: 'Try the camera to finish',
    ready: 'Ready for the door',
    nearly: 'It will do, with care',
    not: 'Not ready for the door',
  },
  words: { checking: 'Checking', waiting: 'Your turn', good: 'Good', caution: 'Take care', bad: 'Not good' },

  secure: {
    name: 'Secure address',
    good: 'This page came over a safe way, so that the browser may open the camera.',
    bad: 'This page came over plain HTTP: browsers open no camera here.',
    advice: [
      'Open this page with https:// at the front.',
      'If that does not work, ask whoever runs the server to switch on TLS (--tls-self-signed, or a certificate).',
    ],
  },
  camera: {
    name: 'Camera',
    waiting: 'The browser asks you whether this page may use it.',
    good: (cameras: number) => (cameras === 1 ? 'It opens.' : `It opens; there are ${cameras}.`),
  },
  decoder: {
    name: 'Code reader',
    good: (duration_ms: number) => `It loads, and read a code in ${Math.max(1, Math.round(duration_ms))} ms.`,
    slow: (duration_ms: number) => `It works, but took ${seconds(duration_ms)} for one code.`,
    slowAdvice: ['Close other programs and pages, and switch battery saving off.'],
    bad: 'It could not be loaded, or read nothing.',
    advice: [
      'Update the browser, or use another: it needs WebAssembly.',
      'Until then, type numbers or use a hand-held reader: both work without it.',
    ],
  },
  clock: {
    name: 'Clock',
    good: 'It agrees with the server’s.',
    off: (skew_ms: number) => `It is ${seconds(skew_ms)} ${skew_ms > 0 ? 'ahead of' : 'behind'} the server’s.`,
    advice: [
      'Let the device set its time by itself, in its settings for date and time.',
      'If several devices differ by the same time, it is the server’s clock that is wrong.',
      'Scans bear the server’s time in any case.',
    ],
  },
  storage: {
    name: 'Memory',
    good: 'The browser remembers the gate and who is signed in.',
    bad: 'The browser remembers nothing: a reload asks for the gate, and for the password, again.',
    advice: ['Leave private browsing, and allow cookies and site data for this address.'],
  },
  network: {
    name: 'Way to the server',
    good: (time_ms: number) => `An answer takes ${Math.max(1, Math.round(time_ms))} ms.`,
    slow: (time_ms: number) => `An answer takes ${Math.round(time_ms)} ms: each guest waits for that.`,
    bad: 'The server does not answer.',
    advice: [
      'Move nearer to the access point, or take the other network.',
      'Check that this device is in the same network as the server.',
    ],
  },
};
