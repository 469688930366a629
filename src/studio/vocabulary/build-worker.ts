import { parentPort } from 'node:worker_threads';
import { buildLexicon } from './build.ts';

const file = await buildLexicon();
parentPort!.postMessage(file, [file]);
