// What measurements mean for the door.

import type { CameraProblem } from '@/lib/camera/camera-problem';
import { texts } from '@/texts/en';

export type Level = 'good' | 'caution' | 'bad';

export interface Finding {
  level: Level;
  sentence: string;
  /// What to do, the likeliest first.
  advice: readonly string[];
}

/// One question to the server: when it was asked and answered by this clock, and the server's time.
export interface Sample {
  asked_ms: number;
  answered_ms: number;
  server_ms: number;
}

const skewFelt_ms = 30_000;
const roundTripGood_ms = 300;
const roundTripBad_ms = 2_000;
const decodingGood_ms = 500;

const words = texts.doctor;

const good = (sentence: string): Finding => ({ level: 'good', sentence, advice: [] });

export const judgeSecurity = (isSecure: boolean): Finding =>
  isSecure ? good(words.secure.good) : { level: 'bad', sentence: words.secure.bad, advice: words.secure.advice };

export function judgeCamera(outcome: { cameras: number } | { problem: CameraProblem }): Finding {
  if ('cameras' in outcome) return good(words.camera.good(outcome.cameras));
  const { title, body, advice } = texts.door.camera[outcome.problem];
  return { level: 'bad', sentence: `${title}. ${body}`, advice };
}

/// `duration_ms` is null when nothing was read.
export function judgeDecoder(duration_ms: number | null): Finding {
  const { decoder } = words;
  if (duration_ms === null) return { level: 'bad', sentence: decoder.bad, advice: decoder.advice };
  if (duration_ms <= decodingGood_ms) return good(decoder.good(duration_ms));
  return { level: 'caution', sentence: decoder.slow(duration_ms), advice: decoder.slowAdvice };
}

/// How far this clock is ahead of the server's: from the quickest answer, which leaves the least to guess.
export function skewOf(samples: readonly Sample[]): number | null {
  const [quickest] = [...samples].sort((one, other) => roundTrip(one) - roundTrip(other));
  if (quickest === undefined) return null;
  return (quickest.asked_ms + quickest.answered_ms) / 2 - quickest.server_ms;
}

export function judgeClock(samples: readonly Sample[]): Finding {
  const skew_ms = skewOf(samples);
  if (skew_ms === null) return { level: 'bad', sentence: words.network.bad, advice: words.network.advice };
  if (Math.abs(skew_ms) <= skewFelt_ms) return good(words.clock.good);
  return { level: 'caution', sentence: words.clock.off(skew_ms), advice: words.clock.advice };
}

export const judgeStorage = (remembers: boolean): Finding =>
  remembers ? good(words.storage.good) : { level: 'bad', sentence: words.storage.bad, advice: words.storage.advice };

export function judgeNetwork(samples: readonly Sample[]): Finding {
  const { network } = words;
  const times = samples.map(roundTrip).sort((one, other) => one - other);
  const median_ms = times[Math.floor(times.length / 2)];
  if (median_ms === undefined) return { level: 'bad', sentence: network.bad, advice: network.advice };
  if (median_ms <= roundTripGood_ms) return good(network.good(median_ms));
  const level = median_ms <= roundTripBad_ms ? 'caution' : 'bad';
  return { level, sentence: network.slow(median_ms), advice: network.advice };
}

export type Verdict = 'checking' | 'ready' | 'nearly' | 'not';

/// Of all findings; null for what is still being looked at.
export function verdictOf(findings: readonly (Finding | null)[]): Verdict {
  if (findings.some((finding) => finding?.level === 'bad')) return 'not';
  if (findings.includes(null)) return 'checking';
  return findings.some((finding) => finding?.level === 'caution') ? 'nearly' : 'ready';
}

const roundTrip = ({ asked_ms, answered_ms }: Sample): number => answered_ms - asked_ms;
