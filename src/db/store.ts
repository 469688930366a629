import type { Clock } from '#lib/clock.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

/** What the query files work with. */
export interface Store {
  client: PrismaClient;
  clock: Clock;
}

/** The client inside a transaction; the outer one must not be used there, on PGlite it would wait for itself. */
export type Transaction = Prisma.TransactionClient;

/** A JSON object as it is read from the database. */
export type JsonObject = Record<string, unknown>;

/** Says that a value is plain JSON and not null. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}

/** Says that a JSON column holds an object, as those columns do that only `toJson` writes. */
export function fromJson(value: unknown): JsonObject {
  return value as JsonObject;
}
