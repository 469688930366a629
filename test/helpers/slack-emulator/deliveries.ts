import { createHmac } from 'node:crypto';

/** Something that Slack hands over until it is acknowledged. */
export interface Delivery {
  /** The envelope's. */
  id: string;
  type: 'events_api' | 'slash_commands' | 'interactive';
  payload: Record<string, unknown>;
  /** How often it was handed over before. */
  attempt: number;
  acknowledge(): void;
}

/** The headers by which an app knows that a request is Slack's. */
export function sign(secret: string, body: string, seconds: number): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${signature}` };
}

const form = 'application/x-www-form-urlencoded';

/** A delivery as the body of an HTTP request. */
export function encode({ type, payload }: Delivery): { body: string; contentType: string } {
  if (type === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  if (type === 'interactive') {
    return { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), contentType: form };
  }
  return { body: new URLSearchParams(payload as Record<string, string>).toString(), contentType: form };
}

const retries = 3;

/** Hands a delivery over by signed HTTP, and again, with Slack's retry headers, until it is answered with 200. */
export async function deliverByHttp(delivery: Delivery, url: string, secret: string, now: () => number): Promise<void> {
  const { body, contentType } = encode(delivery);
  for (let attempt = delivery.attempt; attempt <= retries; attempt++) {
    const again = attempt > 0 ? { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_timeout' } : {};
    const headers = { 'content-type': contentType, ...sign(secret, body, Math.floor(now() / 1000)), ...again };
    const response = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
    if (response?.status === 200) return delivery.acknowledge();
  }
}
