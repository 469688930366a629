import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { addOperationRoutes } from '#platforms/web/operation-routes.ts';

test('an Easel that is not ready says 503, and is alive all the same', async () => {
  const app = new Hono();
  let ready = true;
  addOperationRoutes(app, { health: async () => ({ ready }), metrics: async () => '' });
  expect((await app.request('/healthz')).status).toBe(200);
  ready = false;
  const answer = await app.request('/healthz');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ ready: false });
  expect((await app.request('/healthz/live')).status).toBe(200);
});
