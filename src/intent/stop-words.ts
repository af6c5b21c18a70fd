/** Stems that say nothing about the subject of a report. Negations are here too: nearly every report has one. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about again ai all alreadi also alwai am an and ani anybodi anymor anyon anyth ar as at be becaus been befor but by can could dai
  dear did do doe done ever everi fine for from get give good got ha had have he hello help her here hei hi how i if in into is it just know
  like make mani mai me more morn much my need never no not now of off ok on onc onli or our out over please pleas problem quit realli right
  she sinc so some someon someth sorri still such support than thank that the their them then there these thei thi time to today tomorrow
  too try tri two u until up us veri wa want we week went were what when where which while who whi will with work would ye yesterdai yet you
  your ?`.split(/\s+/),
);

/** Stems that only point at something: by themselves they ask for nothing, whatever their letters look like. */
export const POINTING_WORDS: ReadonlySet<string> = new Set(
  'a an and ani be but can could do for he her him i in is it me my not of on one or other same she so than that the them then there these thei thi those to too us we what which who with you your'.split(
    ' ',
  ),
);
