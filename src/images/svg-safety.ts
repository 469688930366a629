import { AppError } from '#lib/errors.ts';

/** What makes an SVG reach outside itself, run something, or hide that it does. */
const forbidden: RegExp[] = [
  /<!ENTITY|<!DOCTYPE[^>]*\[/i,
  /<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|embed|object|audio|video)\b/i,
  /(?:href|src)\s*=\s*(?:["']\s*)?(?!["'#\s])/i,
  /url\(\s*["']?\s*(?![\s"'#])/i,
  /@import/i,
  /<\?xml-stylesheet/i,
  /xml:base/i,
  /encoding\s*=\s*["'](?!utf-8["'])/i,
];
/** CSS can spell any of that with escapes. */
const escapes = /<style\b[^>]*>[^<]*\\|style\s*=\s*(?:"[^"]*\\|'[^']*\\)/i;

/**
 * Throws `bad_image` for an SVG that refers to anything but its own parts, runs code, declares entities, or is not
 * plain UTF-8.
 */
export function refuseReferences(bytes: Uint8Array, name: string): void {
  const text = decode(bytes);
  if (text !== undefined && ![...forbidden, escapes].some((pattern) => pattern.test(text))) return;
  const message = `${name} refers to other files or runs code. Please send an SVG that holds all of its drawing, or a PNG.`;
  throw new AppError('bad_image', message);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
