// node bench/scaling/simulate.ts          prints the tables of docs/scaling.md
// node bench/scaling/simulate.ts --write  puts them into it

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { tables, withTables } from './report.ts';

const [option, ...others] = process.argv.slice(2);
if (others.length > 0 || (option !== undefined && option !== '--write')) {
  process.stderr.write('simulate.ts takes --write, or nothing\n');
  process.exit(2);
}
if (option === '--write') {
  const path = fileURLToPath(new URL('../../docs/scaling.md', import.meta.url));
  await writeFile(path, withTables(await readFile(path, 'utf8'), tables()));
} else {
  for (const [name, markdown] of tables()) process.stdout.write(`${name}\n\n${markdown}\n\n`);
}
