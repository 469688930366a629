import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import type { OwnMarks } from '#studio/api.ts';
import { favorite, vote, wordsOf } from '../api.ts';
import { say } from '../say.ts';
import type { GalleryView } from '../views.ts';

interface VoteButtonsProps {
  picture: GalleryView;
  onChange: (picture: GalleryView) => void;
  onTrouble: (words: string) => void;
}

/** The picture after its person's marks changed, with the counts moved along. */
function withMarks(picture: GalleryView, own: OwnMarks): GalleryView {
  const { counts, own: before } = picture;
  const moved = (value: 1 | -1) => Number(own.vote === value) - Number(before.vote === value);
  const favorites = counts.favorites + Number(own.favorite) - Number(before.favorite);
  return { ...picture, own, counts: { up: counts.up + moved(1), down: counts.down + moved(-1), favorites } };
}

/** Votes and the favourite mark of a gallery picture. */
export function VoteButtons({ picture, onChange, onTrouble }: VoteButtonsProps) {
  const [busy, setBusy] = useState(false);
  const { id, counts, own } = picture;
  const mark = async (act: () => Promise<OwnMarks>) => {
    setBusy(true);
    try {
      onChange(withMarks(picture, await act()));
    } catch (error) {
      onTrouble(wordsOf(error));
    }
    setBusy(false);
  };
  const button = (symbol: string, title: string, count: number, pressed: boolean, act: () => Promise<OwnMarks>) =>
    html`<button type="button" class="button" title=${title} aria-pressed=${pressed ? 'true' : 'false'} aria-disabled=${busy ? 'true' : undefined} onClick=${busy ? undefined : () => mark(act)}><span aria-hidden="true">${symbol} ${count || ''}</span><span class="unseen">${`${title} (${count})`}</span></button>`;
  return html`<div class="buttons">
    ${button('👍', say('like'), counts.up, own.vote === 1, () => vote(id, 1))}
    ${button('👎', say('dislike'), counts.down, own.vote === -1, () => vote(id, -1))}
    ${button('❤️', say('keep'), counts.favorites, own.favorite, () => favorite(id))}
  </div>`;
}
