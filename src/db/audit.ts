import { createId } from '#lib/ids.ts';
import { fromJson, type JsonObject, type Store, type Transaction, toJson } from './store.ts';

export interface NewAuditEvent {
  workspaceId: string;
  userId?: string;
  /** What was done, such as `checkpoint.use`. */
  action: string;
  /** The id of what it was done to. */
  subject: string;
  detail?: object;
}

export interface AuditEvent extends NewAuditEvent {
  id: string;
  detail: JsonObject;
  at: Date;
}

/** Notes who changed what, in the transaction that changes it. */
export async function createAuditEvent(transaction: Transaction, event: NewAuditEvent, at: Date): Promise<void> {
  await transaction.auditEvent.create({ data: { ...event, id: createId(), detail: toJson(event.detail ?? {}), at } });
}

/** An event with the names of who did it and whom it is about, where they are still known. */
export interface NamedEvent extends AuditEvent {
  who?: string;
  about?: string;
}

export type AuditQueries = ReturnType<typeof auditQueries>;

export function auditQueries({ client }: Store) {
  return {
    /** The latest events of a workspace, newest first. */
    async listAuditEvents(workspaceId: string, limit = 100): Promise<AuditEvent[]> {
      const rows = await client.auditEvent.findMany({
        where: { workspaceId },
        orderBy: [{ at: 'desc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.map((row) => ({ ...row, userId: row.userId ?? undefined, detail: fromJson(row.detail) }));
    },

    /** A page of the events of a workspace, newest first; pages count from 1. */
    async listNamedEvents(
      workspaceId: string,
      { page, perPage }: { page: number; perPage: number },
    ): Promise<NamedEvent[]> {
      const rows = await client.auditEvent.findMany({
        where: { workspaceId },
        include: { user: { select: { name: true } } },
        orderBy: [{ at: 'desc' }, { id: 'asc' }],
        skip: (page - 1) * perPage,
        take: perPage,
      });
      const blocks = await client.block.findMany({
        where: { workspaceId, account: { in: rows.map(({ subject }) => subject) } },
        select: { account: true, user: { select: { name: true } } },
      });
      const names = new Map(blocks.map(({ account, user }) => [account, user?.name]));
      return rows.map(({ user, ...row }) => ({
        ...row,
        userId: row.userId ?? undefined,
        detail: fromJson(row.detail),
        who: user?.name,
        about: names.get(row.subject),
      }));
    },
  };
}
