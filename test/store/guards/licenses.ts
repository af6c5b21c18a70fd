import { inserting, person, type Guard } from './guard.ts';

const FIGMA = "(select id from products where name = 'Figma')";
const MIRO = "(select id from products where name = 'Miro')";
const EDITOR = "(select id from product_levels where name = 'Editor')";
const MARIAS_SEAT = `(select id from seats where person_id = ${person('maria')})`;
const figmaSeats = `(select id from entitlements where product_id = ${FIGMA})`;

const level = inserting('product_levels', { product_id: FIGMA, name: "'Viewer'", rank: '1' });
const request = inserting('license_requests', {
  state: "'asked'",
  product_id: MIRO,
  person_id: person('tom'),
  asked_by_id: person('tom'),
  reason: "''",
  asked_at: 'now()',
});
const seat = inserting('seats', { entitlement_id: figmaSeats, product_id: FIGMA, person_id: person('tom'), since: "'2025-06-01'" });
const change = (what: string) => `update license_requests set ${what}, version = version + 1 where ended_at is null`;

const purchase = inserting('purchase_requests', { product_id: MIRO, seats: '2', person_id: person('tom'), asked_at: 'now()' });
const changePurchase = (what: string) => `update purchase_requests set ${what}, version = version + 1 where ended_at is null`;

const difference = inserting('license_differences', { level_id: EDITOR, email: "'lee@example.test'", kind: "'in_group_without_seat'", found_at: 'now()' });

export const LICENSES_ALLOWED = `
  insert into purchase_requests (product_id, seats, person_id, asked_at) values (${FIGMA}, 1, ${person('tom')}, now());
  insert into purchase_requests (product_id, seats, person_id, state, asked_at, ended_at) values (${FIGMA}, 1, ${person('tom')}, 'declined', now(), now());
  insert into product_levels (product_id, name, rank, group_name) values (${FIGMA}, 'Editor', 2, 'figma-editors');
  insert into license_checks (level_id, checked_at) select id, now() from product_levels;
  insert into license_differences (level_id, email, kind, found_at) values (${EDITOR}, 'tom@example.test', 'in_group_without_seat', now());
  insert into birthrights select ${FIGMA}, id from departments;
  update entitlements set contract = 'C-1' where product_id = ${FIGMA};
  insert into license_requests (state, product_id, person_id, asked_by_id, reason, asked_at)
    values ('asked', ${FIGMA}, ${person('tom')}, ${person('maria')}, 'for the mock-ups', now());
  insert into license_requests (state, product_id, person_id, asked_by_id, reason, seat_id, asked_at, ended_at)
    values ('granted', ${FIGMA}, ${person('maria')}, ${person('maria')}, '', ${MARIAS_SEAT}, now(), now());
`;

