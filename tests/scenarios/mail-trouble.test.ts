// Mail servers that refuse, stall, drop the connection or are away, and servers that die: each letter comes
// once it can, and none that should not.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onEachDatabase } from '../support/databases.ts';
import {
  letterOf, lettersTo, letterTo, newAddress, sellTo, soon, useMail,
} from '../support/mail-stage.ts';
import type { Person } from '../support/people.ts';
import { addConcert, second_ms } from '../support/shows.ts';
import type { Fact, Letter, List, MailStatus, Transfer } from '../support/wire.ts';

onEachDatabase('A mail server that misbehaves', (engine) => {
  const open = useMail(engine);

  const statusOf = (ada: Person): Promise<MailStatus> => ada.get<MailStatus>('/api/mail/status');

  test('refuses for good: the letter is given up, with a fact, and can be sent again', async () => {
    const { stage, mail } = open();
    const { cast: { ada } } = stage;
    mail.manners = 'refuse';
    const email = newAddress('nobody');
    const ticket = await sellTo(ada, await addConcert(ada), email);
    await soon('it is not given up', async () => (await letterOf(ada, ticket))?.status === 'given_up');
    const letter = await letterOf(ada, ticket);
    assert.equal(letter?.attempts, 1);
    assert.match(letter?.last_error ?? '', /550 5\.1\.1 There is no such mailbox/);
    const { items } = await ada.get<List<Fact>>(`/api/tickets/${ticket.id}/history`);
    const fact = items.find(({ kind }) => kind === 'letter.given_up');
    assert.match(fact?.detail ?? '', /refused it for good \(550\)/);
    assert.equal((await statusOf(ada)).given_up, 1);
    assert.ok(!stage.recentLog().includes(email), 'no address in the log');

    mail.manners = 'take';
    await ada.post(`/api/tickets/${ticket.id}/send`, undefined, 202);
    await letterTo(mail, email);
  });

  test('defers, drops, goes away: the letter comes once it can', async () => {
    const { stage: { cast: { ada } }, mail } = open();
    const concert = await addConcert(ada);
    for (const trouble of ['defer', 'drop', 'away'] as const) {
      const email = newAddress(trouble);
      if (trouble === 'away') await mail.close();
      else mail.manners = trouble;
      const ticket = await sellTo(ada, concert, email);
      await soon('nothing was tried', async () => (await letterOf(ada, ticket))?.last_error != null);
      const { waiting, last_error } = await statusOf(ada);
      assert.equal(waiting, 1);
      assert.ok(last_error, trouble);
      if (trouble === 'away') await mail.open();
      else mail.manners = 'take';
      await letterTo(mail, email);
      await soon('it is not marked as sent', async () => (await letterOf(ada, ticket))?.status === 'sent');
      assert.equal((await letterTo(mail, email)).to.length, 1, 'it came once');
    }
  });

  test('a ticket with another code by then is not sent to whom it was sold', async () => {
    const { stage: { cast: { ada, hanna, felix } }, mail } = open();
    await mail.close();
    const email = newAddress('late');
    const ticket = await sellTo(ada, await addConcert(ada), email, { holder_username: hanna.username });
    const { id } = await hanna.post<Transfer>(
      '/api/transfers/initiate', { ticket_id: ticket.id, to_username: felix.username }, 201,
    );
    await felix.post(`/api/transfers/${id}/accept`, {}, 200);
    const kinds = async (): Promise<Record<string, string>> => {
      const { items } = await ada.get<{ items: Letter[] }>(`/api/tickets/${ticket.id}/letters`);
      return Object.fromEntries(items.map(({ kind, status }) => [kind, status]));
    };
    // An attempt that began before the transfer must not meet a mail server.
    await soon('the old letters are not withdrawn', async () => {
      const { ticket_sold: sold, transfer_offered: offered } = await kinds();
      return sold === 'withdrawn' && offered === 'withdrawn';
    });
    await mail.open();
    await soon('letters wait', async () => !Object.values(await kinds()).includes('waiting'));
    assert.deepEqual(await kinds(), {
      ticket_sold: 'withdrawn',
      transfer_offered: 'withdrawn',
      ticket_received: 'sent',
      transfer_accepted: 'sent',
    });
    assert.equal(mail.to(email).length, 0);
  });

  test('stalls: nothing else waits for it, and the server stops at once', async () => {
    const { stage, mail } = open();
    const { cast: { ada } } = stage;
    mail.manners = 'stall';
    const email = newAddress('stalled');
    const { attempts } = mail;
    await sellTo(ada, await addConcert(ada), email);
    await soon('nothing was tried', () => mail.attempts > attempts);
    const begin_ms = Date.now();
    await ada.get('/api/auth/me');
    await stage.server.stop();
    assert.ok(Date.now() - begin_ms < 5 * second_ms, 'it waited for the mail server');
    mail.hangUp();
    mail.manners = 'take';
    await stage.startAgain();
    await letterTo(mail, email);
  });
});

onEachDatabase('A server that dies while mail waits', (engine) => {
  const open = useMail(engine);

  test('sends it after it is started again, once', async () => {
    const { stage, mail } = open();
    await mail.close();
    const email = newAddress('patient');
    const concert = await addConcert(stage.cast.ada);
    const tickets = [];
    for (let sale = 0; sale < 5; ++sale) {
      tickets.push(await sellTo(stage.cast.ada, concert, email));
    }
    await stage.server.kill();
    if (engine === 'postgres') {
      // Another node may be sending, so what the dead one had taken waits for the end of its lease: five minutes,
      // which are over here at once.
      await stage.database.query("UPDATE letters SET next_attempt_at = 0 WHERE status = 'waiting'");
    }
    await mail.open();
    await stage.startAgain();
    const letters = await lettersTo(mail, email, 5);
    const told = letters.map(({ mail: { text } }) => /claim#(\S+)/.exec(text ?? '')?.[1]);
    assert.deepEqual(told.sort(), tickets.map(({ ticket_number }) => ticket_number).sort());
  });
});

onEachDatabase('Two nodes', (engine) => {
  const open = useMail(engine);

  test('send each letter once between them', async () => {
    const { stage, mail } = open();
    const { cast: { ada } } = stage;
    if (engine === 'postgres') await stage.addNode();
    await mail.close();
    const email = newAddress('many');
    const concert = await addConcert(ada);
    for (let sale = 0; sale < 20; ++sale) await sellTo(ada, concert, email);
    await mail.open();
    const letters = await lettersTo(mail, email, 20);
    assert.equal(new Set(letters.map(({ mail: { messageId } }) => messageId)).size, 20);
  });
});
