// A real mail server on loopback that keeps what it gets, and that can be told to misbehave.

import type { Socket } from 'node:net';

import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/// How it treats the next letters: refuse is for good, defer is for now; stall never answers a message, and
/// drop hangs up during one.
export type Manners = 'take' | 'refuse' | 'defer' | 'stall' | 'drop';

export interface Received {
  from: string;
  to: string[];
  /// As an independent parser reads it.
  mail: ParsedMail;
  raw: string;
  secure: boolean;
  user: string | null;
}

export interface MailServerOptions {
  login?: { user: string; password: string };
  /// PEM; with them it offers STARTTLS, or speaks TLS from the start.
  tls?: { key: string; cert: string; fromStart?: boolean };
}

const answers = {
  refuse: { responseCode: 550, message: '5.1.1 There is no such mailbox' },
  defer: { responseCode: 451, message: '4.3.0 Not now, try again later' },
} as const;

export class MailServer {
  readonly received: Received[] = [];
  manners: Manners = 'take';
  /// How often somebody named a recipient, also in vain.
  attempts = 0;
  readonly #options: MailServerOptions;
  readonly #sockets = new Set<Socket>();
  #server: SMTPServer | undefined;
  #port = 0;

  static async start(options: MailServerOptions = {}): Promise<MailServer> {
    const server = new MailServer(options);
    await server.open();
    return server;
  }

  private constructor(options: MailServerOptions) {
    this.#options = options;
  }

  get port(): number {
    return this.#port;
  }

  /// Listens, again on the port it had before.
  async open(): Promise<void> {
    const server = new SMTPServer(this.#settings());
    server.on('error', () => undefined); // a connection that ends badly is what some tests want
    server.server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((done) => server.listen(this.#port, '127.0.0.1', done));
    const address = server.server.address();
    if (address === null || typeof address === 'string') throw new Error('it has no port');
    this.#port = address.port;
    this.#server = server;
  }

  /// Goes away at once, as when the power goes.
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise<void>((done) => server.close(() => done()));
    this.hangUp();
    await closed;
  }

  hangUp(): void {
    this.#sockets.forEach((socket) => socket.destroy());
  }

  /// What came for an address, the oldest first.
  to(address: string): Received[] {
    return this.received.filter(({ to }) => to.includes(address));
  }

  #settings(): SMTPServerOptions {
    const { login, tls } = this.#options;
    const disabledCommands = [...(tls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])];
    return {
      disabledCommands,
      authOptional: login === undefined,
      // Without STARTTLS a login has to come in clear.
      allowInsecureAuth: tls === undefined,
      logger: false,
      closeTimeout: 1,
      ...(tls && { key: tls.key, cert: tls.cert, secure: tls.fromStart === true }),
      onAuth: ({ username, password }, _session, done) => {
        const isRight = username === login?.user && password === login?.password;
        done(isRight ? null : new Error('no'), isRight ? { user: username } : undefined);
      },
      onRcptTo: (_address, _session, done) => {
        this.attempts += 1;
        const { manners } = this;
        if (manners !== 'refuse' && manners !== 'defer') return done();
        done(Object.assign(new Error(answers[manners].message), answers[manners]));
      },
      onData: (stream, session, done) => {
        if (this.manners === 'drop') return this.hangUp();
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.manners === 'stall') return;
          const raw = Buffer.concat(chunks);
          void simpleParser(raw).then((mail) => {
            this.received.push({
              from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
              to: session.envelope.rcptTo.map(({ address }) => address),
              mail,
              raw: raw.toString('latin1'),
              secure: session.secure,
              user: session.user ?? null,
            });
            done();
          }, done);
        });
      },
    };
  }
}
