import { expect, test } from 'vitest';
import { isAllowedService, isFileHost } from '#bot/teams/service-hosts.ts';
import type { TeamsCloud } from '#bot/teams/settings.ts';

const inCloud = (cloud: TeamsCloud) => ({ cloud, credentials: { kind: 'secret', secret: 'x' } as const });
const OFF = { cloud: 'public', credentials: { kind: 'off' } } as const;

test.each([
  ['https://smba.trafficmanager.net/emea/0a/', 'public'],
  ['https://smba.infra.gcc.teams.microsoft.com/teams', 'public'],
  ['https://europe.botframework.com/', 'public'],
  ['https://smba.infra.gov.teams.microsoft.us/teams', 'us_government'],
  ['https://smba.infra.dod.teams.microsoft.us/teams', 'us_government'],
  ['https://pilot.botframework.azure.us/', 'us_government'],
] as const)('the token goes to %s in the cloud %s, and not in the other', (url, cloud) => {
  expect(isAllowedService(url, inCloud(cloud))).toBe(true);
  expect(isAllowedService(url, inCloud(cloud === 'public' ? 'us_government' : 'public'))).toBe(false);
});

test.each([
  'http://smba.trafficmanager.net/emea/',
  'https://smba.trafficmanager.net.example.test/',
  'https://smba.trafficmanager.net@example.test/',
  'https://someone@smba.trafficmanager.net/',
  'https://smba.trafficmanager.net:8443/',
  'https://xsmba.trafficmanager.net/',
  'https://other.trafficmanager.net/',
  'https://botframework.com/',
  'https://xbotframework.com/',
  'https://webchat.botframework.com.example.test/',
  'http://127.0.0.1:3978/',
  'http://169.254.169.254/metadata/identity',
  'file:///etc/passwd',
  '//smba.trafficmanager.net/',
  '',
])('and not to “%s”', (url) => {
  expect(isAllowedService(url, inCloud('public'))).toBe(false);
  expect(isFileHost(url, inCloud('public'))).toBe(false);
});

test('with authentication off there is no token, and loopback only', () => {
  expect(isAllowedService('http://localhost:56150/_connector', OFF)).toBe(true);
  expect(isAllowedService('http://[::1]:56150/', OFF)).toBe(true);
  expect(isAllowedService('https://smba.trafficmanager.net/emea/', OFF)).toBe(false);
  expect(isAllowedService('http://10.0.0.1/', OFF)).toBe(false);
});

test('in a test it is the stand and nothing else', () => {
  const stand = { openIdMetadataUrl: '', issuer: '', token: async () => await Promise.resolve(''), service: 'http://127.0.0.1:1', files: 'http://127.0.0.1:2' };
  const settings = { ...inCloud('public'), stand };
  expect(isAllowedService('http://127.0.0.1:1/emea/', settings)).toBe(true);
  expect(isAllowedService('http://127.0.0.1:2/emea/', settings)).toBe(false);
  expect(isAllowedService('https://smba.trafficmanager.net/emea/', settings)).toBe(false);
  expect(isFileHost('http://127.0.0.1:2/download/x', settings)).toBe(true);
});

test('files come from document libraries', () => {
  expect(isFileHost('https://example-my.sharepoint.com/personal/x/_layouts/15/download.aspx?tempauth=y', inCloud('public'))).toBe(true);
  expect(isFileHost('https://example.sharepoint.us/x', inCloud('us_government'))).toBe(true);
  expect(isFileHost('https://sharepoint.com.example.test/x', inCloud('public'))).toBe(false);
});
