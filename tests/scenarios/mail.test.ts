// Letters, from the sale to a real mail server's mailbox: what they say, and to whom.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { ParsedMail } from 'mailparser';

import { expectStatus } from '../support/client.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { Received } from '../support/mail-server.ts';
import {
  letterOf, lettersTo, letterTo, newAddress, newVisitor, publicUrl, sellTo, soon, useMail,
} from '../support/mail-stage.ts';
import { Desk } from '../support/paper.ts';
import { addConcert, addTickets, someConcert } from '../support/shows.ts';
import { Stage } from '../support/stage.ts';
import type {
  Fact, Letter, List, MailStatus, Problem, Refund, Ticket, Transfer, User,
} from '../support/wire.ts';

const tokenIn = ({ mail }: Received): string => {
  const token = /\/verify#([\w-]+)/.exec(mail.text ?? '')?.[1];
  if (token === undefined) throw new Error(`no token in: ${mail.text}`);
  return token;
};

const verify = (stage: Stage, token: string) =>
  stage.client.call<{ email: string; tickets_bound: number } & Problem>(
    'POST', '/api/auth/verify-email', { body: { token } },
  );

/// The code on the ticket that came along, read from a picture of its page.
async function enclosedCode({ attachments: [pdf, ...more] }: ParsedMail): Promise<string> {
  assert.ok(pdf && more.length === 0, 'one ticket comes along');
  assert.equal(pdf.contentType, 'application/pdf');
  assert.match(pdf.filename ?? '', /^ticket-\d+\.pdf$/);
  const desk = await Desk.open();
  try {
    return await desk.readCode(await desk.renderPdf(pdf.content));
  } finally {
    await desk.clear();
  }
}

