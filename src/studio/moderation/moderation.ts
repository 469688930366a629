import { type BlockQueries, blockKey } from '#db/blocks.ts';
import type { Database } from '#db/database.ts';
import type { Clock } from '#lib/clock.ts';
import { AppError } from '#lib/errors.ts';
import { message, type Said } from '#lib/i18n.ts';
import type { Caller, Moderation, Origin } from '../api.ts';
import type { GalleryService } from '../gallery/gallery.ts';
import { readSettings, type SettingStore } from '../settings.ts';
import type { WordCheck } from './check-words.ts';

export interface ModerationParts {
  db: Pick<Database, 'reports' | 'images' | 'audit'> & { blocks: BlockQueries } & SettingStore;
  gallery: Pick<GalleryService, 'show'>;
  clock: Clock;
  checkWords: WordCheck;
  /** Told when pictures were hidden or shown again, so that messages which show them change. */
  onHidden(): Promise<void>;
}

/** As many as have a row of buttons each in a message, and one to turn pages. */
const perPage = 4;
const eventsPerPage = 15;
const reportsPerDay = 10;
const dayMs = 24 * 60 * 60_000;
const longestReason = 200;
/** `<@42>` (Discord) and `<@U42|name>` (Slack). */
const mention = /^<@!?([A-Za-z0-9]+)(?:\|[^>]*)?>$/;
/** An id of Discord's, or of Slack's. */
const platformId = /^(\d{15,21}|[UW][A-Z0-9]{7,})$/;

interface Found {
  name: Said;
  personId?: string;
  accounts: string[];
}

/** Reports and what admins make of them, and who may only look. */
export function createModeration({ db, gallery, clock, checkWords, onHidden }: ModerationParts): Moderation {
  async function accountsOf(workspaceId: string, personId: string): Promise<string[]> {
    return (await db.blocks.accountsOf(personId)).map((account) => blockKey(workspaceId, account));
  }

  /** Throws `not_found`, and `bad_option` where several people have that name. */
  async function find({ workspaceId }: Caller, { platform, workspace, user }: Origin, typed: string): Promise<Found> {
    const mentioned = mention.exec(typed.trim())?.[1];
    const named = mentioned ?? typed.trim();
    const [member, ...others] = await db.blocks.findMembers(workspaceId, named);
    if (others.length > 0) {
      throw new AppError('bad_option', message('block.several'));
    }
    if (member) return { ...member, accounts: await accountsOf(workspaceId, member.personId) };
    if (mentioned === undefined && !platformId.test(named)) {
      throw new AppError('not_found', message('block.nobody'));
    }
    // Where the workspace is part of people's ids, it is no part of mentions.
    const prefix = user.externalId.startsWith(`${workspace}:`) ? `${workspace}:` : '';
    return {
      name: message('block.they'),
      accounts: [blockKey(workspaceId, { platform, externalId: `${prefix}${named}` })],
    };
  }

  async function block(caller: Caller, { name, personId, accounts }: Found): Promise<Said> {
    const { workspaceId, userId } = caller;
    const own = await accountsOf(workspaceId, userId);
    if (personId === userId || accounts.some((account) => own.includes(account))) {
      throw new AppError('bad_option', message('block.yourself'));
    }
    if (await db.blocks.block({ workspaceId, userId, accounts }, personId)) return name;
    throw new AppError('bad_option', message('block.already'));
  }

  return {
    async report({ workspaceId, userId }, imageId, reason = '') {
      const { reports: hideAt } = await readSettings(db, workspaceId);
      const limit = { since: new Date(clock.now().getTime() - dayMs), most: reportsPerDay };
      const words = reason.trim().replace(/\s+/g, ' ').slice(0, longestReason);
      const reported = await db.reports.createReport({ imageId, workspaceId, userId, reason: words, hideAt, limit });
      if (reported.hidden) await onHidden();
      return reported;
    },

    checkWords: (caller, text) => checkWords(caller, [text]),

    async reported(caller, page) {
      requireAdmin(caller);
      const rows = await db.reports.listReported({ workspaceId: caller.workspaceId, page, perPage });
      const shown = new Map((await gallery.show(rows.map(({ imageId }) => imageId))).map((each) => [each.id, each]));
      return rows.flatMap(({ imageId, people, reasons, hidden, authorId }) => {
        const picture = shown.get(imageId);
        const blockable = authorId !== undefined && authorId !== caller.userId;
        return picture ? [{ picture, people, reasons, hidden, blockable }] : [];
      });
    },

    async approve(caller, imageId) {
      requireAdmin(caller);
      await db.reports.approveImage({ imageId, workspaceId: caller.workspaceId, userId: caller.userId });
      await onHidden();
    },

    async blockMaker(caller, imageId) {
      requireAdmin(caller);
      const { authorId, author = message('painting.someone') } = await db.images.getImage(
        imageId,
        caller.workspaceId,
        caller.userId,
      );
      if (authorId === undefined) throw new AppError('not_found', message('block.not-known'));
      const accounts = await accountsOf(caller.workspaceId, authorId);
      return block(caller, { name: author, personId: authorId, accounts });
    },

    async blockMember(caller, personId) {
      requireAdmin(caller);
      const accounts = await accountsOf(caller.workspaceId, personId);
      if (accounts.length === 0) throw new AppError('not_found', message('block.gone'));
      return block(caller, { name: message('block.they'), personId, accounts });
    },

    async block(caller, origin, typed) {
      requireAdmin(caller);
      return block(caller, await find(caller, origin, typed));
    },

    async unblock(caller, origin, typed) {
      requireAdmin(caller);
      const { workspaceId, userId } = caller;
      const blocked = (await db.blocks.listBlocked(workspaceId)).find(({ account }) => account === typed);
      const found = blocked
        ? { name: blocked.name ?? message('block.they'), accounts: await db.blocks.sameBlock(workspaceId, typed) }
        : await find(caller, origin, typed);
      if (await db.blocks.unblock({ workspaceId, userId, accounts: found.accounts })) return found.name;
      throw new AppError('not_found', message('block.not-blocked'));
    },

    async audit(caller, page) {
      requireAdmin(caller);
      return db.audit.listNamedEvents(caller.workspaceId, { page, perPage: eventsPerPage });
    },

    async blocked(caller) {
      requireAdmin(caller);
      const rows = await db.blocks.listBlocked(caller.workspaceId);
      return rows.map(({ account: key, name, createdAt: since }) => ({ key, name, since }));
    },
  };
}

function requireAdmin({ admin }: Caller): void {
  if (!admin) throw new AppError('no_permission', message('admins.reports'));
}
