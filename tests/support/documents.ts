// Runs what documents tell people to type. Blocks of shell in Markdown are run in their order by one shell,
// in an empty folder, with curl and admitone at hand:
//
//   ```sh                        is run, and must succeed; so must every request of a curl in it
//   ```sh serves                 starts a server and leaves it running; the one before it is stopped
//   ```sh not-run: because …     is not run, for a reason that a reader accepts
//   ```text                      after a block that is run: what it prints, line by line; … stands for anything

import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { binary, plainEnvironment, projectRoot, run } from './commands.ts';
import { MailServer } from './mail-server.ts';

export interface Block {
  /// Where it begins in the document, counted from 1.
  line: number;
  /// The words after the fence's language.
  words: string;
  text: string;
  /// What it is said to print.
  output?: string;
}

export const readDocument = (path: string): Promise<string> =>
  readFile(join(projectRoot, path), 'utf8');

/// The blocks of shell in a document.
export function shellBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const [, language, words = ''] = /^```(\w+) ?(.*)$/.exec(lines[index] ?? '') ?? [];
    if (language === undefined) continue;
    const begin = index + 1;
    index = lines.indexOf('```', begin);
    assert.ok(index > 0, `a block begins in line ${begin} and does not end`);
    const text = `${lines.slice(begin, index).join('\n')}\n`;
    const last = blocks.at(-1);
    if (language === 'sh') {
      blocks.push({ line: begin, words, text });
    } else if (language === 'text') {
      assert.ok(last !== undefined && last.output === undefined, `line ${begin}: which block prints this?`);
      last.output = text;
    }
  }
  return blocks;
}

export const isRun = ({ words }: Block): boolean => words === '' || words === 'serves';

export interface Request {
  method: string;
  path: string;
  status: number;
}

export interface Played {
  /// How many blocks were run.
  count: number;
  /// What the servers were asked, as they logged it.
  requests: Request[];
}

/// Runs a document's blocks; throws, with what was printed, at the first that fails.
export async function play(path: string): Promise<Played> {
  const blocks = shellBlocks(await readDocument(path)).filter(isRun);
  const mail = await MailServer.start();
  const folder = await mkdtemp(join(tmpdir(), 'admitone-document-'));
  const keeping = setInterval(() => void keepLetters(mail, folder), 50);
  try {
    await furnish(folder);
    const environment = await settings(folder, mail);
    await writeFile(join(folder, '.play'), asScript(blocks, await ports(2)));
    const { exitCode, stderr } = await run('bash', ['.play'], { folder, environment, timeout_ms: 240_000 });
    if (exitCode !== 0) throw new Error(await complaint(path, folder, stderr));
    for (const block of blocks) await checkOutput(path, block, folder);
    return { count: blocks.length, requests: await loggedRequests(folder) };
  } finally {
    clearInterval(keeping);
    await mail.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/// A folder as the project's root is for those who type: the binary, and a script/server that sets nothing up.
async function furnish(folder: string): Promise<void> {
  for (const part of ['build/release', 'script', 'bin', 'letters']) {
    await mkdir(join(folder, part), { recursive: true });
  }
  await symlink(binary, join(folder, 'build/release/admitone'));
  await symlink(binary, join(folder, 'bin/admitone'));
  const serving = /^exec .*$/m.exec(await readDocument('script/server'));
  assert.ok(serving, 'script/server does not end with an exec');
  const programs = {
    'script/server': serving[0],
    'bin/curl': `exec ${await which('curl')} --fail-with-body --show-error --max-time 60 "$@"`,
  };
  for (const [name, line] of Object.entries(programs)) {
    await writeFile(join(folder, name), `#!/usr/bin/env bash\n${line}\n`);
    await chmod(join(folder, name), 0o755);
  }
}

async function which(program: string): Promise<string> {
  return (await run('sh', ['-c', `command -v ${program}`])).stdout.trim();
}

async function settings(folder: string, mail: MailServer): Promise<Record<string, string>> {
  const { PATH = '' } = plainEnvironment();
  return {
    PATH: `${join(folder, 'bin')}:${PATH}`,
    HOME: folder,
    ADMITONE_LOG_FORMAT: 'json',
    ADMITONE_TLS_HELP_PORT: '0',
    ADMITONE_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    ADMITONE_MAIL_FROM: 'Box office <tickets@venue.example>',
    ADMITONE_PUBLIC_URL: 'https://tickets.venue.example',
  };
}

/// Free ports, in the place of 8000 and those after it.
async function ports(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const found = await Promise.all(servers.map((server) => new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      done(address.port);
    });
  })));
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return found;
}

function asScript(blocks: readonly Block[], free: readonly number[]): string {
  const atFreePorts = (text: string): string =>
    free.reduce((changed, port, index) =>
      changed.replaceAll(new RegExp(`(localhost|127\\.0\\.0\\.1):${8000 + index}\\b`, 'g'), `127.0.0.1:${port}`), text);
  const serve = (block: Block): string => `
stop_serving
(
${atFreePorts(block.text)}) >"server-${block.line}.log" 2>&1 &
server=$!
for attempt in $(seq 200); do
  if admitone healthy >/dev/null 2>&1; then break; fi
  kill -0 $server
  sleep 0.1
done
admitone healthy`;
  return `set -euo pipefail
export ADMITONE_LISTEN=127.0.0.1:${free[0]}
server=
stop_serving() {
  if [ -n "$server" ]; then kill $server; wait $server || true; fi
  server=
}
# Also what the document itself left running in the background.
trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT
${blocks.map((block) => `echo ${block.line} >.line
{
${block.words === 'serves' ? serve(block) : atFreePorts(block.text)}
} >.output-${block.line} 2>&1
`).join('')}`;
}

async function complaint(path: string, folder: string, stderr: string): Promise<string> {
  const line = (await readFile(join(folder, '.line'), 'utf8')).trim();
  const logs = (await readdir(folder)).filter((name) => name === `.output-${line}` || name.startsWith('server-'));
  const texts = await Promise.all(logs.map(async (name) => readFile(join(folder, name), 'utf8')));
  return `${path}:${line} fails:\n${stderr}\n${texts.map((text) => text.slice(-2_000)).join('\n')}`;
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

async function checkOutput(path: string, block: Block, folder: string): Promise<void> {
  if (block.output === undefined) return;
  const printed = (await readFile(join(folder, `.output-${block.line}`), 'utf8')).split('\n');
  for (const line of block.output.trimEnd().split('\n')) {
    const pattern = new RegExp(`^${line.split('…').map(escaped).join('.*')}$`);
    const at = printed.findIndex((candidate) => pattern.test(candidate));
    assert.ok(at >= 0, `${path}:${block.line} does not print "${line}" but:\n${printed.join('\n')}`);
    printed.splice(0, at + 1);
  }
}

async function loggedRequests(folder: string): Promise<Request[]> {
  const requests: Request[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.log'))) {
    for (const line of (await readFile(join(folder, name), 'utf8')).split('\n')) {
      if (!line.startsWith('{')) continue;
      const entry = JSON.parse(line) as Partial<Request>;
      if (entry.method !== undefined) requests.push(entry as Request);
    }
  }
  return requests;
}

/// Letters become files, the newest of which is newest.txt.
async function keepLetters(mail: MailServer, folder: string): Promise<void> {
  const letters = mail.received.splice(0);
  for (const { mail: letter } of letters) {
    await writeFile(join(folder, 'letters/newest.txt'), letter.text ?? '');
  }
}
