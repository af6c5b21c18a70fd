import { milliseconds, table } from '../report.ts';
import type { IntentFigures } from './measure.ts';

export function printIntents({ trained, tested, contenders, missing }: IntentFigures): string {
  const rows = contenders.map(({ name, accuracy, macroF1, trainingMs, latency, bytes }) => [
    name,
    `${(100 * accuracy).toFixed(1)} %`,
    `${(100 * macroF1).toFixed(1)} %`,
    milliseconds(trainingMs),
    milliseconds(latency.p50),
    milliseconds(latency.p99),
    `${(bytes / 2 ** 20).toFixed(1)} MB`,
  ]);
  const head = [`Intents: ${trained} messages to learn from, ${tested} to try`, 'accuracy', 'macro F1', 'training', 'p50', 'p99', 'memory'];
  return `${table([head, ...rows])}${missing === undefined ? '' : `${missing}\n`}`;
}
