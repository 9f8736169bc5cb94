import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { measured, places } from '../../bench/scaling/costs.ts';
import { play, type Setup } from '../../bench/scaling/platform.ts';
import { playMeasured, tables, withTables } from '../../bench/scaling/report.ts';
import { readDocument } from '../support/documents.ts';

const threeNodes: Setup = {
  nodes: 3, nodeCores: 4, databaseCores: 8, ...places.sameZone, concerts: 100,
  load: { rates_per_s: [500, 40_000, 0], each_s: 2 },
};

describe('The simulation of docs/scaling.md', () => {
  test('answers each scan once, also those that find the queue full', () => {
    const { due, delivered, refused, underWay } = play(threeNodes);
    assert.ok(due > 80_000, `${due} were due`);
    assert.ok(refused > 0, 'the queue was never full');
    assert.equal(delivered + refused + underWay, due);
    const rested = play({ ...threeNodes, load: { rates_per_s: [500, 0], each_s: 2 } });
    assert.equal(rested.delivered, rested.due);
  });

  test('is within 30 % of what was measured', () => {
    const [{ nodes, admissions_per_s: rate }] = measured.byNodes;
    const ratio = playMeasured(nodes).admissions_per_s / rate;
    assert.ok(ratio > 0.7 && ratio < 1.3, `simulated over measured: ${ratio}`);
  });

  test('repeats exactly', () => {
    assert.deepEqual(play(threeNodes), play(threeNodes));
  });

  test('printed the tables that the document shows', async () => {
    const document = await readDocument('docs/scaling.md');
    assert.equal(withTables(document, tables()), document, 'run node bench/scaling/simulate.ts --write');
  });
});
