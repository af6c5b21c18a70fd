import { inserting, person, type Guard } from './guard.ts';

const model = inserting('device_models', { vendor: "'Dell'", name: "'XPS'", kind: "'laptop'", useful_life_months: '36' });
const device = inserting('devices', {
  asset_tag: "'DS-9'",
  serial: "'S-9'",
  model_id: '(select id from device_models)',
  state: "'in_stock'",
  purchased_on: "'2025-01-01'",
  warranty_ends_on: "'2028-01-01'",
});
const entitlement = inserting('entitlements', {
  product_id: "(select id from products where name = 'Figma')",
  seats: '5',
  seat_price_cents: '100',
  currency: "'EUR'",
  starts_on: "'2025-01-01'",
  ends_on: "'2026-01-01'",
});
const seat = inserting('seats', {
  entitlement_id: "(select e.id from entitlements e join products p on p.id = e.product_id where p.name = 'Figma')",
  product_id: "(select id from products where name = 'Figma')",
  person_id: person('tom'),
  since: "'2025-06-01'",
});

export const assetGuards: readonly Guard[] = [
  { that: 'a model twice', by: 'device_models_name_key', sql: model({ vendor: "'Lenovo'", name: "'ThinkPad T14'" }) },
  { that: 'an unknown kind of device', by: 'device_models_kind_known', sql: model({ kind: "'toaster'" }) },
  { that: 'a model that is never of use', by: 'device_models_life_positive', sql: model({ useful_life_months: '0' }) },

  { that: 'two devices of one tag', by: 'devices_asset_tag_unique', sql: device({ asset_tag: "'DS-0001'" }) },
  { that: 'two devices of one serial number', by: 'devices_serial_unique', sql: device({ serial: "'PF-1'" }) },
  { that: 'a device of no model', by: 'devices_model_id_device_models_id_fk', sql: device({ model_id: '9999' }) },
  { that: 'an unknown state of a device', by: 'devices_state_known', sql: device({ state: "'lost'" }) },
  { that: 'a device in use by nobody', by: 'devices_held_when_used', sql: device({ state: "'in_use'" }) },
  { that: 'a device in stock that somebody holds', by: 'devices_held_when_used', sql: device({ holder_id: person('tom') }) },
  { that: 'a holder who does not exist', by: 'devices_holder_id_people_id_fk', sql: device({ state: "'in_use'", holder_id: '9999' }) },
  { that: 'a warranty that ends before the purchase', by: 'devices_dates_in_order', sql: device({ warranty_ends_on: "'2024-12-31'" }) },
  { that: 'a lease that ends before the purchase', by: 'devices_dates_in_order', sql: device({ lease_ends_on: "'2024-12-31'" }) },

  { that: 'a product twice', by: 'products_name_unique', sql: "insert into products (name, vendor) values ('Figma', 'Figma')" },
  { that: 'seats of no product', by: 'entitlements_product_id_products_id_fk', sql: entitlement({ product_id: '9999' }) },
  { that: 'no seats at all', by: 'entitlements_seats_positive', sql: entitlement({ seats: '0' }) },
  { that: 'a price below nothing', by: 'entitlements_price_not_negative', sql: entitlement({ seat_price_cents: '-1' }) },
  { that: 'a currency that is none', by: 'entitlements_currency_shape', sql: entitlement({ currency: "'euro'" }) },
  { that: 'a term that ends when it begins', by: 'entitlements_dates_in_order', sql: entitlement({ ends_on: "'2025-01-01'" }) },
  {
    that: 'two rows for one entitlement of a product',
    by: 'entitlements_pkey',
    sql: 'insert into entitlements overriding system value select * from entitlements',
  },

  { that: 'two seats of one product for one person', by: 'seats_one_per_person', sql: seat({ person_id: person('maria') }) },
  { that: 'a seat for nobody', by: 'seats_person_id_people_id_fk', sql: seat({ person_id: '9999' }) },
  {
    that: 'a seat of one product out of the entitlement of another',
    by: 'seats_entitlement_id_product_id_entitlements_id_product_id_fk',
    sql: seat({ product_id: "(select id from products where name = 'Miro')" }),
  },
  { that: 'a seat given up before it was given', by: 'seats_dates_in_order', sql: seat({ until: "'2025-05-31'", state: "'released'" }) },
];
