// Holders of tickets whose wallets nobody else fills, and what is looked for on their screens.

import { randomUUID } from 'node:crypto';

import { expect, type Locator, type Page } from '@playwright/test';

import { addPerson, type Account, type Person } from '../../support/people.ts';
import { addConcert, soldTicket, type OpenTicket } from '../../support/shows.ts';
import type { BoxOffice } from './box-office.ts';
import { readQr } from './read-qr.ts';

/** How long a page may take to notice by itself what was done elsewhere. */
export const noticed = { timeout: 15_000 };

/** As it is printed on the ticket. */
export const serialOf = (ticket: { serial: number }): string => String(ticket.serial).padStart(6, '0');

export function newGuest(boxOffice: BoxOffice): Promise<Person> {
  const username = `guest-${randomUUID().slice(0, 8)}`;
  const account: Account = { username, email: `${username}@example.org`, password: 'a ticket for everybody' };
  return addPerson(boxOffice.cast.ada, account, 'viewer');
}

export async function guestWithTicket(boxOffice: BoxOffice): Promise<{ guest: Person; ticket: OpenTicket }> {
  const guest = await newGuest(boxOffice);
  const concert = await addConcert(boxOffice.cast.ada);
  return { guest, ticket: await soldTicket(boxOffice.cast.ada, concert, guest) };
}

/** Signs in and opens the ticket's page. */
export async function openTicket(
  page: Page, boxOffice: BoxOffice, guest: Person, ticket: { id: number },
): Promise<void> {
  await boxOffice.signIn(page, guest.account, `/wallet/${ticket.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** What a decoder reads in a picture of this part of the page. */
export const codeShown = async (part: Locator): Promise<string[]> => readQr(await part.screenshot());

export async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label).fill(text);
}
