import type { deviceModels, devices } from '#store/schema/assets.ts';
import { addDays, addMonths, isoDate } from './calendar.ts';
import { byKey, departmentOf, type PersonRow } from './people.ts';
import { createRandom, type Random } from './random.ts';

type ModelRow = typeof deviceModels.$inferSelect;
type DeviceRow = typeof devices.$inferSelect;
type Origin = Pick<DeviceRow, 'purchasedOn' | 'warrantyEndsOn' | 'leaseEndsOn'>;

const THINKPAD = 1;
const MACBOOK = 2;
const LATITUDE = 3;
const MONITOR = 4;
const PHONE = 5;
const DOCK = 6;
const TABLET = 7;
const PRINTER = 8;

/** Vendor, name, kind, useful life and warranty in months, shape of a serial (`#` digit, `@` letter, `*` either). */
const MODELS: readonly (readonly [string, string, ModelRow['kind'], number, number, string])[] = [
  ['Lenovo', 'ThinkPad T14 Gen 3', 'laptop', 48, 36, 'PF@*****'],
  ['Apple', 'MacBook Pro 14', 'laptop', 48, 36, 'C02*****@*'],
  ['Dell', 'Latitude 5430', 'laptop', 48, 36, '#@***@#'],
  ['Dell', 'UltraSharp U2723QE', 'monitor', 72, 36, 'CN-0*****-#####'],
  ['Apple', 'iPhone 14', 'phone', 36, 24, 'F@*****@*'],
  ['Lenovo', 'ThinkPad Universal USB-C Dock', 'dock', 60, 36, 'ZDS#####'],
  ['Apple', 'iPad Air', 'tablet', 48, 24, 'DMP@*****'],
  ['HP', 'LaserJet Pro M404dn', 'printer', 72, 24, 'PHB@#####'],
];

/** What nobody holds, and what some hold beside their laptop: model, state, holder. */
const FURTHER: readonly (readonly [number, DeviceRow['state'], string | null])[] = [
  [THINKPAD, 'in_stock', null],
  [MACBOOK, 'in_stock', null],
  [LATITUDE, 'in_repair', null],
  [LATITUDE, 'retired', null],
  [MONITOR, 'in_use', 'maria.lindqvist'],
  [MONITOR, 'in_use', 'julia.schneider'],
  [MONITOR, 'in_use', 'katarina.novak'],
  [MONITOR, 'in_use', 'lukas.brandt'],
  [MONITOR, 'in_use', 'hiroshi.tanaka'],
  [MONITOR, 'in_stock', null],
  [PHONE, 'in_use', 'ingrid.solberg'],
  [PHONE, 'in_use', 'tom.becker'],
  [PHONE, 'in_use', 'jack.sullivan'],
  [PHONE, 'in_repair', null],
  [DOCK, 'in_use', 'maria.lindqvist'],
  [DOCK, 'in_use', 'samuel.mensah'],
  [DOCK, 'in_stock', null],
  [TABLET, 'in_use', 'victoria.chen'],
  [PRINTER, 'in_use', 'claire.fontaine'],
  [PRINTER, 'in_use', 'gregory.walsh'],
];

export function planDevices(today: Date, people: readonly PersonRow[]) {
  const random = createRandom(60);
  const serials = new Set<string>();
  const models: ModelRow[] = MODELS.map(([vendor, name, kind, usefulLifeMonths], index) => ({ id: index + 1, vendor, name, kind, usefulLifeMonths }));
  const laptops = people.map((person) => [laptopFor(person), 'in_use', person.id] as const);
  const others = FURTHER.map(([model, state, key]) => [model, state, key === null ? null : byKey(people, key).id] as const);

  const rows: DeviceRow[] = [...laptops, ...others].map(([modelId, state, holderId], index) => {
    const serial = newSerial(random, modelId, serials);
    const { purchasedOn, warrantyEndsOn, leaseEndsOn } = origin(random, today, modelId, state);
    const assetTag = `DS-${String(index + 1).padStart(4, '0')}`;
    return { id: index + 1, assetTag, serial, modelId, state, holderId, purchasedOn, warrantyEndsOn, leaseEndsOn };
  });
  return { deviceModels: models, devices: rows };
}

function laptopFor(person: PersonRow): number {
  if (departmentOf(person) === 'Engineering' || person.managerId === null) return MACBOOK;
  return departmentOf(person) === 'Sales' ? THINKPAD : LATITUDE;
}

/** MacBooks are leased for three years; the oldest ones go back within weeks. All else is bought. */
function origin(random: Random, today: Date, modelId: number, state: DeviceRow['state']): Origin {
  const age = state === 'retired' ? 50 : state === 'in_stock' ? random.int(0, 6) : random.int(2, modelId === MACBOOK || modelId === PHONE ? 35 : 46);
  const purchased = addDays(addMonths(today, -age), -random.int(1, 12));
  return {
    purchasedOn: isoDate(purchased),
    warrantyEndsOn: isoDate(addMonths(purchased, warrantyMonths(modelId))),
    leaseEndsOn: modelId === MACBOOK ? isoDate(addMonths(purchased, 36)) : null,
  };
}

function warrantyMonths(modelId: number): number {
  return MODELS[modelId - 1]?.[4] ?? 24;
}

/** Without vowels, as makers do, so that no serial can be misread. */
function newSerial(random: Random, modelId: number, taken: Set<string>): string {
  const letters = Array.from('BCDFGHJKLMNPQRSTVWXYZ');
  const digits = Array.from('0123456789');
  const shape = MODELS[modelId - 1]?.[5] ?? '********';
  for (;;) {
    const serial = shape.replace(/[#@*]/g, (sign) => random.pick(sign === '#' ? digits : sign === '@' ? letters : [...letters, ...digits]));
    if (taken.has(serial)) continue;
    taken.add(serial);
    return serial;
  }
}
