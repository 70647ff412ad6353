import type { Lexicon } from './lexicon.ts';

const APPOINTMENT =
  '(appointment|appointments|appt|appts|apt|apointment|apointments|appointement|appoinment|appoitment|appontment|booking|bookings|reservation|reservations|visit|slot|session|consult|consultation|evaluation|assessment|checkup|check up|exam|cleaning|cleanings|clening|cleanin|clean|procedure|room|stay|dates)';
/** What is done to an appointment that stays one. */
const CHANGE = '(change|modify|amend|alter|edit|adjust|update|revise|switch|swap|shift|move|push|bump|rearrange|reorganise|reorganize|redo|delay|defer)';
const TIMES = '(date|dates|time|day|hour|[0-9:]+( ?(am|pm|oclock))?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|todays|tomorrows)';
const PROVIDER =
  '(dentist|doctor|salon|clinic|therapist|specialist|orthodontist|hygienist|physician|surgeon|dermatologist|stylist|gynecologist|gynaecologist|psychologist|psychiatrist|counselor|counsellor|ophthalmologist|optometrist|pediatrician|paediatrician|cardiologist|practitioner|gp|barber|barbershop|hairdresser|periodontist|endodontist|provider)';
/** What a clinic is asked for fun or by mistake. */
const OFF_TOPIC =
  'haiku; poem; (tell|know) ~ (joke|jokes|riddle|story); capital of; weather; forecast; raining; president; prime minister; translate; homework; essay; recipe; pizza; burger*; restaurant*; bitcoin; crypto; stock (price|market); (football|soccer|basketball|baseball) (score|match|game); (the|last|tonights|yesterdays) (match|game|score|election); who (won|invented|is the (king|queen)); (cab|taxi|uber) (ride|there|home|to); (book|get|order|need|want|call) ~ (cab|taxi|uber|flight|pizza|hotel|restaurant|movie); alarms; play ~ (song|music); python; javascript; (write|debug) ~ code; horoscope; lottery; how (tall|high|far|old|deep|big|heavy|fast) is (the|a|an|mount*) ~; meaning of life; what time is it ~; (whats|what is) the time (in|over there|now) ~; ^(im|i am) (so |very |really )?bored; (help|do|with) ~ (my |the )?(taxes|tax return|homework|maths?|algebra|visa|laptop|computer|phone|car|wifi); [0-9]+ (times|plus|minus|divided by|x) [0-9]+; square root; (your|ur) favou?rite ~; (do you )?(love|like|marry|date) me; are you single; (movie|film|netflix|song|lyrics) ~; politics; religion; in (french|german|italian|chinese|japanese)$; im (bored|hungry|lonely)$';
const PERSON =
  '(human|person|someone|somebody|agent|operator|representative|rep|receptionist|manager|supervisor|staff|front desk|reception|the desk|customer service|support|people|real one|owner|doctor myself|billing|accounts|accounting|finance|the office|administration)';

