import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Chat } from '#chat/chat.ts';
import { loadCommands } from '#chat/command/load.ts';
import { createChat } from '#chat/router.ts';
import { type Database, openDatabase } from '#db/database.ts';
import type { Forgotten } from '#db/people/forget.ts';
import { noCredentials, openCredentials } from '#images/credentials/credentials.ts';
import { type Clock, systemClock } from '#lib/clock.ts';
import type { Config } from '#lib/config.ts';
import type { Log } from '#lib/log.ts';
import { createMetrics, type Metrics } from '#lib/metrics.ts';
import type { Platform } from '#platforms/platform.ts';
import type { Services } from '#studio/api.ts';
import { openCheckpointStore } from '#studio/checkpoints/checkpoints.ts';
import { createModels } from '#studio/checkpoints/models.ts';
import { createConsole } from '#studio/console/console.ts';
import { createGallery, type GalleryService } from '#studio/gallery/gallery.ts';
import { createRemover } from '#studio/gallery/removals.ts';
import { createRetention } from '#studio/gallery/retention.ts';
import { createLessons, findLessons } from '#studio/lessons/lessons.ts';
import { createSafetyFilter, type SafetyFilter } from '#studio/lessons/safety.ts';
import { createEmojiMaker } from '#studio/making/emoji.ts';
import { moderated } from '#studio/moderation/blocked.ts';
import { createWordCheck } from '#studio/moderation/check-words.ts';
import { createModeration } from '#studio/moderation/moderation.ts';
import { createPainter } from '#studio/painting/painter.ts';
import { createPaintings } from '#studio/painting/paintings.ts';
import { createRenderer, warmUp } from '#studio/painting/render.ts';
import { createPeople } from '#studio/people/people.ts';
import { createPrivacy } from '#studio/people/privacy.ts';
import { createFinder } from '#studio/planning/ingredients.ts';
import { usualCapacity } from '#studio/queue/capacity.ts';
import { createQueue } from '#studio/queue/queue.ts';
import { createSettings } from '#studio/settings.ts';
import { createDoodles } from '#studio/sketches/doodles.ts';
import { createHeadFinder } from '#studio/sketches/heads.ts';
import { createSketcher } from '#studio/sketches/sketches.ts';
import { createSketching } from '#studio/sketches/sketching.ts';
import { createStudio } from '#studio/studio.ts';
import { createTastes } from '#studio/training/taste.ts';
import { createTrainer, type TrainerService } from '#studio/training/trainer.ts';
import { createVocabularies } from '#studio/vocabulary/vocabulary.ts';
import type { Compositions } from '#training/data/compositions/compositions.ts';
import { keepCompositions } from './keep-compositions.ts';
import { openSharedQueue } from './open-shared-queue.ts';
import { titleOf } from './platforms.ts';

/** Everything but the platforms, wired together. */
export interface Easel {
  chat: Chat;
  services: Services;
  db: Database;
  metrics: Metrics;
  trainer: TrainerService;
  /** Deletes what is too old. */
  retention: ReturnType<typeof createRetention>;
  /** Pictures as they are shown, wherever they were painted. */
  show: GalleryService['show'];
  /** From now on tells when pictures, or all about a person, were deleted; whoever deletes waits for it. */
  onGone(listener: (gone?: Forgotten) => Promise<void>): void;
  /** The device in words, as it is now. */
  device(): Promise<string>;
  /** What people call a checkpoint, by its id. */
  nameOf(checkpointId: string): string;
  close(): Promise<void>;
}

export interface EaselOptions {
  config: Config;
  log: Log;
  /** The folders of the models that come with Easel, first the one to paint with until another is chosen. */
  shipped?: readonly string[];
  /** An open database to use, and to close in the end, instead of the one that the settings name. */
  database?: Database;
  clock?: Clock;
  /** Of the process that trains, see `createTrainer`. */
  trainingPriority?: number;
  /** The chat platforms that people may come from. */
  platforms?: readonly Pick<Platform, 'name' | 'title'>[];
  /** What looks at given pictures first, instead of the network that does. */
  safety?: SafetyFilter;
  /** What scenes are drawn by, loaded with the first of them, instead of those whose icons are kept in the data folder. */
  compositions?(): Promise<Compositions>;
}

/** So long after a start, in milliseconds, sketches are made ready, which takes some seconds the first time. */
const sketchesReadyMs = 15_000;

const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
/** The folders of the models that come with Easel, by the names that scripts know them by; `easel` paints until told otherwise. */
export const shippedModels = {
  easel: join(projectFolder, 'models/vae/weights'),
  gan: join(projectFolder, 'models/gan/weights'),
};
/** The folder of the model that makes emoji of drawings. */
export const shippedDoodles = join(projectFolder, 'models/pix2pix/weights');

