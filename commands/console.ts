import { command } from '#chat/command/command.ts';
import type { ConsoleInvitation } from '#studio/api.ts';

function inWords({ url, minutes, local }: ConsoleInvitation): string {
  const lines = [
    `The console of this place: ${url}`,
    `The link is for you alone: it opens once, within ${minutes} minutes, and then lets this browser in for twelve hours.`,
  ];
  const advice = 'It opens on the machine that Easel runs on: for others, whoever runs Easel sets `PUBLIC_URL`.';
  return [...lines, ...(local ? [advice] : [])].join('\n');
}

export default command({
  name: 'console',
  summary: 'Opens the console of this place in the browser: a link for you alone',
  examples: ['/console'],
  private: true,
  admin: true,
  options: {},
  run: ({ console, caller }) => ({ text: inWords(console.invite(caller)), ephemeral: true }),
});
