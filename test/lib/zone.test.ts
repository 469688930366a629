import { expect, test } from 'vitest';
import { isZone, lastTimeOfDay, startOfDay } from '#lib/zone.ts';

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

test('the last time that clocks showed 03:30 is today or yesterday, over changes of the clock too', () => {
  const last = (now: string, zone: string) => lastTimeOfDay(new Date(now), '03:30', zone).toISOString();
  expect(last('2026-03-10T03:30:00Z', 'UTC')).toBe('2026-03-10T03:30:00.000Z');
  expect(last('2026-03-10T03:29:59Z', 'UTC')).toBe('2026-03-09T03:30:00.000Z');
  expect(last('2026-03-10T18:29:00Z', 'Asia/Tokyo')).toBe('2026-03-09T18:30:00.000Z');
  expect(last('2026-03-29T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(last('2026-03-29T01:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T02:30:00.000Z');
});
