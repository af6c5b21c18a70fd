import { readFileSync } from 'node:fs';
import { crc32, inflateSync } from 'node:zlib';
import draft04 from 'ajv-draft-04';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { colorIcon, outlineIcon } from '#bot/teams/icons.ts';
import { teamsManifest } from '#bot/teams/manifest.ts';
import { teamsPackage } from '#bot/teams/package.ts';
import { workflows } from '#workflows/index.ts';

const INPUT = { appId: '6f9c1d0a-52f1-4d5b-8a6e-0d6c2c8e7b11', url: 'https://desk.example.com', version: '0.1.0' };

interface Manifest {
  manifestVersion: string;
  icons: { color: string; outline: string };
  bots: { commandLists: { scopes: string[]; commands: { title: string }[] }[] }[];
}

/** Microsoft publishes its schemas with its own package. */
const SCHEMAS = new URL('json-schemas/teams/', import.meta.resolve('@microsoft/app-manifest'));

function schemaOf(version: string): object {
  return JSON.parse(readFileSync(new URL(`v${version}/MicrosoftTeams.schema.json`, SCHEMAS), 'utf8')) as object;
}

function faultsOf(manifest: object, version: string): string[] {
  const validate = new draft04.default({ strict: false, allErrors: true, validateFormats: false }).compile(schemaOf(version));
  return validate(manifest) ? [] : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}

describe('the manifest', () => {
  const manifest = teamsManifest(INPUT) as Manifest;

  test('is valid by the schema it names, and a mistake in it would be found', () => {
    expect(faultsOf(manifest, manifest.manifestVersion)).toEqual([]);
    expect(faultsOf({ ...manifest, accentColor: 'blue' }, manifest.manifestVersion)).not.toEqual([]);
    expect(faultsOf({ ...manifest, pigeon: true }, manifest.manifestVersion)).not.toEqual([]);
  });

  test.each(['1.23', '1.24', '1.25', '1.27', '1.30'])('says nothing that version %s has taken back', (version) => {
    expect(faultsOf({ ...manifest, manifestVersion: version }, version)).toEqual([]);
  });

  test('has the bot for people, teams and group chats, the menu of a message, files, and the permission to hear threads', () => {
    expect(manifest).toMatchObject({
      id: INPUT.appId,
      bots: [{ botId: INPUT.appId, scopes: ['personal', 'team', 'groupChat'], supportsFiles: true }],
      composeExtensions: [
        { botId: INPUT.appId, commands: [{ type: 'action', title: 'Create ticket', context: ['message', 'compose', 'commandBox'], fetchTask: true }] },
      ],
      webApplicationInfo: { id: INPUT.appId },
      authorization: { permissions: { resourceSpecific: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }] } },
      validDomains: ['desk.example.com'],
    });
  });

  test('offers every way in that can be written, where it can be written, and no list is too long', () => {
    const ways = workflows.flatMap(({ entrances = [] }) => entrances.flatMap(({ word, quotes }) => (quotes === 'at_once' ? [] : [word])));
    const lists = manifest.bots[0]?.commandLists ?? [];
    const titles = (scope: string) => lists.flatMap(({ scopes, commands }) => (scopes.includes(scope) ? commands.map(({ title }) => title) : []));
    expect(titles('personal')).toEqual(expect.arrayContaining(['help', 'home', ...ways]));
    for (const scope of ['team', 'groupChat']) expect(titles(scope).filter((title) => ways.includes(title))).toEqual([]);
    expect(lists.filter(({ commands }) => commands.length > 10)).toEqual([]);
  });

  test.each(['http://desk.example.com', 'desk.example.com', 'https://me@desk.example.com', 'https://desk.example.com/?a=1', ''])('%j is no address', (url) => {
    expect(() => teamsManifest({ ...INPUT, url })).toThrow('Teams needs an address that starts with https://');
  });
});

/** Reads a PNG file back, and checks each part of it by its sum. */
function readPng(bytes: Uint8Array): { size: number[]; pixel: (x: number, y: number) => number[] } {
  const file = Buffer.from(bytes);
  expect(file.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(file.subarray(at + 4, at + 8 + length)));
    parts.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  expect([...parts.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const header = parts.get('IHDR') ?? Buffer.alloc(8);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const data = inflateSync(parts.get('IDAT') ?? Buffer.alloc(0));
  expect(data).toHaveLength(height * (width * 4 + 1));
  return { size: [width, height], pixel: (x, y) => [...data.subarray(y * (width * 4 + 1) + 1 + x * 4, y * (width * 4 + 1) + 5 + x * 4)] };
}

describe('the icons', () => {
  test('the color icon is 192 by 192, the app’s color behind, white in the middle 120', () => {
    const { size, pixel } = readPng(colorIcon());
    expect(size).toEqual([192, 192]);
    const drawn: number[][] = [];
    for (let at = 0; at < 192 * 192; at += 1) {
      const [x, y] = [at % 192, Math.floor(at / 192)];
      expect(pixel(x, y)[3]).toBe(255);
      if (pixel(x, y).join() !== '31,58,95,255') drawn.push([x, y]);
    }
    expect(drawn.length).toBeGreaterThan(4000);
    expect(drawn.flat().every((at) => at >= 36 && at < 156)).toBe(true);
    expect(pixel(96, 60)).toEqual([255, 255, 255, 255]);
  });

  test('the outline icon is 32 by 32, white and nothing else, on nothing', () => {
    const { size, pixel } = readPng(outlineIcon());
    expect(size).toEqual([32, 32]);
    const opacities = new Set<number>();
    for (let at = 0; at < 32 * 32; at += 1) {
      const [red, green, blue, opacity = 0] = pixel(at % 32, Math.floor(at / 32));
      expect([red, green, blue]).toEqual([255, 255, 255]);
      opacities.add(opacity);
    }
    expect([0, 255].every((opacity) => opacities.has(opacity))).toBe(true);
    expect(pixel(0, 0)[3]).toBe(0);
  });
});

test('the package has the manifest and both icons at its top, small enough, and is the same each time', () => {
  const bytes = teamsPackage(INPUT);
  const files = unzipSync(bytes);
  const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json'])) as Manifest;
  expect(Object.keys(files).toSorted()).toEqual(['manifest.json', manifest.icons.color, manifest.icons.outline].toSorted());
  expect(manifest).toEqual(teamsManifest(INPUT));
  expect(bytes.length).toBeLessThan(100_000);
  expect(Buffer.from(teamsPackage(INPUT)).equals(Buffer.from(bytes))).toBe(true);
});
