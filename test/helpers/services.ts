import type { People, Services } from '#studio/api.ts';
import { type Album, createAlbum } from './fake/album.ts';
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
  return {
    album,
    people: createFakePeople(),
    studio: createFakeStudio(album),
    gallery: createFakeGallery(album),
    models: createFakeModels(),
    trainer: createFakeTrainer(),
  };
}

function createFakePeople(): People {
  return {
    identify: async ({ platform, workspace, channel, user, operator }) => ({
      userId: `${platform}:${workspace}:${user.externalId}`,
      name: user.name,
      workspaceId: `${platform}:${workspace}`,
      channel,
      admin: operator,
      mayRetrain: operator,
    }),
  };
}
