/** Whether this is a time zone of the IANA database, such as `Europe/Berlin`, under any of its names. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * When the day began that it is in `zone` at `now`. Days of 23 or 25 hours are right too, but for a clock that is put
 * forward at midnight itself: there the day begins an hour early.
 */
export function startOfDay(now: Date, zone: string): Date {
  const midnight = wallClock(now, zone);
  midnight.setUTCHours(0, 0, 0, 0);
  return whenShown(midnight, zone);
}

/** When clocks in `zone` last showed a time such as `03:30`, `now` included. */
export function lastTimeOfDay(now: Date, time: string, zone: string): Date {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  const shown = wallClock(now, zone);
  shown.setUTCHours(hours, minutes, 0, 0);
  const today = whenShown(shown, zone);
  if (today <= now) return today;
  shown.setUTCDate(shown.getUTCDate() - 1);
  return whenShown(shown, zone);
}

/** When clocks in `zone` show what `wall` says as if they stood in UTC. */
function whenShown(wall: Date, zone: string): Date {
  let time = wall.getTime();
  for (let round = 0; round < 2; round++) time = wall.getTime() - offset(new Date(time), zone);
  return new Date(time);
}

/** How far the clocks of `zone` are before UTC, in milliseconds. */
function offset(at: Date, zone: string): number {
  return wallClock(at, zone).getTime() - Math.floor(at.getTime() / 1000) * 1000;
}

/** What clocks in `zone` show, as if they stood in UTC; whole seconds. */
function wallClock(at: Date, zone: string): Date {
  const shown = at.toLocaleString('sv-SE', { timeZone: zone });
  return new Date(`${shown.replace(' ', 'T')}Z`);
}
