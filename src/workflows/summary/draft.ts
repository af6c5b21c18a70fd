import type { FormValues } from '#core/form.ts';
import type { Schedule } from '#rules/schedule.ts';

const DEFAULT_TIME = '09:00';

/** The schedule that these values tell; undefined when they do not say how often. */
export function scheduleIn({ every, weekday, day, time = DEFAULT_TIME }: FormValues): Schedule | undefined {
  if (every === 'day' || every === 'workday') return { every, time };
  if (every === 'week') return { every, weekday: Number(weekday ?? 1), time };
  return every === 'month' ? { every, day: Number(day ?? 1), time } : undefined;
}

export function valuesOf(schedule: Schedule): FormValues {
  const { every, time } = schedule;
  if (schedule.every === 'week') return { every, weekday: String(schedule.weekday), time };
  if (schedule.every === 'month') return { every, day: String(schedule.day), time };
  return { every, time };
}
