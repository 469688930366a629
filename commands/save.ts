import { saveEmoji, saveModal } from '#chat/answers/saving.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import { type EmojiKind, emojiKinds } from '#chat/host.ts';
import { requireAdmin } from '#chat/permission.ts';
import { readSource } from '#chat/pressing/source-field.ts';
import { streamOf } from '#chat/stream.ts';
import { message } from '#lib/i18n.ts';

export default command({
  name: 'save',
  summary: 'Saves a picture as an emoji or a sticker',
  examples: ['/save 7k2m9x4q1c happy_fox', '/save 7k2m9x4q1c happy_fox sticker'],
  options: {
    picture: option.ingredient({
      summary: "A picture's id, or an attached picture",
      required: true,
      suggest: 'picture',
      picturesOnly: true,
    }),
    name: option.text({ summary: 'Its name: 2 to 32 letters, digits or underscores' }),
    kind: option.choice(emojiKinds, {
      summary: "This server's emoji or sticker, or Easel's own emoji",
      default: 'emoji',
    }),
  },
  run: (ctx, { picture, ...as }) => saveEmoji(ctx, picture, as),
  actions: {
    save: {
      opensModal: true,
      run: (ctx, [id = '']) => ({ modal: saveModal({ sources: [{ id, label: id }] }, ctx.host, ctx.words) }),
      async submit(ctx, args, values) {
        const source = await ctx.source(readSource(args, values));
        const kind = emojiKinds.find((known) => known === values.kind) ?? firstKind(ctx.host.capabilities.emoji);
        return { reply: streamOf(await saveEmoji(ctx, source, { name: values.name, kind })) };
      },
    },
    promote: {
      async run(ctx, [id = '']) {
        requireAdmin(ctx.caller, message('admins-may.promote'));
        const saved = await saveEmoji(ctx, { text: id }, { kind: 'emoji' });
        const isThere = ctx.host.capabilities.emoji.includes('emoji');
        if (!isThere) return { reply: streamOf({ ...saved, ephemeral: true }) };
        return { edit: { text: saved.text, buttons: [] } };
      },
    },
  },
  shortcuts: {
    'save-as-emoji': {
      label: 'Save as emoji',
      opensModal: true,
      run: (ctx, chosen) => ({ modal: saveModal(chosen, ctx.host, ctx.words) }),
    },
  },
});

function firstKind([first = 'emoji']: readonly EmojiKind[]): EmojiKind {
  return first;
}
