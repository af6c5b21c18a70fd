import { html } from 'htm/preact';
import { h } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { PersonView } from '#bot/browser/api.ts';
import { Avatar } from './avatar.ts';
import { Icon } from './icons.ts';
import { badgesOf, describe, findPeople, roleNames, roleOf, type Role } from './people.ts';
import { canHover } from './window.ts';

interface Props {
  readonly people: readonly PersonView[];
  readonly chosen: PersonView | undefined;
  readonly onChoose: (person: PersonView, newTab: boolean) => void;
}

const filters: readonly (readonly [Role | 'all', string])[] = [
  ['all', 'All'],
  ['agent', 'Agents'],
  ['manager', 'Managers'],
  ['employee', 'Employees'],
];

/** A search field over a list of people. Focus stays in the field; the arrow keys move through the list. */
export function PersonList({ people, chosen, onChoose }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const [role, setRole] = useState<Role | 'all'>('all');
  const found = findPeople(people, search, role);
  const [activeId, setActiveId] = useState(chosen?.id);
  const at = Math.max(
    0,
    found.findIndex((person) => person.id === activeId),
  );
  const active = found[at];

  useEffect(() => {
    if (canHover()) field.current?.focus();
  }, []);
  useEffect(() => list.current?.querySelector('[data-active=true]')?.scrollIntoView({ block: 'nearest' }), [active]);

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 6, PageUp: at - 6 };
    const step = steps[event.key];
    if (step !== undefined && !event.altKey) {
      event.preventDefault();
      setActiveId(found[Math.min(Math.max(step, 0), found.length - 1)]?.id);
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      onChoose(active, event.ctrlKey || event.metaKey);
    }
  }

  const option = (person: PersonView) =>
    html`<div
      key=${person.id}
      id=${`${id}-${person.id}`}
      role="option"
      class="person"
      aria-selected=${person.id === chosen?.id}
      data-active=${person === active}
      onClick=${(event: MouseEvent) => onChoose(person, event.ctrlKey || event.metaKey)}
    >
      ${h(Avatar, { name: person.name })}
      <span class="who"><span class="name">${person.name}</span><span class="about">${describe(person)}</span></span>
      <span class="badges">${badgesOf(person).map(({ text, look }) => html`<span class=${`badge ${look}`}>${text}</span>`)}</span>
      ${person.id === chosen?.id && h(Icon, { name: 'check' })}
    </div>`;

  return html`<div class="people">
    <div class="search">
      ${h(Icon, { name: 'search' })}
      <input
        ref=${field}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck=${false}
        placeholder="Name, team or department"
        aria-label="Search people"
        aria-expanded="true"
        aria-controls=${id}
        aria-autocomplete="list"
        aria-activedescendant=${active && `${id}-${active.id}`}
        value=${search}
        onKeyDown=${onKeyDown}
        onInput=${(event: InputEvent) => setSearch((event.currentTarget as HTMLInputElement).value)}
      />
    </div>
    <div class="filters" role="group" aria-label="Show">
      ${filters.map(([value, label]) => html`<button key=${value} type="button" aria-pressed=${role === value} onClick=${() => setRole(value)}>${label}</button>`)}
    </div>
    <div class="options" id=${id} role="listbox" aria-label="People" ref=${list}>
      ${[...Map.groupBy(found, roleOf)].map(
        ([group, members]) =>
          html`<div key=${group} role="group" aria-labelledby=${`${id}-${group}`}>
            <div class="group" id=${`${id}-${group}`} role="presentation">${roleNames[group]}<span class="count">${members.length}</span></div>
            ${members.map(option)}
          </div>`,
      )}
      ${found.length === 0 && html`<p class="nobody">Nobody matches “${search.trim()}”.</p>`}
    </div>
  </div>`;
}
