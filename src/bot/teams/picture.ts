import { run, richText } from '../adaptive-card.ts';
import { CARD_TYPE } from './message.ts';

interface Picture {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly caption: string;
}

/** What the first bytes of the pictures are that Teams draws. */
const SIGNATURES = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
] as const;

/** A message that shows a picture and what it is called; undefined for what is none, whatever its name says. */
export function drawPicture({ name, bytes, caption }: Picture): object | undefined {
  const [type] = SIGNATURES.find(([, start]) => start.every((byte, at) => bytes[at] === byte)) ?? [];
  if (type === undefined) return undefined;
  const url = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
  const content = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: [
      richText([run(caption, { weight: 'Bolder' })]),
      { type: 'Image', url, altText: name, size: 'Auto' },
      richText([run(name, { isSubtle: true, size: 'Small' })], { spacing: 'Small' }),
    ],
  };
  return { type: 'message', summary: `${caption}: ${name}`, attachments: [{ contentType: CARD_TYPE, content }] };
}
