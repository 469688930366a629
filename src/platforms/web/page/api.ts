import type { OwnMarks } from '#studio/api.ts';
import { say } from './say.ts';
import type {
  CommandView,
  ErrorView,
  GalleryView,
  HistoryView,
  MessageView,
  PressedView,
  SessionView,
} from './views.ts';

/** What the server, or the way to it, refused; the message is for people. */
export class RequestError extends Error {
  /** The server was not reached, so the same request may well work later. */
  readonly offline: boolean;

  constructor(message: string, offline = false) {
    super(message);
    this.offline = offline;
  }
}

/** The words of anything thrown. */
export const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export const request = async <Result>(path: string, init?: RequestInit): Promise<Result> =>
  (await reach(path, init)).json();

async function reach(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new RequestError(say('unreachable'), true);
  }
  if (response.ok) return response;
  const answer: Partial<ErrorView> | undefined = await response.json().catch(() => undefined);
  throw new RequestError(answer?.error?.message ?? say('status', { status: response.status }));
}

export const post = <Result>(path: string, body: object) =>
  request<Result>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export interface Outgoing {
  clientId: string;
  text: string;
  files: File[];
}

export interface MessagePage {
  messages: MessageView[];
  revision: number;
  before?: number;
}

/** Opens the session of this browser, with a name if one was chosen. */
export const openSession = (name?: string) => post<SessionView>('/api/session', { name });

export const getCommands = () => request<CommandView[]>('/api/commands');

export const getCompletions = (command: string, option: string, text: string, signal: AbortSignal) =>
  request<string[]>(`/api/complete?${new URLSearchParams({ command, option, text })}`, { signal });

/** The newest messages, or those before a sequence. */
export const getMessages = (before?: number) =>
  request<MessagePage>(`/api/messages${before === undefined ? '' : `?before=${before}`}`);

export function sendMessage({ clientId, text, files }: Outgoing): Promise<object> {
  const form = new FormData();
  form.set('clientId', clientId);
  form.set('text', text);
  for (const file of files) form.append('files', file);
  return request('/api/messages', { method: 'POST', body: form });
}

/** A drawing that somebody is at, straight RGBA of 128 × 128 → what it becomes. */
export async function sendDrawing(pixels: Uint8ClampedArray<ArrayBuffer>, style: string): Promise<Blob> {
  const asked = style ? `?${new URLSearchParams({ style })}` : '';
  const headers = { 'content-type': 'application/octet-stream' };
  return (await reach(`/api/sketch${asked}`, { method: 'POST', headers, body: pixels })).blob();
}

export const runAgain = (messageId: string) =>
  post<PressedView>(`/api/messages/${messageId}/again`, { clientId: newClientId() });

export const dismissMessage = (messageId: string) => post<object>(`/api/messages/${messageId}/dismiss`, {});

export const pressButton = (messageId: string, buttonId: string) =>
  post<PressedView>('/api/press', { messageId, buttonId });

/** Answers what a button had asked. */
export const submitModal = (messageId: string, buttonId: string, id: string, values: Record<string, string>) =>
  post<PressedView>('/api/submit', { messageId, buttonId, id, values });

/** Which pictures of the gallery are meant. */
export interface Wanted {
  order: 'top' | 'new';
  mine: boolean;
  search: string;
}

export const getGallery = ({ order, mine, search }: Wanted, page: number) =>
  request<GalleryView[]>(
    `/api/gallery?${new URLSearchParams({ order, mine: String(mine), search, page: String(page) })}`,
  );

export const getHistory = (id: string) => request<HistoryView>(`/api/gallery/${encodeURIComponent(id)}`);

export const vote = (id: string, value: 1 | -1) => post<OwnMarks>(`/api/gallery/${id}/vote`, { value });

export const favorite = (id: string) => post<OwnMarks>(`/api/gallery/${id}/favorite`, {});

/** An id that no other message of any browser has; works on plain http too, where `crypto.randomUUID` is missing. */
export function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
