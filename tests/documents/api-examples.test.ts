// docs/api-examples.md: every command works, and every endpoint has one.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { play, readDocument, type Request } from '../support/documents.ts';

/// The document says that it is refused when it comes so soon.
const refusals: Record<string, number> = { '/api/auth/send-verification': 429 };
const statusOk_max = 299;

/// "GET /api/tickets/{id} admins" as what a log's requests are compared with. A server logs no ticket number.
function matcher(route: string): (request: Request) => boolean {
  const [method, path = ''] = route.split(' ');
  const pattern = new RegExp(`^${path.replace('{number}', '').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  return (request) =>
    request.method === method && pattern.test(request.path) &&
    (request.status <= statusOk_max || request.status === refusals[path]);
}

describe('docs/api-examples.md', () => {
  test('has a command for every endpoint, and each of them works', async () => {
    const routes = (await readDocument('docs/routes.txt')).trim().split('\n');
    const { requests } = await play('docs/api-examples.md');
    const missing = routes.filter((route) => !requests.some(matcher(route)));
    assert.deepEqual(missing, []);
  });

  test('names every endpoint as the table of routes does', async () => {
    const routes = (await readDocument('docs/routes.txt')).trim().split('\n');
    const text = (await readDocument('docs/api-examples.md')).replaceAll(/\s+/g, ' ');
    const named = routes.map((route) => route.split(' ').slice(0, 2).join(' '));
    assert.deepEqual(named.filter((route) => !text.includes(`\`${route}\``)), []);
  });
});
