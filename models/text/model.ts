import { fileURLToPath } from 'node:url';

/** The table of the text encoder that comes with Easel. */
export const shippedText = fileURLToPath(new URL('text.safetensors', import.meta.url));
