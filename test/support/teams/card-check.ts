import { CARD_SCHEMA, cardValidator, parserComplaints } from '../adaptive-cards.ts';
import { isRecord } from '../slack/schema.ts';
import type { Json } from './state.ts';

const MOST_ACTIONS = 6;
/** A picture by address or within the card: what Teams draws. */
const PICTURE = /^(?:https:\/\/|data:image\/(?:png|jpe?g|gif);base64,[A-Za-z0-9+/]+=*$)/;

const HOST = { actions: { maxActions: MOST_ACTIONS } };

/** All that Teams, or somebody strict, would say against a card in a bot's message or dialog. */
export function cardProblems(card: unknown): string[] {
  if (!isRecord(card) || card['type'] !== 'AdaptiveCard') return ['it is no Adaptive Card'];
  const nodes = nodesOf(card);
  return [
    ...(card['version'] === '1.5' ? [] : [`version ${String(card['version'])}, Teams has 1.5`]),
    ...repeatedInputs(nodes),
    ...nodes.flatMap(ownProblems),
    ...parserComplaints(withoutCharts(card), HOST),
    ...schemaProblems(withoutCharts(card) as Json),
  ];
}

/** Every object in it, itself first. Data that comes back with a press is no part of the drawing. */
export function nodesOf(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (!isRecord(value)) return [];
  return [value, ...Object.entries(value).flatMap(([key, part]) => (key === 'data' || key === 'msteams' ? [] : nodesOf(part)))];
}

/** As a client draws it that has no charts of its own. */
function withoutCharts(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((part) => !(isRecord(part) && part['fallback'] === 'drop')).map(withoutCharts);
  if (!isRecord(value)) return value;
  if (isChart(value)) return value['fallback'];
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === 'data' ? part : withoutCharts(part)]));
}

function isChart({ type }: Json): boolean {
  return typeof type === 'string' && type.startsWith('Chart.');
}

/** What Teams documents of its grouped bars; anything else is not drawn. */
function chartProblems(chart: Json): string[] {
  const { type, data, fallback } = chart;
  const isPoint = (point: unknown) => isRecord(point) && typeof point['x'] === 'string' && typeof point['y'] === 'number' && Number.isFinite(point['y']);
  const isSeries = (one: unknown) =>
    isRecord(one) && typeof one['legend'] === 'string' && typeof one['color'] === 'string' && Array.isArray(one['values']) && one['values'].every(isPoint);
  return [
    ...(type === 'Chart.VerticalBar.Grouped' ? [] : [`${String(type)}, which we do not know`]),
    ...(isRecord(fallback) || fallback === 'drop' ? [] : ['a chart without a fallback']),
    ...(Array.isArray(data) && data.every(isSeries) ? [] : ['a chart whose data Teams cannot read']),
  ];
}

function repeatedInputs(nodes: readonly Json[]): string[] {
  const ids = nodes.filter(({ type }) => typeof type === 'string' && type.startsWith('Input.')).map(({ id }) => id);
  return [
    ...(ids.some((id) => typeof id !== 'string' || id === '') ? ['an input without an id'] : []),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `a second input ${String(id)}`),
  ];
}

function ownProblems(node: Json): string[] {
  const { type, actions, fallback, verb, url, text, title, style } = node;
  const said: string[] = isChart(node) ? chartProblems(node) : [];
  if (type === 'Action.Execute' && !(isRecord(fallback) && fallback['type'] === 'Action.Submit'))
    said.push(`${String(title)}: Action.Execute without a fallback`);
  if (type === 'Action.Execute' && (typeof verb !== 'string' || verb === '')) said.push(`${String(title)}: Action.Execute without a verb`);
  if (Array.isArray(actions) && actions.length > MOST_ACTIONS) said.push(`${actions.length} actions in one row, Teams shows ${MOST_ACTIONS}`);
  if (type === 'Image' && !(typeof url === 'string' && PICTURE.test(url))) said.push('a picture that Teams does not draw');
  if (type === 'Action.OpenUrl' && !(typeof url === 'string' && url.startsWith('https://'))) said.push(`a link to ${String(url)}`);
  if (type === 'TextBlock') said.push(`a TextBlock, which reads Markdown: ${String(text)}`);
  if (typeof type === 'string' && type.startsWith('Action.') && (style === 'positive' || style === 'destructive'))
    said.push(`style ${style}, which Teams has not`);
  return said;
}

let validate: ReturnType<typeof cardValidator> | undefined;
/** Against the published schema, where the environment says where it is. */
function schemaProblems(card: Json): string[] {
  if (CARD_SCHEMA === undefined) return [];
  validate ??= cardValidator(CARD_SCHEMA);
  const { msteams: _, ...plain } = card;
  return validate(plain) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
}
