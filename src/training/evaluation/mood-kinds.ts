import { wearables } from '../data/compositions/roles.ts';
import type { Scene } from '../data/compositions/scene.ts';
import { conceptsOf } from '../data/concepts.ts';

/**
 * Moods whose faces are drawn alike, or that people take for each other. Faces that are told by a hand, by sweat or by the
 * colour of their disc belong to none: on another head little is left of them.
 */
const kinds: Readonly<Record<string, string>> = {
  laughing: '😀 😃 😄 😁 😆 😅 😂 🥳 🤠',
  smiling: '🙂 😊 😇 😌 😉 😏',
  loving: '😍 🥰 🤩',
  kissing: '😘 😗 😚 😙',
  teasing: '😋 😛 😜 🤪 😝 🤑',
  cool: '😎 🤓 🧐 🥸',
  sleepy: '😴 😪 🥱 🤤',
  ill: '🤢 🤮 🤒 🤕 🥴 😵',
  sad: '😔 😕 😟 🙁 ☹ 😞 😣 😖 😓 😩 😫 🥺',
  crying: '😭 😢 😥',
  surprised: '😮 😯 😲 😳',
  afraid: '😱 😨 😰 😦 😧',
  angry: '😠 😡 🤬 😤 👿 😈',
  unmoved: '😐 😑 😶 😒 🙄 😬',
};

/** The faces of each kind of mood. */
export const moodKinds: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(kinds).map(([name, emoji]) => [name, conceptsOf(emoji)]),
);
const kindByMood = new Map(Object.entries(moodKinds).flatMap(([name, moods]) => moods.map((mood) => [mood, name])));

/** The kind of a scene's mood; undefined where it has none, or where one face cannot be seen: of many, or behind glasses. */
export function moodKindOf({ mood, worn = [], count = 1 }: Scene): string | undefined {
  const isHidden = count > 1 || worn.some((one) => wearables[one] === 'eyes' || one === mask);
  return mood === undefined || isHidden ? undefined : kindByMood.get(mood);
}
const mask = '1f637';
