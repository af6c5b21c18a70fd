const SAYS_SO =
  /\b(?:this|it|that|what i (?:write|say|tell you)|my (?:request|question|message)) (?:is|must (?:be|stay|remain)|should (?:be|stay|remain)|has to (?:be|stay)) (?:strictly |really |very |kept )?(?:confidential|private|secret|between us)\b|\bin (?:strict )?confidence\b|\bkeep (?:this|it|that) (?:strictly )?(?:private|confidential|secret|between us|to yourself)\b|^\W*(?:strictly )?(?:confidential|private)\s*[:!.–—-]/iu;

/** Whether somebody says that their words are not for everybody: “this is confidential”, “please keep it between us”. Pure. */
export function isConfidential(text: string): boolean {
  return SAYS_SO.test(text);
}
