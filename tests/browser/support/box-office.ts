// What a browser test starts from: the real binary on an empty database with the usual people, and the
// address of its web app.
//
//   import { expect, test } from './support/box-office.ts';
//   test('Somebody does something', async ({ page, boxOffice }) => {
//     await boxOffice.signIn(page, 'hanna');

import { chromium, expect, test as base, type BrowserContext, type Page } from '@playwright/test';

import { Client } from '../../support/client.ts';
import { createDatabase } from '../../support/databases.ts';
import { logIn, type Account, type Cast } from '../../support/people.ts';
import { Server } from '../../support/server.ts';
import { Stage } from '../../support/stage.ts';

export { chromium, expect, type BrowserContext };

export type Name = keyof Cast;

const refreshLife_s = 86_400;

export class BoxOffice {
  readonly stage: Stage;
  /** Where the web app is. */
  readonly url: string;

  static async open(environment: Record<string, string> = {}): Promise<BoxOffice> {
    return new BoxOffice(await Stage.open('sqlite', environment));
  }

  private constructor(stage: Stage) {
    this.stage = stage;
    this.url = stage.server.url;
  }

  /** The people, each with a session for the API. */
  get cast(): Cast {
    return this.stage.cast;
  }

  /** Gives the page's browser a session of its own for this person, by cookie; opens no page. */
  async admit(context: BrowserContext, who: Name | Account): Promise<void> {
    const account = typeof who === 'string' ? this.cast[who].account : who;
    const { cookie } = await logIn(this.stage.client, account);
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    // Where people come over HTTPS by the public address, the cookie's name binds it to that (RFC 6265bis).
    const isForHttps = name.startsWith('__Host-');
    await context.addCookies([{
      name, value, domain: '127.0.0.1', path: isForHttps ? '/' : '/api/auth', secure: isForHttps,
      httpOnly: true, sameSite: 'Strict', expires: Date.now() / 1000 + refreshLife_s,
    }]);
    // The app asks the cookie only where it remembers a session; signing out makes it forget.
    await context.addInitScript(() => {
      if (location.protocol === 'about:' || sessionStorage.getItem('admitted') !== null) return;
      sessionStorage.setItem('admitted', '1');
      localStorage.setItem('admitone.session', '1');
    });
  }

  /** By cookie, then to the path. */
  async signIn(page: Page, who: Name | Account, path = '/'): Promise<void> {
    await this.admit(page.context(), who);
    await page.goto(this.url + path);
  }

  async close(): Promise<void> {
    await this.stage.close();
  }
}

interface Fixtures {
  /** One for each worker: what a test makes, others may see. Name things so that they do not mix. */
  boxOffice: BoxOffice;
}

interface PageFixtures {
  /** Fails each test whose pages threw something that nobody caught, or broke the policy. */
  faults: string[];
}

export const test = base.extend<PageFixtures, Fixtures>({
  boxOffice: [
    async ({}, use) => {
      const boxOffice = await BoxOffice.open();
      await use(boxOffice);
      await boxOffice.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  faults: [
    async ({ context }, use) => {
      const faults: string[] = [];
      context.on('weberror', (fault) => faults.push(String(fault.error())));
      context.on('console', (message) => {
        if (/Content.Security.Policy/i.test(message.text())) faults.push(message.text());
      });
      await use(faults);
      expect(faults, 'what the page threw, and what its policy stopped').toEqual([]);
    },
    { auto: true },
  ],
});

/** A server without anybody, and the set-up link that it printed. */
export async function openEmptyServer(): Promise<{ url: string; setupPath: string; client: Client; close: () => Promise<void> }> {
  const database = await createDatabase('sqlite');
  const server = await Server.start({ databaseUrl: database.url, withoutAdmin: true });
  const link = /http\S+\/(setup\S+)/.exec(server.log.join('\n'))?.[1];
  if (link === undefined) throw new Error(`no set-up link was printed:\n${server.log.join('\n')}`);
  const client = new Client(server.url);
  return {
    url: server.url,
    setupPath: `/${link}`,
    client,
    close: async () => {
      client.close();
      await server.stop();
      await database.remove();
    },
  };
}
