/** An answer of Discord's that is an error. Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes */
export class Failure extends Error {
  readonly status: number;
  readonly code: number;
  readonly headers: Record<string, string>;
  readonly extra: Record<string, unknown>;

  constructor(
    status: number,
    code: number,
    message: string,
    more: { headers?: Record<string, string>; body?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.extra = more.body ?? {};
  }
}

export const unauthorized = () => new Failure(401, 0, '401: Unauthorized');
export const unknownInteraction = () => new Failure(404, 10062, 'Unknown interaction');
export const alreadyAcknowledged = () => new Failure(400, 40060, 'Interaction has already been acknowledged.');
export const invalidWebhookToken = () => new Failure(401, 50027, 'Invalid Webhook Token');
export const unknownMessage = () => new Failure(404, 10008, 'Unknown Message');
export const unknownChannel = () => new Failure(404, 10003, 'Unknown Channel');
export const missingAccess = () => new Failure(403, 50001, 'Missing Access');
export const missingPermissions = () => new Failure(403, 50013, 'Missing Permissions');
export const invalidForm = (detail: string) => new Failure(400, 50035, `Invalid Form Body: ${detail}`);
