import { createMemoryChat } from '#platforms/memory/memory.ts';
import type { MemoryUser } from '#platforms/memory/user.ts';
import type { ConsoleServices } from '#platforms/web/console/door.ts';
import type { Caller } from '#studio/api.ts';
import { openTestEasel, type TestEasel } from '../../helpers/easel.ts';
import { TestBrowser } from './browser.ts';
import { adminToken, startTestWeb, type TestWeb } from './start-test-web.ts';

/** The console of a whole Easel on PGlite, with a server elsewhere that has an admin and a member. */
export interface TestConsole {
  easel: TestEasel;
  web: TestWeb;
  /** People of the server `guild`. */
  olga: MemoryUser;
  ana: MemoryUser;
  /** As the operator is in the workspace of web and terminal. */
  home: Caller;
  /** A browser of nobody in particular, who has introduced themselves. */
  person(): Promise<TestBrowser>;
  /** The operator's browser. */
  operator(): Promise<TestBrowser>;
  /** The browser of an admin who opened their link from chat. */
  guest(user?: MemoryUser): Promise<TestBrowser>;
  /** The key of a new link from chat. */
  keyFor(user: MemoryUser): Promise<string>;
  close(): Promise<void>;
}

export async function startConsole(change: Partial<ConsoleServices> = {}): Promise<TestConsole> {
  const easel = await openTestEasel();
  const backups: ConsoleServices['backups'] = { list: async () => [], make: async () => 'easel-a-backup.tar.gz' };
  const console = { ...easel.services, backups, ...change };
  const web = await startTestWeb({ console, gallery: easel.services });
  const { user } = createMemoryChat(easel.chat, 'guild');
  const [olga, ana] = [user('olga', { operator: true }), user('ana')];
  const home = await easel.services.people.identify({
    ...{ platform: 'web', workspace: 'web', channel: 'studio', operator: true },
    user: { externalId: 'the-operator', name: 'The operator' },
  });

  const person = async () => {
    const browser = new TestBrowser(web.url);
    await browser.enter();
    return browser;
  };
  const keyFor = async (admin: MemoryUser) => /#key=(\w+)/.exec((await admin.says('/console')).text ?? '')?.[1] ?? '';
  return {
    ...{ easel, web, olga, ana, home, person, keyFor },
    async operator() {
      const browser = await person();
      await browser.fetch(`/?admin=${adminToken}`);
      return browser;
    },
    async guest(admin = olga) {
      const browser = await person();
      await browser.post('/api/console/enter', { key: await keyFor(admin) }, json);
      return browser;
    },
    async close() {
      await web.close();
      await easel.close();
    },
  };
}

export const json = { 'content-type': 'application/json' };
