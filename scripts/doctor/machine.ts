import { availableParallelism, cpus, totalmem } from 'node:os';
import { missingPackages } from '#lib/installed.ts';
import { type Finding, fail, inGigabytes, ok, warn } from './finding.ts';

const leastNode = 24;
/** Easel rests at about half of this. */
const comfortableMemory = 1.5 * 2 ** 30;

export function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= leastNode) return ok('node', process.version);
  return fail('node', process.version, 'Start Easel with npm, which brings Node 24: `npm start`, `npm run doctor`.');
}

export function checkPackages(): Finding {
  const missing = missingPackages();
  if (missing.length === 0) return ok('packages', 'all installed');
  return fail(
    'packages',
    `missing or not whole: ${missing.join(', ')}`,
    'Run `npm ci` in this folder, on this machine.',
  );
}

export function checkCores(threads: number): Finding {
  const cores = availableParallelism();
  const found = `${cores} of ${cpus()[0]?.model ?? 'an unknown kind'}, ${threads || cores} threads per program`;
  if (threads <= cores) return ok('cores', found);
  return warn(
    'cores',
    found,
    `EASEL_THREADS=${threads} is more than there are cores: set it to ${cores} or leave it out.`,
  );
}

export function checkMemory(): Finding {
  const limit = process.constrainedMemory();
  const total = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const available = process.availableMemory();
  const found = `${inGigabytes(available)} of ${inGigabytes(total)} available`;
  if (available >= comfortableMemory) return ok('memory', found);
  return warn(
    'memory',
    found,
    'Painting needs about 0.7 GB and training 1.5 GB more: close something, or do not train here.',
  );
}
