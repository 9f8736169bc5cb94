import { randomUUID } from 'node:crypto';

import { accounts } from '../support/people.ts';
import { expect, openEmptyServer, test } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

const newName = (): string => `guest-${randomUUID().slice(0, 8)}`;
const password = 'a ticket for everybody';

test('Somebody registers, and is in their empty wallet', async ({ page, boxOffice }) => {
  const name = newName();
  await page.goto(`${boxOffice.url}/register`);
  await expectAccessible(page);
  await shoot(page, 'register');
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('E-mail').fill(`${name}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page).toHaveURL(`${boxOffice.url}/wallet`);
});

test('Registering says at each field what is wrong with it, and keeps what was typed', async ({ page, boxOffice }) => {
  await page.goto(`${boxOffice.url}/register`);
  await page.getByLabel('Username').fill('x');
  await page.getByLabel('E-mail').fill('nowhere');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByText('The username must have 3 to 40 characters.')).toBeVisible();
  await expect(page.getByText(/The e-mail address must/)).toBeVisible();
  await expect(page.getByText('The password must have at least 10 characters.')).toBeVisible();
  await expect(page.getByLabel('Username')).toBeFocused();
  await expect(page.getByLabel('Username')).toHaveValue('x');
  await expectAccessible(page);
  await shoot(page, 'register-refused');
});

test('A username that is taken is refused in words', async ({ page, boxOffice }) => {
  await page.goto(`${boxOffice.url}/register`);
  await page.getByLabel('Username').fill('hanna');
  await page.getByLabel('E-mail').fill(`${newName()}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByRole('alert')).toHaveText('The username "hanna" is taken.');
});

test('Each role signs in to its own first page', async ({ browser, boxOffice }) => {
  for (const [name, path] of [['ada', '/concerts'], ['sam', '/door'], ['hanna', '/wallet']] as const) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(boxOffice.url);
    await expect(page).toHaveURL(`${boxOffice.url}/sign-in`);
    await page.getByLabel('Username or e-mail').fill(accounts[name].username);
    await page.getByLabel('Password', { exact: true }).fill(accounts[name].password);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(boxOffice.url + path);
    await context.close();
  }
});

test('The sign-in page is calm, accessible and makes no request that fails', async ({ page, boxOffice }) => {
  const failed: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(response.url());
  });
  await page.goto(boxOffice.url);
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(page.getByLabel('Username or e-mail')).toBeFocused();
  await expectAccessible(page);
  await shoot(page, 'sign-in');
  expect(failed).toEqual([]);
});

test('A wrong password is refused in words that do not tell whether the name exists', async ({ page, boxOffice }) => {
  const words: string[] = [];
  for (const name of ['hanna', newName()]) {
    await page.goto(`${boxOffice.url}/sign-in`);
    await page.getByLabel('Username or e-mail').fill(name);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toBeFocused();
    words.push(await page.getByRole('alert').innerText());
    await expect(page.getByLabel('Username or e-mail')).toHaveValue(name);
  }
  expect(words[0]).toContain('do not go together');
  expect(words[1]).toBe(words[0]);
  await expectAccessible(page);
  await shoot(page, 'sign-in-refused');
});

test('An empty form is not sent, and the first empty field has the focus', async ({ page, boxOffice }) => {
  await page.goto(`${boxOffice.url}/sign-in`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Username or e-mail')).toBeFocused();
  await expect(page.getByText('Type your username or e-mail address.')).toBeVisible();
});

test('When the server is silent the form says so, keeps its content and works again', async ({ page, boxOffice }) => {
  await page.goto(`${boxOffice.url}/sign-in`);
  await page.getByLabel('Username or e-mail').fill('hanna');
  await page.getByLabel('Password', { exact: true }).fill(accounts.hanna.password);
  await page.route('**/api/auth/login', (route) => route.abort());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('could not be reached');
  await page.unroute('**/api/auth/login');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${boxOffice.url}/wallet`);
});

test('Too many attempts say how long to wait', async ({ page, boxOffice }) => {
  await page.goto(`${boxOffice.url}/sign-in`);
  await page.route('**/api/auth/login', (route) => route.fulfill({
    status: 429, headers: { 'retry-after': '90' }, contentType: 'application/problem+json',
    body: JSON.stringify({ type: '', title: '', status: 429, detail: 'Too many.', errors: [] }),
  }));
  await page.getByLabel('Username or e-mail').fill('hanna');
  await page.getByLabel('Password', { exact: true }).fill('x');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Try again in 2 minutes.');
});

test('A reload keeps the session, and no token is kept in storage', async ({ page, boxOffice }) => {
  await boxOffice.signIn(page, 'hanna', '/account');
  await expect(page.getByRole('heading', { level: 1, name: 'hanna' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'hanna' })).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(kept).not.toMatch(/eyJ/);
});

test('Two tabs that reload at once both stay signed in', async ({ context, page, boxOffice }) => {
  await boxOffice.signIn(page, 'hanna', '/account');
  const second = await context.newPage();
  await second.goto(`${boxOffice.url}/account`);
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([page.reload(), second.reload()]);
    for (const tab of [page, second]) {
      await expect(tab.getByRole('heading', { level: 1, name: 'hanna' })).toBeVisible();
    }
  }
});

test('A reload in the middle of a reload stays signed in', async ({ page, boxOffice }) => {
  await boxOffice.signIn(page, 'hanna', '/account');
  await expect(page.getByRole('heading', { level: 1, name: 'hanna' })).toBeVisible();
  for (let round = 0; round < 3; round += 1) {
    const refresh = page.waitForRequest('**/api/auth/refresh');
    await page.reload({ waitUntil: 'commit' });
    await refresh;
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'hanna' })).toBeVisible();
  }
});

test('Signing out ends the session in every tab, and back does not bring it back', async ({ context, page, boxOffice }) => {
  await boxOffice.signIn(page, 'hanna', '/wallet');
  const second = await context.newPage();
  await second.goto(`${boxOffice.url}/wallet`);
  await expect(second.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  for (const tab of [page, second]) await expect(tab).toHaveURL(`${boxOffice.url}/sign-in`);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('A session that was ended elsewhere says so, and signing in leads back', async ({ page, boxOffice }) => {
  const name = newName();
  const guest = { username: name, email: `${name}@example.org`, password };
  const { ada } = boxOffice.cast;
  const { id } = await ada.post<{ id: number }>('/api/users/', { ...guest, role: 'viewer' }, 201);
  await boxOffice.signIn(page, guest, '/wallet/claim');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await ada.patch(`/api/users/${id}`, { password: 'another password' });
  // A list that was not asked for yet: one that is a moment old is shown without a question.
  await page.getByRole('link', { name: 'Refunds' }).click();
  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await page.getByLabel('Username or e-mail').fill(name);
  await page.getByLabel('Password', { exact: true }).fill('another password');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${boxOffice.url}/wallet/refunds`);
});

