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
  /** Told before each vote which share of them is given. */
  onVote?(share: number): void;
}

/** People who use Easel as people do, with one taste. */
export interface Community {
  workspaceId: string;
  /** Free samples, one request for each seed; with `picked` as the workspace's taste picks them. */
  paint(seeds: readonly number[], picked: boolean): Promise<Painting[]>;
  /** Asks for pictures and votes on one of each grid, until so many votes are given. */
  vote(votes: number, threshold: number): Promise<void>;
  /** So many others join, and each votes against what people here said of some pictures: as often as people did. */
  attack(attackers: number): Promise<void>;
}

const perRequest = 4;
/** How likely a picture is looked at where those before it in the grid were not to be voted on. */
const patience = 0.7;

/** Joins a workspace with so many people. */
export async function joinCommunity({
  services,
  taste,
  voters,
  noise,
  seed,
  onVote,
}: CommunityOptions): Promise<Community> {
  const { people, studio, gallery } = services;
  const random = createRandom(seed);
  const join = (kind: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) => {
        const user = { externalId: `${kind}-${index}`, name: `${kind} ${index + 1}` };
        return people.identify({ platform: 'memory', workspace: 'simulation', channel: 'art', user, operator: false });
      }),
    );
  const callers = await join('voter', voters);
  const said: { picture: string; value: 1 | -1 }[] = [];
  const anyone = (): Caller => callers[random.integer(callers.length)]!;
  const ask = (caller: Caller, seed: number, picked: boolean) =>
    studio.submit({ kind: 'generate', count: perRequest, spread: 1, seed, taste: picked }, caller).done;

  return {
    workspaceId: callers[0]!.workspaceId,

    async paint(seeds, picked) {
      const paintings: Painting[] = [];
      for (const seed of seeds) paintings.push(await ask(anyone(), seed, picked));
      return paintings;
    },

    async vote(votes, threshold) {
      for (let vote = 0; vote < votes; vote++) {
        onVote?.(vote / votes);
        const painting = await ask(anyone(), random.integer(2 ** 31), true);
        const scores = await taste(painting);
        const place = lookAt(scores.length, random);
        const liked = random.uniform() < noise ? random.uniform() < 0.5 : scores[place]! > threshold;
        const value = liked ? 1 : -1;
        const picture = painting.pictures[place]!.id;
        await gallery.vote(anyone(), picture, value);
        said.push({ picture, value });
      }
    },

    async attack(attackers) {
      const accounts = await join('attacker', attackers);
      const each = Math.min(said.length, Math.round(said.length / voters));
      for (const account of accounts) {
        const start = random.integer(said.length);
        for (let vote = 0; vote < each; vote++) {
          const { picture, value } = said[(start + vote) % said.length]!;
          await gallery.vote(account, picture, value === 1 ? -1 : 1);
        }
      }
    },
  };
}

/** The place of the picture to vote on: the first most often. */
function lookAt(count: number, random: Random): number {
  for (let place = 0; ; place = (place + 1) % count) if (random.uniform() > patience) return place;
}
