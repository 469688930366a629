import type { Subject } from './marks.ts';
import { first } from './subjects/first.ts';
import { others } from './subjects/others.ts';

/** What the drawings show, in the order in which they are numbered. */
export const subjects: readonly Subject[] = [...first, ...others];
