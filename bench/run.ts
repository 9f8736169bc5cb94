// Measures Admit One beside what bounds it and what people would otherwise use; script/bench starts it.
// Sections of Markdown go to standard output and into results.md, progress to standard error.

import { join, relative } from 'node:path';

import { projectRoot } from '../tests/support/commands.ts';
import { requirePeer } from './run/fastapi.ts';
import { catchSignals, exitCodeOfInterruption, interrupted } from './run/interruption.ts';
import { describeMachine, loadNow } from './run/machine.ts';
import { parseOptions, type Options, type SceneName } from './run/options.ts';
import { requirePostgres } from './run/postgres.ts';
import { note } from './run/programs.ts';
import { Results, type Finding } from './run/results.ts';
import { measureConnections } from './run/scenes/connections.ts';
import { measureNodes } from './run/scenes/nodes.ts';
import { measurePaper, measureWeb } from './run/scenes/other-programs.ts';
import { measureSides } from './run/scenes/sides.ts';
import { measureSizes } from './run/scenes/sizes.ts';
import { measureWaiting } from './run/scenes/waiting.ts';
import { Workshop } from './run/workshop.ts';

const scenes: Record<SceneName, (workshop: Workshop) => Promise<Finding>> = {
  sides: measureSides,
  connections: measureConnections,
  waiting: measureWaiting,
  sizes: measureSizes,
  nodes: measureNodes,
  paper: measurePaper,
  web: measureWeb,
};

/// Says what is missing before anything is measured.
async function requirePrograms(options: Options): Promise<void> {
  if (!options.withPostgres) return;
  await requirePostgres();
  const comparing: SceneName[] = ['sides', 'connections'];
  if (options.withPeers && options.scenes.some((scene) => comparing.includes(scene))) await requirePeer();
}

async function measure(options: Options, loadBefore: string): Promise<void> {
  const scratch = join(projectRoot, 'build/bench');
  // Figures of tiny amounts mean nothing and must not take the place of others.
  const quickFolder = join(scratch, 'quick');
  const results = options.isQuick
    ? new Results(quickFolder, quickFolder)
    : new Results(join(projectRoot, 'bench/results'), scratch);
  const begin_ms = performance.now();
  const passed_s = (): number => Math.round((performance.now() - begin_ms) / 1000);
  const workshop = await Workshop.open(options, scratch);
  try {
    const machine = await describeMachine(workshop, loadBefore);
    for (const [place, scene] of options.scenes.entries()) {
      interrupted.throwIfAborted();
      note(`== ${scene}, ${place + 1} of ${options.scenes.length} scenes, after ${passed_s()} s`);
      console.log(`${await results.write(scene, machine, await scenes[scene](workshop))}\n`);
    }
  } finally {
    await workshop.close();
  }
  note(`Measured in ${passed_s()} s; the results are in ${relative(projectRoot, results.path)}`);
}

catchSignals();
try {
  const loadBefore = loadNow();
  const options = parseOptions(process.argv.slice(2));
  await requirePrograms(options);
  await measure(options, loadBefore);
} catch (error) {
  const exitCode = exitCodeOfInterruption();
  if (exitCode !== null) note('Interrupted; what was started is gone');
  else note(`script/bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = exitCode ?? 1;
}
