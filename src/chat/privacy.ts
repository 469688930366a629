import type { KeptAbout, PersonalArchive } from '#studio/api.ts';
import { buttonId, inRows } from './buttons.ts';
import type { Button, Reply } from './reply.ts';
import { plural } from './words.ts';

const exportButton: Button = {
  id: buttonId('privacy-export', 1),
  label: 'Hand it over',
  title: 'Everything that is kept about you, as a file for you alone',
};
const deleteButton: Button = {
  id: buttonId('privacy-delete'),
  label: 'Delete everything…',
  title: 'Delete everything that is kept about you',
  tone: 'danger',
};
const confirmButton: Button = {
  id: buttonId('privacy-forget'),
  label: 'Delete everything',
  title: 'Delete it now, for good',
  tone: 'danger',
};

/** What is kept about a person, in words. */
export function keptReply(kept: KeptAbout): Reply {
  const { platforms, pictures, votes, favorites, reports, lessons, messages } = kept;
  const where = new Intl.ListFormat('en').format(platforms);
  const lines = [
    '**What I keep about you**',
    `Your account${platforms.length > 1 ? 's' : ''} on ${where || 'no platform'}: its id there, and the name you go by.`,
    `${plural(pictures, 'picture')} that you asked for: the words you typed, when and where, and what each is painted from.`,
    `${plural(votes, 'vote')} and ${plural(favorites, 'favourite')}; which pictures you were shown, enlarged and saved.`,
    ...(reports > 0 ? [`${plural(reports, 'picture')} that you reported, and your words on it.`] : []),
    `${plural(lessons, 'picture')} that you gave me to learn from.`,
    ...(messages > 0 ? [`${plural(messages, 'message')} on the web page, with what answers them.`] : []),
    'All of it lies on the machine that I run on; nothing is sent elsewhere.',
  ];
  return { text: lines.join('\n'), buttons: [[exportButton, deleteButton]], ephemeral: true };
}

/** A part of it as a file, with the ways to the others. */
export function archiveReply({ name, bytes, part, parts }: PersonalArchive): Reply {
  const others = Array.from({ length: parts }, (_, index) => index + 1).filter((other) => other !== part);
  const buttons = others.slice(0, 20).map((other): Button => {
    return { id: buttonId('privacy-export', other), label: `Part ${other}`, title: `Part ${other} of ${parts}` };
  });
  const which = parts > 1 ? `Part ${part} of ${parts} of what I keep about you` : 'What I keep about you';
  const text = `${which}. Your words and marks are in \`about-you.json\`${parts > 1 ? ' of part 1' : ''}, your pictures beside it.`;
  return {
    text,
    files: [{ name, mime: 'application/zip', bytes, about: which, part }],
    buttons: inRows(buttons),
    ephemeral: true,
  };
}

/** Asks whether everything is to go. */
export function forgetQuestion({ pictures, votes }: KeptAbout): Reply {
  const gone = `${plural(pictures, 'picture')} of yours go from messages, the gallery and everybody's favourites`;
  const text = [
    `**Delete everything that I keep about you?** ${gone}; your ${plural(votes, 'vote')} no longer count, and the next training is without all of it.`,
    'What others made from your pictures stays, without your words. A model that learnt from you before stays as it is, and so does a block of yours, as a code without your name. Nobody can bring this back.',
  ];
  return { text: text.join('\n'), buttons: [[confirmButton]], ephemeral: true };
}

export const forgottenReply: Reply = {
  text: 'Everything that I kept about you is deleted. If you ask me for something again, I know you as somebody new.',
  images: [],
  buttons: [],
  ephemeral: true,
};
