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
  let start = midnight.getTime();
  for (let round = 0; round < 2; round++) start = midnight.getTime() - offset(new Date(start), zone);
  return new Date(start);
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
