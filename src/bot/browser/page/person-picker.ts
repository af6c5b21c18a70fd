import { html } from 'htm/preact';
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PersonView } from '#bot/browser/api.ts';
import { formatAddress, go } from './address.ts';
import { Avatar } from './avatar.ts';
import { Icon } from './icons.ts';
import { describe } from './people.ts';
import { PersonList } from './person-list.ts';

export function choosePerson(person: PersonView, newTab: boolean): void {
  if (newTab) open(formatAddress({ as: person.email }), '_blank', 'noopener');
  else go({ as: person.email });
}

/** "Acting as …" with everybody else one click away. */
export function PersonPicker({ people, me }: { people: readonly PersonView[]; me: PersonView }) {
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const outside = (event: PointerEvent | FocusEvent) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    close();
  }

  function onChoose(person: PersonView, newTab: boolean): void {
    close();
    choosePerson(person, newTab);
  }

  return html`<div class="picker" ref=${frame} onKeyDown=${onKeyDown}>
    <button ref=${button} type="button" class="acting" aria-expanded=${isOpen} aria-haspopup="dialog" onClick=${() => setOpen(!isOpen)}>
      ${h(Avatar, { name: me.name })}
      <span class="who">
        <span class="as">Acting as</span>
        <span class="name">${me.name}</span>
        <span class="about">${describe(me)}</span>
      </span>
      ${h(Icon, { name: 'chevron' })}
    </button>
    ${
      isOpen &&
      html`<div class="popover" role="dialog" aria-label="Act as somebody else">
        ${h(PersonList, { people, chosen: me, onChoose })}
        <p class="tip">Ctrl-click (on a Mac, ⌘-click) opens a person in a new tab, so you can be two people at once.</p>
      </div>`
    }
  </div>`;
}
