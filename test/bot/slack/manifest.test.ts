import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { slackManifest, slackManifestFile } from '#bot/slack/manifest.ts';
import { botEvents, botScopes } from '#bot/slack/scopes.ts';
import { runDeskside } from '#test/support/process.ts';

const SCHEMA = process.env['SLACK_MANIFEST_SCHEMA'];
const URL = 'https://desk.example.com';
const http = slackManifest({ url: URL });
const socket = slackManifest({ socket: true });
const file = (name: string) => readFileSync(new globalThis.URL(`../../../deploy/slack/${name}`, import.meta.url), 'utf8');

describe('the manifest', () => {
  test('stands in deploy/slack as the source makes it (deskside slack manifest writes it anew)', () => {
    expect(file('manifest.yaml')).toBe(slackManifestFile({ url: URL }));
    expect(file('manifest.socket.yaml')).toBe(slackManifestFile({ socket: true }));
    expect(parse(file('manifest.yaml'))).toEqual(http);
    expect(parse(file('manifest.socket.yaml'))).toEqual(socket);
  });

  test('is what Slack’s own schema takes', ({ skip }) => {
    if (SCHEMA === undefined) return skip('SLACK_MANIFEST_SCHEMA does not name the file of the schema');
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
    for (const manifest of [http, socket]) {
      validate(manifest);
      expect(validate.errors).toBeNull();
    }
    expect(validate({ ...http, features: { ...http.features, agent_view: { suggested_prompts: 'none' } } })).toBe(false);
  });

  test('over HTTP: everything comes to one address', () => {
    const all = JSON.stringify(http).match(/https:[^"]*/g);
    expect(new Set(all)).toEqual(new Set([`${URL}/slack/events`, `${URL}/slack/oauth_redirect`]));
    expect(http.settings?.socket_mode_enabled).toBe(false);
  });

  test('in Socket Mode: there is no address, and otherwise it is the same', () => {
    expect(JSON.stringify(socket)).not.toContain('http');
    expect(socket.settings?.socket_mode_enabled).toBe(true);
    expect(socket.oauth_config?.scopes).toEqual(http.oauth_config?.scopes);
    expect(socket.settings?.event_subscriptions?.bot_events).toEqual(http.settings?.event_subscriptions?.bot_events);
    expect(socket.features?.shortcuts).toEqual(http.features?.shortcuts);
  });

  test('asks for nothing in a user’s name', () => {
    expect(http.oauth_config?.scopes).not.toHaveProperty('user');
    expect(http.settings?.event_subscriptions).not.toHaveProperty('user_events');
  });

  test.each(['http://desk.example.com', 'desk.example.com', 'https://me:secret@desk.example.com', 'https://desk.example.com/?a=b'])(
    '%s is no address for Slack',
    (url) => {
      expect(() => slackManifest({ url })).toThrow('Slack needs an address that starts with https://');
    },
  );
});

describe('permissions', () => {
  const events: readonly (readonly [string, { readonly scope: string | readonly string[] | undefined; readonly reason: string }])[] = Object.entries(botEvents);
  const scopes: readonly (readonly [string, { readonly reason: string; readonly uses: readonly string[] }])[] = Object.entries(botScopes);

  test('each has a use: something Deskside calls, shows or hears of', () => {
    const heard = new Set(events.flatMap(([, { scope }]) => scope ?? []));
    expect(scopes.filter(([name, { uses }]) => uses.length === 0 && !heard.has(name))).toEqual([]);
  });

  test('each, and each event, has its reason in one sentence', () => {
    const reasons = [...scopes, ...events].map(([, { reason }]) => reason);
    expect(reasons.filter((reason) => !/^[A-Z][^.]*\.$/.test(reason))).toEqual([]);
  });

  test('none lets Deskside read where it was not invited, speak as a person, or administer anything', () => {
    const wide = /^(admin|identify|search:|chat:write\.public|channels:join|channels:manage|groups:write$|users:write|team)/;
    expect(scopes.filter(([name]) => wide.test(name))).toEqual([]);
  });
});

describe('deskside slack manifest', () => {
  test.each([
    [['--url', URL], 'manifest.yaml'],
    [['--socket'], 'manifest.socket.yaml'],
  ] as const)('%j prints the file', async (args, name) => {
    const run = runDeskside(['slack', 'manifest', ...args], {});
    expect(await run.ended).toBe(0);
    expect(run.output()).toBe(file(name));
  });

  test.each([[[]], [['manifest']], [['manifest', '--socket', '--url', URL]], [['manifest', '--pigeon']], [['send', '--socket']]])(
    '%j says how it is used',
    async (args) => {
      const run = runDeskside(['slack', ...args], {});
      expect(await run.ended).toBe(1);
      expect(run.output()).toMatch(/^Use: slack manifest --url https:\/\/desk\.example\.com, or .*\n$/);
    },
  );
});
