/** English words one letter away from a device, service or product: they are meant as written. */
export const FALSE_FRIENDS: ReadonlySet<string> = new Set(
  `adapted admen adopter articulated avant azures beaker beamed beams bearer beaver binder binders black blaze blotter blouse booker brace brake brazen
  browse browsed browses brush brushes cabled canvas center centimeter changer charge charged charges charmer charter chroma chromed citric clack cloud
  clouds cocking commuter compute computed computes concurs conjur cooker copied copies copper coral cores corner corners coupe coups cozier cradle
  craze crippling dangle dated dates decking deeply deeps defended dicker dingle displayed docked docket douse dovetails drama drive drivers drives
  drowser ducking enable envision escape escapes excels expel fable fireball firma flack gable genesis gland grade grades grata graze greet hable hammer
  haven hocking hoodle hooker hotpot house interest interne interned invasion kanji ketchup knife knite kronor lastly later locker locking loner looked
  looser lotter louse magenta manage managers market markets mathematical mathematics mavens mindset misplay miter mites mobility mocking model modes
  monitory moose motel motile mousse mousy naval nodes notes nutty outer outfox painter paleo papal parallel pardon particulate password passwords petty
  phoned phoner phoney phony platter plotted pointer poodle postures potter potty printed procure projected prone prosy protector qualms ranchers
  ranches rapid rapier reams recit ripping rocker rocking rooter roster rouse route routed routes sable scanned screed seams secured serve served serves
  sever severe shack shone slick slide slides smack snack sneaker sneakers socking somatic spanner sphere sprinter stack state stats steams steps stock
  stocks strata studio studios styles suite suites swerver table tabled tables tacos tales teals tears telephoned telephony tenacity terms tippling
  tireless titter toned tones tower towers twister unbox unread unseal vastly video videos vision visit weber widow widows window winnows write writer
  writes`.split(/\s+/),
);

/** Names that contain a device or service but are about something else. */
export const OTHER_MEANINGS: readonly string[] = [
  'phone number',
  'phone call',
  'on the phone',
  'by phone',
  'via phone',
  'over the phone',
  'screen sharing',
  'screen share',
  'blue screen',
  'black screen',
  'white screen',
  'gray screen',
  'grey screen',
  'green screen',
  'pink screen',
  'lock screen',
  'login screen',
  'full screen',
  'home screen',
  'loading dock',
  'network people',
  'network team',
  'network admin',
  'in case',
  'black friday',
  'mail address',
  'display name',
  'mouse pointer',
];
