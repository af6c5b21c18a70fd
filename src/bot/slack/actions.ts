import type { ActionsBlock, Button as SlackButton } from '@slack/types';
import type { Button } from '#core/card.ts';
import { encodeRef } from './button-ref.ts';
import { MAX } from './limits.ts';
import { plain } from './text.ts';

/** Buttons in rows, numbered from `first`: an `action_id` is unique in its message and begins with the action's name. */
export function actionRows(buttons: readonly Button[], first = 1): ActionsBlock[] {
  const elements = buttons.map((button, at) => drawButton(button, first + at));
  return Array.from({ length: Math.ceil(elements.length / MAX.actions) }, (_, row) => {
    return { type: 'actions', elements: elements.slice(row * MAX.actions, (row + 1) * MAX.actions) };
  });
}

function drawButton({ label, style, ...ref }: Button, number: number): SlackButton {
  const looks = style === undefined ? {} : { style };
  return { type: 'button', action_id: `${ref.action}#${number}`, text: plain(label, MAX.buttonText), value: encodeRef(ref), ...looks };
}
