// Every endpoint × nobody, a viewer whom the thing does not concern, a scanner, an admin, its owner. The
// golden list beside this file shows it at a glance and makes a change of it show in review:
// ADMITONE_UPDATE_GOLDEN=1 writes it anew.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import type { Answer } from '../support/client.ts';
import { onEachDatabase } from '../support/databases.ts';
import { EventReader } from '../support/event-stream.ts';
import type { Person } from '../support/people.ts';
import { useStage, type Stage } from '../support/stage.ts';
import type { Problem } from '../support/wire.ts';
import { concerts } from './access/concerts.ts';
import { files } from './access/files.ts';
import { identity } from './access/identity.ts';
import { mail } from './access/mail.ts';
import { operations } from './access/operations.ts';
import { printSheets } from './access/print-sheets.ts';
import { refunds } from './access/refunds.ts';
import { callers, type Prepared, type Row } from './access/row.ts';
import { scans } from './access/scans.ts';
import { tickets } from './access/tickets.ts';
import { transfers } from './access/transfers.ts';

const rows: Row[] = [
  ...identity, ...concerts, ...tickets, ...scans, ...refunds, ...transfers, ...mail, ...printSheets,
  ...files, ...operations,
];

/// Pages for people: the contract's document does not list them.
const pages = ['GET /docs'];

const goldenFile = join(import.meta.dirname, 'access.golden.txt');

const goldenLine = ({ endpoint, statuses }: Row): string =>
  `${endpoint}: ${callers.map((caller) => `${caller} ${statuses[caller]}`).join(', ')}`;

async function callAs(
  stage: Stage,
  caller: Person | null,
  endpoint: string,
  { path, body, token }: Prepared,
): Promise<Answer<unknown>> {
  const [method = ''] = endpoint.split(' ');
  const own = caller === null ? undefined : (token ?? caller.token);
  if (!endpoint.endsWith('/live') || own === undefined) {
    return stage.client.call(method, path, { token: own, body });
  }
  // A stream has no end to wait for, only a beginning.
  const reader = await EventReader.open(`${stage.client.url}${path}`, { token: own });
  reader.close();
  return { status: reader.status, headers: {}, body: null, text: '', octets: Buffer.alloc(0) };
}

test('The golden list of access is what these tests cover', async () => {
  const list = `${rows.map(goldenLine).sort().join('\n')}\n`;
  if (process.env['ADMITONE_UPDATE_GOLDEN'] === '1') await writeFile(goldenFile, list);
  assert.equal(await readFile(goldenFile, 'utf8'), list);
});

onEachDatabase('Access', (engine) => {
  const stage = useStage(engine);

  test('every endpoint of the contract has a row here', async () => {
    const { body } = await stage().client.call<{ paths: Record<string, object> }>(
      'GET', '/openapi.json',
    );
    const endpoints = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => /^(get|put|post|patch|delete)$/.test(method))
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    const covered = rows.map(({ endpoint }) => endpoint);
    assert.deepEqual([...endpoints, ...pages].sort(), covered.sort());
  });

  for (const row of rows) {
    for (const name of callers) {
      const status = row.statuses[name];
      test(`${row.endpoint} answers ${name} with ${status}`, async () => {
        const { cast } = stage();
        const caller = name === 'nobody' ? null : cast[name];
        const prepared = await row.prepare(cast);
        const answer = await callAs(stage(), caller, row.endpoint, prepared);
        assert.equal(answer.status, status, answer.text);
        if (status < 400) {
          await prepared.effect?.(answer, caller);
        } else {
          if (answer.body !== null) assert.equal((answer.body as Problem).status, status);
          await prepared.unchanged?.();
        }
      });
    }
  }
});
