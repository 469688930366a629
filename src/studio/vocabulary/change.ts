import { fold } from '#lib/fold.ts';
import { wearables } from '#training/data/compositions/roles.ts';
import type { Scene } from '#training/data/compositions/scene.ts';
import type { Wishes } from '../api.ts';
import type { KnownEmoji } from './known-emoji.ts';
import { phraseOf } from './phrase.ts';
import { understand } from './understand.ts';

/** Ways to say that a part is not wanted any more. */
const nothing = new Set(
  (
    'none no nothing off remove without - keine kein keinen nichts ohne ninguno ninguna nada sin aucun aucune rien sans ' +
    'nessuno nessuna niente senza nenhum nenhuma sem nic bez geen niets zonder ingen без ничего нет немає なし 无 無 없음'
  ).split(' '),
);
/** A thing that has a head, to read wishes for what no emoji stands for. */
const standIn = '🦊';

/**
 * A scene with parts of it as they are wished for now; what they do not name stays, and `none` takes a part away. Throws
 * as `understand`.
 */
export function changeScene(scene: Scene, wishes: Wishes, known: KnownEmoji): Scene {
  const [taken, given] = [new Set<string>(), {} as Wishes];
  for (const [part, words] of Object.entries(wishes) as [keyof Wishes, string | undefined][]) {
    if (words === undefined) continue;
    if (nothing.has(fold(words.trim()))) taken.add(part);
    else given[part] = words;
  }
  const emoji = known.lexicon.emojiOf(scene.subject);
  const subject = emoji !== undefined && known.has(emoji) ? known.at(emoji).emoji : standIn;
  const read: Partial<Scene> = Object.keys(given).length > 0 ? (understand(subject, known, given).scene ?? {}) : {};
  const changed: Scene = { ...scene };
  if (taken.has('mood') || given.mood !== undefined) Object.assign(changed, { mood: read.mood, being: read.being });
  if (taken.has('colour')) Object.assign(changed, { colour: undefined, pattern: undefined });
  if (given.colour !== undefined) Object.assign(changed, { colour: read.colour, pattern: read.pattern });
  if (taken.has('wearing')) changed.worn = [];
  if (taken.has('holding')) Object.assign(changed, { held: [], beside: [], behind: [] });
  if (taken.has('size') || given.size !== undefined) changed.size = read.size;
  changed.worn = wear(changed.worn ?? [], read.worn ?? []);
  if (read.held) changed.held = read.held;
  if (read.beside) changed.beside = read.beside;
  if (read.behind) changed.behind = read.behind;
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => !isNothing(value))) as unknown as Scene;
}

const isNothing = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

/** What is put on takes the place of what was worn there. */
function wear(before: readonly string[], now: readonly string[]): string[] {
  const places = new Set(now.map((concept) => wearables[concept]));
  return [...before.filter((concept) => !places.has(wearables[concept])), ...now];
}

/** Scenes side by side, the first with all its parts, as a person would say them in English. */
export function describeScenes([first, ...others]: readonly Scene[], known: KnownEmoji): string {
  const beside = others.map(({ subject }) => subject);
  return phraseOf(first!, beside, known);
}
