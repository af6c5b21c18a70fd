import { csvTable } from '#lib/csv-table.ts';
import type { Measured } from './index.ts';
import { IN_MINUTES, type Period } from './kpi.ts';

const HEADER = ['figure', 'label', 'unit', 'from', 'to', 'n', 'value', 'mean', 'median', 'p90', 'value_before', 'formula', 'population', 'exclusions'];

/** Every figure of a period as CSV: a row each, and one for each part of it. Instants are ISO 8601, UTC; percentages are of 100. */
export function figuresTable(period: Period, figures: readonly Measured[], before: readonly Measured[] = []): string {
  const [from, to] = [period.from.toISOString(), period.to.toISOString()];
  const rows = figures.flatMap(({ kpi, figures: { n, value, mean, median, p90, parts } }) => {
    const earlier = before.find((one) => one.kpi === kpi)?.figures;
    const whole = [kpi.name, kpi.label, kpi.unit, from, to, n, value, mean, median, p90, earlier?.value ?? null, kpi.formula, kpi.population, kpi.exclusions];
    const beside = Object.entries(kpi.parts).map(([name, words]) => {
      const unit = IN_MINUTES.has(name) ? 'minutes' : name === 'oldest' ? kpi.unit : (kpi.partsOf ?? 'tickets');
      return [`${kpi.name}.${name}`, words, unit, from, to, null, parts[name] ?? null, null, null, null, earlier?.parts[name] ?? null, null, null, null];
    });
    return [whole, ...beside];
  });
  return csvTable(HEADER, rows);
}
