import type { Chat } from '#chat/chat.ts';
import type { AnyCommand, Option } from '#chat/command/command.ts';
import { commandSummary, optionSummary } from '#chat/command/locales.ts';
import { type Words, wordsFor } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { Origin } from '#studio/api.ts';
import type { CommandView, MessageView, OptionView } from '../page/views.ts';
import { isForAll } from '../pictures/files.ts';
import type { Person } from '../serving/identity.ts';
import type { KeptImage, Message } from './body.ts';

/** Where the page finds one of Easel's own pictures, or another file of its own. */
export const fileUrl = (name: string) => `/files/${name}`;

/** Where it finds a part of what is kept about who looks. */
const archiveUrl = (part: number) => `/api/privacy/${part}`;

/** Where it finds picture `index` of a message: what people sent and may take back is shown with its message alone. */
const urlOf = (message: string, index: number, { file }: KeptImage) =>
  file && isForAll(file) ? fileUrl(file) : `/api/messages/${message}/pictures/${index}`;

function viewMessage({ body, channel: _, createdAt, ...message }: Message, pressed?: Set<string>): MessageView {
  const { images, files, audience, dismissed = false, attached: _attached, archives, ...rest } = body;
  return {
    ...message,
    ...rest,
    createdAt: createdAt.toISOString(),
    images: images.map((image, index) => {
      const { file: _file, lesson: _lesson, ...shown } = image;
      return { ...shown, url: urlOf(message.id, index, image) };
    }),
    files: files.map(({ file, name, about }) => ({ url: fileUrl(file), name, about })),
    archives: archives?.map(({ name, part }) => ({ name, url: archiveUrl(part) })),
    pressed: pressed && body.buttons.flat().flatMap(({ id }) => (pressed.has(id) ? [id] : [])),
    private: audience !== undefined,
    dismissed,
  };
}

/** Messages as `person` sees them, with the marks of what they pressed. */
export function createMessageViews(chat: Chat, originOf: (person: Person) => Origin, log: Log) {
  return async (person: Person, messages: Message[]): Promise<MessageView[]> => {
    const buttonIds = messages.flatMap(({ body }) => body.buttons.flat().map(({ id }) => id));
    const noMarks = new Set<string>();
    const pressed =
      buttonIds.length === 0
        ? noMarks
        : await chat.pressed(originOf(person), buttonIds).catch((error: unknown) => {
            log.error({ err: error }, 'the marks of pressed buttons could not be read');
            return noMarks;
          });
    return messages.map((message) => viewMessage(message, pressed));
  };
}

/** As everybody sees a message that somebody else has changed: what they pressed themselves is as it was. */
export const viewForAll = (message: Message): MessageView => viewMessage(message);

const viewOption = (command: AnyCommand, name: string, option: Option, words: Words): OptionView => ({
  name,
  kind: option.kind,
  summary: optionSummary(command, name, option, words),
  required: option.required,
  choices: option.choices,
  min: option.min,
  max: option.max,
  completes: option.suggest !== undefined,
  rest: option.rest === true,
});

/** The commands that `person` may use, as the composer needs them. */
export function viewCommands(commands: ReadonlyMap<string, AnyCommand>, person: Person): CommandView[] {
  const words = wordsFor(person.language);
  return [...commands.values()]
    .filter((command) => !command.admin || person.operator)
    .map((command) => ({
      name: command.name,
      summary: commandSummary(command, words),
      examples: command.examples,
      admin: command.admin ?? false,
      options: Object.entries<Option>(command.options).map(([name, option]) =>
        viewOption(command, name, option, words),
      ),
    }));
}
