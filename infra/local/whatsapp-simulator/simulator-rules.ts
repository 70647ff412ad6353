/** Which calls a rule is for; what is not named matches everything. `call`: send, typing (presence, read) or find (findMessages). */
export type RuleMatch = { provider?: 'evolution' | 'meta'; instance?: string; to?: string; call?: 'send' | 'typing' | 'find' };

/**
 * One injected fault. `accept`: WhatsApp takes the message all the same (it is in `sent`, echoes and statuses follow), only the caller
 * does not learn it. `times`: how many matching calls it is for [1]; Infinity until `clearRules`.
 */
export type SimulatorRule = { match?: RuleMatch; times?: number } & (
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string>; accept?: boolean }
  | { kind: 'hang'; accept?: boolean } // no answer until the caller goes away
  | { kind: 'reset'; accept?: boolean } // the connection breaks instead of an answer
  | { kind: 'slow'; delayMs: number } // answers as usual, later
);

export type Call = Required<Omit<RuleMatch, 'to'>> & { to: string | null };

/** A list of rules, used up in the order they were given. */
export class RuleBook {
  #rules: { rule: SimulatorRule; left: number }[] = [];

  add(rule: SimulatorRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The rule for this call, one use of it taken; null when it is to be answered as usual. A rule without `call` is for sends. */
  take(call: Call): SimulatorRule | null {
    const entry = this.#rules.find(({ rule, left }) => left > 0 && isFor(rule.match ?? {}, call));
    if (!entry) return null;
    entry.left -= 1;
    return entry.rule;
  }
}

function isFor(match: RuleMatch, call: Call): boolean {
  return (
    (match.call ?? 'send') === call.call &&
    (match.provider === undefined || match.provider === call.provider) &&
    (match.instance === undefined || match.instance === call.instance) &&
    (match.to === undefined || match.to === call.to)
  );
}
