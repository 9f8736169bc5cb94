import { describe, expect, it } from 'vitest';

import { EventStreamParser, type ServerSentEvent } from '@/lib/sse';

function parsed(...pieces: string[]): ServerSentEvent[] {
  const parser = new EventStreamParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

describe('the event stream parser', () => {
  it('reads an event with id, name and data', () => {
    expect(parsed('id: 12\nevent: scan\ndata: {"a":1}\n\n')).toEqual([
      { id: '12', name: 'scan', data: '{"a":1}' },
    ]);
  });

  it('reads the same events however the text is cut', () => {
    const text = 'id: 1\r\nevent: scan\r\ndata: one\r\n\r\n: heartbeat\r\n\r\ndata: two\rdata: more\r\r';
    const whole = parsed(text + '\n');
    expect(whole).toEqual([
      { id: '1', name: 'scan', data: 'one' },
      { id: '1', name: 'message', data: 'two\nmore' },
    ]);
    for (let cut = 0; cut <= text.length; ++cut) {
      expect(parsed(text.slice(0, cut), text.slice(cut), '\n')).toEqual(whole);
    }
    expect(parsed(...(text + '\n'))).toEqual(whole);
  });

  it('says nothing for comments and for events without data', () => {
    expect(parsed(':\n\n: hello\n\nevent: scan\n\nid: 7\n\n')).toEqual([]);
  });

  it('keeps the newest id for an event without one', () => {
    expect(parsed('id: 7\ndata: a\n\ndata: b\n\n').map((event) => event.id)).toEqual(['7', '7']);
  });

  it('takes one space after the colon and no more', () => {
    expect(parsed('data:  two\ndata:none\ndata\n\n')[0]?.data).toBe(' two\nnone\n');
  });

  it('skips a byte order mark, and keeps an unfinished event to itself', () => {
    expect(parsed('\uFEFFdata: a\n\ndata: b\n')).toEqual([{ id: '', name: 'message', data: 'a' }]);
  });
});
