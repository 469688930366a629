import { elementwise } from './elementwise.ts';
import { matrices, pictures } from './networks.ts';
import { shapes } from './shapes.ts';
import type { Operation } from './writer.ts';

/** All operations, kind by kind; a program takes as many of each entry as of any other. */
export const allKinds: readonly (readonly Operation[])[] = [
  elementwise,
  elementwise,
  shapes,
  pictures,
  pictures,
  matrices,
];
