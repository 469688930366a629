import type { Random } from '#lib/random.ts';
import type { Person } from './person.ts';

/** What people do on a quiet evening: they mostly read, vote now and then, and paint once in a while. */
export interface Habits {
  /** Paints the first pictures, for there to be something to vote for. */
  paintBoards(count: number): Promise<void>;
  /** One request of somebody, of those below by chance. Throws where it was not done. */
  act(): Promise<void>;
}

interface Shown {
  message: string;
  picture: string;
}

/** Pictures that are voted for: the latest. */
const boardsAtMost = 40;

export function createHabits(people: readonly Person[], random: Random): Habits {
  const shown: Shown[] = [];
  const urls: string[] = [];

  async function paint(person: Person, count: number): Promise<void> {
    const { id: message, images } = await person.generate(`/generate fox count:${count}`);
    for (const { id, url } of images) {
      if (id) shown.push({ message, picture: id });
      urls.push(url);
    }
    shown.splice(0, Math.max(0, shown.length - boardsAtMost));
    urls.splice(0, Math.max(0, urls.length - boardsAtMost));
  }

  async function vote(person: Person): Promise<void> {
    const { message, picture } = shown[random.integer(shown.length)]!;
    const notice = await person.press(message, `vote:${picture}:${random.uniform() < 0.7 ? 'up' : 'down'}`);
    if (notice !== undefined) throw new Error(notice);
  }

  const deeds: [share: number, (person: Person) => Promise<unknown>][] = [
    [0.3, vote],
    [0.2, (person) => person.load('/api/messages')],
    [0.2, (person) => person.load(urls[random.integer(urls.length)]!)],
    [0.18, (person) => person.load('/api/complete?command=generate&option=prompt&text=fo')],
    [0.05, (person) => person.load('/api/gallery?order=new')],
    [0.05, (person) => person.ask('/queue')],
    [0.02, (person) => paint(person, 1)],
  ];

  return {
    async paintBoards(count) {
      for (let board = 0; board < count; board++) await paint(people[board % people.length]!, 4);
    },
    async act() {
      const person = people[random.integer(people.length)]!;
      let left = random.uniform();
      for (const [share, deed] of deeds) {
        left -= share;
        if (left < 0) {
          await deed(person);
          return;
        }
      }
      await vote(person);
    },
  };
}
