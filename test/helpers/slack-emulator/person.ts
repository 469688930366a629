import iamcal from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };
import type { Delivery } from './deliveries.ts';
import {
  type Block,
  messagePayload,
  type SlackFile,
  type SlackMessage,
  type SlackState,
  type SlackTeam,
} from './state.ts';

interface Where {
  channel?: string;
  /** The `ts` of the message that begins a thread. */
  thread?: string;
}

/** Somebody who uses Slack. Every action resolves when it is acknowledged, with the milliseconds that took. */
export interface SlackPerson {
  id: string;
  /** Sends a slash command. */
  types(command: string, where?: Where): Promise<number>;
  /** Writes to the bot in a channel, with files or in a thread where there are some. */
  mentions(text: string, where?: Where & { files?: SlackFile[] }): Promise<number>;
  /** Writes to the bot alone. */
  writes(text: string, options?: { files?: SlackFile[] }): Promise<number>;
  /** Posts a message that is no business of the bot's. */
  posts(text: string, where?: Where & { files?: SlackFile[] }): SlackMessage;
  /** Presses a button by its label, or by the words that a screen reader says. */
  presses(message: SlackMessage, label: string): Promise<number>;
  pressesAtHome(label: string): Promise<number>;
  /** Takes an entry of a select menu. */
  selects(message: SlackMessage, label: string): Promise<number>;
  reacts(message: SlackMessage, emoji: string, added?: boolean): Promise<number>;
  /** Takes a shortcut from a message's menu. */
  opens(message: SlackMessage, shortcut: string): Promise<number>;
  /** Fills the newest modal in, by label. */
  fills(values: Record<string, string>): Promise<number>;
  visits(): Promise<number>;
  /** The title of the newest modal, the labels of what it asks and the words for its pictures. */
  asked(): { title: string; labels: string[]; pictures: string[] } | undefined;
}

interface PersonParts {
  state: SlackState;
  team: SlackTeam;
  id: string;
  name: string;
  here: string;
  deliver(type: Delivery['type'], payload: Delivery['payload']): Promise<number>;
}

type Element = { type: string; action_id: string } & Record<string, unknown>;
interface Choice {
  text: { text: string };
  value: string;
}

const halfAnHour = 30 * 60_000;
const triggerLife = 3000;
const usesOfResponseUrl = 5;

