import type { Limits } from '#store/inbox.ts';

/** For tests that say more in a moment than people do. */
export const noLimits: Limits = { personPerMinute: 1_000_000, roomPerMinute: 1_000_000, waiting: 1_000_000 };
