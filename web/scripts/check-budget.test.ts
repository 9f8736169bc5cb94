import { describe, expect, it } from 'vitest';

import { filesOf, keyOf } from './check-budget';

const manifest = {
  'index.html': { file: 'index.js', imports: ['_react.js'], isEntry: true },
  '_react.js': { file: 'react.js', imports: ['_runtime.js'] },
  '_runtime.js': { file: 'runtime.js', imports: ['_react.js'] },
  'door.tsx': { file: 'door.js', imports: ['_react.js'], assets: ['decoder-worker.js', 'reader.wasm', 'mono.woff2'] },
  'later.tsx': { file: 'later.js' },
};

describe('the files of a page', () => {
  it('are those that it imports, each once, and no page that comes later', () => {
    expect(filesOf(manifest, ['index.html']).sort()).toEqual(['index.js', 'react.js', 'runtime.js']);
  });

  it('include workers and WebAssembly, and no fonts', () => {
    expect(filesOf(manifest, ['index.html', 'door.tsx'])).toContain('reader.wasm');
    expect(filesOf(manifest, ['door.tsx'])).toContain('decoder-worker.js');
    expect(filesOf(manifest, ['door.tsx'])).not.toContain('mono.woff2');
  });

  it('cannot be told of a page that was renamed', () => {
    expect(() => filesOf(manifest, ['gone.tsx'])).toThrow('gone.tsx');
    expect(() => keyOf(manifest, 'gone')).toThrow('gone');
  });

  it('are found by the name of their chunk', () => {
    expect(keyOf({ ...manifest, '_app-x1.js': { file: 'app-x1.js', name: 'app' } }, 'app')).toBe('_app-x1.js');
  });
});
