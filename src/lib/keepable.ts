/**
 * Text as every database keeps it: without NUL, and without halves of characters beyond the first 65,536. Nor has it the
 * two signs by which a reply marks a place, see `placeMark` of the chat.
 */
export function keepableText(text: string): string {
  return text
    .replaceAll('\0', '')
    .replaceAll(/[\uE000\uE001]/g, '')
    .toWellFormed();
}

/** The same for every text in plain objects and lists; what is neither text nor one of these stays as it is. */
export function keepable<Value>(value: Value): Value {
  if (typeof value === 'string') return keepableText(value) as Value;
  if (Array.isArray(value)) return value.map(keepable) as Value;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [keepableText(key), keepable(held)])) as Value;
}
