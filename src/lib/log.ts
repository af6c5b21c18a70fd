import { pino, type Logger } from 'pino';

export type Log = Logger;

/** JSON lines on standard error; standard output belongs to the commands. Field `request` follows one request throughout. */
export function createLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    pino.destination({ dest: 2, sync: false }),
  );
}
