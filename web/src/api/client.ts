// The server's endpoints, typed from its own document.
//
//   const concert = await answerOf(api.GET('/api/concerts/{id}', { params: { path: { id } }, signal }));

import createClient from 'openapi-fetch';

import { authorizedFetch } from '@/api/authorized-fetch';
import { refusalFrom } from '@/api/problem';
import type { components, paths } from '@/api/schema.gen';

export type Schemas = components['schemas'];

export const api = createClient<paths>({
  // Absolute, because a Request outside a page (in tests) knows no page to start from.
  baseUrl: globalThis.location?.origin ?? 'http://127.0.0.1',
  fetch: authorizedFetch,
});

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was asked for; throws a Refusal or a Silence. */
export async function answerOf<T>(request: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await request;
  if (!response.ok) throw refusalFrom(error, response);
  return data as T;
}
