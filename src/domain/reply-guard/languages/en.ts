import type { GuardWords } from '../guard-words.ts';

const r = String.raw;

/** English. */
export const english: GuardWords = {
  parts: {
    me: '(?:i|we)',
    have: "(?:'ve| have|'d| had)?",
    adv: '(?: (?:just|now|already|also|successfully|officially|then|gone ahead and|went ahead and|all|safely|duly|since))*',
    be: "(?: is| are| has been| have been| was| were|'s|'re)",
    few: r`(?: (?!not\b|never\b|no\b)[\p{L}]+){0,2}?`,
    booked: '(?:booked|rebooked|pre-booked|reserved|scheduled|secured|pencill?ed)',
    visit: '(?:appointment|appt|booking|reservation|visit|slot|session|consultation|place|spot)',
    staff:
      '(?:colleagues?|team|staff|doctor|dentist|dr\\.?|reception(?:ist)?|front desk|manager|admin\\p{L}*|clinic|coordinator|specialist|hygienist|nurse|office|someone|somebody|person|human|agent|representative|member|people)',
    message: '(?:message|request|question|case|details|note|concern|query|information|info|feedback|complaint|inquiry|enquiry)',
    moved: '(?:moved|rescheduled|shifted|changed|switched|swapped|pushed|transferred|postponed|updated|brought forward)',
    start: r`^(?:\P{L}*(?:ok|okay|great|perfect|alright|all right|yes|sure|super|wonderful|good news|and|all|so|done|got it|of course|lovely|thanks|thank you)\P{L}+)*\P{L}*`,
  },
  claims: [
    {
      kind: 'booking',
      made: true,
      patterns: [
        r`{me}{have}{adv} {booked}(?!(?: {W}){0,4} (?:reminder|follow-?up|call|callback|message)s?)`,
        r`{me} (?:(?:was|were|am|are|have been)(?: now)? able to|managed to) (?:book|rebook|reserve|schedule|secure|get you in|fit you in|squeeze you in)`,
        r`{me}(?:'m|'re| am| are)(?: now)? (?:booking|reserving|scheduling) (?:you|it|that|this|your|the)`,
        r`{me}{have}{adv} (?:got|put|added|signed|marked|slotted|squeezed|fit|fitted|set|popped|entered|moved) you (?:all )?(?:in|down|up|on|for)`,
        r`{me}{have}{adv} (?:made|created|arranged|set up|set|confirmed|finali[sz]ed|completed|placed|registered|entered|logged|fixed|organi[sz]ed|added) (?:an?|the|your|this|that)(?: {W}){0,4}? {visit}`,
        r`{me}{have}{adv} (?:confirmed|finali[sz]ed) (?:it|this|that|you)`,
        r`{me}{have}{adv} (?:taken|held|kept|saved|blocked|set aside|grabbed|snagged|claimed|got)(?! (?:{W} ){0,5}off)(?: {W}){1,7} for you`,
        r`{start}(?:just )?(?:booked|reserved|scheduled|confirmed|got you in|got you down|booked in)(?: (?:you|for|in|with|on|your|it|that)|[^\p{L}]*$|[^\p{L}\s])`,
        r`{start}(?:your )?(?:appointment|booking|reservation|visit)s? (?:is |are )?(?:confirmed|booked|scheduled|made|reserved|secured|complete|confirmation)`,
        r`(?:booking|reservation|appointment)(?: {W}){0,3} (?:went through|is (?:now )?complete|(?:was|is) successful|successful)`,
        r`(?:the|this|that) (?:{W} ){0,2}?(?:appointment|booking|reservation|visit|session)(?: {W}){0,8}?{be}{few} (?:booked|reserved|scheduled|confirmed|created|made|secured|complete|completed|registered)`,
      ],
    },
    {
      kind: 'booking',
      patterns: [
        r`you(?:'re| are)(?: {W}){0,2}? (?:{booked}|confirmed|registered|signed up|down for|in for|in with|on the (?:books|calendar|schedule)|set for|good to go for)`,
        r`your(?: {W}){1,12}?{be}{few} (?:booked|reserved|scheduled|secured|locked in|saved|arranged|in the (?:calendar|diary|system|books)|on the (?:calendar|books|schedule)|yours)`,
        r`your(?! (?:phone|number|e-?mail|name|address|payment|language|identity|insurance))(?: {W}){1,12}?{be}{few} (?:confirmed|set|in place|created|all set)`,
        r`it(?:'s| is| has been| was)(?: now| all| also)* (?:booked|reserved|scheduled|confirmed|in the calendar|on the calendar)`,
        r`{be}{few} (?:booked|reserved|held|kept|saved|secured|confirmed|blocked) for you`,
        r`(?:it|that|slot|time|place|spot|\d|[ap]m|{day})(?:'s| is)(?: now| all)* yours`,
      ],
    },
    {
      kind: 'expected',
      timed: true,
      patterns: [
        r`(?:see|seeing|meet|meeting) you(?! (?:soon|later|around|again|then|there))`,
        r`(?:we|dr\S*(?: {W}){1,2}|doctor(?: {W}){0,2}|they|the (?:doctor|team|dentist))(?:'ll| will|'re| are| is)?(?: be)? (?:expects?|expecting|waits? for|waiting for|looking forward to|ready for|seeing) (?:seeing )?you`,
        r`(?:dr\S*(?: {W}){1,2}|the doctor|the dentist) (?:will|is going to) see you`,
        r`you(?:'re| are) (?:coming in|coming|due|expected)`,
      ],
    },
    {
      kind: 'appointment',
      patterns: [
        r`you(?:'ve)?(?: already| do| also| currently| still)* (?:have|got|have got)(?: already)?(?: (?!no\b|to\b|until\b)(?![,;:()—–!?.-] )[^ ]+){0,5}? (?:appointment|booking|reservation)s?(?! (?:option|time|slot|request|system|polic|type)\p{L}*)`,
        r`{me}(?: can)? see (?:that )?(?:you have|you are|you're|an? (?:{W} )?appointment|your appointment|a booking)`,
        r`there(?:'s| is)(?: already)? an? (?:{W} ){0,2}(?:appointment|booking) (?:for you|under|in your name|on)`,
      ],
    },
    {
      kind: 'appointment',
      timed: true,
      patterns: [
        r`you(?:'ve)?(?: already| do| also| still)* (?:have|got|have got)(?: already)? (?:an?|one|your|the) (?!(?:{W} )?(?:option|choice|slot|time|question|few|chance|couple|possib|free))(?:{W} ){1,6}?(?:on|at|this|next|tomorrow|today|booked|scheduled|for)`,
        r`your(?! (?:options?|choices?|best|first|earliest|only|nearest))(?: {W}){1,7}?(?: is|'s| are| remains?| stays?| takes place)(?: still| now| also| currently)* (?:on|at|for|this|tomorrow|today|next|the day after|in|with|{day})`,
        r`your (?:next |upcoming |current |existing |booked )?(?:appointments?|visits?|bookings?)\s*:`,
      ],
    },
    {
      kind: 'move',
      made: true,
      patterns: [
        r`{me}{have}{adv} (?:rescheduled|postponed)`,
        r`{me}{have}{adv} {moved} (?:it|you|that|this|both|them|things)(?! down)`,
        r`{me}{have}{adv} {moved}(?: up)? (?:your|the|this|that)(?! (?:{W} ){0,2}(?:language|name|number|phone|e-?mail|address|details|preferences?|record|file|{message}))`,
        r`{me}{have}{adv} brought (?:it|your|the)(?: {W}){0,4} forward`,
        r`{me} (?:(?:was|were|have been) able to|managed to) (?:move|reschedule|shift|change|switch|push|postpone|bring)`,
        r`{me}(?:'m|'re| am| are)(?: now)? (?:moving|rescheduling|shifting) (?:you|it|that|this|your|the)`,
        r`(?:your|the|this|that)(?! (?:clinic|office|practice|team|hours|address|location|policy))(?: {W}){1,10}?{be}{few} (?:moved|rescheduled|shifted|switched|postponed|transferred|brought forward|pushed)`,
        r`(?:your|the)(?: {W}){0,4} (?:appointment|visit|booking|time|date|cleaning|session)(?: {W}){0,6}?{be}{few} (?:changed|updated)`,
        r`it(?:'s| has| is| was)(?: been| now| all)* (?:moved|rescheduled|changed|shifted)`,
        r`{start}(?:moved|rescheduled)(?: (?:to|your|it|from)|\P{L}*$)`,
      ],
    },
    {
      kind: 'cancellation',
      made: true,
      patterns: [
        r`{me}{have}{adv} (?:cancell?ed|called off|scrapped|withdrawn)(?! nothing)`,
        r`{me}{have}{adv} (?:removed|deleted|dropped|cleared) (?:it|both|them|your|the|this|that)(?! (?:{W} ){0,2}(?:name|number|phone|{message}))`,
        r`{me}{have}{adv} (?:taken|took|removed|crossed)(?: {W}){1,6} (?:off|out of|from) (?:the|our|your|{W}) (?:calendar|schedule|books|diary|system|list)`,
        r`{me} (?:(?:was|were|have been) able to|managed to) cancel`,
        r`(?:your|the|this|that|both|all|these|those)(?: {W}){1,10}?{be}{few} (?:cancell?ed|called off|removed from|taken off|released|freed(?: up)?|off the (?:books|calendar|schedule)|gone from the (?:books|calendar|schedule))`,
        r`{me}{have}{adv} (?:released|freed(?: up)?|given up|let go of) (?:your|the|that|this)`,
        r`it(?:'s| is| has been| was)(?: now| already| all| been)* (?:cancell?ed|called off)`,
        r`{start}cancell?ed(?: (?:your|it|the|for)|\P{L}*$)`,
      ],
    },
    {
      kind: 'handover',
      made: true,
      patterns: [
        r`{me}{have}{adv} (?:informed|notified|told|alerted|messaged|contacted|asked|updated|reached out to|spoken (?:to|with)|checked with|briefed|called)(?: {W}){0,3}? {staff}`,
        r`{me}{have}{adv} let (?:our |the |my |a |your |dr )?(?:{W} ){0,2}?(?:{staff}|them) know`,
        r`{me}{have}{adv} (?:passed|forwarded|sent|handed|escalated|relayed|transferred|flagged|shared|submitted|raised)(?: {W}){0,7}? (?:to|on|over|with|along|for)(?! you\b)`,
        r`{me}{have}{adv} (?:escalated|transferred|connected) (?:you|this|it|your)`,
        r`your(?: {W}){0,2} {message}(?: {W}){0,2}?(?:{be}| is being){few} (?:passed|forwarded|sent|shared|escalated|handed|relayed|delivered|transferred)`,
        r`{me}(?:'m|'re| am| are)(?: now| just)? (?:passing|transferring|connecting|handing|forwarding|putting|escalating|sending) (?:you|this|it|your)(?! (?:{W} ){0,2}(?:down|in for))`,
        r`{me}(?:'ll| will)(?: now| just| also)? (?:pass|forward|transfer|connect|hand|escalate|relay|put you through)(?: {W}){0,4}? (?:to|on|over|with|through|you)`,
        r`{me}(?:'ll| will)(?: now| just| also)? (?:inform|notify|tell|alert|ask|get|let) (?:our |the |my |a |an |your |one of )?(?:{W} ){0,2}?{staff}`,
        r`{me}{have}{adv} put (?:your|this|it|the)(?: {W}){0,3} to (?:our |the |my |a |dr )?{staff}`,
        r`(?:expect|you(?:'ll| will)(?: \p{L}+)? (?:get|receive|have|hear))(?: {W}){0,2}? (?:call|callback|answer|reply|back|message|response)?(?: \p{L}+)? ?(?:from) (?:our |the |a |one of our |dr )?{staff}`,
        r`{me}{have}{adv} had a (?:word|chat|talk) with (?:our |the |my |a )?{staff}|{me}{have}{adv} (?:spoke|talked|discussed)(?: {W}){0,4}? with (?:our |the |my |a )?{staff}`,
        r`let me (?:connect|transfer|pass|put|hand) (?:you|this|it)`,
        r`(?:{staff}|they|she|he|dr\S*(?: {W}){1,2})(?: from {W} {W}| of {W} {W})?(?:'ll| will| is going to| are going to)(?: \p{L}+){0,2}? (?:call|contact|reach out|reach|get back to|come back to|get in touch|be in touch|ring|phone|reply|answer|write to|respond|message|text|take over|follow up|assist|help) ?(?:with |to )?(?:you|here|your|shortly|soon|as soon)`,
      ],
    },
    {
      kind: 'reminder',
      patterns: [
        r`(?:{me}(?:'ll| will)|you(?:'ll| will)|{me}{have}{adv} (?:set|scheduled|created|added|put)(?: {W}){0,3}?)(?: {W}){0,4}? remind(?:er|ers|ed)?`,
      ],
    },
    {
      kind: 'follow_up',
      patterns: [
        r`{me}{have}{adv} (?:set|scheduled|created|added|put|planned|arranged|booked)(?: up)?(?: {W}){0,3}? (?:follow-?up|call-?back|call back|check-?in)`,
        r`(?:{me}(?:'ll| will| am going to|'m going to)|and will)(?: {W}){0,2}? (?:check (?:in|back)|follow up|send you a (?:message|text|note)|get back to you|write (?:to )?you|message you|text you|come back to you|reach out|contact you|call you|be in touch|ping you|drop you)`,
      ],
    },
    {
      kind: 'finished',
      made: true,
      patterns: [
        r`{start}(?:you(?:'re| are) )?(?:all )?(?:done|all set|sorted|that's (?:done|sorted|taken care of)|it's done|taken care of|consider it done)(?=\P{L}|$)`,
      ],
    },
  ],
  negation: "(?:not|\\p{L}+n't|never|no longer|cannot|unable|without|nothing|neither|nor|failed|no (?:appointment|booking|reservation|visit)s?|hasn|isn|haven)",
  condition:
    'if|once|every|each|any|when|whenever|unless|until|till|before|after|as soon as|in case|whether|should|would|could|can|may(?! \\d)|might|must|usually|normally|typically|automatically|always|how|provided|so that|to be|will be|i thought|(?:please|just) (?:confirm|tell me)|want|would like',
  onlyIf: 'if|unless|once|whenever|when (?:you|we|they|the)|as soon as|in case|provided',
  opensCondition: 'if|once|should you|when|whenever|as soon as|in case|unless|before|until|after|let me know|just (?:say|tell)|as a rule',
  offer: "if you(?:'d)?(?: would)? (?:like|want|prefer|wish|need|agree|tell|send)|would you like|do you want|shall i|can i|i can|i could|we can|happy to",
  contrast: 'but|however|though|although|so|and then|instead',
  asks: 'shall|should|do|does|did|would|could|can|will|is|are|was|were|has|have|may|what|which|when|where|who|why|how|or|so you|am i right|just to (?:check|confirm)|to confirm|right that',
  tag: '(?:right|ok|okay|correct|yes|all right|alright|is (?:that|this|it) (?:ok\\p{L}*|fine|right|good|correct)|does (?:that|this|it) (?:work|suit)\\p{L}*.*|sound(?:s)? good|anything else.*|good)',
  occupied: r`(?:fully|already|double) (?:booked|reserved|taken|scheduled)|(?:booked|reserved|taken) (?:up|out|by (?:another|someone|somebody))|(?:another|other|someone|somebody|different) (?:patient|person|else)|booked solid`,
  availability:
    'outside|free|available|availability|open|opens|opening|openings|earliest|nearest|soonest|closest|next|options?|choose|choices?|alternatives?|hours|work|works|working|suits?|prefer|offer|offering|closed|closes|taken|busy|full|between|or|from|until|till|possible|propose|suggest|how about|what about|either|instead|also has|we have|i have|has|today is|it is now|asked|asking|wanted|passed|past|over|was|were|mean|works? for you|checking|looking',
  closing: '(?:anything|something|what) else|any (?:other )?questions?|can i (?:help|do)|how (?:else )?can i|is there (?:anything|something)',
  yours: "you|your|yours|you're|you've",
  weekdays: ['mondays?|mon', 'tuesdays?|tues?', 'wednesdays?|wed', 'thursdays?|thurs?|thu', 'fridays?|fri', 'saturdays?|sat', 'sundays?|sun'],
  dayWords: 'today|tomorrow|tonight|noon|midday|midnight|morning|afternoon|evening|weekend|week',
  medical: {
    diseases:
      'infection|infected|abscess|cavit(?:y|ies)|caries|tooth decay|decay|decayed|pulpitis|periodontitis|gingivitis|gum disease|inflammation|inflamed|cyst|granuloma|fracture|fractured|cracked (?:tooth|root)|dry socket|pericoronitis|tmj|bruxism|nerve damage|sinusitis|herpes|cancer|tumou?r|oral thrush|stomatitis|allergic reaction|neuralgia|impacted (?:wisdom )?tooth',
    youHave: [
      r`you(?:'ve got|'ve| have| are having| may have| might have| probably have| likely have| seem to have| must have| could have| are suffering from|'re suffering from| suffer from)`,
      r`(?:sounds?|looks?|seems?|appears?)(?: {W}){0,2}? (?:like|to be)`,
      r`(?:it|this|that|what you (?:have|describe|wrote)(?: {W}){0,3}?|these|those)(?:'s| is| are| was| could be| may be| might be| must be| can be)(?: {W}){0,3}?`,
      r`(?:indicates?|suggests?|points? to|typical of|consistent with|signs? of|symptoms? of|case of|caused by|due to|because of)`,
    ],
    statements: [
      r`your (?:{W} ){1,3}(?:is|are|has become|seems|looks)(?: \p{L}+){0,2}? (?:infected|inflamed|abscessed|decayed|fractured|cracked|necrotic|dead|impacted)`,
    ],
    reported: r`(?:understand|mention|said|say|told|wrote|write|described?|see|sorry to hear)`,
    drugs:
      'ibuprofen|paracetamol|acetaminophen|tylenol|panadol|nurofen|advil|motrin|aspirin|amoxicillin|augmentin|clindamycin|metronidazole|azithromycin|diclofenac|voltaren|ketorolac|nimesulide|naproxen|aleve|metamizole|dipyrone|tramadol|codeine|dexamethasone|prednis|lidocaine|benzocaine|orajel|doxycycline|cephalexin|penicillin|antibiotics?|painkillers?|co-codamol',
    doses: r`\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|ml|g|grams?|milligrams?|millilit\p{L}+)`,
    units: '(?:\\d+|an?|one|two|three|half an?|couple of|several) (?:tablets?|pills?|capsules?|drops?|spoons?|sachets?)',
    take: r`take|taking|use|swallow|have|start|try|put|apply`,
    often: r`every (?:\d+|two|three|four|six|eight|twelve) hours|(?:once|twice|three times|\d+ times|\d+x) (?:a|per|daily) ?(?:day)?|\d+ ?x ?daily`,
  },
  modelTalk: [
    r`as an? (?:large )?(?:ai|artificial intelligence|language model|llm)`,
    r`(?:i'm|i am|being) (?:just |only )?an? (?:large )?(?:ai language model|language model|llm)`,
    r`my (?:system )?(?:instructions|prompt|guidelines|training|programming|knowledge cut-?off|system message)`,
    r`(?:system|developer) (?:prompt|message|instructions?)|(?:was|am|i'm|been) (?:instructed|programmed|prompted|told) (?:to|not to|:)`,
    r`the (?:user|customer) (?:is|wants|asked|asks|said|says|seems|has|needs|would)|the patient (?:is asking|wants|asked|asks|said|says|seems|would like|needs)`,
    r`(?:i|let me|need to|should|must|going to) (?:call|use|invoke|run) (?:the )?(?:{W} )?(?:tool|function|api)`,
    r`chatgpt|openai|gpt-?\d\S*|jailbreak|prompt injection|do anything now`,
  ],
};
