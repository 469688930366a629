import { App, type Authorize, type Receiver, webApi } from '@slack/bolt';
import { createRedraws } from '#chat/redraws.ts';
import { systemTimer, type Timer } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { createTurns } from '#lib/turns.ts';
import { createDownloads } from '#platforms/shared/downloads.ts';
import { createFileFetcher } from '#platforms/shared/fetch-files.ts';
import { openLeft } from '#platforms/shared/interrupted.ts';
import type { PlatformParts, RunningPlatform } from '../platform.ts';
import { createAnswers, editPause, type Unfinished } from './answering/answers.ts';
import { createLine } from './answering/line.ts';
import { takeBack } from './answering/taking-back.ts';
import { createUploads } from './answering/uploads.ts';
import { isAway, slackFault } from './faults.ts';
import { addHome } from './home.ts';
import { createSlackLogger } from './logger.ts';
import { fileHosts } from './receiving/attachments.ts';
import { addCommands } from './receiving/commands.ts';
import { createHttp, type SlackHttp } from './receiving/http.ts';
import { authorizeOne, createInstallationStore } from './receiving/installations.ts';
import { createIntake } from './receiving/intake.ts';
import { createNamedPictures } from './receiving/named-pictures.ts';
import { createPeople } from './receiving/people.ts';
import { addPresses } from './receiving/presses.ts';
import { addReactions } from './receiving/reactions.ts';
import { createSockets } from './receiving/sockets.ts';
import type { SlackParts } from './receiving/talk.ts';
import type { SlackConfig } from './settings.ts';

export interface SlackOptions extends Omit<PlatformParts, 'dataDir'> {
  config: SlackConfig;
  timer?: Timer;
}

export interface Slack extends Required<Omit<RunningPlatform, 'present'>> {
  /** Where it listens for HTTP, if it does. */
  port?: number;
}

/** How long a stop waits for what is under way, in milliseconds; painting is broken off at once, votes can wait. */
const patience = 5000;
/** How many votes are counted at a time: others do not wait behind hundreds of them. */
const votesAtOnce = 4;

/** Connects to Slack. Throws `bad_config` saying which setting is missing or refused. */
export async function startSlack(options: SlackOptions): Promise<Slack> {
  const { chat, config, inbox, postings, sheet, timer = systemTimer } = options;
  const log = options.log.child({ platform: 'slack' });
  const logger = createSlackLogger(log);
  const { botToken, appToken, apiUrl } = config;
  const closing = new AbortController();
  const line = createLine({ timer, closing: closing.signal });
  const clientOptions: webApi.WebClientOptions = {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    logger,
    fetch: line.send,
    retryConfig: { retries: 0 },
  };

  const http = openHttp(options, logger);
  const sockets = appToken ? createSockets({ appToken, apiUrl, logger, log, line, timer }) : undefined;
  if (!sockets && !http) throw new AppError('bad_config', 'Set SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET.');
  const authorize = botToken ? await authorizeOne(botToken, clientOptions) : authorizeMany(http);

  const app = new App({
    receiver: together([...(sockets?.receivers ?? []), ...(http ? [http.receiver] : [])]),
    authorize,
    clientOptions,
    logger,
    convoStore: false,
  });
  app.error(async (error) => log.error({ err: error }, 'an event could not be taken up'));
  const intake = createIntake(inbox, log, closing.signal);
  app.use(intake.middleware);

  const uploads = createUploads({ line, timer, sheet, postings });
  const answers = createAnswers({ uploads, inbox, postings, line, log, closing: closing.signal });
  const download = createDownloads({ title: 'Slack', hosts: fileHosts, apiUrl, timer });
  const fetcher = createFileFetcher();
  const parts: SlackParts = {
    app,
    chat,
    answers,
    uploads,
    people: createPeople(log),
    download,
    fetcher,
    pictures: createNamedPictures({ download, fetcher }),
    turns: createTurns(votesAtOnce, closing.signal),
    redraw: createRedraws(editPause),
    log,
    closing: closing.signal,
  };
  addCommands(parts);
  addPresses(parts);
  const reactions = addReactions(parts);
  addHome(parts);
  for (const event of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(event, async ({ body }) => {
      await options.installations.remove(body.team_id);
      if (event === 'app_uninstalled') await options.left(body.team_id);
    });
  }

  const clientOf = async (workspace: string) => {
    const who = await authorize({ teamId: workspace, enterpriseId: undefined, isEnterpriseInstall: false });
    return new webApi.WebClient(who.botToken, clientOptions);
  };
  const left = await openLeft({
    inbox,
    log,
    async end(answer) {
      const unfinished = answer as Unfinished;
      await answers.endInterrupted(await clientOf(unfinished.team), unfinished);
    },
    isAway,
    again: ({ body }) => intake.again(app, body),
  });
  void left.end();
  void left.takeUp();

  const port = await http?.open();
  await sockets?.open().catch(async (error) => {
    await http?.close();
    throw error;
  });
  log.info({ port, sockets: sockets?.receivers.length ?? 0 }, 'Slack is connected');

  return {
    port,
    async post(workspace, channel, reply) {
      const client = await clientOf(workspace);
      await answers.post({ client, team: workspace, user: '', channel }, reply).catch((error: unknown) => {
        throw slackFault(error);
      });
    },
    async takeBack(removal) {
      const client = await clientOf(removal.workspace).catch(() => undefined);
      // A workspace that has taken Easel away lets it change nothing.
      if (client) await takeBack(client, uploads, removal, log);
      reactions.forget(removal);
    },
    connected: async () => !closing.signal.aborted && (sockets?.connected() ?? port !== undefined),
    async close() {
      await Promise.all([sockets?.close(), http?.close()]);
      closing.abort();
      await intake.settled(patience);
    },
  };
}

/** By HTTP come the events where there is no socket, and the pages for many workspaces. */
function openHttp(
  { config, host, installations, stateSecret }: SlackOptions,
  logger: ReturnType<typeof createSlackLogger>,
) {
  const { appToken, signingSecret, clientId, clientSecret, apiUrl, port } = config;
  const many = clientId && clientSecret;
  if (!many && appToken) return undefined;
  if (!signingSecret) {
    if (!many) return undefined;
    throw new AppError('bad_config', 'SLACK_CLIENT_ID needs SLACK_SIGNING_SECRET as well.');
  }
  const store = createInstallationStore(installations);
  const install = many ? { clientId, clientSecret, stateSecret, store } : undefined;
  return createHttp({ signingSecret, host, port, install, apiUrl, logger });
}

function authorizeMany(http: SlackHttp | undefined): Authorize<boolean> {
  const installer = http?.receiver.installer;
  if (installer) return (source) => installer.authorize(source);
  throw new AppError('bad_config', 'Set SLACK_BOT_TOKEN, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET.');
}

/** Several receivers as one; they are opened and closed on their own. */
function together(receivers: Receiver[]): Receiver {
  return {
    init: (app) => {
      for (const receiver of receivers) receiver.init(app);
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
}
