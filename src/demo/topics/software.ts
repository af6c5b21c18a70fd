import type { Topic } from './topic.ts';

/** The service desk: programs. */
export const SOFTWARE: readonly Topic[] = [
  {
    weight: 4,
    request: true,
    titles: [
      ['can_wait', 'Please install Visual Studio Code'],
      ['can_wait', 'Install request: PDF editor'],
      ['can_wait', 'Need Python on my computer'],
      ['can_wait', 'Is DeepL approved for use here?'],
    ],
    details: ['The version does not matter, the current one is fine.', 'I looked in the software center, it is not listed there.'],
    replies: [
      'Hi {name}, it is on the approved list. I have assigned it to you, it installs itself within the hour.',
      'Hi {name}, let me check whether it has been reviewed already.',
    ],
    asks: [['What do you need it for? I have to note a reason.', 'For editing the templates of our team.']],
    notes: ['Reviewed last year, fine with the current terms.'],
    fixes: [
      ['fixed', 'Installed; you find it in the start menu.'],
      ['not_supported', 'Not approved because of its data terms. The approved alternative is installed instead.'],
    ],
  },
  {
    weight: 2,
    titles: [
      ['slowed', 'Installation of the video codec fails'],
      ['slowed', 'Software center stays empty'],
      ['can_wait', 'Installer asks for an administrator'],
    ],
    details: ['I tried it three times.'],
    replies: ['Hi {name}, I am looking at the package, others have the same today.'],
    asks: [['Which error number does it show?', '0x87D1041C, if I read it right.']],
    notes: ['Package is broken in the software center, repairing it there.'],
    fixes: [['fixed', 'Package repaired in the software center and installed.']],
  },
  {
    weight: 5,
    titles: [
      ['slowed', 'Excel crashes when I open the forecast'],
      ['slowed', 'Word closes without saving'],
      ['blocked', 'PowerPoint cannot open the board deck'],
      ['slowed', 'Excel takes minutes to open one file'],
      ['slowed', 'Add-in for the planning sheet disappeared'],
    ],
    details: ['It happens every time, also after a restart.', 'The same file opens fine for my colleague.'],
    replies: [
      'Hi {name}, please start it once without add-ins and tell me whether it still happens.',
      'Hi {name}, I see three crashes in the log. I will try with a copy of your file.',
    ],
    asks: [
      ['Could you send me the file, or a copy without the figures?', 'I put a copy in our chat.'],
      ['Which version does the About window show?', 'Version 2402, it says.'],
    ],
    notes: ['Crash is in the old add-in, version 3.1.', 'File has 1.2 million formatted cells. No wonder.'],
    fixes: [
      ['fixed', 'Add-in updated and Office repaired, no trouble since.'],
      ['workaround', 'Removed the unused formatting from the file; it opens in four seconds.'],
      ['no_fault_found', 'Could not reproduce it with your file on two computers. Please write if it happens again.'],
    ],
  },
  {
    weight: 3,
    titles: [
      ['slowed', 'Browser hangs with many tabs'],
      ['slowed', 'Photoshop quits at startup'],
      ['slowed', 'Slack shows a white window'],
      ['slowed', 'Acrobat cannot sign documents any more'],
    ],
    details: ['It started after the last update.'],
    replies: ['Hi {name}, please quit it completely, I am clearing its cache from here.'],
    asks: [['Does it also happen with a fresh profile?', 'No, there it works.']],
    notes: ['Profile was damaged, keep a copy for a week.'],
    fixes: [
      ['fixed', 'Profile repaired and program updated.'],
      ['workaround', 'Hardware acceleration switched off until the next version.'],
    ],
  },
  {
    weight: 4,
    titles: [
      ['slowed', 'Zoom calls break up'],
      ['slowed', 'Zoom says my version is too old'],
      ['slowed', 'No sound in video meetings'],
      ['blocked', 'Cannot join the customer webinar'],
    ],
    details: ['It is only in calls with people outside the company.', 'The meeting is at 3 pm, so before that would be great.'],
    replies: [
      'Hi {name}, please use the browser version for now, I am updating the client in the background.',
      'Hi {name}, I can join a test call with you right away, here is the link.',
    ],
    asks: [['Does it happen with every host, or only with one?', 'With every host so far.']],
    notes: ['Client was two versions behind, auto-update was off.'],
    fixes: [
      ['fixed', 'Client updated and auto-update switched on; the test call was fine.'],
      ['workaround', 'Join in the browser until the new version is released next week.'],
    ],
  },
  {
    weight: 2,
    request: true,
    titles: [
      ['can_wait', 'License for Figma'],
      ['can_wait', 'Adobe license for the brochure project'],
      ['can_wait', 'Do we still have a free Miro seat?'],
    ],
    details: ['I need it for about three months.', 'My manager has agreed.'],
    replies: ['Hi {name}, let me see how many seats we have left.'],
    asks: [['Is view-only enough, or do you need to edit?', 'I need to edit.']],
    notes: ['Seat taken from somebody who had not used it for 90 days.'],
    fixes: [
      ['fixed', 'Seat assigned; you got an invitation.'],
      ['not_supported', 'No seat left until the renewal. You are first on the list.'],
    ],
  },
  {
    weight: 2,
    titles: [
      ['slowed', 'Creative Cloud says my license has expired'],
      ['slowed', 'Tableau opens as viewer only'],
      ['slowed', 'Office shows "unlicensed product"'],
    ],
    details: ['Yesterday it still worked.'],
    replies: ['Hi {name}, I see your seat in the admin console. Please sign out of the program and in again.'],
    asks: [['Which address does the program show at the top right?', 'My private one. That explains it, I suppose.']],
    notes: ['Seat is fine, the client holds an old token.'],
    fixes: [['fixed', 'Sign-in repaired, the full license is active.']],
  },
  {
    weight: 2,
    titles: [
      ['can_wait', 'Update reminder does not go away'],
      ['slowed', 'System update fails at 40 percent'],
      ['can_wait', 'System language switched to German after the update'],
    ],
    details: ['It comes up twice a day.'],
    replies: ['Hi {name}, I will start it again from here tonight. Please leave the computer plugged in.'],
    asks: [['Is it all right if I restart your computer at 6 pm?', 'Yes, I am done by then.']],
    notes: ['Not enough free space for the update.'],
    fixes: [['fixed', 'Update installed after making room, and settings checked.']],
  },
];
