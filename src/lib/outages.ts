const diskCodes = new Set(['ENOSPC', 'EDQUOT', '53100']);
/** Node's, Prisma's and PostgreSQL's codes of a database that is not there just now. */
const databaseCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  '57P01',
  '57P02',
  '57P03',
  '08006',
]);

/** Something outside of Easel that fails for everybody, and mends without a new start. */
export type Outage = 'disk' | 'database';

/** Which outage an error tells of, in itself or in what caused it. */
export function outageBehind(error: unknown, depth = 0): Outage | undefined {
  if (typeof error !== 'object' || error === null || depth > 6) return undefined;
  const { code, originalCode, cause, meta, message } = error as Record<string, unknown>;
  const codes = [code, originalCode].filter((value) => typeof value === 'string');
  if (codes.some((value) => diskCodes.has(value)) || /No space left on device/.test(String(message))) return 'disk';
  const cutOff = /^Connection terminated|^timeout exceeded when trying to connect|not queryable/.test(String(message));
  if (cutOff || codes.some((value) => databaseCodes.has(value))) return 'database';
  const driverError = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  return outageBehind(cause, depth + 1) ?? outageBehind(driverError, depth + 1);
}
