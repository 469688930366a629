import { readFile, writeFile } from 'node:fs/promises';
import { AppError } from '#lib/errors.ts';
import { runScript } from './explain.ts';

/**
 * `npm run dev -- discord-spec FILE` keeps of Discord's OpenAPI description what the bot's requests are held against in
 * tests: the operations that it uses, with what they take. The page beside the result says where FILE comes from.
 */
const kept = new URL('../test/fixtures/discord-spec/requests.json', import.meta.url);

const used = [
  '/applications/@me',
  '/applications/{application_id}/commands',
  '/applications/{application_id}/emojis',
  '/channels/{channel_id}/messages',
  '/channels/{channel_id}/messages/{message_id}',
  '/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}',
  '/gateway/bot',
  '/guilds/{guild_id}',
  '/guilds/{guild_id}/emojis',
  '/guilds/{guild_id}/members/{user_id}',
  '/guilds/{guild_id}/stickers',
  '/interactions/{interaction_id}/{interaction_token}/callback',
  '/oauth2/applications/@me',
  '/users/@me',
  '/users/@me/channels',
  '/users/@me/guilds',
  '/users/{user_id}',
  '/webhooks/{webhook_id}/{webhook_token}',
  '/webhooks/{webhook_id}/{webhook_token}/messages/@original',
  '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}',
];
const methods = ['get', 'put', 'post', 'patch', 'delete'];
/** What says nothing of what is allowed. */
const words = new Set(['description', 'title', 'example', 'examples', 'deprecated', 'default']);

interface Specification {
  openapi: string;
  info: object;
  paths: Record<string, Record<string, { requestBody?: object }>>;
  components: { schemas: Record<string, unknown> };
}

const reference = '#/components/schemas/';

async function main(): Promise<void> {
  const [file] = process.argv.slice(2);
  if (!file) throw new AppError('bad_option', "Name the file with Discord's specification.");
  const spec = JSON.parse(await readFile(file, 'utf8')) as Specification;
  const missing = used.filter((path) => !spec.paths[path]);
  if (missing.length > 0) throw new AppError('no_data', `The specification does not have ${missing.join(', ')}.`);
  const schemas: Record<string, unknown> = {};

  /** Without words, and with every schema that it names put into `schemas`; the keys of `properties` are names. */
  function reduce(value: unknown, areNames = false): unknown {
    if (Array.isArray(value)) return value.map((one) => reduce(one));
    if (typeof value !== 'object' || value === null) return value;
    if ('$ref' in value) keep(String(value.$ref).slice(reference.length));
    const entries = Object.entries(value).filter(([key]) => areNames || !(words.has(key) || key.startsWith('x-')));
    return Object.fromEntries(entries.map(([key, inner]) => [key, reduce(inner, !areNames && key === 'properties')]));
  }

  function keep(name: string): void {
    if (name in schemas) return;
    schemas[name] = {};
    schemas[name] = reduce(spec.components.schemas[name]);
  }

  const operationsOf = (path: string) =>
    Object.entries(spec.paths[path]!).flatMap(([method, { requestBody }]) =>
      methods.includes(method) ? [[method, requestBody ? { requestBody: reduce(requestBody) } : {}] as const] : [],
    );
  const paths = Object.fromEntries(used.map((path) => [path, Object.fromEntries(operationsOf(path))]));
  const { openapi, info } = spec;
  await writeFile(kept, `${JSON.stringify({ openapi, info: reduce(info), paths, components: { schemas } })}\n`);
}

await runScript(main);
