import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';

/** Where the published schema is, if the environment says so. */
export const CARD_SCHEMA = process.env['ADAPTIVE_CARD_SCHEMA'];

interface Parser {
  HostConfig: new (config: unknown) => object;
  AdaptiveCard: new () => {
    hostConfig: object;
    parse(json: unknown, context: unknown): void;
    validateProperties(): { validationEvents: readonly { message: string }[] };
  };
  SerializationContext: new () => { readonly eventCount: number; getEventAt(at: number): { message: string } };
}

let parser: Parser | undefined;

/** What Microsoft's own parser has to say against a card. */
export function parserComplaints(json: unknown, hostConfig: unknown): string[] {
  // The renderer's bundle looks for a browser's global.
  Object.assign(globalThis, { self: globalThis });
  parser ??= createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Parser;
  const context = new parser.SerializationContext();
  const card = new parser.AdaptiveCard();
  card.hostConfig = new parser.HostConfig(hostConfig);
  card.parse(json, context);
  const parsed = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  return [...parsed, ...card.validateProperties().validationEvents.map(({ message }) => message)];
}

/** Checks cards against the published schema. */
export function cardValidator(file: string): ValidateFunction {
  const { id: _, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  return ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });
}
