import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Of Discord's own description of its HTTP API (OpenAPI 3.1), what Easel uses. */
const specPath = fileURLToPath(new URL('../../fixtures/discord-spec/requests.json', import.meta.url));

export interface CheckedRequest {
  method: string;
  /** Below `/api/v10`, without the query. */
  path: string;
  contentType?: string;
  /** JSON, or the parts of a form with files as text. */
  body?: unknown;
}

/** What is wrong with a request by Discord's specification; nothing where all is well. */
export type SpecCheck = (request: CheckedRequest) => string | undefined;

interface Operation {
  requestBody?: { required?: boolean; content: Record<string, unknown> };
}

/** Checks requests against the specification. */
export function createSpecCheck(): SpecCheck {
  const spec: { paths: Record<string, Record<string, Operation>> } = JSON.parse(readFileSync(specPath, 'utf8'));
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(spec, 'discord');
  const paths = Object.keys(spec.paths)
    .map((path) => ({ path, pattern: patternOf(path) }))
    .sort((one, other) => one.path.split('{').length - other.path.split('{').length);
  const validators = new Map<string, ValidateFunction>();
  const validator = (pointer: string) => {
    const known = validators.get(pointer) ?? ajv.compile({ $ref: `discord#${pointer}` });
    validators.set(pointer, known);
    return known;
  };

  return ({ method, path, contentType, body }) => {
    const found = paths.find(({ path: known, pattern }) => pattern.test(path) && spec.paths[known]?.[method]);
    if (!found) return `there is no ${method} ${path}`;
    const { requestBody } = spec.paths[found.path]![method]!;
    if (body === undefined) return requestBody?.required ? `${method} ${path} needs a body` : undefined;
    const type = contentType?.split(';')[0] ?? '';
    if (!requestBody?.content[type]) return `${method} ${path} takes no ${type || 'body'}`;
    const pointer = ['', 'paths', found.path, method, 'requestBody', 'content', type, 'schema']
      .map(escapePointer)
      .join('/');
    const validate = validator(pointer);
    if (validate(body)) return undefined;
    const faults = validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`);
    return `${method} ${path}: ${[...new Set(faults)].join('; ')}`;
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.@]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`);
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
