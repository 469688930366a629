import { type Clock, systemClock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import { type ActiveCheckpointQueries, activeCheckpointQueries } from './active-checkpoints.ts';
import { type AuditQueries, auditQueries } from './audit.ts';
import { type AvatarQueries, avatarQueries } from './avatars.ts';
import { type BlockQueries, blockQueries } from './blocks.ts';
import { type CheckpointPartQueries, checkpointPartQueries } from './checkpoint-parts.ts';
import { type CheckpointQueries, checkpointQueries } from './checkpoints.ts';
import type { Connection } from './connection.ts';
import { type EventQueries, eventQueries } from './events.ts';
import { PrismaClient } from './generated/client.ts';
import { type GenerationQueries, generationQueries } from './generations.ts';
import { type ImageQueries, imageQueries } from './images.ts';
import { type InstallationQueries, installationQueries } from './installations.ts';
import { type JobQueries, jobQueries } from './jobs.ts';
import { type LinkQueries, linkQueries } from './links.ts';
import { type MarkQueries, markQueries } from './marks.ts';
import { type MessageQueries, messageQueries } from './messages.ts';
import { applyMigrations } from './migrations.ts';
import { type PeopleQueries, peopleQueries } from './people.ts';
import { connectMemory, connectPglite } from './pglite.ts';
import { connectPostgres } from './postgres.ts';
import { type PostingQueries, postingQueries } from './postings.ts';
import { type PromotionQueries, promotionQueries } from './promotions.ts';
import { type RemovalQueries, removalQueries } from './removals.ts';
import { type ReportQueries, reportQueries } from './reports.ts';
import { type SettingQueries, settingQueries } from './settings.ts';
import { type SignQueries, signQueries } from './signs.ts';
import { type StatisticQueries, statisticQueries } from './statistics.ts';
import { type TrainingImageQueries, trainingImageQueries } from './training-images.ts';
import { type TrainingRunQueries, trainingRunQueries } from './training-runs.ts';
import { type UserQueries, userQueries } from './users.ts';
import { type WorkspaceQueries, workspaceQueries } from './workspaces.ts';

/** Everything that lasts. Each part is one file of queries; nobody outside this folder sees how they are made. */
export interface Database {
  workspaces: WorkspaceQueries;
  settings: SettingQueries;
  users: UserQueries;
  links: LinkQueries;
  people: PeopleQueries;
  postings: PostingQueries;
  removals: RemovalQueries;
  reports: ReportQueries;
  blocks: BlockQueries;
  avatars: AvatarQueries;
  promotions: PromotionQueries;
  checkpoints: CheckpointQueries;
  checkpointParts: CheckpointPartQueries;
  activeCheckpoints: ActiveCheckpointQueries;
  generations: GenerationQueries;
  images: ImageQueries;
  marks: MarkQueries;
  signs: SignQueries;
  statistics: StatisticQueries;
  jobs: JobQueries;
  trainingRuns: TrainingRunQueries;
  trainingImages: TrainingImageQueries;
  messages: MessageQueries;
  audit: AuditQueries;
  events: EventQueries;
  installations: InstallationQueries;
  /** Rejects where the database does not answer. */
  ping(): Promise<void>;
  /** As Connection.copyTo: there is none where the database is not embedded. */
  copyTo?: Connection['copyTo'];
  /** As Connection.scrub: there is none where the database is not embedded. */
  scrub?: Connection['scrub'];
  /** Ends what runs, then lets go of the connections and of the folder. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** PostgreSQL's address; without it PGlite in `dataDir` is used, which is locked until the database is closed. */
  databaseUrl?: string;
  dataDir?: string;
  /** A new PGlite in memory, for tests. */
  memory?: boolean;
  log: Log;
  clock?: Clock;
}

/** How long a transaction may wait for its turn and then take, in milliseconds: PGlite runs one at a time. */
const transactionOptions = { maxWait: 60_000, timeout: 30_000 };

/**
 * Opens the database and brings it up to date. Throws `locked` where another process uses `dataDir`, `bad_config` where
 * the database cannot be reached or belongs to another version.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const start = performance.now();
  const connection = await connect(options);
  const database = await startDatabase(connection, options.log, options.clock);
  options.log.info({ database: connection.name, ms: Math.round(performance.now() - start) }, 'database is open');
  return database;
}

/** The database behind a connection, brought up to date; where that fails the connection is closed. */
export async function startDatabase(connection: Connection, log: Log, clock = systemClock): Promise<Database> {
  const client = new PrismaClient({ adapter: connection.adapter, transactionOptions });
  try {
    const applied = await applyMigrations(connection);
    if (applied.length > 0) log.info({ migrations: applied }, 'migrations were applied');
    await client.$connect();
  } catch (error) {
    await connection.close();
    throw error;
  }
  const store = { client, clock };
  return {
    workspaces: workspaceQueries(store),
    settings: settingQueries(store),
    users: userQueries(store),
    links: linkQueries(store),
    people: peopleQueries(store),
    postings: postingQueries(store),
    removals: removalQueries(store),
    reports: reportQueries(store),
    blocks: blockQueries(store),
    avatars: avatarQueries(store),
    promotions: promotionQueries(store),
    checkpoints: checkpointQueries(store),
    checkpointParts: checkpointPartQueries(store),
    activeCheckpoints: activeCheckpointQueries(store),
    generations: generationQueries(store),
    images: imageQueries(store),
    marks: markQueries(store),
    signs: signQueries(store),
    statistics: statisticQueries(store),
    jobs: jobQueries(store),
    trainingRuns: trainingRunQueries(store),
    trainingImages: trainingImageQueries(store),
    messages: messageQueries(store),
    audit: auditQueries(store),
    events: eventQueries(store),
    installations: installationQueries(store),
    ping: async () => {
      await client.$queryRaw`SELECT 1`;
    },
    copyTo: connection.copyTo,
    scrub: connection.scrub,
    close: async () => {
      await client.$disconnect();
      await connection.close();
    },
  };
}

function connect({ databaseUrl, dataDir, memory, log }: DatabaseOptions): Promise<Connection> {
  if (memory) return connectMemory();
  if (databaseUrl) return connectPostgres(databaseUrl, log);
  if (dataDir) return connectPglite(dataDir, log);
  throw new TypeError('Name a databaseUrl or a dataDir.');
}
