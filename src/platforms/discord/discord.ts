import {
  type APIInteraction,
  type APIUser,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord.js';
import type { Chat } from '#chat/chat.ts';
import type { Reply } from '#chat/reply.ts';
import type { Log } from '#lib/log.ts';
import { type AnswerTimes, createAnswers, usualTimes } from './answers.ts';
import { createApi } from './api.ts';
import { checkDiscord } from './check.ts';
import { createDownloads } from './download.ts';
import { openGateway } from './gateway.ts';
import { createInteractions } from './interactions.ts';
import { openNotebook } from './notebook.ts';
import { explain } from './problems.ts';
import { createReactions } from './reactions.ts';
import { createRedraws } from './redraws.ts';
import { registerCommands, registrationOf } from './registration.ts';
import { renderReply } from './render/message.ts';
import { createTurns } from './turns.ts';

export interface DiscordOptions {
  chat: Chat;
  token: string;
  /** Another address than Discord's own, such as a proxy's. */
  apiUrl?: string;
  /** The file in which it keeps what must outlive a restart. */
  notebook: string;
  /** True the first time that this event is claimed, over restarts too. */
  claim(id: string): Promise<boolean>;
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

/** Connects to Discord and registers the commands. Throws `bad_config` where the token is refused. */
export async function startDiscord(options: DiscordOptions): Promise<Discord> {
  const { chat, token, apiUrl, claim, log, times } = options;
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
  const turn = createTurns();
  const answers = createAnswers({
    api,
    notebook,
    redraw,
    log,
    times: { ...usualTimes, ...times },
    closing: closing.signal,
  });
  const interact = createInteractions({
    chat,
    api,
    answers,
    notebook,
    download: createDownloads(apiUrl),
    bot,
    claim,
    turn,
    log,
    closing: closing.signal,
  });
  const react = createReactions({ chat, api, bot, redraw, turn });

  const run = (doing: Promise<void>) => {
    const done = doing
      .catch((error: unknown) => {
        const { message, code } = explain(error);
        log[code === 'internal' ? 'error' : 'warn']({ err: error }, message);
      })
      .finally(() => underWay.delete(done));
    underWay.add(done);
  };
  const receive = (event: GatewayDispatchPayload, settled: () => void) => {
    if (event.t === GatewayDispatchEvents.InteractionCreate) {
      run(interact(event.d as APIInteraction, settled).finally(settled));
    } else if (event.t === GatewayDispatchEvents.MessageReactionAdd) run(react(event.d, true).finally(settled));
    else if (event.t === GatewayDispatchEvents.MessageReactionRemove) run(react(event.d, false).finally(settled));
    else settled();
  };

  await answers.endInterrupted();
  await registerCommands(api, application, registrationOf(chat)).catch((error: unknown) => {
    throw explain(error);
  });
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
