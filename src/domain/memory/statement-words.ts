/** How people in the five languages say what is worth remembering. All patterns are for folded text (no case, no diacritics). */

/** A standing wish, not one for this time. */
export const PREFERS =
  /(?<!\p{L})(?:prefer|preferred|favou?rite|always (?:go|see|come|book|want|visit)|(?:i )?(?:can|could) only|only (?:to|with|see|go to)|(?:suits?|works?) (?:me |for me )?(?:best|better)|(?:better|best|easier) for me|предпочита\p{L}*|предпочел\p{L}*|хочу (?:только|всегда)|только (?:к|у|утром|вечером|днем|после|по)|всегда (?:хожу|записыва\p{L}*|лечусь|прихожу)|мо(?:гу|жем) только|(?:мне )?(?:удобн\p{L}*|лучше всего|подходит)|prefiero|preferiria|preferimos|siempre (?:voy|vengo|me atiendo|con)|solo (?:con|puedo|podria|por)|solamente|me (?:viene|va|queda|conviene) mejor|prefiro|preferia|preferimos|sempre (?:vou|venho|com|consulto)|so (?:com|posso|consigo|quero)|somente|apenas|(?:fica|e) melhor para mim|מעדיפ\p{L}*|מעדיף|(?:אני )?תמיד (?:אצל|הולכ\p{L}*|הולך|אצל)|רק (?:אצל|עם|בבוקר|בערב|אחרי)|יכול\p{L}* רק|(?:הכי|יותר) (?:נוח|טוב) לי|נוח לי|מתאים לי)(?!\p{L})/u;

export const PARTS_OF_DAY = {
  morning: /(?<!\p{L})(?:mornings?|утр\p{L}+|с утра|по утрам|(?:por la|por las|de la|a la) mananas?|mananas|manhas?|(?:ב|ה|ל|ב?ה)?בוקר|בבקרים)(?!\p{L})/u,
  afternoon: /(?<!\p{L})(?:afternoons?|after lunch|днем|дневн\p{L}+|после обеда|во второй половине дня|tardes?|אחר הצהריים|אחה"?צ|בצהריים)(?!\p{L})/u,
  evening: /(?<!\p{L})(?:evenings?|after work|вечер\p{L}*|по вечерам|после работы|noches?|noites?|(?:ב|ה|ל)?ערב|בערבים|אחרי העבודה)(?!\p{L})/u,
} as const;

const FEAR_OBJECT =
  '(?:needle|injection|shot|dentist|doctor|pain|drill|blood|surger|anaesth|anesth|hospital|игл|укол|инъекц|стоматолог|дантист|зубн|врач|боли|боль|бормаш|сверл|кров|наркоз|анестез|операц|aguj|inyecc|pinchaz|dolor|torno|sangre|cirug|anestes|agulh|injec|dor|broca|sangue|cirurg|medico|doctora|doutor|מחט|זריק|רופא|שיניים|כאב|מקדח|דם|ניתוח|הרדמה)';

/** What a patient must be treated with care for, by what it is about. */
export const CONSTRAINTS = {
  allergy: /(?<!\p{L})(?:allerg\p{L}*|аллерг\p{L}*|alergi\p{L}*|alergic\p{L}*|[הוב]?אלרגי\p{L}*|[הב]?רגישות ל\p{L}+)(?!\p{L})/u,
  fear: new RegExp(
    `(?<!\\p{L})(?:afraid|scared|terrified|frightened|fear|phobia|anxious|nervous|panic|бо(?:юсь|ится|имся|язнь)|страшно|страх\\p{L}*|фоби\\p{L}*|панич\\p{L}*|miedo|fobia|panico|pavor|medo|terror|מפחד\\p{L}*|פוחד\\p{L}*|פחד|חרד\\p{L}*|פוביה)(?!\\p{L}).{0,40}?${FEAR_OBJECT}`,
    'u',
  ),
  pregnancy:
    /(?<!\p{L})(?:pregnan\p{L}*|breast-?feed\p{L}*|беремен\p{L}*|кормлю грудью|кормящ\p{L}+|embarazad\p{L}*|lactancia|amamant\p{L}*|gravida|gestante|ב?הי?ריון|מניקה)(?!\p{L})/u,
  health:
    /(?<!\p{L})(?:pacemaker|diabet\p{L}*|high blood pressure|hypertens\p{L}*|blood thinners?|anticoagul\p{L}*|warfarin|heart (?:condition|disease|problem)s?|epilep\p{L}*|asthma\p{L}*|h[a]?emophil\p{L}*|кардиостимулятор\p{L}*|диабет\p{L}*|гипертон\p{L}*|высок\p{L}+ давлени\p{L}+|антикоагулянт\p{L}*|варфарин\p{L}*|больн\p{L}+ сердц\p{L}+|эпилеп\p{L}*|астм\p{L}*|гемофил\p{L}*|marcapasos?|marca-?passo|hipertens\p{L}*|(?:presion|pressao) alta|asma|asmatic\p{L}*|(?:enfermedad|problema|doenca)\p{L}* (?:del corazon|cardiac\p{L}*|de coracao|no coracao)|hemofil\p{L}*|קוצב(?: לב)?|סוכרת\p{L}*|לחץ דם גבוה|מדלל\p{L}* דם|אפילפסיה|אסטמ\p{L}+|מחלת לב|המופיליה)(?!\p{L})/u,
  access:
    /(?<!\p{L})(?:wheelchair|crutches|hard of hearing|(?:i am|im|is) (?:deaf|blind)|инвалидн\p{L}+ коляск\p{L}+|на коляске|костыл\p{L}+|плохо слыш\p{L}+|глух(?:ой|ая)|слеп(?:ой|ая)|silla de ruedas|muletas|soy (?:sord|cieg)[oa]|cadeira de rodas|sou (?:surd|ceg)[oa]|[בהל]?כי?סא גלגלים|קביים|חירש\p{L}*|עיוור\p{L}*)(?!\p{L})/u,
} as const;

/** Who pays. */
export const INSURED =
  /(?<!\p{L})(?:(?:my |i have |have |with )insurance|insured (?:with|by|through)|(?:моя |у меня )?страховк\p{L}+|полис\p{L}*|дмс|(?:tengo|mi) (?:seguro|mutua|obra social|prepaga)|(?:tenho|meu) (?:plano de saude|convenio|seguro)|(?:יש לי )?ביטוח (?:בריאות|משלים|שיניים|פרטי)|קופת חולים)(?!\p{L})/u;

/** In front of a matter, or close behind it, it says the contrary. Apostrophes are gone. */
export const DENIED_BEFORE =
  /(?<!\p{L})(?:no|not|never|without|dont|doesnt|isnt|arent|havent|hasnt|didnt|nor|не|нет|нету|без|никак\p{L}+|sin|ni|nunca|nao|sem|nem|אין|לא|בלי|ללא)\s+(?:\p{L}+\s+){0,3}$/u;
export const DENIED_AFTER = /^\s*(?:-|—|:)?\s*(?:нет|нету|не (?:было|име\p{L}+)|none|no tengo|nao tenho|אין)(?!\p{L})/u;
