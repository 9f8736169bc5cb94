// A reporter for `node --test` that writes nothing but the counts. Node's own summary leaves out what
// must not be left out: a suite whose hook failed, and a suite that was skipped as a whole.

import type { TestEvent } from 'node:test/reporters';

import { add, nothing, toLine, type Counts } from './counts.ts';

const failedOne: Counts = { ...nothing, failed: 1 };
const skippedOne: Counts = { ...nothing, skipped: 1 };
const passedOne: Counts = { ...nothing, passed: 1 };

function countsOf(event: TestEvent): Counts {
  if (event.type !== 'test:pass' && event.type !== 'test:fail') return nothing;
  const { details, skip, todo } = event.data;
  if ((skip ?? false) !== false || (todo ?? false) !== false) return skippedOne;
  if (event.type === 'test:fail') {
    const { failureType } = event.data.details.error as { failureType?: string };
    // The tests below it, which failed, are counted themselves.
    return failureType === 'subtestsFailed' ? nothing : failedOne;
  }
  return details.type === 'suite' ? nothing : passedOne;
}

export default async function* countReporter(
  events: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  let counts = nothing;
  for await (const event of events) counts = add(counts, countsOf(event));
  yield toLine(counts);
}
