import type { Hono } from 'hono';
import type { WebOptions } from './web.ts';

const textFormat = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * The routes of whatever watches over Easel: `/healthz/live` (the process answers: start it anew where it does not),
 * `/healthz` (people are served: send them elsewhere where not) and `/metrics`.
 */
export function addOperationRoutes(app: Hono, { health, metrics }: Pick<WebOptions, 'health' | 'metrics'>): void {
  app.use('/healthz/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  app.get('/healthz/live', (c) => c.json({ live: true }));
  app.get('/healthz', async (c) => {
    const found = await health();
    return c.json(found, found.ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => c.body(await metrics(), 200, { 'content-type': textFormat }));
}
