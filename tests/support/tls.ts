// Certificates from the openssl program, and a client that trusts them and nobody else.

import https from 'node:https';
import { join } from 'node:path';
import type { IncomingHttpHeaders } from 'node:http';

import { mustRun } from './commands.ts';

export interface CertificateFiles {
  certificate: string;
  key: string;
}

/// A certificate for localhost and 127.0.0.1 that vouches for itself, in `folder`.
export async function makeCertificate(folder: string, name: string): Promise<CertificateFiles> {
  const files = { certificate: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  await mustRun('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
    '-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
    '-days', '30', '-out', files.certificate, '-keyout', files.key,
  ]);
  return files;
}

/// The same, of yesterday.
export async function makeExpiredCertificate(
  folder: string,
  name: string,
): Promise<CertificateFiles> {
  const { certificate, key } = await makeCertificate(folder, name);
  const expired = { certificate: join(folder, `${name}-expired.crt`), key };
  await mustRun('openssl', [
    'x509', '-in', certificate, '-signkey', key, '-days', '-1', '-out', expired.certificate,
  ]);
  return expired;
}

export interface SecureAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /// The name that the server's certificate bears.
  shownBy: string;
}

export interface SecureOptions extends https.RequestOptions {
  body?: string;
  /// Ends the answer once this was read of it: for streams.
  until?: string;
}

/// One request on a connection of its own, to `url`. Throws when the certificate is not trusted.
export function askSecurely(url: string, options: SecureOptions = {}): Promise<SecureAnswer> {
  const { body, until, ...request } = options;
  return new Promise((done, failed) => {
    const asked = https.request(url, { agent: false, timeout: 20_000, ...request }, (answer) => {
      let text = '';
      const shownBy = subjectOf(answer.socket);
      const finish = (): void =>
        done({ status: answer.statusCode ?? 0, headers: answer.headers, text, shownBy });
      answer.setEncoding('utf8').on('error', failed).on('end', finish);
      answer.on('data', (piece: string) => {
        text += piece;
        if (until === undefined || !text.includes(until)) return;
        finish();
        asked.destroy();
      });
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer from ${url}`)));
    asked.on('error', failed);
    asked.end(body);
  });
}

function subjectOf(socket: object): string {
  const name = 'getPeerCertificate' in socket
    ? (socket as import('node:tls').TLSSocket).getPeerCertificate().subject?.CN
    : undefined;
  return String(name);
}
