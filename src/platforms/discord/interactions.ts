import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js';
import type { Chat } from '#chat/chat.ts';
import type { Inbox } from '#chat/inbox.ts';
import type { Modal, Outcome } from '#chat/reply.ts';
import { AppError } from '#lib/errors.ts';
import { wordsFor } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { Turns } from '#lib/turns.ts';
import type { Attached, Downloads } from '#platforms/shared/downloads.ts';
import type { FileFetcher } from '#platforms/shared/fetch-files.ts';
import { acknowledgedOf } from './acknowledged.ts';
import { type Answerable, isAnswerable, isComponent, isMessageMenu, isModal, isPersonMenu } from './answerable.ts';
import { type Answers, unfinishedOf } from './answers.ts';
import { isPassing } from './api.ts';
import { hostFor } from './emoji.ts';
import type { PictureSource } from './named-pictures.ts';
import { readCommand, readFocused } from './parse/command.ts';
import { readModal } from './parse/modal.ts';
import { languageOf, originOf } from './parse/origin.ts';
import { filesIn, picturesIn } from './parse/pictures.ts';
import { isAcknowledged, isTooLate } from './problems.ts';
import { isMenu } from './render/components.ts';
import { renderModal } from './render/modal.ts';

const attached = ({ filename: name, url, size }: APIAttachment): Attached => ({ name, url, size });

/** What one interaction asks of the chat. */
interface Question {
  /** The button or shortcut, where there is one: it may be answered with a modal. */
  opener?: string;
  /** The answer is expected to be for the asker alone. */
  ephemeral?: boolean;
  ask(signal: AbortSignal): Outcome | Promise<Outcome>;
}

export interface InteractionParts {
  chat: Chat;
  api: REST;
  answers: Answers;
  inbox: Inbox;
  download: Downloads;
  fetcher: FileFetcher;
  pictures: PictureSource;
  /** The bot's own id, by which its messages are known. */
  bot: string;
  /** Resolves when it is this one's turn to work. */
  turn(): Promise<void>;
  turns: Turns;
  log: Log;
  /** Aborts when Easel stops. */
  closing: AbortSignal;
}

const longestChoice = 100;
/** A menu has 25 entries. */
const mostSources = 25;

/** What a choice is read as; its value, such as a picture's id, stays whole at its end. */
function shortenLabel(label: string, value: string): string {
  if (label.length <= longestChoice) return label;
  return `${label.slice(0, longestChoice - value.length - 2)}… ${value}`.slice(-longestChoice);
}

/**
 * Answers interactions. Each is acknowledged before anything else is done: one that Discord has given up on (after
 * three seconds) is not run. Only what opens a modal is asked first, as Discord wants it.
 */
