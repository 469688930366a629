import { BlockList, isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only programs on this machine reach a server at `host`. */
export function isLoopback(host: string): boolean {
  const bare = withoutBrackets(host);
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  const family = isIP(bare);
  return family !== 0 && loopback.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}

const withoutBrackets = (host: string) => host.replace(/^\[|\]$/g, '').toLowerCase();

/**
 * Refuses requests under any other name than those of this machine, of the proxy in front (`publicHost`), and the
 * address itself at which they came in: a page elsewhere could point a name of its own at this server, and so read what
 * its visitor may see here (DNS rebinding).
 */
export function checkHost(boundTo: string, publicHost?: string): MiddlewareHandler {
  return async (c, next) => {
    const asked = c.req.header('host') ?? '';
    const name = withoutBrackets(asked.replace(/:\d+$/, ''));
    const { localAddress } = (c.env as HttpBindings).incoming.socket;
    const own = [withoutBrackets(boundTo), localAddress?.replace(/^::ffff:/, '')];
    if (asked !== publicHost && !isLoopback(name) && !own.includes(name)) {
      throw new AppError('no_permission', message('web.other-address'));
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
      if (!sameOrigin) throw new AppError('no_permission', message('web.other-site'));
    }
    await next();
  };
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined);

/**
 * Headers that keep the page to its own files, and browsers to HTTPS where it is `secure`; `inlineScripts` are the hashes
 * of the scripts inside the page.
 */
export function safeHeaders(inlineScripts: string[], secure: boolean): MiddlewareHandler {
  return secureHeaders({
    overwrite: false,
    strictTransportSecurity: secure && 'max-age=31536000',
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
