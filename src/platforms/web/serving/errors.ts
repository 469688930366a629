import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import { message, wordsFor } from '#lib/i18n.ts';
import type { Log } from '#lib/log.ts';
import type { ErrorView } from '../page/views.ts';
import { errorPage } from './error-page.ts';
import { languageAsked } from './identity.ts';

const statuses: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  bad_option: 400,
  unknown_command: 400,
  unknown_prompt: 400,
  unknown_emoji: 400,
  no_permission: 403,
  not_found: 404,
  busy: 409,
  too_large: 413,
  bad_image: 415,
  rate_limited: 429,
  queue_full: 503,
};

/**
 * Answers whatever a route throws in words for people, and logs it once: as a page to who opens an address in a browser,
 * else as JSON.
 */
export function answerError(log: Log, styleSheet: string) {
  return (error: Error, c: Context) => {
    const known = error instanceof HTTPException ? fromHttp(error) : AppError.from(error);
    const status = statuses[known.code] ?? 500;
    const entry = { request: c.get('requestId'), method: c.req.method, path: c.req.path, status, code: known.code };
    if (status === 500) log.error({ ...entry, err: known.cause ?? known }, 'a request failed');
    else log.info(entry, 'a request was refused');
    const words = wordsFor(languageAsked(c));
    const text = words.of(known.said);
    if (isOpened(c)) return c.html(errorPage(text, styleSheet, words), status, { 'cache-control': 'no-store' });
    const view: ErrorView = { error: { code: known.code, message: text } };
    return c.json(view, status, { 'cache-control': 'no-store' });
  };
}

/** Whether somebody opens an address, rather than the page asking for something. */
function isOpened(c: Context): boolean {
  return c.req.method === 'GET' && c.req.header('accept')?.includes('text/html') === true;
}

const fromHttp = (error: HTTPException) =>
  error.status === 413
    ? new AppError('too_large', message('web.large'))
    : new AppError('bad_option', message('web.not-read'), error);
