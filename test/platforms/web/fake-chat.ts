import sharp from 'sharp';
import type { Chat } from '#chat/chat.ts';
import { type AnyCommand, command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Button, Modal, Outcome, Reply, ReplyImage } from '#chat/reply.ts';
import { streamOf } from '#chat/stream.ts';
import { AppError } from '#lib/errors.ts';

const faces = ['#f28c28', '#3aa675', '#5b7cfa', '#d9538b', '#8a63d2', '#caa315', '#4aa8c0', '#b5543c', '#6b7a8f'];

/** A small picture that looks like a face. */
export async function paintFace(index: number): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><circle cx="32" cy="32" r="28" fill="${faces[index % faces.length]}"/><circle cx="23" cy="27" r="4"/><circle cx="41" cy="27" r="4"/><path d="M20 40q12 ${4 + index * 2} 24 0" stroke="#000" stroke-width="3" fill="none"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

export type Paint = (index: number) => Promise<Uint8Array>;

const question: Modal = {
  id: 'save:pic1',
  title: 'Save as emoji',
  fields: [
    { name: 'name', label: 'Its name', kind: 'text', required: true, maxLength: 32 },
    {
      name: 'kind',
      label: 'As what',
      kind: 'choice',
      required: true,
      value: 'emoji',
      choices: ['emoji', 'sticker'].map((value) => ({ value, label: value })),
    },
  ],
  typed: 'Type `/save pic1 NAME`.',
};

async function pictures(count: number, paint: Paint): Promise<ReplyImage[]> {
  const indices = Array.from({ length: count }, (_, index) => index);
  return Promise.all(
    indices.map(async (index) => ({
      id: `pic${index + 1}`,
      number: index + 1,
      name: `easel-pic${index + 1}.png`,
      mime: 'image/png',
      bytes: await paint(index),
      width: 64,
      height: 64,
      alt: `fox 🦊, picture ${index + 1}`,
    })),
  );
}

const declared: AnyCommand[] = [
  command({
    name: 'generate',
    summary: 'Paints a grid of new pictures',
    examples: ['/generate happy fox'],
    options: {
      prompt: option.text({ summary: 'What to paint, in words or emoji', suggest: 'prompt', rest: true }),
      style: option.text({ summary: 'The style to paint in', suggest: 'style' }),
      count: option.integer({ summary: 'How many pictures', min: 1, max: 9, default: 4 }),
    },
    run: () => ({ text: '' }),
  }),
  command({
    name: 'mix',
    summary: 'Blends two or more things into new pictures',
    examples: ['/mix 🦊 🍩'],
    options: {
      a: option.ingredient({ summary: 'An emoji, words, a picture id or an attached picture', required: true }),
      b: option.ingredient({ summary: 'What to blend it with', required: true }),
    },
    run: () => ({ text: '' }),
  }),
  command({
    name: 'help',
    summary: 'Lists what I can do',
    examples: ['/help'],
    options: {},
    run: () => ({ text: '' }),
  }),
  command({ name: 'retrain', summary: 'Trains on', examples: [], options: {}, admin: true, run: () => ({ text: '' }) }),
];

/** What a test may look at and decide. */
export interface FakeChat extends Chat {
  /** Everything that was said, in order. */
  said: { person: string; text: string; files: string[]; operator: boolean }[];
  /** Lets every `/slow` that waits go on. */
  release(): void;
}

/**
 * A chat that answers at once: `/generate` paints `count` faces, `/help` is ephemeral, `/slow` stays at half its
 * progress until it is released, `/break` is an error, `/secret` paints a spoiler with a button that asks, and votes are
 * counted.
 */
