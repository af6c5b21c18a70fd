import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { frontEnds } from '#bot/index.ts';
import { readConfig } from '#config.ts';
import { OUT_OF_SCOPE } from '#core/intent.ts';
import { directories } from '#directory/index.ts';
import { createDialog } from '#desk/dialog.ts';
import { openDatabase } from '#store/database.ts';
import { workflows } from '#workflows/index.ts';
import { ldapSettings } from '#test/support/ldap/settings.ts';
import { entraSettings } from '#test/support/entra/graph.ts';
import { oktaSettings } from '#test/support/okta/fake-okta.ts';
import { foldersIn, sources } from './sources.ts';

const names = workflows.map(({ name }) => name);
const unconnected = openDatabase('postgres://nobody@127.0.0.1:1/nothing', 1);

describe('a registry names what is in its folder, no more and no less', () => {
  test('front ends', () => {
    expect(Object.keys(frontEnds).toSorted()).toEqual(foldersIn('bot'));
    const { slack, teams } = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret', TEAMS_AUTH: 'off' });
    const desk = {
      receive: async () => await Promise.reject(new Error('not used')),
      redact: (text: string) => text,
      isSettled: async () => await Promise.resolve(true),
      entrances: [],
      personId: async () => await Promise.resolve(1),
      form: async () => await Promise.resolve(undefined),
      home: async () => await Promise.resolve([]),
    };
    const deps = { desk, database: unconnected, clock: { now: () => new Date(0) }, log: pino({ level: 'silent' }), config: { port: 0, slack, teams } };
    for (const [name, create] of Object.entries(frontEnds)) expect(create(deps)?.platform).toBe(name);
  });

  test('directories', () => {
    expect(Object.keys(directories).toSorted()).toEqual(foldersIn('directory'));
    const settings = { ldap: ldapSettings({ url: 'ldaps://localhost' }), entra: entraSettings, okta: oktaSettings(createSecretKey(Buffer.from('not used'))) };
    for (const [name, create] of Object.entries(directories)) expect(create({ database: unconnected, ...settings }).id).toBe(name);
  });

  test('workflows', () => {
    expect(names.toSorted()).toEqual(foldersIn('workflows'));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('what the desk can be asked', () => {
  const taught = sources('.txt').flatMap(({ path }) => /^workflows\/([^/]+)\/phrases\/(.+)\.txt$/.exec(path)?.slice(1).join(' ') ?? []);

  test('every intent has phrases beside its workflow, and no phrases are without an intent', () => {
    const owned = workflows.flatMap(({ name, intents }) => Object.keys(intents).map((intent) => `${name} ${intent}`));
    expect(taught.toSorted()).toEqual(owned.toSorted());
  });

  test('every text file of the workflows is a list of phrases', () => {
    expect(taught).toHaveLength(sources('.txt').filter(({ path }) => path.startsWith('workflows/')).length);
  });

  test('no two workflows own one intent, and one owns what is out of scope', () => {
    const all = workflows.flatMap(({ intents }) => Object.keys(intents));
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain(OUT_OF_SCOPE);
  });

  test('every intent has words for its button, and no two have the same', () => {
    const labels = workflows.flatMap(({ intents }) => Object.values(intents).map(({ label }) => label));
    expect(labels.filter((label) => label.trim() === '')).toEqual([]);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('an action', () => {
  const nothing = { longestFrom: () => 0, exact: () => undefined, near: () => undefined };
  const dialog = createDialog({
    workflows,
    catalog: async () => await Promise.resolve(nothing),
    understander: {
      actAt: 1,
      offerAt: 1,
      understand: () => ({ intent: '', confidence: 0, slots: [], alternatives: [] }),
      catalog: () => nothing,
      similarity: () => 0,
      requests: (text) => [text],
      redact: (text) => ({ text, kinds: [] }),
    },
  });
  const actions = [...workflows, dialog].flatMap(({ name, actions: all }) =>
    Object.entries(all).map(([action, { who, form }]) => ({ name: `${name}.${action}`, who, form })),
  );

  test('says who may do it, and has a name that can stand in a button', () => {
    expect(actions.length).toBeGreaterThan(10);
    expect(actions.filter(({ who }) => who.length === 0)).toEqual([]);
    expect(actions.filter(({ name }) => !/^[a-z]+\.[a-z_]+$/.test(name))).toEqual([]);
  });

  test('has a form in which every field has a name of its own, a label and a question', () => {
    for (const { name, form } of actions) {
      const fields = typeof form === 'object' ? form.fields : [];
      expect([name, new Set(fields.map((field) => field.name)).size]).toEqual([name, fields.length]);
      expect(fields.filter(({ label, question }) => label.trim() === '' || question.trim() === '')).toEqual([]);
    }
  });

  test('is named by no workflow’s name twice: the desk’s own name is taken', () => {
    expect(names).not.toContain(dialog.name);
  });
});
