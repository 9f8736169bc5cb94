// What this door asks the server: one attempt, with an id of its own that stays the same however often it
// has to be sent.

import type { components } from '@/api/schema.gen';

export type Scan = components['schemas']['Scan'];
export type ScanType = components['schemas']['ScanType'];

/// What a guest shows: the text of a code, or the number that is read or typed.
export type Presented =
  | { kind: 'code'; code: string }
  | { kind: 'number'; ticket_number: string };

/// Where this device stands.
export interface Post {
  concert_id: number;
  scan_type: ScanType;
  location: string;
}

export interface ScanRequest extends Post {
  scan_id: string;
  code?: string;
  ticket_number?: string;
}

/// crypto.randomUUID() exists on secure pages only; a door without a camera still scans.
export function newScanId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const octets = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

export function requestFor(presented: Presented, post: Post, scan_id: string): ScanRequest {
  switch (presented.kind) {
    case 'code':
      return { ...post, scan_id, code: presented.code };
    case 'number':
      return { ...post, scan_id, ticket_number: presented.ticket_number };
  }
}

/// Whether both ask the same question, whatever their ids.
export const asksTheSame = (one: ScanRequest, other: ScanRequest): boolean =>
  one.code === other.code &&
  one.ticket_number === other.ticket_number &&
  one.concert_id === other.concert_id &&
  one.scan_type === other.scan_type &&
  one.location === other.location;
