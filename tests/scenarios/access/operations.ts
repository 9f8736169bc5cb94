// Who may look behind the scenes.

import assert from 'node:assert/strict';

import type { List } from '../../support/wire.ts';
import { adminsOnly, anybody, signedIn, simply, type Row } from './row.ts';

export const operations: Row[] = [
  {
    endpoint: 'GET /api/keys',
    statuses: signedIn,
    prepare: simply('/api/keys/', ({ body }) => assert.ok((body as List<object>).items.length > 0)),
  },
  { endpoint: 'GET /api/journal', statuses: adminsOnly(200), prepare: simply('/api/journal/') },
  {
    endpoint: 'GET /api/clock',
    statuses: anybody(200),
    prepare: simply('/api/clock', ({ body }) => {
      const skew_ms = Date.parse((body as { now: string }).now) - Date.now();
      assert.ok(Math.abs(skew_ms) < 60_000, `the server is ${skew_ms} ms away`);
    }),
  },
  { endpoint: 'GET /healthz', statuses: anybody(200), prepare: simply('/healthz') },
  { endpoint: 'GET /readyz', statuses: anybody(200), prepare: simply('/readyz') },
  { endpoint: 'GET /metrics', statuses: anybody(200), prepare: simply('/metrics') },
  { endpoint: 'GET /openapi.json', statuses: anybody(200), prepare: simply('/openapi.json') },
  { endpoint: 'GET /docs', statuses: anybody(200), prepare: simply('/docs') },
];
