// A database, a server on it and the people: what nearly every scenario starts from.

import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';

import { Client } from './client.ts';
import { createDatabase, type Engine, type TestDatabase } from './databases.ts';
import { gatherCast, gatherCastAgain, type Cast } from './people.ts';
import { Server } from './server.ts';

const logLinesShown = 40;

export class Stage {
  readonly database: TestDatabase;
  readonly cast: Cast;
  readonly server: Server;
  readonly client: Client;
  readonly #nodes: Server[] = [];
  readonly #clients: Client[] = [];

  static async open(engine: Engine, environment: Record<string, string> = {}): Promise<Stage> {
    const database = await createDatabase(engine);
    let server: Server | undefined;
    try {
      server = await Server.start({
        databaseUrl: database.url,
        environment: { ADMITONE_FILES: join(database.folder, 'files'), ...environment },
      });
      const client = new Client(server.url);
      return new Stage(database, server, client, await gatherCast(client));
    } catch (error) {
      await server?.kill();
      await database.remove();
      throw new Error(`no stage: ${String(error)}\n${server?.log.join('\n') ?? ''}`);
    }
  }

  private constructor(database: TestDatabase, server: Server, client: Client, cast: Cast) {
    this.database = database;
    this.server = server;
    this.client = client;
    this.cast = cast;
    this.#nodes.push(server);
    this.#clients.push(client);
  }

  /// Another client of a server, closed with the stage.
  clientOf(server: Server): Client {
    const client = new Client(server.url);
    this.#clients.push(client);
    return client;
  }

  /// Another node on the same database; stopped with the stage.
  async addNode(): Promise<{ server: Server; client: Client }> {
    const server = await this.server.anotherNode();
    this.#nodes.push(server);
    return { server, client: this.clientOf(server) };
  }

  /// After the server ended: starts one again on the same database; everybody logs in again.
  async startAgain(): Promise<{ server: Server; client: Client; cast: Cast }> {
    const { server, client } = await this.addNode();
    return { server, client, cast: await gatherCastAgain(client) };
  }

  /// What the nodes wrote last, for a person who reads why a test failed.
  recentLog(): string {
    return this.#nodes
      .map((node) => `— node on port ${node.port}\n${node.log.slice(-logLinesShown).join('\n')}`)
      .join('\n');
  }

  /// Stops every node, checking that each ends well, and deletes the database.
  async close(): Promise<void> {
    this.#clients.forEach((client) => client.close());
    try {
      await Promise.all(this.#nodes.map((node) => node.stop()));
    } finally {
      await this.database.remove();
    }
  }
}

/// Opens a stage before the suite's first test and closes it after the last. The returned function gives
/// it to the tests. Shows the servers' logs below a test that failed.
export function useStage(engine: Engine, environment?: Record<string, string>): () => Stage {
  let stage: Stage | undefined;
  before(async () => {
    stage = await Stage.open(engine, environment);
  });
  afterEach((context) => {
    // Node's types do not know yet that the context says so.
    const { passed } = context as { passed?: boolean };
    if (stage !== undefined && passed === false) console.error(stage.recentLog());
  });
  after(() => stage?.close());
  return () => {
    if (stage === undefined) throw new Error('the stage is not open');
    return stage;
  };
}
