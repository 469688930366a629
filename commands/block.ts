import { blockedReply } from '#chat/answers/blocking.ts';
import { command } from '#chat/command/command.ts';
import { option } from '#chat/command/options.ts';

export default command({
  name: 'block',
  summary: 'Lets a person look here and do nothing else; shows who is blocked',
  examples: ['/block @ana', '/block'],
  private: true,
  admin: true,
  options: {
    person: option.text({ summary: 'Who: their mention, name or id; nothing to see who is blocked', pick: 'person' }),
  },
  async run({ moderation, caller, origin, words }, { person }) {
    if (person === undefined) return blockedReply(await moderation.blocked(caller), words);
    const name = await moderation.block(caller, origin, person);
    return blockedReply(await moderation.blocked(caller), words, words('block.blocked', { name }));
  },
});
