import { platformsInWords } from '#chat/answers/privacy.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';
import type { Context } from '#chat/context.ts';

async function answer({ people, origin, words }: Context, code: string | undefined): Promise<string> {
  if (code?.toLowerCase() === 'undo') {
    await people.unlink(origin);
    return words('link.alone');
  }
  if (code) {
    const platforms = await people.link(origin, code);
    return words('link.linked', { platforms: platformsInWords(platforms, words) });
  }
  const fresh = await people.offerLink(origin);
  const shown = `${fresh.slice(0, 4)}-${fresh.slice(4)}`;
  return [words('link.code', { code: shown }), words('link.secret')].join('\n');
}

export default command({
  name: 'link',
  summary: 'Makes your accounts on two platforms one person',
  examples: ['/link', '/link 7k2m-9x4q', '/link undo'],
  private: true,
  options: { code: option.text({ summary: 'The code from your other account, or undo; nothing for a new code' }) },
  run: async (ctx, { code }) => ({ text: await answer(ctx, code), ephemeral: true }),
});
