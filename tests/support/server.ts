// The real binary as a child process: start, stop, kill, start again.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { binary, plainEnvironment, projectRoot } from './commands.ts';

export interface ServerOptions {
  databaseUrl: string;
  environment?: Record<string, string>;
  arguments?: string[];
  /// Names no first admin: an empty server then prints a set-up link.
  withoutAdmin?: boolean;
}

/// Every node of one test shares this, as every node of a venue does.
export const testSecret = 'a secret for tests alone, of forty octets';

export const adminAccount = {
  username: 'ada',
  email: 'ada@example.org',
  password: 'ada sells the tickets',
};

const adminEnvironment = {
  ADMITONE_ADMIN_USERNAME: adminAccount.username,
  ADMITONE_ADMIN_EMAIL: adminAccount.email,
  ADMITONE_ADMIN_PASSWORD: adminAccount.password,
};

const startTimeout_ms = 30_000;
const stopTimeout_ms = 30_000;
const logLinesKept = 2_000;

export class Server {
  readonly url: string;
  readonly port: number;
  readonly options: ServerOptions;
  readonly #child: ChildProcess;
  readonly #log: string[];
  readonly #ended: Promise<string>;

  /// Starts a node on a free port and waits until it serves. Throws, with what it wrote, when it ends
  /// before that.
  static async start(options: ServerOptions): Promise<Server> {
    const child = spawn(
      binary,
      ['serve', '--listen', '127.0.0.1:0', '--database', options.databaseUrl,
        ...(options.arguments ?? [])],
      {
        cwd: projectRoot,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...plainEnvironment(),
          ADMITONE_SECRET: testSecret,
          ...(options.withoutAdmin === true ? {} : adminEnvironment),
          ...options.environment,
        },
      },
    );
    const log: string[] = [];
    const ended = once(child, 'close').then(([code, signal]) => String(code ?? signal));
    const firstLine = new Promise<string>((done) => {
      createInterface(child.stdout).on('line', (line) => {
        keep(log, line);
        done(line);
      });
    });
    createInterface(child.stderr).on('line', (line) => keep(log, line));

    const outcome = await Promise.race([
      firstLine,
      ended.then((code) => Promise.reject(new Error(`the server ended (${code}) before serving`))),
      after(startTimeout_ms, 'the server printed no line'),
    ]).catch((error: Error) => {
      child.kill('SIGKILL');
      throw new Error(`${error.message}:\n${log.join('\n')}`);
    });
    const match = /^Admit One \S+ is serving on (https?:\/\/127\.0\.0\.1:\d+)$/.exec(outcome);
    if (match?.[1] === undefined) {
      child.kill('SIGKILL');
      throw new Error(`not the line that a server prints first: ${outcome}`);
    }
    return new Server(match[1], options, child, log, ended);
  }

  private constructor(
    url: string,
    options: ServerOptions,
    child: ChildProcess,
    log: string[],
    ended: Promise<string>,
  ) {
    this.url = url;
    this.port = Number(new URL(url).port);
    this.options = options;
    this.#child = child;
    this.#log = log;
    this.#ended = ended;
  }

  /// Another node on the same database.
  anotherNode(): Promise<Server> {
    return Server.start(this.options);
  }

  /// What it wrote so far, standard output and standard error, the newest lines.
  get log(): readonly string[] {
    return this.#log;
  }

  get processId(): number {
    const id = this.#child.pid;
    if (id === undefined) throw new Error('the server has no process');
    return id;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /// SIGTERM; throws unless it ends in time with exit code 0. A server that ended already is left alone.
  async stop(): Promise<void> {
    if (!this.running) return;
    this.#child.kill('SIGTERM');
    const code = await Promise.race([
      this.#ended,
      after(stopTimeout_ms, 'the server did not stop'),
    ]).catch(async (error: Error) => {
      await this.kill();
      throw error;
    });
    if (code !== '0') {
      throw new Error(`the server stopped with ${code}:\n${this.#log.slice(-50).join('\n')}`);
    }
  }

  /// Asks it to stop and does not wait: for tests of what happens meanwhile.
  beginStop(): void {
    this.#child.kill('SIGTERM');
  }

  /// kill -9: no farewell, as when the power goes.
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /// Resolves with the exit code or the signal's name.
  ended(): Promise<string> {
    return this.#ended;
  }
}

function keep(log: string[], line: string): void {
  log.push(line);
  if (log.length > logLinesKept) log.shift();
}

function after(delay_ms: number, complaint: string): Promise<never> {
  return new Promise((_done, failed) => {
    setTimeout(() => failed(new Error(`${complaint} within ${delay_ms} ms`)), delay_ms).unref();
  });
}
