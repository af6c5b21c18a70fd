/** A team as a configuration file sets it up. */
export interface TeamSetup {
  readonly key: string;
  readonly name: string;
  readonly keywords: readonly string[];
  /** Undefined where it has none. */
  readonly channel: { readonly platform: string; readonly workspace: string; readonly room: string } | undefined;
  readonly members: readonly TeamMember[];
}

interface TeamMember {
  /** In lower case. */
  readonly email: string;
  readonly lead: boolean;
}

/** The same as it stands now. */
export interface StandingTeam extends TeamSetup {
  readonly id: number;
  /** It was removed earlier: it keeps its past and gets nothing new. */
  readonly retired: boolean;
  /** Tickets that are not over: a resolved one can still be reopened. */
  readonly liveTickets: number;
}
