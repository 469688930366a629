import { join } from 'node:path';
import { scheduleBackups } from '#db/backups.ts';
import { sealInstallations } from '#db/installations.ts';
import { redrawUpload } from '#images/decode.ts';
import { numberedSheet } from '#images/numbered-sheet.ts';
import { type Config, isSlackSet, loadConfig } from '#lib/config.ts';
import { prepareDataFolder } from '#lib/data-folder.ts';
import { AppError } from '#lib/errors.ts';
import { knownSecrets } from '#lib/known-secrets.ts';
import { wordsFor } from '#lib/i18n.ts';
import { createLog } from '#lib/log.ts';
import { keepPrivate } from '#lib/private-folder.ts';
import { createSeal } from '#lib/seal.ts';
import { loadSecrets, type Secrets } from '#lib/secrets.ts';
import type { DiscordOptions } from '#platforms/discord/discord.ts';
import type { SlackOptions } from '#platforms/slack/slack.ts';
import { createFileStore } from '#platforms/web/files.ts';
import { startWeb } from '#platforms/web/web.ts';
import { readMetrics } from '#studio/training/report.ts';
import { openEasel } from './easel.ts';
import { checkHealth } from './health.ts';
import { scheduleNights } from './schedule-nights.ts';
import { scheduleTidying } from './schedule-tidying.ts';
import { type RunningPlatform, type StartPlatform, startPlatforms } from './start-platforms.ts';
import { stopOnSignals } from './stop.ts';
import { createTakeBack } from './take-back.ts';

const trainingsShown = 50;

/** Starts Easel with every platform that is configured, and stops it cleanly on SIGINT and SIGTERM. */
async function start(): Promise<void> {
  keepPrivate();
  const config = loadConfig();
  const log = createLog(config.logLevel, knownSecrets(config));
  const startedAt = performance.now();
  await prepareDataFolder(config.dataDir, log);
  const easel = await openEasel({ config, log });
  const { db, chat, services, metrics } = easel;
  const secrets = await loadSecrets(config.dataDir);
  const adminToken = config.adminToken ?? secrets.adminToken;
  let platforms: ReadonlyMap<string, RunningPlatform> = new Map();
  const configured = {
    Discord: config.discord.token !== undefined,
    Slack: isSlackSet(config.slack),
  };
  const web = await startWeb({
    chat,
    store: {
      create: db.messages.createMessage,
      update: db.messages.updateMessage,
      find: db.messages.findMessage,
      list: db.messages.listMessages,
      since: db.messages.listMessagesSince,
    },
    postings: db.postings.of('web'),
    files: await createFileStore(join(config.dataDir, 'files')),
    redraw: ({ bytes, name }) => redrawUpload(bytes, name),
    gallery: services,
    emoji: services.emoji,
    trainings: async () =>
      (await db.trainingRuns.listAllTrainingRuns(trainingsShown)).map((run) => ({
        ...run,
        ...readMetrics(run),
        at: run.createdAt,
        workspace: `${run.workspace.platform} ${run.workspace.externalId}`,
        model: run.checkpointId && easel.nameOf(run.checkpointId),
      })),
    log,
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl,
    adminToken,
    secret: secrets.cookieSecret,
    health: () => checkHealth({ db, device: easel.device, configured, running: () => platforms }),
    metrics: metrics.text,
  }).catch(async (error) => {
    await easel.close();
    throw error;
  });

  // Discord and Slack start beside the web, each where its tokens are set.
  platforms = await startPlatforms(log, {
    Discord: startDiscordIfSet({
      chat,
      log,
      ...config.discord,
      notebook: join(config.dataDir, 'discord.json'),
      inbox: db.events.inbox('discord'),
      postings: db.postings.of('discord'),
    }),
    Slack: startSlackIfSet({
      chat,
      log,
      config: config.slack,
      host: config.host,
      inbox: db.events.inbox('slack'),
      postings: db.postings.of('slack'),
      left: (team) => db.workspaces.noteLeft('slack', team),
      installations: sealInstallations(db.installations, createSeal(config.secretKey ?? secrets.sealKey), 'slack'),
      stateSecret: secrets.cookieSecret,
      sheet: numberedSheet,
    }),
  });

  const allPlatforms = () => new Map<string, Omit<RunningPlatform, 'connected'>>([['Web', web], ...platforms]);
  const takeBack = createTakeBack({ db, show: easel.show, platforms: allPlatforms, log });
  easel.onGone(async (gone) => {
    if (gone) await web.forget(gone);
    await takeBack.passSoon();
  });
  const endTidying = scheduleTidying({ db, retention: easel.retention, takeBack, platforms: () => platforms, log });

  const { everyHours, keep } = config.backups;
  const endBackups =
    everyHours > 0 ? scheduleBackups({ db, dataDir: config.dataDir, everyHours, keep, log }) : undefined;

  const endNights = scheduleNights({
    db,
    trainer: easel.trainer,
    nameOf: easel.nameOf,
    platforms: allPlatforms,
    log,
    words: wordsFor(config.language),
  });

  stopOnSignals(log, async () => {
    await Promise.all([endNights(), endTidying()]);
    await Promise.all([...platforms.values()].map((platform) => platform.close()));
    await web.close();
    await endBackups?.();
    await easel.close();
  });

  log.info(
    { url: web.url, device: await easel.device(), ms: Math.round(performance.now() - startedAt) },
    'easel is ready',
  );
  process.stdout.write(`Easel paints at ${web.url}\n${ownLink(web.url, config, secrets)}\n`);
}

/**
 * How the operator gets in. The token itself is shown only where nobody could know it yet, or to a person at a terminal:
 * what a service prints is kept in a log.
 */
function ownLink(url: string, { adminToken, dataDir }: Config, secrets: Secrets): string {
  const address = `${url}/?admin=`;
  if (adminToken) return `Your own link, as its admin: ${address} and what EASEL_ADMIN_TOKEN says`;
  if (secrets.isNew || process.stdout.isTTY) return `Your own link, as its admin: ${address}${secrets.adminToken}`;
  return `Your own link, as its admin: ${address} and the adminToken of ${join(dataDir, 'secrets.json')}`;
}

/** Libraries of platforms are loaded only where they are used. */
function startDiscordIfSet({ token, ...options }: Omit<DiscordOptions, 'token'> & { token?: string }): StartPlatform {
  if (!token) return undefined;
  return async () => (await import('#platforms/discord/discord.ts')).startDiscord({ ...options, token });
}

function startSlackIfSet(options: SlackOptions): StartPlatform {
  if (!isSlackSet(options.config)) return undefined;
  return async () => (await import('#platforms/slack/slack.ts')).startSlack(options);
}

start().catch((error: unknown) => {
  const { message, cause } = AppError.from(error);
  process.stderr.write(`Easel cannot start: ${message}\n`);
  if (cause) process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
  process.exit(1);
});
