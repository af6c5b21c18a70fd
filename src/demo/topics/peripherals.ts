import type { Topic } from './topic.ts';

/** The devices team: what is plugged in, printed on and carried around. */
export const PERIPHERALS: readonly Topic[] = [
  {
    weight: 5,
    titles: [
      ['slowed', 'External monitor flickers'],
      ['slowed', 'Second monitor is not detected'],
      ['slowed', 'Docking station loses the monitor after lunch'],
      ['slowed', 'Dock does not charge the laptop any more'],
    ],
    details: ['It comes back on its own after about ten minutes.', 'A colleague has the same dock and it works with my laptop.'],
    replies: [
      'Hi {name}, that is often the cable. You get a new one today, please try it before we swap anything bigger.',
      'Hi {name}, there was a dock firmware update last week. I will push it to yours over lunch, please leave it connected.',
    ],
    asks: [['Does it also happen when you connect it directly, without the dock?', 'No, directly it is fine.']],
    notes: ['Same dock batch as the two last week. Keep an eye on it.', 'No spare dock here until the delivery on Thursday.'],
    fixes: [
      ['fixed', 'Dock firmware updated; it has been stable all day.'],
      ['fixed', 'Cable replaced, everything is detected again.'],
      ['duplicate', 'Already being worked on in an earlier request for the same desk; continuing there.'],
    ],
  },
  {
    weight: 2,
    request: true,
    titles: [
      ['can_wait', 'Request for a second monitor at my desk'],
      ['can_wait', 'Monitor for the home office'],
      ['can_wait', 'HDMI cable missing in meeting room Birch'],
    ],
    details: ['No hurry, this month would be fine.'],
    replies: ['Hi {name}, noted. The next delivery comes on Thursday, I have reserved one.'],
    asks: [['Where exactly should it go?', 'Second floor, the place by the window next to the plants.']],
    notes: ['Cost center is fine, below the approval limit.'],
    fixes: [
      ['fixed', 'Delivered and connected.'],
      ['fixed', 'Put in place and tested.'],
    ],
  },
  {
    weight: 4,
    titles: [
      ['slowed', 'Printer on the second floor does not print'],
      ['can_wait', 'Printer prints everything twice'],
      ['slowed', 'Cannot find the printer after the desk move'],
      ['slowed', 'PDFs stay in the printer queue'],
    ],
    details: ['The queue shows ten documents waiting, some are mine.', 'I need two signed contracts on paper today.'],
    replies: [
      'Hi {name}, I restarted the print queue. Please send one page and tell me whether it comes out as it should.',
      'Hi {name}, somebody will have a look at it on site in the next half hour.',
    ],
    asks: [['Does it happen with every document or only with PDFs?', 'Only PDFs, documents from Word are fine.']],
    notes: ['Queue was stuck on one 80 MB PDF. Deleted it.'],
    fixes: [
      ['fixed', 'Cleared the print queue and set the driver to the current version.'],
      ['fixed', 'Printer added again with the right driver.'],
      ['no_fault_found', 'Printed ten pages from two computers without a problem. Please write again if it comes back.'],
    ],
  },
  {
    weight: 2,
    request: true,
    titles: [
      ['can_wait', 'Toner is low in the office printer'],
      ['slowed', 'Paper jam in the printer near Finance'],
      ['can_wait', 'Gray stripes on everything the printer prints'],
    ],
    details: ['Payslips go out tomorrow, so it would be good to have it by then.'],
    replies: ['Hi {name}, thanks for telling us. Somebody will look after it in the next half hour.'],
    asks: [['What does the small display of the printer say right now?', 'It says "Ready", but the orange light is blinking.']],
    notes: ['Pickup roller is worn, part ordered with the vendor.'],
    fixes: [
      ['fixed', 'Toner and roller replaced, test page is clean.'],
      ['workaround', 'Please use the printer on the first floor until the part arrives; I have added it for you.'],
    ],
  },
  {
    weight: 3,
    titles: [
      ['slowed', 'Work phone does not ring any more'],
      ['slowed', 'Tablet does not sync photos'],
      ['slowed', 'Phone shows no notifications since the update'],
    ],
    details: ['I noticed this morning on the way to a customer.'],
    replies: ['Hi {name}, I can see the device in our management. Please keep it connected to power for the next hour.'],
    asks: [['Is a focus mode on? A small moon at the top shows it.', 'There is a moon, yes. I never switched that on.']],
    notes: ['Last check-in with device management was nine days ago.'],
    fixes: [
      ['fixed', 'Management profile removed and enrolled again; it works since.'],
      ['user_error', 'Focus mode was on. Switched off, everything comes through again.'],
    ],
  },
  {
    weight: 1,
    request: true,
    titles: [
      ['blocked', 'Lost my work phone on the train'],
      ['can_wait', 'Cracked glass on my work phone'],
      ['slowed', 'Work phone fell into water'],
    ],
    details: ['I have had it for about a year.'],
    replies: ['Hi {name}, thanks for telling us right away. I am looking it up in device management now.'],
    asks: [['When did you last use it, and where?', 'Yesterday around 6 pm.']],
    notes: ['Sent a remote lock to be safe.', 'Insurance form needs the serial, it is in the asset list.'],
    fixes: [['fixed', 'Replacement handed out and set up from the backup.']],
  },
  {
    weight: 1,
    request: true,
    titles: [
      ['can_wait', 'Need a tablet for the trade fair in two weeks'],
      ['can_wait', 'Loan phone for a trip'],
    ],
    details: ['Only for a few days, I bring it back right after.'],
    replies: ['Hi {name}, we have one that you can borrow. I will set it up for you.'],
    asks: [['From when until when do you need it?', 'Wednesday to Wednesday.']],
    notes: ['Loan form is in the drawer.'],
    fixes: [['fixed', 'Set up and handed out, return date is noted.']],
  },
  {
    weight: 5,
    titles: [
      ['slowed', 'Headset microphone is very quiet'],
      ['slowed', 'Nobody hears me with the new headset'],
      ['slowed', 'Bluetooth headset disconnects every few minutes'],
      ['can_wait', 'Headset replacement, ear pad came off'],
    ],
    details: ['I have customer calls all afternoon.', 'It works on my private computer.'],
    replies: [
      'Hi {name}, we have the same model in stock. Please try that spare one, then we know whether it is the headset.',
      'Hi {name}, I have five minutes now if you want me to look at it together with you.',
    ],
    asks: [['Is it the wired one or the Bluetooth one?', 'The Bluetooth one with the small dongle.']],
    notes: ['Spare headsets are in the second cabinet.', 'Known problem with the driver from last month.'],
    fixes: [
      ['fixed', 'Headset replaced with one from stock.'],
      ['fixed', 'Driver rolled back and firmware updated; test call was clear.'],
    ],
  },
  {
    weight: 2,
    titles: [
      ['slowed', 'Webcam shows a black picture in calls'],
      ['can_wait', 'Webcam picture is blurred'],
      ['slowed', 'Webcam is not found after the update'],
    ],
    details: ['The light next to it is on, though.'],
    replies: ['Hi {name}, please close all other programs that may use it, I am looking at the driver in the meantime.'],
    asks: [['Does it happen in all calls or only in one application?', 'In all of them, also in the test call.']],
    notes: ['Driver came with the last update wave.'],
    fixes: [
      ['fixed', 'Driver rolled back; the picture is fine.'],
      ['user_error', 'The cover slide was half closed. No harm done.'],
    ],
  },
  {
    weight: 3,
    request: true,
    titles: [
      ['can_wait', 'Some keys of my keyboard stick'],
      ['can_wait', 'Wireless mouse stops working in the afternoon'],
      ['slowed', 'Trackpad clicks on its own'],
      ['can_wait', 'Request for an ergonomic keyboard'],
      ['can_wait', 'Vertical mouse for wrist pain'],
    ],
    details: ['No hurry, I can work with the spare one.'],
    replies: ['Hi {name}, we have one in stock that you can try. You get it today.'],
    asks: [['Wired or wireless, what do you prefer?', 'Wireless, if possible.']],
    notes: ['Two left in the cabinet, order more.'],
    fixes: [
      ['fixed', 'New one from stock handed out, and it works well.'],
      ['not_supported', 'The model asked for is not on our list. Offered the standard one, which was accepted.'],
    ],
  },
];
