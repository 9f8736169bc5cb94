// Runs the programs that measure and those around them.

import { join } from 'node:path';

import { mustRun, projectRoot, type RunOptions } from '../../tests/support/commands.ts';
import { adminAccount } from '../../tests/support/server.ts';
import { interrupted } from './interruption.ts';

/// Progress goes to standard error; standard output is for the results alone.
export const note = (line: string): void => console.error(line);

/// A program that must succeed, shown as it goes on, for as long as it takes. A signal ends it.
export function perform(file: string, args: string[], options: RunOptions = {}): Promise<string> {
  return mustRun(file, args, { timeout_ms: 0, signal: interrupted, ...options });
}

/// A program that script/bench has built.
export const built = (name: string): string => join(projectRoot, 'build/release', name);

/// The admin, as the programs that sign in expect to be told.
export const adminEnvironment: Record<string, string> = {
  ADMITONE_ADMIN_USERNAME: adminAccount.username,
  ADMITONE_ADMIN_PASSWORD: adminAccount.password,
};