export function createFakeChat(paint: Paint = paintFace): FakeChat {
  const said: FakeChat['said'] = [];
  const votes = new Map<string, Set<string>>();
  let gate = Promise.withResolvers<void>();

  const votersOf = (id: string) => {
    if (!votes.has(id)) votes.set(id, new Set());
    return votes.get(id)!;
  };
  const buttonsFor = (count: number): Button[][] => [
    ...Array.from({ length: count }, (_, index) => rowFor(index + 1)),
    [{ id: 'reroll:pic1', label: '🔁', title: 'The same again with a new seed' }],
  ];
  const rowFor = (number: number): Button[] => {
    const picture = `pic${number}`;
    const up = `vote:${picture}:up:${number}`;
    const count = votersOf(up).size;
    return [
      { id: up, picture, label: count ? `👍 ${count}` : '👍', title: `I like picture ${number}` },
      { id: `vote:${picture}:down`, picture, label: '👎', title: `I do not like picture ${number}` },
      { id: `favorite:${picture}`, picture, label: '❤️', title: `Keep picture ${number}` },
      { id: `vary:${picture}`, picture, label: `V${number}`, title: `Variations of picture ${number}` },
      { id: `enlarge:${picture}`, picture, label: `U${number}`, title: `Picture ${number}, four times as large` },
    ];
  };
  const grid = async (title: string, count: number): Promise<Reply> => ({
    text: `**${title}**\nseed \`42\` · style noto · model \`easel\``,
    images: await pictures(count, paint),
    buttons: buttonsFor(count),
  });

  async function* answer(text: string): AsyncGenerator<Reply> {
    const name = text.split(/\s/)[0];
    if (name === '/help') yield { text: '**What I can do**\n`/generate` Paints', ephemeral: true };
    else if (name === '/break')
      yield { text: 'The seed must be a number. See `/help`.', error: 'bad_option', ephemeral: true };
    else if (name === '/crash') yield { text: 'The line is full. Try again in a minute.', error: 'queue_full' };
    else if (name === '/secret') {
      const [image] = await pictures(1, paint);
      const save: Button = { id: 'save:pic1', label: 'Save as emoji', title: 'Add this picture to the emoji here' };
      yield { text: '**a secret**', images: [{ ...image!, spoiler: true }], buttons: [[save]] };
    } else if (name === '/slow') {
      yield { text: 'Painting…', progress: { ratio: 0.5, label: 'Painting', left: 'about 12 seconds left' } };
      await gate.promise;
      yield await grid('slow', 1);
    } else {
      yield { text: 'Painting…', progress: { ratio: 0.1, label: 'Painting' } };
      yield await grid('fox 🦊', Number(/count:(\d)/.exec(text)?.[1] ?? 4));
    }
  }

  return {
    said,
    commands: new Map(declared.map((each) => [each.name, each])),
    say({ origin, text, attachments = [] }) {
      const { externalId: person } = origin.user;
      said.push({ person, text, files: attachments.map(({ name }) => name), operator: origin.operator });
      return answer(text);
    },
    run: ({ command }) => answer(`/${command}`),
    async press({ origin, buttonId }): Promise<Outcome> {
      const [action] = buttonId.split(':');
      if (action === 'save') return { modal: question };
      if (action === 'favorite') return { notice: 'Kept. /favorites shows what you keep.' };
      if (action !== 'vote') return { reply: answer('/generate') };
      const voters = votersOf(buttonId);
      if (!voters.delete(origin.user.externalId)) voters.add(origin.user.externalId);
      return { edit: { buttons: buttonsFor(4) } };
    },
    async complete({ option: name, text }) {
      const words = name === 'style' ? ['noto', 'twemoji', 'fluent flat'] : ['happy fox 🦊', 'fox 🦊', 'foxglove'];
      const fitting = words.filter((word) => word.startsWith(text.toLowerCase()));
      return fitting.map((value) => ({ value, label: value }));
    },
    async pressed(origin, buttonIds) {
      return new Set(buttonIds.filter((id) => votes.get(id)?.has(origin.user.externalId)));
    },
    archive: async (_, part) => ({ name: 'about-you.zip', bytes: Uint8Array.of(1), part, parts: 1 }),
    shortcuts: new Map(),
    async submit({ id, values }) {
      if (values.name === 'bad name') return { notice: 'A name has letters, digits and underscores.' };
      const saved: Reply = { text: `${id} is the ${values.kind} ${values.name} now.` };
      return { reply: streamOf(saved) };
    },
    choose: async () => ({ notice: 'The page has no menus.' }),
    react: async () => undefined,
    opensModal: () => false,
    lessonPicture: () => Promise.reject(new AppError('not_found', 'This picture is not here any more.')),
    release() {
      gate.resolve();
      gate = Promise.withResolvers();
    },
  };
}
