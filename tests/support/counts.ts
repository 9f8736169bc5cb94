// Counts of a suite: how many tests passed, failed and were skipped, on one line for script/test.

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const nothing: Readonly<Counts> = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Readonly<Counts>, b: Readonly<Counts>): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

export const toLine = ({ passed, failed, skipped }: Readonly<Counts>): string =>
  `${passed} ${failed} ${skipped}\n`;
