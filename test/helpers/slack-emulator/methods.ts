import { checkBlocks, checkView } from './limits.ts';
import {
  type Block,
  filePayload,
  judgeFile,
  messagePayload,
  type SlackMessage,
  type SlackState,
  type SlackTeam,
} from './state.ts';

/** What a call is answered with: `ok: false` and Slack's code where it was thrown as a SlackFault. */
type Answer = Record<string, unknown>;
type Arguments = Record<string, string | undefined>;

export class SlackFault extends Error {
  readonly more: Answer;
  constructor(code: string, more: Answer = {}) {
    super(code);
    this.more = more;
  }
}

interface Call {
  state: SlackState;
  team: SlackTeam;
  args: Arguments;
}

interface Method {
  scope?: string;
  run(call: Call): Answer;
}

const mostMessageBlocks = 50;

function readJson<Value>(text: string | undefined): Value | undefined {
  return text === undefined ? undefined : JSON.parse(text);
}

/** Blocks of a message; throws `invalid_blocks` with everything that is wrong. */
export function readBlocks(state: SlackState, team: string, blocks: unknown): Block[] {
  if (blocks === undefined) return [];
  const faults = checkBlocks(blocks, mostMessageBlocks, (id) => judgeFile(state, team, id));
  if (faults.length) throw new SlackFault('invalid_blocks', { errors: faults });
  return blocks as Block[];
}

/** The channel that a call names, a person's id being that of the conversation with them. */
function findChannel({ state, team, args }: Call): string {
  const id = args.channel ?? '';
  const user = state.users.get(id);
  if (user?.team === team.id) {
    const direct = `D${id.slice(1)}`;
    if (!state.channels.has(direct))
      state.channels.set(direct, { id: direct, team: team.id, joined: true, direct: true });
    return direct;
  }
  const channel = state.channels.get(id);
  if (channel?.team !== team.id) throw new SlackFault('channel_not_found');
  if (!channel.joined) throw new SlackFault('not_in_channel');
  return id;
}

/** Adds a message of the bot's. */
export function addMessage(state: SlackState, team: SlackTeam, message: Partial<SlackMessage> & { channel: string }) {
  const added: SlackMessage = {
    ts: state.ts(),
    text: '',
    blocks: [],
    user: team.botUser,
    files: [],
    edits: 0,
    reactions: [],
    ...message,
  };
  if (!added.text && !added.blocks.length) throw new SlackFault('no_text');
  if (added.text.length > 40_000) throw new SlackFault('msg_too_long');
  state.messages.push(added);
  state.changed();
  return added;
}

/** Replaces what a message of the bot's shows. */
export function editMessage(state: SlackState, message: SlackMessage, text: string, blocks: Block[]): void {
  Object.assign(message, { text, blocks, edits: message.edits + 1 });
  state.changed();
}

function findOwn({ state, team, args }: Call): SlackMessage {
  const found = state.messages.find(
    ({ ts, channel, deleted }) => ts === args.ts && channel === args.channel && !deleted,
  );
  if (!found || found.audience) throw new SlackFault('message_not_found');
  if (found.user !== team.botUser) throw new SlackFault('cant_update_message');
  return found;
}

function openView(call: Call): Answer {
  const { state, team, args } = call;
  const trigger = state.triggers.get(args.trigger_id ?? '');
  if (!trigger) throw new SlackFault('invalid_trigger_id');
  if (trigger.used) throw new SlackFault('exchanged_trigger_id');
  if (trigger.expiresAt < state.now()) throw new SlackFault('expired_trigger_id');
  trigger.used = true;
  const view = readJson<Record<string, unknown> & { title?: { text: string } }>(args.view);
  const faults = checkView(view, (id) => judgeFile(state, team.id, id));
  if (!view || faults.length) throw new SlackFault('invalid_arguments', { errors: faults });
  const opened = {
    id: state.id('V'),
    team: team.id,
    user: (args.trigger_id ?? '').split('.')[1] ?? '',
    callback: String(view.callback_id),
    metadata: String(view.private_metadata ?? ''),
    blocks: view.blocks as Block[],
    title: view.title?.text ?? '',
  };
  state.modals.push(opened);
  state.changed();
  return { view: { id: opened.id } };
}

