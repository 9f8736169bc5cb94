// What the first page and the door make a phone download. Fails the build when it is more than promised.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

interface Chunk {
  file: string;
  name?: string;
  imports?: string[];
  assets?: string[];
  isEntry?: boolean;
}
export type Manifest = Record<string, Chunk>;

interface Budget {
  name: string;
  /** The names of the chunks that a visitor to this page loads first. */
  chunks: readonly string[];
  scripts_kB: number;
  wasm_kB: number;
}

const budgets: readonly Budget[] = [
  { name: 'first page (sign-in)', chunks: ['first', 'app'], scripts_kB: 90, wasm_kB: 0 },
  { name: 'door', chunks: ['first', 'app', 'signed-in', 'door-page'], scripts_kB: 130, wasm_kB: 330 },
];

/** The manifest's key for the chunk of this name. */
export function keyOf(manifest: Manifest, name: string): string {
  const key = Object.keys(manifest).find((each) => manifest[each]?.name === name);
  if (key === undefined) throw new Error(`the manifest has no chunk with the name ${name}`);
  return key;
}

/** The keys of these modules and of all that they import before they can run. */
export function withImports(manifest: Manifest, modules: readonly string[]): string[] {
  const found = new Set<string>();
  const waiting = [...modules];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (found.has(key)) continue;
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`the manifest has no ${key}`);
    found.add(key);
    waiting.push(...(chunk.imports ?? []));
  }
  return [...found];
}

/** The files to download for these modules, workers and WebAssembly included. */
export function filesOf(manifest: Manifest, modules: readonly string[]): string[] {
  const files = withImports(manifest, modules).flatMap((key) => {
    const chunk = manifest[key];
    return chunk === undefined ? [] : [chunk.file, ...(chunk.assets ?? [])];
  });
  return [...new Set(files)].filter((file) => /\.(js|wasm)$/.test(file));
}

function check(folder: string): boolean {
  const manifest = JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, 'utf8')) as Manifest;
  const size_kB = (file: string): number => brotliCompressSync(readFileSync(`${folder}/${file}`)).length / 1000;
  // A worker is built apart, so that the manifest does not know which WebAssembly it fetches: its text does.
  const wasmOf = (file: string): string[] =>
    readFileSync(`${folder}/${file}`, 'utf8').match(/assets\/[\w-]+\.wasm/g) ?? [];
  const sum_kB = (files: string[]): number => files.reduce((sum, file) => sum + size_kB(file), 0);
  let isWithin = true;
  const row = (name: string, kB: number, max_kB: number): void => {
    const verdict = kB <= max_kB ? 'ok' : 'TOO MUCH';
    isWithin &&= kB <= max_kB;
    console.log(`${name.padEnd(36)} ${kB.toFixed(1).padStart(7)} kB of ${String(max_kB).padStart(4)} kB  ${verdict}`);
  };
  console.log('What a visitor downloads, brotli:');
  for (const budget of budgets) {
    const files = filesOf(manifest, budget.chunks.map((name) => keyOf(manifest, name)));
    const scripts = files.filter((file) => file.endsWith('.js'));
    const wasm = new Set([...files.filter((file) => file.endsWith('.wasm')), ...scripts.flatMap(wasmOf)]);
    row(`${budget.name}, scripts`, sum_kB(scripts), budget.scripts_kB);
    row(`${budget.name}, WebAssembly`, sum_kB([...wasm]), budget.wasm_kB);
  }
  return isWithin;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isWithin = check(fileURLToPath(new URL('../../build/web/dist', import.meta.url)));
  process.exit(isWithin ? 0 : 1);
}
