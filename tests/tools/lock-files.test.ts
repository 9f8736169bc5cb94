import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { projectRoot } from '../support/commands.ts';

type Lock = { packages: Record<string, { optionalDependencies?: Record<string, string> }> };

describe('The lock files', () => {
  for (const folder of ['web', 'tests', 'bench/web']) {
    // npm writes a lock without the builds for other platforms when the registry does not have them (yet);
    // it installs over packages that are there, and `npm ci` refuses it on a fresh checkout.
    test(`of ${folder} name every platform's build of what is installed`, async () => {
      const text = await readFile(join(projectRoot, folder, 'package-lock.json'), 'utf8');
      const { packages } = JSON.parse(text) as Lock;
      const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
      const absent = Object.values(packages)
        .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
        .filter((name) => !names.has(name));
      assert.deepEqual(absent, []);
    });
  }
});
