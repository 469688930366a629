import { z } from 'zod';

/** What the environment says of Slack. */
export const slackSettings = z
  .object({
    SLACK_BOT_TOKEN: z.string().startsWith('xoxb-').optional(),
    SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
    SLACK_SIGNING_SECRET: z.string().optional(),
    SLACK_CLIENT_ID: z.string().optional(),
    SLACK_CLIENT_SECRET: z.string().optional(),
    SLACK_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
    SLACK_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  })
  .transform(
    (value): SlackConfig => ({
      botToken: value.SLACK_BOT_TOKEN,
      appToken: value.SLACK_APP_TOKEN,
      signingSecret: value.SLACK_SIGNING_SECRET,
      clientId: value.SLACK_CLIENT_ID,
      clientSecret: value.SLACK_CLIENT_SECRET,
      port: value.SLACK_PORT,
      apiUrl: value.SLACK_API_URL,
    }),
  );

/** Without an app token and a signing secret Easel is not on Slack. */
export interface SlackConfig {
  /** Of the one workspace; with `clientId` and `clientSecret` any workspace may add Easel instead. */
  botToken?: string;
  /** For Socket Mode. */
  appToken?: string;
  /** For events by HTTP. */
  signingSecret?: string;
  clientId?: string;
  clientSecret?: string;
  /** Where events by HTTP and the pages for installing are heard; 0 takes a free one. */
  port: number;
  /** Another address than Slack's own, such as a proxy's. */
  apiUrl?: string;
}

/** Whether anything is set that has Easel be on Slack; whether it is enough shows when it starts there. */
export function isSlackSet({ botToken, appToken, signingSecret, clientId }: SlackConfig): boolean {
  return [botToken, appToken, signingSecret, clientId].some((setting) => setting !== undefined);
}
