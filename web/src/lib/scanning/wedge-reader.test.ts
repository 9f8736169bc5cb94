import { describe, expect, test } from 'vitest';

import { WedgeReader, type KeyMeaning } from './wedge-reader';

function type(reader: WedgeReader, keys: readonly string[], gap_ms: number): KeyMeaning {
  let meaning: KeyMeaning = { kind: 'typing' };
  let at_ms = 1000;
  for (const key of keys) meaning = reader.take({ key, at_ms: (at_ms += gap_ms) });
  return meaning;
}

const withEnter = (text: string): string[] => [...text, 'Enter'];

describe('Keys that come in a burst and end with Enter', () => {
  test.each(['NCF3A8K2$%*+-./:', ' BEGINS WITH SPACE', 'ENDS WITH SPACE ', '  TWO'.padEnd(12)])(
    'are the code %j, to the letter',
    (text) => {
      expect(type(new WedgeReader(), withEnter(text), 5)).toEqual({ kind: 'code', text });
    },
  );

  test('are a code although a reader presses Shift between them', () => {
    const keys = ['Shift', 'A', 'Shift', 'B', 'C', 'D', 'Shift', '$', '1', '2', '3', 'Enter'];
    expect(type(new WedgeReader(), keys, 8)).toEqual({ kind: 'code', text: 'ABCD$123' });
  });

  test('are one code each, when two follow one another', () => {
    const reader = new WedgeReader();
    expect(type(reader, withEnter('FIRSTCODE'), 5)).toEqual({ kind: 'code', text: 'FIRSTCODE' });
    expect(type(reader, withEnter('SECONDCODE'), 5)).toEqual({ kind: 'code', text: 'SECONDCODE' });
  });

  test('do not take over what a hand typed before', () => {
    const reader = new WedgeReader();
    reader.take({ key: 'x', at_ms: 0 });
    reader.take({ key: 'y', at_ms: 300 });
    expect(type(reader, withEnter('NCF3A8K2'), 5)).toEqual({ kind: 'code', text: 'NCF3A8K2' });
  });

  test('belong to the burst from the third on, so that they press no button', () => {
    const reader = new WedgeReader();
    expect(type(reader, [...'AB'], 5)).toEqual({ kind: 'typing' });
    expect(reader.take({ key: ' ', at_ms: 1015 })).toEqual({ kind: 'burst' });
  });
});

describe('Typing', () => {
  test('by hand is no code, however long', () => {
    expect(type(new WedgeReader(), withEnter('K7QM-2X9D-4HTR'), 90)).toEqual({ kind: 'typing' });
  });

  test('of a few fast keys is no code', () => {
    expect(type(new WedgeReader(), withEnter('ANA'), 5)).toEqual({ kind: 'typing' });
  });

  test('that ends with a slow Enter is no code', () => {
    const reader = new WedgeReader();
    type(reader, [...'NCF3A8K2'], 5);
    expect(reader.take({ key: 'Enter', at_ms: 5000 })).toEqual({ kind: 'typing' });
  });

  test('of an arrow in between breaks a burst', () => {
    const keys = [...'ABCDEF', 'ArrowLeft', ...'GH', 'Enter'];
    expect(type(new WedgeReader(), keys, 5)).toEqual({ kind: 'typing' });
  });
});
