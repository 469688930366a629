import { html } from 'htm/preact';
import type { TasteWord } from '#studio/api.ts';
import type { PictureView } from '../console-views.ts';
import { Card, countOf, Empty, shareOf, Waiting } from './parts.ts';
import { useLoaded } from './use-loaded.ts';
import type { ViewProps } from './view.ts';

/** Weaker ones are named in the list alone. */
const telling = 4;
const words = {
  title: 'What people here like',
  listOf: new Intl.ListFormat('en', { type: 'conjunction' }),
  likes: (all: string) => `People here like pictures that are ${all}.`,
  dislikes: (all: string) => ` They do not like them ${all}.`,
  unclear: 'People here like this and that: no words fit what they vote for.',
  tooFew: (signs: number, needed: number) =>
    `${countOf(signs)} votes and favourites so far. From ${countOf(needed)} on, Easel learns what people here like.`,
  noTaste: (signs: number) =>
    `${countOf(signs)} votes and favourites do not yet foretell what people here will like. More of them will.`,
  sure: (accuracy: number, signs: number) =>
    `Of two pictures, Easel tells the one that people liked more in ${shareOf(accuracy)} of cases. It learnt that from ${countOf(signs)} votes and favourites.`,
  strengths: 'In words',
  more: (word: string, opposite?: string) => (opposite ? `${word}, rather than ${opposite}` : word),
  less: (word: string) => `not ${word}`,
  liked: 'Liked the most',
  disliked: 'Liked the least',
};

/** What a workspace likes, in words and pictures. */
export function Taste({ api }: ViewProps) {
  const { data, failure, reload } = useLoaded(api.taste);
  if (!data) return html`<${Waiting} failure=${failure} onAgain=${reload} />`;
  const { signs, needed, accuracy, words: found, liked, disliked } = data;
  return html`
    <${Card} title=${words.title}>
      ${
        accuracy === undefined
          ? html`<${Empty}>${signs < needed ? words.tooFew(signs, needed) : words.noTaste(signs)}</${Empty}>`
          : html`<p class="taste-said">${inWords(found)}</p><p class="quiet">${words.sure(accuracy, signs)}</p>`
      }
      ${found.length > 0 && html`<h3>${words.strengths}</h3><ul class="strengths">${found.map(Strength)}</ul>`}
    </${Card}>
    <${Pictures} title=${words.liked} pictures=${liked} />
    <${Pictures} title=${words.disliked} pictures=${disliked} />
  `;
}

function inWords(found: readonly TasteWord[]): string {
  const pick = (wanted: (word: TasteWord) => boolean) =>
    words.listOf.format(
      found
        .filter(wanted)
        .slice(0, telling)
        .map(({ word }) => word),
    );
  const [likes, dislikes] = [pick(({ strength }) => strength > 0), pick(({ strength }) => strength < 0)];
  if (!likes && !dislikes) return words.unclear;
  return (likes ? words.likes(likes) : '') + (dislikes ? words.dislikes(dislikes) : '');
}

function Strength({ word, opposite, strength }: TasteWord) {
  return html`<li key=${word}><span>${strength < 0 ? words.less(word) : words.more(word, opposite)}</span>
    <span class="strength" aria-hidden="true"><i class=${strength < 0 ? 'less' : ''} style=${{ width: `${Math.min(100, Math.abs(strength) * 100)}%` }} /></span>
    <span class="quiet number">${shareOf(Math.abs(strength))}</span></li>`;
}

function Pictures({ title, pictures }: { title: string; pictures: readonly PictureView[] }) {
  if (pictures.length === 0) return null;
  return html`<${Card} title=${title}><ul class="strip">${pictures.map(
    ({ id, url, alt, width, height, up, down }) =>
      html`<li key=${id}><img src=${url} alt=${alt} title=${alt} width=${width} height=${height} loading="lazy" />
    <span class="quiet">👍 ${countOf(up)} 👎 ${countOf(down)}</span></li>`,
  )}</ul></${Card}>`;
}