export function createInteractions(parts: InteractionParts) {
  const { chat, api, answers, inbox, download, fetcher, pictures, bot, turn, turns, log, closing } = parts;

  const call = async ({ id, token }: APIInteraction, type: InteractionResponseType, data?: object): Promise<void> => {
    await api.post(Routes.interactionCallback(id, token), { body: { type, ...(data && { data }) }, auth: false });
  };

  /** Whether it was acknowledged by a try whose answer was lost, or by an earlier start that was cut off. */
  const wasAcknowledged = async ({ id, application_id: application, token }: Answerable): Promise<boolean> => {
    try {
      await api.get(Routes.webhookMessage(application, token), { auth: false });
      return true;
    } catch (error) {
      if (closing.aborted) throw error;
      log.info({ interaction: id }, 'an interaction came too late to be answered');
      return false;
    }
  };

  /** False where Discord has given up on it. */
  const acknowledge = async (interaction: Answerable, ephemeral: boolean): Promise<boolean> => {
    try {
      if (interaction.message) await call(interaction, InteractionResponseType.DeferredMessageUpdate);
      else {
        const data = ephemeral ? { flags: MessageFlags.Ephemeral } : undefined;
        await call(interaction, InteractionResponseType.DeferredChannelMessageWithSource, data);
      }
      return true;
    } catch (error) {
      if (isAcknowledged(error)) return true;
      if (!isTooLate(error) && !isPassing(error)) throw error;
      return wasAcknowledged(interaction);
    }
  };

  const asOutcome = async (language: string | undefined, ask: () => Outcome | Promise<Outcome>): Promise<Outcome> => {
    try {
      return await ask();
    } catch (error) {
      const { said, message, cause } = AppError.from(error);
      if (cause) log.warn({ err: cause }, message);
      return { notice: wordsFor(language).of(said) };
    }
  };

  const answer = async (interaction: Answerable): Promise<void> => {
    const { opener, ephemeral = false, ask } = questionOf(interaction);
    const language = languageOf(interaction);
    const abandoned = new AbortController();
    const signal = AbortSignal.any([closing, abandoned.signal]);
    let outcome = opener && chat.opensModal(opener) ? await asOutcome(language, () => ask(signal)) : undefined;
    if (outcome && 'modal' in outcome) {
      await openWindow(interaction, outcome.modal);
      return;
    }
    if (!(await acknowledge(interaction, ephemeral))) return;
    const acknowledged = acknowledgedOf(interaction, ephemeral);
    const { source } = acknowledged;
    try {
      await turn();
      // A press can be done again after a crash, since what it toggles is toggled once; of a command people are told.
      if (!source) await inbox.answering(interaction.id, unfinishedOf(acknowledged));
      // One after the other, so that no message goes back to an older count.
      const asked = () => asOutcome(language, () => ask(signal));
      outcome ??= await (source ? turns.take(source, asked) : asked());
    } catch (error) {
      return answers.fail(acknowledged, error);
    }
    const given = 'modal' in outcome ? { notice: outcome.modal.typed } : outcome;
    await answers.give(acknowledged, given, () => abandoned.abort());
  };

  /** A window that was opened by a try whose answer was lost is open; one that comes too late cannot be. */
  const openWindow = async (interaction: Answerable, modal: Modal): Promise<void> => {
    try {
      await call(interaction, InteractionResponseType.Modal, renderModal(modal));
    } catch (error) {
      if (!isAcknowledged(error) && !isTooLate(error) && !isPassing(error)) throw error;
      log.info({ interaction: interaction.id }, 'a window could not be opened in time');
    }
  };

  const shortcutOf = (label: string): string =>
    [...chat.shortcuts].find(([, shortcut]) => shortcut.label === label)?.[0] ?? '';

  const questionOf = (interaction: Answerable): Question => {
    const origin = originOf(interaction);
    const host = {
      ...hostFor(api, interaction),
      findPicture: (typed: string) => pictures.named(interaction, typed),
    };
    if (isComponent(interaction)) {
      const { custom_id: id } = interaction.data;
      const buttonId = isMenu(id) && 'values' in interaction.data ? (interaction.data.values[0] ?? '') : id;
      return { opener: buttonId, ask: (signal) => chat.press({ origin, host, buttonId, signal }) };
    }
    if (isModal(interaction)) {
      const { custom_id: id } = interaction.data;
      return { ask: (signal) => chat.submit({ origin, host, id, values: readModal(interaction), signal }) };
    }
    if (isMessageMenu(interaction)) {
      const message = interaction.data.resolved.messages[interaction.data.target_id]!;
      const name = shortcutOf(interaction.data.name);
      const own = message.author.id === bot ? picturesIn(message) : [];
      const attachments = [
        ...filesIn(message).map((file) => fetcher(origin, download(attached(file)))),
        ...pictures.inMessage(interaction, message),
      ].slice(0, mostSources);
      return { opener: name, ask: (signal) => chat.choose({ origin, host, name, pictures: own, attachments, signal }) };
    }
    if (isPersonMenu(interaction)) {
      const { name: label, target_id: id, resolved } = interaction.data;
      const name = shortcutOf(label);
      const ask = (signal: AbortSignal) => {
        const attachments = [pictures.avatar(interaction, resolved.users[id]!, resolved.members?.[id])];
        return chat.choose({ origin, host, name, pictures: [], attachments, signal });
      };
      return { opener: name, ask };
    }
    const { name } = interaction.data;
    return {
      ephemeral: chat.commands.get(name)?.private || asksInPrivate(interaction),
      ask: (signal) => {
        const { values, attachments: files } = readCommand(interaction);
        const attachments = files.map((file) => fetcher(origin, download(attached(file))));
        return { reply: chat.run({ origin, host, command: name, values, attachments, signal }) };
      },
    };
  };

  const complete = async (interaction: APIApplicationCommandAutocompleteInteraction): Promise<void> => {
    const found = await chat.complete({
      origin: originOf(interaction),
      command: interaction.data.name,
      ...readFocused(interaction),
    });
    const fitting = found.filter(({ value }) => value && value.length <= longestChoice);
    const byValue = new Map(fitting.map(({ value, label }) => [value, shortenLabel(label, value)]));
    const data = { choices: [...byValue].map(([value, name]) => ({ name, value })) };
    await call(interaction, InteractionResponseType.ApplicationCommandAutocompleteResult, data);
  };

  /** Answers one interaction to its end. Throws what Discord answers. */
  return async (interaction: APIInteraction): Promise<void> => {
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) await complete(interaction);
    else if (isAnswerable(interaction)) await answer(interaction);
  };
}

/** What is waited for is for the asker alone, so that nobody else sees that they wait. */
function asksInPrivate({ data }: APIChatInputApplicationCommandInteraction): boolean {
  return (
    data.options?.some((option) => option.name === 'private' && 'value' in option && option.value === true) === true
  );
}
