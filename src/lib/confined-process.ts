import { setPriority } from 'node:os';
import type { Answer } from './confined.ts';

/** In a program for `runConfined`: answers each order with what `work` makes of it, at a low priority. */
export function serveOrders<Order, Value>(work: (order: Order) => Promise<Value>): void {
  setPriority(10);
  process.on('message', async (order: Order) => {
    const answer = await work(order).then(
      (value): Answer<Value> => ({ value }),
      (error: unknown): Answer<Value> => ({ error: String(error) }),
    );
    process.send?.(answer);
  });
  process.once('disconnect', () => process.exit());
}
