import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Who used how many microseconds of processor time, from whatever moment on. */
export type Cpu = Readonly<Record<'front' | 'workers' | 'postgres' | 'queue' | 'outside' | 'load', number>>;

/** Elsewhere than on Linux there is no such folder, and nothing is measured. */
export const MEASURABLE = existsSync('/proc/self/stat');

/** Linux counts in ticks of 10 ms, whatever the kernel's own clock does. */
const TICK_US = 10_000;

interface Stat {
  readonly parent: number;
  /** Microseconds. */
  readonly own: number;
  /** Of its children that have ended. */
  readonly ended: number;
}

/** Microseconds of one process, its threads included. */
export function cpuOf(pid: number): number {
  return statOf(pid)?.own ?? 0;
}

/** Microseconds of a process and all its children, those that have ended included: a postmaster and its backends. */
export function cpuOfFamily(pid: number): number {
  const children = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
  const { own = 0, ended = 0 } = statOf(pid) ?? {};
  return children.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + child.own, own + ended);
}

/** Resident memory in MB. */
export function memoryOf(pid: number): number | undefined {
  if (!MEASURABLE) return undefined;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

export function spent(before: Cpu | undefined, after: Cpu | undefined): Cpu | undefined {
  if (!before || !after) return undefined;
  return {
    front: after.front - before.front,
    workers: after.workers - before.workers,
    postgres: after.postgres - before.postgres,
    queue: after.queue - before.queue,
    outside: after.outside - before.outside,
    load: after.load - before.load,
  };
}

/** Undefined when the process is gone. */
function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it, in brackets, may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = (at: number) => Number(fields[at]) * TICK_US;
    return { parent: Number(fields[1]), own: ticks(11) + ticks(12), ended: ticks(13) + ticks(14) };
  } catch {
    return undefined;
  }
}
