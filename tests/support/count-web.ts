// Counts the tests of the web app after a run: node count-web.ts REPORT, where the report is Vitest's or
// Playwright's, as JSON.

import { existsSync, readFileSync } from 'node:fs';

import { nothing, toLine, type Counts } from './counts.ts';

interface VitestReport {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

interface PlaywrightReport {
  errors: unknown[];
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/// A file that could not be loaded is no test, but a failure.
function countVitest(report: VitestReport): Counts {
  const failed = report.numFailedTests === 0 && !report.success ? 1 : report.numFailedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed, skipped };
}

/// A test that passed at the second try has failed.
function countPlaywright({ errors, stats }: PlaywrightReport): Counts {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: count-web.ts REPORT');
let counts: Counts = { ...nothing, failed: 1 };
if (existsSync(file)) {
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport | PlaywrightReport;
  counts = 'stats' in report ? countPlaywright(report) : countVitest(report);
}
process.stdout.write(toLine(counts));
