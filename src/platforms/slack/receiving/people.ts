import type { webApi } from '@slack/bolt';
import type { Log } from '#lib/log.ts';
import type { Origin } from '#studio/api.ts';
import { slackCode } from '../faults.ts';
import { createCache } from './cache.ts';

/** Who did something, as an event or a pressed button names them. */
export interface Actor {
  client: webApi.WebClient;
  team: string;
  user: string;
  channel: string;
}

/** Finds out who people are: their names, whether they run the workspace, and which groups they are in. */
export interface People {
  originOf(actor: Actor): Promise<Origin>;
  /** Whether this is another app and no person. */
  isBot(actor: Actor): Promise<boolean>;
}

interface Profile {
  name: string;
  language?: string;
  operator: boolean;
  bot: boolean;
}

/** What is asked of Slack is kept for five minutes; who cannot be asked for is nobody's admin. */
export function createPeople(log: Log): People {
  const profiles = createCache<Profile>();
  const groups = createCache<Map<string, string[]>>();

  const tolerant = async <Value>(question: Promise<Value>, otherwise: Value, what: string): Promise<Value> => {
    try {
      return await question;
    } catch (error) {
      log.warn({ code: slackCode(error) }, `${what} cannot be asked for`);
      return otherwise;
    }
  };

  const profileOf = ({ client, team, user }: Actor) =>
    tolerant(
      profiles.get(`${team}:${user}`, () => findProfile(client, user)),
      { name: user, operator: false, bot: false },
      'a person',
    );

  return {
    isBot: async (actor) => (await profileOf(actor)).bot,
    async originOf(actor) {
      const { client, team, user, channel } = actor;
      const [{ name, language, operator }, memberships] = await Promise.all([
        profileOf(actor),
        groups.get(team, () => tolerant(findGroups(client), new Map(), 'user groups')),
      ]);
      return {
        platform: 'slack',
        workspace: team,
        channel,
        user: { externalId: `${team}:${user}`, name, groups: memberships.get(user) ?? [] },
        language,
        operator,
      };
    },
  };
}

async function findProfile(client: webApi.WebClient, id: string): Promise<Profile> {
  const { user } = await client.users.info({ user: id, include_locale: true });
  const name = user?.profile?.display_name || user?.profile?.real_name || user?.name || id;
  const operator = user?.is_admin === true || user?.is_owner === true;
  return { name, language: user?.locale, operator, bot: user?.is_bot === true };
}

/** User groups by their members; a workspace on the free plan has none. */
async function findGroups(client: webApi.WebClient): Promise<Map<string, string[]>> {
  const { usergroups = [] } = await client.usergroups.list({ include_users: true });
  const pairs = usergroups.flatMap(({ id, users = [] }) => (id ? users.map((user) => ({ id, user })) : []));
  const byUser = Map.groupBy(pairs, ({ user }) => user);
  return new Map([...byUser].map(([user, memberships]) => [user, memberships.map(({ id }) => id)]));
}
