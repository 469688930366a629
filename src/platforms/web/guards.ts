import { BlockList, isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { AppError } from '#lib/errors.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only programs on this machine reach a server bound to `host`. */
function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  const family = isIP(bare);
  return family !== 0 && loopback.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Refuses requests to a loopback server under another name: a page elsewhere could point its own name at 127.0.0.1 and
 * so read what is meant for this machine alone (DNS rebinding). `publicHost` is the name of a proxy in front.
 */
export function checkHost(boundTo: string, publicHost?: string): MiddlewareHandler {
  return async (c, next) => {
    const asked = c.req.header('host') ?? '';
    if (isLoopback(boundTo) && asked !== publicHost && !isLoopback(asked.replace(/:\d+$/, ''))) {
      throw new AppError('no_permission', 'This Easel answers only under localhost. Open it by that address.');
    }
    await next();
  };
}

/** Refuses requests that change something and come from another site's page (CSRF). */
export function checkSameOrigin(): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const site = c.req.header('sec-fetch-site');
      const origin = c.req.header('origin');
      const sameOrigin = site
        ? site === 'same-origin'
        : origin !== undefined && hostOf(origin) === c.req.header('host');
      if (!sameOrigin) throw new AppError('no_permission', 'This request came from another site and was refused.');
    }
    await next();
  };
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined);

/** Headers that keep the page to its own files; `inlineScripts` are the hashes of the scripts inside the page. */
export function safeHeaders(inlineScripts: string[]): MiddlewareHandler {
  return secureHeaders({
    overwrite: false,
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", ...inlineScripts.map((hash) => `'${hash}'`)],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
}
