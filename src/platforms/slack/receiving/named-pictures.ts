import type { webApi } from '@slack/bolt';
import type { NamedPicture } from '#chat/host.ts';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Downloads } from '#platforms/shared/downloads.ts';
import type { FileFetcher } from '#platforms/shared/fetch-files.ts';
import type { Origin } from '#studio/api.ts';
import { slackCode, slackFault } from '../faults.ts';
import { createCache } from './cache.ts';

/** Who asks, and where. */
interface Asked {
  client: webApi.WebClient;
  team: string;
  origin: Origin;
}

/** What else than shared files Slack has pictures of. */
export interface NamedPictures {
  /** See `Host.findPicture`. */
  find(asked: Asked, typed: string): Promise<NamedPicture | undefined>;
}

const shortcode = /^:([\w+'-]+):$/;
const mention = /^<@([A-Z0-9]+)>$/;
/** An emoji may be another name of another one. */
const aliasesAtMost = 5;

type EmojiList = Readonly<Record<string, string>>;

export function createNamedPictures(parts: { download: Downloads; fetcher: FileFetcher }): NamedPictures {
  const lists = createCache<EmojiList>();
  const later = (origin: Origin, name: string, url: string) => parts.fetcher(origin, parts.download({ name, url }));

  const emoji = async ({ client, team, origin }: Asked, name: string): Promise<NamedPicture | undefined> => {
    const list = await lists.get(team, () => listEmoji(client));
    let address: string | undefined = `alias:${name}`;
    for (let times = 0; times < aliasesAtMost && address?.startsWith('alias:'); times++) {
      const key: string = address.slice('alias:'.length);
      address = Object.hasOwn(list, key) ? list[key] : undefined;
    }
    return address && URL.canParse(address) && !address.startsWith('alias:') ? later(origin, name, address) : undefined;
  };

  return {
    async find(asked, typed) {
      const id = mention.exec(typed)?.[1];
      if (id) return { ...(await findAvatar(asked, id, later)), person: `${asked.team}:${id}` };
      const name = shortcode.exec(typed)?.[1];
      return name ? emoji(asked, name) : undefined;
    },
  };
}

/** The addresses of a workspace's own emoji by their names. Throws AppErrors. */
async function listEmoji(client: webApi.WebClient): Promise<EmojiList> {
  const { emoji = {} } = await client.emoji.list().catch((error: unknown) => {
    throw slackFault(error);
  });
  return emoji;
}

async function findAvatar(
  { client, origin }: Asked,
  id: string,
  later: (origin: Origin, name: string, url: string) => NamedPicture,
): Promise<NamedPicture> {
  const { user } = await client.users.info({ user: id }).catch((error: unknown) => {
    if (slackCode(error) !== 'user_not_found') throw slackFault(error);
    throw new AppError('no_permission', message('avatar.not-here'));
  });
  const { display_name: shown, real_name: real, image_512: picture, is_custom_image: own } = user?.profile ?? {};
  const name = shown || real || id;
  if (!own || !picture) throw new AppError('not_found', message('avatar.none', { name }));
  return later(origin, name, picture);
}
