import { generateKeyPairSync } from 'node:crypto';
import { createOktaDirectory } from '#directory/okta/directory.ts';
import { openDatabase } from '#store/database.ts';
import { interceptHttp } from '#test/support/intercept-http.ts';
import { createFakeOkta, oktaSettings } from '#test/support/okta/fake-okta.ts';
import { createOrg } from '#test/support/okta/org.ts';
import { createTestTiming } from '#test/support/test-timing.ts';
import { directoryContract } from './directory.ts';

const GROUPS = ['staff', 'Sales EMEA', 'all-company', 'vpn-users'];

const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const org = createOrg();
const timing = createTestTiming();
interceptHttp(...createFakeOkta(org, { key, now: timing.now }).handlers);

directoryContract('okta', async () => {
  const head = org.addUser('Tom', 'Becker');
  const employee = org.addUser('Maria', 'Lindqvist', { managerId: head.profile.login });
  const disabled = org.addUser('Gone', 'Person', {}, 'SUSPENDED');
  for (const name of GROUPS) org.memberships.begin(org.addGroup(name).id, employee.id);
  org.addGroup('figma-editors');
  // From here on, a change shows at the third look.
  org.conduct.lag = 2;
  return await Promise.resolve({
    directory: createOktaDirectory({ database: openDatabase('postgres://nobody@127.0.0.1:1/nothing', 1), okta: oktaSettings(key) }, timing),
    employee: { email: employee.profile.email, name: 'Maria Lindqvist', manager: head.profile.email, groups: GROUPS },
    head: { email: head.profile.email },
    disabled: { email: disabled.profile.email },
    empty: 'figma-editors',
  });
});