/** Opens the database, the model and the painter, and puts the commands in front of them. */
export async function openEasel({
  config,
  log,
  shipped = Object.values(shippedModels),
  database,
  clock = systemClock,
  trainingPriority,
  platforms,
  safety = createSafetyFilter(log),
  compositions = keepCompositions(config, log),
}: EaselOptions): Promise<Easel> {
  const { dataDir, databaseUrl, device, threads } = config;
  const metrics = createMetrics();
  const painter = createPainter({ device, threads, log, onBatch: metrics.batchFinished });
  const credentials = config.credentials ? await openCredentials(join(dataDir, 'credentials'), version) : noCredentials;
  const commands = loadCommands(join(projectFolder, 'commands'));
  commands.catch(() => {});
  const db = database ?? (await openDatabase({ databaseUrl, dataDir, log, clock }));
  try {
    const checkpointDirectory = join(dataDir, 'checkpoints');
    const checkpoints = await openCheckpointStore({
      db,
      directory: checkpointDirectory,
      shipped,
      runs: join(dataDir, 'runs'),
      shared: databaseUrl !== undefined,
      log,
    });
    const shippedCheckpoint = await checkpoints.open(checkpoints.shippedId);
    await db.trainingRuns.interruptTrainingRuns({ shared: databaseUrl !== undefined });

    const vocabulary = createVocabularies({ cacheDir: join(dataDir, 'cache') });
    const renderer = createRenderer(checkpoints, painter, credentials);
    const finder = createFinder({ db, painter, renderer, vocabulary, open: checkpoints.open });
    const tastes = createTastes({ db, clock });
    const sketcher = createSketcher(compositions, createHeadFinder(painter));
    const warming = setTimeout(() => void compositions().catch(() => {}), sketchesReadyMs);
    warming.unref();
    const checkWords = createWordCheck(db, join(dataDir, 'cache'));
    const doodles = createDoodles({ painter, directory: shippedDoodles });
    const artist = { doodles, checkpoints, renderer, finder, painter, sketcher, tastes };
    const paint = createPaintings({
      ...artist,
      db,
      clock,
      checkWords,
      onStage: metrics.stageFinished,
      publicUrl: config.publicUrl,
      credentials,
    });
    const models = createModels({ db, checkpoints, painter, sketcher });
    await Promise.all([
      painter.describe(),
      vocabulary(shippedCheckpoint),
      renderer.paint(shippedCheckpoint, warmUp(shippedCheckpoint)),
    ]);
    const queueOptions = { run: paint, capacity: usualCapacity, clock, onStart: metrics.jobStarted, log };
    const queue = databaseUrl
      ? await openSharedQueue(databaseUrl, db.jobs, { ...queueOptions, serves: config.paints })
      : createQueue(queueOptions);
    metrics.watchDevice(painter.describe);
    metrics.watchTraining(db.trainingRuns.countTrainingRuns);
    const studio = createStudio({ db, checkpoints, queue, vocabulary, device: painter.describe, metrics });
    const lessons = createLessons(db, clock, safety);
    const trainer = createTrainer({
      db,
      checkpoints,
      checkpointDirectory,
      models,
      renderer,
      painter,
      sketcher,
      tastes,
      lessons: (workspaceId, checkpoint) => findLessons(db, workspaceId, checkpoint),
      config,
      priority: trainingPriority,
      log,
    });
    const title = (name: string) => titleOf(name, platforms);
    let tellGone: (gone?: Forgotten) => Promise<void> = async () => {};
    const gallery = createGallery({
      db,
      clock,
      remove: createRemover({ db, renderer, onRemoved: () => tellGone() }),
      nameOf: checkpoints.nameOf,
      onMark: metrics.marked,
      render: (images) => renderer.render(images.map((image) => ({ ...image, seed: image.generation.seed }))),
    });
    const settings = createSettings(
      db,
      async ({ workspaceId }) => (await checkpoints.active(workspaceId)).latent.styles,
    );
    const emoji = createEmojiMaker({ db, checkpoints, renderer });
    const privacy = createPrivacy({
      db,
      titleOf: title,
      queue,
      renderer,
      onForgotten: (forgotten) => tellGone(forgotten),
      log,
    });
    const people = createPeople(db, title);
    const moderation = createModeration({ db, gallery, clock, checkWords, onHidden: () => tellGone() });
    const adminConsole = createConsole({ db, checkpoints, gallery, tastes, address: config, clock });
    const sketching = createSketching({ doodles, checkpoints });
    const all = { people, privacy, settings, emoji, lessons, studio, sketching, gallery, models, trainer, moderation };
    const services: Services = moderated({ ...all, console: adminConsole });
    const onRemoved = async (imageIds: readonly string[]) => {
      renderer.forget(imageIds);
      await tellGone();
    };
    const chat = createChat({ commands: await commands, services, log, clock, language: config.language });
    return {
      chat,
      services,
      db,
      metrics,
      trainer,
      retention: createRetention({ db, clock, onRemoved }),
      show: gallery.show,
      onGone: (listener) => {
        tellGone = listener;
      },
      device: painter.describe,
      nameOf: checkpoints.nameOf,
      close: async () => {
        clearTimeout(warming);
        await queue.close();
        trainer.close();
        await painter.close();
        await credentials.close();
        await db.close();
      },
    };
  } catch (error) {
    await painter.close();
    await credentials.close();
    await db.close();
    throw error;
  }
}
