import { inserting, person, team, type Guard } from './guard.ts';

const human = inserting('people', {
  email: "'new@example.test'",
  name: "'New'",
  title: "'New'",
  department_id: '(select id from departments)',
  time_zone: "'Europe/Paris'",
});
const identity = inserting('identities', { platform: "'browser'", workspace: "'local'", external_id: "'other'", person_id: person('tom') });
const channel = inserting('team_channels', { team_id: team('third'), platform: "'browser'", workspace: "'local'", room: "'third'" });
const member = inserting('team_members', { team_id: team('devices'), person_id: person('tom') });
const support = inserting('teams', { key: "'fourth'", name: "'Fourth'" });

export const peopleGuards: readonly Guard[] = [
  { that: 'an address twice, in other letters', by: 'people_email_key', sql: human({ email: "'Maria@EXAMPLE.test'" }) },
  { that: 'an address that is none', by: 'people_email_shape', sql: human({ email: "'maria'" }) },
  { that: 'an unknown status', by: 'people_status_known', sql: human({ status: "'on_leave'" }) },
  { that: 'somebody as their own manager', by: 'people_not_own_manager', sql: `update people set manager_id = id where id = ${person('tom')}` },
  { that: 'a manager who does not exist', by: 'people_manager_id_people_id_fk', sql: human({ manager_id: '9999' }) },
  { that: 'a department that does not exist', by: 'people_department_id_departments_id_fk', sql: human({ department_id: '9999' }) },
  { that: 'the end of a person whom others know', by: 'team_members_person_id_people_id_fk', sql: `delete from people where id = ${person('lee')}` },
  { that: 'two departments of one name', by: 'departments_name_unique', sql: "insert into departments (name) values ('Sales')" },

  { that: 'one group twice', by: 'group_members_group_name_person_id_pk', sql: `insert into group_members values ('staff', ${person('tom')})` },
  { that: 'a group twice', by: 'groups_pkey', sql: "insert into groups values ('staff')" },
  {
    that: 'somebody in a group that does not exist',
    by: 'group_members_group_name_groups_name_fk',
    sql: `insert into group_members values ('pigeons', ${person('tom')})`,
  },
  { that: 'nobody in a group', by: 'group_members_person_id_people_id_fk', sql: "insert into group_members values ('staff', 9999)" },

  { that: 'one chat user bound to a second person', by: 'identities_platform_workspace_external_id_pk', sql: identity({ external_id: "'maria'" }) },
  { that: 'a chat user bound to nobody', by: 'identities_person_id_people_id_fk', sql: identity({ person_id: '9999' }) },

  { that: 'two teams of one key', by: 'teams_key_unique', sql: support({ key: "'devices'" }) },
  { that: 'two teams of one name', by: 'teams_name_key', sql: support({ name: "'Devices'" }) },
  { that: 'a change of what was applied', by: 'editions is append-only', sql: "update editions set source = 'other'" },
  {
    that: 'an edition that was read from nothing',
    by: 'editions_source_filled',
    sql: "insert into editions (since, content, source) values (now(), '{}', '')",
  },
  { that: 'a member twice', by: 'team_members_team_id_person_id_pk', sql: member({ person_id: person('sam') }) },
  { that: 'a member who does not exist', by: 'team_members_person_id_people_id_fk', sql: member({ person_id: '9999' }) },
  { that: 'a member of no team', by: 'team_members_team_id_teams_id_fk', sql: member({ team_id: '9999' }) },
  { that: 'one channel for two teams', by: 'team_channels_platform_workspace_room_pk', sql: channel({ room: "'devices'" }) },
  { that: 'two channels for one team', by: 'team_channels_team_key', sql: channel({ team_id: team('devices') }) },
  { that: 'a channel of no team', by: 'team_channels_team_id_teams_id_fk', sql: channel({ team_id: '9999' }) },
];
