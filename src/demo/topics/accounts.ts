import type { Topic } from './topic.ts';

/** The network team: who may go in where. */
export const ACCOUNTS: readonly Topic[] = [
  {
    weight: 5,
    titles: [
      ['blocked', 'Locked out of my account'],
      ['blocked', 'Account locked after too many attempts'],
      ['blocked', 'Account is locked again since this morning'],
    ],
    details: ['I have a customer meeting in half an hour.', 'I am sure the password is right.'],
    replies: [
      'Hi {name}, I see the lock. I will unlock it after a short check that it is you: I am calling you on the number we have.',
      'Hi {name}, on it. Please do not try again for the next ten minutes, otherwise it locks again.',
    ],
    asks: [['Are you signed in on another computer or phone with an old password?', 'Yes, my phone probably still has the old one.']],
    notes: ['Lock comes from an old mail profile on the phone.', 'Identity checked by call-back.'],
    fixes: [
      ['fixed', 'Unlocked after a call-back, and the old password removed from the phone.'],
      ['user_error', 'Caps lock was on. Unlocked; it happens to all of us.'],
    ],
  },
  {
    weight: 4,
    titles: [
      ['blocked', 'Password expired while I was on leave'],
      ['blocked', 'Login fails after the password change'],
      ['slowed', 'I am asked for my password every hour'],
      ['can_wait', 'Password manager does not fill in the intranet'],
    ],
    details: ['Everything else works.', 'I typed it three times to be sure.'],
    replies: [
      'Hi {name}, I will sort that out with you. I am calling you on the number we have.',
      'Hi {name}, I can see the failed attempts. Give me a few minutes.',
    ],
    asks: [['Which page or program asks for it?', 'The intranet, in the browser.']],
    notes: ['Identity checked by call-back.'],
    fixes: [
      ['fixed', 'Set a new password together; login works everywhere.'],
      ['fixed', 'Stale sign-in tokens removed, it has not asked again since.'],
    ],
  },
  {
    weight: 3,
    titles: [
      ['blocked', 'Authenticator codes are rejected'],
      ['blocked', 'Authenticator app is gone after a reset'],
      ['slowed', 'MFA prompt does not arrive'],
      ['can_wait', 'Security key for login instead of codes'],
    ],
    details: ['It worked until the weekend.'],
    replies: ['Hi {name}, I can set it up with you. Do you have five minutes for a video call, so that I can see it is you?'],
    asks: [['Is the time on your phone set automatically?', 'No, I changed it during a trip. It is automatic now.']],
    notes: ['Identity checked on video with the badge.', 'Manager confirmed.'],
    fixes: [['fixed', 'Registered anew and the old entry removed; tested three logins in a row.']],
  },
  {
    weight: 4,
    request: true,
    titles: [
      ['slowed', 'No access to the team share'],
      ['can_wait', 'Access to the contracts folder'],
      ['can_wait', 'Read access to the budget folder for a colleague'],
      ['slowed', 'Folder permissions look wrong since the reorganization'],
    ],
    details: ['My manager knows about it.', 'Others in the same team can open it.'],
    replies: ['Hi {name}, I need the consent of the folder’s owner. I have just asked and will come back to you as soon as I hear more.'],
    asks: [
      ['Is it for changing files there, or only for reading?', 'Reading is enough.'],
      ['Could you paste the full path of the folder?', 'It is under Shared, Finance, Closing, then the folder of this year.'],
    ],
    notes: ['Owner said yes in chat.', 'Group was renamed, the old entry is still on the folder.'],
    fixes: [
      ['fixed', 'Added to the group after the owner agreed. Please sign out and in once.'],
      ['not_supported', 'The owner did not agree. Please talk to your manager about it.'],
    ],
  },
  {
    weight: 2,
    titles: [
      ['slowed', 'Shared drive is missing after a restart'],
      ['slowed', 'Drive letter of the archive has changed'],
      ['slowed', 'Shared drive opens very slowly'],
    ],
    details: ['A colleague next to me has the same.'],
    replies: ['Hi {name}, I am looking at the log-in script, it was changed last night.'],
    asks: [['Does it come back when you sign out and in again?', 'No, I tried twice.']],
    notes: ['Script from last night overwrites the mapping for this site.'],
    fixes: [
      ['fixed', 'Drive mapping repaired; it survives a restart.'],
      ['duplicate', 'Same cause as an earlier report of this morning; repaired there for everybody.'],
    ],
  },
  {
    weight: 3,
    departments: ['Engineering'],
    request: true,
    titles: [
      ['slowed', 'Repository access for the new service'],
      ['slowed', 'Permission denied in the staging environment'],
      ['slowed', 'Lost access to Jira after the team change'],
    ],
    details: ['I need it for the sprint that starts on Monday.'],
    replies: ['Hi {name}, I will add you to the group. It takes up to an hour until it is known everywhere.'],
    asks: [['Do you need to write, or is reading enough?', 'Write access, please, I have to release there.']],
    notes: ['Manager agreed.', 'Group sync runs on the hour.'],
    fixes: [
      ['fixed', 'Added to the group and checked with you that it works.'],
      ['fixed', 'Group sync had stopped; restarted, and access is back.'],
    ],
  },
  {
    weight: 2,
    departments: ['Sales', 'Finance', 'Operations'],
    request: true,
    titles: [
      ['can_wait', 'Access to the Salesforce sandbox'],
      ['can_wait', 'Access to the Tableau dashboards'],
      ['slowed', 'No permission to approve orders while my manager is away'],
    ],
    details: ['A colleague in the team has the same rights I need.'],
    replies: ['Hi {name}, I have asked your manager for a short yes, then it goes quickly.'],
    asks: [['For how long do you need it?', 'Until the end of the quarter.']],
    notes: ['Manager agreed, time limit is set.'],
    fixes: [
      ['fixed', 'Added to the group until the date you gave.'],
      ['duplicate', 'Your manager had asked for the same already; both are done now.'],
    ],
  },
];
