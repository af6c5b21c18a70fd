/** After so long without progress a worker is of no use; whoever supervises it starts a new one. */
const PATIENCE_MS = 60_000;

export interface Watchdog {
  /** The sweep has begun, or has come back with the age of the oldest row that waits, in seconds. */
  sweepBegins(): void;
  sweepEnds(oldestSeconds: number): void;
  /** Why this worker should end; undefined while all is well. */
  verdict(): string | undefined;
}

/**
 * Notices a worker that makes no progress while rows wait: it took nothing up for a minute although something has been
 * due for as long, or its question to the database has gone unanswered for a minute. A database that answers with an
 * error is no reason: it will be back.
 * @param lastTaken when it took a row up last, on the clock `now`, in milliseconds
 */
export function createWatchdog(lastTaken: () => number, now: () => number = () => performance.now()): Watchdog {
  let begun: number | undefined;
  let waitingSince: number | undefined;
  return {
    sweepBegins: () => void (begun = now()),
    sweepEnds: (oldestSeconds) => {
      begun = undefined;
      waitingSince = oldestSeconds === 0 ? undefined : now() - oldestSeconds * 1000;
    },
    verdict: () => {
      if (begun !== undefined && now() - begun > PATIENCE_MS) return 'The database has not answered for a minute, and has not refused either.';
      const stuck = waitingSince !== undefined && now() - Math.max(waitingSince, lastTaken()) > PATIENCE_MS;
      return stuck ? 'Work has been waiting for a minute, and this worker took none of it.' : undefined;
    },
  };
}
