import { randomUUID } from 'node:crypto';

import type { Locator, Page } from '@playwright/test';

import { addPerson, logIn, type Account } from '../support/people.ts';
import { expect, test, type BoxOffice } from './support/box-office.ts';
import { expectAccessible, shoot } from './support/looks.ts';

function newAccount(): Account {
  const username = `crew-${randomUUID().slice(0, 8)}`;
  return { username, email: `${username}@example.org`, password: 'one of the door crew' };
}

const person = (page: Page, username: string): Locator => page.getByRole('row').filter({ hasText: username });

async function newDoorStaff(boxOffice: BoxOffice) {
  const account = newAccount();
  await addPerson(boxOffice.cast.ada, account, 'scanner');
  return account;
}

test('Somebody is added to the team, and can sign in', async ({ page, boxOffice }) => {
  const account = newAccount();
  await boxOffice.signIn(page, 'ada', '/team');
  await expect(person(page, 'sam@example.org')).toContainText('Door staff');
  await expectAccessible(page);
  await shoot(page, 'team');
  await page.getByRole('button', { name: 'Add person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('Username').fill(account.username);
  await dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(dialog.getByText('E-mail is needed.')).toBeVisible();
  await dialog.getByLabel('E-mail').fill(account.email);
  await dialog.getByLabel('Password', { exact: true }).fill('short');
  await dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(dialog.getByText('Password must have at least 10 characters.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'team-add');
  await dialog.getByLabel('Password', { exact: true }).fill(account.password);
  await dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(dialog).toBeHidden();
  await expect(person(page, account.username)).toContainText('Door staff');
  await logIn(boxOffice.stage.client, account);
});

test('A taken name is refused in words', async ({ page, boxOffice }) => {
  await boxOffice.signIn(page, 'ada', '/team');
  await page.getByRole('button', { name: 'Add person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('Username').fill('sam');
  await dialog.getByLabel('E-mail').fill('another-sam@example.org');
  await dialog.getByLabel('Password', { exact: true }).fill('long enough for anybody');
  await dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('The username "sam" is taken.');
  await expect(dialog.getByLabel('E-mail')).toHaveValue('another-sam@example.org');
});

test('A role is changed; making an admin asks first', async ({ page, boxOffice }) => {
  const account = await newDoorStaff(boxOffice);
  await boxOffice.signIn(page, 'ada', `/team?q=${account.username}`);
  await page.getByRole('button', { name: `Change ${account.username}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /Ticket holder/ }).check();
  await dialog.getByRole('button', { name: 'Save role' }).click();
  await expect(page.getByText(`${account.username} is now ticket holder.`)).toBeVisible();
  await dialog.getByRole('radio', { name: /^Admin/ }).check();
  await dialog.getByRole('button', { name: 'Save role' }).click();
  await expect(page.getByRole('dialog', { name: `Make ${account.username} an admin?` })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make admin' }).click();
  await expect(page.getByText(`${account.username} is now admin.`)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await expect(person(page, account.username)).toContainText('Admin');
});

test('Somebody is disabled after being asked, is out at once, and is enabled again', async ({ page, boxOffice }) => {
  const account = await newDoorStaff(boxOffice);
  await boxOffice.signIn(page, 'ada', `/team?q=${account.username}`);
  await page.getByRole('button', { name: `Change ${account.username}` }).click();
  await expectAccessible(page);
  await shoot(page, 'team-change');
  await page.getByRole('button', { name: 'Disable…' }).click();
  await expect(page.getByRole('dialog')).toContainText('Signed out everywhere');
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(person(page, account.username)).toContainText('Disabled');
  const body = { username: account.username, password: account.password };
  expect((await boxOffice.stage.client.call('POST', '/api/auth/login', { body })).status).toBe(401);
  await page.getByRole('button', { name: 'Enable again' }).click();
  await expect(person(page, account.username)).toContainText('Active');
  await logIn(boxOffice.stage.client, account);
});

test('A new password is set for somebody who forgot theirs', async ({ page, boxOffice }) => {
  const account = await newDoorStaff(boxOffice);
  await boxOffice.signIn(page, 'ada', `/team?q=${account.username}`);
  await page.getByRole('button', { name: `Change ${account.username}` }).click();
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByText('New password must have at least 10 characters.')).toBeVisible();
  await page.getByLabel('New password').fill('a fresh start for the crew');
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByText(`${account.username} has a new password.`)).toBeVisible();
  await logIn(boxOffice.stage.client, { ...account, password: 'a fresh start for the crew' });
});

test('People are searched and filtered; one cannot change oneself', async ({ page, boxOffice }) => {
  const account = await newDoorStaff(boxOffice);
  await boxOffice.signIn(page, 'ada', '/team');
  await expect(person(page, 'ada@example.org')).toContainText('you');
  await expect(person(page, 'ada@example.org').getByRole('button')).toHaveCount(0);
  await page.getByRole('searchbox').fill(account.email.slice(2));
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(person(page, account.username)).toBeVisible();
  await page.getByRole('radio', { name: 'Admin' }).check({ force: true });
  await expect(page.getByRole('heading', { name: 'Nobody here' })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue(account.email.slice(2));
});
