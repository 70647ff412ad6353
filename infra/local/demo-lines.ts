import { DEMO_CLINIC_ID, demoClinic } from './demo-clinic.ts';
import { Clinic } from '../../src/domain/clinic.ts';

/** The demo clinic's Evolution instance, proved by its key in the webhook's body. Not secrets: they open a stand-in on this machine. */
export const DEMO_EVOLUTION = { instance: 'demo-clinic', apiKey: 'demo-clinic-key' } as const;
/** The demo clinic's Meta line. */
export const DEMO_META = { phoneNumberId: '100000000000001', accessToken: 'demo-meta-token' } as const;

export { DEMO_CLINIC_ID };

/** The demo clinic with both its lines leading to the stand-in at `simulatorUrl`. */
export function demoClinicAt(simulatorUrl: string): Clinic {
  return Clinic.parse(
    demoClinic({
      evolutionBaseUrl: simulatorUrl,
      instance: DEMO_EVOLUTION.instance,
      apiKey: DEMO_EVOLUTION.apiKey,
      metaPhoneNumberId: DEMO_META.phoneNumberId,
      metaAccessToken: DEMO_META.accessToken,
      metaBaseUrl: simulatorUrl,
    }),
  );
}

/** The same clinic with the lines that led to an earlier stand-in on this machine leading to this one; null when none has to change. */
export function aimedAt(clinic: Clinic, simulatorUrl: string): Clinic | null {
  const isStale = (channel: Clinic['channels'][number]) => isOurs(channel) && channel.baseUrl !== simulatorUrl;
  if (!clinic.channels.some(isStale)) return null;
  return { ...clinic, channels: clinic.channels.map((channel) => (isStale(channel) ? { ...channel, baseUrl: simulatorUrl } : channel)) };
}

/** Whoever gave the demo clinic a real line keeps it. */
function isOurs(channel: Clinic['channels'][number]): boolean {
  const isOurKey = channel.provider === 'evolution' ? channel.apiKey === DEMO_EVOLUTION.apiKey : channel.accessToken === DEMO_META.accessToken;
  return isOurKey && (channel.baseUrl ?? '').startsWith('http://127.0.0.1:');
}
