// A phone at the door: a browser of its own whose camera sees what a test lets it see.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, expect, type Browser, type Page } from '@playwright/test';

import { addConcert } from '../../support/shows.ts';
import type { Concert } from '../../support/wire.ts';
import type { BoxOffice, Name } from './box-office.ts';
import { writeCameraVideo, type Scene } from './camera-video.ts';
import { readByHand } from './hand-reader.ts';
import { expectAccessible, shoot } from './looks.ts';

export interface DoorOptions {
  concert?: Concert;
  gate?: string;
  scanType?: 'attendance' | 'entry_check' | 'sale_confirmation';
  who?: Name;
  /// What the camera sees; an empty room without.
  scenes?: readonly Scene[];
  /// Nobody may use the camera.
  isCameraDenied?: boolean;
  /// Keeps what clears by itself on the screen, for its picture.
  isSlow?: boolean;
  /// How many cameras the phone has. More than one see a test picture: a video plays in front of one alone.
  cameras?: number;
  arguments?: readonly string[];
}

const emptyRoom: readonly Scene[] = [{ duration_ms: 500 }];

export class Door {
  readonly page: Page;
  /// What the page threw and nobody caught, and where it broke the Content-Security-Policy.
  readonly complaints: readonly string[];
  readonly #browser: Browser;
  readonly #folder: string;

