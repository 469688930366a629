import { join } from 'node:path';
import { backupsOnDemand, scheduleBackups } from '#db/backups.ts';
import { sealInstallations } from '#db/installations.ts';
import { redrawUpload } from '#images/decode.ts';
import { numberedSheet } from '#images/numbered-sheet.ts';
import { type Config, loadConfig } from '#lib/config.ts';
import { prepareDataFolder } from '#lib/data-folder.ts';
import { wordsFor } from '#lib/i18n.ts';
import { knownSecrets } from '#lib/known-secrets.ts';
import { createLog } from '#lib/log.ts';
import { keepPrivate } from '#lib/private-folder.ts';
import { createSeal } from '#lib/seal.ts';
import { loadSecrets, type Secrets } from '#lib/secrets.ts';
import type { Platform, PlatformParts, RunningPlatform } from '#platforms/platform.ts';
import { createFileStore } from '#platforms/web/pictures/files.ts';
import { startWeb } from '#platforms/web/web.ts';
import { openEasel } from './easel.ts';
import { checkHealth } from './health.ts';
import { platforms as known } from './platforms.ts';
import { scheduleCommunity } from './schedule-community.ts';
import { scheduleNights } from './schedule-nights.ts';
import { scheduleTidying } from './schedule-tidying.ts';
import { type Startable, startPlatforms } from './start-platforms.ts';
import { stopOnSignals } from './stop.ts';
import { createTakeBack } from './take-back.ts';

/**
 * Starts Easel on the web and on every platform of a list that is set up, and stops it cleanly on SIGINT and SIGTERM.
 * Throws `bad_config` in words that say which setting to change.
 */
export async function start(listed: readonly Platform[] = known): Promise<void> {
  keepPrivate();
  const config = loadConfig(undefined, listed);
  const log = createLog(config.logLevel, knownSecrets(config, listed));
  const startedAt = performance.now();
  await prepareDataFolder(config.dataDir, log);
  const easel = await openEasel({ config, log, platforms: listed });
  const { db, chat, services, metrics } = easel;
  const secrets = await loadSecrets(config.dataDir);
  const adminToken = config.adminToken ?? secrets.adminToken;
  const setUp = listed.filter(({ name, isSet }) => isSet(config.platforms.get(name)));
  let platforms: ReadonlyMap<string, RunningPlatform> = new Map();
  const web = await startWeb({
    chat,
    language: config.language,
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
    sketching: services,
    emoji: services.emoji,
    console: { ...services, backups: backupsOnDemand({ db, dataDir: config.dataDir, keep: config.backups.keep, log }) },
    log,
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl,
    adminToken,
    secret: secrets.cookieSecret,
    health: () => checkHealth({ db, device: easel.device, setUp, running: () => platforms }),
    metrics: metrics.text,
  }).catch(async (error) => {
    await easel.close();
    throw error;
  });

  // The others start beside the web.
  const shared = { chat, log, dataDir: config.dataDir, host: config.host, stateSecret: secrets.cookieSecret };
  const seal = createSeal(config.secretKey ?? secrets.sealKey);
  const partsOf = (name: string): PlatformParts => ({
    ...shared,
    inbox: db.events.inbox(name),
    postings: db.postings.of(name),
    left: (workspace) => db.workspaces.noteLeft(name, workspace),
    installations: sealInstallations(db.installations, seal, name),
    sheet: numberedSheet,
  });
  platforms = await startPlatforms(
    log,
    setUp.map((platform): Startable => {
      const { name, title } = platform;
      return { name, title, open: () => platform.start(config.platforms.get(name), partsOf(name)) };
    }),
  );

  const allPlatforms = () => new Map<string, Omit<RunningPlatform, 'connected'>>([['web', web], ...platforms]);
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

  const endCommunity = scheduleCommunity({
    ...{ db, show: easel.show, platforms: allPlatforms, log },
    words: wordsFor(config.language),
  });

  stopOnSignals(log, async () => {
    await Promise.all([endNights(), endTidying(), endCommunity()]);
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
