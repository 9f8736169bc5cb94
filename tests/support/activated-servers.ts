// Servers on a socket that outlives them, as systemd hands one on from process to process.

import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

import { binary, plainEnvironment, projectRoot } from './commands.ts';
import { testSecret } from './server.ts';

/// Holds the socket as its descriptor 3, and starts a server for each line it is told.
const holder = `
  while read -r; do
    (export LISTEN_PID=$BASHPID LISTEN_FDS=1; exec "$BINARY" serve --database "$DATABASE") &
    echo "process $!"
    wait $!
    echo "ended $?"
  done`;

export class ActivatedServers {
  readonly url: string;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: string[] = [];
  #more: (() => void) | undefined;
  #processId = 0;

  static async open(databaseUrl: string): Promise<ActivatedServers> {
    const listener = createServer();
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    // Node has no public name for a server's descriptor.
    const { fd } = (listener as unknown as { _handle: { fd: number } })._handle;
    const child = spawn('bash', ['-c', holder], {
      cwd: projectRoot,
      stdio: ['pipe', 'pipe', 'pipe', fd],
      env: {
        ...plainEnvironment(), BINARY: binary, DATABASE: databaseUrl, ADMITONE_SECRET: testSecret,
      },
    }) as ChildProcessByStdio<Writable, Readable, Readable>;
    listener.close();
    return new ActivatedServers(`http://127.0.0.1:${port}`, child);
  }

  private constructor(url: string, child: ChildProcessByStdio<Writable, Readable, Readable>) {
    this.url = url;
    this.#child = child;
    child.stderr.resume();
    createInterface(child.stdout).on('line', (line) => {
      this.#lines.push(line);
      this.#more?.();
    });
  }

  async #line(wanted: RegExp): Promise<string> {
    for (;;) {
      const line = this.#lines.shift();
      const found = line === undefined ? undefined : wanted.exec(line);
      if (found?.[1] !== undefined) return found[1];
      if (line !== undefined) continue;
      await new Promise<void>((done) => {
        this.#more = done;
      });
    }
  }

  /// Starts a server and waits until it serves; returns the address that it names.
  async start(): Promise<string> {
    this.#child.stdin.write('\n');
    this.#processId = Number(await this.#line(/^process (\d+)$/));
    return this.#line(/is serving on (\S+)$/);
  }

  /// SIGTERM; returns the exit code.
  async stop(): Promise<string> {
    process.kill(this.#processId, 'SIGTERM');
    return this.#line(/^ended (\d+)$/);
  }

  /// Lets go of the socket.
  close(): void {
    this.#child.stdin.end();
  }
}
