// What operators watch: readiness with its reasons, figures of what was done, and the dashboard over them.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { Client } from '../support/client.ts';
import { mustRun, projectRoot } from '../support/commands.ts';
import { createDatabase, onEachDatabase } from '../support/databases.ts';
import { Server } from '../support/server.ts';
import { addConcert, scan, soldTicket, soldTickets } from '../support/shows.ts';
import { useStage } from '../support/stage.ts';
import type { Problem } from '../support/wire.ts';

const gatesMax = 64;

onEachDatabase('Metrics', (engine) => {
  const stage = useStage(engine);
  const figures = async (client: Client = stage().client): Promise<string> =>
    (await client.call('GET', '/metrics')).text;
  /// The value of one series, named as it is written.
  const figure = async (series: string): Promise<number> => {
    const line = (await figures()).split('\n').find((each) => each.startsWith(`${series} `));
    return Number(line?.slice(series.length + 1));
  };

  test('tell admissions by verdict and gate, and refusals by reason', async () => {
    const { ada, sam } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada));
    const attempt = { code: ticket.qr_code_data, location: 'Gate "West" \\ 1' };
    await scan(sam, attempt);
    await scan(sam, attempt);
    await scan(sam, { code: ticket.qr_code_data, scan_type: 'sale_confirmation' });
    const gate = 'gate="Gate \\"West\\" \\\\ 1",type="attendance"';
    assert.equal(await figure(`admitone_scans_total{${gate},verdict="accepted"}`), 1);
    assert.equal(await figure(`admitone_scans_total{${gate},verdict="refused"}`), 1);
    assert.equal(await figure(
      'admitone_scans_total{gate="-",type="sale_confirmation",verdict="accepted"}'), 1);
    assert.equal(await figure('admitone_scan_refusals_total{reason="already_admitted"}'), 1);
    assert.equal(await figure('admitone_batch_scans_sum'), 3);
  });

  test('count a scan that is sent again once', async () => {
    const { ada, sam } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada));
    const attempt = {
      code: ticket.qr_code_data, location: 'Twice', scan_id: 'again-and-again',
      scan_type: 'attendance',
    };
    for (const status of [201, 200]) await sam.post('/api/scans/', attempt, status);
    const series = 'admitone_scans_total{gate="Twice",type="attendance",verdict="accepted"}';
    assert.equal(await figure(series), 1);
  });

  test('name routes, never paths, and no ticket', async () => {
    const { ada, sam } = stage().cast;
    const ticket = await soldTicket(ada, await addConcert(ada));
    await sam.get(`/api/tickets/number/${ticket.ticket_number}`);
    await sam.get('/api/tickets/999999', 404);
    await stage().client.call('GET', `/api/there-is-no/${ticket.ticket_number}`);
    const route = 'method="GET",route="/api/tickets/number/{number}"';
    assert.equal(await figure(`admitone_http_requests_total{${route},status="200"}`), 1);
    assert.equal(await figure(`admitone_http_request_seconds_count{${route}}`), 1);
    assert.equal(await figure(
      'admitone_http_requests_total{method="GET",route="/api/tickets/{id}",status="404"}'), 1);
    assert.ok(!(await figures()).includes(ticket.ticket_number));
  });

  test(`have at most ${gatesMax} gates, and one for the others`, async () => {
    const { ada, sam } = stage().cast;
    const [ticket] = await soldTickets(ada, await addConcert(ada), 1);
    for (let gate = 0; gate < gatesMax + 5; ++gate) {
      await scan(sam, { code: ticket?.qr_code_data ?? '', location: `Many ${gate}` });
    }
    const gates = new Set(
      [...(await figures()).matchAll(/^admitone_scans_total\{gate="((?:[^"\\]|\\.)*)"/gm)]
        .map((match) => match[1]));
    assert.ok(gates.has('others'));
    assert.equal(gates.size, gatesMax + 1);
  });

  test('export every figure that the dashboard shows', async () => {
    const dashboard = await readFile(join(projectRoot, 'deploy/grafana/admitone.json'), 'utf8');
    const { panels } = JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] };
    const shown = new Set(panels.flatMap(({ targets }) => targets).flatMap(({ expr }) =>
      [...expr.matchAll(/\b((?:admitone|process)_[a-z_]+)\b/g)].map((match) => match[1])));
    assert.ok(shown.size > 15);
    const exported = new Set((await figures()).split('\n').map((line) => /^\w+/.exec(line)?.[0]));
    for (const name of shown) assert.ok(exported.has(name), `${name} is not exported`);
  });
});

onEachDatabase('Readiness', (engine) => {
  const stage = useStage(engine);

  test('is told with the newest migration', async () => {
    const { status, body } = await stage().client.call('GET', '/readyz');
    assert.equal(status, 200);
    assert.equal((body as { status: string }).status, 'ready');
  });

  test('names a disk without room', async () => {
    const database = await createDatabase(engine);
    const server = await Server.start({
      databaseUrl: database.url, environment: { ADMITONE_DISK_FREE_MIN: '900000000' },
    });
    const client = new Client(server.url);
    const answer = await client.call('GET', '/readyz');
    assert.equal(answer.status, 503);
    assert.match((answer.body as Problem).detail, /^Not ready: the disk has \d+ MiB left, and 900000000 /);
    assert.equal((await client.call('GET', '/healthz')).status, 200);
    client.close();
    await server.stop();
    await database.remove();
  });

  test('names a database that has lost migrations', async () => {
    const { database, client } = stage();
    const sql = `DELETE FROM schema_migrations WHERE version = (SELECT max(version)
                 FROM schema_migrations)`;
    if (engine === 'sqlite') await mustRun('sqlite3', [database.url.slice('sqlite:'.length), sql]);
    else await database.query(sql);
    const answer = await client.call('GET', '/readyz');
    assert.equal(answer.status, 503);
    assert.match((answer.body as Problem).detail, /^Not ready: the database is at migration \d+ and needs \d+\.$/);
  });
});
