// What imports ask the server for.

import { queryOptions, type QueryClient } from '@tanstack/react-query';

import { authorizedFetch } from '@/api/authorized-fetch';
import { answerOf, api, type Schemas } from '@/api/client';
import { refusalOf } from '@/api/problem';

export type ImportCheck = Schemas['ImportCheck'];
export type Job = Schemas['Job'];

/** As the server has it: more is refused, so it is not sent. */
export const file_octets_max = 32 * 1024 * 1024;

const poll_ms = 500;

/** What the file would do. Nothing is done. */
export const checkFile = (concertId: number, content: Blob): Promise<ImportCheck> =>
  send(`/api/concerts/${concertId}/imports?dry_run=true`, content);

/** Begins the import, or finds the one of the same file. */
export const importFile = (concertId: number, content: Blob, sendsLetters: boolean): Promise<Job> =>
  send(`/api/concerts/${concertId}/imports${sendsLetters ? '?send_letters=true' : ''}`, content);

/** A file is sent as it is: the typed client knows only text. */
async function send<T>(path: string, content: Blob): Promise<T> {
  const response = await authorizedFetch(path, {
    method: 'POST', headers: { 'content-type': 'text/csv' }, body: content,
  });
  if (!response.ok) throw await refusalOf(response);
  return (await response.json()) as T;
}

/** How far a job is, until it has ended. */
export const jobQuery = (id: number) =>
  queryOptions({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/jobs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data !== undefined && hasEnded(state.data) ? false : poll_ms),
  });

export const hasEnded = (job: Job): boolean => job.finished_at !== null;

/** After an import: everything that counts or lists this concert's tickets is old. */
export async function ticketsImported(client: QueryClient, concertId: number): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['tickets', 'of-concert', concertId] }),
    client.invalidateQueries({ queryKey: ['concerts', concertId, 'attendance'] }),
  ]);
}
