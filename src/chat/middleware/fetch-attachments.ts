import { fetched, type GivenIngredient } from '../attachments.ts';
import type { ParsedMessage } from '../reading/parse.ts';
import { refuseLarge } from './check-attachments.ts';
import type { Handler, Incoming } from './handler.ts';

/**
 * Fetches the files among the values: the last thing before a command runs, so that nothing is downloaded for somebody
 * who may not, or asked for too much. Throws what fetching throws, once all have ended, and `too_large`.
 *
 * @param most bytes of each file
 */
export function fetchAttachments<Request extends Incoming & ParsedMessage>(
  most: number,
  next: Handler<Request>,
): Handler<Request> {
  const fetchOne = async (value: unknown): Promise<unknown> => {
    if (!isAttached(value)) return value;
    const upload = await fetched(value.upload);
    refuseLarge(upload, most);
    return { upload };
  };
  const fetchValue = async (value: unknown) => (Array.isArray(value) ? together(value.map(fetchOne)) : fetchOne(value));

  return async (request) => {
    const entries = Object.entries(request.values);
    const values = await together(entries.map(([, value]) => fetchValue(value)));
    return next({ ...request, values: Object.fromEntries(entries.map(([name], i) => [name, values[i]])) });
  };
}

function isAttached(value: unknown): value is Extract<GivenIngredient, { upload: unknown }> {
  return typeof value === 'object' && value !== null && 'upload' in value;
}

async function together(tasks: Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(tasks);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
