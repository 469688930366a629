import { spawnSync } from 'node:child_process';
import { findTool, listTools } from './dev/tools.ts';
import { explain } from './explain.ts';

/** `npm run dev -- NAME ...` runs a tool for those who work on Easel; without a name it lists them. */
const [name, ...rest] = process.argv.slice(2);
if (name === undefined) process.stdout.write(listTools());
else {
  try {
    const { run } = findTool(name);
    const { status } = spawnSync(process.execPath, [...run, ...rest], { stdio: 'inherit' });
    process.exit(status ?? 1);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}