/** English, as patients write it. */
export const ENGLISH: Lexicon = {
  intents: [
    [
      'greeting',
      54,
      `^(hi|hello|hey|hiya|good morning|good afternoon|good evening)? ?(how are you|hows it going|how is it going|how are things|whats up|hows everyone|how do you do)`,
    ],
    [
      'greeting',
      30,
      `^(hi|hii|hello|helo|hey|heya|heyy|hiya|yo|howdy|gday|g day|evening|afternoon|greetings|morning|good (morning|afternoon|evening|day)|gm)( (hi|there|good morning|good afternoon|good evening|everyone|team|all|doc|guys))*; how are you; whats up; ^sup$; nice to meet you`,
    ],
    [
      'greeting',
      61,
      `^(good )?(morning|afternoon|evening)( (everyone|all|team|guys|doc|there))?$; ^(hi |hello |hey |good (morning|afternoon|evening) )?(i )?hope (you|youre|your|all|this|everyone|everything) ~ (well|good|great|fine|ok|okay)$`,
    ],
    [
      'greeting',
      54,
      `^(hi |hello |good (morning|afternoon|evening) )?(is this|am i through to|have i reached) ~ (clinic|dentist|dental|surgery|practice|office) ~; (is )?(anyone|anybody|someone|somebody) (there|here|home)`,
    ],
    [
      'thanks',
      44,
      `thanks; thank (you|u); thankyou; thx; thnx; thnks; tnx; ty; tysm; cheers; much appreciated; appreciate (it|that|your|the|you); appreciated; grateful; thankyouemoji; youre (the best|awesome|amazing|so kind|a star|a lifesaver|very kind); bless you; (god|much) (bless|obliged) ~; obliged; (been|are|were|youre) ~ (help|helpful|kind|lovely|wonderful|amazing|awesome|lifesaver|angel|sweet|patient)$; you rock`,
    ],
    [
      'thanks',
      62,
      `^(ok |no |nope )?(thats|that is|that will be|thatll be) (all|everything|it)( for (now|today))? ~ (thanks|thank you|cheers)( (so|very) much| a lot)?; ^(no|nope|nah) ~ thats (all|everything|it) ~ (thanks|thank you|cheers)`,
    ],
    [
      'human',
      90,
      `(talk|speak|chat|connect|transfer|put|pass|get|reach|forward) ~ (to|with|me|through|a|an) ~ ${PERSON}; (need|want|give me|get me|let me) ~ (a )?(human|real person|live (agent|person)|agent|operator|representative|receptionist|manager|supervisor); (real|actual|live|human) (person|human|being|agent|operator|people|support); human (now|please|pls|agent|being|only); ^(human|agent|operator|representative|receptionist|manager)( (please|pls|now))?$; (call|ring|phone) me( back)?; (is|are) (there )?(a |an |any |some )?(real |actual |live )?(human|person|agent|operator|receptionist|representative) ~ (i|to|can|available|there|here|on); (want|need|rather|prefer|like) (to )?(talk|speak|chat|deal) ~ (human|person|someone|somebody|staff|receptionist|agent|operator|team); transfer me; escalate ~; (is|are) there (a|an|any) (real |actual |live )?(person|human|agent|operator|receptionist|manager)( ~ )? ?; (want|give me|get) my money back; (waiting|waited) ~ (hour|hours|minutes|mins) ~; (this is|its) (ridiculous|unacceptable|outrageous|disgraceful|a disgrace|a joke) ~; (terrible|awful|horrible|poor|bad|worst) (service|experience|treatment|customer service) ~; (rude|unprofessional) ~; (are|r) (you|u) a? ?(bot|robot|human|real|machine); (this|stupid|dumb|useless|damn|tired of) ~ (bot|robot|machine|ai); (file|make|lodge|have) ~ complaint; complain*; (talk|speak) (to|with) (dr|doctor|the dr|the doctor|my|him|her) ~ (personally|directly|in person|myself|himself|herself) ~; speak to (him|her|dr|the doctor|my doctor|my dentist) (directly|myself); can (someone|somebody|a person) (call|ring|phone|contact|help); not (a|with a) (bot|robot|machine)`,
    ],
    [
      'cancel',
      80,
      `(scrap|ditch|drop|kill|lose) (my|the|our) ([0-9:]+ ?(am|pm)?|slot|booking|visit|cleaning|checkup); cancel*; cancl; cancle; (call|calling|called) ~ off; (cxl*|cncl*|cansel*|canel*); (remove|take|strike|cross|scratch|get|drop) (me|my name|us) (off|from|out of) ~; (remove|delete|scrap|drop|withdraw|void|undo|scratch) ~ ${APPOINTMENT}; (wont|will not|no longer) (be )?(need|needing|require|requiring|want|coming to|coming for) ~ ${APPOINTMENT}; pull out of ~; (free|release|open) (up )?(the|my|that) (slot|spot|place|appointment|time) ~; (give|offer|pass) ~ (slot|appointment|spot|it|place) to (someone|somebody|another|other) ~; free up (my|the) ~; back out of ~; get rid of ~ ${APPOINTMENT}; remove ~ ${APPOINTMENT}; delete ~ ${APPOINTMENT}; drop (my|the) ${APPOINTMENT}; take me off; scrap (my|the) ${APPOINTMENT}`,
    ],
    [
      'reschedule',
      82,
      `(bring|move|push|shift|put|pull) ~ (forward|back|up|earlier|later)$; (just|only|lets|rather|can we|could we|please) (move|shift|change|push) (it|that|them)(?! to (the )?list); (bring|move|push|shift|put|pull) (my|the|our) ~ (forward|back|up|earlier|later|to|by); re ?sched*; reshedule; rebook; re book; postpone*; move ~ (my|me|it|the|our|that|this) ~ (to|from|for|earlier|later|up|back); move (my|the|our|it) ${APPOINTMENT}; (change|modify|switch|shift|push|swap|bump|alter|update|adjust) ~ (my|the|our|a|this) (~ )?(${APPOINTMENT}|date|time|day|hour); (change|modify) ${APPOINTMENT}; ${CHANGE} ~ ${APPOINTMENT}; ${CHANGE} (my|our|the|this|that) ${TIMES} ~; ${CHANGE} ~ (check in|check out|arrival|departure) ~; ${CHANGE} ~ (to|for|until|till) (a |an )?(another|different|later|earlier|next|new|other) ~; (put|push|move|delay|set) ~ (off|back|forward) ~ (appointment|appt|booking|visit|until|till|by|week|day|month); put off (my|the|our) ~; (bring|come|get in) ~ forward; (come|coming|arrive|get there|be there|make it|start) ~ (an hour|half an hour|[0-9]+ (min|mins|minutes|hours)|a bit|a little|slightly) (later|earlier|late|early) ~; (earlier|later|different|another|new) (slot|time|day|date|appointment) ~ (move|switch|change|instead of my)( ~ )?; ${APPOINTMENT} ~ (need|want|like|have) to (change|modify|move); (push|move|shift|bring|switch|bump) (it|me|that|this|mine|us) (back|forward|up|earlier|later|to|by|a|an); come (earlier|later|another day|a different day) instead; (swap|switch|change|trade|exchange|move) ~ (monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|sun|[0-9:]+ ?(am|pm)?) (for|to|with|by|into) ~; (need|want|pick|choose|find|get) (me )?(another|a different|a new|an alternative) (date|day|time|slot) ~; (can|could) (we|i|you) (do|make|have|move|get) (it|that|this) (to )?(a|an|one|two|half an|[0-9]+) (day|days|week|weeks|hour|hours|minutes|mins) (later|earlier|before|after|sooner) ~; come ~ (earlier|later|sooner) than (planned|scheduled|agreed|i (was|am) ~|my ~); (earlier|later|sooner) than (planned|scheduled|booked|agreed) ~; (different|another|new) (day|date|time) (for|than) my; (pls|please) move me`,
    ],
    [
      'reschedule',
      66,
      `cant make (it|my|the|today|tomorrow|that|tonight|on|this|monday|tuesday|wednesday|thursday|friday|saturday|sunday|[0-9:]+); (wont|will not|can not|cannot|not able to|not gonna|not going to|unable to|cant) (be able to )?(make|come|attend|get there|make it|be there|show up|go); (has |have |just )?(came|come|popped|cropped) up; (cant|wont) (do|manage) (today|tomorrow|that day|this week|monday|tuesday|wednesday|thursday|friday|saturday|sunday) ~; (have|need|got) to (miss|skip) ~; running late; ill be late; im late; gonna be late; stuck in traffic`,
    ],
    [
      'reject_pending',
      79,
      `(dont|do not) (bother|worry|trouble)( about it| with (it|that))?$; (pass|ill pass|skip it|hard pass)$; no point; lets not; (count|leave) me out; cancel that thought; (dont|do not|no longer|didnt|not) (really )?(need|want) ~ (anymore|any more|now|him|her|it|that|this|one|dan|dr|a|an|the|to); no longer (need|want|interested|required|relevant); (forget|forgot|ignore|disregard|scratch|skip|drop|leave|nevermind|never mind) (it|that|about|this|what|the|all)( (dan|him|it|that|filling|appointment|booking))?; nevermind; never mind; nvm; nm; (changed|change) my mind; not (now|today|right now|yet|at the moment|this time|for now|interested|ready|necessary|needed|anymore); (maybe|perhaps) (some )?(other time|at a later|later|another time|next time); some other time; decided (not to|against); id rather not( book)?; no need; not looking to (book|schedule); (dont|do not) (book|schedule|check|bother|worry|reserve) (it|anything|that|me|yet|this|about|the|any|checking|with); i was (just|only) (asking|wondering|looking|curious); (just|only) (asking|browsing|looking|curious); let you know (when|if|later); ill (get back|come back|let you know|think about it); hold off; stop (checking|looking|booking); not with dan; without dan; ^no ~ thats all( i (need|needed|wanted))?( for now)?; dont want (it|that|this|them|to)( (now|yet|at all|any ?more))?$; (ill|i will) (have a )?(think|think it over|sleep on it|pass)( ~ )?; not (interested|keen|bothered|for me)( ~ )?; (call|calling) it off; not going (ahead|through) ~; (im |i am |were |we are )?not (doing|having|getting|gonna do|going to do|going for|going with) (it|this|that|the|a|an|my) ~; (found|booked|got|going to|went to|going with) ~ (another|a different|somewhere|someone|other) (place|clinic|dentist|doctor|else|one) ~; (stop|quit) (looking|searching|checking|trying) ~; (leave|drop) the ~ (i|changed|for now|its ok); (lets )?leave it( (there|for now|then|at that|today))?$`,
    ],
    [
      'book',
      68,
      `(want|wanna|need|like|love|gotta|have) (to )?(get|have) ~ (done|cleaned|fixed|checked|whitened|pulled|filled|removed|looked at|straightened|out); (book|schedule|reserve|make|set up|setup|arrange|get|have|need|want|like|take|grab|fix|request|organise|organize|register for|looking for|after) ~ ${APPOINTMENT}; (need|needs|want|wants|like|love|wanna|have|has|hoping|trying|looking|due) to (see|visit|go to|get to|consult|meet|get seen by) (a|an|the|my|your|dr|doctor|some|one of|you) ~; (looking|trying|hoping|planning) to (get|book|schedule|make|have|see|come|arrange|bring|set); (get|bring|take) (my|our) (kids|kid|son|daughter|teeth|children|mum|mom|husband|wife) ~ (in|cleaned|checked|seen|looked|whitened) ~; register as a (new )?patient; (can|could) (my|our|his|her|the) ~ (be seen|come in|get in|see (a|the|you|dr)) ~; (can|could) (he|she|we|i) be seen ~; (need|want|would like|like) (somebody|someone|you|a (doctor|dentist)|the (doctor|dentist)) to (look|take a look|have a look|check|see|examine) ~; (process|procedure|steps) (to|for) (book|booking|schedule|scheduling) ~; (can|could) (you|u) (see|fit|take|squeeze|do) (me|us|him|her|my ~ ) ~; book (me|a|an|in|it|us|for|my|the|him|her|now|online|with); (schedule|reserve) (me|a|an|it|for|us|my|the|in|something|with|on|at); (want|like|need|love) to (book|schedule|reserve|come|come in|be seen|get in|visit|set up); (fit|squeeze|slot|put|pencil|sign|get|pop) (me|us|him|her|them) (in|down|up); put (me|us) (on|in) the (schedule|book|books|diary|calendar|list); (can|could|may) (i|we) (come|come in|get in|be seen|visit|pop in|drop in|stop by); ${APPOINTMENT} (for|on|at|with|please|tomorrow|today|next|this|tmrw); (make|set|schedule|book) ~ (appointment|visit); sign me up; ^(booking|appointment|appt|book|book (a )?(visit|appointment)|to book|make (an )?appointment|new appointment)( (please|pls))?$; how (do|can|to) (i )?(book|schedule|make an app*); how to book; ill take (it|that|the|this) ~ (slot|appointment|one at); asap ~ (appointment|cleaning)`,
    ],
    ['book', 87, `^(please |pls |hi |hello )*(sign|put|pencil|slot|squeeze|fit|book|set|hook) (me|us) (up|down|in) ~`],
    [
      'book',
      57,
      `(can|could|may) (i|we) (book|reserve|schedule) ~; want to (come|go|get|have) ~; (any|anything|something|got|have|what|when|which|whens|is there|are there|earliest|next|first|soonest) ~ (available|availability|free|open|opening|openings|slot|slots|(?<! (white|red|dark|black|brown|sore|rough) )spots?|space|vacancy|vacancies|times|appointments); (do you|u|can you) have ~ (anything|something|time|room|space|opening|openings|slots|free); (anything|something|whats) (free|open|available|tomorrow|today|this|next|tmrw|sooner|earlier|later); (anything|something|whats) (for|on|at|after|before|around|in) (the )?([0-9:]+|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|lunch|lunchtime|work|tomorrow|today|this|next|morning|afternoon|evening|evenings|mornings|two|three|four|five|six|nine|ten|eleven) ~; (is|are) (dr|doctor|he|she|they|you) ~ (free|available|in|working) ~; (when|what time|what day) (can|could) (i|we|you|he|she); (earliest|soonest|next available|first available); how about ~ (am|pm|[0-9:]+|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|morning|afternoon|evening); (try|check) (a )?(different|another) (time|day|date); need (a|an|my) (checkup|check up|cleaning|clening|cleanin|exam|visit); (havent|not) been to (the|a) dentist; first visit; new patient; due for; (over)?due (for )?(my|a|an|the|another) ~; (time|its time) for (my|another|a) ~ (checkup|cleaning|visit|check up); (mon|tues|wednes|thurs|fri|satur|sun)day ~ (works|is good|is fine|please)$`,
    ],
    [
      'confirm',
      70,
      `^(yes|yea|yeah|yep|yup|ok|okay|sure|great|perfect|alright|fine|good|please) (~ )?(go ahead|book (it|that|this)|do (it|so|that)|please do|make it|schedule (it|that)|reserve (it|that)|confirm (it|that))`,
    ],
    [
      'service_inquiry',
      45,
      `^(so |and |hi |hello )?(do|does|can|could|will|would|is|are|what|whats|how|which|who|where|when|why|may|should) (i|you|u|they|it|the|that|this|there|we|a|my|your|is|are|do|does|much|long|many) `,
    ],
    [
      'confirm',
      58,
      `^y$; ^(yes|yea|yeah|yep|yup|ya|yess|yas|sure|ok|okay|okey|okei|kk|k|alright|all right|right|correct|exactly|absolutely|definitely|of course|certainly|affirmative|indeed|agreed|deal|done|perfect|great|fine|good(?! (morning|evening|afternoon|night|day))|cool|awesome|excellent|lovely|wonderful|confirmed|confirm|thumbsup|please do|go ahead|yes please|aye|sounds good|will do)`,
    ],
    [
      'confirm',
      60,
      `^(yes|yep|yup|yeah|correct|exactly|right|affirmative|absolutely|definitely|sure|thats (right|correct)|that is (right|correct))(?! (or no|but|i want|i need|i would like|id like|what|whats|how|hows|is|are|do|does|where|when|which|who|not|can (you|i|we)|could (you|i|we))); (yes|yeah|yep|yup)( (please|thanks|thank you|ok))?$; ^(i do|it is|we do|it does|they are|i will|i would|i am)$; (count|put) me (in|down)$; im happy with ~; no problem$; (^| )fine by me`,
    ],
    [
      'confirm',
      59,
      `^(it|its|it is|that|thats|thatd be|that would be|itd be|it would be|sounds) (absolutely |just |really )?(perfect|lovely|great|fine|wonderful|good|ok|okay|amazing|ideal)$; ^(you got it|you bet|thats the one|roger( that)?|copy that|same( one)?|bingo)$; (thatll|that will|it will|itll|this will) (do|work|be fine); (id|i would) (love|like) (that|to)$; by all means; why not$; (that|this|it|which|monday|tuesday|wednesday|thursday|friday|time|day|[0-9:]+( ?(am|pm))?) ~ (works|work|suits|is fine|is good|is perfect|is great|is correct|is right|sounds good|sounds great|is ok|is okay|will do|does it); (works|good|fine|ok|okay|great|perfect|suits) (for|with|by) (me|us); sounds (good|great|perfect|fine|lovely|right|like a plan|wonderful|amazing|ok|okay|awesome|reasonable); (that|this|it) (would|will|ll) be (great|perfect|fine|nice|good|lovely|ok|okay|wonderful); i (like|love|want|choose|pick|prefer) (that|this) one; (i am|im) (sure|certain|happy with (that|it|this)); works (great|fine|perfectly|well); thats (right|correct|it|fine|good|great|perfect|ok|okay|the one|awesome|wonderful|excellent|lovely|cool); (yes|please|pls|i) confirm*; i(ll| will) be there; see you (then|there|tomorrow|at|on|monday|tuesday|wednesday|thursday|friday|soon); (go|going) ahead; book (it|that)( please| then)?$; lets (do|go with|book) (it|that|this)*; (ill|i will|id like to|i would like to) (take|go (for|with)) (it|that|this|the)( one)?; do it$; im in$; count me in; i agree; perfect that; yes i (do|would|am|will)`,
    ],
    ['deny', 87, `(dont|do not|didnt|never|not|no need to|wasnt|isnt) (want to |going to |gonna |mean to |trying to )?(cancel*|cancl|delete|remove)`],
    ['deny', 88, `(dont|do not|no need to) (change|move|touch|reschedule)( (it|that|anything|(my|the) (appointment|booking)))?( (please|yet|after all))?$`],
    [
      'deny',
      62,
      `(wait|no|actually|please|just)? ?(keep|leave|let) (it|that|the (appointment|booking|old|original) ?(time|one)?|my (appointment|booking|slot|time))( (as|like|where) (it (is|was)|is|before)| (then|please|stay|alone))?$; (leave|keep) (everything|it all) (as|how|like) ~; (stick|stay) with (it|that|the (old|original|current|first)) ~`,
    ],
    [
      'deny',
      60,
      `^(no|nope|nah|naw|nop|noo|negative|not really|absolutely not|definitely not|no way|never|thumbsdown|hell no|of course not|unfortunately not|nay)`,
    ],
    [
      'deny',
      61,
      `^(i )?(dont|do not) (think|believe|like) (so|that|it)$; i think not; not (at all|quite|exactly|particularly|a chance)$; (im )?afraid not; no chance; (no|not|isnt|arent|wasnt|aint) (really |very |so |that |too |going to be )?(good|great|ideal|convenient|suitable|possible|okay|ok|fine|doable|feasible|right|correct|an option|happening) ~; (none|neither) of (them|those|these|the) ~; (got|any|have you|do you have) (anything|something|one|a slot|a time)? ?(later|earlier|sooner|else|cheaper|closer)( (please|then|in the day|that day|on))* ?; (doesnt|does not|didnt|dont|wont|wouldnt|not|isnt|cant) (really |going to )?(work|suit|fit|do|good for me|convenient|fine|possible|that day|at that time|what i (want|meant|said|asked)); (too|bit) (late|early|expensive|far|soon); (another|different|other) (time|day|date|hour|option|one|suggestion|doctor|slot)s?( please)?$; (do you have|are there|any) (any )?(others|other|another|else|something else|anything else); (anything|something|someone|anyone|any other|some other) (else|time|day|doctor|slot); ((have|need|got) to work|im (busy|working|away|out of town)) ~ (then|that day|that time|that morning|that week|monday|tuesday|wednesday|thursday|friday); (others) ; (not) (him|her|that one|then|that|this one|monday|tuesday|wednesday|thursday|friday|in the morning|in the evening); rather than ~; (mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|mornings|afternoons|evenings) (is|are|isnt|arent) (no good|not good|out|bad|impossible|not possible|tricky) ~; (actually|sorry) ~ (better|change|make it|instead|rather|prefer|can you|could you|is there|not); (is|would be|think) ~ better; instead $; instead; thats (wrong|not right|incorrect|not correct); (its|it is|thats|that is|this is|isnt|is not) not? ?(right|correct|what i (need|want|wanted|meant|asked for|said|had in mind)); wrong (day|time|date|one|doctor|service); out of the question; id (rather|prefer); someone else$; something else$`,
    ],
    [
      'service_inquiry',
      50,
      `(looking|searching|look|search|hunting) for ~ ${PROVIDER}; (need|find|recommend|want|get|locate|search|suggest|finding) ~ ${PROVIDER}; find (me )?(a|an|one); need of; (wanted|want|like|wanna|would like|wondering|curious|need|ask|tell me|info|information|question|questions|details|know) ~ (ask|know|about|find out|info|information|details|more on|regarding); (do|can|could|would|will|does|is|are|did) (you|u|your|the|it|there|i|we|a|this|that|they) ~~ ?; (what|whats|how|why|which|who|whos|where|wheres|when|is|are|does|do|can|should) ~~ ?; tell me (more|about); more (info|information|details); interested in; what (is|are|does|do|about|kind|type|types)`,
    ],
    [
      'other',
      43,
      `bye; goodbye; good bye; see (ya|you)$; take care; talk (later|soon); have a (nice|good|great|lovely) (day|one|evening|weekend|week|night); good night; ttyl; cya`,
    ],
    [
      'other',
      63,
      `(write|tell|sing|make) (me )?(a|an|some) (haiku|poem|joke|story|song|essay|code|email|letter); capital of; weather; who (won|is the president|invented); translate; (solve|calculate) (this|the); stock price; bitcoin; football; recipe; (play|show) ~ (music|song|movie|alarms); (book|get|order|need|call) ~ (cab|taxi|uber|flight|pizza|restaurant|hotel); ^(i dont know|idk|dunno|not sure|hmm+$|let me think|i need to think)`,
    ],
  ],
  topics: [
    [
      'price',
      86,
      `how much; hw much; howmuch; price*; cost*; fee; fees; charge; charges; rate; rates; expensive; cheap; cheaper; discount*; promo*; special offer; payment plan*; installment*; insurance; insured; dental plan; (take|accept) ~ (card|cards|cash|credit|insurance|ppo|hmo|medicaid|medicare|delta|aetna|cigna|visa|amex|apple pay|paypal); pay (by|with|in|monthly); financing; quote; estimate; refund; deposit; whats the damage; free consult*`,
    ],
    [
      'hours',
      84,
      `(what|wat|when|which) ~ (open|close|opening|closing|opn); (is|will) (the |your )?(clinic|office|practice|place|salon|it) (be )?(still )?(open|closed) ~; (are|r) (you|u|ya|yall|they) (guys |all )?(still |also )?(open|closed) ~; opening (hours|times); (working|business|office|clinic|your|the) hours; hours of operation; what are ~ hours; (open|closed|work) (on|this|today|tomorrow|at|sunday|saturday|weekends|holidays|until|till) ~~ ?; do you (open|work) (on|at|weekends|saturdays|sundays); how late (are|do); till what time; until what time; ^hours$`,
    ],
    [
      'address',
      84,
      `where (are|r|is) (you|u|ur|your|the|ya) ~; wheres (the|your|ur) ~; address; location; located; directions; how (do|can) (i|we) get (there|to you|to the|to your); parking; park (my|the|a) car; nearest (station|metro|bus|train); google maps; find you; which (street|floor|building)`,
    ],
    [
      'doctors',
      74,
      `(which|what|who|whos) ~ (doctor|doctors|dentist|dentists|specialist|specialists|dr|hygienist); who (is|are) (your|the) (doctor*|dentist*); (your|the) (doctors|dentists|team|specialists); who (does|do|will|would|performs) ~; (is|are) (the|your) (doctor|dentist)s? ~ (good|experienced|qualified|certified)`,
    ],
    [
      'my_appointments',
      90,
      `^(hi |hello |hey )?(all )?(my|our) (upcoming |next |current |booked )?(appointments|appointment|bookings|booking|visits)( please)?( \\?)?$; (show|list|see|view|check|tell|give) ~ (my|our) (upcoming |next |current |booked )?(appointments|bookings|visits)( please)?( \\?)?$; (what|which) (upcoming )?(appointments|appointment|bookings|visits) (do|did|have) (i|we) ~; (what|when) (are|is|were) (my|our) (upcoming |next |current )?(appointments|appointment|appt|bookings|booking|visits|visit)( again)?( please)?( \\?)?$; what (do|have) (i|we) (have )?(booked|scheduled); when am i (booked|scheduled|coming)`,
    ],
    [
      'my_appointments',
      85,
      `^(so |hi |hello )?(do )?i (have|got|have got) (two|three|several|2|3) (appointments|appts|bookings|visits) ~ ?; (do|did) (i|we) (already )?have (a|an|any|some) ~ (appointment|appointments|booking|bookings|visit|visits)$; (do|did) (i|we) (already )?have (a|an|any|some) ~ (appointment|appointments|booking|bookings) ?`,
    ],
    [
      'my_appointments',
      76,
      `(can|could|would) you (confirm|check|verify|double check) ~ (my|our) ${APPOINTMENT}; (my|our) (next )?${APPOINTMENT} ~ (when|what time|again|is it|confirmed|still on); (when|what time|what day) (is|was|do i have|are|am i) ~ (my|our|i) ~; do i have (an|any|a) ${APPOINTMENT}; (am i|are we) (booked|scheduled|still on|confirmed); (remind|tell) me (when|what time|of my|about my); (check(?! up)|see|view|list|show) ~ my ${APPOINTMENT}; i forgot when; what time was (it|my)`,
    ],
    [
      'services',
      66,
      `(what|which) ~ (services|treatments|procedures|do you (do|offer|have)); (do|can|could) (you|u|ya|they) (guys )?(do|offer|provide|treat|perform|accept|take) ~; services; list of (services|treatments); menu; (accepting|taking|welcoming|take|accept|see) ~ new (patients|clients); new patients accepted`,
    ],
    [
      'service_info',
      64,
      `does (it|the|a|this|that|getting) ~ (hurt|take|last|work|leave); is (it|the|a|this|that) ~ (painful|safe|permanent|dangerous|worth|normal|included|covered); how (long|many|often|does|do|is|safe|painful|soon) ~; (what|whats) (is|are|does|the difference|happens|should|involved) ~; (can|should|may) i (eat|drink|smoke|work|drive|exercise|get|do|have|take) ~ (after|before|while|when|if|pregnant); (side effects|recovery|aftercare|after care|healing|anesthesia|anaesthesia|sedation|warranty|guarantee|results|before and after|photos); am i (a )?(candidate|eligible); (while|if) (im )?pregnant; recommend*; without a fee; (cancellation|cancelation|late|refund|no show) (policy|fee|charge); policy; how do i cancel; what if i cancel; can i cancel (for free|later|anytime); difference between; whats included; (do|should|must|can) i (need to |have to )?(bring|prepare|fast|stop|avoid|do (anything|something)) ~; before (my|the|an|a) (extraction|surgery|procedure|treatment|implant|whitening|operation) ~ ?; what (should|do) i bring`,
    ],
    [
      'contact',
      74,
      `(your|the|their|a|clinic) (phone|number|email|e mail|whatsapp|telephone|instagram|website|site|contact)( number)?; phone number; (call|email|reach|contact) (you|u|them) ; how (do|can) i (contact|reach|call) (you|her|him|them)`,
    ],
    [
      'availability',
      56,
      `(any|anything|something|got|what|when|which|earliest|next|first|soonest|have) ~ (available|availability|free|opening(?! hours| times)|openings|slot|slots|(?<! (white|red|dark|black|brown|sore|rough) )spots?|times); (anything|something) (free|open|available|for|on|tomorrow|today|this|next|tmrw|after|before); (is|are) (dr|doctor|he|she) ~ (free|available|in|working); (when|what time|what day) (can|could) (i|we|you|he|she); (earliest|soonest)`,
    ],
    ['goodbye', 43, `bye; goodbye; good bye; see (ya|you)$; take care; have a (nice|good|great|lovely) (day|one|evening|weekend|week|night); ttyl; cya`],
    ['off_topic', 63, OFF_TOPIC],
    [
      'off_topic',
      87,
      `(job|jobs|hiring|career|careers|internship|internships|employment|resume) ~; (work|working) for you; (send|apply|submit) ~ (cv|resume|application); (your|any|open) vacancies`,
    ],
    [
      'opt_out',
      83,
      `stop (messaging|texting|sending|writing|contacting|spamming) ~; unsubscribe; (dont|do not|never) (text|message|contact|write|call|send) (me|messages) ~; ^stop( please)?$; opt out; remove me from ~ list; no more (messages|texts|reminders|ads)`,
    ],
  ],
  urgency: [
    [
      'urgent',
      `sw(o|e)ll(en|ing|ed|s)? ~; swelling; swelled; swolen; swolllen; swell up; puffy (face|cheek|jaw|gum); (face|cheek|jaw|neck|lip|eye) ~ (swollen|swelling|swelled|puffed|ballooned|huge); fever; feverish; high temperature; (have|got|running|with) a temperature; [34][0-9]( degrees|c); (wont|doesnt|does not|will not|cant|didnt|not|isnt|never|hasnt) stop* (the )?(bleed*|blood)?; bleed* ~ (wont|doesnt|not|cant|didnt|isnt|hasnt|a lot|heavily|nonstop|non stop|for hours|all night|profusely|everywhere|badly) ~; (lots|lot) of blood; (blood|bleeding) (wont|isnt|is not|doesnt|does not|hasnt|has not|will not|not|never|just wont) ~ (stop*); (hasnt|has not|havent|hadnt|isnt|still not) (stopped|stopping) bleed*; blood (everywhere|pouring|gushing|keeps); keeps bleeding; still bleeding; knocked ~ (tooth|teeth|out); (tooth|teeth) ~ (knocked|fell out|came out|punched|got hit); (knocked|hit|punched|kicked|smashed) ~ (tooth|teeth|mouth|face|jaw); (accident|crash|hit|slipped|tripped|bumped|banged|punched|kicked|elbowed|smashed|smacked|headbutted|(i|he|she|we|son|daughter|kid|child|husband|wife|mom|mum|dad|boy|girl|baby|toddler) (just )?(fell|had a fall)|fell (down|over|while|at school|off (his|her|my|a|the) (bike|bicycle|scooter|horse|swing|bed|chair|stairs|skateboard|sofa|couch)|from|on (his|her|my) (face|chin|mouth))) ~~ (tooth|teeth|mouth|face|jaw|chin|lip); (broke|broken|fractured|dislocated) ~ jaw; (tooth|teeth) (is |are |was |were |just |got )*(knocked|punched|kicked|hit) ~; (lost|losing) (a|my|his|her|two|his front|her front|my front) (front )?(tooth|teeth) ~ (fall|fell|accident|bike|ball|fight|hit|playing); jaw ~ (broken|locked|stuck|dislocated); (face|cheek|jaw|lip) ~ (balloon*|huge|golf ball|chipmunk|tennis ball|twice the size|double the size|enormous); (unbearable|excruciating|agony|agonizing|agonising|intolerable|dying|die|10 out of 10|10 10|worst pain); (cant|cannot|can not) (stand|take|bear|handle|tolerate) ~ (pain|it|this|anymore|more); (cant|cannot|trouble|hard|difficult*|struggling|unable) (to )?(breath*|swallow*|open (my|his|her|the) mouth); (emergency|emergancy); dental emergency; its an emergency; (passing out|passed out|fainted|faint|going to faint); (infection|abscess|absess|abcess) ~ (spread*|face|swollen|neck|fever); help me please ~ pain; crying (from|with|in) ~ pain; in agony; trauma`,
    ],
    [
      'high',
      `(tooth|teeth|molar|gum|gums|jaw|it|pain|wisdom|ache|mouth|its) (is |are |really |just |absolutely )?killing me;  (severe|strong|terrible|horrible|awful|bad|really bad|intense|sharp|throbbing|constant|extreme|serious|massive|crazy|insane|so much|a lot of|lots of|too much|much|major|acute|stabbing|shooting|pulsing|pounding) ~ (pain|ache|toothache|tooth ache|paining); (pain|ache|toothache|tooth|it|jaw|gum|hurts|hurting|aching) ~ (severe|terrible|horrible|awful|intense|sharp|throbbing|constant|extreme|so bad|really bad|very bad|badly|like hell|so much|a lot|like crazy|worse|getting worse|all night|all day|since yesterday|nonstop|for days); (hurt|hurts|hurting|aches) (so|really|very|like|a lot|bad|badly|like hell|terribly|pretty bad|too) ~; throbbing; pulsating; pulsing; pus; abscess; absess; abcess; infected; infection; (cant|couldnt|cannot|didnt|not|unable to|havent|could not) (sleep|slept|eat|chew|bite|work|concentrate|talk) ~; (awake|up) all night; (broke|broken|cracked|chipped|snapped|split|shattered) ~ (pain|hurts|hurt|hurting|painful|ache|bleeding|nerve); (pain|hurts|hurt|ache) ~ (broke|broken|cracked|chipped|split) ~; (urgent|urgently|asap|emergency|right away|immediately) ~ (pain|hurts|tooth|toothache|dentist|doctor|seen|appointment|appt|help|today); (pain|toothache|tooth) ~ (urgent|urgently|asap|emergency|right now|today|immediately); its urgent; urgent$; in (so much|a lot of|severe|great|bad|real) pain; in pain; painkillers* ~; ibuprofen ~; nothing helps; (painkillers|ibuprofen|paracetamol|tylenol|advil|meds|medication|tablets) ~ (not|arent|isnt|wont|dont|doesnt) ~ (work*|touch*|help*|enough); (wisdom tooth) ~ (killing|pain|hurts); nerve (pain|exposed); exposed nerve; (broke|broken|cracked|knocked) (my|a|his|her) (front )?(tooth|teeth) ~ (just now|today)`,
    ],
    [
      'medium',
      `(wire|wires|bracket|brackets|braces|retainer|aligner|denture|dentures|crown|filling) ~ (poking|pokes|cutting|cuts|digging|stabbing|scratching|rubbing|hurting|pinching|sharp) ~; (sharp|rough|jagged) (edge|tooth|corner) ~; (piece|chunk|bit|part|corner) of (my|a|the|his|her) (tooth|molar|crown|filling|veneer) ~ (off|out|broke|missing|chipped|gone); (hurt|hurts|hurting|ache|aches|aching|pain|pains|painful|sore|toothache|toothach|tooth ache|discomfort|throb|throbs|ouch|uncomfortable|tender|paining|pian) ~; sensitiv*; sensetive; (cold|hot|sweet|sweets) ~ (hurts|sensitive|pain|twinge|zing); twinge; (lost|losing|fell|falling|came|popped|broke|broken|loose|chipped|cracked|missing|dropped|swallowed) ~ (filling|crown|cap|bridge|veneer|brace|braces|bracket|wire|denture|dentures|retainer|implant|tooth|teeth|molar|aligner|stitch*); (filling|crown|cap|bridge|veneer|brace|bracket|wire|denture|dentures|retainer|implant|tooth|molar|aligner|temporary|temp|post|cement|stitches) ~ (lost|fell|fallen|came|come|coming|popped|broke|broken|loose|wobbly|wobbles|chipped|cracked|split|moving|shaking|off|missing); (wobbly|loose|chipped|cracked|broken) (tooth|teeth|crown|filling); bleed*; gums? ~ (red|inflamed|bleed*|irritated); (have|got|has|think|found|feel) ~ (cavity|cavities); hole in (my|the|a) tooth; bad taste; (something|smth) wrong with my tooth; lump; ulcer; sore`,
    ],
  ],
  strongPain: `(severe|strong|terrible|horrible|awful|intense|extreme|massive|excruciating|acute) ~ (pain|ache|toothache|hurts|hurt|hurting); (pain|ache|toothache|hurts|hurt|hurting) ~ (severe|severely|terrible|terribly|horrible|horribly|awful|awfully|intense|extreme|like hell|like crazy|so much|so bad|badly|very much|a lot); (a lot of|lots of|so much|great|very bad|really bad) pain; hurts (so|really|very) (much|bad|badly)`,
  pressing: `urgent; urgently; urgency; asap; emergency; (right now|right away|immediately|straight away)`,
  painless: `(no|without|zero|hardly any|free of|not in|isnt any|not any) (more |any |real |much |major |longer in )?(pain|swelling|bleeding|fever|discomfort|ache|aches|sensitivity|toothache); (dont|do not|not|didnt|never) (really )?(have|having|had|feel|feeling) (any |much |a |real )?(pain|swelling|bleeding|fever|discomfort|ache|aches|sensitivity|toothache); (doesnt|dont|does not|do not|didnt|isnt|not|no longer|never|(?<!hasnt |havent |hadnt |not |isnt |never |nt )stopped|wont) (even |really |actually )?(hurt|hurts|hurting|ache|aching|bleeding|painful|swollen|sore|urgent|an emergency|bothering); (pain|ache|swelling|toothache|it|bleeding|fever) ~ (?<!hasnt |havent |hadnt |not |isnt |never |nt )(went away|gone|is gone|stopped|passed|disappeared|better now|went down|subsided); painless*; pain free; (its|it is|thats) not urgent; no (rush|hurry|emergency); (private|personal|family|work) emergency; sorry; had an emergency; afraid of (the )?pain`,
  painQuestion: `^(and |so |ok |but |hi )?(will|would|does|do|is|are|can|could) ~ (sensitiv*|sore|swell|swollen|bleed*|bruis*|numb|pain*|hurt*|ache|uncomfortable) ~ (after|afterwards|later|then|next day) ~; (how long|how much|how many days|for how long) ~ (sensitiv*|sore|swell*|bleed*|bruis*|numb*|pain*|hurt*) ~; (normal|usual|common) ~ (after|to) ~; (is it true|does|do|will|can) ~ (cause|causes|give|leave|make) ~ (sensitiv*|pain|painful|sore) ~; ^(so |and |but |hi |hello )?(does|will|would|is|are) \\S+ (\\S+ )?(hurt|painful|ache); ^(and |so |but |hi |hello )?(does|do|will|would|is|are|how) (it|the|a|an|this|that|getting|they|much|painful|bad|root|veneers|implants|botox|braces) ~ (hurt|painful|pain|hurts|sore|sensitivity|swelling|swell|bleed); (does|will|would|is|are|how) (it|the|a|an|this|that|getting|they|much) ~ (hurt|painful|pain|hurts|sore) ~~ ?; (hurt|painful|pain) (after|during|procedure) ~~ ?; how (painful|long) ~; is (it|there|this|that) ~ (painful|pain|hurt) ~; afterwards ?; normal ~ (after|to) ~~ ?`,
  painOfMine: `(i|ive|we|she|he|son|daughter|husband|wife) (have|got|has|had|having|am having|is having|am in|is in|feel|been having) (a|an|some|such|really|very|so|terrible|horrible|awful|bad|strong|sharp|severe|constant|throbbing|huge|much|a lot of)* (pain|ache|toothache|swelling|sore|abscess); (my|his|her) (tooth|teeth|molar|gum|gums|jaw|mouth|wisdom tooth|wisdom teeth|filling|crown) ~ (hurt*|ache*|aching|killing|throb*|painful|swollen|bleed*); im (in|having) ~ pain; (hurts|hurting|aching) (so much|so bad|a lot|like hell|really bad*|since)`,
  yes: `yes; yea; yeah; yep; yup; ya; sure; ok; okay; okey; kk; alright; right; correct; absolutely; definitely; certainly; perfect; great; confirmed; confirm; thumbsup; of course; go ahead; fine; good; cool; deal; k`,
  no: `no; nope; nah; nop; noo; negative; never; thumbsdown; not really; no way; no thanks; no thank you`,
  nameIntroductions: `my name is; my names; name is; i am called; this is; im; i am; its; call me; the name is; name; for (my )?(son|daughter|husband|wife|mom|mother|dad|father|kid)`,
  anyDoctor: `any (doctor|dentist|dr|specialist|one|of them|available doctor); (doctor|dentist) (doesnt|does not|dont) matter; whoever ~; any doc; (no|dont have a|havent a) (doctor )?preference; whichever (doctor|dentist); doesnt matter (who|which doctor); anyone (is fine|works|available|will do|free); either (doctor|of them|one|is fine); dont care (who|which doctor)`,
  anyTime: `any ?time; any day; whenever ~; any slot; any hour; (time|day) (doesnt|does not) matter; im (flexible|free all day|open|free anytime|free whenever); flexible; no preference; whatever (time|day|you have|works); (earliest|soonest|first available|next available|as soon as possible|asap|first slot|closest); doesnt matter (when|what time); all day`,
  sameAsLast: `same ~ (last|before|previous|usual|always|prior); (like|as) (last time|before|always|usual|the last one|previously|the previous one); the usual; my usual ~; (last|previous) (doctor|dentist|one|time)s? again; same (doctor|dentist|service|treatment|thing|one) (again|as); repeat ~ (last|previous)`,
  forSomeoneElse: `(both|all|two|three) (of )?my (kids|children|sons|daughters|boys|girls); for my (son|sons|daughter|daughters|husband|wife|mom|mum|mother|dad|father|kid|kids|child|children|boy|girl|brother|sister|friend|partner|boyfriend|girlfriend|grandma|grandpa|grandmother|grandfather|parents|baby|toddler|aunt|uncle|colleague|fiance|fiancee|family|cousin|niece|nephew); my (son|daughter|kid|child|husband|wife|mother|mom|mum|father|dad|boy|girl|brother|sister|grandmother|friend) (needs|has|wants|broke|is|would|hurt|hurts|chipped|fell|cant|also|too); for (him|her|them|someone else|somebody else|another person|a friend|a relative|a child|two|both of us|both|me and my ~ ); (its|it is) (not )?for (my|him|her|someone); not for me; and my (husband|wife|son|daughter|sister|brother|friend|mom|mother)`,
  ordinals: [
    [1, `(the )?first( (one|slot|option|time))?; 1st (one|slot|option); option (1|one|a); number (1|one); the earlier( one)?`],
    [2, `(the )?second( (one|slot|option|time))?; 2nd( (one|slot|option))?; option (2|two|b); number (2|two)`],
    [3, `(the )?third( (one|slot|option|time))?; 3rd (one|slot|option); option (3|three|c); number (3|three)`],
    [4, `(the )?fourth( (one|slot|option|time))?; 4th (one|slot|option); option (4|four|d); number (4|four)`],
    [5, `(the )?fifth( (one|slot|option|time))?; 5th (one|slot|option); option (5|five); number (5|five)`],
    [-1, `(the )?last (one|slot|option); the latest( one| slot)?; the later( one)?; the last$; ^last$`],
  ],
};
