import type { Topic } from './topic.ts';

/** The devices team: what people work on. */
export const COMPUTERS: readonly Topic[] = [
  {
    weight: 4,
    titles: [
      ['blocked', 'Laptop does not turn on'],
      ['blocked', 'Laptop screen stays black after a restart'],
      ['blocked', 'Laptop freezes at the logo when it starts'],
    ],
    details: ['It started yesterday evening, nothing was installed before that.', 'I held the power button for 20 seconds already, no change.'],
    replies: [
      'Hi {name}, sorry about that. Please unplug everything, hold the power button for 30 seconds and try again. I am preparing a spare laptop in case it does not help.',
      'Hi {name}, I am on it. May I call you, so that we look at it together?',
    ],
    asks: [['Does a light come on next to the power socket when you plug it in?', 'Yes, a white light, but nothing else happens.']],
    notes: [
      'Still under warranty. If the reset does not help it goes to the vendor.',
      'Third one of this model this quarter, checking whether the firmware update is the cause.',
    ],
    fixes: [
      ['fixed', 'Power controller reset and firmware updated. It has started cleanly five times since.'],
      ['workaround', 'Spare laptop handed out while the old one is at the vendor for repair.'],
    ],
  },
  {
    weight: 3,
    titles: [
      ['blocked', 'My laptop crashes every morning'],
      ['slowed', 'Laptop restarts on its own during meetings'],
      ['slowed', 'Laptop wakes from sleep with a blue screen'],
    ],
    details: ['It has happened four times this week.', 'My work is saved, but it takes ten minutes until I am back.'],
    replies: [
      'Hi {name}, please leave it plugged in for a moment, I am reading its last crash report from here.',
      'Hi {name}, thanks for the report. I can see three crashes since Monday and will look for what they have in common.',
    ],
    asks: [['Is anything plugged in when it happens?', 'Yes, the dock, most of the time.']],
    notes: ['Crash report points at the graphics driver again.', 'If it comes back, swap it. No more experiments.'],
    fixes: [
      ['fixed', 'Graphics driver replaced with the previous version; no crash for two days.'],
      ['fixed', 'Memory module reseated; the stress test ran for two hours without a fault.'],
      ['no_fault_found', 'No crash since the restart, and the hardware test is clean. Please write again if it comes back.'],
    ],
  },
  {
    weight: 3,
    titles: [
      ['slowed', 'Laptop battery only lasts an hour'],
      ['slowed', 'Battery drains overnight even when closed'],
      ['can_wait', 'Battery warning shows up at every start'],
    ],
    details: ['It used to last the whole day until about two weeks ago.', 'I travel on Thursday, before that would be great.'],
    replies: [
      'Hi {name}, I will read the battery health remotely and tell you what I see.',
      'Hi {name}, thanks. That model had a bad series, let me check whether yours is one of them.',
    ],
    asks: [['Can you do without it for half a day this week? Then I change the battery.', 'Friday morning works for me.']],
    notes: ['Battery health reads 61 %. Below 70 % we replace.'],
    fixes: [
      ['fixed', 'Battery replaced under warranty; health is back at 100 %.'],
      ['workaround', 'Background sync paused on battery; it lasts most of the day until the replacement arrives.'],
    ],
  },
  {
    weight: 3,
    request: true,
    titles: [
      ['blocked', 'Charger is broken, laptop is almost empty'],
      ['can_wait', 'Need a second charger for the office'],
      ['slowed', 'Charger works only at a certain angle'],
    ],
    details: ['I can borrow one from a colleague today, but not tomorrow.'],
    replies: [
      'Hi {name}, we have that charger in stock. One will be on your desk this afternoon, or in the mail if you work from home.',
      'Hi {name}, there is one ready for you at the front desk, come by any time today.',
    ],
    asks: [['Are you in the office this week, or should I ship it?', 'I am at home until Friday, please ship it to my usual address.']],
    notes: ['Last 65 W charger on the shelf, ordering ten more.'],
    fixes: [
      ['fixed', 'New charger handed out and tested.'],
      ['fixed', 'Charger shipped, arrived and works.'],
    ],
  },
  {
    weight: 5,
    titles: [
      ['slowed', 'Laptop is very slow since Monday'],
      ['slowed', 'Laptop takes ten minutes to start'],
      ['slowed', 'Laptop storage is almost full'],
      ['slowed', 'Everything lags on my laptop'],
    ],
    details: ['Even typing lags.', 'It got worse after the last update.'],
    replies: [
      'Hi {name}, I will look at what keeps it busy. You can go on working, it may just feel slow for a few minutes.',
      'Hi {name}, please restart it once, that already helps in half of the cases, and tell me how it behaves.',
    ],
    asks: [
      ['When did you last restart it?', 'To be honest, maybe three weeks ago.'],
      ['Is it slow in everything or in one application?', 'In everything.'],
    ],
    notes: ['Indexing loop again, same as on others of that age.', 'Due for refresh next quarter, no point in upgrading.'],
    fixes: [
      ['fixed', 'Search index rebuilt; the processor is back to normal.'],
      ['fixed', 'Old profiles and caches removed, 84 GB are free again.'],
      ['no_fault_found', 'The restart solved it; nothing unusual in the logs of the last week.'],
    ],
  },
  {
    weight: 2,
    titles: [
      ['slowed', 'Laptop fan is loud all the time'],
      ['slowed', 'Laptop is overheating during builds'],
    ],
    details: ['It gets so hot that I cannot keep it on my lap.'],
    replies: ['Hi {name}, I would like to clean the fan. It takes 20 minutes, when can you do without it?'],
    asks: [['Is it on a desk or on something soft most of the day?', 'On the desk, on a stand even.']],
    notes: ['Thermal paste dries out on this model after two years.'],
    fixes: [
      ['fixed', 'Fan cleaned and thermal paste renewed; 20 degrees less under load.'],
      ['workaround', 'Performance profile set to balanced until the new fan is here.'],
    ],
  },
  {
    weight: 2,
    request: true,
    titles: [
      ['can_wait', 'When is my laptop due for replacement?'],
      ['can_wait', 'Can I get a laptop with more memory?'],
      ['can_wait', 'Old laptop to hand back'],
    ],
    details: ['My manager asked me to check with you.'],
    replies: ['Hi {name}, let me look it up in the asset list.', 'Hi {name}, sure. I will check what we have and come back to you.'],
    asks: [['Could you send me the asset tag from the sticker on the bottom?', 'I sent you a photo of it.']],
    notes: ['Age is 40 months, refresh is at 48.'],
    fixes: [
      ['fixed', 'Agreed on a date for the swap; it is in your calendar.'],
      ['not_supported', 'Not before the end of its term in autumn. I have put you on the list for the first delivery.'],
    ],
  },
];
