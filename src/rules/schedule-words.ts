import type { Schedule } from './schedule.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** “every Monday at 09:00” */
export function often(schedule: Schedule): string {
  const { time } = schedule;
  switch (schedule.every) {
    case 'day':
      return `every day at ${time}`;
    case 'workday':
      return `every working day at ${time}`;
    case 'week':
      return `every ${WEEKDAYS[schedule.weekday] ?? 'week'} at ${time}`;
    case 'month':
      return schedule.day === 31 ? `on the last day of each month at ${time}` : `on the ${ordinal(schedule.day)} of each month at ${time}`;
  }
}

function ordinal(count: number): string {
  const ending = count % 100 >= 11 && count % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}
