// Scans for tests, as the server writes them.

import type { Scan, ScanRequest } from './scan-request';

export function someScan(changes: Partial<Scan> = {}): Scan {
  return {
    id: 1,
    scan_id: '0b54b1f2-6f0e-4d53-9a5e-4a1d8f0f7c11',
    ticket_id: 12,
    concert_id: 1,
    scan_type: 'attendance',
    verdict: 'accepted',
    reason: 'ok',
    message: 'Admitted.',
    scanned_by_user_id: 2,
    location: 'Gate A',
    notes: null,
    scanned_at: '2026-11-23T19:34:00Z',
    ticket: {
      number: 'K7QM-2X9D-4HTR', serial: 12, tier: 'Seated', status: 'attended', buyer_name: 'Ana Lima',
    },
    previous: null,
    ...changes,
  };
}

export function someRequest(changes: Partial<ScanRequest> = {}): ScanRequest {
  return {
    scan_id: '0b54b1f2-6f0e-4d53-9a5e-4a1d8f0f7c11',
    code: 'NCF3A8K2',
    concert_id: 1,
    scan_type: 'attendance',
    location: 'Gate A',
    ...changes,
  };
}
