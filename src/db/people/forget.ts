import type { User } from '../generated/client.ts';
import { countMarks } from '../marks.ts';
import { takeTurns } from '../messages.ts';
import { deleteImages } from '../removals.ts';
import type { Transaction } from '../store.ts';

/** An account, as its platform names it. */
export interface AccountKey {
  platform: string;
  externalId: string;
}

export interface Forgotten {
  accounts: AccountKey[];
  /** Pictures that are no more. */
  imageIds: string[];
  /** Messages of the web chat that say nothing any more. */
  messageIds: string[];
}

/** What is left of a message of the web chat, so that pages which show it learn that it is gone. */
const emptied = { text: '', images: [], buttons: [], state: 'done', dismissed: true };

/**
 * Deletes a person's accounts with all that they made, said and gave. Marks on other people's pictures are counted
 * anew; what others made from theirs stays, without their words; what they decided for everybody stays, without them.
 */
export async function forgetPerson(transaction: Transaction, personId: string): Promise<Forgotten> {
  const accounts = await transaction.user.findMany({ where: { personId } });
  const userIds = accounts.map(({ id }) => id);
  const user = { id: { in: userIds } };
  const images = await transaction.image.findMany({ where: { generation: { user } }, select: { id: true } });
  const imageIds = images.map(({ id }) => id);
  const workspaces = await transaction.workspace.findMany({ where: { generations: { some: { user } } } });
  await forgetWords(transaction, imageIds);
  await forgetLessons(transaction, userIds);
  await forgetTrainings(transaction, accounts);
  const messageIds = await emptyMessages(transaction, accounts, imageIds);
  await deleteImages(transaction, imageIds);
  await transaction.generation.deleteMany({ where: { user } });
  const marked = await transaction.image.findMany({
    where: { OR: [{ votes: { some: { user } } }, { favorites: { some: { user } } }] },
    select: { id: true },
  });
  const reported = await transaction.image.findMany({ where: { reports: { some: { user } } }, select: { id: true } });
  await transaction.user.deleteMany({ where: user });
  await showUnreported(
    transaction,
    reported.map(({ id }) => id),
  );
  await countMarks(
    transaction,
    marked.map(({ id }) => id),
  );
  await forgetWorkspaces(
    transaction,
    workspaces.map(({ id }) => id),
  );
  return { accounts: accounts.map(({ platform, externalId }) => ({ platform, externalId })), imageIds, messageIds };
}

/** What others asked for again from somebody's pictures says what that person had typed, or the name of their file. */
async function forgetWords(transaction: Transaction, imageIds: string[]): Promise<void> {
  await transaction.$executeRaw`
    WITH RECURSIVE again AS (
      SELECT id FROM "Generation" WHERE options ->> 'source' = ANY (${imageIds}::text[])
      UNION
      SELECT later.id FROM "Generation" AS later
      JOIN "Image" AS image ON image.id = later.options ->> 'source'
      JOIN again ON again.id = image."generationId"
    )
    UPDATE "Generation" SET prompt = NULL, note = NULL,
      options = jsonb_strip_nulls(jsonb_build_object('spoiler', options -> 'spoiler'))
    WHERE id IN (SELECT id FROM again)`;
  // Where the options are not kept, something was uploaded, and what it shows is the name of a file.
  await transaction.$executeRaw`
    WITH RECURSIVE made AS (
      SELECT image.id FROM "Image" AS image JOIN "Generation" AS asked ON asked.id = image."generationId"
      WHERE image.id = ANY (${imageIds}::text[]) AND NOT asked.options ? 'kind'
      UNION
      SELECT "childId" FROM "ImageParent" JOIN made ON made.id = "parentId"
    ), emptied AS (
      UPDATE "Image" SET alt = 'a picture', scene = NULL WHERE id IN (SELECT id FROM made) RETURNING "generationId"
    )
    UPDATE "Generation" SET subject = 'a picture', note = NULL WHERE id IN (SELECT "generationId" FROM emptied)`;
}

/** What was decided about somebody's pictures named them. */
async function forgetLessons(transaction: Transaction, userIds: string[]): Promise<void> {
  const where = { userId: { in: userIds } };
  const lessons = await transaction.trainingImage.findMany({ where, select: { id: true } });
  const subject = { in: lessons.map(({ id }) => id) };
  await transaction.auditEvent.updateMany({ where: { subject }, data: { detail: {} } });
  await transaction.trainingImage.deleteMany({ where });
}

/** A model that was trained for somebody says so by name. */
async function forgetTrainings(transaction: Transaction, accounts: User[]): Promise<void> {
  for (const { id, name } of accounts) {
    await transaction.$executeRaw`
      UPDATE "Checkpoint" SET note = replace(note, ${`for ${name}`}, 'for someone')
      WHERE id IN (SELECT "checkpointId" FROM "TrainingRun" WHERE "userId" = ${id})`;
  }
}

/** Empties what they wrote in the web chat, what answers it, and what shows their pictures or names them. */
async function emptyMessages(transaction: Transaction, accounts: User[], imageIds: string[]): Promise<string[]> {
  const webIds = accounts.filter(({ platform }) => platform === 'web').map(({ externalId }) => externalId);
  const names = accounts.flatMap(({ name }) => [`by ${name}`, `for ${name}`]);
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Message" WHERE author = ANY (${webIds}::text[])
      OR body -> 'cause' ->> 'person' = ANY (${webIds}::text[]) OR body ->> 'audience' = ANY (${webIds}::text[])
      OR id IN (SELECT message FROM "Posting" WHERE platform = 'web' AND "imageId" = ANY (${imageIds}::text[]))
      OR bot AND EXISTS (SELECT FROM unnest(${names}::text[]) AS name WHERE position(name IN body ->> 'text') > 0)
    ORDER BY sequence`;
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return ids;
  const revisions = await takeTurns(transaction, ids.length);
  await transaction.$executeRaw`
    UPDATE "Message" SET author = '', "authorName" = '', body = ${JSON.stringify(emptied)}::jsonb, revision = given.revision
    FROM unnest(${ids}::text[], ${revisions}::int[]) AS given (id, revision) WHERE "Message".id = given.id`;
  return ids;
}

/** What nobody reports any more is withheld no longer: no admin would find it among the reports. */
async function showUnreported(transaction: Transaction, imageIds: string[]): Promise<void> {
  await transaction.image.updateMany({
    where: { id: { in: imageIds }, hidden: true, reports: { none: { decided: false } } },
    data: { hidden: false },
  });
}

/** A conversation with one person, which has nothing left, is forgotten as well. */
async function forgetWorkspaces(transaction: Transaction, ids: string[]): Promise<void> {
  const nothing = { none: {} };
  await transaction.workspace.deleteMany({
    where: {
      id: { in: ids },
      platform: { not: 'home' },
      presentAt: null,
      ...{ generations: nothing, jobs: nothing, trainingRuns: nothing, trainingImages: nothing },
      ...{ auditEvents: nothing, settings: nothing, blocks: nothing },
    },
  });
}
