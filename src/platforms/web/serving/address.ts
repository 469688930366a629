import { isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { isLoopback } from './guards.ts';

/**
 * Whose line a request comes by, for limits: an IPv4 address, or the half of an IPv6 address that one household has.
 * Behind a proxy on this machine it is what the proxy says last.
 */
export function lineOf(c: Context, behindProxy: boolean): string {
  const { address = '' } = getConnInfo(c).remote;
  const told = behindProxy && isLoopback(address) ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : '';
  return household(told || address);
}

function household(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0');
  const whole = [...groups, ...zeros, ...after];
  return whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
