// Counts the tests of the rooms after a run of CTest: node count-rooms.ts JUNIT_FILE GTEST_FOLDER
// CTest knows the programs, one a room; GoogleTest's reports know their tests.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { add, nothing, toLine, type Counts } from './counts.ts';

interface GoogleTestReport {
  testsuites: { testsuite: { result: string; failures?: unknown[] }[] }[];
}

/// One program's tests. A program that failed without a failed test crashed, leaked or ran too long; one
/// that succeeded without any test tested nothing: both are failures.
function countProgram(succeeded: boolean, reportFile: string): Counts {
  let counts: Counts = nothing;
  if (existsSync(reportFile)) {
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as GoogleTestReport;
    for (const test of report.testsuites.flatMap((suite) => suite.testsuite)) {
      if (test.failures !== undefined) counts = add(counts, { ...nothing, failed: 1 });
      else if (test.result === 'SKIPPED') counts = add(counts, { ...nothing, skipped: 1 });
      else if (test.result === 'COMPLETED') counts = add(counts, { ...nothing, passed: 1 });
    }
  }
  const ran = counts.passed + counts.failed + counts.skipped;
  const failedOtherwise = succeeded ? ran === 0 : counts.failed === 0;
  return failedOtherwise ? add(counts, { ...nothing, failed: 1 }) : counts;
}

const [junitFile, reportFolder] = process.argv.slice(2);
if (junitFile === undefined || reportFolder === undefined) {
  throw new Error('usage: count-rooms.ts JUNIT_FILE GTEST_FOLDER');
}
let counts: Counts = nothing;
const junit = readFileSync(junitFile, 'utf8');
for (const [, attributes = ''] of junit.matchAll(/<testcase ([^>]*)>/g)) {
  const room = /\bname="([^"]*)"/.exec(attributes)?.[1] ?? '';
  const succeeded = /\bstatus="run"/.test(attributes);
  counts = add(counts, countProgram(succeeded, join(reportFolder, `${room}_test.json`)));
}
process.stdout.write(toLine(counts));
