/** What somebody is in the company, as far as summaries go. */
export interface Standing {
  readonly active: boolean;
  /** The support teams they work in. */
  readonly teams: readonly { readonly id: number; readonly name: string; readonly isLead: boolean }[];
  readonly department: { readonly id: number; readonly name: string };
  /** Somebody who is still here reports to them. */
  readonly hasReports: boolean;
}

/** What their summaries may be about: teams that they lead or else work in, or what their own department asks for. */
export type Reach = { readonly teams: Standing['teams'] } | { readonly department: Standing['department'] };

/** Undefined for everybody else: unknown means no. */
export function reachOf(standing: Standing | undefined): Reach | undefined {
  if (!standing?.active) return undefined;
  const led = standing.teams.filter(({ isLead }) => isLead);
  const teams = led.length > 0 ? led : standing.teams;
  if (teams.length > 0) return { teams };
  return standing.hasReports ? { department: standing.department } : undefined;
}

/** What is left of what somebody was given, now that they may have moved on; undefined when nothing is. */
export function stillWithin(
  standing: Standing | undefined,
  about: { readonly teamIds: readonly number[]; readonly departmentId: number | null },
): Reach | undefined {
  if (!standing?.active) return undefined;
  const { department, hasReports } = standing;
  if (about.departmentId !== null) return hasReports && department.id === about.departmentId ? { department } : undefined;
  const teams = standing.teams.filter(({ id }) => about.teamIds.includes(id));
  return teams.length > 0 ? { teams } : undefined;
}

export const NO_SUMMARIES =
  'Summaries are for people who lead or work in a support team, or to whom somebody reports. How your own requests stand I can tell you any time; for anything else say “talk to a person”.';
