import { buildLexicon } from './build.ts';

process.send!(await buildLexicon(), () => process.disconnect());
