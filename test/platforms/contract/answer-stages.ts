import type { Inbox } from '#chat/inbox.ts';
import type { Reply } from '#chat/reply.ts';
import { openDiscordScene } from '../../helpers/discord.ts';
import type { EmulatedInteraction } from '../../helpers/discord-emulator/world.ts';
import { keepInMemory } from '../../helpers/inbox.ts';
import { startTestSlack } from '../slack/start-test-slack.ts';
import { answerTo, TestBrowser } from '../web/browser.ts';
import { createFakeChat } from '../web/fake-chat.ts';
import { startTestWeb } from '../web/start-test-web.ts';

/** What people see of an answer now. */
export interface Shown {
  text: string;
  pictures: number;
  buttons: number;
}

/** A platform on which Ana asks for things, and reads the answers. */
export interface AnswerStage {
  asks(): Promise<void>;
  /** All messages that answer what Ana asked for last, oldest first. */
  answers(): Promise<Shown[]>;
  /** How many states of the newest of them people saw. */
  edits(): Promise<number>;
  /** Stops Easel, and starts it again. */
  restart(): Promise<void>;
  /** The same, and nothing is left of what the stop did: neither on the platform nor in the database. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface AnswerStaged {
  name: string;
  /** @param say is what the chat answers, in place of its own commands */
  open(say: () => AsyncIterable<Reply>): Promise<AnswerStage>;
}

/** Restarts a platform so that its next start finds what stood in the inbox before it was stopped. */
async function rewind(inbox: Inbox, restart: (meanwhile: () => void) => Promise<void>, undo: () => void) {
  const left = await inbox.open();
  const { open } = inbox;
  await restart(() => {
    undo();
    inbox.open = async () => left;
  });
  inbox.open = open;
}

async function onDiscord(say: () => AsyncIterable<Reply>): Promise<AnswerStage> {
  const inbox = keepInMemory();
  const scene = await openDiscordScene({ platform: { inbox }, around: (chat) => ({ ...chat, say, run: say }) });
  const { emulator } = scene;
  const channel = emulator.guild('Foxes');
  let asked: EmulatedInteraction;
  const messages = () =>
    [asked.original, ...asked.followups]
      .filter((message) => message !== undefined)
      .filter(({ loading, deleted }) => !loading && !deleted);
  return {
    async asks() {
      asked = emulator.person('ana').commands(channel, 'generate', { prompt: 'fox' });
    },
    answers: async () =>
      messages().map(({ content, attachments, components }) => ({
        text: content,
        pictures: attachments.length,
        buttons: components.length,
      })),
    edits: async () => messages().at(-1)?.history.filter(Boolean).length ?? 0,
    restart: () => scene.restart(),
    async kill() {
      const message = messages().at(-1)!;
      const { content, components } = message;
      await rewind(inbox, scene.restart, () => void Object.assign(message, { content, components }));
    },
    close: () => scene.close(),
  };
}

async function onSlack(say: () => AsyncIterable<Reply>): Promise<AnswerStage> {
  const inbox = keepInMemory();
  const test = await startTestSlack({ inbox, around: (chat) => ({ ...chat, say, run: say }) });
  const { slack } = test;
  const messages = () => slack.messages.filter(({ user, deleted }) => user === slack.team.botUser && !deleted);
  const count = (blocks: { type: string }[], type: string) => blocks.filter((block) => block.type === type).length;
  return {
    async asks() {
      slack.messages.length = 0;
      await slack.person('ana').types('/generate fox');
    },
    answers: async () =>
      messages().map(({ text, blocks }) => ({
        text,
        pictures: count(blocks, 'image'),
        buttons: count(blocks, 'actions'),
      })),
    edits: async () => (messages().at(-1)?.edits ?? -1) + 1,
    restart: () => test.restart(),
    async kill() {
      const message = messages().at(-1)!;
      const { text, blocks } = message;
      await rewind(inbox, test.restart, () => void Object.assign(message, { text, blocks }));
    },
    close: () => test.close(),
  };
}

async function onWeb(say: () => AsyncIterable<Reply>): Promise<AnswerStage> {
  let asked = 0;
  const seen = new Set<string>();
  const chat = createFakeChat();
  const web = await startTestWeb({ chat: { ...chat, say } });
  const ana = new TestBrowser(web.url);
  await ana.enter('Ana');
  const watch = async () => {
    const stream = await ana.listen(0);
    for (;;) {
      const { bot, text } = await stream.next();
      if (bot && text) seen.add(text);
    }
  };
  // It ends with the server.
  watch().catch(() => undefined);
  const messages = async () => {
    const answer = answerTo(`client-id-${asked}`, await ana.messages());
    return answer ? [answer] : [];
  };
  return {
    async asks() {
      seen.clear();
      await ana.send('/generate fox', `client-id-${++asked}`);
    },
    answers: async () =>
      (await messages()).map(({ text, images, buttons }) => ({
        text,
        pictures: images.length,
        buttons: buttons.length,
      })),
    edits: async () => seen.size,
    restart: () => web.restart(),
    async kill() {
      const { id } = (await messages()).at(-1)!;
      const before = await web.store.find(id);
      await web.restart(() => web.store.update(id, before!.body));
    },
    close: () => web.close(),
  };
}

/** Those of the platforms whose messages can be edited. */
export const answerStages: readonly AnswerStaged[] = [
  { name: 'Discord', open: onDiscord },
  { name: 'Slack', open: onSlack },
  { name: 'the web page', open: onWeb },
];
