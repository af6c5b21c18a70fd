export const PLATFORMS = ['slack', 'teams', 'browser'] as const;
export type Platform = (typeof PLATFORMS)[number];

export interface Feature {
  readonly id: string;
  /** Whose part of the work it is. */
  readonly who: 'employee' | 'agent' | 'approver' | 'manager' | 'everybody';
  /** As it stands in the table. */
  readonly words: string;
  /** Why a platform cannot do it: then it never will be there, and no test may say that it is. */
  readonly not?: Partial<Readonly<Record<Platform, string>>>;
}

const NO_MENUS = 'its page has no menus of other programs';
const NO_REACTIONS = 'Teams tells an app only of reactions to its own messages';
const NO_PICTURES = 'Teams gives an app no pictures of people; only a permission for the whole directory would';

/** All that people can do on a platform, one by one. What of it works where is said by tests only: see `proves.ts`. */
export const FEATURES = [
  { id: 'report-in-words', who: 'employee', words: 'Reports a problem in plain words, and is asked for what is missing' },
  { id: 'report-by-form', who: 'employee', words: 'Reports a problem with a form' },
  { id: 'field-errors', who: 'employee', words: 'Sees at each field of a form what is wrong with it' },
  { id: 'known-answers', who: 'employee', words: 'Is offered what is known before a ticket is made' },
  { id: 'same-problem', who: 'employee', words: 'Is asked whether a second report is about the same thing' },
  { id: 'one-card', who: 'employee', words: 'Has one card for each request, which stays current' },
  { id: 'mention', who: 'employee', words: 'Names Deskside in a channel and is answered in the thread', not: { browser: 'its channels belong to teams' } },
  { id: 'command-help', who: 'employee', words: 'Gets help by a command', not: { browser: NO_MENUS } },
  { id: 'command-in', who: 'employee', words: 'Starts something by a command', not: { browser: NO_MENUS } },
  { id: 'global-shortcut', who: 'employee', words: 'Starts a report from wherever they are', not: { browser: NO_MENUS } },
  { id: 'suggested-prompts', who: 'employee', words: 'Sees suggestions of what to write' },
  { id: 'own-page', who: 'employee', words: 'Has a page with their requests' },
  { id: 'status', who: 'employee', words: 'Asks how a request stands' },
  { id: 'why-this-time', who: 'employee', words: 'Reads why a promised time is what it is' },
  { id: 'answer-agent', who: 'employee', words: 'Answers the agent in plain words' },
  { id: 'talk-to-person', who: 'employee', words: 'Asks for a person' },
  { id: 'withdraw', who: 'employee', words: 'Withdraws a request' },
  { id: 'reopen', who: 'employee', words: 'Says that it is not fixed' },
  { id: 'reopen-closed', who: 'employee', words: 'Comes back to a closed request, and a new one is linked with it' },
  { id: 'rate', who: 'employee', words: 'Rates what was done' },
  { id: 'report-for-another', who: 'employee', words: 'Reports for a colleague: both see it, and both add to it' },
  { id: 'keep-informed', who: 'employee', words: 'Keeps a colleague informed about a request' },
  { id: 'private-request', who: 'employee', words: 'Asks for something confidential, which the team’s channel does not show' },
  { id: 'license', who: 'employee', words: 'Asks for a license in plain words, and has it once it is approved' },
  { id: 'license-line', who: 'employee', words: 'Waits in line for a seat, reads their place, and moves up' },
  { id: 'give-back', who: 'employee', words: 'Gives a license back' },
  { id: 'files-in', who: 'employee', words: 'Sends screenshots and other files along' },

  { id: 'triage-card', who: 'agent', words: 'Sees new tickets in the team’s channel' },
  { id: 'claim-by-button', who: 'agent', words: 'Takes a ticket with a button' },
  { id: 'second-claim-told', who: 'agent', words: 'Is told who was first, and only they see that' },
  { id: 'hand-back', who: 'agent', words: 'Hands a ticket back' },
  { id: 'hand-over', who: 'agent', words: 'Hands a ticket over to a colleague' },
  { id: 'priority', who: 'agent', words: 'Sets the priority' },
  { id: 'merge', who: 'agent', words: 'Merges tickets about the same thing' },
  { id: 'split', who: 'agent', words: 'Splits a ticket that is about two things' },
  { id: 'link', who: 'agent', words: 'Links tickets that belong together, and ends a link' },
  { id: 'watch', who: 'agent', words: 'Watches a ticket, and stops' },
  { id: 'escalate', who: 'agent', words: 'Passes a ticket to another team' },
  { id: 'wave', who: 'agent', words: 'Lets one ticket stand for many reports of one fault: one status, one resolution' },
  { id: 'snooze', who: 'agent', words: 'Snoozes a ticket until a time' },
  { id: 'offered', who: 'agent', words: 'Is offered a ticket that nobody takes, and passes it on' },
  { id: 'still-on-it', who: 'agent', words: 'Is asked whether they are still on a ticket' },
  { id: 'ask', who: 'agent', words: 'Asks the requester, and the ticket waits' },
  { id: 'reply-in-thread', who: 'agent', words: 'Answers in the thread under a ticket' },
  { id: 'private-note', who: 'agent', words: 'Keeps a private note that never leaves the team' },
  { id: 'words-in-thread', who: 'agent', words: 'Uses words in the thread instead of buttons' },
  { id: 'resolve', who: 'agent', words: 'Resolves a ticket with what was done' },
  { id: 'crossing', who: 'agent', words: 'Does not pass over what was said while a form was open' },
  { id: 'message-shortcut', who: 'agent', words: 'Makes a ticket of a message from its menu', not: { browser: NO_MENUS } },
  { id: 'reaction', who: 'agent', words: 'Makes a ticket of a message with a reaction', not: { teams: NO_REACTIONS, browser: 'it has no reactions' } },
  { id: 'agent-queue', who: 'agent', words: 'Has a page with their queue and what waits' },
  { id: 'files-out', who: 'agent', words: 'Sends files to the requester' },
  { id: 'ask-approval', who: 'agent', words: 'Asks somebody to approve something, and reads what becomes of it' },

  { id: 'approve', who: 'approver', words: 'Is asked in direct messages, with what and why in view, and approves with a button' },
  { id: 'decline', who: 'approver', words: 'Declines with a reason, which the requester and the team read' },
  { id: 'hand-on', who: 'approver', words: 'Hands a question to somebody else' },
  { id: 'away', who: 'approver', words: 'Says who decides while they are away' },
  { id: 'approval-reminded', who: 'approver', words: 'Is reminded, and the next is asked when they do not answer' },

  { id: 'summary', who: 'manager', words: 'Gets a summary of the team’s tickets' },
  { id: 'summary-charts', who: 'manager', words: 'Sees in charts how things develop' },
  { id: 'summary-file', who: 'manager', words: 'Gets what a summary is made of as a CSV file' },
  { id: 'summary-on-request', who: 'manager', words: 'Asks how things stand: of all by another look, of one ticket by asking its owner' },

  { id: 'edits', who: 'everybody', words: 'Changes a message, and every copy changes' },
  { id: 'deletions', who: 'everybody', words: 'Deletes a message, and every copy goes' },
  { id: 'names', who: 'everybody', words: 'Sees the name of the colleague whose words are passed on' },
  { id: 'pictures', who: 'everybody', words: 'Sees the colleague’s picture as well', not: { teams: NO_PICTURES } },
  { id: 'literal', who: 'everybody', words: 'Writes whatever they like: it pings nobody, links nothing and formats nothing' },
  { id: 'unknown-refused', who: 'everybody', words: 'Is turned away when not an employee, or no longer one' },
  { id: 'guests-refused', who: 'everybody', words: 'Is turned away as a guest, a bot or of another company', not: { browser: 'there are none' } },
  { id: 'once', who: 'everybody', words: 'Sees one thing happen once, however often it is delivered' },
  { id: 'too-much', who: 'everybody', words: 'Is told when they say too much at once' },
  { id: 'undelivered', who: 'everybody', words: 'Hears of it when somebody cannot be reached' },
  { id: 'several-workspaces', who: 'everybody', words: 'Works in several workspaces or tenants', not: { browser: 'it is one company’s page' } },
] as const satisfies readonly Feature[];

export type FeatureId = (typeof FEATURES)[number]['id'];
