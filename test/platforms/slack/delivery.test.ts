import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Chat } from '#chat/chat.ts';
import type { Database } from '#db/database.ts';
import { openTestDatabase } from '../../helpers/database.ts';
import type { SlackPerson } from '../../helpers/slack-emulator/person.ts';
import { startTestSlack, type TestSlack } from './start-test-slack.ts';

let database: Database;
let test: TestSlack;
let people: SlackPerson[];
/** Texts that reached the chat, in order. */
const said: string[] = [];

/** A chat that remembers what was said to it, and answers with that. */
function listening(chat: Chat): Chat {
  return {
    ...chat,
    async *say({ text }) {
      said.push(text);
      yield { text: `heard ${text}` };
    },
  };
}

beforeAll(async () => {
  database = await openTestDatabase();
  test = await startTestSlack({ around: listening, inbox: database.events.inbox('slack') });
  people = Array.from({ length: 10 }, (_, index) => test.slack.person(`person ${index}`));
});
afterAll(async () => {
  await test.close();
  await database.close();
});
beforeEach(() => {
  said.length = 0;
  test.slack.messages.length = 0;
});

const answered = (count: number) =>
  test.slack.until(() => test.slack.messages.filter(({ text }) => text.startsWith('heard')).length >= count);
const everySaidOnce = (count: number) =>
  expect(said.toSorted()).toEqual(Array.from({ length: count }, (_, index) => `/generate ${index}`).toSorted());

describe('what Slack sends', () => {
  it('is taken up once, however often it comes', async () => {
    await people[0]!.types('/generate 0');
    await people[1]!.mentions('generate 1');
    await answered(2);
    for (const delivery of [...test.slack.deliveries]) test.slack.repeat({ ...delivery, id: `${delivery.id}again` });
    await test.restart();
    for (const delivery of [...test.slack.deliveries]) test.slack.repeat({ ...delivery, id: `${delivery.id}anew` });
    await people[2]!.types('/generate 2');
    await answered(3);
    everySaidOnce(3);
  });

  it('is neither lost nor doubled where the sockets break every 20 events', async () => {
    const events = 200;
    Object.assign(test.slack.socket.troubles, { dropEvery: 20, doubleEvery: 7 });
    await Promise.all(
      Array.from({ length: events }, (_, index) => {
        const person = people[index % people.length]!;
        return index % 3 ? person.types(`/generate ${index}`) : person.mentions(`generate ${index}`);
      }),
    );
    Object.assign(test.slack.socket.troubles, { dropEvery: undefined, doubleEvery: undefined });
    await answered(events);
    everySaidOnce(events);
  }, 180_000);

  it('goes on while Slack renews a socket, and after', async () => {
    await test.slack.until(() => test.slack.socket.connected === 2);
    test.slack.socket.refresh();
    await people[0]!.types('/generate 0');
    await test.slack.until(() => test.slack.socket.connected === 2);
    await people[0]!.types('/generate 1');
    await answered(2);
    everySaidOnce(2);
  });
});
