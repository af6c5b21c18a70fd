import { isDeepStrictEqual } from 'node:util';
import type { StandingTeam, TeamSetup } from '#rules/team-setup.ts';
import type { DeskFile } from './schema.ts';

/** A team as the file wants it. */
interface WantedTeam extends TeamSetup {
  /** Undefined when it is new. */
  readonly id: number | undefined;
}

export interface TeamPlan {
  readonly lines: readonly string[];
  /** Why it cannot be done. */
  readonly refusals: readonly string[];
  /** To make or to change. A channel that is not said stays. */
  readonly changed: readonly WantedTeam[];
  readonly removed: readonly StandingTeam[];
}

export function planTeams(file: DeskFile, standing: readonly StandingTeam[]): TeamPlan {
  const wanted = Object.entries(file.teams).map(([key, team]): WantedTeam => {
    const { name, keywords, members } = team;
    const old = standing.find((one) => one.key === key);
    return { id: old?.id, key, name, keywords, members, channel: team.channel ?? (old?.retired ? undefined : old?.channel) };
  });
  const planned = wanted.map((team) => {
    const old = standing.find(({ key, retired }) => key === team.key && !retired);
    return { team, lines: old ? changesOf(old, team) : [`+ team ${team.key}: ${team.name}, ${members(team)}, ${words(team.channel)}`] };
  });
  const removed = standing.filter(({ key, retired }) => !retired && !(key in file.teams));
  const held = removed.filter(({ liveTickets }) => liveTickets > 0);
  return {
    lines: [...planned.flatMap(({ lines }) => lines), ...removed.map(({ key, name }) => `- team ${key}: ${name}`)],
    refusals: [...held.map(refusal), ...twoInOneChannel(wanted)],
    changed: planned.filter(({ lines }) => lines.length > 0).map(({ team }) => team),
    removed,
  };
}

function changesOf(old: StandingTeam, team: WantedTeam): string[] {
  const change = (what: string) => `~ team ${team.key}: ${what}`;
  const [had, has] = [new Map(old.members.map((one) => [one.email, one.lead])), new Map(team.members.map((one) => [one.email, one.lead]))];
  const added = team.members.filter(({ email }) => !had.has(email));
  return [
    ...(old.name === team.name ? [] : [change(`name “${old.name}” → “${team.name}”`)]),
    ...(isDeepStrictEqual(old.channel, team.channel) ? [] : [change(`${words(old.channel)} → ${words(team.channel)}`)]),
    ...added.map(({ email, lead }) => `+ team ${team.key}: ${email}${lead ? ', who leads it' : ''}`),
    ...team.members
      .filter(({ email, lead }) => had.has(email) && had.get(email) !== lead)
      .map(({ email, lead }) => change(`${email} ${lead ? 'leads it' : 'no longer leads it'}`)),
    ...old.members.filter(({ email }) => !has.has(email)).map(({ email }) => `- team ${team.key}: ${email}`),
    ...keywordChanges(old.keywords, team.keywords).map(change),
  ];
}

function keywordChanges(before: readonly string[], after: readonly string[]): string[] {
  const [more, less] = [after.filter((word) => !before.includes(word)), before.filter((word) => !after.includes(word))];
  return [...(more.length > 0 ? [`keywords added: ${more.join(', ')}`] : []), ...(less.length > 0 ? [`keywords removed: ${less.join(', ')}`] : [])];
}

function refusal({ key, name, liveTickets }: StandingTeam): string {
  const tickets = liveTickets === 1 ? 'a ticket that is' : `${liveTickets} tickets that are`;
  return `The team “${key}” (${name}) is not in the file, and it has ${tickets} not closed. Pass them to another team or close them, then apply again.`;
}

/** By a link and by its parts one channel looks like two, so this is seen only now. */
function twoInOneChannel(teams: readonly WantedTeam[]): string[] {
  return teams.flatMap((team, index) => {
    const other = teams.slice(0, index).find(({ channel }) => channel && isDeepStrictEqual(channel, team.channel));
    return other ? [`The teams “${other.key}” and “${team.key}” would work in one channel. A channel belongs to one team.`] : [];
  });
}

function members({ members: all }: TeamSetup): string {
  return all.length === 1 ? '1 member' : `${all.length} members`;
}

function words(channel: TeamSetup['channel']): string {
  return channel ? `channel ${channel.platform} ${channel.workspace} ${channel.room}` : 'no channel';
}
