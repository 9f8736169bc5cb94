// A stage with a mail server, and what tests of letters share.

import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';

import { expectStatus } from './client.ts';
import type { Engine } from './databases.ts';
import { MailServer, type Received } from './mail-server.ts';
import { logIn, type Account, type Person } from './people.ts';
import { addTickets, second_ms, until, withCode, type OpenTicket } from './shows.ts';
import { Stage } from './stage.ts';
import type { Concert, Letter, Ticket, User } from './wire.ts';

export const publicUrl = 'https://tickets.example.org';

export const mailEnvironment = (mail: MailServer): Record<string, string> => ({
  ADMITONE_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  ADMITONE_MAIL_FROM: 'Box office <tickets@venue.example>',
  ADMITONE_PUBLIC_URL: publicUrl,
  ADMITONE_MAIL_RETRY_S: '1',
});

/// A mail server, and a stage that sends through it.
export function useMail(engine: Engine): () => { stage: Stage; mail: MailServer } {
  let mail: MailServer | undefined;
  let stage: Stage | undefined;
  before(async () => {
    mail = await MailServer.start();
    stage = await Stage.open(engine, mailEnvironment(mail));
  });
  afterEach(() => {
    if (mail) mail.manners = 'take';
  });
  after(async () => {
    await stage?.close();
    await mail?.close();
  });
  return () => {
    if (stage === undefined || mail === undefined) throw new Error('the stage is not open');
    return { stage, mail };
  };
}

/// Waits for what a retry or a restart may delay.
export const soon = (complaint: string, condition: () => boolean | Promise<boolean>): Promise<void> =>
  until(complaint, async () => condition(), 20 * second_ms);

const numbers = { given: 0 };
export const newAddress = (who: string): string => `${who}-${++numbers.given}@example.org`;

export async function sellTo(
  ada: Person, concert: Concert, email: string, sale: object = {},
): Promise<OpenTicket> {
  const { tickets: [ticket] } = await addTickets(ada, concert, 1);
  const body = { buyer_name: 'Berta Buyer', buyer_email: email, ...sale };
  return withCode(await ada.post<Ticket>(`/api/tickets/${ticket?.id}/mark-sold`, body, 200));
}

/// The letters that came to the address, once there are as many.
export async function lettersTo(mail: MailServer, address: string, count = 1): Promise<Received[]> {
  await soon(`${count} letters to ${address} did not come`, () => mail.to(address).length >= count);
  const letters = mail.to(address);
  assert.equal(letters.length, count);
  return letters;
}

export async function letterTo(mail: MailServer, address: string): Promise<Received> {
  const [letter] = await lettersTo(mail, address);
  if (letter === undefined) throw new Error('there is no letter');
  return letter;
}

export async function newVisitor(stage: Stage, email: string): Promise<Person> {
  const account: Account = {
    username: email.split('@')[0] ?? '', email, password: 'somebody comes along',
  };
  expectStatus(await stage.client.call<User>('POST', '/api/auth/register', { body: account }), 201);
  return logIn(stage.client, account);
}

export const letterOf = (ada: Person, ticket: Ticket): Promise<Letter | undefined> =>
  ada.get<{ items: Letter[] }>(`/api/tickets/${ticket.id}/letters`).then(({ items }) => items[0]);
