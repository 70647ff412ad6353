import type { Language } from '../../clinic.ts';

/** "Will it hurt?", also behind a yes: a question about what is planned, never the patient's own pain. Phrases as in the tables. */
export const WILL_IT_HURT: Record<Language, string> = {
  en: `(?<! why )(?<! where )(will|would|does|gonna|going to|could|can|is|are) (it|this|that|they|the [^ ]+|a [^ ]+) (also |really |be |going to |gonna |very |actually |too |not |a lot |so |feel )*(hurt|painful); (going to|gonna|will) (be )?(hurt|painful) ?; will i (feel|have) (any |much |a lot of |some )?(pain|anything) ~; (is|are) (it|there|this|that) (any )?(pain|painless) ~ ?`,
  es: `(va|van|iba|puede|pueden|suele) (a )?(doler*|ser doloros*); (dolera|doleran|doleria|dolerme); ^(si |y |pero |ok |vale |bueno |oiga |oye )*(duele|duelen) (mucho |algo |bastante )?\\?`,
  pt: `(vai|vao|ira|irao|pode|podem|costuma) (me |te |nos )?(doer|machucar|ser doloros*); doera; ^(sim |e |mas |ok |ta |bom |entao )*(isso )?(doi|doem) (muito |bastante )?\\?`,
  ru: `(больно|болезненно) (мне |это |ли |очень |не )*(будет|бывает|ли); (будет|бывает) (мне |ли |очень |это |сильно |не )*(больно|болезненно); ^(да |а |ок |но |хорошо |ладно |и |не |тогда )*(это )?(не )?(очень |сильно )?(больно|болезненно) \\?`,
  he: `(יכאב|תכאב|יכאבו|יכאיב|תכאיב); (הולך|עומד|אמור|צריך|יכול|עלול) (לי )?(לכאוב|להכאיב); (יהיה|תהיה|יהיו) (לי |זה |מאוד |ממש )*(כואב|כואבת|מכאיב); ^(כן |אבל |אוקיי |אוקי |טוב |אז |רגע |סבבה )*(האם )?(זה |הטיפול )?(מאוד |ממש )?(כואב|כואבת|מכאיב) \\?`,
};
