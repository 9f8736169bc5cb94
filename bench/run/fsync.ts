// How long this disk takes to make one small write durable.

import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { median } from './figures.ts';

const block_bytes = 4096;
const blocks = 1024;

/// The median time of writing 4 KiB and waiting for fdatasync, in milliseconds, in a file of `folder` whose place on
/// the disk is there already: what a commit waits for at least.
export async function measureFsync(folder: string, count: number): Promise<number> {
  const path = join(folder, 'fsync');
  const file = await open(path, 'w');
  await file.write(Buffer.alloc(block_bytes * blocks, 1));
  await file.sync();
  await file.close();
  const descriptor = openSync(path, 'r+');
  const block = Buffer.alloc(block_bytes, 2);
  const times_ms: number[] = [];
  try {
    for (let at = 0; at < count; ++at) {
      const begin_ms = performance.now();
      writeSync(descriptor, block, 0, block_bytes, (at % blocks) * block_bytes);
      fdatasyncSync(descriptor);
      times_ms.push(performance.now() - begin_ms);
    }
  } finally {
    closeSync(descriptor);
    await rm(path);
  }
  return median(times_ms);
}
