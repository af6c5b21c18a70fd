/**
 * What people call the same fault, by the word it counts as. Written as stems ("crashes" and "crashed" are `crash`); several words are
 * matched in a row before single ones.
 */
export const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  start: ['boot', 'boot up', 'turn on', 'switch on', 'power on', 'power up', 'start up', 'come on', 'wake up', 'fire up'],
  broken: [
    'dead',
    'ded',
    'defect',
    'faulti',
    'broke',
    'break',
    'kaputt',
    'not work',
    'stop work',
    'no longer work',
    'not function',
    'not respond',
    'not react',
    'malfunct',
    'damag',
    'bust',
    'unrespons',
  ],
  slow: ['slowli', 'slower', 'laggi', 'lag', 'sluggish', 'take ag', 'take forev', 'crawl'],
  crash: ['freez', 'frozen', 'hang', 'hung', 'blue screen', 'bsod', 'shut down', 'close by itself', 'die', 'restart'],
  disconnect: ['drop', 'cut out', 'lose connect', 'lost connect', 'no connect', 'not connect', 'kick out', 'offlin', 'no signal'],
  black: ['dark', 'blank', 'no pictur', 'no imag', 'no signal'],
  silent: ['no sound', 'no audio', 'mute', 'not hear', 'hear noth'],
  missing: ['gone', 'lost', 'vanish', 'disappear', 'miss', 'not find'],
  login: ['log in', 'sign in', 'logon', 'log on', 'signin', 'password'],
  lock: ['block', 'lock out', 'suspend', 'disabl'],
  jam: ['stuck', 'paper jam'],
  flicker: ['blink', 'flash'],
  charge: ['load', 'batteri', 'power'],
};
