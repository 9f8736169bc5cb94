import { describe, expect, test } from 'vitest';

import { readSettings } from './door-settings';

const post = { concert_id: 3, scan_type: 'attendance', location: 'Gate A' };
const none = { post: null, lens: null, hasSound: true };

describe('What a device remembers of its door', () => {
  test('is read as it was written', () => {
    const written = { post, lens: 'back', hasSound: false };
    expect(readSettings(JSON.stringify(written))).toEqual(written);
  });

  test.each([null, '', '{', '[]', '{"post":{"concert_id":"3"}}', '{"post":{"concert_id":3,"scan_type":"x","location":"A"}}'])(
    'is nothing when %j was written',
    (text) => expect(readSettings(text)).toEqual(none),
  );
});
