import type { Words } from '#lib/i18n.ts';
import type { AnyCommand, Option } from './command.ts';
import { de } from './locales/de.ts';
import { es } from './locales/es.ts';
import { fr } from './locales/fr.ts';
import { it } from './locales/it.ts';
import { ja } from './locales/ja.ts';
import type { Locale, Text } from './locales/locale.ts';
import { pt } from './locales/pt.ts';
import { uk } from './locales/uk.ts';

const locales = { de, es, fr, it, ja, pt, uk } satisfies Record<string, Locale>;

export type { Text };

/** ISO 639-1. */
export type Language = keyof typeof locales;
export const languages = Object.keys(locales) as Language[];

/** A command in one language. */
export interface Translation {
  text: Text;
  options: Readonly<Record<string, Text>>;
}

/** A command in every language that has it; one that is in none is English everywhere. */
export function translationsOf(command: string): ReadonlyMap<Language, Translation> {
  const found = languages.flatMap((language) => {
    const commands: Readonly<Record<string, Translation>> = locales[language].commands;
    const translation = Object.hasOwn(commands, command) ? commands[command] : undefined;
    return translation ? [[language, translation] as const] : [];
  });
  return new Map(found);
}

const translationIn = ({ language }: Words, command: AnyCommand): Translation | undefined =>
  language === 'en' ? undefined : translationsOf(command.name).get(language);

/** What a command does, in words. */
export function commandSummary(command: AnyCommand, words: Words): string {
  return translationIn(words, command)?.text[1] ?? command.summary;
}

/** What an option of a command is, in words. */
export function optionSummary(command: AnyCommand, name: string, option: Option, words: Words): string {
  return translationIn(words, command)?.options[name]?.[1] ?? option.summary;
}

/** The entry in a message's menu in every language that has it. */
export function shortcutLabels(shortcut: string): ReadonlyMap<Language, string> {
  const found = languages.flatMap((language) => {
    const labels: Readonly<Record<string, string>> = locales[language].shortcuts;
    const label = Object.hasOwn(labels, shortcut) ? labels[shortcut] : undefined;
    return label ? [[language, label] as const] : [];
  });
  return new Map(found);
}

/** Discord's rule for names. */
const namePattern = /^[-_'ʼ\p{L}\p{N}]{1,32}$/u;

/**
 * What is wrong with the translations of these commands, in words, each with its language: options that only one side
 * has, names that cannot be typed or that two share, summaries that are too long.
 */
export function translationFaults(commands: Iterable<AnyCommand>): string[] {
  const faults: string[] = [];
  const taken = new Map<string, string>();
  for (const command of commands) {
    for (const [language, { text, options }] of translationsOf(command.name)) {
      const where = `${language} /${command.name}`;
      const declared = Object.keys(command.options).sort();
      if (declared.join() !== Object.keys(options).sort().join()) faults.push(`${where} has other options`);
      const texts = Object.values(options);
      if (new Set(texts.map(([name]) => name)).size < texts.length) faults.push(`${where} has one option name twice`);
      for (const [name, summary] of [text, ...texts]) {
        if (!namePattern.test(name) || name !== name.toLowerCase()) faults.push(`${where}: ${name} is no name`);
        if (summary.length > 100 || !summary)
          faults.push(`${where}: ${name} has a summary of ${summary.length} characters`);
      }
      const key = `${language} ${text[0]}`;
      const other = taken.get(key);
      if (other) faults.push(`${where} and /${other} share a name`);
      taken.set(key, command.name);
    }
  }
  return faults;
}
