import { describe, expect, it } from 'vitest';

import { generate, portionsOf, type Generated } from '@/features/sales/generate';

/** A server that has 50 tickets already; it fails at the portion with this number. */
function server(failsAt = Infinity) {
  let last = 50;
  let calls = 0;
  return async (quantity: number) => {
    calls += 1;
    if (calls === failsAt) throw new TypeError('failed to fetch');
    const first_serial = last + 1;
    last += quantity;
    return { created: quantity, first_serial, last_serial: last };
  };
}

describe('generating tickets', () => {
  it('goes in portions', () => {
    expect(portionsOf(25, 10)).toEqual([10, 10, 5]);
    expect(portionsOf(1)).toEqual([1]);
    expect(portionsOf(100_000)).toHaveLength(10);
  });

  it('tells how far it is, and in the end what was made', async () => {
    const seen: Generated[] = [];
    const options = { create: server(), onProgress: (done: Generated) => seen.push(done), isStopped: () => false };
    const made = await generate({ quantity: 25_000, ...options });
    expect(seen.map(({ made: number }) => number)).toEqual([10_000, 20_000, 25_000]);
    expect(made).toEqual({ made: 25_000, first: 51, last: 25_050 });
  });

  it('stops between two portions', async () => {
    let portions = 0;
    const made = await generate({
      quantity: 100_000, create: server(), onProgress: () => { portions += 1; }, isStopped: () => portions === 2,
    });
    expect(made.made).toBe(20_000);
  });

  it('has told what was made before it failed', async () => {
    let seen = 0;
    const failing = generate({
      quantity: 30_000, create: server(3), onProgress: ({ made }) => { seen = made; }, isStopped: () => false,
    });
    await expect(failing).rejects.toThrow('failed to fetch');
    expect(seen).toBe(20_000);
  });
});
