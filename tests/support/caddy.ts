// Caddy in front of nodes, as deploy/Caddyfile has it.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { plainEnvironment, projectRoot, run, type Outcome } from './commands.ts';
import { until } from './shows.ts';

// The system's, or the one that script/setup brought.
const brought = join(projectRoot, 'build/caddy/usr/bin/caddy');
const program = existsSync(brought) ? brought : 'caddy';

const ownFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'admitone-caddy-'));

/// It keeps certificates, and a copy of its settings, in the user's home unless it is told where.
const keptIn = (folder: string): Record<string, string> => ({ XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder });

/// `caddy …` with the two settings of deploy/Caddyfile. What it keeps is gone afterwards.
export async function caddy(args: string[], certificates: string, name: string): Promise<Outcome> {
  const folder = await ownFolder();
  try {
    return await run(program, args, {
      environment: { ADMITONE_NAME: name, ADMITONE_CERTIFICATES: certificates, ...keptIn(folder) },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const caddyfile = ['--config', 'deploy/Caddyfile', '--adapter', 'caddyfile'];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return address.port;
}

/// What deploy/Caddyfile says, but without certificates, on a port of its own, and for nodes that no name
/// server knows.
async function settings(port: number, nodes: readonly string[]): Promise<string> {
  const { stdout } = await caddy(['adapt', ...caddyfile], 'internal', '127.0.0.1');
  const upstreams = JSON.stringify(nodes.map((url) => ({ dial: new URL(url).host })));
  const adapted = stdout
    .replace(/"dynamic_upstreams":\{[^}]*\}/, `"upstreams":${upstreams}`)
    .replace('"listen":[":443"]', `"listen":["127.0.0.1:${port}"],"automatic_https":{"disable":true}`);
  if (!adapted.includes(upstreams) || !adapted.includes('"disable":true')) {
    throw new Error(`not the settings that were expected: ${stdout}`);
  }
  return adapted;
}

export class Proxy {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folder: string;

  /// Starts it in front of the nodes, and waits until it passes requests on.
  static async start(nodes: readonly string[]): Promise<Proxy> {
    const folder = await ownFolder();
    const port = await freePort();
    const file = join(folder, 'caddy.json');
    await writeFile(file, await settings(port, nodes));
    const child = spawn(program, ['run', '--config', file], {
      stdio: 'ignore',
      env: { ...plainEnvironment(), ...keptIn(folder) },
    });
    const proxy = new Proxy(`http://127.0.0.1:${port}`, child, folder);
    try {
      await until('the proxy passes nothing on', async () =>
        (await run('curl', ['-sf', `${proxy.url}/readyz`])).exitCode === 0, 20_000);
    } catch (error) {
      await proxy.stop();
      throw error;
    }
    return proxy;
  }

  private constructor(url: string, child: ChildProcess, folder: string) {
    this.url = url;
    this.#child = child;
    this.#folder = folder;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}
