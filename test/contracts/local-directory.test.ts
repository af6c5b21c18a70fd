import { sql } from 'drizzle-orm';
import { directories } from '#directory/index.ts';
import { addGroups } from '#store/groups.ts';
import { createSmallCompany, GONE, MARIA, TOM } from '#test/support/company.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { directoryContract } from './directory.ts';

const GROUPS = ['staff', 'Sales EMEA', 'all-company', 'vpn-users'];

directoryContract('local', async () => {
  const database = await createTestDatabase();
  await createSmallCompany(database);
  await database.db.execute(sql`update people set manager_id = (select id from people where email = ${TOM}) where email = ${MARIA}`);
  await addGroups(database.db, [...GROUPS, 'figma-editors']);
  for (const group of GROUPS) await database.db.execute(sql`insert into group_members select ${group}, id from people where email = ${MARIA}`);
  return {
    directory: directories.local({ database }),
    employee: { email: MARIA, name: 'Maria Lindqvist', manager: TOM, groups: GROUPS },
    head: { email: TOM },
    disabled: { email: GONE },
    empty: 'figma-editors',
  };
});
