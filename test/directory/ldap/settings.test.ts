import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#config.ts';
import { ldapEnvironment } from '#test/support/ldap/settings.ts';

const given = ldapEnvironment({ url: 'ldaps://ldap.example.test' });
const { LDAP_BIND_PASSWORD: _, ...withoutPassword } = given;

function fileWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-ldap-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return path;
}

describe('the settings of an LDAP directory', () => {
  test('without any, the directory is the built-in one', () => {
    expect(readConfig({})).toMatchObject({ directory: 'local', ldap: undefined });
  });

  test('a few are enough', () => {
    expect(readConfig(given)).toMatchObject({ directory: 'ldap', ldap: { url: new URL('ldaps://ldap.example.test'), flavor: 'openldap', ca: undefined } });
  });

  test('a password may be in a file, with or without an end of line', () => {
    for (const content of ['s3cret ', 's3cret \n', 's3cret \r\n'])
      expect(readConfig({ ...withoutPassword, LDAP_BIND_PASSWORD_FILE: fileWith(content) }).ldap?.bindPassword).toBe('s3cret ');
  });

  test('half of them is a mistake, named as a whole', () => {
    const wrong = /LDAP_URL is needed.*LDAP_BIND_DN is needed.*LDAP_USER_BASE is needed.*LDAP_GROUP_BASE is needed.*LDAP_BIND_PASSWORD_FILE is needed/;
    expect(() => readConfig({ DIRECTORY: 'ldap' })).toThrow(wrong);
    expect(() => readConfig({ ...given, DIRECTORY: 'local' })).toThrow(/LDAP_URL would not be used: set DIRECTORY=ldap/);
    expect(() => readConfig({ DIRECTORY: 'nis' })).toThrow(/DIRECTORY must be one of local, ldap/);
  });

  test.each([
    ['http://ldap.example.test'],
    ['ldap.example.test'],
    ['ldaps://'],
    ['ldaps://u:p@ldap.example.test'],
    ['ldaps://ldap.example.test/dc=x'],
    ['ldap://ldap.example.test?x'],
  ])('%s is no server', (url) => {
    expect(() => readConfig({ ...given, LDAP_URL: url })).toThrow(/LDAP_URL must be ldaps:\/\/host or ldap:\/\/host/);
  });

  test('files that are empty, missing or something else are named, and their content is not', () => {
    const path = fileWith('');
    expect(() => readConfig({ ...withoutPassword, LDAP_BIND_PASSWORD_FILE: path })).toThrow(/LDAP_BIND_PASSWORD_FILE names an empty file/);
    expect(() => readConfig({ ...given, LDAP_BIND_PASSWORD_FILE: path })).toThrow(/LDAP_BIND_PASSWORD is not used with LDAP_BIND_PASSWORD_FILE/);
    expect(() => readConfig({ ...given, LDAP_CA_FILE: `${path}.gone` })).toThrow(/LDAP_CA_FILE names a file that cannot be read \(ENOENT\)/);
    expect(() => readConfig({ ...given, LDAP_CA_FILE: fileWith('words') })).toThrow(/^(?!.*words).*LDAP_CA_FILE holds no certificate/);
  });
});
