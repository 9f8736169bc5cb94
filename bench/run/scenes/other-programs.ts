// Paper and web: what people hold (bench/paper) and the web app in a browser (bench/web). Both are programs of their
// own with databases of their own, which write their tables themselves; here they get a place in the results.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { binary, projectRoot } from '../../../tests/support/commands.ts';
import { performGroup } from '../program-group.ts';
import { note, perform } from '../programs.ts';
import type { Finding } from '../results.ts';
import type { Workshop } from '../workshop.ts';

async function runProgram(workshop: Workshop, part: 'paper' | 'web', title: string): Promise<Finding> {
  const { folder } = workshop;
  // Their databases and the servers' files go where the others are too.
  const { CHROMIUM } = process.env;
  const markdown = await performGroup(process.execPath, [join(projectRoot, `bench/${part}/figures.ts`), folder], {
    ADMITONE_BINARY: binary, TMPDIR: folder, ...(CHROMIUM === undefined ? {} : { CHROMIUM }),
  });
  const figures: unknown = JSON.parse(await readFile(join(folder, `${part}.json`), 'utf8'));
  return { title, markdown, plots: [], figures };
}

/// Tickets made and signed, pages, pictures, and print sheets.
export const measurePaper = (workshop: Workshop): Promise<Finding> =>
  runProgram(workshop, 'paper', 'What people hold');

/// Lighthouse, the door's camera, and the live page. Brings Lighthouse when it is not there.
export async function measureWeb(workshop: Workshop): Promise<Finding> {
  const folder = join(projectRoot, 'bench/web');
  if (!existsSync(join(folder, 'node_modules/lighthouse'))) {
    note('Installing Lighthouse into bench/web/node_modules');
    const { PATH = '', ...others } = process.env;
    // All of this process's environment: it says how the network is reached.
    await perform('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'], {
      environment: { ...others as Record<string, string>, PATH: `${dirname(process.execPath)}:${PATH}` },
      showsErrors: true,
    });
  }
  return runProgram(workshop, 'web', 'In the browser');
}
