import type { en } from './en.ts';

export type English = typeof en;

/** The same messages in another language. */
export type Translation = Readonly<Record<keyof English, string>>;
