/** What is kept about a person. */
export const privacy = {
  'privacy.export': 'Hand it over',
  'privacy.export.does': 'Everything that is kept about you, as a file for you alone',
  'privacy.delete': 'Delete everything…',
  'privacy.delete.does': 'Delete everything that is kept about you',
  'privacy.forget': 'Delete everything',
  'privacy.forget.does': 'Delete it now, for good',
  'privacy.title': 'What I keep about you',
  'privacy.accounts':
    'Your {count, plural, one {account on} other {accounts on}} {platforms}: its id there, and the name you go by.',
  'privacy.pictures':
    '{count, plural, one {# picture} other {# pictures}} that you asked for: the words you typed, when and where, and what each is painted from.',
  'privacy.marks':
    '{votes, plural, one {# vote} other {# votes}} and {favorites, plural, one {# favourite} other {# favourites}}; which pictures you were shown, enlarged and saved.',
  'privacy.reports': '{count, plural, one {# picture} other {# pictures}} that you reported, and your words on it.',
  'privacy.lessons': '{count, plural, one {# picture} other {# pictures}} that you gave me to learn from.',
  'privacy.messages': '{count, plural, one {# message} other {# messages}} on the web page, with what answers them.',
  'privacy.where': 'All of it lies on the machine that I run on; nothing is sent elsewhere.',
  'privacy.part': 'Part {part}',
  'privacy.part.does': 'Part {part} of {parts}',
  'privacy.part-of': 'Part {part} of {parts} of what I keep about you',
  'privacy.archive': '{which}. Your words and marks are in `about-you.json`, your pictures beside it.',
  'privacy.archive-part': '{which}. Your words and marks are in `about-you.json` of part 1, your pictures beside it.',
  'privacy.ask':
    "**Delete everything that I keep about you?** {pictures, plural, one {# picture} other {# pictures}} of yours go from messages, the gallery and everybody's favourites; your {votes, plural, one {# vote} other {# votes}} no longer count, and the next training is without all of it.",
  'privacy.stays':
    'What others made from your pictures stays, without your words. A model that learnt from you before stays as it is, and so do a block of yours and your wish not to be painted, as codes without your name. Nobody can bring this back.',
  'privacy.forgotten':
    'Everything that I kept about you is deleted. If you ask me for something again, I know you as somebody new.',
  'privacy.avatar':
    '{may, select, yes {Others may paint from your profile picture, where they can see it.} other {Nobody but you may paint from your profile picture.}}',
  'privacy.avatar.forbid': 'Forbid painting me',
  'privacy.avatar.forbid.does': 'Nobody but you may paint from your profile picture',
  'privacy.avatar.allow': 'Allow painting me',
  'privacy.avatar.allow.does': 'Others may paint from your profile picture',
} as const;
