/** First names that are seldom anything else, of many countries: with a capital they are a person even without another hint. */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  `aaron abdul abigail adam adrian agnes ahmed aisha alan albert alejandro alex alexander alexandra ali alice alicia alina amanda amara amelie amir amit amy ana
  andre andrea andreas andrew angela anika anita anja ann anna anne annika anthony antonio arjun arthur astrid ayse barbara beatrice ben benjamin bernd bianca
  birgit bjorn bob boris brian bridget camille carl carla carlos carmen caroline catherine cecilia charlotte chen chiara chloe chris christian christina
  christoph claire clara claudia colin craig dan daniel daniela danny dave david deborah deepak denise dennis diana diego dieter dimitri dmitri dominik donna
  dorothy edward elena elif elisabeth elizabeth ella ellen emil emily emma eric erik esther eva evelyn fatima felix fernando fiona florian francesca
  francesco frank frederik gabriel gabriela george georg giulia giovanni greg greta gunther hanna hannah hans harry hassan heidi heike helen helena helga
  henrik henry hiroshi hugo ian ibrahim igor ines ingrid irina isabel isabella ivan jack jacob jakob jake james jan jana jane janet jason javier jean
  jeff jennifer jens jessica jim joan joanna joao joe john jonas jonathan jorge jose joseph joshua juan julia julian julie jurgen karen karin karl
  katarina kate katharina katherine kathrin katja kavita keith kenji kevin khalid kim klaus kurt lars laura lauren lea leila lena leon leonie linda lisa
  louise luca lucas lucia lucy luis lukas luke maja manuel marco marcus margaret maria marie mario marion markus marta martha martin martina mary mateo
  matteo matthew matthias maximilian mehmet mei melanie michael michaela michelle miguel mike mohamed mohammed monica monika moritz nadia nadine naomi
  natalia natalie natasha neha nicholas nick nicolas nicole nikolai nina noah nora olaf oleg olga oliver olivia omar oscar pablo paola patricia patrick
  paul paula pavel pedro peter petra philip philipp pia pierre piotr priya rachel rahul rainer raj rajesh ralf ravi rebecca renate ricardo richard
  rita roberto robert rosa ruth ryan sabine sam samantha samuel sandra sanjay sara sarah sebastian sergei sergio silvia simon simone sofia sophia sophie
  stefan stefanie stephanie stephen steve steven sunita susan susanne sven svetlana takeshi tanja tara tatiana theo theresa thomas tim timothy tina
  tobias tom tomas tony tyler ulrich ursula uwe valentina vanessa vera veronica victoria vikram vincent vladimir walter wei wendy werner wolfgang xavier yan
  yasmin yuki yusuf yvonne zoe`.split(/\s+/),
);

/** Words with a capital that are no names of people or places: weekdays, months, departments, languages, and how sentences begin. */
export const CAPITALIZED: ReadonlySet<string> = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
  marketing finance sales hr it legal support engineering accounting operations procurement design product purchasing logistics controlling research
  english german french spanish italian chinese japanese polish portuguese dutch russian turkish korean arabic swedish danish
  i the a an my our your his her their this that these those we you they he she it hi hello hey dear thanks thank please kindly sorry yes no ok okay not
  and or but so if when while since because as at by for from in of on to with after before until also could can would will should may might must do does did
  is are was were be been have has had get got need want where what who why how which there here all any some every each nobody somebody everybody everyone
  someone anyone one two three four five six seven eight nine ten new old best kind regards cheers morning afternoon evening team christmas easter
  internet intranet service desk helpdesk ticket password user admin premium basic pro business enterprise standard creator viewer editor plus
  error code unable cannot urgent help issue problem request access license update add remove reset unlock change move give let put make open close send show
  buy order renew cancel stop start install replace return swap tell call ask check fix note pick collect lost forgot looking still another`.split(/\s+/),
);
