import { botEvents, botScopes } from '#bot/slack/scopes.ts';

/** The tables of docs/slack.md, as the source has them. */
export function scopesTable(): string {
  const rows = Object.entries(botScopes).map(([name, { reason }]) => `| \`${name}\` | ${reason} |`);
  return ['| scope | why |', '| --- | --- |', ...rows].join('\n');
}

export function eventsTable(): string {
  const rows = Object.entries(botEvents).map(([name, { reason }]) => `| \`${name}\` | ${reason} |`);
  return ['| event | why |', '| --- | --- |', ...rows].join('\n');
}
