// Packs the built web app for the binary: each file, and its brotli and gzip forms where they are smaller, in
// one assembly file, and an index of them in C++ that base/embedded.hpp describes.
//
//   node web/scripts/pack.ts build/web/dist build/web

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) {
  console.error('usage: pack.ts FOLDER-OF-THE-APP FOLDER-FOR-THE-RESULT');
  process.exit(2);
}

/// Below this a form is not worth its place: headers are as long.
const gain_bytes_min = 128;
const isCompressible = /\.(html|js|css|svg|json|wasm|webmanifest|txt)$/;

interface Packed {
  path: string;
  contents: Buffer;
}

function* forms(path: string, contents: Buffer): Generator<Packed> {
  yield { path, contents };
  if (!isCompressible.test(path)) return;
  const brotli = brotliCompressSync(contents, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: contents.length,
    },
  });
  const gzip = gzipSync(contents, { level: constants.Z_BEST_COMPRESSION });
  for (const [suffix, form] of [['.br', brotli], ['.gz', gzip]] as const) {
    if (form.length + gain_bytes_min < contents.length) yield { path: path + suffix, contents: form };
  }
}

const files = readdirSync(from, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(from.replace(/\/$/, '').length + 1))
  // Vite's own notes are for the budget check.
  .filter((path) => !path.startsWith('.vite/'))
  .sort();
const packed = files.flatMap((path) => [...forms(path, readFileSync(join(from, path)))]);

// The assembler reads the files, so the compressed ones must lie somewhere.
const formsFolder = resolve(to, 'packed');
rmSync(formsFolder, { recursive: true, force: true });
const assembly = ['.section .rodata'];
const declarations: string[] = [];
const entries: string[] = [];
packed.forEach(({ path, contents }, index) => {
  const file = join(formsFolder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, contents);
  const symbol = `admitone_web_${index}`;
  assembly.push(
    `.global ${symbol}_begin`, `.global ${symbol}_end`, '.balign 16',
    `${symbol}_begin:`, `.incbin "${file}"`, `${symbol}_end:`, '.byte 0',
  );
  declarations.push(
    `extern "C" const char ${symbol}_begin[];`, `extern "C" const char ${symbol}_end[];`,
  );
  entries.push(`      {"${path}", {${symbol}_begin, ${symbol}_end}},`);
});
assembly.push('.section .note.GNU-stack,"",@progbits', '');

writeFileSync(join(to, 'app.S'), assembly.join('\n'));
writeFileSync(
  join(to, 'app.cpp'),
  `#include <array>
#include <span>

#include "base/embedded.hpp"

${declarations.join('\n')}

namespace admitone::embedded {

std::span<const base::EmbeddedFile> web_app();
std::span<const base::EmbeddedFile> web_app() {
  static const std::array<base::EmbeddedFile, ${packed.length}> files{{
${entries.join('\n')}
  }};
  return files;
}

}  // namespace admitone::embedded
`,
);
const sum = packed.reduce((total, { contents }) => total + contents.length, 0);
console.log(`Packed ${files.length} files of the web app: ${Math.round(sum / 1024)} KiB in all forms`);
