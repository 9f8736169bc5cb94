import { describe, expect, test } from 'vitest';

import { nameOf } from './server-file';

describe('The name of a file', () => {
  test('is the one that the server gave it', () => {
    expect(nameOf('inline; filename="ticket-000001.pdf"')).toBe('ticket-000001.pdf');
  });

  test('is unknown without one, and never leads out of a folder', () => {
    expect(nameOf(null)).toBeUndefined();
    expect(nameOf('attachment')).toBeUndefined();
    expect(nameOf('attachment; filename="../../x"')).toBeUndefined();
  });
});