  /// At the door page, signed in; with the post that is named, or where the device is asked for one.
  static async open(boxOffice: BoxOffice, options: DoorOptions = {}): Promise<Door> {
    const folder = await mkdtemp(join(tmpdir(), 'admitone-camera-'));
    const video = join(folder, 'camera.y4m');
    await writeCameraVideo(video, options.scenes ?? emptyRoom);
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        `--use-fake-device-for-media-stream=device-count=${options.cameras ?? 1}`,
        ...(options.cameras === undefined ? [`--use-file-for-fake-video-capture=${video}`] : []),
        ...(options.isCameraDenied === true ? [] : ['--use-fake-ui-for-media-stream']),
        ...(options.arguments ?? []),
      ],
    });
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
    });
    await context.addInitScript(listen);
    await context.addInitScript(noteScans);
    if (options.isSlow === true) await context.addInitScript(keepVerdicts);
    if (options.concert !== undefined) await context.addInitScript(standAt, postOf(options, options.concert));
    await boxOffice.signIn(page, options.who ?? 'sam', '/door');
    return new Door(browser, page, folder, complaints);
  }

  private constructor(browser: Browser, page: Page, folder: string, complaints: readonly string[]) {
    this.complaints = complaints;
    this.#browser = browser;
    this.page = page;
    this.#folder = folder;
  }

  /// Until the camera's picture is there, and all type: a face that is first needed when a test has stopped the server
  /// would be awaited by every picture of the page.
  async untilReady(): Promise<void> {
    await this.page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    await this.page.evaluate(async () => {
      await Promise.all([...document.fonts].map((face) => face.load()));
    });
  }

  async read(text: string): Promise<void> {
    await readByHand(this.page, text);
  }

  /// Every verdict that was spoken so far, in order.
  spoken(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
  }

  async expectSpoken(expected: readonly (string | RegExp)[], timeout_ms = 10_000): Promise<void> {
    await expect
      .poll(async () => (await this.spoken()).length, { timeout: timeout_ms })
      .toBeGreaterThanOrEqual(expected.length);
    const spoken = await this.spoken();
    expected.forEach((verdict, place) => expect(spoken[place]).toMatch(verdict));
    expect(spoken).toHaveLength(expected.length);
  }

  /// The scan_ids of all requests that the page sent so far, also before it was loaded again.
  scanIds(): Promise<string[]> {
    return this.page.evaluate(() => JSON.parse(sessionStorage.getItem('sent') ?? '[]') as string[]);
  }

  /// From now on no answer to a scan arrives, although the server gives one.
  async loseAnswers(): Promise<void> {
    await this.page.evaluate(() => sessionStorage.setItem('lost', '1'));
  }

  /// Loads the page again, with its answers.
  async reloadInPeace(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.page.evaluate(() => {
      sessionStorage.removeItem('lost');
      setTimeout(() => location.reload());
    });
    await loaded;
  }

  /// The phone is put into a pocket, as far as the page can tell.
  sleep(): Promise<void> {
    return this.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  }

  wake(): Promise<void> {
    return this.page.evaluate(() => {
      Reflect.deleteProperty(document, 'visibilityState');
      document.dispatchEvent(new Event('visibilitychange'));
    });
  }

  /// As when another program takes the camera, or it is unplugged.
  loseCamera(): Promise<void> {
    return this.page.evaluate(() => {
      const stream = document.querySelector('video')?.srcObject as MediaStream | null;
      stream?.getVideoTracks()[0]?.dispatchEvent(new Event('ended'));
    });
  }

  /// From the frame with the code to the painted verdict, for each verdict of the camera.
  async seenToPainted_ms(): Promise<number[]> {
    return this.page.evaluate(() =>
      performance.getEntriesByName('door:seen-to-painted').map(({ duration }) => duration));
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

const opened: Door[] = [];

/// A door that closeDoors() closes.
export async function openDoor(boxOffice: BoxOffice, options: DoorOptions = {}): Promise<Door> {
  const door = await Door.open(boxOffice, options);
  opened.push(door);
  return door;
}

/// After each test.
export async function closeDoors(): Promise<void> {
  const doors = opened.splice(0);
  await Promise.all(doors.map((door) => door.close()));
  expect(doors.flatMap(({ complaints }) => complaints)).toEqual([]);
}

/// A concert of the test's own.
export const newConcert = ({ cast }: BoxOffice, name: string, changes: object = {}): Promise<Concert> =>
  addConcert(cast.ada, { name, ...changes });

// The door is dark in every theme: one is looked at.
export const look = (page: Page, name: string): Promise<void> => shoot(page, name, ['dark']);
export const expectUsable = (page: Page): Promise<void> => expectAccessible(page, ['dark']);

const postOf = ({ gate, scanType }: DoorOptions, concert: Concert) => ({
  concert_id: concert.id, location: gate ?? 'Gate A', scan_type: scanType ?? 'attendance',
});

// What follows runs in the page.

function standAt(post: object): void {
  if (localStorage.getItem('admitone.door') !== null) return;
  localStorage.setItem('admitone.door', JSON.stringify({ post, lens: null, hasSound: true }));
}

/// Writes down what a screen reader would be told.
function listen(): void {
  const spoken: string[] = [];
  Object.assign(window, { spoken });
  let last = '';
  const look = (): void => {
    const text = document.querySelector('[data-testid=spoken]')?.textContent ?? '';
    if (text !== last && text !== '') spoken.push(text);
    last = text;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

/// Writes down what is sent (Playwright does not see the body of a Request that is handed to fetch), and
/// loses answers when it was asked to.
function noteScans(): void {
  const send = window.fetch;
  window.fetch = async (input, init) => {
    if (input instanceof Request && input.method === 'POST' && new URL(input.url).pathname === '/api/scans') {
      const { scan_id } = JSON.parse(await input.clone().text()) as { scan_id: string };
      const sent = JSON.parse(sessionStorage.getItem('sent') ?? '[]') as string[];
      sessionStorage.setItem('sent', JSON.stringify([...sent, scan_id]));
      if (sessionStorage.getItem('lost') !== null) {
        await send(input, init);
        await new Promise(() => {});
      }
    }
    return send(input, init);
  };
}

function keepVerdicts(): void {
  const clears_ms = [1600, 4000];
  const set = window.setTimeout;
  window.setTimeout = ((run: () => void, delay_ms = 0) =>
    clears_ms.includes(delay_ms) ? 0 : set(run, delay_ms)) as typeof window.setTimeout;
}
