import { z } from 'zod';

/** Of more differences than this in one direction only the number is kept: then the group is not what the catalog says it is. */
const LISTED = 200;

/** What has to be known to compare a group with the seats that it opens. Addresses are in small letters. */
interface Compared {
  readonly group: string;
  /** When it was asked to be compared; ISO 8601. */
  readonly at: string;
  /** In the group. */
  readonly members: readonly string[];
  /** With a seat that is in use. */
  readonly active: readonly string[];
  /** Whose seat comes or goes, so that either is right. */
  readonly moving: readonly string[];
}

const findings = z.object({ group: z.string(), at: z.iso.datetime(), withoutSeat: z.array(z.string()), withoutGroup: z.array(z.string()), more: z.number() });
export type Findings = Readonly<z.infer<typeof findings>>;

/** Only where they differ. Pure. */
export function compareGroup({ group, at, members, active, moving }: Compared): Findings {
  const [inGroup, expected, known] = [new Set(members), new Set(active), new Set([...active, ...moving])];
  const withoutSeat = [...inGroup].filter((email) => !known.has(email)).toSorted();
  const withoutGroup = [...expected].filter((email) => !inGroup.has(email)).toSorted();
  const more = Math.max(0, withoutSeat.length - LISTED) + Math.max(0, withoutGroup.length - LISTED);
  return { group, at, withoutSeat: withoutSeat.slice(0, LISTED), withoutGroup: withoutGroup.slice(0, LISTED), more };
}

/** What `compareGroup` found, as it was written down. @throws when it is something else */
export function readFindings(text: string): Findings {
  return findings.parse(JSON.parse(text));
}
