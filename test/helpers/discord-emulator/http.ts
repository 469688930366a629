import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure, unauthorized } from './failure.ts';
import type { Limiter } from './limits.ts';
import type { SpecCheck } from './spec.ts';
import type { World } from './world.ts';

export interface ApiRequest {
  method: string;
  /** Below `/api/v10`, without the query. */
  path: string;
  query: URLSearchParams;
  /** The JSON of the body, or of a form's `payload_json`; nothing without one. */
  body: Record<string, unknown>;
  /** The other parts of a form, by their name. */
  files: Map<string, { name: string; bytes: Uint8Array }>;
}

/** The last part names what the pattern's `:name` parts were. Returns JSON, or nothing for 204. */
export type ApiHandler = (request: ApiRequest, params: Record<string, string>) => unknown;

/** `POST /guilds/:guild/emojis` with its handler. */
export type ApiRoutes = Record<string, ApiHandler>;

export interface Recorded {
  method: string;
  path: string;
  /** The status it was answered with. */
  status: number;
  body: Record<string, unknown>;
}

export interface HttpParts {
  world: World;
  routes: ApiRoutes;
  limiter: Limiter;
  check: SpecCheck;
  /** Every request, with what it was answered. */
  requests: Recorded[];
  /** What was wrong with requests by Discord's specification. */
  faults: string[];
  /** What a request is refused with, whatever it is, where it is. */
  refusal(request: ApiRequest): Failure | undefined;
}

const prefix = '/api/v10';

/** The HTTP side of Discord, version 10: https://discord.com/developers/docs/reference */
export function createApi({ world, routes, limiter, check, requests, faults, refusal }: HttpParts) {
  const table = Object.entries(routes).map(([key, handler]) => {
    const [method = '', path = ''] = key.split(' ');
    return { method, pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), handler };
  });

  const answer = async (incoming: IncomingMessage, url: URL): Promise<unknown> => {
    const method = incoming.method ?? 'GET';
    const path = decodeURIComponent(url.pathname.slice(prefix.length));
    const request = await readRequest(incoming, method, path, url.searchParams);
    const fault = check({
      ...request,
      method: method.toLowerCase(),
      body: bodyToCheck(request),
      contentType: incoming.headers['content-type'],
    });
    if (fault) faults.push(fault);
    const recorded: Recorded = { method, path, status: 200, body: request.body };
    requests.push(recorded);
    try {
      const verdict = limiter.check(method, path);
      if (verdict.retryAfter !== undefined) {
        const body = { retry_after: verdict.retryAfter, global: verdict.global };
        throw new Failure(429, 0, 'You are being rate limited.', { headers: verdict.headers, body });
      }
      if (needsToken(path) && (world.revoked || incoming.headers.authorization !== `Bot ${world.token}`)) {
        throw unauthorized();
      }
      const refused = refusal(request);
      if (refused) throw refused;
      for (const { method: known, pattern, handler } of table) {
        const match = known === method ? pattern.exec(path) : null;
        if (match) return { headers: verdict.headers, data: await handler(request, { ...match.groups }) };
      }
      throw new Failure(404, 0, `404: Not Found (${method} ${path})`);
    } catch (error) {
      recorded.status = error instanceof Failure ? error.status : 500;
      throw error;
    } finally {
      world.changed();
    }
  };

  return async (incoming: IncomingMessage, outgoing: ServerResponse, url: URL) => {
    try {
      const { headers, data } = (await answer(incoming, url)) as { headers: Record<string, string>; data: unknown };
      if (data === undefined) outgoing.writeHead(204, headers).end();
      else outgoing.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(data));
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure(500, 0, String(error));
      // Who went away while speaking is nobody's fault.
      if (!(error instanceof Failure) && incoming.complete)
        faults.push(`the emulator failed: ${error instanceof Error ? error.stack : error}`);
      outgoing
        .writeHead(failure.status, { ...failure.headers, 'content-type': 'application/json' })
        .end(JSON.stringify({ message: failure.message, code: failure.code, ...failure.extra }));
    }
  };
}

/** An interaction's token is its own proof. */
function needsToken(path: string): boolean {
  return !path.startsWith('/webhooks/') && !path.startsWith('/interactions/');
}

async function readRequest(
  incoming: IncomingMessage,
  method: string,
  path: string,
  query: URLSearchParams,
): Promise<ApiRequest> {
  const request: ApiRequest = { method, path, query, body: {}, files: new Map() };
  const bytes = Buffer.concat(await Array.fromAsync(incoming as AsyncIterable<Buffer>));
  const type = incoming.headers['content-type'];
  if (!bytes.length || !type) return request;
  if (type.startsWith('application/json')) return { ...request, body: JSON.parse(bytes.toString()) };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  for (const [key, value] of form) {
    if (typeof value !== 'string') request.files.set(key, { name: value.name, bytes: await value.bytes() });
    else if (key === 'payload_json') request.body = { ...request.body, ...JSON.parse(value) };
    else request.body[key] = value;
  }
  return request;
}

function bodyToCheck({ body, files }: ApiRequest): unknown {
  if (!files.size) return Object.keys(body).length ? body : undefined;
  return { ...body, ...Object.fromEntries([...files.keys()].map((key) => [key, 'bytes'])) };
}
