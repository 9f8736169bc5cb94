// What a user would build otherwise: the FastAPI service of bench/peers/fastapi, on the same PostgreSQL.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { Client } from '../../tests/support/client.ts';
import { plainEnvironment, projectRoot, run } from '../../tests/support/commands.ts';
import { testSecret } from '../../tests/support/server.ts';
import { eachOf, type Admissions } from './admissions.ts';
import type { House } from './houses.ts';
import { pause } from './interruption.ts';
import { runLoad, type LoadOptions } from './load.ts';
import { adminEnvironment, note, perform } from './programs.ts';
import type { Workshop } from './workshop.ts';

// Debian's, which has Debian's packages; another one in the PATH would not.
const python = '/usr/bin/python3';
const folder = join(projectRoot, 'bench/peers/fastapi');
const packages = [
  'python3-fastapi', 'python3-uvicorn', 'python3-uvloop', 'python3-httptools', 'python3-asyncpg', 'python3-sqlalchemy',
  'python3-sqlalchemy-ext', 'python3-jose', 'python3-bcrypt', 'python3-ujson',
];
const prepared = 'peer_prepared';
const copied = 'peer_run';
const startTimeout_ms = 60_000;

/// Throws, naming the packages, unless the peer can run.
export async function requirePeer(): Promise<void> {
  const modules = 'fastapi, uvicorn, uvloop, httptools, asyncpg, sqlalchemy, jose, bcrypt, ujson';
  const { exitCode, stderr } = await run(python, ['-B', '-c', `import ${modules}`]);
  if (exitCode !== 0) {
    throw new Error(`the FastAPI peer cannot run (${stderr.trim().split('\n').at(-1)}): install ${packages.join(' ')}, `
      + 'or leave the peers out with --no-peers');
  }
}

const filled = new WeakMap<Workshop, Promise<void>>();

/// The tickets of our house on PostgreSQL, in the peer's own tables; once a run.
function fillOnce(workshop: Workshop, house: House): Promise<void> {
  const fill = async (): Promise<void> => {
    const postgres = await workshop.postgres();
    note(`Filling the FastAPI peer's database with ${house.ticketCount} tickets`);
    await postgres.create(prepared);
    await perform(python, ['-B', join(folder, 'seed.py'), postgres.url(prepared), house.ticketsFile], {
      environment: adminEnvironment, showsErrors: true,
    });
    await postgres.settle(prepared);
  };
  const done = filled.get(workshop) ?? fill();
  filled.set(workshop, done);
  return done;
}

/// The same scans as of our server, on a fresh copy of the peer's database. PEER_WORKERS and PEER_POOL, if they are in
/// the environment, say how many processes it has (as many as cores) and how many connections each of them keeps.
export async function admitByPeer(
  workshop: Workshop,
  house: House,
  options: LoadOptions,
): Promise<Admissions> {
  await fillOnce(workshop, house);
  const postgres = await workshop.postgres();
  await postgres.copy(prepared, copied);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(python, [
    '-B', join(folder, 'serve.py'), String(port), process.env['PEER_WORKERS'] ?? String(availableParallelism()),
  ], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...plainEnvironment(),
      PEER_DATABASE_URL: postgres.url(copied),
      PEER_SECRET: testSecret,
      ...(process.env['PEER_POOL'] === undefined ? {} : { PEER_POOL: process.env['PEER_POOL'] }),
    },
  });
  try {
    await untilHealthy(url, child);
    const databaseProcessId = await postgres.processId();
    const { result, written_bytes } = await postgres.logOf(() => runLoad('scan', {
      url, ticketsFile: house.ticketsFile, processId: child.pid ?? 0, databaseProcessId,
    }, options));
    return eachOf(result, written_bytes);
  } finally {
    await stop(child);
  }
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const client = new Client(url);
  const deadline_ms = Date.now() + startTimeout_ms;
  try {
    for (;;) {
      // Nobody listens yet: that is no answer, and is asked again.
      const answer = await client.call('GET', '/healthz').catch(() => null);
      if (answer?.status === 200) return;
      if (child.exitCode !== null) throw new Error(`the FastAPI peer ended with ${child.exitCode} before it served`);
      if (Date.now() > deadline_ms) throw new Error(`the FastAPI peer does not serve after ${startTimeout_ms} ms`);
      await pause(50);
    }
  } finally {
    client.close();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
