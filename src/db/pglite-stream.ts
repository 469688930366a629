import { Duplex } from 'node:stream';
import type { Engine } from './pglite-engine.ts';

/** The first byte of the message by which a client says goodbye. */
const terminate = 'X'.charCodeAt(0);

/**
 * What `pg` takes for its socket: what it writes is spoken to an engine, and the answers are what it reads. It writes
 * whole messages of PostgreSQL's protocol.
 */
export class EngineStream extends Duplex {
  #engine: Engine;

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

  override _write(messages: Buffer, _encoding: string, done: (error?: Error) => void): void {
    if (messages[0] === terminate) {
      this.push(null);
      done();
      return;
    }
    this.#engine.speak(messages).then((answer) => {
      if (answer.length > 0) this.push(answer);
      done();
    }, done);
  }
}
