// Runs a program that starts others of its own and does not clean up after a signal.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { plainEnvironment, projectRoot } from '../../tests/support/commands.ts';
import { interrupted, sleepAnyway } from './interruption.ts';

const endTimeout_ms = 20_000;

/// Whether a process of the group was there to be told.
function tellGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/// Asks all of the group to end, and makes them when they take too long.
async function endGroup(group: number): Promise<void> {
  const deadline_ms = Date.now() + endTimeout_ms;
  tellGroup(group, 'SIGTERM');
  while (tellGroup(group, Date.now() < deadline_ms ? 0 : 'SIGKILL')) await sleepAnyway(50);
}

/// Runs it to its end in a process group of its own and returns what it printed; its standard error is shown. Throws
/// unless it succeeds. A signal ends it and all that it has started.
export async function performGroup(
  file: string,
  args: string[],
  environment: Record<string, string>,
): Promise<string> {
  interrupted.throwIfAborted();
  const child = spawn(file, args, {
    cwd: projectRoot,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...plainEnvironment(), ...environment },
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  const closed = once(child, 'close');
  const group = child.pid;
  if (group === undefined) {
    await closed;
    throw new Error(`${file} did not start`);
  }
  const end = (): boolean => tellGroup(group, 'SIGTERM');
  interrupted.addEventListener('abort', end);
  try {
    const [code] = await closed;
    interrupted.throwIfAborted();
    if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}`);
  } finally {
    interrupted.removeEventListener('abort', end);
    await endGroup(group);
  }
  return Buffer.concat(printed).toString('utf8');
}