test('A deep link leads there after signing in, and back leaves the app as before', async ({ page, boxOffice }) => {
  await page.goto(`${boxOffice.url}/wallet/refunds?from=mail`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('Username or e-mail').fill('hanna');
  await page.getByLabel('Password', { exact: true }).fill(accounts.hanna.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${boxOffice.url}/wallet/refunds?from=mail`);
  await page.getByRole('link', { name: 'Tickets' }).click();
  await expect(page).toHaveURL(`${boxOffice.url}/wallet`);
  await page.goBack();
  await expect(page).toHaveURL(`${boxOffice.url}/wallet/refunds?from=mail`);
});

test('The way to another site is not followed after signing in', async ({ page, boxOffice }) => {
  await page.goto(`${boxOffice.url}/sign-in?next=${encodeURIComponent('//example.org/')}`);
  await page.getByLabel('Username or e-mail').fill('hanna');
  await page.getByLabel('Password', { exact: true }).fill(accounts.hanna.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${boxOffice.url}/wallet`);
});

test('A page of another role, and no page at all, are honest about it', async ({ page, boxOffice }) => {
  await boxOffice.signIn(page, 'hanna', '/team');
  await expect(page.getByRole('heading', { level: 1, name: 'Not your door' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${boxOffice.url}/nowhere/at/all`);
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing here' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'missing');
});

test('The account page shows who one is, and the theme that was chosen stays', async ({ page, boxOffice }) => {
  await boxOffice.signIn(page, 'ada', '/account');
  await expect(page.getByText('ada@example.org')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'account');
  await page.getByText('Dark', { exact: true }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByLabel('Dark')).toBeChecked();
});

test('A navigation moves the focus to the heading, and names the page', async ({ page, boxOffice }) => {
  await boxOffice.signIn(page, 'hanna', '/account');
  await page.getByRole('link', { name: 'Claim' }).click();
  await expect(page).toHaveTitle(/Admit One/);
  await expect(page.locator('h1:focus, input:focus, textarea:focus')).toHaveCount(1);
});

test('The set-up link makes the first admin once, and leaves no token in the address', async ({ page }) => {
  const server = await openEmptyServer();
  try {
    await page.goto(server.url + server.setupPath);
    await expect(page.getByRole('heading', { level: 1, name: 'Open the box office' })).toBeVisible();
    await expect(page).toHaveURL(`${server.url}/setup`);
    await expectAccessible(page);
    await shoot(page, 'setup');
    await page.getByLabel('Username').fill('petra');
    await page.getByLabel('E-mail').fill('petra@example.org');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Make the admin account' }).click();
    await expect(page).toHaveURL(`${server.url}/concerts`);

    await page.goto('about:blank');
    await page.goto(server.url + server.setupPath);
    await page.getByLabel('Username').fill('second');
    await page.getByLabel('E-mail').fill('second@example.org');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Make the admin account' }).click();
    await expect(page.getByRole('alert')).toContainText('There is an administrator already');
  } finally {
    await server.close();
  }
});

test('A set-up link without its token, or with a wrong one, says what to do', async ({ page }) => {
  const server = await openEmptyServer();
  try {
    await page.goto(`${server.url}/setup`);
    await expect(page.getByText('This link is not complete.')).toBeVisible();
    await page.goto('about:blank');
    await page.goto(`${server.url}/setup#wrong`);
    await page.getByLabel('Username').fill('petra');
    await page.getByLabel('E-mail').fill('petra@example.org');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Make the admin account' }).click();
    await expect(page.getByRole('alert')).toContainText('This link is not valid');
  } finally {
    await server.close();
  }
});
