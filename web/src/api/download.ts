// Files of the server's. They need this person's token, so that a plain link cannot fetch them.

import { authorizedFetch } from '@/api/authorized-fetch';
import { refusalOf, Silence } from '@/api/problem';

interface Downloaded {
  /** As the server calls it. */
  name: string;
  content: Blob;
}

interface Options {
  signal?: AbortSignal;
  /** How much has come; how much there will be is not known before its end. */
  onProgress?: (octets: number) => void;
}

/** The whole file. Throws a Refusal, a Silence when it breaks off, and AbortError when the caller gave up. */
export async function download(path: string, { signal, onProgress }: Options = {}): Promise<Downloaded> {
  const response = await authorizedFetch(path, signal === undefined ? {} : { signal });
  if (!response.ok) throw await refusalOf(response);
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let octets = 0;
  try {
    for (const reader = response.body?.getReader(); reader !== undefined;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      octets += value.length;
      onProgress?.(octets);
    }
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Silence(cause);
  }
  return { name: name ?? path.replace(/^.*\//, ''), content: new Blob(parts, { type }) };
}
