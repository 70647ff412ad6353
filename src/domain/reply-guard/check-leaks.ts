import { TOOL_ARGUMENTS } from '../tools.ts';
import type { GuardInput, GuardProblem } from './guard-input.ts';
import { repeatsInstructions } from './instruction-overlap.ts';
import { perSentence } from './per-sentence.ts';
import type { Sentence } from './read-sentences.ts';
import { wordsOf } from './words-of.ts';

const TOOL_NAME = new RegExp(`(?<![\\p{L}\\p{N}])(?:${Object.keys(TOOL_ARGUMENTS).join('|')})(?![\\p{L}\\p{N}])`, 'iu');
/** Calls, JSON, tags and roles as models and their servers write them. */
const SYNTAX =
  /\{\s*["'][\w-]+["']\s*:|["'][\w-]+["']\s*:\s*[[{"]|\[\s*\{|<\/?\s*(?:tool|tools|function|think|thinking|reasoning|system|assistant|user|im_start|im_end|patient|pending|clinic|data|draft|memories|snippets|appointments|understood|staff|scratchpad|answer|reply|response|result)[\w-]*\s*\/?>|<\|[^|>]*\|>|\[\/?INST\]|\[(?:tool|function|system)[^\]]*\]|to=functions|functions?\.\w+\(|tool_?calls?|function_?calls?|"arguments"|(?<![\p{L}@/.])[a-z]+(?:_[a-z]+)+(?![\p{L}@/]|\.\p{L})|#{2,}\s*(?:instruction|system|response)/iu;
/** Every alternative of SYNTAX holds one of these. */
const SYNTAX_MARK = /[{[<"=_#]|'[\w-]+'|\w\(|[ln]call/iu;
const ROLE = /(?<!\p{L})role\s*[:=]\s*["']?(?:system|assistant|user|tool)|^\s*(?:assistant|system|user|human|ai|tool)\s*:/imu;
const ROLE_MARK = /(?:role|assistant|system|user|human|ai|tool)\s*[:=]/iu;
/** Names of arguments: only their capital tells them from words. */
const ARGUMENT = /(?<!\p{L})[a-z]+(?:Id|Ids|Ms)(?!\p{L})/u;
const ARGUMENT_ENDING = /[a-z](?:Ids?|Ms)/u;
/** What a template leaves when nothing was filled in. */
const PLACEHOLDER =
  /\{\{|\$\{|\{\s*\p{L}[\p{L}\p{N}_. ]*\}|(?<!\p{L})(?:undefined|null|NaN|nil|None)(?!\p{L})|\[object \w+\]|Invalid Date|<\p{L}[\p{L}_ ]{1,30}>|\[\s*\p{L}[\p{L}\p{N}'’"_ /-]{0,40}\]|(?<!\p{L})[xX]{2,}(?::[xX]{2})?(?![\p{L}\p{N}])|_{3,}|%[sd](?!\p{L})|lorem ipsum|(?<!\p{L})TODO(?!\p{L})/u;
/** Every alternative of PLACEHOLDER holds one of these. */
const PLACEHOLDER_MARK = /[{$<[_%]|undefined|null|NaN|nil|None|Invalid|[xX]{2}|lorem|TODO/u;
/** Words, not what a program left: "null and void". */
const WORDS_LIKE_IT = /null and void|none (?:of|is|are|at)|\bNone[.,!]?$|XXL|XX?I{0,3}\b/giu;

/**
 * What a reply shows of the machine behind it: tool names and calls, JSON, tags and roles, a template's empty places, talk of a language model
 * or its instructions, and passages of the prompts. A passage is found word for word; a translated or reworded one is not.
 */
export function checkLeaks(reply: string, sentences: readonly Sentence[], input: GuardInput): GuardProblem[] {
  const words = wordsOf(input.decision.language);
  const english = input.decision.language === 'en' ? words : wordsOf('en');
  const problems: GuardProblem[] = [];
  const text = /@|:\/\/|www\./u.test(reply) ? reply.replace(/(?:https?:\/\/|www\.)\S+|[^\s@]+@[^\s@]+/gu, ' ') : reply;
  if (showsSyntax(text)) problems.push('shows_tool_syntax');
  if (PLACEHOLDER_MARK.test(text) && PLACEHOLDER.test(text.replace(WORDS_LIKE_IT, ' '))) problems.push('unfilled_placeholder');
  if (sentences.some((sentence) => modelTalk(sentence, words).length > 0 || (words !== english && modelTalk(sentence, english).length > 0)))
    problems.push('speaks_as_a_model');
  if (repeatsInstructions(reply, input.clinic, input.prompts)) problems.push('repeats_instructions');
  return problems;
}

/** The marks first: nearly every reply is without them, and looking for a mark costs a tenth of looking for all that may be around it. */
function showsSyntax(text: string): boolean {
  if (text.includes('_') && TOOL_NAME.test(text)) return true;
  return (SYNTAX_MARK.test(text) && SYNTAX.test(text)) || (ROLE_MARK.test(text) && ROLE.test(text)) || (ARGUMENT_ENDING.test(text) && ARGUMENT.test(text));
}

const modelTalk = perSentence(({ text }, words) => words.modelTalk.exec(text) ?? []);
