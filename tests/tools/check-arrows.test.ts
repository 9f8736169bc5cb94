import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';

import { projectRoot, run, type Outcome } from '../support/commands.ts';

describe('The check of the arrows', () => {
  let project = '';
  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'arrows-'));
  });
  afterEach(() => rm(project, { recursive: true }));

  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(project, file)), { recursive: true });
    await writeFile(join(project, file), text);
  };
  const check = (): Promise<Outcome> => run(join(projectRoot, 'script/check-arrows'), [project]);

  test('lets includes along the arrows pass', async () => {
    await write('server/core/scans.hpp', '#include <string>\n#include "db/database.hpp"\n');
    await write('server/api/scans.cpp', '#include "core/scans.hpp"\n#include "http/message.hpp"\n');
    await write('server/main.cpp', '#include "app/serve.hpp"\n');
    assert.deepEqual(await check(), { exitCode: 0, stdout: '', stderr: '' });
  });

  test('names file, line and rooms of an include against the arrows', async () => {
    await write('server/core/scans.cpp', '#include <string>\n#include "http/message.hpp"\n');
    const outcome = await check();
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /server\/core\/scans\.cpp:2: core may not include http/);
  });

  test('reads tests and oddly spaced includes too', async () => {
    await write('server/base/clock_test.cpp', '  #  include "db/database.hpp"\n');
    assert.match((await check()).stderr, /clock_test\.cpp:1: base may not include db/);
  });

  test('lets tests and their fixtures use what tests share, and nothing else', async () => {
    const include = '#include "support/databases.hpp"\n';
    await write('server/db/sqlite_test.cpp', include);
    await write('server/core/house_fixture.hpp', include);
    assert.equal((await check()).exitCode, 0);
    await write('server/db/sqlite.cpp', include);
    assert.match((await check()).stderr, /server\/db\/sqlite\.cpp:1: db may not include support/);
  });

  test('refuses a room that nobody drew', async () => {
    await write('server/cellar/wine.cpp', '#include "base/clock.hpp"\n');
    assert.match((await check()).stderr, /the room cellar is not in script\/check-arrows/);
  });

  test('refuses an include that hides its room', async () => {
    await write('server/core/scans.cpp', '#include "scans.hpp"\n');
    assert.match((await check()).stderr, /scans\.cpp:1: name the room/);
  });

  test('refuses a file of more than 400 lines', async () => {
    await write('server/base/short.cpp', '\n'.repeat(400));
    assert.equal((await check()).exitCode, 0);
    await write('server/base/long.cpp', '\n'.repeat(401));
    assert.match((await check()).stderr, /server\/base\/long\.cpp: 401 lines, at most 400/);
  });
});
