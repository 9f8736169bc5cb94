// Every setting and every command stands where people look for it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { admitone, binary, mustRun } from '../support/commands.ts';
import { readDocument } from '../support/documents.ts';

/// The variables that the server's sources name.
async function variables(): Promise<string[]> {
  const found = await mustRun('git', [
    'grep', '-hoE', '"(ADMITONE_[A-Z_]+|DATABASE_URL)', '--', 'server/*.cpp', ':!server/*_test.cpp',
  ]);
  return [...new Set(found.trim().split('\n').map((name) => name.slice(1)))].sort();
}

const commandsIn = (help: string): string[] =>
  [...(help.split('Subcommands:')[1] ?? '').matchAll(/^ {2}([a-z-]+) /gm)].map((match) => match[1] ?? '');

async function help(...command: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await admitone([...command, '--help']);
  assert.equal(exitCode, 0, stderr);
  return stdout;
}

/// As a reader of the page sees it.
async function manual(): Promise<string> {
  return (await readDocument('deploy/man/admitone.1')).replaceAll('\\-', '-').replaceAll('\\fR', '');
}

describe('Every setting', () => {
  for (const document of ['docs/operations.md', 'deploy/man/admitone.1']) {
    test(`stands in ${document}`, async () => {
      const text = await readDocument(document);
      const names = await variables();
      assert.ok(names.length > 10, names.join(' '));
      assert.deepEqual(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text)), []);
    });
  }

  test('of docs/operations.md is one that the server knows', async () => {
    const text = await readDocument('docs/operations.md');
    const rows = [...text.matchAll(/^\| (`ADMITONE_[^|]+)\|/gm)].flatMap((row) => row[1]?.match(/[A-Z_]{5,}/g) ?? []);
    const known = await variables();
    assert.ok(rows.length > 10);
    assert.deepEqual(rows.filter((name) => !known.includes(name)), []);
  });

  test('and its flag stand in one row of docs/operations.md', async () => {
    const text = await readDocument('docs/operations.md');
    const flags = [...(await help('serve')).matchAll(/^ {2}(--[a-z-]+)/gm)].map((match) => match[1] ?? '');
    const absent = flags.filter((flag) => flag !== '--demo' && !text.includes(`| \`${flag}\` |`));
    assert.deepEqual(absent, []);
  });

  test('in the package’s admitone.env is one that the server knows', async () => {
    const text = await readDocument('deploy/debian/admitone.env');
    const names = [...text.matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1] ?? '');
    const known = [...(await variables()), 'PGPASSWORD'];
    assert.deepEqual(names.filter((name) => !known.includes(name)), []);
  });
});

describe('Every command', () => {
  test('stands in the manual page, with those below it', async () => {
    const page = await manual();
    for (const command of commandsIn(await help())) {
      assert.match(page, new RegExp(`^\\.BR? .*\\b${command}\\b`, 'm'), command);
      for (const below of commandsIn(await help(command))) {
        assert.match(page, new RegExp(`^\\.BR ${command} .*\\b${below}\\b`, 'm'), `${command} ${below}`);
      }
    }
  });

  test('is completed in bash as the help tells', async () => {
    const complete = (...words: string[]): Promise<string> =>
      mustRun('bash', ['-c', `
        source deploy/completions/admitone.bash
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _admitone
        printf '%s\\n' "\${COMPREPLY[@]}"`, 'bash', ...words]);

    assert.deepEqual((await complete(binary, '')).trim().split('\n'), ['--help', ...commandsIn(await help())]);
    assert.equal(await complete(binary, 'user', 'di'), 'disable\n');
    assert.equal(await complete(binary, 'ticket', 'qr', 'K7QM-2X9D-4HTR', '--sc'), '--scale\n');
  });
});
