import { type Context, Hono } from 'hono';
import { requestId } from 'hono/request-id';
import type { Chat } from '#chat/chat.ts';
import type { Reply } from '#chat/reply.ts';
import { AppError } from '#lib/errors.ts';
import { type Language, message } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { Postings, ShownRemoval } from '#platforms/shared/postings.ts';
import type { Whose } from '#platforms/shared/shares.ts';
import type { EmojiMaker, Origin } from '#studio/api.ts';
import { loadAssets } from './assets.ts';
import { addChatRoutes } from './channel/chat-routes.ts';
import { createMessageViews } from './channel/chat-views.ts';
import { createFeed } from './channel/feed.ts';
import { openRoom } from './channel/room.ts';
import { createAccess } from './console/access.ts';
import type { ConsoleServices } from './console/door.ts';
import { addConsoleRoutes } from './console/routes.ts';
import { addEmojiRoutes } from './emoji-routes.ts';
import { addGalleryRoutes, type GalleryServices } from './gallery-routes.ts';
import { addOperationRoutes } from './operation-routes.ts';
import { addPageRoutes } from './page-routes.ts';
import type { FileStore } from './pictures/files.ts';
import { createKeeper } from './pictures/keeper.ts';
import type { Redraw } from './pictures/sent-pictures.ts';
import { createTakingBack, type Forgotten } from './pictures/taking-back.ts';
import { tidyFiles } from './pictures/tidy.ts';
import { lineOf } from './serving/address.ts';
import { type BodyLimits, createBodies, usualBodyLimits } from './serving/bodies.ts';
import { answerError } from './serving/errors.ts';
import { checkHost, checkSameOrigin, safeHeaders } from './serving/guards.ts';
import { createHaste } from './serving/haste.ts';
import { createIdentity, type Person } from './serving/identity.ts';
import { listen } from './serving/listen.ts';
import { knownPerson } from './serving/requests.ts';
import { addSketchRoutes, type SketchServices } from './sketch-routes.ts';
import type { MessageStore } from './store.ts';

export interface WebOptions {
  chat: Chat;
  store: MessageStore;
  files: FileStore;
  redraw: Redraw;
  postings: Postings;
  /** The gallery page is there where these are. */
  gallery?: GalleryServices;
  /** The drawing board is there where these are. */
  sketching?: SketchServices;
  /** What packs of emoji publish, for the tools that fetch them; served where there is a `publicUrl`. */
  emoji?: Pick<EmojiMaker, 'published'>;
  /** The console is there where these are. */
  console?: ConsoleServices;
  log: Log;
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Makes the browser that opens `/?admin=TOKEN` the operator's. */
  adminToken: string;
  /** Signs the cookies; a new one makes every browser a new person. */
  secret: string;
  /** What `/healthz` answers, with status 503 where it is not `ready`. */
  health: () => Promise<{ ready: boolean }>;
  /** What `/metrics` answers, in Prometheus' text format. */
  metrics: () => Promise<string>;
  /** The address of a proxy in front, such as `https://easel.example.org`. */
  publicUrl?: string;
  /** Of browsers that name none. */
  language?: Language;
  workspace?: string;
  channel?: string;
  /** How often a live stream says that it is alive, in milliseconds. */
  heartbeatMs?: number;
  /** Of requests that are being received. */
  bodies?: BodyLimits;
}

export interface Web {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  url: string;
  port: number;
  /** Says something to everybody of Easel's own accord; there is one workspace here, and one channel. */
  post(workspace: string, channel: string, reply: Reply): Promise<void>;
  /** Takes deleted pictures out of a message, or deletes a file of theirs. */
  takeBack(removal: ShownRemoval): Promise<void>;
  /** Deletes what people sent, and shows their messages as they are now. */
  forget(forgotten: Forgotten): Promise<void>;
  /** Ends the live streams and every connection; commands that still run are shown as interrupted after a restart. */
  close(): Promise<void>;
}

const hour = 3_600_000;

/**
 * Starts the web playground: the chat on `/`, the gallery on `/gallery`, the console on `/console`, and what `addOperationRoutes` adds. Throws
 * `bad_config` where the address cannot be used.
 */
export async function startWeb(options: WebOptions): Promise<Web> {
  const {
    chat,
    store,
    files,
    redraw,
    postings,
    gallery,
    log,
    workspace = 'web',
    channel = 'studio',
    heartbeatMs = 15_000,
  } = options;
  const originOf = ({ id, name, language, operator }: Person): Origin => ({
    platform: 'web',
    workspace,
    channel,
    user: { externalId: id, name },
    language,
    operator,
  });
  const publicUrl = options.publicUrl ? new URL(options.publicUrl) : undefined;
  const secure = publicUrl?.protocol === 'https:';
  const behindProxy = publicUrl !== undefined;
  const haste = createHaste(behindProxy);
  const identity = createIdentity(options.secret, options.adminToken, secure, haste);
  /** Of those whom it does not know, Easel reads no more than who they want to be. */
  const whoseIs = async (c: Context): Promise<Whose> => {
    const person = c.req.path === '/api/session' ? await identity.read(c) : await knownPerson(identity, c);
    return { line: lineOf(c, behindProxy), person: person?.id };
  };
  const limitBody = createBodies(options.bodies ?? usualBodyLimits, whoseIs);
  const assets = await loadAssets();
  const feed = createFeed(store, channel);
  const keeper = createKeeper(files, postings, { workspace, channel });
  const room = await openRoom({ chat, feed, files, keeper, redraw, log, originOf });
  const closing = new AbortController();
  const signing = `${options.secret}:${options.adminToken}:console`;
  const access =
    options.console && createAccess({ ...options.console, identity, haste, originOf, secret: signing, secure });

  const app = new Hono();
  app.onError(answerError(log, assets.styleSheet));
  app.notFound(() => {
    throw new AppError('not_found', message('web.no-address'));
  });
  app.use(requestId());
  app.use(safeHeaders(assets.inlineScripts, secure), checkHost(options.host, publicUrl?.host), checkSameOrigin());
  app.use('/api/*', async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
  addOperationRoutes(app, options);
  addPageRoutes(app, { assets, files, identity, language: options.language });
  addChatRoutes(app, {
    chat,
    feed,
    room,
    identity,
    originOf,
    view: createMessageViews(chat, originOf, log),
    has: { gallery: gallery !== undefined, sketching: options.sketching !== undefined },
    mayEnterConsole: async (c, person) => (await access?.admits(c, person)) === true,
    limitBody,
    whoseIs,
    closing: closing.signal,
    heartbeatMs,
  });
  if (gallery) addGalleryRoutes(app, { ...gallery, keeper, identity, haste, limitBody, originOf });
  if (access && options.console) {
    addConsoleRoutes(app, { ...options.console, access, keeper, limitBody, closing: closing.signal, heartbeatMs });
  }
  if (options.sketching) {
    addSketchRoutes(app, { ...options.sketching, identity, haste, limitBody, originOf });
  }
  if (options.emoji && publicUrl) addEmojiRoutes(app, { emoji: options.emoji, refuseHaste: haste.fetch });

  const tidy = () =>
    tidyFiles(files, store, channel, log).catch((error: unknown) => log.error({ err: error }, 'tidying files failed'));
  const tidying = setInterval(tidy, hour);
  tidying.unref();
  void tidy();

  const listening = await listen(app.fetch, options.host, options.port);
  return {
    ...listening,
    ...createTakingBack(feed, files, keeper),
    post: (_workspace, _channel, reply) => room.announce(reply),
    async close() {
      clearInterval(tidying);
      closing.abort();
      await room.close();
      await listening.close();
    },
  };
}
