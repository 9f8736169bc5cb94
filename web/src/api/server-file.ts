// Files that the server makes: fetched with this person's token, which a plain link could not carry.

import { authorizedFetch } from '@/api/authorized-fetch';
import { refusalOf, Silence } from '@/api/problem';

interface FetchOptions {
  signal?: AbortSignal;
  /** How many octets have come so far; of all, when the server said how many there are. */
  onProgress?: (come: number, all: number | null) => void;
}

/** The file at this address of the API, named as the server names it. Throws a Refusal or a Silence. */
export async function fetchFile(path: string, { signal, onProgress }: FetchOptions = {}): Promise<File> {
  const response = await authorizedFetch(new URL(path, location.origin), signal === undefined ? {} : { signal });
  if (!response.ok) throw await refusalOf(response);
  const parts = await read(response, signal, onProgress);
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  return new File(parts, nameOf(response.headers.get('content-disposition')) ?? lastPartOf(path), { type });
}

async function read(
  response: Response,
  signal: AbortSignal | undefined,
  onProgress: FetchOptions['onProgress'],
): Promise<Uint8Array<ArrayBuffer>[]> {
  const all = Number.parseInt(response.headers.get('content-length') ?? '', 10);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let come = 0;
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      parts.push(part.value);
      come += part.value.length;
      onProgress?.(come, Number.isNaN(all) ? null : all);
    }
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new Silence(cause);
  }
  return parts;
}

/** 'inline; filename="ticket-000001.pdf"' -> "ticket-000001.pdf" */
export const nameOf = (disposition: string | null): string | undefined =>
  /filename="([^"\\/]+)"/.exec(disposition ?? '')?.[1];

const lastPartOf = (path: string): string => path.split('?')[0]?.split('/').at(-1) ?? 'file';
