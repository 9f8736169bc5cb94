// What script/bench is told on its command line.

import { parseArgs } from 'node:util';

export const sceneNames = [
  'sides', 'connections', 'waiting', 'sizes', 'nodes', 'paper', 'web',
] as const;
export type SceneName = (typeof sceneNames)[number];

/// Programs of their own, on databases of their own.
const ownPrograms: SceneName[] = ['paper', 'web'];

export interface Options {
  scenes: SceneName[];
  /// Tiny amounts, to see that everything runs; their figures mean nothing.
  isQuick: boolean;
  /// Adds the size of 10,000,000 tickets.
  isLarge: boolean;
  /// Not where it is left out, nor where no scene needs it.
  withPostgres: boolean;
  withPeers: boolean;
  /// Instead of each scene's own number of rounds.
  rounds: number | null;
}

/// Throws an Error whose message tells the reader what to change.
export function parseOptions(words: string[]): Options {
  const { values } = parseArgs({
    args: words,
    options: {
      'only': { type: 'string' },
      'quick': { type: 'boolean', default: false },
      'large': { type: 'boolean', default: false },
      'no-postgres': { type: 'boolean', default: false },
      'no-peers': { type: 'boolean', default: false },
      'rounds': { type: 'string' },
    },
  });
  const scenes = values.only === undefined ? scenesOfAll(values.quick) : values.only.split(',').map(sceneOf);
  const leavesOutPostgres = values['no-postgres'];
  if (leavesOutPostgres && values.only !== undefined && scenes.includes('nodes')) {
    throw new Error('the scene nodes needs PostgreSQL: leave out --no-postgres');
  }
  return {
    scenes: leavesOutPostgres ? scenes.filter((scene) => scene !== 'nodes') : scenes,
    isQuick: values.quick,
    isLarge: values.large,
    withPostgres: !leavesOutPostgres && scenes.some((scene) => !ownPrograms.includes(scene)),
    withPeers: !values['no-peers'],
    rounds: values.rounds === undefined ? null : roundsOf(values.rounds),
  };
}

/// A quick look is without the programs that know no tiny amounts.
function scenesOfAll(isQuick: boolean): SceneName[] {
  return sceneNames.filter((scene) => !isQuick || !ownPrograms.includes(scene));
}

function sceneOf(word: string): SceneName {
  const scene = sceneNames.find((name) => name === word);
  if (scene === undefined) throw new Error(`--only: no scene ${word}; there are ${sceneNames.join(', ')}`);
  return scene;
}

function roundsOf(word: string): number {
  if (!/^[1-9]\d?$/.test(word)) throw new Error(`--rounds: not a number from 1 to 99: ${word}`);
  return Number(word);
}
