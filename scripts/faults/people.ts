import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '#lib/random.ts';
import { openPerson, type Person } from '../load/person.ts';
import { isAway, type Ledger } from './ledger.ts';

/** People who go on asking and voting whatever happens, and write down what they were told. */
export interface Crowd {
  people: readonly Person[];
  /** No more is asked for; resolves once nobody waits for an answer, or after `patienceMs`. */
  settle(patienceMs: number): Promise<void>;
  close(): void;
}

const retryMs = 300;
const words = ['fox', 'cat', 'dog', 'pizza', 'rocket', 'happy', 'rose', 'frog'];

export async function gatherCrowd(url: string, count: number, random: Random, ledger: Ledger): Promise<Crowd> {
  const people = await Promise.all(Array.from({ length: count }, (_, index) => openPerson(url, `person ${index}`)));
  /** Pictures that somebody has seen, with the message that they are in. */
  const pictures: { message: string; picture: string }[] = [];
  const waiting = new Map<string, Person>();
  let going = true;
  let nextSeed = 1;

  for (const person of people) {
    person.listen((message) => {
      if (message.cause?.person !== person.id || message.state === 'running') return;
      for (const { id } of message.images) if (id) pictures.push({ message: message.id, picture: id });
    });
  }

  /** Sends the same again until it is taken, as the page does. */
  async function ask(person: Person): Promise<void> {
    const seed = nextSeed++;
    const clientId = randomUUID();
    const text = `/generate ${words[random.integer(words.length)]} count:${1 + random.integer(2)} seed:${seed}`;
    for (;;) {
      try {
        await person.send(text, clientId);
        ledger.asked({ person, clientId, seed });
        waiting.set(clientId, person);
        return;
      } catch (error) {
        if (!isAway(error)) throw error;
        if (!going) return;
        await wait(retryMs);
      }
    }
  }

  /** Everybody votes for a picture once: pressed again it would take the vote back. */
  async function vote(person: Person, done: Set<string>): Promise<void> {
    const chosen = pictures[random.integer(Math.max(1, pictures.length))];
    if (!chosen || done.has(chosen.picture)) return;
    done.add(chosen.picture);
    try {
      const notice = await person.press(chosen.message, `vote:${chosen.picture}:up`);
      if (notice === undefined) ledger.voted(person, chosen.picture);
    } catch {
      // It may count or not: nobody was told.
    }
  }

  async function live(person: Person): Promise<void> {
    const done = new Set<string>();
    while (going) {
      await wait(300 + 900 * random.uniform());
      if (random.uniform() < 0.5) await ask(person);
      else await vote(person, done);
    }
  }

  const living = Promise.all(people.map(live));
  living.catch(() => {});
  const isAnswered = ([clientId, person]: [string, Person]) => {
    const state = person.answerTo(clientId)?.state;
    return state !== undefined && state !== 'running';
  };
  return {
    people,
    async settle(patienceMs) {
      going = false;
      await living;
      const until = performance.now() + patienceMs;
      while (![...waiting].every(isAnswered) && performance.now() < until) await wait(retryMs);
    },
    close: () => {
      going = false;
      for (const person of people) person.close();
    },
  };
}
