import {
  type APIInteraction,
  type APIMessage,
  type APIUser,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord.js';
import { picturesOf } from '#chat/answers/taking-back.ts';
import { createRedraws } from '#chat/redraws.ts';
import { systemTimer, type Timer } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { createRounds } from '#lib/rounds.ts';
import { createTurns } from '#lib/turns.ts';
import { createDownloads } from '#platforms/shared/downloads.ts';
import { createFileFetcher } from '#platforms/shared/fetch-files.ts';
import { openLeft } from '#platforms/shared/interrupted.ts';
import { persist } from '#platforms/shared/persist.ts';
import type { PlatformParts, RunningPlatform } from '../platform.ts';
import { type AnswerTimes, createAnswers, type Unfinished, usualTimes } from './answers.ts';
import { Api, isPassing } from './api.ts';
import { checkDiscord } from './check.ts';
import { openGateway } from './gateway.ts';
import { createInteractions } from './interactions.ts';
import { createPictureSource } from './named-pictures.ts';
import { newMessage } from './new-message.ts';
import { openNotebook } from './notebook.ts';
import { isQuestion, isReceived, type Received } from './parse/received.ts';
import { explain } from './problems.ts';
import { createReactions } from './reactions.ts';
import { registerCommands, registrationOf } from './registration.ts';
import { renderReply } from './render/message.ts';
import { listServers, takeBack } from './taking-back.ts';

export interface DiscordOptions extends Pick<PlatformParts, 'chat' | 'log' | 'inbox' | 'postings'> {
  token: string;
  /** Another address than Discord's own, such as a proxy's. */
  apiUrl?: string;
  /** The same of its files: emoji, profile pictures, stickers. */
  cdnUrl?: string;
  /** The file in which it keeps where its sessions with Discord stand. */
  notebook: string;
  times?: Partial<AnswerTimes>;
  timer?: Timer;
}

export type Discord = Required<RunningPlatform>;

/** Where attached files lie. */
const fileHosts = ['cdn.discordapp.com', 'media.discordapp.net'];
/** How long answers under way may take to end when Easel stops. */
const graceMs = 2000;
/** How many presses and reactions are taken up at a time: others do not wait behind hundreds of them. */
const votesAtOnce = 4;

/** Pauses before commands that Discord did not take are registered again, in milliseconds. */
const registerPause = { firstPauseMs: 60_000, longestPauseMs: 3_600_000 };

/**
 * Connects to Discord and registers the commands; where it does not take those, people go on with the ones it knows.
 * Throws `bad_config` where the token is refused.
 */
export async function startDiscord(options: DiscordOptions): Promise<Discord> {
  const { chat, token, apiUrl, cdnUrl = `https://${fileHosts[0]}`, inbox, log, times, timer = systemTimer } = options;
  const closing = new AbortController();
  const api = new Api({ token, apiUrl, timer, closing: closing.signal });
  const underWay = new Set<Promise<void>>();
  const [{ id: bot }, { id: application }] = await Promise.all([
    api.get(Routes.user()) as Promise<APIUser>,
    api.get(Routes.currentApplication()) as Promise<RESTGetCurrentApplicationResult>,
  ]).catch((error: unknown) => {
    throw explain(error);
  });

  const notebook = await openNotebook(options.notebook, log);
  const redraw = createRedraws();
  const turn = createRounds();
  const turns = createTurns(votesAtOnce, closing.signal);
  const answers = createAnswers({
    api,
    inbox,
    postings: options.postings,
    redraw,
    log,
    times: { ...usualTimes, ...times },
    closing: closing.signal,
  });
  const download = createDownloads({ title: 'Discord', hosts: fileHosts, apiUrl, timer });
  const fetcher = createFileFetcher();
  const interact = createInteractions({
    chat,
    api,
    answers,
    inbox,
    download,
    fetcher,
    pictures: createPictureSource({ api, download, fetcher, cdnUrl }),
    bot,
    turn,
    turns,
    log,
    closing: closing.signal,
  });
  const react = createReactions({ chat, api, bot, redraw, turns, log });

  const run = (doing: Promise<void>) => {
    const done = doing
      .catch((error: unknown) => {
        const { message, code } = explain(error);
        log[code === 'internal' ? 'error' : 'warn']({ err: error }, message);
      })
      .finally(() => underWay.delete(done));
    underWay.add(done);
  };
  const deal = async (id: string, { t: type, d: data }: Received): Promise<void> => {
    try {
      if (type === GatewayDispatchEvents.InteractionCreate) await interact(data);
      else await react.count(data, type === GatewayDispatchEvents.MessageReactionAdd);
    } catch (error) {
      // What fails while Easel stops is left to the next start.
      if (closing.signal.aborted) return;
      await inbox.done(id);
      throw error;
    }
    await inbox.done(id);
  };
  const receive = (event: GatewayDispatchPayload, key: string, settled: () => void) => {
    if (!isReceived(event)) return settled();
    if (event.t === GatewayDispatchEvents.InteractionCreate) react.used(event.d.channel?.id ?? '', event.d.guild_id);
    if (isQuestion(event)) {
      settled();
      return run(interact(event.d as APIInteraction));
    }
    const id = event.t === GatewayDispatchEvents.InteractionCreate ? event.d.id : key;
    const takeUp = async () => {
      const isNew = await inbox.receive(id, { t: event.t, d: event.d });
      settled();
      if (isNew) await deal(id, event);
    };
    run(takeUp());
  };

  const left = await openLeft({
    inbox,
    log,
    end: (answer) => answers.endInterrupted(answer as Unfinished),
    isAway: isPassing,
    async again({ id, body }) {
      await turn();
      if (!closing.signal.aborted) run(deal(id, body as Received));
    },
  });
  // Discord may be away: what cannot be ended now must not keep others waiting.
  await Promise.race([left.end(), timer.sleep(graceMs)]);
  const register = () =>
    registerCommands(api, application, registrationOf(chat)).catch((error: unknown) => {
      log.error({ err: error }, AppError.from(error).message);
      throw error;
    });
  const registered = register().then(
    () => true,
    () => false,
  );
  void left.takeUp();
  const missed = () => run(react.catchUp());
  const gateway = await openGateway({ api, token, notebook, log, timer, receive, missed });
  if (!(await registered)) void registerLater(register, timer, closing.signal);
  for (const { state, found, advice } of await checkDiscord({ chat, token, apiUrl })) {
    if (state !== 'ok') log.warn({ advice }, `Discord: ${found}`);
  }

  return {
    async post(workspace, channel, reply) {
      const posted = api.post(Routes.channelMessages(channel), newMessage(renderReply(reply)));
      const { id } = (await posted.catch((error: unknown) => {
        throw explain(error);
      })) as APIMessage;
      await options.postings.note({ workspace, channel, message: id }, picturesOf(reply));
    },
    async takeBack(removal) {
      await takeBack(api, bot, removal, log);
      react.forget(removal.message);
    },
    present: () => listServers(api),
    connected: gateway.connected,
    async close() {
      await gateway.close();
      const patience = setTimeout(() => closing.abort(), graceMs);
      await Promise.all(underWay);
      clearTimeout(patience);
      closing.abort();
      await notebook.close();
    },
  };
}

async function registerLater(register: () => Promise<void>, timer: Timer, signal: AbortSignal): Promise<void> {
  await timer.sleep(registerPause.firstPauseMs, signal);
  const patience = { ...registerPause, patienceMs: Number.POSITIVE_INFINITY, isPassing: () => true, timer, signal };
  if (!signal.aborted) await persist(register, patience).catch(() => undefined);
}
