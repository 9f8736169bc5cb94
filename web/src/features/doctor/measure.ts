// Measures this device and its way to the server.

import { encode } from 'uqr';

import type { Schemas } from '@/api/client';
import { problemBeforehand, problemOf, type CameraProblem } from '@/lib/camera/camera-problem';
import { constraintsFor, lensesOf } from '@/lib/camera/lenses';
import { Decoder } from '@/lib/decoder/decoder';

import type { Sample } from './findings';

const samplesWanted = 7;
const answerTimeout_ms = 5_000;
const decoderTimeout_ms = 20_000;
const testText = 'ADMIT ONE';
const module_px = 6;
const quietZone_modules = 4;

/// Whether the camera may be opened without a question to the person.
export async function isCameraAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state === 'granted';
  } catch {
    return false;  // Some browsers do not tell.
  }
}

/// Opens the camera for a moment.
export async function tryCamera(): Promise<{ cameras: number } | { problem: CameraProblem }> {
  const problem = problemBeforehand(isSecureContext, navigator.mediaDevices !== undefined);
  if (problem !== null) return { problem };
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraintsFor(null));
    const lenses = lensesOf(await navigator.mediaDevices.enumerateDevices());
    for (const track of stream.getTracks()) track.stop();
    return { cameras: Math.max(1, lenses.length) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/// How long the decoder takes for one code, once it is loaded; null when it reads nothing.
export async function timeDecoder(): Promise<number | null> {
  const decoder = new Decoder();
  const giveUp = setTimeout(() => decoder.close(), decoderTimeout_ms);
  try {
    await decoder.ready;
    const picture = drawCode(testText);
    const begun_ms = performance.now();
    const [code] = await decoder.decode(picture);
    return code?.text === testText ? performance.now() - begun_ms : null;
  } catch {
    return null;
  } finally {
    clearTimeout(giveUp);
    decoder.close();
  }
}

function drawCode(text: string): ImageData {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone_modules });
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * module_px;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('this browser cannot draw');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  data.forEach((row, y) => row.forEach((isDark, x) => {
    if (isDark) pen.fillRect(x * module_px, y * module_px, module_px, module_px);
  }));
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/// Asks the server for its time, one question after the other; the first one, which also opens the connection, does
/// not count. Empty when it does not answer.
export async function askServer(): Promise<Sample[]> {
  const samples: Sample[] = [];
  try {
    await askOnce();
    for (let count = 0; count < samplesWanted; ++count) samples.push(await askOnce());
  } catch {
    // What was measured so far is all there is.
  }
  return samples;
}

async function askOnce(): Promise<Sample> {
  const asked_ms = Date.now();
  const begun_ms = performance.now();
  const answer = await fetch('/api/clock', { cache: 'no-store', signal: AbortSignal.timeout(answerTimeout_ms) });
  if (!answer.ok) throw new Error(`the clock answered ${answer.status}`);
  const { now } = (await answer.json()) as Schemas['ServerClock'];
  return { asked_ms, answered_ms: asked_ms + (performance.now() - begun_ms), server_ms: Date.parse(now) };
}

/// Whether the browser keeps what the app needs to remember.
export function remembers(): boolean {
  const key = 'admitone.doctor';
  try {
    for (const storage of [localStorage, sessionStorage]) {
      storage.setItem(key, '1');
      if (storage.getItem(key) !== '1') return false;
      storage.removeItem(key);
    }
    return navigator.cookieEnabled;
  } catch {
    return false;
  }
}
