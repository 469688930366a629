import type { Said } from '#lib/i18n.ts';
import type { Caller, Job } from '../api.ts';
import type { OpenCheckpoint } from '../checkpoints/checkpoints.ts';
import type { Doodles } from '../sketches/doodles.ts';
import type { Sketcher } from '../sketches/sketches.ts';
import type { Finder } from './ingredients.ts';
import type { Plan } from './plans.ts';

/** What a job comes down to: codes in one style, and what to say of them. */
export interface Recipe {
  subject: string;
  note?: Said;
  style: string;
  seed: number;
  spread: number;
  plans: Plan[];
  /** Ids of the pictures that all of these come from. */
  parents: string[];
}

export type PaintJob = Extract<
  Job,
  { kind: 'generate' | 'mix' | 'restyle' | 'edit' | 'sketch' | 'vary' | 'explore' | 'pack' }
>;

export interface PlanContext {
  checkpoint: OpenCheckpoint;
  finder: Finder;
  sketcher: Sketcher;
  doodles: Doodles;
  caller: Caller;
  /** The style to paint in where nothing says another one. */
  preferred?: string;
}
