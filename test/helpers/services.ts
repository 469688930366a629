import { AppError } from '#lib/errors.ts';
import type { Console, Lessons, Moderation, People, Privacy, Services } from '#studio/api.ts';
import { createSettings, readSettings, type SettingStore } from '#studio/settings.ts';
import { type Album, createAlbum, flatPng } from './fake/album.ts';
import { createFakeGallery } from './fake/gallery.ts';
import { createFakeStudio, type FakeStudio } from './fake/studio.ts';
import { createFakeModels, createFakeTrainer, type FakeTrainer } from './fake/training.ts';

/** All services in memory, quick and without a model, with handles for a test to steer them. */
export interface FakeServices extends Services {
  studio: FakeStudio;
  trainer: FakeTrainer;
  album: Album;
}

export function createFakeServices(): FakeServices {
  const album = createAlbum();
  const kept = createFakeSettings();
  return {
    album,
    people: createFakePeople(kept),
    emoji: {
      published: async () => undefined,
      async make(caller, source, { side }) {
        const alt = 'upload' in source ? source.upload.name : album.find(caller, source.text).painting.subject;
        return { bytes: await flatPng(alt, side), mime: 'image/png', side, alt };
      },
    },
    settings: createSettings(kept, async () => ['noto', 'twemoji']),
    lessons: noLessons,
    privacy: noPrivacy,
    moderation: noModeration,
    console: noConsole,
    studio: createFakeStudio(album),
    sketching: { glimpse: async () => flatPng('your drawing', 256) },
    gallery: createFakeGallery(album),
    models: createFakeModels(),
    trainer: createFakeTrainer(),
  };
}

const refuse = () => Promise.reject(new AppError('internal', 'This is tested with a database.'));
const noLessons: Lessons = {
  terms: '',
  offer: refuse,
  agree: refuse,
  withdraw: refuse,
  look: refuse,
  mine: refuse,
  queue: refuse,
  decide: refuse,
};

const noPrivacy: Privacy = {
  look: refuse,
  export: refuse,
  forget: refuse,
  allowAvatar: refuse,
  mayPaint: async () => true,
};

const noModeration: Moderation = {
  checkWords: async () => {},
  report: refuse,
  reported: refuse,
  approve: refuse,
  blockMaker: refuse,
  blockMember: refuse,
  block: refuse,
  unblock: refuse,
  blocked: refuse,
  audit: refuse,
};

const refuseAtOnce = () => {
  throw new AppError('internal', 'This is tested with a database.');
};
const noConsole: Console = {
  invite: refuseAtOnce,
  redeem: refuseAtOnce,
  workspaces: refuse,
  knows: refuse,
  totals: refuse,
  days: refuse,
  members: refuse,
  taste: refuse,
  lineage: refuse,
  trainings: refuse,
};

function createFakePeople(kept: SettingStore): People {
  const identify: People['identify'] = async ({ platform, workspace, channel, user, operator }) => {
    const workspaceId = `${platform}:${workspace}`;
    const { retrain } = await readSettings(kept, workspaceId);
    return {
      userId: `${platform}:${workspace}:${user.externalId}`,
      name: user.name,
      workspaceId,
      channel,
      admin: operator,
      mayRetrain: operator || retrain === 'everyone' || user.groups?.includes(retrain) === true,
    };
  };
  return {
    identify,
    recognize: identify,
    offerLink: async () => 'abcd1234',
    async link(_origin, code) {
      if (code !== 'abcd-1234') throw new AppError('not_found', 'I do not know this code.');
      return ['Discord', 'memory'];
    },
    async unlink() {
      throw new AppError('not_found', 'This account is not linked to another one.');
    },
  };
}

/** Settings in memory. */
function createFakeSettings(): SettingStore {
  const kept = new Map<string, Map<string, unknown>>();
  return {
    settings: {
      findSettings: async (workspaceId) => Object.fromEntries(kept.get(workspaceId) ?? []),
      async changeSetting({ workspaceId, key, value }) {
        const settings = kept.get(workspaceId) ?? new Map();
        kept.set(workspaceId, settings.set(key, value));
      },
    },
  };
}
