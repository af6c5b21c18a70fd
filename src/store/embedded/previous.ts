import { existsSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { alreadyRunning } from './explain.ts';
import { isAlive, isServerOf, lockFilePath, readLockFile, readOwner } from './lock-file.ts';
import type { Places } from './places.ts';
import { STOP_STEPS } from './server.ts';

/** Milliseconds: for one in use, which may be about to stop; and for one that stops, or that should. */
const PATIENCE = { inUse: 1000, stopping: 5000 };

/** Waits for a server of an earlier run to be gone. Refuses if another Deskside goes on using the data. */
export async function waitForPrevious(places: Places, patience = PATIENCE): Promise<void> {
  const since = performance.now();
  for (;;) {
    const lock = readLockFile(places.data);
    if (!lock) return;
    if (!isServerOf(lock.pid, places.data)) return removeStaleLock(places, lock.pid);
    const owner = readOwner(places.data);
    const owned = owner === undefined || isAlive(owner);
    const limit = owned && lock.state !== 'stopping' ? patience.inUse : patience.stopping;
    if (performance.now() - since > limit) {
      if (owned) throw alreadyRunning(places);
      // Left behind: its Deskside is dead, and the guard, too, or it would be gone by now.
      return await stopOrphan(places, lock.pid);
    }
    await sleep(20);
  }
}

/** Postgres clears a dead server's file itself, but not if its process id now belongs to something else. */
function removeStaleLock({ data }: Places, pid: number): void {
  if (isAlive(pid) && existsSync(lockFilePath(data))) rmSync(lockFilePath(data));
}

async function stopOrphan(places: Places, pid: number): Promise<void> {
  for (const { signal, waitMs } of STOP_STEPS) {
    process.kill(pid, signal);
    const since = performance.now();
    while (performance.now() - since < waitMs) {
      if (!isServerOf(pid, places.data)) return;
      await sleep(20);
    }
  }
  throw alreadyRunning(places);
}
