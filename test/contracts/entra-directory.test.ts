import { createEntraDirectory } from '#directory/entra/directory.ts';
import { openDatabase } from '#store/database.ts';
import { createFakeGraph, entraSettings } from '#test/support/entra/graph.ts';
import { createTenant } from '#test/support/entra/tenant.ts';
import { interceptHttp } from '#test/support/intercept-http.ts';
import { createTestTiming } from '#test/support/test-timing.ts';
import { directoryContract } from './directory.ts';

const GROUPS = ['staff', 'Sales EMEA', 'all-company', 'vpn-users'];

const tenant = createTenant();
const timing = createTestTiming();
interceptHttp(...createFakeGraph(tenant, timing).handlers);

directoryContract('entra', async () => {
  const head = tenant.addUser('Tom Becker');
  const employee = tenant.addUser('Maria Lindqvist', { manager: head.id });
  const disabled = tenant.addUser('Gone Person', { accountEnabled: false });
  for (const name of GROUPS) tenant.memberships.begin(tenant.addGroup(name).id, employee.id);
  tenant.addGroup('figma-editors');
  // From here on, a change shows at the third look.
  tenant.conduct.lag = 2;
  return await Promise.resolve({
    directory: createEntraDirectory({ database: openDatabase('postgres://nobody@127.0.0.1:1/nothing', 1), entra: entraSettings }, timing),
    employee: { email: employee.mail ?? '', name: employee.displayName, manager: head.mail ?? '', groups: GROUPS },
    head: { email: head.mail ?? '' },
    disabled: { email: disabled.mail ?? '' },
    empty: 'figma-editors',
  });
});
