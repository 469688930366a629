import { z } from 'zod';
import { plainHost } from '#chat/host.ts';
import type { Platform } from '#platforms/platform.ts';
import type { LinesConfig } from './lines.ts';

/** A platform of the tests: what the files of this folder add, Easel knows everywhere. */
export const lines: Platform<LinesConfig> = {
  name: 'lines',
  title: 'Lines',
  capabilities: plainHost.capabilities,
  settings: z
    .object({ LINES_PORT: z.coerce.number().int().min(0).max(65535).optional(), LINES_TOKEN: z.string().optional() })
    .transform(({ LINES_PORT: port, LINES_TOKEN: token }): LinesConfig => ({ port, token })),
  secrets: ({ token }) => [token],
  isSet: ({ port }) => port !== undefined,
  start: async (settings, parts) => (await import('./lines.ts')).startLines(settings, parts),
  check: async ({ port }) => [
    { state: 'ok', found: port === undefined ? 'not set up; set LINES_PORT to be there' : `on port ${port}` },
  ],
};
