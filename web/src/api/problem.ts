// What can go wrong with a request, as values. A refusal is the server's word; a silence is no word at all.

import type { components } from '@/api/schema.gen';
import { texts } from '@/texts/en';

export type Problem = components['schemas']['Problem'];

/** The server refused, and said why. */
export class Refusal extends Error {
  readonly status: number;
  readonly detail: string;
  /** What is wrong with which field: "username" -> "must have 3 to 40 characters". */
  readonly fields: ReadonlyMap<string, string>;
  readonly retryAfter_s: number | null;

  constructor(problem: Partial<Problem>, status: number, retryAfter_s: number | null = null) {
    super(problem.detail ?? `status ${status}`);
    this.status = status;
    this.detail = problem.detail ?? '';
    this.fields = new Map(
      (problem.errors ?? []).map(({ pointer, detail }) => [pointer.replace(/^\//, ''), detail]),
    );
    this.retryAfter_s = retryAfter_s;
  }
}

/** No answer came: the network is gone, or the server is. Whether the request took effect is unknown. */
export class Silence extends Error {
  constructor(cause?: unknown) {
    super('no answer', { cause });
  }
}

/** Reads whatever a refused request came back with. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const problem: unknown = await response.json().catch(() => null);
  return refusalFrom(problem, response);
}

export function refusalFrom(problem: unknown, response: Response): Refusal {
  const retryAfter = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  const isProblem = typeof problem === 'object' && problem !== null;
  return new Refusal(
    isProblem ? (problem as Partial<Problem>) : {},
    response.status,
    Number.isNaN(retryAfter) ? null : retryAfter,
  );
}

export const isNotFound = (error: unknown): boolean => error instanceof Refusal && error.status === 404;

/** What went wrong and what to do about it, in words, whatever was thrown. */
export function describeError(error: unknown): string {
  const words = texts.common.failures;
  if (error instanceof Silence) return words.noAnswer;
  if (!(error instanceof Refusal)) return words.unexpected;
  switch (error.status) {
    case 401:
      return error.detail === '' ? words.signedOut : error.detail;
    case 429:
      return words.tooMany(error.retryAfter_s);
    case 413:
      return words.tooLarge;
    case 503:
      return error.detail === '' ? words.unavailable : error.detail;
    default:
      return error.status >= 500 || error.detail === '' ? words.server(error.status) : error.detail;
  }
}
