import { conceptsOf } from '../concepts.ts';

/*
 * What compositions are made of, as concepts. Which of them a style draws, and how well, its library says.
 */

/** Those who have a head, or are one. */
export const heads: readonly string[] = conceptsOf(`
  🐵 🐶 🐺 🦊 🦝 🐱 🦁 🐯 🐴 🦄 🐮 🐷 🐭 🐹 🐰 🐻 🐨 🐼 🐸 🐲 🐔 🐧
  🦉 🐥 🐤 🤖 👽 👻 🎃 💀 ⛄ 🤡 🐻‍❄ 🫎 🌝 🌞 👶 🎅 🦒 🦌 🦍 🦧 🐦
  🦆 🐢 🦖 🐉 🐙 🐝 🦔 🦇 🐿 🦫 🦥 🦦 🦜 🦈 🐳 🐠 🐡 🐌 🐞 🦀 🐊 🦘
  🐘 🐑 🙂 😈 💩 👾 ☃
`);

/** Smileys whose features others can have. */
export const moods: readonly string[] = conceptsOf(`
  😀 😃 😄 😁 😆 😅 😂 🙂 😉 😊 😇 🥰 😍 🤩 😘 😗 😚 😙 🥲 😋 😛 😜
  🤪 😝 🤑 🤗 🤭 🤫 🤔 🫡 🤐 🤨 😐 😑 😶 😏 😒 🙄 😬 🤥 😌 😔 😪 🤤
  😴 😷 🤒 🤕 🤢 🤮 🤧 🥵 🥶 🥴 😵 🤠 🥳 🥸 😎 🤓 🧐 😕 😟 🙁 ☹ 😮
  😯 😲 😳 🥺 🥹 😦 😧 😨 😰 😥 😢 😭 😱 😖 😣 😞 😓 😩 😫 🥱 😤 😡
  😠 🤬 😈 👿
`);

/** Things whose surface can be another thing's skin. */
export const patterns: readonly string[] = conceptsOf(`
  🍩 🍪 🍕 🍔 🌍 ⚽ 🏀 🍉 🌵 🍄 🧁 🎃 🍓 🍍 🌽 🍫 🧇 🐞 🧱 🪵 🧀 🥝
  🎁 🎨 🌸 🍀 🔥 🌊 🪨 💎 🪩 🧶 🏐 🥎 🎲 📰 💵 🍭 🌌 🥦 🍣 🥞 🎄 🌈
  🦋 🍇 🎱 🧵 🌹 🌻
`);

/** Things that can have the ears and the face of an animal. */
export const bodies: readonly string[] = conceptsOf(`
  🍎 🍊 🍋 🍐 🍑 🍅 🥔 🥚 🍩 🍪 🍕 🍔 🌍 🌕 ⭐ ☀ ⚽ 🏀 🎾 🍉 🍓 🍍
  🍄 🧁 🎃 🍙 🍞 🧀 🥝 🥑 💣 🎈 ☕ 🧸 🍒 🥥 🌰 🥯 🎱 ❤ 💎 ☁ 🔔 🪨
  🧅 🍮 🎂 🥧 🍚 🪩
`);

/** What a subject can ride or sit in. */
export const vehicles: readonly string[] = conceptsOf(`
  🛹 🛼 🛴 🚲 🛵 🏍 🚗 🏎 🚜 🚀 🛸 ✈ ⛵ 🛶 🚂 🛷 📦 🎁 🛁 ☕ 🗑 🛏 🛋 🪑
  🐴 🐎 🐢 🦖 🐘 🐳 🦄 🐉
`);

/** What grows, and what animals leave behind, among animals and nature. */
const plants = new Set(
  conceptsOf(`
    💐 🌸 💮 🪷 🏵 🌹 🥀 🌺 🌻 🌼 🌷 🪻 🌱 🪴 🌲 🌳 🌴 🌵 🌾 🌿 ☘ 🍀
    🍁 🍂 🍃 🪹 🪺 🍄 🪾 🐾 🐽 🪶 🪽 🪸 🐚 🕸 🦠 🦪
  `),
);

export const isAnimal = ({ concept, group }: { concept: string; group: string }): boolean =>
  group === 'animals-nature' && !plants.has(concept);
