// The web app over the server's own HTTPS, and the page that brings phones there.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';

import { adminAccount, Server } from '../support/server.ts';
import { expect, test } from './support/box-office.ts';
import { screenshot } from './support/looks.ts';

let folder: string;
let server: Server;

test.use({ ignoreHTTPSErrors: true });
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admitone-https-'));
  server = await Server.start({
    databaseUrl: `sqlite:${folder}/test.db`,
    arguments: ['--tls-self-signed', '--tls-help-port', '0'],
  });
});
test.afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true });
});

test('Somebody signs in over HTTPS and stays so over a reload, by a cookie that only this host can set', async ({ page, context }) => {
  await page.goto(server.url);
  await page.getByLabel('Username or e-mail').fill(adminAccount.username);
  await page.getByLabel('Password', { exact: true }).fill(adminAccount.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // A password is checked at the lowest priority: on a busy machine that takes its time.
  await expect(page).not.toHaveURL(/sign-in/, { timeout: 30_000 });
  await page.reload();
  await expect(page.getByRole('link', { name: 'Concerts' }).first()).toBeVisible();
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: '__Host-admitone_refresh', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' });
});

test('A phone learns to trust the server, on a page that everybody can read', async ({ page }) => {
  const port = /http:\/\/\S+:(\d+)\/$/m.exec(server.log.join('\n'))?.[1];
  await page.goto(`http://127.0.0.1:${port}/`);
  await expect(page.getByRole('heading', { name: 'Open Admit One on a phone' })).toBeVisible();
  await page.getByText('iPhone and iPad').click();
  await expect(page.getByText('Certificate Trust Settings')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Get the certificate' })).toHaveAttribute('href', '/authority.crt');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, help }) => `${id}: ${help}`), colorScheme).toEqual([]);
    await screenshot(page, 'phone-help', colorScheme);
  }
});
