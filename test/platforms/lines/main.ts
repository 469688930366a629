import { platforms } from '../../../src/platforms.ts';
import { start } from '../../../src/start.ts';
import { lines } from './platform.ts';

/** Easel as `npm start` starts it, with one platform more. */
await start([...platforms, lines]);
