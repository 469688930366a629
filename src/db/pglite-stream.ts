import { Duplex } from 'node:stream';
import { type Engine, joined } from './pglite-engine.ts';

/** The first byte of the message by which a client says goodbye, and of the one by which it greets. */
const terminate = 'X'.charCodeAt(0);
const greeting = 0;

/** Ends a statement that was left in the middle, its transaction, and all that a session keeps: what is prepared, locks. */
const resetSession = [message('S', ''), message('Q', 'ROLLBACK\0'), message('Q', 'DISCARD ALL\0')];

/**
 * The one session of an engine, which is that of the newest client. A server ends a session with its connection and
 * begins another with the next; an engine goes on with the same one, so whoever takes it over finds it reset.
 */
export class EngineSession {
  #engine: Engine;
  #owner: EngineStream | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async begin(client: EngineStream): Promise<void> {
    this.#owner = client;
    await this.#reset();
  }

  /** Throws where the session is another client's by now. */
  async speak(client: EngineStream, messages: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#owner !== client) throw new Error('Connection terminated: another client has the session.');
    return this.#engine.speak(messages);
  }

  async end(client: EngineStream): Promise<void> {
    if (this.#owner !== client) return;
    this.#owner = undefined;
    await this.#reset();
  }

  async #reset(): Promise<void> {
    for (const each of resetSession) await this.#engine.speak(joined([each]));
  }
}

/**
 * What `pg` takes for its socket: what it writes is spoken to an engine, and the answers are what it reads. It writes
 * whole messages of PostgreSQL's protocol; those of one statement, which it writes in one go, are spoken together.
 */
export class EngineStream extends Duplex {
  #session: EngineSession;
  #unsaid: Buffer[] = [];
  #speaking = false;

  constructor(session: EngineSession) {
    super();
    this.#session = session;
  }

  /** There is nothing to connect to. */
  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay = (): this => this;
  setKeepAlive = (): this => this;
  ref = (): this => this;
  unref = (): this => this;

  override _read(): void {}

  override _write(messages: Buffer, _encoding: string, done: () => void): void {
    this.#unsaid.push(messages);
    if (!this.#speaking) process.nextTick(() => this.#speak());
    this.#speaking = true;
    done();
  }

  async #speak(): Promise<void> {
    try {
      while (this.#unsaid.length > 0) {
        const messages = this.#unsaid.splice(0);
        const isLast = messages.at(-1)![0] === terminate;
        if (isLast) messages.pop();
        if (messages[0]?.[0] === greeting) await this.#session.begin(this);
        if (messages.length > 0) this.push(await this.#session.speak(this, joined(messages)));
        if (!isLast) continue;
        await this.#session.end(this);
        this.push(null);
      }
      this.#speaking = false;
    } catch (error) {
      this.destroy(error as Error);
    }
  }
}

/** A message of the protocol: its kind, its length in four bytes, its content. */
function message(kind: string, content: string): Uint8Array {
  const bytes = Buffer.from(`${kind}    ${content}`);
  bytes.writeInt32BE(bytes.length - 1, 1);
  return bytes;
}
