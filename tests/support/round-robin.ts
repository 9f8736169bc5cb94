// A reverse proxy that hands each request to the next of several nodes, as Caddy does in front of a venue's:
// it keeps the request's id, and says whose request it is.

import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Server } from './server.ts';

export class RoundRobin {
  readonly url: string;
  readonly #server: http.Server;
  /// Nodes that take no new requests at present.
  readonly #resting: Set<Server>;

  static async open(nodes: readonly Server[]): Promise<RoundRobin> {
    const resting = new Set<Server>();
    let turn = 0;
    const server = http.createServer((incoming, outgoing) => {
      const serving = nodes.filter((node) => !resting.has(node));
      const node = serving[++turn % serving.length];
      if (node === undefined) return void outgoing.writeHead(502).end();
      const forwarded = http.request(
        {
          host: '127.0.0.1', port: node.port, path: incoming.url, method: incoming.method,
          agent: false,
          headers: { ...incoming.headers, 'x-forwarded-for': '203.0.113.9' },
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'x-node': node.port });
          answer.pipe(outgoing);
        },
      );
      forwarded.on('error', () => outgoing.destroy());
      outgoing.on('close', () => forwarded.destroy());
      incoming.pipe(forwarded);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new RoundRobin(`http://127.0.0.1:${port}`, server, resting);
  }

  private constructor(url: string, server: http.Server, resting: Set<Server>) {
    this.url = url;
    this.#server = server;
    this.#resting = resting;
  }

  /// Requests that were handed to the node go on.
  takeOut(node: Server): void {
    this.#resting.add(node);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
