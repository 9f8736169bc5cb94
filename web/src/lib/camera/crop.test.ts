import { describe, expect, test } from 'vitest';

import { middleSquare } from './crop';

describe('The middle square', () => {
  test('of a wide picture leaves out both ends and is brought down', () => {
    expect(middleSquare(1280, 720)).toEqual({ x: 280, y: 0, side: 720, target: 640 });
  });

  test('of a tall picture leaves out top and bottom', () => {
    expect(middleSquare(720, 1280)).toEqual({ x: 0, y: 280, side: 720, target: 640 });
  });

  test('of a small picture keeps its own pixels', () => {
    expect(middleSquare(640, 480)).toEqual({ x: 80, y: 0, side: 480, target: 480 });
  });

  test('of a picture that has not come yet is none', () => {
    expect(middleSquare(0, 0)).toBeNull();
  });
});
