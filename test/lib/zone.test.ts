import { expect, test } from 'vitest';
import { isZone, startOfDay } from '#lib/zone.ts';

const start = (now: string, zone: string) => startOfDay(new Date(now), zone).toISOString();

test('a day begins at midnight of its zone', () => {
  expect(start('2026-11-22T12:00:00Z', 'UTC')).toBe('2026-11-22T00:00:00.000Z');
  expect(start('2026-11-22T23:30:00.500Z', 'Europe/Berlin')).toBe('2026-11-22T23:00:00.000Z');
  expect(start('2026-11-22T22:59:59.999Z', 'Europe/Berlin')).toBe('2026-11-21T23:00:00.000Z');
  expect(start('2026-11-22T00:10:00Z', 'America/Los_Angeles')).toBe('2026-11-21T08:00:00.000Z');
  expect(start('2026-11-22T12:00:00Z', 'Asia/Kathmandu')).toBe('2026-11-21T18:15:00.000Z');
});

test('days on which the clocks change begin at midnight too', () => {
  expect(start('2026-03-29T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  expect(start('2026-10-25T12:00:00Z', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z');
});

test('zones are known by name', () => {
  expect(['UTC', 'Europe/Berlin', 'Asia/Calcutta'].map(isZone)).toEqual([true, true, true]);
  expect(['Mars/Olympus', '', 'Berlin'].map(isZone)).toEqual([false, false, false]);
});
