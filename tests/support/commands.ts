// Runs programs: the binary under test and the tools around it.

import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '../..');

/// The binary under test.
export const binary = resolve(
  process.env['ADMITONE_BINARY'] ?? resolve(projectRoot, 'build/release/admitone'),
);

export interface Outcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /// Added to a small environment; the caller's own ADMITONE_ settings never leak into a test.
  environment?: Record<string, string>;
  input?: string;
  folder?: string;
  /// 0: as long as it takes.
  timeout_ms?: number;
  /// Kills the program when it is aborted.
  signal?: AbortSignal;
  /// Whether what it writes to standard error is shown as it comes, as well as returned.
  showsErrors?: boolean;
}

/// What a program needs of this process's environment: where to find others, and the sanitizers' options.
export function plainEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && /^(PATH|HOME|TMPDIR|LANG|.*SAN_OPTIONS)$/.test(name),
  );
  return Object.fromEntries(kept) as Record<string, string>;
}

/// Runs a program to its end. Throws when it takes longer than the timeout or does not start at all.
export function run(file: string, args: string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((done, failed) => {
    const child = execFile(
      file,
      args,
      {
        cwd: options.folder ?? projectRoot,
        env: { ...plainEnvironment(), ...options.environment },
        timeout: options.timeout_ms ?? 60_000,
        killSignal: 'SIGKILL',
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : error.code;
        if (typeof exitCode === 'number') {
          done({ exitCode, stdout, stderr });
        } else {
          failed(new Error(`${file} ${args.join(' ')}: ${error?.message}\n${stderr}`));
        }
      },
    );
    if (options.showsErrors === true) child.stderr?.pipe(process.stderr, { end: false });
    // A program that ends without reading its input has not failed for that.
    child.stdin?.on('error', () => undefined).end(options.input ?? '');
  });
}

/// Runs a program that must succeed; returns what it printed.
export async function mustRun(file: string, args: string[], options?: RunOptions): Promise<string> {
  const outcome = await run(file, args, options);
  if (outcome.exitCode !== 0) {
    throw new Error(`${file} ${args.join(' ')} exited ${outcome.exitCode}:\n${outcome.stderr}`);
  }
  return outcome.stdout;
}

/// `admitone …` to its end.
export const admitone = (args: string[], options?: RunOptions): Promise<Outcome> =>
  run(binary, args, options);
