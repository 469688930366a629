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

/** A changed scene, and words that changed nothing. */
export interface Change {
  scene: Scene;
  unknown: string[];
}

/**
 * A scene with parts of it as they are wished for now, by name (where `none` takes a part away) or in `words` such as
 * `sleepy, without a hat`; what neither names stays. Throws as `understand`.
 */
export function changeScene(scene: Scene, wishes: Wishes, known: KnownEmoji, words = ''): Change {
  const [taken, given] = [new Set<string>(), {} as Wishes];
  for (const [part, wish] of Object.entries(wishes) as [keyof Wishes, string | undefined][]) {
    if (wish === undefined) continue;
    if (nothing.has(fold(wish.trim()))) taken.add(part);
    else given[part] = wish;
  }
  const emoji = known.lexicon.emojiOf(scene.subject);
  const subject = emoji !== undefined && known.has(emoji) ? known.at(emoji).emoji : standIn;
  const { scene: read, others, without, unknown } = understand(`${subject} ${words}`, known, given);
  const { subject: _, worn = [], held = [], ...parts }: Partial<Scene> = read ?? {};
  const unwanted = new Set(without.map(({ concept }) => concept));
  const things = [...held, ...others.map(({ concept }) => concept)].filter((concept) => !unwanted.has(concept));
  const kept = withoutConcepts(withoutParts(scene, taken), unwanted);
  const changed: Scene = { ...kept, ...parts, worn: wear(kept.worn ?? [], worn) };
  if (parts.mood ?? parts.being) Object.assign(changed, { mood: parts.mood, being: parts.being });
  if (parts.colour ?? parts.pattern) Object.assign(changed, { colour: parts.colour, pattern: parts.pattern });
  if (things.length > 0) changed.held = things;
  changed.dyed = dye(changed, kept.dyed, parts.dyed, new Set([worn, things].flat()));
  const left = Object.entries(changed).filter(([, value]) => !isNothing(value));
  return { scene: Object.fromEntries(left) as unknown as Scene, unknown };
}

/** A scene without what is named so. */
function withoutParts(scene: Scene, taken: ReadonlySet<string>): Scene {
  return {
    ...scene,
    ...(taken.has('mood') && { mood: undefined, being: undefined }),
    ...(taken.has('colour') && { colour: undefined, pattern: undefined }),
    ...(taken.has('wearing') && { worn: [] }),
    ...(taken.has('holding') && { held: [], beside: [], behind: [] }),
    ...(taken.has('size') && { size: undefined }),
  };
}

function withoutConcepts(scene: Scene, unwanted: ReadonlySet<string>): Scene {
  const entries = Object.entries(scene).map(([part, value]) => {
    if (part === 'subject') return [part, value];
    if (Array.isArray(value)) return [part, value.filter((concept) => !unwanted.has(concept))];
    return [part, typeof value === 'string' && unwanted.has(value) ? undefined : value];
  });
  return Object.fromEntries(entries) as Scene;
}

const isNothing = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

/** What is put on takes the place of what was worn there. */
function wear(before: readonly string[], now: readonly string[]): string[] {
  const places = new Set(now.map((concept) => wearables[concept]));
  return [...before.filter((concept) => !places.has(wearables[concept])), ...now];
}

/** Colours of the parts that there are: what is put on anew has the colour that is said now, or its own. */
function dye(scene: Scene, before: Scene['dyed'], now: Scene['dyed'], anew: ReadonlySet<string>): Scene['dyed'] {
  const there = new Set(
    [scene.on ?? [], scene.worn, scene.held, scene.beside, scene.behind].flatMap((list = []) => list),
  );
  const kept = Object.entries(before ?? {}).filter(([concept]) => there.has(concept) && !anew.has(concept));
  const dyed = { ...Object.fromEntries(kept), ...now };
  return Object.keys(dyed).length > 0 ? dyed : undefined;
}

/** Scenes side by side as a person would say them in English. */
export function describeScenes([first, ...others]: readonly Scene[], known: KnownEmoji): string {
  return phraseOf(first!, others, known);
}
