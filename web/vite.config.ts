import { fileURLToPath } from 'node:url';

import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

import { chunks } from './scripts/chunks.ts';
import { cutFonts, fontsFolder } from './scripts/fonts.ts';

// Where the server of the day listens, for `npm run dev`.
const api = process.env['ADMITONE_API'] ?? 'http://127.0.0.1:8000';
const servedByTheBinary = ['/api', '/docs', '/openapi.json', '/metrics', '/healthz', '/readyz'];

// The two faces that the first page is set in begin to load with it, not after its styles.
const firstFaces = /(bricolage-grotesque|instrument-sans)-words-[^/]*\.woff2$/;

function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle).filter((file) => firstFaces.test(file)).map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
          injectTo: 'head' as const,
        })),
    },
  };
}

/**
 * The app begins to be fetched with the page, though it is first.ts that asks for it; and before all else, as it is the
 * largest file.
 */
function preloadApp(): Plugin {
  return {
    name: 'preload-app',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const files = new Set<string>();
        const add = (file: string): void => {
          const chunk = bundle[file];
          if (chunk?.type !== 'chunk' || files.has(file)) return;
          files.add(file);
          for (const imported of chunk.imports) add(imported);
        };
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === 'chunk' && chunk.moduleIds.some((id) => id.endsWith('/src/app/main.tsx'))) add(chunk.fileName);
        }
        return [...files].filter((file) => !html.includes(file)).map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: '', href: `/${file}` },
          injectTo: 'head-prepend' as const,
        }));
      },
    },
  };
}

export default defineConfig({
  plugins: [cutFonts(), react(), tailwindcss(), preloadFonts(), preloadApp()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)), '@fonts': fontsFolder } },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(servedByTheBinary.map((path) => [path, { target: api }])),
  },
  build: {
    outDir: '../build/web/dist',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'firefox114', 'safari16.4'],
    // The Content-Security-Policy lets nothing in that is not a file of this origin: no data: fonts, and
    // no inline script, which the polyfill for old browsers would be.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  worker: {
    format: 'es',
    // The server knows the decoder's worker by the beginning of its name, and lets it compile WebAssembly.
    rolldownOptions: { output: { entryFileNames: 'assets/[name]-[hash].js' } },
  },
  test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], environment: 'node' },
});
