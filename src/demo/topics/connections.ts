import type { Topic } from './topic.ts';

/** The network team: lines, waves and mail. */
export const CONNECTIONS: readonly Topic[] = [
  {
    weight: 6,
    titles: [
      ['slowed', 'VPN drops every few minutes'],
      ['blocked', 'VPN does not connect from home'],
      ['blocked', 'Cannot reach anything over VPN after the update'],
      ['slowed', 'VPN is very slow in the afternoon'],
    ],
    details: ['I restarted the router and the computer, no change.', 'It worked fine last week from the same place.'],
    replies: [
      'Hi {name}, I can see your sessions time out. I am moving you to the other gateway, please reconnect in five minutes.',
      'Hi {name}, thanks. Please quit the VPN client completely and start it again, it should fetch the new profile.',
    ],
    asks: [
      ['Which gateway does the client show, and what does the error say?', 'Gateway west, and it says "Negotiation timed out".'],
      ['Are you on your home connection or on a phone hotspot?', 'At home, cable connection.'],
    ],
    notes: ['Gateway west had packet loss between 14:00 and 15:00. Provider informed.', 'Profile was two versions behind.'],
    fixes: [
      ['fixed', 'Profile renewed and moved to the second gateway; stable for two hours.'],
      ['workaround', 'Use the second gateway for the next days, until the first one has been replaced.'],
      ['no_fault_found', 'No drops in the gateway log since this morning. Please tell me if it comes back.'],
    ],
  },
  {
    weight: 2,
    titles: [
      ['blocked', 'VPN client asks for a certificate'],
      ['slowed', 'Wifi asks for the certificate again and again'],
      ['slowed', 'VPN certificate runs out in two days'],
    ],
    details: ['I clicked cancel, to be safe.'],
    replies: ['Hi {name}, that is ours, you did the right thing. I am issuing a new certificate.'],
    asks: [['Could you send me the name that the message shows?', 'Fernwood Device CA 2, and a date from last week.']],
    notes: ['Renewal job did not reach the client, it was offline for three weeks.'],
    fixes: [['fixed', 'New certificate issued and installed.']],
  },
  {
    weight: 1,
    request: true,
    titles: [
      ['can_wait', 'VPN for a two week stay abroad'],
      ['can_wait', 'Can I use the VPN from my private computer?'],
    ],
    details: ['My manager knows about it.'],
    replies: ['Hi {name}, let me check the rules for that.'],
    asks: [['Which country, and from when to when?', 'Portugal, the first two weeks of next month.']],
    notes: ['Country is on the allowed list. Private devices are not.'],
    fixes: [
      ['fixed', 'Allowed for the dates you gave; instructions are in your chat.'],
      ['not_supported', 'Only from company devices, sorry. You can borrow one from us.'],
    ],
  },
  {
    weight: 5,
    titles: [
      ['slowed', 'Wifi is slow in meeting room Oak'],
      ['blocked', 'No wifi at my desk'],
      ['slowed', 'Wifi drops when I walk between floors'],
      ['slowed', 'Wifi is gone on the whole third floor'],
    ],
    details: ['My colleagues here have the same problem.', 'It is better near the kitchen.'],
    replies: [
      'Hi {name}, an access point there restarted twice this morning. I am having a look at it.',
      'Hi {name}, please forget the network once and join again, I have reset your entry.',
    ],
    asks: [['Which side of the building are you on?', 'Street side.']],
    notes: ['Access point 3-West is overloaded, 60 clients on one radio.', 'Roaming threshold too low since the last template change.'],
    fixes: [
      ['fixed', 'Access point replaced and channel changed; the signal is good again everywhere.'],
      ['duplicate', 'Same access point as in an earlier report; it is being replaced there.'],
    ],
  },
  {
    weight: 1,
    request: true,
    titles: [
      ['can_wait', 'Guest wifi for a customer visit on Thursday'],
      ['can_wait', 'Wifi codes for the workshop next week'],
    ],
    details: ['They will be in the big room on the ground floor.'],
    replies: ['Hi {name}, sure. I will prepare the codes.'],
    asks: [['How many guests do you expect, and from when to when?', 'Six people, from nine to four.']],
    notes: ['Codes are valid for one day only.'],
    fixes: [['fixed', 'Guest codes created and sent to you.']],
  },
  {
    weight: 4,
    titles: [
      ['slowed', 'Emails arrive with a long delay'],
      ['blocked', 'Cannot send email to customers'],
      ['slowed', 'Emails from a supplier never arrive'],
      ['slowed', 'My emails end up in the spam of customers'],
    ],
    details: ['It has been like this since yesterday.', 'It is the same in the browser.'],
    replies: ['Hi {name}, I am tracing one of the messages now.', 'Hi {name}, thanks. I see it in the mail log and am looking for the rule that does it.'],
    asks: [['Could you give me one address and a time, so that I can find it in the log?', 'Sent to you in chat, it was around 10 am.']],
    notes: ['Transport rule from last week catches it.', 'Their mail server is on a block list, told them.'],
    fixes: [
      ['fixed', 'Transport rule corrected; the held messages have been delivered.'],
      ['workaround', 'Sender put on the allow list until their server is off the block list.'],
    ],
  },
  {
    weight: 3,
    titles: [
      ['slowed', 'Shared mailbox is missing in Outlook'],
      ['slowed', 'Mailbox is full although I deleted a lot'],
      ['slowed', 'Inbox rules stopped working'],
    ],
    details: ['I restarted Outlook twice.'],
    replies: ['Hi {name}, can you go on with the web version for the moment? I am looking at the mailbox.'],
    asks: [['Is it the same in the web version?', 'Yes, exactly the same.']],
    notes: ['Archive was never switched on for this mailbox.'],
    fixes: [
      ['fixed', 'Mailbox settings repaired, it is as it should be after a restart of Outlook.'],
      ['fixed', 'Archive switched on, 11 GB are free, and the rules run again.'],
    ],
  },
  {
    weight: 2,
    request: true,
    titles: [
      ['can_wait', 'New email alias for the trade fair'],
      ['can_wait', 'Out of office reply for a shared mailbox'],
      ['can_wait', 'Mailbox for job applications'],
    ],
    details: ['From Monday on would be good.'],
    replies: ['Hi {name}, no problem, I will set it up.'],
    asks: [['Who else should have it?', 'Only me and my manager.']],
    notes: ['Name checked against the naming rules.'],
    fixes: [['fixed', 'Set up and tested from outside.']],
  },
  {
    weight: 3,
    titles: [
      ['slowed', 'Internet is slow in the whole office'],
      ['blocked', 'Internet outage at our site'],
      ['slowed', 'Network socket at my desk is dead'],
    ],
    details: ['It works over my phone, so it must be something on our side.'],
    replies: ['Hi {name}, I see it too. I am on it with the provider.', 'Hi {name}, thanks for the report. I am looking at the switch on your floor.'],
    asks: [['Is there a number printed on the socket you use?', 'It says 2-117.']],
    notes: ['Uplink at 96 % because of a backup in office hours. Rescheduled.'],
    fixes: [
      ['fixed', 'Backup moved to the night and the port tested; the line is at 30 %.'],
      ['no_fault_found', 'A short disturbance, over before we could measure.'],
    ],
  },
  {
    weight: 2,
    request: true,
    titles: [
      ['slowed', 'Firewall blocks the supplier portal'],
      ['can_wait', 'DNS name for the test environment'],
      ['blocked', 'Build server cannot reach the internal network'],
    ],
    details: ['I sent you the exact address in chat.'],
    replies: ['Hi {name}, I am checking the firewall log for that address.'],
    asks: [['Only from your desk, or for the whole team?', 'For the whole team, please.']],
    notes: ['Address checked, nothing against it.'],
    fixes: [['fixed', 'Entry added after a check of the address; it works from the whole team’s network.']],
  },
];
