import { loadConfig } from '#lib/config.ts';
import { createLog } from '#lib/log.ts';
import { readTerminalArguments } from '#platforms/terminal/arguments.ts';
import { runOnTerminal } from '#platforms/terminal/terminal.ts';
import { openEasel } from '../src/easel.ts';
import { explain } from './explain.ts';

try {
  const run = readTerminalArguments(process.argv.slice(2));
  const config = loadConfig();
  const easel = await openEasel({ config, log: createLog(process.env.LOG_LEVEL ?? 'warn') });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const exitCode = await runOnTerminal({ chat: easel.chat, ...run, signal: stop.signal });
  await easel.close();
  process.exit(exitCode);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