onEachDatabase('Letters', (engine) => {
  const open = useMail(engine);

  test('a sale sends the ticket, with a link to claim it', async () => {
    const { stage: { cast: { ada } }, mail } = open();
    const email = newAddress('berta');
    const ticket = await sellTo(ada, await addConcert(ada), email);
    const { mail: letter, from, raw } = await letterTo(mail, email);
    assert.equal(from, 'tickets@venue.example');
    assert.equal(letter.from?.text, '"Box office" <tickets@venue.example>');
    assert.equal(letter.subject, `Your ticket for ${someConcert.name}`);
    const link = `${publicUrl}/claim#${ticket.ticket_number}`;
    assert.ok(letter.text?.includes(link), letter.text);
    assert.ok(String(letter.html).includes(`href="${link}"`));
    for (const words of [someConcert.venue, 'Berta Buyer', ticket.ticket_number]) {
      assert.ok(letter.text?.includes(words) && String(letter.html).includes(words), words);
    }
    assert.match(letter.messageId ?? '', /^<outbox-\d+\.[\w-]{16}@venue\.example>$/);
    assert.equal(letter.headers.get('auto-submitted'), 'auto-generated');
    assert.equal(letter.headers.get('mime-version'), '1.0');
    assert.ok(Math.abs((letter.date?.getTime() ?? 0) - Date.now()) < 60_000);
    assert.equal(await enclosedCode(letter), ticket.qr_code_data);
    assert.ok(letter.text?.includes('Friday 18 June 2027, 20:00 CEST'), letter.text);
    assert.ok(raw.split('\r\n').every((line) => /^[\x20-\x7e]{0,78}$/.test(line)), 'lines');
    await soon('it is not marked as sent', async () => (await letterOf(ada, ticket))?.status === 'sent');
  });

  test('a buyer whose address is verified gets the ticket into the wallet', async () => {
    const { stage: { cast: { ada, hanna } }, mail } = open();
    const ticket = await sellTo(ada, await addConcert(ada), hanna.account.email);
    assert.equal(ticket.current_holder_id, hanna.id);
    const { mail: letter } = await letterTo(mail, hanna.account.email);
    assert.ok(letter.text?.includes(`${publicUrl}/wallet`));
    assert.ok(!letter.text?.includes('/claim#'));
  });

  test('an offer, its acceptance and the ticket are told to those concerned', async () => {
    const { stage, mail } = open();
    const { cast: { ada, felix } } = stage;
    const sender = await newVisitor(stage, newAddress('sender'));
    const concert = await addConcert(ada, { name: 'Fado at the Docks' });
    const ticket = await sellTo(ada, concert, newAddress('buyer'), {
      holder_username: sender.username,
    });
    const seen = mail.to(felix.account.email).length;
    const transfer = await sender.post<Transfer>(
      '/api/transfers/initiate', { ticket_id: ticket.id, to_username: felix.username }, 201,
    );
    const offer = (await lettersTo(mail, felix.account.email, seen + 1)).at(-1);
    assert.equal(offer?.mail.subject, `${sender.username} offers you a ticket for Fado at the Docks`);
    assert.ok(!offer?.raw.includes(ticket.ticket_number), 'no number before it is theirs');

    await felix.post(`/api/transfers/${transfer.id}/accept`, {}, 200);
    const received = (await lettersTo(mail, felix.account.email, seen + 2)).at(-1);
    assert.match(received?.mail.text ?? '', /This ticket is yours now/);
    assert.ok(received?.mail.text?.includes(ticket.ticket_number));
    const [own] = (await felix.get<List<Ticket>>('/api/tickets/mine')).items.slice(-1);
    assert.notEqual(own?.qr_code_data, ticket.qr_code_data);
    assert.equal(received && (await enclosedCode(received.mail)), own?.qr_code_data);
    // The sender registered, so a letter that verifies the address came first.
    const [, accepted] = await lettersTo(mail, sender.account.email, 2);
    assert.equal(accepted?.mail.subject, `${felix.username} accepted your ticket for Fado at the Docks`);
  });

  test('a ticket goes to no address that nobody has verified', async () => {
    const { stage, mail } = open();
    const { cast: { ada, hanna } } = stage;
    const stranger = await newVisitor(stage, newAddress('stranger'));
    const ticket = await sellTo(ada, await addConcert(ada), newAddress('b'), {
      holder_username: hanna.username,
    });
    const { id } = await hanna.post<Transfer>(
      '/api/transfers/initiate', { ticket_id: ticket.id, to_username: stranger.username }, 201,
    );
    await lettersTo(mail, stranger.account.email, 2); // one to verify the address, and the offer
    await stranger.post(`/api/transfers/${id}/accept`, {}, 200);
    const letters = await lettersTo(mail, stranger.account.email, 3);
    assert.match(letters[2]?.mail.text ?? '', /in your wallet/);
    assert.ok(letters.every(({ raw }) => !raw.includes(ticket.ticket_number)));
    assert.ok(letters.every(({ mail: { attachments } }) => attachments.length === 0));
  });

  test('offers that are withdrawn and made again send one letter', async () => {
    const { stage: { cast: { ada, hanna } }, mail } = open();
    const email = newAddress('bothered');
    const ticket = await sellTo(ada, await addConcert(ada), newAddress('b'), {
      holder_username: hanna.username,
    });
    for (let offer = 0; offer < 3; ++offer) {
      const { id } = await hanna.post<Transfer>(
        '/api/transfers/initiate', { ticket_id: ticket.id, to_email: email }, 201,
      );
      if (offer === 0) await letterTo(mail, email);
      await hanna.post(`/api/transfers/${id}/cancel`, {}, 200);
    }
    const { items } = await ada.get<{ items: Letter[] }>(`/api/tickets/${ticket.id}/letters`);
    assert.equal(items.filter(({ kind }) => kind === 'transfer_offered').length, 1);
  });

  test('a decided refund is told to whoever asked for it', async () => {
    const { stage, mail } = open();
    const { cast: { ada } } = stage;
    const holder = await newVisitor(stage, newAddress('holder'));
    await letterTo(mail, holder.account.email); // to verify the address
    const concert = await addConcert(ada);
    for (const [step, words] of [['reject', 'rejected'], ['approve', 'approved']] as const) {
      const ticket = await sellTo(ada, concert, newAddress('b'), { holder_username: holder.username });
      const refund = await holder.post<Refund>(
        '/api/refunds/request', { ticket_id: ticket.id, reason: 'I cannot come.' }, 201,
      );
      const count = mail.to(holder.account.email).length + 1;
      await ada.post(`/api/refunds/${refund.id}/${step}`, { notes: 'We <looked> into it.' }, 200);
      const letter = (await lettersTo(mail, holder.account.email, count)).at(-1)?.mail;
      assert.equal(letter?.subject, `Your refund was ${words}: ${someConcert.name}`);
      assert.ok(letter?.text?.includes('49.50 EUR') && letter.text.includes('We <looked> into it.'));
      assert.ok(String(letter?.html).includes('We &lt;looked&gt; into it.'));
    }
  });

  test('a verified address gets the tickets that were sold to it', async () => {
    const { stage, mail } = open();
    const { cast: { ada } } = stage;
    const email = newAddress('vera');
    const concert = await addConcert(ada);
    const ticket = await sellTo(ada, concert, email.toUpperCase());
    const vera = await newVisitor(stage, email);
    assert.equal((await vera.get<User>('/api/auth/me')).email_verified, false);
    assert.equal((await vera.get<List<Ticket>>('/api/tickets/mine')).items.length, 0);
    const token = tokenIn(await letterTo(mail, email));

    const wrong = await verify(stage, 'guessed');
    assert.equal(wrong.status, 404);
    assert.equal(expectStatus(await verify(stage, token), 200).tickets_bound, 1);
    assert.equal((await vera.get<User>('/api/auth/me')).email_verified, true);
    assert.equal((await vera.get<List<Ticket>>('/api/tickets/mine')).items[0]?.id, ticket.id);
    assert.equal(expectStatus(await verify(stage, token), 200).tickets_bound, 0, 'twice is no mistake');
    // From now on a sale binds at once.
    assert.equal((await sellTo(ada, concert, email)).current_holder_id, vera.id);
    const { items } = await ada.get<List<Fact>>(`/api/tickets/${ticket.id}/history`);
    assert.ok(items.some(({ kind, actor }) => kind === 'ticket.claimed' && actor === vera.username));
    const again = await vera.call<Problem>('POST', '/api/auth/send-verification');
    assert.match(expectStatus(again, 409).detail, /verified already/);
  });

  test('another link comes at most once a minute', async () => {
    const { stage, mail } = open();
    const visitor = await newVisitor(stage, newAddress('impatient'));
    await letterTo(mail, visitor.account.email);
    const answer = await visitor.call<Problem>('POST', '/api/auth/send-verification');
    expectStatus(answer, 429);
    const wait_s = Number(answer.headers['retry-after']);
    assert.ok(wait_s > 0 && wait_s <= 60, String(wait_s));
  });

  test('a letter is sent again when an admin asks for it', async () => {
    const { stage: { cast: { ada } }, mail } = open();
    const email = newAddress('lost');
    const ticket = await sellTo(ada, await addConcert(ada), email);
    const first = await letterTo(mail, email);
    const letter = await ada.post<Letter>(`/api/tickets/${ticket.id}/send`, undefined, 202);
    assert.deepEqual([letter.kind, letter.to], ['ticket_sold', email]);
    const [, second] = await lettersTo(mail, email, 2);
    assert.equal(second?.mail.text, first.mail.text);
    assert.notEqual(second?.mail.messageId, first.mail.messageId);
  });

  test('names that would begin another header do not', async () => {
    const { stage: { cast: { ada } }, mail } = open();
    const email = newAddress('injected');
    const concert = await addConcert(ada, { name: 'Óperá =?UTF-8?Q?fake?= Bcc: x@example.org 夜の音楽 🎻' });
    const { tickets: [ticket] } = await addTickets(ada, concert, 1);
    for (const bad of [
      { buyer_name: 'Berta\r\nBcc: spy@example.org', buyer_email: email },
      { buyer_name: 'Berta', buyer_email: `${email}\r\nRCPT TO:<spy@example.org>` },
      { buyer_name: 'Berta', buyer_email: `${email}>,<spy@example.org` },
    ]) {
      const answer = await ada.call<Problem>('POST', `/api/tickets/${ticket?.id}/mark-sold`, { body: bad });
      assert.equal(expectStatus(answer, 422).errors?.length, 1);
    }
    const name = '<script>alert(1)</script> "Bobby", \'; .\n'.trim();
    await ada.post(`/api/tickets/${ticket?.id}/mark-sold`, { buyer_name: name, buyer_email: email }, 200);
    const { mail: letter, to, raw } = await letterTo(mail, email);
    assert.deepEqual(to, [email]);
    assert.equal(letter.subject, `Your ticket for ${concert.name}`);
    assert.equal(letter.bcc, undefined);
    assert.ok(letter.text?.includes(name));
    assert.ok(!String(letter.html).includes('<script>'));
    assert.ok(!/^Bcc:/im.test(raw));
  });
});

onEachDatabase('Without a mail server', (engine) => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open(engine);
  });
  after(() => stage?.close());

  test('everything else works, and what needs it says so', async () => {
    const { ada } = stage.cast;
    const ticket = await sellTo(ada, await addConcert(ada), newAddress('unreached'));
    const visitor = await newVisitor(stage, newAddress('unverified'));
    assert.deepEqual(await ada.get<MailStatus>('/api/mail/status'), {
      configured: false, from: null, waiting: 0, given_up: 0, oldest_waiting_at: null,
      last_error: null,
    });
    assert.equal(await letterOf(ada, ticket), undefined);
    for (const answer of [
      await ada.call<Problem>('POST', `/api/tickets/${ticket.id}/send`),
      await visitor.call<Problem>('POST', '/api/auth/send-verification'),
    ]) {
      assert.match(expectStatus(answer, 409).detail, /E-mail is not set up: set ADMITONE_SMTP_URL/);
    }
  });
});
