import { type Authorize, type Installation, type InstallationStore, webApi } from '@slack/bolt';
import type { InstallationTexts } from '#platforms/platform.ts';
import { slackFault } from '../faults.ts';

interface Place {
  teamId?: string;
  enterpriseId?: string;
  isEnterpriseInstall?: boolean;
}

function keyOf({ teamId, enterpriseId, isEnterpriseInstall }: Place): string {
  return (isEnterpriseInstall ? enterpriseId : teamId) ?? '';
}

/** Installations of many workspaces as Slack's library asks for them. */
export function createInstallationStore(texts: InstallationTexts): InstallationStore {
  return {
    async storeInstallation(installation) {
      const { team, enterprise, isEnterpriseInstall } = installation;
      const key = keyOf({ teamId: team?.id, enterpriseId: enterprise?.id, isEnterpriseInstall });
      await texts.save(key, JSON.stringify(installation));
    },
    async fetchInstallation(query) {
      const text = await texts.find(keyOf(query));
      if (text === undefined) throw new Error('this workspace has not installed Easel');
      return JSON.parse(text) as Installation<'v1' | 'v2', false>;
    },
    deleteInstallation: (query) => texts.remove(keyOf(query)),
  };
}

/** The one workspace that a token belongs to. Throws `bad_config` where Slack does not accept the token. */
export async function authorizeOne(token: string, options: webApi.WebClientOptions): Promise<Authorize<boolean>> {
  const client = new webApi.WebClient(token, options);
  const {
    team_id: teamId,
    bot_id: botId,
    user_id: botUserId,
  } = await client.auth.test().catch((error: unknown) => {
    throw slackFault(error);
  });
  return async ({ teamId: asked }) => {
    if (asked !== undefined && asked !== teamId) throw new Error('the token is for another workspace');
    return { botToken: token, botId, botUserId, teamId };
  };
}
