import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { Chat } from '#chat/chat.ts';
import { loadCommands } from '#chat/command/load.ts';
import { type ChatParts, createChat } from '#chat/router.ts';
import { createMemoryChat, type MemoryChat } from '#platforms/memory/memory.ts';
import { createFakeServices, type FakeServices } from './services.ts';

export const commandsFolder = fileURLToPath(new URL('../../commands', import.meta.url));

export interface LogLine {
  level: number;
  msg: string;
  code?: string;
  request?: string;
  err?: { message: string };
}

export interface TestChat extends MemoryChat {
  chat: Chat;
  services: FakeServices;
  /** What was logged so far. */
  logged: LogLine[];
}

/** The chat with Easel's own commands over fake services, on the memory platform. */
export async function createTestChat(parts: Partial<ChatParts> = {}): Promise<TestChat> {
  const services = createFakeServices();
  const logged: LogLine[] = [];
  const log = pino({}, { write: (line) => void logged.push(JSON.parse(line)) });
  const chat = createChat({ commands: await loadCommands(commandsFolder), services, log, ...parts });
  return { ...createMemoryChat(chat), chat, services, logged };
}
