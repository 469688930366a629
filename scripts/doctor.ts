import { parseArgs, styleText } from 'node:util';
import { type Config, loadConfig } from '#lib/config.ts';
import { shippedModels } from '../src/easel.ts';
import { platforms } from '../src/platforms.ts';
import { checkDevices } from './doctor/devices.ts';
import { type Finding, failure, ok } from './doctor/finding.ts';
import { checkCores, checkMemory, checkNode, checkPackages } from './doctor/machine.ts';
import { checkEmojiPackages, checkShippedModel } from './doctor/models.ts';
import { checkPlatforms } from './doctor/platforms.ts';
import { checkDatabase, checkDataDirectory } from './doctor/storage.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const marks = { ok: styleText('green', '✓'), warn: styleText('yellow', '!'), fail: styleText('red', '✗') };

function report({ name, state, found, advice }: Finding): void {
  process.stdout.write(`${marks[state]} ${name.padEnd(11)}${found}\n`);
  if (advice) process.stdout.write(`  ${' '.repeat(11)}→ ${advice}\n`);
}

function readSettings(): { config: Config; finding: Finding } {
  try {
    return { config: loadConfig(undefined, platforms), finding: ok('settings', 'usable') };
  } catch (error) {
    return { config: loadConfig({}, platforms), finding: failure('settings', error) };
  }
}

const { config, finding } = readSettings();
const checks: (() => Finding | Promise<Finding | Finding[]>)[] = [
  checkNode,
  checkPackages,
  () => finding,
  () => checkCores(config.threads),
  checkMemory,
  () => checkDevices(config),
  () => checkDataDirectory(config),
  () => checkDatabase(config),
  checkEmojiPackages,
  () => Promise.all(Object.entries(shippedModels).map(([name, folder]) => checkShippedModel(name, folder))),
  () => checkPlatforms(config),
];
const findings: Finding[] = [];
for (const check of checks) {
  const found = [await check()].flat();
  found.forEach(report);
  findings.push(...found);
}
const failed = findings.filter(({ state }) => state === 'fail').length;
process.stdout.write(
  failed ? `\n${failed} to mend before Easel can start with all of this.\n` : '\nEasel can start.\n',
);
if (values.json) process.stdout.write(`${JSON.stringify({ ok: failed === 0, findings })}\n`);
process.exit(failed ? 1 : 0);
