import { correctPrefixed, correctSpelling, correctWeekday } from './lexicon.ts';
import type { Category, CompiledLexicon } from './lexicon.ts';
import type { Part } from './part.ts';
import type { Token } from './tokenise.ts';

/** A stretch of tokens [from, to) read as something: a word of the lexicon, a number, or a fact about a moment. */
export type Edge = { from: number; to: number; category: string; value: string; n: number; digits: number; weak: boolean; part: Part | null; bonus: number };

export type Chart = { tokens: Token[]; edges: Edge[][]; present: Set<string>; compiled: CompiledLexicon };

export type Match = { [name: string]: Edge | undefined };
type Element = { categories: string[]; name: string; optional: boolean; tight: boolean };
/** `required`: the categories of the elements that must be there. */
export type Rule = { elements: Element[]; required: string[][]; category: string; bonus: number; build: (match: Match, context: RuleContext) => Part | null };
export type RuleContext = { chart: Chart; from: number; to: number };

/** Adds an edge unless the same reading is already there; the first one wins, so rules are ordered by trust. */
export function addEdge(chart: Chart, edge: Partial<Edge> & Pick<Edge, 'from' | 'to' | 'category'>): void {
  const list = chart.edges[edge.from];
  if (list === undefined) return;
  if (edge.part !== undefined && list.some((other) => other.to === edge.to && other.category === edge.category)) return;
  chart.present.add(edge.category);
  list.push({ value: '', n: 0, digits: 0, weak: false, part: null, bonus: 0, ...edge });
}

function addPhrases(chart: Chart, at: number, first: string, corrected: boolean): void {
  for (const phrase of chart.compiled.phrases.get(first) ?? []) {
    if (corrected && phrase.words.length > 1) continue;
    if (phrase.words.every((word, i) => i === 0 || chart.tokens[at + i]?.norm === word)) {
      addEdge(chart, { from: at, to: at + phrase.words.length, category: phrase.category, value: phrase.value, n: Number(phrase.value), weak: phrase.weak });
    }
  }
}

/** A capital behind a word in small letters, as names have it. */
function isLikeName(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return before?.kind === 'word' && /^\p{Ll}+$/u.test(before.text) && token !== undefined && !token.startsLine && /^\p{Lu}\p{Ll}/u.test(token.text);
}

/** A chart with every word and mark of the text looked up. */
export function openChart(tokens: Token[], compiled: CompiledLexicon): Chart {
  const chart: Chart = { tokens, edges: tokens.map(() => []), present: new Set(), compiled };
  tokens.forEach((token, at) => {
    if (token.kind === 'mark') addEdge(chart, { from: at, to: at + 1, category: token.norm });
    if (token.kind === 'number' && token.text.length <= 4)
      addEdge(chart, { from: at, to: at + 1, category: 'number', n: Number(token.text), digits: token.text.length });
    const afterDay = at > 0 && reads(chart, at - 1, ['dayWord']);
    const spelled =
      token.kind === 'word'
        ? ((afterDay ? correctWeekday(token.norm, compiled) : null) ??
          correctSpelling(token.norm, compiled, isLikeName(tokens, at)) ??
          correctPrefixed(token.norm, compiled))
        : null;
    addPhrases(chart, at, spelled ?? token.norm, spelled !== null);
  });
  return chart;
}

/** Whether some reading of the given categories starts at a token. */
export function reads(chart: Chart, at: number, categories: readonly (Category | string)[]): boolean {
  for (const edge of chart.edges[at] ?? []) if (categories.includes(edge.category)) return true;
  return false;
}

/**
 * A rule from a pattern over categories: `A|B` either, `:x` a name for the builder, `?` optional, `~` no space before it.
 * The builder returns the facts, or null when the match is none after all.
 */
export function rule(category: string, pattern: string, build: Rule['build'], bonus = 0): Rule {
  const elements = pattern.split(/\s+/u).map((source): Element => {
    const match = /^(~)?(.+?)(?::([a-zA-Z]\w*))?(\?)?$/u.exec(source);
    return { tight: match?.[1] !== undefined, categories: (match?.[2] ?? '').split('|'), name: match?.[3] ?? '', optional: match?.[4] !== undefined };
  });
  const required = elements.filter((element) => !element.optional).map((element) => element.categories);
  return { elements, required, category, bonus, build };
}

function matchFrom(chart: Chart, at: number, elements: Element[], i: number, found: Match, done: (to: number, match: Match) => void): void {
  const element = elements[i];
  if (element === undefined) {
    done(at, found);
    return;
  }
  const token = chart.tokens[at];
  if (token !== undefined && !(element.tight && token.spaced)) {
    const edges = chart.edges[at] ?? [];
    // what is added meanwhile is found by later rules
    for (let index = 0, count = edges.length; index < count; index += 1) {
      const edge = edges[index]!;
      if (!element.categories.includes(edge.category)) continue;
      matchFrom(chart, edge.to, elements, i + 1, element.name === '' ? found : { ...found, [element.name]: edge }, done);
    }
  }
  if (element.optional) matchFrom(chart, at, elements, i + 1, found, done);
}

function hasAll(present: ReadonlySet<string>, required: readonly string[][]): boolean {
  for (const categories of required) {
    let has = false;
    for (const category of categories) has ||= present.has(category);
    if (!has) return false;
  }
  return true;
}

/** Runs rules in order over the chart; what an earlier rule found, a later one can use. */
export function runRules(chart: Chart, rules: readonly Rule[]): void {
  for (const { elements, required, category, bonus, build } of rules) {
    // Most rules need a word the text does not have: they cost one look at a set.
    if (!hasAll(chart.present, required)) continue;
    const first = elements[0]?.optional === false ? elements[0].categories : null;
    for (let from = chart.tokens.length - 1; from >= 0; from -= 1) {
      if (first !== null && !reads(chart, from, first)) continue;
      matchFrom(chart, from, elements, 0, {}, (to, match) => {
        const part = to > from ? build(match, { chart, from, to }) : null;
        if (part !== null) addEdge(chart, { from, to, category, part, bonus: bonus + (match['t']?.bonus ?? 0), weak: part.weak === true });
      });
    }
  }
}
