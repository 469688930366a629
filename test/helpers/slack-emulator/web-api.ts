import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { addMessage, editMessage, methods, readBlocks, SlackFault } from './methods.ts';
import type { SlackState, SlackTeam } from './state.ts';

/** One call of Slack's Web API, as it came in. */
export interface SlackCall {
  method: string;
  args: Record<string, string | undefined>;
  token: string;
}

export interface WebApi {
  calls: SlackCall[];
  /** What broke Slack's rules: blocks and views that it would not show. */
  faults: string[];
  /** What a call is refused with, where a test says so; `response_url` is a method as well. */
  refuse: (call: SlackCall) => string | undefined;
  /** From now on so many calls of a method (`*`: of any) are answered with 429 and these seconds. */
  limit(method: string, times: number, seconds: number): void;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface WebApiParts {
  state: SlackState;
  appToken: string;
  /** The address of a new socket. */
  openSocket(): string;
  /** The team that a code of the OAuth flow stands for. */
  exchange(code: string): SlackTeam | undefined;
}

const urlencoded = 'application/x-www-form-urlencoded';

export function createWebApi({ state, appToken, openSocket, exchange }: WebApiParts): WebApi {
  const calls: SlackCall[] = [];
  const faults: string[] = [];
  const limits = new Map<string, { left: number; seconds: number }>();

  const send = (response: ServerResponse, body: unknown, headers: Record<string, string> = {}, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

  const isLimited = (method: string, response: ServerResponse): boolean => {
    const limit = [limits.get(method), limits.get('*')].find((candidate) => candidate && candidate.left > 0);
    if (!limit) return false;
    limit.left -= 1;
    send(response, { ok: false, error: 'ratelimited' }, { 'retry-after': String(limit.seconds) }, 429);
    return true;
  };

  const callMethod = (call: SlackCall): { body: object; scopes?: string } => {
    if (call.method === 'apps.connections.open') {
      const error = api.refuse(call) ?? (call.token === appToken ? undefined : 'invalid_auth');
      return { body: error ? { ok: false, error } : { ok: true, url: openSocket() } };
    }
    if (call.method === 'oauth.v2.access') return { body: installed(exchange(call.args.code ?? '')) };
    const team = [...state.teams.values()].find(({ botToken }) => botToken === call.token);
    if (call.token === appToken) return { body: { ok: false, error: 'not_allowed_token_type' } };
    if (!team) return { body: { ok: false, error: call.token ? 'invalid_auth' : 'not_authed' } };
    if (team.revoked) return { body: { ok: false, error: 'token_revoked' } };
    const scopes = [...team.scopes].join(',');
    const refused = api.refuse(call);
    if (refused) return { body: { ok: false, error: refused }, scopes };
    const method = methods[call.method];
    if (!method) return { body: { ok: false, error: 'unknown_method' }, scopes };
    if (method.scope && !team.scopes.has(method.scope)) {
      return { body: { ok: false, error: 'missing_scope', needed: method.scope, provided: scopes }, scopes };
    }
    try {
      return { body: { ok: true, ...method.run({ state, team, args: call.args }) }, scopes };
    } catch (error) {
      if (!(error instanceof SlackFault)) throw error;
      if (error.message.startsWith('invalid_')) faults.push(`${call.method}: ${JSON.stringify(error.more)}`);
      return { body: { ok: false, error: error.message, ...error.more }, scopes };
    }
  };

  const respond = (id: string, body: Record<string, unknown>): string => {
    const place = state.responseUrls.get(id);
    if (!place) return 'no_such_url';
    if (place.expiresAt < state.now()) return 'expired_url';
    if (place.usesLeft <= 0) return 'used_url';
    const team = state.teams.get(place.team)!;
    const text = String(body.text ?? '');
    try {
      const blocks = readBlocks(state, team.id, body.blocks);
      const original = body.replace_original ? findOriginal(state, place.channel, place.original) : undefined;
      if (original) editMessage(state, original, text, blocks);
      else {
        const audience = body.response_type === 'in_channel' ? undefined : place.user;
        const thread = typeof body.thread_ts === 'string' ? body.thread_ts : place.thread;
        const { ts } = addMessage(state, team, { channel: place.channel, text, blocks, thread, audience });
        place.original = ts;
      }
    } catch (error) {
      if (!(error instanceof SlackFault)) throw error;
      faults.push(`response URL: ${error.message} ${JSON.stringify(error.more)}`);
      return error.message;
    }
    place.usesLeft -= 1;
    return 'ok';
  };

  const upload = async (id: string, request: IncomingMessage, body: Buffer): Promise<boolean> => {
    const file = state.files.get(id);
    if (!file) return false;
    const type = request.headers['content-type'] ?? '';
    const form = type.startsWith('multipart/')
      ? await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
      : undefined;
    const part = [...(form?.values() ?? [])].find((value) => typeof value !== 'string');
    file.bytes = new Uint8Array(part ? await part.arrayBuffer() : body);
    file.mimetype = mimeOf(file.name);
    return true;
  };

  const api: WebApi = {
    calls,
    faults,
    refuse: () => undefined,
    limit: (method, times, seconds) => void limits.set(method, { left: times, seconds }),
    async handle(request, response) {
      const { pathname } = new URL(request.url ?? '', state.origin);
      const [, area = '', name = ''] = pathname.split('/');
      const body = await buffer(request);
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      if (area === 'api') {
        const args = request.headers['content-type']?.startsWith(urlencoded)
          ? Object.fromEntries(new URLSearchParams(body.toString()))
          : {};
        const call = { method: name, args, token: args.token ?? token };
        calls.push(call);
        if (isLimited(name, response)) return;
        const { body: answer, scopes } = callMethod(call);
        send(response, answer, scopes === undefined ? {} : { 'x-oauth-scopes': scopes });
      } else if (area === 'upload') {
        response.writeHead((await upload(name, request, body)) ? 200 : 404).end('OK');
      } else if (area === 'response') {
        const call = { method: 'response_url', args: { url: name }, token };
        calls.push(call);
        if (isLimited('response_url', response)) return;
        const result = api.refuse(call) ?? respond(name, JSON.parse(body.toString()));
        if (result === 'ok') response.writeHead(200).end('ok');
        else send(response, { ok: false, error: result }, {}, 404);
      } else if (area === 'open') {
        const bytes = state.open.get(name);
        if (bytes) response.writeHead(200, { 'content-type': 'image/png' }).end(bytes);
        else response.writeHead(404).end();
      } else if (area === 'files-pri') {
        const file = state.files.get(name);
        const allowed = state.teams.get(file?.team ?? '');
        if (file?.redirect) response.writeHead(302, { location: file.redirect }).end();
        else if (file && token === allowed?.botToken && allowed.scopes.has('files:read')) {
          response.writeHead(200, { 'content-type': file.mimetype }).end(file.bytes);
        } else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
      } else response.writeHead(404).end();
    },
  };
  return api;
}

function findOriginal(state: SlackState, channel: string, ts: string | undefined) {
  return state.messages.find((message) => message.channel === channel && message.ts === ts && !message.deleted);
}

function installed(team: SlackTeam | undefined): object {
  if (!team) return { ok: false, error: 'invalid_code' };
  return {
    ok: true,
    access_token: team.botToken,
    token_type: 'bot',
    scope: [...team.scopes].join(','),
    bot_user_id: team.botUser,
    app_id: 'A000000001',
    team: { id: team.id, name: 'Team' },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: 'U000000000' },
  };
}

const types: Record<string, string> = {
  png: 'image/png',
  gif: 'image/gif',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};

function mimeOf(name: string): string {
  return types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}