export const licenseGuards: readonly Guard[] = [
  { that: 'an approval of an unknown kind', by: 'products_approval_known', sql: "update products set approval = 'everybody'" },
  { that: 'a product that is idle before it was used', by: 'products_limits_positive', sql: 'update products set idle_days = 0' },
  { that: 'a product instead of itself', by: 'products_not_own_alternative', sql: 'update products set alternative_id = id' },
  { that: 'an owner who does not exist', by: 'products_owner_id_people_id_fk', sql: 'update products set owner_id = 9999' },
  { that: 'a budget holder who does not exist', by: 'products_budget_holder_id_people_id_fk', sql: 'update products set budget_holder_id = 9999' },
  { that: 'a team of a product that does not exist', by: 'products_team_id_teams_id_fk', sql: 'update products set team_id = 9999' },
  { that: 'an alternative that does not exist', by: 'products_alternative_id_products_id_fk', sql: 'update products set alternative_id = 9999' },

  { that: 'a level twice', by: 'product_levels_name_key', sql: level({ name: "'Editor'" }) },
  { that: 'a level of no product', by: 'product_levels_product_id_products_id_fk', sql: level({ product_id: '9999' }) },
  { that: 'a level below the least', by: 'product_levels_rank_counted', sql: level({ rank: '0' }) },
  { that: 'a group without a name', by: 'product_levels_group_filled', sql: level({ group_name: "''" }) },
  {
    that: 'a right by birth twice',
    by: 'birthrights_product_id_department_id_pk',
    sql: `insert into birthrights select ${FIGMA}, id from departments`,
  },
  { that: 'a right to no product', by: 'birthrights_product_id_products_id_fk', sql: 'insert into birthrights select 9999, id from departments' },
  { that: 'a right for no department', by: 'birthrights_department_id_departments_id_fk', sql: `insert into birthrights values (${FIGMA}, 9999)` },

  {
    that: 'two terms of one contract',
    by: 'entitlements_contract_key',
    sql: `insert into entitlements (product_id, seats, seat_price_cents, currency, starts_on, ends_on, contract) values (${FIGMA}, 1, 1, 'EUR', '2026-01-01', '2027-01-01', 'C-1')`,
  },
  { that: 'notice after the term', by: 'entitlements_dates_in_order', sql: 'update entitlements set notice_on = ends_on + 1' },
  { that: 'fewer seats than are held', by: 'entitlements_hold_seats', sql: `${seat({})}; update entitlements set seats = 1 where product_id = ${FIGMA}` },
  { that: 'more seats than were bought', by: 'seats_within_entitlement', sql: `update entitlements set seats = 1 where product_id = ${FIGMA}; ${seat({})}` },
  {
    that: 'a seat that was given once, a second time',
    by: 'seats_within_entitlement',
    sql: `update entitlements set seats = 1, reassignable = false where product_id = ${FIGMA}; update seats set state = 'released', until = '2025-12-01'; ${seat({})}`,
  },
  { that: 'a seat in an unknown state', by: 'seats_state_known', sql: seat({ state: "'lent'" }) },
  { that: 'a seat that was given back and is held', by: 'seats_released_when_over', sql: seat({ state: "'released'" }) },
  { that: 'a seat that went back for no known reason', by: 'seats_back_because_known', sql: seat({ state: "'leaving'", back_because: "'whim'" }) },
  { that: 'a seat that is held and went back', by: 'seats_back_because_when_back', sql: seat({ back_because: "'idle'" }) },
  { that: 'a seat without a version', by: 'seats_version_positive', sql: seat({ version: '0' }) },
  { that: 'a seat at a level of another product', by: 'seats_level_fk', sql: `update product_levels set product_id = ${MIRO}; ${seat({ level_id: EDITOR })}` },

  { that: 'two open requests of one person for one product', by: 'license_requests_open_key', sql: request({ product_id: FIGMA }) },
  { that: 'a request for no product', by: 'license_requests_product_id_products_id_fk', sql: request({ product_id: '9999' }) },
  { that: 'a request for nobody', by: 'license_requests_person_id_people_id_fk', sql: request({ person_id: '9999' }) },
  { that: 'a request of nobody', by: 'license_requests_asked_by_id_people_id_fk', sql: request({ asked_by_id: '9999' }) },
  { that: 'a request that goes on in no ticket', by: 'license_requests_ticket_id_tickets_id_fk', sql: request({ ticket_id: '9999' }) },
  { that: 'a request for a level of another product', by: 'license_requests_level_fk', sql: request({ level_id: EDITOR }) },
  { that: 'a request that is met by somebody else’s seat', by: 'license_requests_seat_fk', sql: change(`seat_id = ${MARIAS_SEAT}`) },
  { that: 'a request without a version', by: 'license_requests_version_positive', sql: request({ version: '0' }) },
  { that: 'an unknown kind of request', by: 'license_requests_kind_known', sql: request({ kind: "'gift'" }) },
  { that: 'an unknown state of a request', by: 'license_requests_state_known', sql: request({ state: "'lost'" }) },
  { that: 'a request that was declined and goes on', by: 'license_requests_ended_when_over', sql: request({ state: "'declined'" }) },
  { that: 'a request granted without a seat', by: 'license_requests_seat_when_given', sql: request({ state: "'granting'" }) },
  {
    that: 'a request that ends before it begins',
    by: 'license_requests_times_in_order',
    sql: request({ state: "'declined'", ended_at: "now() - interval '1 day'" }),
  },
  { that: 'a request that asks for something else later', by: 'license request 1 is asked as it is', sql: change("reason = 'because'") },
  {
    that: 'a change of a request that has ended',
    by: 'license request 2 has ended',
    sql: 'update license_requests set version = version + 1 where ended_at is not null',
  },
  { that: 'a comparison of no level', by: 'license_checks_level_id_product_levels_id_fk', sql: 'update license_checks set level_id = 9999' },
  { that: 'fewer than no differences', by: 'license_checks_counted', sql: 'update license_checks set more = -1' },
  { that: 'one difference twice', by: 'license_differences_open_key', sql: difference({ email: "'tom@example.test'" }) },
  { that: 'a difference of no level', by: 'license_differences_level_id_product_levels_id_fk', sql: difference({ level_id: '9999' }) },
  { that: 'a difference of an unknown kind', by: 'license_differences_kind_known', sql: difference({ kind: "'odd'" }) },
  { that: 'an address in capitals', by: 'license_differences_email_small', sql: difference({ email: "'Lee@example.test'" }) },
  {
    that: 'a difference mended before it was found',
    by: 'license_differences_times_in_order',
    sql: difference({ mended_at: "now() - interval '1 day'" }),
  },
  { that: 'two open questions to buy one product', by: 'purchase_requests_asked_key', sql: purchase({ product_id: FIGMA }) },
  { that: 'to buy of no product', by: 'purchase_requests_product_id_products_id_fk', sql: purchase({ product_id: '9999' }) },
  { that: 'to buy for nobody', by: 'purchase_requests_person_id_people_id_fk', sql: purchase({ person_id: '9999' }) },
  { that: 'to buy nothing', by: 'purchase_requests_seats_positive', sql: purchase({ seats: '0' }) },
  { that: 'a price in no currency', by: 'purchase_requests_price_whole', sql: purchase({ price_cents: '1500' }) },
  { that: 'a purchase without a version', by: 'purchase_requests_version_positive', sql: purchase({ version: '0' }) },
  { that: 'a purchase in an unknown state', by: 'purchase_requests_state_known', sql: purchase({ state: "'lost'", ended_at: 'now()' }) },
  { that: 'a purchase that was declined and goes on', by: 'purchase_requests_ended_when_over', sql: purchase({ state: "'declined'" }) },
  { that: 'a purchase that nobody makes', by: 'purchase_requests_ticket_when_approved', sql: purchase({ state: "'approved'" }) },
  { that: 'a purchase in no ticket', by: 'purchase_requests_ticket_id_tickets_id_fk', sql: purchase({ state: "'approved'", ticket_id: '9999' }) },
  {
    that: 'a purchase that ends before it begins',
    by: 'purchase_requests_times_in_order',
    sql: purchase({ state: "'declined'", ended_at: "now() - interval '1 day'" }),
  },
  {
    that: 'more seats than somebody agreed to',
    by: 'purchase request 1 is kept as it was decided',
    sql: `${changePurchase("state = 'approved', ticket_id = 1001")}; ${changePurchase('seats = 9')}`,
  },
  {
    that: 'a change of a purchase that has ended',
    by: 'purchase request 2 has ended',
    sql: 'update purchase_requests set seats = 3 where ended_at is not null',
  },
  { that: 'a purchase that is forgotten', by: 'purchase requests are kept', sql: 'delete from purchase_requests' },
  { that: 'a request that is forgotten', by: 'license requests are kept', sql: 'delete from license_requests' },
];
