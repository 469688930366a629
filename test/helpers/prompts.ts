import { readdirSync, readFileSync } from 'node:fs';
import type { Understanding } from '#studio/vocabulary/vocabulary.ts';
import { conceptOf } from '#training/data/concepts.ts';

/** One way to read a prompt: what each part of the scene may be. */
type Reading = Readonly<Record<string, readonly (readonly string[])[]>>;

export interface WrittenPrompt {
  language: string;
  prompt: string;
  readings: Reading[];
  /** Names one thing and says nothing of it. */
  single: boolean;
}

const folder = new URL('../fixtures/prompts/', import.meta.url);
const keys = [
  'mood',
  'colour',
  'pattern',
  'body',
  'being',
  'on',
  'worn',
  'held',
  'beside',
  'behind',
  'count',
  'arranged',
];
const allKeys = new Set([...keys, 'dyed', 'size', 'others', 'without', 'left']);

/** All prompts of `test/fixtures/prompts` with the scenes that they ask for; its README says how they are written. */
export function readWrittenPrompts(from = folder): WrittenPrompt[] {
  const files = readdirSync(from).filter((name) => name.endsWith('.txt'));
  return files.flatMap((file) => {
    const lines = readFileSync(new URL(file, from), 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => parseLine(line, file.slice(0, -'.txt'.length)));
  });
}

function parseLine(line: string, language: string): WrittenPrompt {
  const [prompt, scenes] = line.replace(/^~ /, '').split(' = ') as [string, string];
  const readings = scenes.split(' | ').map(parseScene);
  const single = readings.every((reading) => Object.keys(reading).length === 1 || 'colour' in reading);
  return { language, prompt, readings, single: single && Object.keys(readings[0]!).length === 1 };
}

function parseScene(written: string): Reading {
  const scene: Record<string, string[][]> = {};
  let key = 'subject';
  for (const word of written.split(' ')) {
    if (allKeys.has(word)) key = word;
    else
      scene[key] = [...(scene[key] ?? []), word.split('/').map((choice) => (key === 'left' ? choice : plain(choice)))];
  }
  return scene;
}

/** Letters and digits stay; an emoji becomes its concept, or that of the thing whose face it is. */
function plain(text: string): string {
  if (/^[\w]+$/.test(text)) return text;
  const codes = Array.from(text, (character) => character.codePointAt(0)!.toString(16).padStart(4, '0'));
  return whole(conceptOf(codes.join('-')));
}

const faces =
  '1f436 1f415 1f431 1f408 1f42d 1f401 1f430 1f407 1f43b 1f43b 1f437 1f416 1f42e 1f404 1f42f 1f405 1f435 1f412 1f434 1f40e 1f432 1f409';
const bodies = new Map<string, string>();
for (const [index, face] of faces.split(' ').entries()) {
  if (index % 2 === 0) bodies.set(face, faces.split(' ')[index + 1]!);
}
const whole = (concept: string) => bodies.get(concept) ?? concept;

/** Whether a prompt was read in one of the ways that are right. */
export function isReadRight({ scene, others, without, unknown }: Understanding, readings: readonly Reading[]): boolean {
  const found: Record<string, string[]> = {
    subject: [scene ? whole(scene.subject) : 'nothing'],
    others: others.map(({ concept }) => whole(concept)),
    without: without.map(({ concept }) => whole(concept)),
    arranged: scene?.arrangement ? [scene.arrangement] : [],
    size: scene?.size ? [scene.size] : [],
    dyed: Object.values(scene?.dyed ?? {}),
  };
  for (const key of keys.filter((key) => key !== 'arranged')) {
    const value = scene?.[key as 'mood'];
    found[key] = value === undefined ? [] : [value].flat().map((one) => whole(String(one)));
  }
  return readings.some(({ left = [], ...reading }) => {
    const same = Object.entries(found).every(([key, values]) => isSame(values, reading[key] ?? []));
    return same && left.every(([word]) => unknown.includes(word!));
  });
}

/** The same things in any order. */
function isSame(found: readonly string[], wanted: readonly (readonly string[])[]): boolean {
  if (found.length !== wanted.length) return false;
  const left = [...found];
  return wanted.every((choices) => {
    const at = left.findIndex((one) => choices.includes(one));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