export const methods: Record<string, Method> = {
  'auth.test': {
    run: ({ team }) => ({
      url: 'https://team.slack.com/',
      team: 'Team',
      user: 'easel',
      team_id: team.id,
      user_id: team.botUser,
      bot_id: team.botId,
    }),
  },
  'chat.postMessage': {
    scope: 'chat:write',
    run(call) {
      const channel = findChannel(call);
      const blocks = readBlocks(call.state, call.team.id, readJson(call.args.blocks));
      const message = addMessage(call.state, call.team, {
        channel,
        text: call.args.text ?? '',
        blocks,
        thread: call.args.thread_ts,
      });
      return { channel, ts: message.ts, message: messagePayload(call.state, message) };
    },
  },
  'chat.update': {
    scope: 'chat:write',
    run(call) {
      const message = findOwn(call);
      editMessage(
        call.state,
        message,
        call.args.text ?? '',
        readBlocks(call.state, call.team.id, readJson(call.args.blocks)),
      );
      return { channel: message.channel, ts: message.ts, text: message.text };
    },
  },
  'chat.delete': {
    scope: 'chat:write',
    run(call) {
      findOwn(call).deleted = true;
      call.state.changed();
      return {};
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    run(call) {
      const channel = findChannel(call);
      const blocks = readBlocks(call.state, call.team.id, readJson(call.args.blocks));
      const { text = '', thread_ts: thread, user: audience } = call.args;
      const message = addMessage(call.state, call.team, { channel, text, blocks, thread, audience });
      return { message_ts: message.ts };
    },
  },
  'files.getUploadURLExternal': {
    scope: 'files:write',
    run({ state, team, args }) {
      const id = state.id('F');
      const name = args.filename ?? '';
      if (!name || !Number(args.length)) throw new SlackFault('invalid_arguments');
      const file = {
        id,
        team: team.id,
        name,
        mimetype: '',
        bytes: new Uint8Array(),
        processing: state.looksFor,
        completed: false,
      };
      state.files.set(id, file);
      return { upload_url: `${state.origin}/upload/${id}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    scope: 'files:write',
    run({ state, team, args }) {
      const named = readJson<{ id: string }[]>(args.files) ?? [];
      for (const { id } of named) {
        const file = state.files.get(id);
        if (!file?.bytes.byteLength) throw new SlackFault('file_not_found');
        file.completed = true;
        if (args.channel_id) {
          addMessage(state, team, {
            channel: findChannel({ state, team, args: { channel: args.channel_id } }),
            text: file.name,
            files: [id],
          });
        }
      }
      return { files: named.map(({ id }) => filePayload(state, id)) };
    },
  },
  'files.delete': {
    scope: 'files:write',
    run({ state, args }) {
      if (!state.files.delete(args.file ?? '')) throw new SlackFault('file_not_found');
      return {};
    },
  },
  'files.info': {
    scope: 'files:read',
    run({ state, args }) {
      const file = state.files.get(args.file ?? '');
      if (!file) throw new SlackFault('file_not_found');
      file.processing -= 1;
      return { file: filePayload(state, file.id) };
    },
  },
  'views.open': { run: openView },
  'views.publish': {
    run({ state, team, args }) {
      const view = readJson<{ blocks: Block[] }>(args.view);
      const faults = checkView(view, (id) => judgeFile(state, team.id, id));
      if (!view || faults.length) throw new SlackFault('invalid_arguments', { errors: faults });
      state.homes.set(args.user_id ?? '', view.blocks);
      state.changed();
      return { view: { id: state.id('V') } };
    },
  },
  'users.info': {
    scope: 'users:read',
    run({ state, team, args }) {
      const user = state.users.get(args.user ?? '');
      if (user?.team !== team.id) throw new SlackFault('user_not_found');
      const { id, name, admin, bot, avatar } = user;
      return {
        user: {
          id,
          name,
          is_admin: admin,
          is_owner: false,
          is_bot: bot,
          profile: {
            ...{ display_name: name, real_name: name },
            ...{ image_512: avatar ?? `${state.origin}/open/nobody`, ...(avatar && { is_custom_image: true }) },
          },
        },
      };
    },
  },
  'emoji.list': {
    scope: 'emoji:read',
    run: ({ state }) => ({ emoji: state.emoji }),
  },
  'usergroups.list': {
    scope: 'usergroups:read',
    run: ({ state }) => ({ usergroups: state.groups }),
  },
  'conversations.info': {
    scope: 'channels:read',
    run(call) {
      const id = findChannel(call);
      return { channel: { id, is_im: call.state.channels.get(id)?.direct } };
    },
  },
  'conversations.replies': {
    scope: 'channels:history',
    run(call) {
      const channel = findChannel(call);
      const { ts, limit = '1000' } = call.args;
      const inThread = call.state.messages.filter(
        (message) => message.channel === channel && !message.audience && (message.ts === ts || message.thread === ts),
      );
      return { messages: inThread.slice(0, Number(limit)).map((message) => messagePayload(call.state, message)) };
    },
  },
  'conversations.history': {
    scope: 'channels:history',
    run(call) {
      const channel = findChannel(call);
      const there = call.state.messages.filter(
        (message) => message.channel === channel && !message.audience && !message.deleted && !message.thread,
      );
      const newest = there.slice(-Number(call.args.limit ?? 100)).reverse();
      return { messages: newest.map((message) => messagePayload(call.state, message)) };
    },
  },
  'reactions.get': {
    scope: 'reactions:read',
    run(call) {
      const channel = findChannel(call);
      const found = call.state.messages.find(
        (message) => message.channel === channel && message.ts === call.args.timestamp,
      );
      if (!found) throw new SlackFault('message_not_found');
      return { type: 'message', channel, message: messagePayload(call.state, found) };
    },
  },
};
