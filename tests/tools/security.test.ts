// docs/security.md names a test for each protection: it must be there.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { projectRoot } from '../support/commands.ts';

const document = await readFile(join(projectRoot, 'docs/security.md'), 'utf8');
const rows = document
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat '));

/// "Suite.Name" or "Suite" of GoogleTest, or the words of a test or suite in TypeScript.
function hasTest(source: string, file: string, name: string): boolean {
  if (!file.endsWith('.cpp')) return source.includes(name);
  const [suite = '', test_ = '\\w+'] = name.split('.');
  return new RegExp(`^TEST(_F|_P)?\\(${suite}, ${test_}\\)`, 'm').test(source);
}

describe('The page about security', () => {
  test('says for each threat what protects, and shows it', () => {
    assert.ok(rows.length > 30);
    for (const row of rows) assert.match(row, /^\| [^|]+ \| [^|]+ \| `[\w./-]+`: [^|]+ \|$/);
  });

  for (const row of rows) {
    const [, file = '', name = ''] = /`([\w./-]+)`: (.+) \|$/.exec(row) ?? [];
    test(`names a test that there is: ${name}`, async () => {
      const source = await readFile(join(projectRoot, file), 'utf8');
      assert.ok(hasTest(source, file, name), `${file} has no test "${name}"`);
    });
  }
});
