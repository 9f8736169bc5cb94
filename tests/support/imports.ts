// Files of buyers for tests, and what becomes of them.

import { expectStatus, type Answer } from './client.ts';
import type { Person } from './people.ts';
import { sleep } from './shows.ts';
import type { Concert, ImportCheck, Job } from './wire.ts';

type File = string | Uint8Array;

/// The whole file at once: a large one takes its time on a busy machine.
const timeout_ms = 120_000;

export const buyersFile = (count: number, prefix = 'R'): string => {
  const rows = ['name,email,tier,price,reference'];
  for (let at = 1; at <= count; ++at) {
    rows.push(`Berta Buyer ${at},berta${at}@example.org,Balcony,49.50,${prefix}-${at}`);
  }
  return `${rows.join('\n')}\n`;
};

const send = <T>(by: Person, concert: Concert, file: File, query: string): Promise<Answer<T>> =>
  by.call<T>('POST', `/api/concerts/${concert.id}/imports${query}`, {
    body: file, headers: { 'content-type': 'text/csv' }, timeout_ms,
  });

/// Sends it for real; whatever the answer is.
export const tryImport = <T = Job>(by: Person, concert: Concert, file: File, query = ''): Promise<Answer<T>> =>
  send<T>(by, concert, file, query);

export const dryRun = async (by: Person, concert: Concert, file: File, query = ''): Promise<ImportCheck> =>
  expectStatus(await send<ImportCheck>(by, concert, file, `?dry_run=true${query}`), 200, 'the dry run');

/// Follows a job to its end; `seen` gets every state on the way.
export async function untilEnded(by: Person, job: Job, seen: Job[] = []): Promise<Job> {
  for (;;) {
    const now = await by.get<Job>(`/api/jobs/${job.id}`);
    seen.push(now);
    if (now.finished_at !== null) return now;
    await sleep(50);
  }
}

/// Imports a file that has no problem, to the end of its job.
export async function importFile(by: Person, concert: Concert, file: File, query = ''): Promise<Job> {
  const job = expectStatus(await tryImport(by, concert, file, query), 202, 'the import');
  return untilEnded(by, job);
}
