import { Duplex } from 'node:stream';
import { type Engine, joined } from './pglite-engine.ts';

/** The first byte of the message by which a client says goodbye. */
const terminate = 'X'.charCodeAt(0);

/**
 * What `pg` takes for its socket: what it writes is spoken to an engine, and the answers are what it reads. It writes
 * whole messages of PostgreSQL's protocol; those of one statement, which it writes in one go, are spoken together.
 */
export class EngineStream extends Duplex {
  #engine: Engine;
  #unsaid: Buffer[] = [];
  #speaking = false;

  constructor(engine: Engine) {
    super();
    this.#engine = engine;
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
        const answer = messages.length > 0 ? await this.#engine.speak(joined(messages)) : messages;
        if (answer.length > 0) this.push(answer);
        if (isLast) this.push(null);
      }
      this.#speaking = false;
    } catch (error) {
      this.destroy(error as Error);
    }
  }
}
