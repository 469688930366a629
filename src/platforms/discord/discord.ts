import {
  type APIInteraction,
  type APIUser,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord.js';
import type { Chat } from '#chat/chat.ts';
import type { Inbox } from '#chat/inbox.ts';
import { createRedraws } from '#chat/redraws.ts';
import type { Reply } from '#chat/reply.ts';
import type { Log } from '#lib/log.ts';
import { createRounds } from '#lib/rounds.ts';
import { createTurns } from '#lib/turns.ts';
import { type AnswerTimes, createAnswers, type Unfinished, usualTimes } from './answers.ts';
import { createApi } from './api.ts';
import { checkDiscord } from './check.ts';
import { createDownloads } from './download.ts';
import { openGateway } from './gateway.ts';
import { createInteractions } from './interactions.ts';
import { openNotebook } from './notebook.ts';
import { isQuestion, isReceived, type Received } from './parse/received.ts';
import { explain } from './problems.ts';
import { createReactions } from './reactions.ts';
import { registerCommands, registrationOf } from './registration.ts';
import { renderReply } from './render/message.ts';

export interface DiscordOptions {
  chat: Chat;
  token: string;
  /** Another address than Discord's own, such as a proxy's. */
  apiUrl?: string;
  /** The file in which it keeps where its sessions with Discord stand. */
  notebook: string;
  inbox: Inbox;
  log: Log;
  times?: Partial<AnswerTimes>;
}

export interface Discord {
  /** Says something in a channel. Throws AppErrors. */
  post(workspace: string, channel: string, reply: Reply): Promise<void>;
  /** Stops listening, and ends or interrupts what is under way. */
  close(): Promise<void>;
}

/** How long answers under way may take to end when Easel stops. */
const graceMs = 2000;
/** How many presses and reactions are taken up at a time: others do not wait behind hundreds of them. */
const votesAtOnce = 4;

/** Connects to Discord and registers the commands. Throws `bad_config` where the token is refused. */
export async function startDiscord(options: DiscordOptions): Promise<Discord> {
  const { chat, token, apiUrl, inbox, log, times } = options;
  const api = createApi(token, apiUrl);
  const closing = new AbortController();
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
    redraw,
    log,
    times: { ...usualTimes, ...times },
    closing: closing.signal,
  });
  const interact = createInteractions({
    chat,
    api,
    answers,
    inbox,
    download: createDownloads(apiUrl),
    bot,
    turn,
    turns,
    log,
    closing: closing.signal,
  });
  const react = createReactions({ chat, api, bot, redraw, turns });

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
      else await react(data, type === GatewayDispatchEvents.MessageReactionAdd);
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

  const left = await inbox.open();
  for (const { id, answer } of left) {
    if (!answer) continue;
    await answers.endInterrupted(answer as Unfinished);
    await inbox.done(id);
  }
  await registerCommands(api, application, registrationOf(chat)).catch((error: unknown) => {
    throw explain(error);
  });
  const takeUp = async () => {
    for (const { id, body, answer } of left) {
      await turn();
      if (closing.signal.aborted) return;
      if (!answer) run(deal(id, body as Received));
    }
  };
  void takeUp();
  const gateway = await openGateway({ api, token, notebook, log, receive });
  for (const { state, found, advice } of await checkDiscord({ chat, token, apiUrl })) {
    if (state !== 'ok') log.warn({ advice }, `Discord: ${found}`);
  }

  return {
    async post(_workspace, channel, reply) {
      const { body, files } = renderReply(reply);
      await api.post(Routes.channelMessages(channel), { body, files }).catch((error: unknown) => {
        throw explain(error);
      });
    },
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
