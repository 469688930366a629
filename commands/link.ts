import { command } from '#chat/command.ts';
import type { Context } from '#chat/context.ts';
import { option } from '#chat/options.ts';

async function answer({ people, origin }: Context, code: string | undefined): Promise<string> {
  if (code?.toLowerCase() === 'undo') {
    await people.unlink(origin);
    return 'This account stands for itself again.';
  }
  if (code) {
    const platforms = await people.link(origin, code);
    const names = new Intl.ListFormat('en').format(platforms);
    return `Linked: you are one person on ${names}. Your votes, favourites and pictures count as one person's.`;
  }
  const fresh = await people.offerLink(origin);
  const shown = `${fresh.slice(0, 4)}-${fresh.slice(4)}`;
  return [
    `Your code is \`${shown}\`. Type \`/link ${shown}\` with your account on the other platform, within ten minutes.`,
    'Keep it to yourself: whoever types it becomes you here. `/link undo` takes a link back.',
  ].join('\n');
}

export default command({
  name: 'link',
  summary: 'Makes your accounts on two platforms one person',
  examples: ['/link', '/link 7k2m-9x4q', '/link undo'],
  private: true,
  options: { code: option.text({ summary: 'The code from your other account, or undo; nothing for a new code' }) },
  run: async (ctx, { code }) => ({ text: await answer(ctx, code), ephemeral: true }),
});
