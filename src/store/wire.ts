/** The connection of one transaction. */
export interface Wire {
  /** Notices when a query fails because the connection is gone. */
  watch(query: object): void;
  /** @throws Error when the connection is gone */
  mustBeThere(): void;
  /** What the transaction comes to; never anything once the connection is gone. */
  unlessLost<T>(run: () => Promise<T>): Promise<T>;
}

/**
 * postgres.js 3.4 writes to a connection of a transaction also when it has been closed, and that throws where nobody can
 * catch it, so the process would end (porsager/postgres#1208). It does so when a statement follows, and when it rolls
 * back; it rejects the transaction itself in any case. So after a loss no statement may follow, and the body may not end.
 */
export function watchWire(): Wire {
  let lost = false;
  return {
    watch: (query) => {
      const rejecting = query as { reject?: (error: unknown) => void };
      const reject = rejecting.reject;
      if (!reject) return;
      rejecting.reject = (error) => {
        lost ||= isLoss(error);
        reject(error);
      };
    },
    mustBeThere: () => {
      if (lost) throw new Error('The connection to the database was lost in the middle of a transaction.');
    },
    unlessLost: async (run) => {
      try {
        return await run();
      } catch (error) {
        if (lost) return await Promise.withResolvers<never>().promise;
        throw error;
      }
    },
  };
}

const LOST = new Set(['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Whether an error, or what caused it, says that the connection is gone; the server ends it after each of its fatal errors. */
export function isLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, severity_local: severity } = error as { code?: string; severity_local?: string };
  return severity === 'FATAL' || (code !== undefined && LOST.has(code)) || isLoss(error.cause);
}
