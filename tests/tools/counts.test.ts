import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { mustRun, projectRoot, run } from '../support/commands.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counts-'));
});
after(() => rm(folder, { recursive: true }));

describe('The counts of the rooms', () => {
  const counts = async (testcases: string, reports: Record<string, unknown>): Promise<string> => {
    const place = await mkdtemp(join(folder, 'rooms-'));
    await writeFile(join(place, 'junit.xml'), `<testsuite>${testcases}</testsuite>`);
    for (const [room, tests] of Object.entries(reports)) {
      const report = { testsuites: [{ testsuite: tests }] };
      await writeFile(join(place, `${room}_test.json`), JSON.stringify(report));
    }
    const script = join(projectRoot, 'tests/support/count-rooms.ts');
    return (await mustRun(process.execPath, [script, join(place, 'junit.xml'), place])).trim();
  };
  const passed = { result: 'COMPLETED' };
  const skipped = { result: 'SKIPPED' };
  const failed = { result: 'COMPLETED', failures: [{ failure: 'no' }] };

  test('are those of all programs', async () => {
    const testcases = '<testcase name="base" status="run"/><testcase name="db" status="fail"/>';
    assert.equal(await counts(testcases, { base: [passed, skipped], db: [passed, failed] }), '2 1 1');
  });

  test('take a program that crashed without a report for a failure', async () => {
    assert.equal(await counts('<testcase name="db" status="fail"/>', {}), '0 1 0');
  });

  test('take a leak after tests that passed for a failure', async () => {
    assert.equal(await counts('<testcase name="db" status="fail"/>', { db: [passed] }), '1 1 0');
  });

  test('take a program without tests for a failure', async () => {
    assert.equal(await counts('<testcase name="db" status="run"/>', { db: [] }), '0 1 0');
  });
});

describe('The counts of the scenarios', () => {
  const counts = async (source: string): Promise<string> => {
    const file = join(await mkdtemp(join(folder, 'node-')), 'some.test.mjs');
    await writeFile(file, `import { after, before, describe, test } from 'node:test';\n${source}`);
    const reporter = join(projectRoot, 'tests/support/count-reporter.ts');
    const { stdout } = await run(process.execPath, [
      '--test', `--test-reporter=${reporter}`, '--test-reporter-destination=stdout', file,
    ]);
    return stdout.trim();
  };

  test('count tests and not suites', async () => {
    assert.equal(await counts(`describe('s', () => { test('a', () => {}); test('b', () => {}) })`), '2 0 0');
  });

  test('count a failed test once, in however many suites it is', async () => {
    const source = `describe('s', () => describe('t', () => test('a', () => { throw new Error() })))`;
    assert.equal(await counts(source), '0 1 0');
  });

  test('count a suite whose end failed', async () => {
    const source = `describe('s', () => { test('a', () => {}); after(() => { throw new Error() }) })`;
    assert.equal(await counts(source), '1 1 0');
  });

  test('count a suite that was skipped', async () => {
    assert.equal(await counts(`describe('s', { skip: 'why' }, () => test('a', () => {}))`), '0 0 1');
  });

  test('count a file that does not load', async () => {
    assert.equal(await counts(`throw new Error('broken')`), '0 1 0');
  });
});

describe('The counts of the web app', () => {
  const counts = async (report: unknown): Promise<string> => {
    const file = join(await mkdtemp(join(folder, 'web-')), 'report.json');
    if (report !== undefined) await writeFile(file, JSON.stringify(report));
    const script = join(projectRoot, 'tests/support/count-web.ts');
    return (await mustRun(process.execPath, [script, file])).trim();
  };
  const logic = { success: true, numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 };
  const stats = { expected: 7, unexpected: 0, flaky: 0, skipped: 0 };

  test('are those of the report', async () => {
    assert.equal(await counts(logic), '5 0 1');
    assert.equal(await counts({ errors: [], stats }), '7 0 0');
  });

  test('take a file that could not be loaded for a failure', async () => {
    assert.equal(await counts({ ...logic, success: false }), '5 1 1');
    assert.equal(await counts({ errors: ['no such module'], stats }), '7 1 0');
  });

  test('take a test that passed at the second try for a failure', async () => {
    assert.equal(await counts({ errors: [], stats: { ...stats, flaky: 2 } }), '7 2 0');
  });

  test('take a run that left no report for a failure', async () => {
    assert.equal(await counts(undefined), '0 1 0');
  });
});
