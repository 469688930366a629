import type { Execute } from '#db/connection.ts';
import type { MessageView } from '#platforms/web/page/views.ts';
import { type Person, Refused } from '../load/person.ts';

/** What came of it. */
export interface Verdict {
  /** Acknowledged, and gone. */
  lost: string[];
  /** Done more than once. */
  twice: string[];
  /** Acknowledged requests: how many were painted, how many cut off by a restart or refused, and people told so. */
  requests: number;
  painted: number;
  interrupted: number;
  refused: number;
  votes: number;
}

interface Asked {
  person: Person;
  clientId: string;
  /** Of the request alone: what was painted with it was painted for it. */
  seed: number;
}

type Rows = Awaited<ReturnType<Execute>>;
export type ReadDatabase = (work: (execute: Execute) => Promise<Rows[]>) => Promise<Rows[]>;

/** What people were told is so: a request is taken, a vote counts. A press whose answer never came may count or not. */
export interface Ledger {
  asked(entry: Asked): void;
  voted(person: Person, picture: string): void;
  /** Compares with what the playground shows to each person now, and then with what the database holds. */
  check(people: readonly Person[], read: ReadDatabase): Promise<Verdict>;
}

export function createLedger(): Ledger {
  const requests: Asked[] = [];
  const votes: { person: Person; picture: string }[] = [];

  async function checkRequests(timeline: MessageView[], own: Asked[], verdict: Verdict): Promise<number[]> {
    const painted: number[] = [];
    for (const { person, clientId, seed } of own) {
      const name = `seed ${seed} of ${person.id}`;
      const questions = timeline.filter((message) => message.clientId === clientId);
      const answers = timeline.filter(({ bot, cause }) => bot && cause?.message === questions[0]?.id && !cause?.button);
      const [answer] = answers;
      if (questions.length > 1 || answers.length > 1) verdict.twice.push(`${name}: ${answers.length} answers`);
      if (!answer || answer.state === 'running')
        verdict.lost.push(`${name}: ${answer ? 'runs for ever' : 'no answer'}`);
      const seen = person.answerTo(clientId);
      if (seen?.images.length && !answer?.images.length)
        verdict.lost.push(`${name}: pictures were shown, and are gone`);
      if (answer?.state === 'interrupted') verdict.interrupted++;
      if (answer?.state === 'done' && answer.error) verdict.refused++;
      if (!answer?.images.length) continue;
      painted.push(seed);
      for (const { url } of answer.images) {
        await person.load(url).catch((error) => verdict.lost.push(`${name}: ${url}: ${error.message}`));
      }
    }
    return painted;
  }

  return {
    asked: (entry) => requests.push(entry),
    voted: (person, picture) => votes.push({ person, picture }),
    async check(people, read) {
      const verdict: Verdict = {
        ...{ lost: [], twice: [], interrupted: 0, refused: 0, painted: 0 },
        ...{ requests: requests.length, votes: votes.length },
      };
      const painted: number[] = [];
      for (const person of people) {
        const own = requests.filter((entry) => entry.person === person);
        painted.push(...(await checkRequests(await readTimeline(person), own, verdict)));
      }
      verdict.painted = painted.length;
      const [generations, counted] = await read(async (execute) => [
        await execute('SELECT seed::text, count(*)::int AS times FROM "Generation" GROUP BY seed'),
        await execute(`SELECT "externalId" || ' ' || "imageId" AS vote
          FROM "Vote" JOIN "User" ON "User".id = "userId" WHERE "Vote".value = 1`),
      ]);
      const recorded = new Map(generations!.map(({ seed, times }) => [Number(seed), Number(times)]));
      for (const [seed, times] of recorded) if (times > 1) verdict.twice.push(`seed ${seed}: painted ${times} times`);
      for (const seed of painted) if (!recorded.has(seed)) verdict.lost.push(`seed ${seed}: not recorded`);
      const kept = new Set(counted!.map(({ vote }) => String(vote)));
      for (const { person, picture } of votes) {
        if (!kept.has(`${person.id} ${picture}`)) verdict.lost.push(`the vote of ${person.id} for ${picture}`);
      }
      return verdict;
    },
  };
}

/** All that a person sees, page by page. */
async function readTimeline(person: Person): Promise<MessageView[]> {
  const all: MessageView[] = [];
  let before: number | undefined;
  do {
    const page = await person.load(`/api/messages${before === undefined ? '' : `?before=${before}`}`);
    const { messages, ...rest } = JSON.parse(page.toString()) as { messages: MessageView[]; before?: number };
    all.push(...messages);
    before = rest.before;
  } while (before !== undefined);
  return all;
}

/** Whether trying the same again may help: nobody answered, or something of the server's was away. */
export const isAway = (error: unknown): boolean => !(error instanceof Refused) || error.status >= 500;
