import { expect, test } from 'vitest';
import { csvTable } from '#lib/csv-table.ts';

test('quotes what needs quotes, leaves numbers alone, and lets no spreadsheet run a text', () => {
  const rows = [
    ['=1+1', -3],
    ['+49 30', 1.5],
    ['-x', null],
    ['@cmd', 0],
    ['\t=2', 1],
    ['＝3', 1],
    ['a "b", c\nd', 7],
  ];
  expect(csvTable(['text', 'number'], rows)).toBe(
    '\uFEFFtext,number\r\n\'=1+1,-3\r\n\'+49 30,1.5\r\n\'-x,\r\n\'@cmd,0\r\n\'\t=2,1\r\n\'＝3,1\r\n"a ""b"", c\nd",7\r\n',
  );
});
