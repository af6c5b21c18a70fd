import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';
import type { Desk } from '#core/front-end.ts';
import type { Person } from '#core/person.ts';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import { cleanText } from '#lib/text.ts';
import type { Database } from '#store/database.ts';
import { personByEmail } from '#store/people.ts';
import { bodyProblem } from './requests.ts';
import { roomFor, type Room } from './rooms.ts';
import type { Hub } from './stream.ts';

export interface RouteDeps {
  readonly database: Database;
  readonly desk: Desk;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who acts: there is no sign-in on the local page, so the request says it. */
export async function actingPerson({ database }: RouteDeps, c: Context): Promise<Person> {
  const email = c.req.header('deskside-as') ?? c.req.query('as') ?? '';
  if (email === '') fail(401, 'Say who acts: the header “Deskside-As” with an e-mail address.');
  const person = await personByEmail(database.db, cleanText(email));
  if (person?.status !== 'active') fail(401, 'Nobody with that e-mail address works here.');
  return person;
}

/** Who acts, in which room. */
export async function enter(deps: RouteDeps, c: Context): Promise<{ person: Person; room: Room }> {
  const person = await actingPerson(deps, c);
  const room = (await roomFor(deps.database.db, person, c.req.param('room') ?? '')) ?? fail(403, 'You are not in this room.');
  return { person, room };
}

/** The body, if it is of that form. @throws HTTPException 400 that says what is not. */
export async function body<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const json: unknown = await c.req.json().catch((error: unknown) => {
    if (error instanceof Error && error.name === 'BodyLimitError') throw error;
    fail(400, 'The body is not JSON.');
  });
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : fail(400, bodyProblem(parsed.error));
}

export function idParameter(c: Context, name: string): number | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  return /^\d{1,15}$/.test(text) ? Number(text) : fail(400, `“${name}” must be the id of a message.`);
}

/** Ends the request with a sentence for the person. */
export function fail(status: ContentfulStatusCode, message: string): never {
  throw new HTTPException(status, { message });
}
