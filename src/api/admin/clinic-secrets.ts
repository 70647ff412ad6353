import type { Channel, Clinic } from '../../domain/clinic.ts';
import { lineOf } from '../../domain/clinic.ts';

const MASK = '***';
/** A shorter secret shows nothing: four of its characters would be too much of it. */
const SHOWN_FROM_LENGTH = 12;
const SECRET_FIELDS = ['apiKey', 'webhookSecret', 'webhookToken', 'accessToken'] as const;
type Fields = Partial<Record<(typeof SECRET_FIELDS)[number], string>>;

/** "***" and, of a secret of at least 12 characters, its last four. */
export function maskSecret(secret: string): string {
  return secret.length < SHOWN_FROM_LENGTH ? MASK : MASK + secret.slice(-4);
}

/** The clinic with every credential of its channels and of its staff's webhook masked. */
export function maskSecrets(clinic: Clinic): Clinic {
  return withStaffSecret({ ...clinic, channels: clinic.channels.map((channel) => mapSecrets(channel, maskSecret)) }, maskSecret);
}

export type SecretProblem = { path: string; message: string };

/**
 * The clinic as it is to be stored: a masked value that was read from this API stands for the stored one of the same line.
 * A masked value with nothing behind it is a problem: stored as it is, it would silently break the line.
 */
export function restoreSecrets(incoming: Clinic, stored: Clinic | null): { clinic: Clinic; problems: SecretProblem[] } {
  const problems: SecretProblem[] = [];
  const restore = (value: string, kept: string | undefined, path: string, owner: string): string => {
    if (!value.startsWith(MASK)) return value;
    if (kept !== undefined && maskSecret(kept) === value) return kept;
    problems.push({ path, message: `is a masked value and no stored secret of this ${owner} matches it` });
    return value;
  };
  const channels = incoming.channels.map((channel, index) => {
    const before = stored?.channels.find((other) => other.provider === channel.provider && lineOf(other) === lineOf(channel)) as Fields | undefined;
    return mapSecrets(channel, (value, field) => restore(value, before?.[field], `channels.${index}.${field}`, 'line'));
  });
  const staffSecret = stored?.settings.notifications?.webhookSecret;
  const clinic = withStaffSecret({ ...incoming, channels }, (value) => restore(value, staffSecret, 'settings.notifications.webhookSecret', 'clinic'));
  return { clinic, problems };
}

function withStaffSecret(clinic: Clinic, change: (value: string) => string): Clinic {
  const { notifications } = clinic.settings;
  if (notifications?.webhookSecret === undefined) return clinic;
  return { ...clinic, settings: { ...clinic.settings, notifications: { ...notifications, webhookSecret: change(notifications.webhookSecret) } } };
}

function mapSecrets(channel: Channel, change: (value: string, field: (typeof SECRET_FIELDS)[number]) => string): Channel {
  const changed: Fields = {};
  for (const field of SECRET_FIELDS) {
    const value = (channel as Fields)[field];
    if (value !== undefined) changed[field] = change(value, field);
  }
  return { ...channel, ...changed };
}
