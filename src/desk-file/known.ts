/** What a file may refer to. */
export interface Known {
  /** Names of intents, platforms and departments there are. */
  readonly intents: readonly string[];
  readonly platforms: readonly string[];
  readonly departments: readonly string[];
  /** Reads a link to a channel; undefined when that platform has none, or it is no such link. */
  readonly placeOfLink: (platform: string, link: string) => { readonly workspace: string; readonly room: string } | undefined;
  /** Why somebody cannot be named, such as “nobody here has this address”; undefined when they can. */
  readonly personProblem: (email: string) => string | undefined;
  /** Their own department, if somebody reports to them; undefined else. */
  readonly departmentManagedBy: (email: string) => string | undefined;
  /** Text of a file beside this one; undefined when it cannot be read. */
  readonly readText: (path: string) => string | undefined;
  /**
   * `2026-11-30`. Who was on call before may have left since. Holidays that come every year are written down from the year before this
   * one on, for ten more.
   */
  readonly today: string;
}

/** That, and the names that the file itself gives. */
export interface Names extends Known {
  readonly teams: readonly string[];
  /** Addresses in lower case by team, as far as they can be read. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  readonly calendars: readonly string[];
  readonly products: readonly string[];
  readonly categories: readonly string[];
}
