import type { Actor } from '#core/person.ts';
import type { Relation, Role } from '#core/workflow.ts';

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

/**
 * Whether the actor stands in one of the roles to a subject. Unknown means no: a person who has left, or a subject
 * that is not there, is refused whatever the roles say.
 */
export function authorize(actor: Actor, who: readonly Role[], relation: Relation | undefined): Verdict {
  if (actor.person.status !== 'active') return no('Your account is not active, so I cannot do this for you.');
  if (who.some((role) => holds(role, actor, relation))) return { allowed: true };
  if (!relation && !who.includes('anyone')) return no('I cannot find what this button belongs to.');
  return no(REFUSALS[who[0] ?? 'anyone']);
}

function holds(role: Role, actor: Actor, relation: Relation | undefined): boolean {
  if (role === 'anyone') return true;
  if (!relation) return false;
  switch (role) {
    case 'requester':
      return relation.requesterId === actor.person.id;
    case 'reporter':
      return (relation.reporterIds ?? []).includes(actor.person.id);
    case 'watcher':
      return (relation.watcherIds ?? []).includes(actor.person.id);
    case 'agent':
      return actor.teamIds.includes(relation.teamId);
    case 'assignee':
      return relation.assigneeId === actor.person.id && actor.teamIds.includes(relation.teamId);
    case 'approver':
      return relation.requesterId !== actor.person.id && (relation.approverIds ?? []).includes(actor.person.id);
  }
}

function no(why: string): Verdict {
  return { allowed: false, why };
}

const REFUSALS: Readonly<Record<Role, string>> = {
  anyone: 'This is not possible.',
  requester: 'Only the person who asked can do this.',
  reporter: 'Only the person who reported this for somebody else can do it.',
  watcher: 'Only somebody who watches this can do it.',
  agent: 'Only members of the team that works on this can do it.',
  assignee: 'Only the person who has taken this can do it.',
  approver: 'Only somebody who decides about this can do it, and nobody decides about their own request.',
};
