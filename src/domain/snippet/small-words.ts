/**
 * Words that say nothing of what is asked about: articles, question words, and the verbs every question to a clinic has ("do you have, take,
 * accept"). Folded, of the five languages together, since a message is read the same whatever language it is in.
 */
const SMALL = `
a an the do does did you u your yours we i me my is are am be can could may might would will shall there here it its this that these those and or if of for in at on to with from by
any some have has had got get take takes taking accept accepts accepting work works offer offers provide how what which where when who why please tell know want need like about hi hello hey
un una unos unas el la los las lo de del al y o u si en por para con sin que cual cuales como donde cuando quien hay tienen tiene teneis tienes tengo aceptan acepta aceptais trabajan trabaja
ofrecen puedo puede pueden se es son esta estan su sus mi mis me ustedes usted vosotros quiero quisiera saber hola buenas necesito
um uma uns umas os as do da dos das no na nos nas e ou se em pelo pela pra com sem qual quais onde quando quem tem voces voce vc vcs ha aceitam aceita trabalham atendem oferecem posso pode podem
sao esta estao seu sua meu minha eu quero queria gostaria saber oi ola bom boa preciso
а и или в во на у с со к ко о об от до из по для за не ли же бы вы вас вам вами вашей вашем ваша ваш мы я мне меня мой моя это этот есть как какой какая какие каких где когда кто что чем можно
могу принимаете принимает берете работаете имеется бывает ли подскажите скажите пожалуйста здравствуйте привет хочу хотел хотела узнать нужно надо
יש לכם לך אתם את אתה אני שלי שלכם האם איפה מה מי איך כמה מתי למה של על עם אל או גם זה זו אפשר ניתן מקבלים מקבל עובדים רוצה רציתי לדעת היי שלום בבקשה צריך לי אם כי`;

const SET = new Set(SMALL.split(/\s+/u).filter(Boolean));

/** True for a folded word that says nothing of what is asked about. */
export function isSmallWord(word: string): boolean {
  return SET.has(word) || /^\p{L}$/u.test(word);
}