export function createPerson({ state, team, id, name, here, deliver }: PersonParts): SlackPerson {
  const trigger = (): string => {
    const triggerId = `${state.id('')}.${id}.x`;
    state.triggers.set(triggerId, { expiresAt: state.now() + triggerLife, used: false });
    return triggerId;
  };
  const responseUrl = (channel: string, original?: string, thread?: string): string => {
    const key = state.id('R');
    const expiresAt = state.now() + halfAnHour;
    const usesLeft = usesOfResponseUrl;
    state.responseUrls.set(key, { channel, user: id, team: team.id, thread, original, usesLeft, expiresAt });
    return `${state.origin}/response/${key}`;
  };
  const event = (content: Record<string, unknown>) =>
    deliver('events_api', {
      type: 'event_callback',
      team_id: team.id,
      api_app_id: 'A000000001',
      event_id: state.id('Ev'),
      event_time: 1_700_000_000,
      authorizations: [{ team_id: team.id, user_id: team.botUser, is_bot: true, is_enterprise_install: false }],
      event: content,
    });
  const interaction = (type: string, content: Record<string, unknown>) =>
    deliver('interactive', {
      type,
      team: { id: team.id, domain: 'team' },
      user: { id, username: name, name, team_id: team.id },
      api_app_id: 'A000000001',
      trigger_id: trigger(),
      ...content,
    });
  const post = (text: string, where: Where & { files?: SlackFile[] } = {}): SlackMessage => {
    const message: SlackMessage = {
      ts: state.ts(),
      channel: where.channel ?? here,
      text: slackText(text),
      blocks: [],
      user: id,
      thread: where.thread,
      files: (where.files ?? []).map((file) => file.id),
      edits: 0,
      reactions: [],
    };
    state.messages.push(message);
    return message;
  };
  const act = (message: SlackMessage, action: Record<string, unknown>) =>
    interaction('block_actions', {
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.audience !== undefined,
        ...(message.thread && { thread_ts: message.thread }),
      },
      channel: { id: message.channel, name: 'general' },
      ...(!message.audience && { message: messagePayload(state, message) }),
      response_url: responseUrl(message.channel, message.ts, message.thread),
      actions: [{ ...action, action_ts: state.ts() }],
    });

  return {
    id,
    types(command, { channel = here } = {}) {
      const [first = '', ...rest] = command.split(' ');
      return deliver('slash_commands', {
        command: first,
        text: slackText(rest.join(' ')),
        team_id: team.id,
        team_domain: 'team',
        channel_id: channel,
        channel_name: 'general',
        user_id: id,
        user_name: name,
        api_app_id: 'A000000001',
        is_enterprise_install: 'false',
        response_url: responseUrl(channel),
        trigger_id: trigger(),
      });
    },
    mentions(text, where) {
      const message = post('', where);
      message.text = `<@${team.botUser}> ${slackText(text)}`;
      return event({ ...messagePayload(state, message), type: 'app_mention', channel: message.channel });
    },
    writes(text, options) {
      const channel = `D${id.slice(1)}`;
      state.channels.set(channel, { id: channel, team: team.id, joined: true, direct: true });
      const message = post(text, { ...options, channel });
      return event({ ...messagePayload(state, message), channel, channel_type: 'im' });
    },
    posts: post,
    presses(message, label) {
      return act(message, pressed(findElement(message.blocks, isButton(label), label)));
    },
    pressesAtHome(label) {
      const button = findElement(state.homes.get(id) ?? [], isButton(label), label);
      return interaction('block_actions', {
        container: { type: 'view', view_id: 'V0' },
        view: { id: 'V0', type: 'home', team_id: team.id, blocks: [], state: { values: {} } },
        actions: [{ ...pressed(button), action_ts: state.ts() }],
      });
    },
    selects(message, label) {
      const has = ({ options }: Element) => (options as Choice[] | undefined)?.some(({ text }) => text.text === label);
      const menu = findElement(message.blocks, (element) => has(element) === true, label);
      const selected = (menu.options as Choice[]).find(({ text }) => text.text === label);
      return act(message, { type: 'static_select', action_id: menu.action_id, selected_option: selected });
    },
    reacts(message, emoji, added = true) {
      const reaction = shortcode(emoji);
      message.reactions = message.reactions.filter((other) => other.name !== reaction || other.user !== id);
      if (added) message.reactions.push({ name: reaction, user: id });
      return event({
        type: added ? 'reaction_added' : 'reaction_removed',
        user: id,
        reaction,
        item: { type: 'message', channel: message.channel, ts: message.ts },
        item_user: message.user,
        event_ts: state.ts(),
      });
    },
    opens: (message, shortcut) =>
      interaction('message_action', {
        callback_id: shortcut,
        message_ts: message.ts,
        channel: { id: message.channel, name: 'general' },
        message: messagePayload(state, message),
        action_ts: state.ts(),
        response_url: responseUrl(message.channel, undefined, message.thread),
      }),
    fills(values) {
      const view = state.modals.findLast(({ user }) => user === id);
      if (!view) throw new Error(`${name} was not asked anything`);
      state.modals.splice(state.modals.indexOf(view), 1);
      const entries = inputsOf(view.blocks).map((input) => [input.block_id, inputState(input, values)]);
      return interaction('view_submission', {
        view: {
          id: view.id,
          type: 'modal',
          team_id: team.id,
          callback_id: view.callback,
          private_metadata: view.metadata,
          state: { values: Object.fromEntries(entries) },
        },
        response_urls: [],
      });
    },
    visits: () => event({ type: 'app_home_opened', user: id, channel: `D${id.slice(1)}`, tab: 'home' }),
    asked() {
      const view = state.modals.findLast(({ user }) => user === id);
      if (!view) return undefined;
      const pictures = view.blocks.flatMap((block) => ('alt_text' in block ? String(block.alt_text) : []));
      return { title: view.title, labels: inputsOf(view.blocks).map(({ label }) => label.text), pictures };
    },
  };
}

const isButton = (label: string) => (element: Element) =>
  element.type === 'button' &&
  [(element.text as { text: string }).text, element.accessibility_label].some((words) => words === label);

function pressed({ action_id, text, value }: Element): Record<string, unknown> {
  return { type: 'button', action_id, text, value };
}

function findElement(blocks: Block[], matches: (element: Element) => boolean, label: string): Element {
  const all = blocks.flatMap((block) => (block.type === 'actions' ? (block.elements as unknown as Element[]) : []));
  const found = all.find(matches);
  if (found) return found;
  const labels = all.map((element) => JSON.stringify(element.accessibility_label ?? element.type));
  throw new Error(`nothing is called ${label} among ${labels.join(', ') || 'no elements'}`);
}

type Input = { block_id: string; label: { text: string }; element: Element };

function inputsOf(blocks: Block[]): Input[] {
  return blocks.filter(({ type }) => type === 'input') as unknown as Input[];
}

function inputState({ label, element }: Input, values: Record<string, string>): Record<string, unknown> {
  const options = element.options as Choice[] | undefined;
  const filled = values[label.text];
  if (!options) return { [element.action_id]: { type: element.type, value: filled ?? element.initial_value ?? null } };
  const chosen = options.find(({ text }) => text.text === filled) ?? element.initial_option ?? null;
  return { [element.action_id]: { type: element.type, selected_option: chosen } };
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const hex = (text: string) => [...text].map((sign) => sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0'));

/** Slack's own name for an emoji. */
function shortcode(emoji: string): string {
  const table: Record<string, string | string[]> = iamcal;
  const names = table[hex(emoji).join('-')] ?? table[hex(emoji.replaceAll('\uFE0F', '')).join('-')];
  return [names ?? emoji].flat()[0]!;
}

/** What people type as Slack hands it over: three signs escaped, emoji by name. */
function slackText(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const mentioning = escaped.replace(/&lt;(@[A-Z0-9]+(?:\|\w+)?)&gt;/g, '<$1>');
  return [...graphemes.segment(mentioning)]
    .map(({ segment }) => (/\p{Extended_Pictographic}|\u20E3/u.test(segment) ? `:${shortcode(segment)}:` : segment))
    .join('');
}
