import type { Language } from '../clinic.ts';

/** What patients ask about that a clinic's data says nothing of. */
export type UnknownMatter = 'insurance' | 'payment' | 'parking' | 'children' | 'discount' | 'other';

/** The words for it where a text says that it is not known (`unknown`), in the case that text needs. */
export const UNKNOWN_MATTERS: Record<Language, Record<UnknownMatter, string>> = {
  en: { insurance: 'insurance', payment: 'ways to pay', parking: 'parking', children: 'treating children', discount: 'discounts', other: 'that' },
  ru: { insurance: 'о страховках', payment: 'о способах оплаты', parking: 'о парковке', children: 'о приёме детей', discount: 'о скидках', other: 'об этом' },
  es: {
    insurance: 'seguros',
    payment: 'las formas de pago',
    parking: 'el aparcamiento',
    children: 'la atención a niños',
    discount: 'descuentos',
    other: 'eso',
  },
  pt: {
    insurance: 'convênios',
    payment: 'formas de pagamento',
    parking: 'estacionamento',
    children: 'atendimento de crianças',
    discount: 'descontos',
    other: 'isso',
  },
  he: { insurance: 'ביטוחים', payment: 'אמצעי תשלום', parking: 'חניה', children: 'טיפול בילדים', discount: 'הנחות', other: 'זה' },
};
