// What a verdict sounds and feels like. Three shapes that cannot be confused, on any speaker: two rising
// notes, a long low buzz, three even knocks. Made on the spot; there is no sound to load.

import type { Tone } from './logic/verdict';

interface Note {
  at_s: number;
  length_s: number;
  frequency_hz: number;
}

interface Signal {
  wave: OscillatorType;
  volume: number;
  notes: readonly Note[];
  vibration_ms: readonly number[];
}

const signals: Readonly<Record<Tone, Signal>> = {
  admit: {
    wave: 'triangle',
    volume: 0.5,
    notes: [
      { at_s: 0, length_s: 0.09, frequency_hz: 784 },
      { at_s: 0.09, length_s: 0.16, frequency_hz: 1175 },
    ],
    vibration_ms: [60],
  },
  refuse: {
    wave: 'sawtooth',
    volume: 0.45,
    notes: [
      { at_s: 0, length_s: 0.28, frequency_hz: 165 },
      { at_s: 0.34, length_s: 0.4, frequency_hz: 131 },
    ],
    vibration_ms: [280, 80, 280],
  },
  caution: {
    wave: 'square',
    volume: 0.25,
    notes: [0, 0.16, 0.32].map((at_s) => ({ at_s, length_s: 0.08, frequency_hz: 523 })),
    vibration_ms: [80, 70, 80, 70, 80],
  },
};

let audio: AudioContext | null = null;

/// Browsers keep quiet until somebody has touched the page: to be called from a tap or a key.
export function allowSound(): void {
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
  } catch {
    // A device without sound still shows and vibrates.
  }
}

export function signal(tone: Tone): void {
  const { wave, volume, notes, vibration_ms } = signals[tone];
  navigator.vibrate?.([...vibration_ms]);
  if (audio === null || audio.state !== 'running') return;
  const gain = audio.createGain();
  gain.gain.value = volume;
  gain.connect(audio.destination);
  for (const { at_s, length_s, frequency_hz } of notes) {
    const oscillator = audio.createOscillator();
    oscillator.type = wave;
    oscillator.frequency.value = frequency_hz;
    oscillator.connect(gain);
    oscillator.start(audio.currentTime + at_s);
    oscillator.stop(audio.currentTime + at_s + length_s);
  }
}
