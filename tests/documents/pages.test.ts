// What README, QUICKSTART and docs/operations.md tell people to type works, and what they link to is there.

import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';

import { mustRun, projectRoot } from '../support/commands.ts';
import { isRun, play, readDocument, shellBlocks } from '../support/documents.ts';

const documents = ['README.md', 'QUICKSTART.md', 'docs/operations.md', 'docs/api-examples.md'];

describe('What a document tells people to type', () => {
  for (const document of ['README.md', 'QUICKSTART.md', 'docs/operations.md']) {
    test(`works: ${document}`, async () => {
      const { count } = await play(document);
      assert.ok(count >= 4, `only ${count} blocks were run`);
    });
  }

  for (const document of documents) {
    test(`is run, or says why it is not: ${document}`, async () => {
      const strange = shellBlocks(await readDocument(document))
        .filter((block) => !isRun(block) && !/^not-run: (needs|it) \w.+$/.test(block.words))
        .map(({ line, words }) => `${document}:${line} ${words}`);
      assert.deepEqual(strange, []);
    });
  }
});

describe('A link in a document', () => {
  test('leads to a file that is there', async () => {
    const pages = (await mustRun('git', ['ls-files', '*.md'])).trim().split('\n');
    const broken: string[] = [];
    for (const page of pages) {
      for (const [, target = ''] of (await readDocument(page)).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
        if (/^\w+:/.test(target)) continue;
        const isThere = await access(join(projectRoot, dirname(page), target)).then(() => true, () => false);
        if (!isThere) broken.push(`${page}: ${target}`);
      }
    }
    assert.deepEqual(broken, []);
  });
});
