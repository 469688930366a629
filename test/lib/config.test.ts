import { describe, expect, it } from 'vitest';
import { loadConfig } from '#lib/config.ts';

describe('settings', () => {
  it('are all optional', () => {
    expect(loadConfig({})).toMatchObject({
      dataDir: 'data',
      host: '127.0.0.1',
      port: 3000,
      device: 'auto',
      threads: 0,
    });
  });

  it('count as absent when they are empty', () => {
    expect(loadConfig({ DATABASE_URL: '', PORT: '' })).toMatchObject({ databaseUrl: undefined, port: 3000 });
  });

  it('refuses to leave nobody to paint, and says what to set', () => {
    expect(() => loadConfig({ EASEL_PAINTS: 'no' })).toThrow(/EASEL_PAINTS=no.*DATABASE_URL/);
    expect(loadConfig({ EASEL_PAINTS: 'no', DATABASE_URL: 'postgres://127.0.0.1/easel' }).paints).toBe(false);
  });

  it('are refused by name, all at once, without showing what was given', () => {
    const wrong = () => loadConfig({ PORT: 'eighty', EASEL_ADMIN_TOKEN: 'short-secret' });
    expect(wrong).toThrow(/PORT.*EASEL_ADMIN_TOKEN/);
    expect(wrong).not.toThrow(/short-secret/);
  });
});
