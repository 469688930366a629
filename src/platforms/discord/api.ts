import { DefaultRestOptions, HTTPError, type InternalRequest, REST, type RESTOptions, RequestMethod } from 'discord.js';
import type { Timer } from '#lib/clock.ts';
import { isLostOnTheWay, isUnsent, persist } from '#platforms/shared/persist.ts';

export interface ApiOptions {
  token: string;
  /** Another address than Discord's own, such as a proxy's. */
  apiUrl?: string;
  /** How long a request is tried again while Discord does not answer, in milliseconds; by what it is for unless told. */
  patienceMs?: number;
  timer?: Timer;
  /** Once it aborts, nothing is tried again. */
  closing?: AbortSignal;
}

/** An interaction is to be acknowledged within three seconds, of which some have passed. */
const acknowledgeMs = 2500;
/** As long as an interaction's token lasts. */
const tokenMs = 15 * 60_000;
const usualMs = 60_000;
/** How long one try may take. */
const tryMs = 15_000;

/**
 * Discord's HTTP API for the bot of this token. It waits out rate limits, and tries again what did not get through, as
 * far as that can do nothing twice; who makes something new with an interaction's token has to look whether it is there.
 */
export class Api extends REST {
  readonly #given: ApiOptions;

  constructor(given: ApiOptions) {
    const address = given.apiUrl ? { api: given.apiUrl } : {};
    super({ version: '10', retries: 0, timeout: tryMs, makeRequest: sendWhole, ...address });
    this.#given = given;
    this.setToken(given.token);
  }

  /** The library forgets a token that is refused once; one that was wrongly refused works again. */
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }

  override request(options: InternalRequest): Promise<unknown> {
    return persist(() => super.request(options), {
      ...this.#line,
      patienceMs: this.#patienceOf(options),
      isPassing: isRepeatable(options) ? isPassing : isUnsent,
    });
  }

  /**
   * Does something with an interaction's token that has to look first whether an earlier try did it.
   *
   * @param attempt takes which try this is, from 1
   */
  persist<Result>(attempt: (tries: number) => Promise<Result>): Promise<Result> {
    return persist(attempt, { ...this.#line, patienceMs: this.#given.patienceMs ?? tokenMs, isPassing });
  }

  get #line() {
    return { timer: this.#given.timer, signal: this.#given.closing };
  }

  #patienceOf(options: InternalRequest): number {
    if (isAcknowledgement(options)) return acknowledgeMs;
    return this.#given.patienceMs ?? (options.fullRoute.startsWith('/webhooks/') ? tokenMs : usualMs);
  }
}

type MakeRequest = RESTOptions['makeRequest'];

/**
 * Sends a form as one piece. Node reads it piece by piece otherwise, and ends the process where the connection breaks
 * between two of them.
 */
const sendWhole: MakeRequest = async (url, init) => {
  if (!(init.body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  const form = new Response(init.body);
  const headers = {
    ...(init.headers as Record<string, string>),
    'content-type': form.headers.get('content-type') ?? '',
  };
  return DefaultRestOptions.makeRequest(url, { ...init, headers, body: new Uint8Array(await form.arrayBuffer()) });
};

/** Whether Discord, or the way there, was at fault: another try may get through. */
export function isPassing(error: unknown): boolean {
  return error instanceof HTTPError ? error.status >= 500 : isLostOnTheWay(error);
}

function isAcknowledgement({ fullRoute }: InternalRequest): boolean {
  return fullRoute.endsWith('/callback');
}

/** Whether a request that may have been dealt with can be sent once more. A nonce says that it is the same message. */
function isRepeatable(options: InternalRequest): boolean {
  const { method, body } = options;
  if (method !== RequestMethod.Post || isAcknowledgement(options)) return true;
  return typeof body === 'object' && body !== null && 'nonce' in body;
}
