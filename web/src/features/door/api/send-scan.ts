// One request for a verdict, and what its answer means to somebody who may ask again.

import { answerOf, api } from '@/api/client';
import { Refusal } from '@/api/problem';

import type { Answer, Send } from '../logic/submit';

/// Throws when there is no answer.
export const sendScan: Send = async (request, signal): Promise<Answer> => {
  try {
    const scan = await answerOf(api.POST('/api/scans', { body: request, signal }));
    return { kind: 'judged', scan };
  } catch (error) {
    if (error instanceof Refusal) return answerFrom(error);
    throw error;
  }
};

export function answerFrom({ status, detail, fields, retryAfter_s }: Refusal): Answer {
  if (status === 401) return { kind: 'signed-out' };
  // The same scan_id cannot be judged twice, so whatever broke in there, asking again is safe.
  if (status === 408 || status === 429 || status >= 500) {
    return { kind: 'unavailable', retryAfter_ms: retryAfter_s === null ? null : retryAfter_s * 1000 };
  }
  const objections = [...fields].map(([field, objection]) => `${field} ${objection}`);
  return { kind: 'rejected', detail: [detail, ...objections].join(' ') };
}
