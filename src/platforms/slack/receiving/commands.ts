import type { EnvelopedEvent, webApi } from '@slack/bolt';
import type { Address } from '../answering/place.ts';
import { peopleOf, readCommand, readText } from '../answering/text.ts';
import { commonCommand } from '../manifest.ts';
import { countMissingPictures, picturesAmong, type SlackFile } from './attachments.ts';
import { type SlackParts, say } from './talk.ts';

/** A message to the bot, as events hand it over. */
interface Written {
  channel: string;
  user?: string;
  text?: string;
  ts: string;
  thread_ts?: string;
  files?: SlackFile[];
  bot_id?: string;
}

type Envelope = Pick<EnvelopedEvent, 'team_id' | 'event_id'>;

/** Slash commands, mentions, and messages in the conversation with the bot. */
export function addCommands(parts: SlackParts): void {
  const { app, chat, download } = parts;

  app.command(/.+/, async ({ command: { command, text, ...payload }, client }) => {
    const typed =
      command === commonCommand
        ? readCommand(text, chat.commands)
        : `${command} ${readText(text, peopleOf(command.slice(1), chat.commands))}`;
    const { team_id: team, user_id: user, channel_id: channel, response_url: responseUrl, trigger_id: event } = payload;
    await say(parts, { client, team, user, channel, responseUrl, event, typed: true }, typed);
  });

  const answer = async (client: webApi.WebClient, { team_id: team, event_id: event }: Envelope, written: Written) => {
    if (written.bot_id || !written.user) return;
    const { user, channel, thread_ts: thread } = written;
    const address: Address = { client, team, user, channel, thread, event };
    const text = readCommand(written.text ?? '', chat.commands);
    await say(parts, address, text, async () => {
      const own = picturesAmong(download, client, written.files ?? []);
      const missing = own.length || !thread ? 0 : countMissingPictures(text, chat.commands);
      return missing ? picturesOfThread(parts, address, missing) : own;
    });
  };

  app.event('app_mention', ({ event, body, client }) => answer(client, body, event as Written));
  app.message(async ({ event, body, client }) => {
    const written = event as Written & { channel_type?: string; subtype?: string };
    if (written.channel_type !== 'im' || (written.subtype && written.subtype !== 'file_share')) return;
    await answer(client, body, written);
  });
}

/** The newest pictures of a thread, at most `count`, in the order in which they were shared. */
async function picturesOfThread(
  { download }: SlackParts,
  { client, channel = '', thread = '' }: Address,
  count: number,
) {
  const { messages = [] } = await client.conversations.replies({ channel, ts: thread, limit: 100 });
  const files = messages.flatMap((message) => (message.files ?? []) as SlackFile[]);
  return picturesAmong(download, client, files).slice(-count);
}
