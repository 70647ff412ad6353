import type { ClinicSettings } from '../clinic.ts';
import type { Urgency } from '../understanding/understanding.ts';

type Delays = Pick<ClinicSettings, 'followUpMinutes' | 'followUpExperiment'>;

/** How long a follow-up waits, and by which variant of which experiment; nulls outside of one. */
export type Delay = { minutes: number; experiment: string | null; variant: string | null };

/**
 * The delay of an urgency for a conversation: the clinic's own, or that of the variant the conversation belongs to. The same conversation
 * is always in the same variant of an experiment, whoever asks and whenever; another name assigns anew.
 */
export function delayFor(settings: Delays, urgency: Urgency, conversationId: string): Delay {
  const minutes = settings.followUpMinutes[urgency];
  const experiment = settings.followUpExperiment;
  const variant = experiment && variantOf(experiment, conversationId);
  if (!experiment || !variant) return { minutes, experiment: null, variant: null };
  return { minutes: variant.minutes[urgency] ?? minutes, experiment: experiment.name, variant: variant.name };
}

type Experiment = NonNullable<Delays['followUpExperiment']>;

function variantOf({ name, variants }: Experiment, conversationId: string): Experiment['variants'][number] | undefined {
  const total = variants.reduce((sum, variant) => sum + variant.weight, 0);
  let left = share(`${name}:${conversationId}`) * total;
  const chosen = variants.filter((variant) => variant.weight > 0);
  return chosen.find((variant) => (left -= variant.weight) < 0) ?? chosen.at(-1);
}

/** A number from 0 up to 1 that depends on the text alone: FNV-1a, mixed so that similar texts are far apart. */
function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
