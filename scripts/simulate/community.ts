import { createRandom, type Random } from '#lib/random.ts';
import type { Caller, Painting, Services } from '#studio/api.ts';
import type { Taste } from './taste.ts';

export interface CommunityOptions {
  services: Services;
  taste: Taste;
  voters: number;
  /** Share of the votes that are given at random, in [0, 1]. */
  noise: number;
  seed: number;
}

/** People who use Easel as people do, with one taste. */
export interface Community {
  /** Free samples, one request for each seed; with `picked` as the workspace's taste picks them. */
  paint(seeds: readonly number[], picked: boolean): Promise<Painting[]>;
  /** Asks for pictures and votes on one of each grid, until so many votes are given. */
  vote(votes: number, threshold: number): Promise<void>;
}

const perRequest = 4;
/** How likely a picture is looked at where those before it in the grid were not to be voted on. */
const patience = 0.7;

/** Joins a workspace with so many people. */
export async function joinCommunity({ services, taste, voters, noise, seed }: CommunityOptions): Promise<Community> {
  const { people, studio, gallery } = services;
  const random = createRandom(seed);
  const callers = await Promise.all(
    Array.from({ length: voters }, (_, index) => {
      const user = { externalId: `voter-${index}`, name: `Voter ${index + 1}` };
      return people.identify({ platform: 'memory', workspace: 'simulation', channel: 'art', user, operator: false });
    }),
  );
  const anyone = (): Caller => callers[random.integer(callers.length)]!;
  const ask = (caller: Caller, seed: number, picked: boolean) =>
    studio.submit({ kind: 'generate', count: perRequest, spread: 1, seed, taste: picked }, caller).done;

  return {
    async paint(seeds, picked) {
      const paintings: Painting[] = [];
      for (const seed of seeds) paintings.push(await ask(anyone(), seed, picked));
      return paintings;
    },

    async vote(votes, threshold) {
      for (let vote = 0; vote < votes; vote++) {
        const painting = await ask(anyone(), random.integer(2 ** 31), true);
        const scores = await taste(painting);
        const place = lookAt(scores.length, random);
        const liked = random.uniform() < noise ? random.uniform() < 0.5 : scores[place]! > threshold;
        await gallery.vote(anyone(), painting.pictures[place]!.id, liked ? 1 : -1);
      }
    },
  };
}

/** The place of the picture to vote on: the first most often. */
function lookAt(count: number, random: Random): number {
  for (let place = 0; ; place = (place + 1) % count) if (random.uniform() > patience) return place;
}
