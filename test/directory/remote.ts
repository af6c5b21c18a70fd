import { http, HttpResponse, type HttpHandler } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Directory } from '#core/directory.ts';
import type { createTestTiming } from '#test/support/test-timing.ts';

/** A directory behind a web API, and the service that it speaks with. */
export interface Stage {
  readonly directory: Directory;
  readonly timing: ReturnType<typeof createTestTiming>;
  readonly server: { use(...handlers: readonly HttpHandler[]): void };
  /** An account, and a group that it is not in. */
  readonly person: string;
  readonly group: string;
  /** Addresses as msw has them. */
  readonly urls: { readonly token: string; readonly search: string; readonly membership: string; readonly membershipOf: string; readonly groupsOf: string };
  /** How somebody is put into a group, at `membership`; taken out they are at `membershipOf`. */
  readonly puts: 'post' | 'put';
  /** How many looks at a membership still show it as it was. */
  readonly lag: (looks: number) => void;
  readonly tokens: Map<string, number>;
  /** A refusal in the service's own form. */
  readonly refuse: (status: number, headers?: Readonly<Record<string, string>>) => Response;
  /** The headers in which it says to wait, at the time of `timing`. */
  readonly waitFor: (seconds: number) => Readonly<Record<string, string>>;
}

/** What every directory behind a web API keeps to when things go wrong there. @param arrange makes a new one */
export function remoteDirectoryStories(name: string, arrange: () => Stage): void {
  describe(`what is known when ${name} is in trouble`, () => {
    let stage: Stage;
    beforeEach(() => (stage = arrange()));

    const write = async () => await stage.directory.addMember(stage.group, stage.person);
    const read = async () => await stage.directory.findByEmail(stage.person);
    const failWrites = (answer: () => Response, once = false) => stage.server.use(http[stage.puts](stage.urls.membership, answer, { once }));
    const failReads = (answer: () => Response, once = false) => stage.server.use(http.get(stage.urls.search, answer, { once }));
    const outside = (more: object) => expect.objectContaining({ name: 'OutsideError', ...more }) as Error;

    test('it asks to wait: nothing was done, and the desk waits as long as it says, within reason', async () => {
      failWrites(() => stage.refuse(429, stage.waitFor(17)), true);
      await expect(write()).rejects.toEqual(outside({ outcome: 'not_done', lasting: false, retryAfterSeconds: 17 }));
      failReads(() => stage.refuse(429, stage.waitFor(86_400)), true);
      await expect(read()).rejects.toEqual(outside({ outcome: 'not_done', retryAfterSeconds: 900 }));
      failWrites(() => stage.refuse(429), true);
      await expect(write()).rejects.toEqual(outside({ outcome: 'not_done', retryAfterSeconds: 10 }));
      await write();
      expect(await stage.directory.membersOf(stage.group)).toEqual([stage.person]);
    });

    test('it breaks down or breaks off in the middle of a change: nobody knows; of a question: nothing was done', async () => {
      for (const answer of [() => stage.refuse(500), () => stage.refuse(502), () => stage.refuse(503), () => stage.refuse(408), () => HttpResponse.error()]) {
        failWrites(answer, true);
        await expect(write()).rejects.toEqual(outside({ outcome: 'unknown', lasting: false }));
        failReads(answer, true);
        await expect(read()).rejects.toEqual(outside({ outcome: 'not_done', lasting: false }));
      }
      expect(await stage.directory.membersOf(stage.group)).toEqual([]);
    });

    test('it gives no token: the change was never asked for', async () => {
      const answer = () => HttpResponse.json({ error: 'temporarily_unavailable' }, { status: 503 });
      stage.server.use(http.post(stage.urls.token, answer, { once: true }));
      await expect(write()).rejects.toEqual(outside({ outcome: 'not_done', lasting: false }));
      stage.server.use(http.post(stage.urls.token, () => HttpResponse.error(), { once: true }));
      await expect(write()).rejects.toEqual(outside({ outcome: 'not_done', lasting: false }));
      const words = { error: 'invalid_client', error_description: 'The key is not known.\r\nTrace ID: 1' };
      stage.server.use(http.post(stage.urls.token, () => HttpResponse.json(words, { status: 401 })));
      await expect(write()).rejects.toEqual(
        outside({ outcome: 'not_done', lasting: true, message: expect.stringContaining('(invalid_client The key is not known.)') as string }),
      );
    });

    test('one token serves all, until shortly before its end', async () => {
      await Promise.all(Array.from({ length: 20 }, read));
      expect(stage.tokens.size).toBe(1);
      stage.timing.advance(3_400_000);
      await read();
      expect(stage.tokens.size).toBe(1);
      stage.timing.advance(100_000);
      await Promise.all(Array.from({ length: 20 }, read));
      expect(stage.tokens.size).toBe(2);
    });

    test('a token that is not taken is replaced once; then a person has to look', async () => {
      await read();
      stage.tokens.clear();
      await write();
      expect(await stage.directory.isMember(stage.group, stage.person)).toBe(true);
      expect(stage.tokens.size).toBe(1);
      failReads(() => stage.refuse(401));
      await expect(read()).rejects.toEqual(outside({ outcome: 'not_done', lasting: true }));
    });

    test('a change is looked at until it shows', async () => {
      stage.lag(3);
      await write();
      expect(await stage.directory.isMember(stage.group, stage.person)).toBe(true);
      expect(stage.timing.pauses).toEqual([300, 700, 1500]);
      await stage.directory.removeMember(stage.group, stage.person);
      expect(await stage.directory.isMember(stage.group, stage.person)).toBe(false);
    });

    test('a change that does not show is not known to be done; who asks again later learns that it is', async () => {
      stage.lag(6);
      await expect(write()).rejects.toEqual(outside({ outcome: 'unknown', lasting: false }));
      expect(await stage.directory.isMember(stage.group, stage.person)).toBe(false);
      await write();
      expect(await stage.directory.membersOf(stage.group)).toEqual([stage.person]);
    });

    test('a change was taken, and the look at it fails: it is not known to be done', async () => {
      stage.server.use(http.get(stage.urls.groupsOf, () => stage.refuse(429, stage.waitFor(5)), { once: true }));
      await expect(write()).rejects.toEqual(outside({ outcome: 'unknown', retryAfterSeconds: 5 }));
      expect(await stage.directory.isMember(stage.group, stage.person)).toBe(true);
    });

    test('it knows nothing of a membership that others still show: it is not known to be gone', async () => {
      await write();
      stage.server.use(http.delete(stage.urls.membershipOf, () => stage.refuse(404), { once: true }));
      await expect(stage.directory.removeMember(stage.group, stage.person)).rejects.toEqual(outside({ outcome: 'unknown', lasting: false }));
      await stage.directory.removeMember(stage.group, stage.person);
      expect(await stage.directory.membersOf(stage.group)).toEqual([]);
    });

    test('what it says cannot be understood, or leads elsewhere: nothing is made of it', async () => {
      failReads(() => HttpResponse.json({ hello: 'there' }), true);
      await expect(read()).rejects.toEqual(outside({ outcome: 'not_done', lasting: false }));
      failReads(() => HttpResponse.text('<html>Maintenance</html>'), true);
      await expect(read()).rejects.toEqual(outside({ outcome: 'not_done', lasting: false }));
      failReads(() => HttpResponse.redirect('https://elsewhere.example/'), true);
      await expect(read()).rejects.toEqual(outside({ outcome: 'not_done', lasting: true }));
    });

    test('whoever calls can end it', async () => {
      const gone = AbortSignal.abort();
      await expect(stage.directory.addMember(stage.group, stage.person, gone)).rejects.toEqual(outside({ outcome: 'not_done' }));
      const later = new AbortController();
      failWrites(() => {
        later.abort();
        return stage.refuse(204);
      });
      await expect(stage.directory.addMember(stage.group, stage.person, later.signal)).rejects.toEqual(outside({ outcome: 'unknown' }));
    });

    test.each([
      'x’or’1@example.test',
      "x'or'1'eq'1@example.test",
      '"or"1@example.test',
      'a/../b@example.test',
      '..@example.test',
      'a\\"b@example.test',
      'a%27b@example.test',
      'a&$top=1@b#c',
      `${'x'.repeat(240)}@example.test`,
    ])('nobody has the address %j, and nobody is hurt by it', async (address) => {
      expect(await stage.directory.findByEmail(address)).toBeUndefined();
      expect(await stage.directory.groupsOf(address)).toEqual([]);
      await expect(stage.directory.addMember(stage.group, address)).rejects.toEqual(outside({ outcome: 'not_done', lasting: true }));
    });

    test.each(['\uD800@example.test', 'a\u0000@example.test', 'a b@example.test', 'me', `${'x'.repeat(300)}@example.test`])(
      '%j is no address: nobody is asked',
      async (address) => {
        stage.server.use(http.all('*', () => stage.refuse(500)));
        expect(await stage.directory.findByEmail(address)).toBeUndefined();
      },
    );
  });
}
