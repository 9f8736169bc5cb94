// Serves the built web app in front of a binary that does not hold it yet, under the policy that the binary
// sends. Goes away when every binary holds the app.

import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { extname, join, normalize, relative } from 'node:path';
import type { AddressInfo } from 'node:net';

import { projectRoot } from '../../support/commands.ts';

const folder = join(projectRoot, 'build/web/dist');
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
  + "font-src 'self'; connect-src 'self'; worker-src 'self'; media-src 'self' blob:; manifest-src 'self'; "
  + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2', '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json',
};

export async function holdsApp(url: string): Promise<boolean> {
  return (await (await fetch(url)).text()).includes('<div id="root">');
}

export interface AppInFront {
  url: string;
  close: () => Promise<void>;
}

/** All files at once, so that a build in the meantime pulls nothing away from under a test. */
function readApp(): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return [`/${relative(folder, file)}`, readFileSync(file)];
  }));
}

export async function serveAppInFrontOf(binaryPort: number): Promise<AppInFront> {
  const app = readApp();
  const server = http.createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://app').pathname);
    if (/^\/(api|docs|openapi\.json|metrics|healthz|readyz)(\/|$)/.test(path)) {
      passOn(binaryPort, request, response);
      return;
    }
    const file = app.has(path) ? path : '/index.html';
    const isDecoder = path.startsWith('/assets/decoder-');
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': isDecoder ? policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'") : policy,
    });
    response.end(app.get(file));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

function passOn(port: number, request: http.IncomingMessage, response: http.ServerResponse): void {
  const onward = http.request(
    { host: '127.0.0.1', port, path: request.url, method: request.method, headers: request.headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
