import type { Words } from '#lib/i18n.ts';
import type { KeptAbout, PersonalArchive } from '#studio/api.ts';
import { buttonId, inRows } from '../pressing/buttons.ts';
import type { Button, Reply } from '../reply.ts';

const brands: Readonly<Record<string, string>> = { discord: 'Discord', slack: 'Slack' };

/** Platforms by their names, as a list: `Discord and the web page`. */
export function platformsInWords(platforms: readonly string[], words: Words): string {
  const names = platforms.map((platform) => {
    if (platform === 'web' || platform === 'terminal') return words(`platform.${platform}`);
    return brands[platform] ?? platform;
  });
  return new Intl.ListFormat(words.locale).format(names) || words('platform.none');
}

/** What is kept about a person, in words. */
export function keptReply(kept: KeptAbout, words: Words): Reply {
  const { platforms, pictures, votes, favorites, reports, lessons, messages, avatar } = kept;
  const count = Math.max(1, platforms.length);
  const lines = [
    `**${words('privacy.title')}**`,
    words('privacy.accounts', { count, platforms: platformsInWords(platforms, words) }),
    words('privacy.pictures', { count: pictures }),
    words('privacy.marks', { votes, favorites }),
    ...(reports > 0 ? [words('privacy.reports', { count: reports })] : []),
    words('privacy.lessons', { count: lessons }),
    ...(messages > 0 ? [words('privacy.messages', { count: messages })] : []),
    words('privacy.avatar', { may: avatar ? 'yes' : 'no' }),
    words('privacy.where'),
  ];
  const next = avatar ? 'forbid' : 'allow';
  const buttons: Button[] = [
    {
      id: buttonId('privacy-avatar', next),
      label: words(`privacy.avatar.${next}`),
      title: words(`privacy.avatar.${next}.does`),
    },
    { id: buttonId('privacy-export', 1), label: words('privacy.export'), title: words('privacy.export.does') },
    {
      id: buttonId('privacy-delete'),
      label: words('privacy.delete'),
      title: words('privacy.delete.does'),
      tone: 'danger',
    },
  ];
  return { text: lines.join('\n'), buttons: [buttons], ephemeral: true };
}

/** A part of it as a file, with the ways to the others. */
export function archiveReply({ name, bytes, part, parts }: PersonalArchive, words: Words): Reply {
  const others = Array.from({ length: parts }, (_, index) => index + 1).filter((other) => other !== part);
  const buttons = others.slice(0, 20).map((other): Button => {
    const [label, title] = [words('privacy.part', { part: other }), words('privacy.part.does', { part: other, parts })];
    return { id: buttonId('privacy-export', other), label, title };
  });
  const which = parts > 1 ? words('privacy.part-of', { part, parts }) : words('privacy.title');
  return {
    text: words(parts > 1 ? 'privacy.archive-part' : 'privacy.archive', { which }),
    files: [{ name, mime: 'application/zip', bytes, about: which, part }],
    buttons: inRows(buttons),
    ephemeral: true,
  };
}

/** Asks whether everything is to go. */
export function forgetQuestion({ pictures, votes }: KeptAbout, words: Words): Reply {
  const text = `${words('privacy.ask', { pictures, votes })}\n${words('privacy.stays')}`;
  const [label, title] = [words('privacy.forget'), words('privacy.forget.does')];
  return { text, buttons: [[{ id: buttonId('privacy-forget'), label, title, tone: 'danger' }]], ephemeral: true };
}

export function forgottenReply(words: Words): Reply {
  return { text: words('privacy.forgotten'), images: [], buttons: [], ephemeral: true };
}
